# Spreads TCP connections to port 80 over four backends, and keeps every flow where it is.
#
# A flow is its sender's address and port. The first frame of a flow is given a backend by hashing; the
# choice is remembered in an LRU table, so that a change of the list of backends does not tear flows that
# are under way. The frame leaves with the backend's MAC address.
#
# Try: make two of the four backends the same; look at sent: is the hash fair?

.license "GPL"
.map backends, array, key=4, value=32, max_entries=1, contents={0: [2,0,0,0,0,1,0,0, 2,0,0,0,0,2,0,0, 2,0,0,0,0,3,0,0, 2,0,0,0,0,4,0,0]}
.map flows, lru_hash, key=8, value=4, max_entries=1024            # address and ports -> backend
.map sent, array, key=4, value=8, max_entries=4                   # backend -> frames

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

    r3 = *(u32 *)(r6 + 26)              # the flow: source address,
    *(u32 *)(r10 - 16) = r3
    r4 = *(u32 *)(r6 + 34)              # and both ports
    *(u32 *)(r10 - 12) = r4
    w3 ^= w4
    w3 *= 0x9e3779b1                    # multiply, and take the bits that all others influenced
    w3 >>= 30
    *(u32 *)(r10 - 4) = r3
    r2 = r10
    r2 += -16
    r1 = flows ll
    call bpf_map_lookup_elem
    if r0 != 0 goto known
    r1 = flows ll
    r2 = r10
    r2 += -16
    r3 = r10
    r3 += -4
    r4 = 0
    call bpf_map_update_elem
    r8 = *(u32 *)(r10 - 4)
    goto chosen
known:
    r8 = *(u32 *)(r0 + 0)
chosen:
    r8 &= 3                             # the table holds any number; now it is 0 to 3
    *(u32 *)(r10 - 4) = r8
    r2 = r10
    r2 += -4
    r1 = sent ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    r8 <<= 3                            # 8 bytes a backend
    r1 = backends[0] ll                 # the address of the value itself
    r1 += r8
    r2 = *(u32 *)(r1 + 0)               # its MAC address
    *(u32 *)(r6 + 0) = r2
    r2 = *(u16 *)(r1 + 4)
    *(u16 *)(r6 + 4) = r2
    r0 = XDP_TX
    exit
pass:
    r0 = XDP_PASS
    exit
