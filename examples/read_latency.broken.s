# The twin of read_latency.s that does not load: it indexes the value of a map with a number for which
# it never proved a bound.
#
# Question: which single instruction before the addition would make the access safe?

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
    *(u32 *)(r10 - 8) = 0               # broken: one entry for all, and an index of one's own
    r1 = latency ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto forget
    r6 <<= 3                            # what is left of the time: no bound known
    r0 += r6
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
