# packet: verify the IPv4 header checksum and answer with the sum
.license "GPL"
.section xdp
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r4 = r2
    r4 += 34
    if r4 > r3 goto pass
    r0 = 0
    r5 = *(u16 *)(r2 + 14)
    r0 += r5
    r5 = *(u16 *)(r2 + 16)
    r0 += r5
    r5 = *(u16 *)(r2 + 18)
    r0 += r5
    r5 = *(u16 *)(r2 + 20)
    r0 += r5
    r5 = *(u16 *)(r2 + 22)
    r0 += r5
    r5 = *(u16 *)(r2 + 24)
    r0 += r5
    r5 = *(u16 *)(r2 + 26)
    r0 += r5
    r5 = *(u16 *)(r2 + 28)
    r0 += r5
    r5 = *(u16 *)(r2 + 30)
    r0 += r5
    r5 = *(u16 *)(r2 + 32)
    r0 += r5
    r5 = r0
    r5 >>= 16
    r0 &= 0xffff
    r0 += r5
    r5 = r0
    r5 >>= 16
    r0 += r5
    r0 &= 0xffff
    exit
pass:
    r0 = 2
    exit
