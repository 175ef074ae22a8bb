# The twin of exit_codes.s that does not load: it does not say under which licence it stands, and
# calls helpers that want to know.
#
# Question: which of the helpers here are reserved for GPL programs, and why those?

.map codes, hash, key=4, value=8, max_entries=256          # exit code -> processes
.map failures, ringbuf, max_entries=8192

.record failures, pid:u32, code:u32, comm:char[16]

.section tracepoint/sched/sched_process_exit
on_exit:
    r6 = r1
    call bpf_get_current_task
    r3 = r0
    r3 += task_struct.exit_code         # on this kernel; loaders find the offset by BTF
    r1 = r10
    r1 += -4
    r2 = 4
    call bpf_probe_read_kernel
    r7 = *(u32 *)(r10 - 4)
    r7 >>= 8                            # the low byte holds the signal, if one killed it
    r7 &= 0xff
    *(u32 *)(r10 - 4) = r7
    r2 = r10
    r2 += -4
    r1 = codes ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto report
first:
    *(u64 *)(r10 - 16) = 1
    r1 = codes ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
report:
    if r7 == 0 goto out
    r1 = failures ll
    r2 = 24
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto out
    r1 = *(u32 *)(r6 + 24)              # pid
    *(u32 *)(r0 + 0) = r1
    *(u32 *)(r0 + 4) = r7
    r1 = *(u64 *)(r6 + 8)               # comm, in two pieces
    *(u64 *)(r0 + 8) = r1
    r1 = *(u64 *)(r6 + 16)
    *(u64 *)(r0 + 16) = r1
    r1 = r0
    r2 = 0
    call bpf_ringbuf_submit
out:
    r0 = 0
    exit
