# The twin of seen_before.s that does not load: it looks an entry up by its key, and a Bloom filter has neither.
#
# Question: the key has 0 bytes. Where would the address be kept?

.license "GPL"
.map known, bloom_filter, key=0, value=4, max_entries=1024, map_extra=3
.map newcomers, ringbuf, max_entries=4096
.map counts, array, key=4, value=16, max_entries=1         # frames seen, newcomers

.record newcomers, addr:ipv4

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options

.section xdp
greet:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 34
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u32 *)(r6 + 26)
    *(u32 *)(r10 - 4) = r3              # the sender
    r8 = counts[0] ll
    r1 = 1
    lock *(u64 *)(r8 + 0) += r1
    r1 = known ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem            # broken: a filter has no entries to point to
    if r0 != 0 goto pass
    r1 = known ll
    r2 = r10
    r2 += -4
    r3 = BPF_ANY
    call bpf_map_push_elem
    r1 = 1
    lock *(u64 *)(r8 + 8) += r1
    r1 = newcomers ll
    r2 = r10
    r2 += -4
    r3 = 4
    r4 = 0
    call bpf_ringbuf_output
pass:
    r0 = XDP_PASS
    exit
