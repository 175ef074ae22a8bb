# compute: the 5,000th Fibonacci number modulo 2**64
.license "GPL"
.section xdp
    r0 = 0
    r1 = 1
    r6 = 5000
again:
    r2 = r0
    r0 = r1
    r1 += r2
    r6 += -1
    if r6 != 0 goto again
    exit
