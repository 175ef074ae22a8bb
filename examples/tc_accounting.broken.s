# The twin of tc_accounting.s that does not load: its first program sits where helpers of socket
# buffers do not exist.
#
# Question: what does an XDP program use instead of bpf_skb_load_bytes?

.license "GPL"
.map received, array, key=4, value=8, max_entries=256      # protocol -> bytes
.map sent, array, key=4, value=8, max_entries=256

.section xdp                            # broken: here there is no socket buffer yet
count_in:
    r6 = r1
    r2 = 23                             # the protocol's place in an IPv4 frame
    r3 = r10
    r3 += -1
    r4 = 1
    call bpf_skb_load_bytes
    if r0 != 0 goto out                 # the frame is shorter
    r1 = *(u32 *)(r6 + __sk_buff.protocol)
    if r1 != 8 goto out                 # not IPv4
    r7 = *(u8 *)(r10 - 1)
    *(u32 *)(r10 - 8) = r7
    r2 = r10
    r2 += -8
    r1 = received ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = *(u32 *)(r6 + __sk_buff.len)
    lock *(u64 *)(r0 + 0) += r1
    if r7 != 17 goto out
    r1 = 53
    *(u32 *)(r6 + __sk_buff.mark) = r1  # one of the few fields that may be written
out:
    r0 = TC_ACT_OK
    exit

.section tcx/egress
count_out:
    r6 = r1
    r2 = 23
    r3 = r10
    r3 += -1
    r4 = 1
    call bpf_skb_load_bytes
    if r0 != 0 goto out
    r1 = *(u32 *)(r6 + __sk_buff.protocol)
    if r1 != 8 goto out
    r7 = *(u8 *)(r10 - 1)
    *(u32 *)(r10 - 8) = r7
    r2 = r10
    r2 += -8
    r1 = sent ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = *(u32 *)(r6 + __sk_buff.len)
    lock *(u64 *)(r0 + 0) += r1
out:
    r0 = TC_ACT_OK
    exit
