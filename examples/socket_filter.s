# A socket filter, the oldest kind of BPF program: which packets does tcpdump get, and how much of each?
#
# The return value is a number of bytes: 0 drops the packet for this socket, more than its length keeps
# all of it. The loads named skb[...] are those of 1992: they check the packet's length themselves, end
# the program when it is too short, and give numbers in host order. They demand the context in r6.
#
# Try: UDP to port 53; the first 96 bytes only.

.license "GPL"
.map seen, array, key=4, value=8, max_entries=2            # 0 passed over, 1 kept

.section socket
only_http:
    r6 = r1                             # where these loads expect it
    r7 = 0
    r0 = *(u16 *)skb[12]                # EtherType, already in host order
    if r0 != 0x800 goto count
    r0 = *(u8 *)skb[23]
    if r0 != 6 goto count               # not TCP
    r0 = *(u8 *)skb[14]
    r0 &= 15
    r0 <<= 2
    r8 = r0                             # bytes of the IPv4 header
    r0 = *(u16 *)skb[r8 + 16]           # 14 of Ethernet, 2 into TCP: destination port
    if r0 != 80 goto count
    r7 = 1
count:
    *(u32 *)(r10 - 4) = r7
    r2 = r10
    r2 += -4
    r1 = seen ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
out:
    r0 = 0
    if r7 == 0 goto drop
    r0 = 0xffff                         # all of it
drop:
    exit
