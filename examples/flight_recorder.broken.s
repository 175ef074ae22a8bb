# The twin of flight_recorder.s that does not load: it passes a number where the element to store should be.
#
# Question: push copies 24 bytes. From where?

.license "GPL"
.map recent, queue, key=0, value=24, max_entries=16        # time, name
.map reports, ringbuf, max_entries=16384

.record reports, at:ns, comm:char[16]

.section tracepoint/sched/sched_process_exec
note:
    call bpf_ktime_get_ns
    *(u64 *)(r10 - 24) = r0
    r1 = r10
    r1 += -16
    r2 = 16
    call bpf_get_current_comm
    r1 = recent ll
    r2 = *(u64 *)(r10 - 24)             # broken: the element itself, not its address
    r3 = BPF_EXIST
    call bpf_map_push_elem
    r0 = 0
    exit

.section tracepoint/sched/sched_process_exit
tell:
    call bpf_get_current_task
    r3 = r0
    r3 += task_struct.exit_code
    r1 = r10
    r1 += -4
    r2 = 4
    call bpf_probe_read_kernel
    r1 = *(u32 *)(r10 - 4)
    if r1 == 0 goto out                 # it ended well: nobody needs the record
    r6 = 16                             # rounds at most: the verifier wants to see an end
next:
    r1 = recent ll
    r2 = r10
    r2 += -32
    call bpf_map_pop_elem               # the oldest first
    if r0 != 0 goto out                 # empty
    r1 = reports ll
    r2 = r10
    r2 += -32
    r3 = 24
    r4 = 0
    call bpf_ringbuf_output
    r6 += -1
    if r6 != 0 goto next
out:
    r0 = 0
    exit
