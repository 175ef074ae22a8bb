# The twin of write_sizes.s that does not load: its callback returns something that means nothing to
# bpf_loop.
#
# Question: why does the verifier care, when bpf_loop could treat 2 like 1?

.license "GPL"
.map sizes, array, key=4, value=8, max_entries=32          # log2 of bytes -> writes

.section kretprobe/vfs_write
on_write:
    r6 = *(u64 *)(r1 + pt_regs.ax)      # bytes written, or an error
    if r6 s<= 0 goto out
    *(u64 *)(r10 - 16) = r6             # what the callback works on: the size,
    *(u64 *)(r10 - 8) = 0               # and its logarithm
    r1 = 31                             # rounds at most
    r2 = halve ll                       # the callback
    r3 = r10
    r3 += -16                           # handed to it each time
    r4 = 0
    call bpf_loop
    r1 = *(u64 *)(r10 - 8)
    *(u32 *)(r10 - 20) = r1
    r2 = r10
    r2 += -20
    r1 = sizes ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
out:
    r0 = 0
    exit

halve:                                  # r1: number of the round, r2: the two words
    r3 = *(u64 *)(r2 + 0)
    r3 >>= 1
    r0 = 2                              # broken: a callback answers 0 or 1
    if r3 == 0 goto enough
    *(u64 *)(r2 + 0) = r3
    r4 = *(u64 *)(r2 + 8)
    r4 += 1
    *(u64 *)(r2 + 8) = r4
    r0 = 0                              # 0 asks for another round
enough:
    exit
