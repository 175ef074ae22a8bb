# Who is new? A Bloom filter remembers senders in a few bits each, and only newcomers are reported.
#
# A Bloom filter answers "certainly never" or "probably yes". It never forgets and is sometimes wrong, in
# one direction only: a newcomer may be taken for a friend, never a friend for a newcomer.
#
# Try: max_entries=16; more hash functions (map_extra, 1 to 15); scenario portscan.

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
    call bpf_map_peek_elem              # 0: probably seen, -ENOENT: certainly not
    if r0 == 0 goto pass
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
