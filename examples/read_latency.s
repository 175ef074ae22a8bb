# How long vfs_read takes, as a histogram of powers of two.
#
# A kprobe notes when a thread enters, a kretprobe takes the difference when it returns. Bucket n of
# the histogram counts calls of 2^n to 2^(n+1) - 1 nanoseconds; the logarithm is found by halving.
# Reads from memory and reads from the disk make two separate hills.
#
# Try: the scenario disk, with its four threads; another function in both sections.

.license "GPL"
.map started, hash, key=4, value=8, max_entries=1024       # thread -> when it entered
.map latency, array, key=4, value=8, max_entries=32        # log2 of nanoseconds -> calls

.section kprobe/vfs_read
enter_read:
    call bpf_get_current_pid_tgid
    *(u32 *)(r10 - 4) = r0              # the lower half: the thread
    call bpf_ktime_get_ns
    *(u64 *)(r10 - 16) = r0
    r1 = started ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    r0 = 0
    exit

.section kretprobe/vfs_read
leave_read:
    call bpf_get_current_pid_tgid
    *(u32 *)(r10 - 4) = r0
    r1 = started ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto out                 # it was inside before we were attached
    r6 = *(u64 *)(r0 + 0)
    call bpf_ktime_get_ns
    r0 -= r6                            # nanoseconds inside
    r6 = r0
    r7 = 0                              # log2: take off 16, 8, 4, 2, 1 bits where there are more
    if r6 < 0x10000 goto below16
    r6 >>= 16
    r7 += 16
below16:
    if r6 < 0x100 goto below8
    r6 >>= 8
    r7 += 8
below8:
    if r6 < 0x10 goto below4
    r6 >>= 4
    r7 += 4
below4:
    if r6 < 4 goto below2
    r6 >>= 2
    r7 += 2
below2:
    if r6 < 2 goto counted
    r7 += 1
counted:
    r7 &= 31                            # cannot be more, and now the verifier knows it
    *(u32 *)(r10 - 8) = r7
    r1 = latency ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto forget
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
forget:
    r1 = started ll
    r2 = r10
    r2 += -4
    call bpf_map_delete_elem
out:
    r0 = 0
    exit
