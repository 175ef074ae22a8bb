# Every program that is started: who, its parent's shell, and the file.
#
# sched_process_exec carries the file name as a __data_loc: the low 16 bits of the word at offset 8
# say where in the record the string begins. The record is kernel memory that the program may not
# index freely, so a helper copies the string.
#
# Try: the scenarios shell and forks; print the name with bpf_trace_printk.

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
    *(u32 *)(r7 + 4) = r0               # the lower half: uid
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
