# The twin of dns_labels.s that does not load: its loop has no end that the verifier can see. So it is walked on,
# a thousand rounds, until the offset could be larger than any packet, and there the verifier complains.
#
# Question: a packet is finite. Why is that not enough?

.license "GPL"
.map labels, array, key=4, value=8, max_entries=9          # labels -> questions

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options
.equ MOST, 8

.section xdp
count_labels:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 54                            # Ethernet, IPv4, UDP, and 12 bytes of DNS
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u8 *)(r6 + 23)
    if r3 != 17 goto pass
    r3 = *(u16 *)(r6 + 36)
    if r3 != 0x3500 goto pass           # port 53 in network order
    r8 = 0                              # labels so far
    r9 = 54                             # where the next one begins
next:
    r2 = r6
    r2 += r9
    r3 = r2
    r3 += 1
    if r3 > r7 goto pass                # the name leaves the packet
    r4 = *(u8 *)(r2 + 0)                # length of the label
    if r4 == 0 goto ended
    if r4 > 63 goto pass                # a pointer: compressed names are for answers
    r9 += r4
    r9 += 1
    r8 += 1
    goto next                           # broken: only the packet ends this loop
ended:
    *(u32 *)(r10 - 4) = r8
    r2 = r10
    r2 += -4
    r1 = labels ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
pass:
    r0 = XDP_PASS
    exit
