# Spreads TCP connections to port 80 over four backends, and keeps every flow where it is.
#
# A flow is its sender's address and port. The first frame of a flow is given a backend by hashing; the
# choice is remembered in an LRU table, so that a change of the list of backends does not tear flows that
# are under way. When a flow's backend is gone from the list, the next one takes over. The frame leaves
# with the backend's MAC address.
#
# Try: watch the map sent at 300, 600 and 800 ms; take all four backends away: what happens to the frames?

.license "GPL"
.map backends, hash, key=4, value=8, max_entries=4, contents={0: [2,0,0,0,0,1], 1: [2,0,0,0,0,2], 2: [2,0,0,0,0,3], 3: [2,0,0,0,0,4]}
.map flows, lru_hash, key=8, value=4, max_entries=1024            # address and ports -> backend
.map sent, array, key=4, value=32, max_entries=1                  # frames of each backend, 8 bytes each

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options
.equ PORT_80, 0x5000                    # in network order

.section xdp
balance:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 54
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u8 *)(r6 + 23)
    if r3 != 6 goto pass                # TCP
    r3 = *(u16 *)(r6 + 36)
    if r3 != PORT_80 goto pass

    r8 = *(u32 *)(r6 + 26)              # the flow: source address,
    *(u32 *)(r10 - 16) = r8
    r4 = *(u32 *)(r6 + 34)              # and both ports
    *(u32 *)(r10 - 12) = r4
    w8 ^= w4
    w8 *= 0x9e3779b1                    # multiply, and take the bits that all others influenced
    w8 >>= 30
    r7 = 4                              # tries
    r2 = r10
    r2 += -16
    r1 = flows ll
    call bpf_map_lookup_elem
    if r0 == 0 goto next
    r8 = *(u32 *)(r0 + 0)               # where the flow went before
next:
    r8 &= 3                             # the table holds any number; now it is 0 to 3
    *(u32 *)(r10 - 4) = r8
    r2 = r10
    r2 += -4
    r1 = backends ll
    call bpf_map_lookup_elem
    if r0 != 0 goto found
    r8 += 1                             # that backend is gone: the next one
    r7 += -1
    if r7 != 0 goto next                # four tries, then nobody is left
pass:
    r0 = XDP_PASS
    exit
found:
    r2 = *(u32 *)(r0 + 0)               # its MAC address
    *(u32 *)(r6 + 0) = r2
    r2 = *(u16 *)(r0 + 4)
    *(u16 *)(r6 + 4) = r2
    r1 = flows ll
    r2 = r10
    r2 += -16
    r3 = r10
    r3 += -4
    r4 = 0
    call bpf_map_update_elem
    r1 = sent[0] ll                     # the address of the value itself
    r8 <<= 3                            # 8 bytes a backend
    r1 += r8
    r2 = 1
    lock *(u64 *)(r1 + 0) += r2
    r0 = XDP_TX
    exit
