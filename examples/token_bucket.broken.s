# The twin of token_bucket.s that does not load: it reads a field behind the end of its context.
#
# Question: which fields does the context of an XDP program have, and where?

.license "GPL"
.map buckets, array, key=4, value=16, max_entries=4        # queue -> tokens, time up to which they were given

.equ EACH, 10000000                     # nanoseconds a token: 100 a second
.equ BURST, 5

.section xdp
limit:
    r6 = *(u32 *)(r1 + 24)              # broken: struct xdp_md ends at byte 24
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
