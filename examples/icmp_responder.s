# Answers pings at the driver: swaps the addresses, turns request into reply, sends the frame back.
#
# Swapping two addresses does not change a sum over both, so the IPv4 checksum stays right. The type goes
# from 8 to 0, and the ICMP checksum covers it: instead of adding up the packet again, the difference is
# added to the sum, as RFC 1624 describes.
#
# Try: compare bytes 34 to 37 of a frame before and after; answer only small pings.

.license "GPL"
.map answered, array, key=4, value=8, max_entries=1

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options

.section xdp
answer:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 42                            # Ethernet, IPv4, ICMP
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u16 *)(r6 + 20)
    r3 &= 0xff3f
    if r3 != 0 goto pass                # a fragment: leave it to the stack
    r3 = *(u8 *)(r6 + 23)
    if r3 != 1 goto pass                # ICMP
    r3 = *(u8 *)(r6 + 34)
    if r3 != 8 goto pass                # echo request

    r3 = *(u32 *)(r6 + 26)              # swap the IPv4 addresses
    r4 = *(u32 *)(r6 + 30)
    *(u32 *)(r6 + 26) = r4
    *(u32 *)(r6 + 30) = r3
    r3 = *(u32 *)(r6 + 0)               # swap the MAC addresses: 4 and 2 bytes
    r4 = *(u32 *)(r6 + 6)
    *(u32 *)(r6 + 0) = r4
    *(u32 *)(r6 + 6) = r3
    r3 = *(u16 *)(r6 + 4)
    r4 = *(u16 *)(r6 + 10)
    *(u16 *)(r6 + 4) = r4
    *(u16 *)(r6 + 10) = r3

    *(u8 *)(r6 + 34) = 0                # echo reply
    r3 = *(u16 *)(r6 + 36)
    r3 += 8                             # what the sum lost is added to its complement
    r4 = r3
    r4 >>= 16
    r3 += r4                            # the carry comes back in at the other end
    *(u16 *)(r6 + 36) = r3

    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = answered ll
    call bpf_map_lookup_elem
    if r0 == 0 goto send
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
send:
    r0 = XDP_TX
    exit
pass:
    r0 = XDP_PASS
    exit
