mov %r6, %r1
ldxw r0, [r1+4]      # load
jeq r1, 0, +2
lddw r1, 0x1122334455667788
stxdw [r10-8], r1
call 1
exit
