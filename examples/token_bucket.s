# A token bucket for each receive queue: a steady rate passes, and a short burst.
#
# Every packet takes a token; tokens come back with time, up to the bucket's size. Nothing has to tick:
# the refill is computed from the time since the last packet. The time of the tokens handed out is kept,
# not the time of the packet, or the rest of the division would be lost.
#
# Try: a rate of 20 a second; a bucket of 1.

.license "GPL"
.map buckets, array, key=4, value=16, max_entries=4        # queue -> tokens, time up to which they were given

.equ EACH, 10000000                     # nanoseconds a token: 100 a second
.equ BURST, 5

.section xdp
limit:
    r6 = *(u32 *)(r1 + xdp_md.rx_queue_index)
    *(u32 *)(r10 - 4) = r6
    r2 = r10
    r2 += -4
    r1 = buckets ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass                # a queue beyond the fourth is not limited
    r7 = r0
    call bpf_ktime_get_ns
    r1 = *(u64 *)(r7 + 8)
    r2 = r0
    r2 -= r1                            # since the last token
    r3 = r2
    r3 /= EACH                          # tokens that came back
    r4 = *(u64 *)(r7 + 0)
    if r3 > BURST goto full             # a long pause, or the first packet ever
    r5 = r3
    r5 *= EACH
    r1 += r5
    *(u64 *)(r7 + 8) = r1               # the rest of the time still counts
    r4 += r3
    if r4 <= BURST goto take
full:
    r4 = BURST
    *(u64 *)(r7 + 8) = r0
take:
    if r4 == 0 goto drop
    r4 -= 1
    *(u64 *)(r7 + 0) = r4
pass:
    r0 = XDP_PASS
    exit
drop:
    r0 = XDP_DROP
    exit
