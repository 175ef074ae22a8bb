# A flight recorder: a queue holds the last 16 programs that were started, and nobody reads it until something fails.
#
# A full queue takes a new element only with BPF_EXIST: then the oldest makes room. When a process ends
# with an error, the queue is emptied into the ring: what happened just before.
#
# Try: a stack instead of a queue; 4 elements.

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
    r2 = r10
    r2 += -24
    r3 = BPF_EXIST                      # full? then the oldest goes
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
