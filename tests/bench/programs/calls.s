# compute: 1,000 calls of a small function
.license "GPL"
.section xdp
    r6 = 1000
    r7 = 1
again:
    r1 = r7
    r2 = r6
    call mix
    r7 = r0
    r6 += -1
    if r6 != 0 goto again
    exit
.text
mix:
    r0 = r1
    r0 *= 31
    r0 += r2
    r1 = r0
    r1 >>= 32
    r0 ^= r1
    exit
