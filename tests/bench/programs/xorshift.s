# compute: 4,000 rounds of xorshift64
.license "GPL"
.section xdp
    r0 = 0x9e3779b97f4a7c15 ll
    r6 = 4000
again:
    r1 = r0
    r1 <<= 13
    r0 ^= r1
    r1 = r0
    r1 >>= 7
    r0 ^= r1
    r1 = r0
    r1 <<= 17
    r0 ^= r1
    r6 += -1
    if r6 != 0 goto again
    exit
