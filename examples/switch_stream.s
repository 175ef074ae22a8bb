# Every switch from one task to the next, as a record: a stream that can be faster than its reader.
#
# A record is reserved, filled and submitted. When the ring is full there is nothing to reserve, and the
# program counts the loss instead of waiting: nobody waits inside the scheduler. Switches to the idle
# task are discarded: reserved is reserved, and must be given back.
#
# Try: scenario web, whose reader is fast; records of 400 bytes.

.license "GPL"
.map switches, ringbuf, max_entries=4096
.map lost, array, key=4, value=8, max_entries=1

.record switches, at:ns, cpu:u32, prev:u32, next:u32, unread:u32, next_comm:char[16]

.section tracepoint/sched/sched_switch
on_switch:
    r6 = r1
    r1 = switches ll
    r2 = 40                             # bytes: a constant, so that the verifier knows the record's size
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto full
    r7 = r0
    call bpf_ktime_get_ns
    *(u64 *)(r7 + 0) = r0
    call bpf_get_smp_processor_id
    *(u32 *)(r7 + 8) = r0
    r1 = *(u32 *)(r6 + 24)              # prev_pid
    *(u32 *)(r7 + 12) = r1
    r8 = *(u32 *)(r6 + 56)              # next_pid
    *(u32 *)(r7 + 16) = r8
    r1 = switches ll
    r2 = 0                              # BPF_RB_AVAIL_DATA: bytes that the reader has not read
    call bpf_ringbuf_query
    *(u32 *)(r7 + 20) = r0
    r1 = *(u64 *)(r6 + 40)              # next_comm, in two pieces
    *(u64 *)(r7 + 24) = r1
    r1 = *(u64 *)(r6 + 48)
    *(u64 *)(r7 + 32) = r1
    r1 = r7
    r2 = 0
    if r8 == 0 goto idle
    call bpf_ringbuf_submit
    goto out
idle:
    call bpf_ringbuf_discard            # nobody wants to read of idleness
    goto out
full:
    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = lost ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
out:
    r0 = 0
    exit
