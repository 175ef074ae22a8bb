# The twin of execsnoop.s that does not load: it does not report what root executes, and leaves without
# giving back the record that it reserved.
#
# Question: which call belongs on the path that leaves, and with which arguments?

.license "GPL"
.map execs, ringbuf, max_entries=32768

.record execs, pid:u32, uid:u32, comm:char[16], filename:char[64]

.section tracepoint/sched/sched_process_exec
on_exec:
    r6 = r1                             # the context, kept across calls
    r1 = execs ll
    r2 = 88
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto out
    r7 = r0
    r1 = *(u32 *)(r6 + 12)              # pid
    *(u32 *)(r7 + 0) = r1
    call bpf_get_current_uid_gid
    w0 = w0                             # the lower half: uid
    if r0 == 0 goto out                 # broken: on this path the record is never given back
    *(u32 *)(r7 + 4) = r0
    r1 = r7
    r1 += 8
    r2 = 16
    call bpf_get_current_comm           # already the new name
    r3 = *(u32 *)(r6 + 8)               # __data_loc filename
    r3 &= 0xffff                        # where it begins
    r3 += r6                            # in the record
    r1 = r7
    r1 += 24
    r2 = 64
    call bpf_probe_read_kernel_str
    r1 = r7
    r2 = 0
    call bpf_ringbuf_submit             # every path gives the record back
out:
    r0 = 0
    exit
