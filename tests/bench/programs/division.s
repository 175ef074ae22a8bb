# compute: 2,000 divisions and remainders, none of them by a constant
.license "GPL"
.section xdp
    r0 = 0
    r6 = 2000
    r7 = 0xfedcba9876543210 ll
again:
    r1 = r7
    r1 /= r6
    r0 += r1
    r1 = r7
    r1 %= r6
    r0 ^= r1
    r7 += r0
    r6 += -1
    if r6 != 0 goto again
    exit
