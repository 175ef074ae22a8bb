# compute: fill 32 numbers on the stack, then one pass of bubble sort after another
.license "GPL"
.section xdp
    r6 = 32
    r7 = r10
    r7 += -256
    r0 = 12345
fill:
    r0 *= 1103515245
    r0 += 12345
    r0 &= 0x7fffffff
    *(u64 *)(r7 + 0) = r0
    r7 += 8
    r6 += -1
    if r6 != 0 goto fill
    r8 = 31
pass:
    r7 = r10
    r7 += -256
    r6 = 31
step:
    r1 = *(u64 *)(r7 + 0)
    r2 = *(u64 *)(r7 + 8)
    if r1 <= r2 goto sorted
    *(u64 *)(r7 + 0) = r2
    *(u64 *)(r7 + 8) = r1
sorted:
    r7 += 8
    r6 += -1
    if r6 != 0 goto step
    r8 += -1
    if r8 != 0 goto pass
    r0 = *(u64 *)(r10 - 256)
    exit
