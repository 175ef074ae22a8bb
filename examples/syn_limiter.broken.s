# The twin of syn_limiter.s that does not load: it reads the TCP flags at byte 47 of a frame of which
# it proved 40 bytes.
#
# Question: the kernel says r=40. Whose number is that?

.license "GPL"
.map senders, lru_percpu_hash, key=4, value=16, max_entries=512   # address -> attempts, start of the window
.map dropped, array, key=4, value=8, max_entries=1

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options
.equ WINDOW, 500000000                  # nanoseconds
.equ LIMIT, 3

.section xdp
limit:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 40                            # broken: no comparison covers the flags
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u8 *)(r6 + 23)
    if r3 != 6 goto pass                # TCP
    r3 = *(u8 *)(r6 + 47)               # its flags
    r3 &= 0x12
    if r3 != 2 goto pass                # SYN without ACK: somebody wants a connection
    r3 = *(u32 *)(r6 + 26)
    *(u32 *)(r10 - 4) = r3              # the sender
    call bpf_ktime_get_ns
    r8 = r0
    r2 = r10
    r2 += -4
    r1 = senders ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = *(u64 *)(r0 + 8)
    r2 = r8
    r2 -= r1
    if r2 > WINDOW goto again
    r1 = *(u64 *)(r0 + 0)
    r1 += 1
    *(u64 *)(r0 + 0) = r1
    if r1 <= LIMIT goto pass
    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = dropped ll
    call bpf_map_lookup_elem
    if r0 == 0 goto drop
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
drop:
    r0 = XDP_DROP
    exit
again:
    *(u64 *)(r0 + 0) = 1
    *(u64 *)(r0 + 8) = r8
    goto pass
first:
    *(u64 *)(r10 - 24) = 1
    *(u64 *)(r10 - 16) = r8
    r1 = senders ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -24
    r4 = 0
    call bpf_map_update_elem
pass:
    r0 = XDP_PASS
    exit
