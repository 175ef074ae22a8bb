# Bytes by protocol, in both directions: two programs at the traffic control hook.
#
# XDP sees frames that arrive, before there is a socket buffer. The traffic control hook sees both
# directions, with a buffer that may be scattered in memory: bpf_skb_load_bytes copies what is wanted,
# wherever it lies. The mark travels with the packet through the stack, to routing and sockets.
#
# Try: TC_ACT_SHOT for one protocol; the queue in __sk_buff.queue_mapping.

.license "GPL"
.map received, array, key=4, value=8, max_entries=256      # protocol -> bytes
.map sent, array, key=4, value=8, max_entries=256

.section tcx/ingress
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
