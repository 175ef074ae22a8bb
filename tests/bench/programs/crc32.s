# compute: CRC-32 of the packet's first 64 bytes, bit by bit
.license "GPL"
.section xdp
    r0 = 2
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r4 = r2
    r4 += 64
    if r4 > r3 goto out
    w0 = -1
    r6 = 64
byte:
    r5 = *(u8 *)(r2 + 0)
    w0 ^= w5
    r7 = 8
bit:
    w8 = w0
    w8 &= 1
    w8 = -w8
    w8 &= 0xedb88320
    w0 >>= 1
    w0 ^= w8
    r7 += -1
    if r7 != 0 goto bit
    r2 += 1
    r6 += -1
    if r6 != 0 goto byte
    w0 ^= -1
out:
    exit
