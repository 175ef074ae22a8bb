# compute: add the numbers below 10,000
.license "GPL"
.section xdp
    r0 = 0
    r6 = 10000
again:
    r0 += r6
    r6 += -1
    if r6 != 0 goto again
    exit
