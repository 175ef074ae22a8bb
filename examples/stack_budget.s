# A function of its own, with a frame of its own: how two frames share 512 bytes.
#
# Addresses and ports of every packet are copied into a buffer on the stack, and a function folds them
# to one number, under which packets are counted: a fingerprint of the flow. Caller and callee have
# separate frames; together they may have 512 bytes, each rounded up.
#
# Try: raise the callee's use step by step: which is the last that loads?

.license "GPL"
.map flows, hash, key=8, value=8, max_entries=1024         # fingerprint -> packets

.section tcx/ingress
on_packet:
    r6 = 0                              # clear the buffer: the last 4 bytes of it are not copied
    *(u64 *)(r10 - 120) = r6
    r2 = 26                             # addresses and ports of an IPv4 packet without options
    r3 = r10
    r3 += -128
    r4 = 12
    call bpf_skb_load_bytes
    if r0 != 0 goto done                # too short
    r1 = r10
    r1 += -128
    r2 = 2                              # words
    call fold                           # r6 to r9 come back as they were
    *(u64 *)(r10 - 8) = r0
    r2 = r10
    r2 += -8
    r1 = flows ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto done
first:
    *(u64 *)(r10 - 16) = 1
    r1 = flows ll
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
done:
    r0 = TC_ACT_OK
    exit

fold:                                   # r1: words on the caller's stack, r2: how many; the fold in r0
    *(u64 *)(r10 - 8) = r2
    r0 = 0
more:
    r3 = *(u64 *)(r1 + 0)
    r0 *= 31
    r0 ^= r3
    r1 += 8
    r2 = *(u64 *)(r10 - 8)
    r2 += -1
    *(u64 *)(r10 - 8) = r2
    if r2 != 0 goto more
    exit
