# packet: parse Ethernet, IPv4, UDP; count by destination port in an array
.license "GPL"
.map counts, array, key=4, value=8, max_entries=256
.section xdp
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r4 = r2
    r4 += 42
    if r4 > r3 goto pass
    r5 = *(u16 *)(r2 + 12)
    if r5 != 8 goto pass
    r5 = *(u8 *)(r2 + 23)
    if r5 != 17 goto pass
    r5 = *(u16 *)(r2 + 36)
    r5 = be16 r5
    r5 &= 255
    *(u32 *)(r10 - 4) = r5
    r2 = r10
    r2 += -4
    r1 = counts ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    r0 = 1
    exit
pass:
    r0 = 2
    exit
