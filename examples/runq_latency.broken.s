# The twin of runq_latency.s that does not load: it keeps the time of waking in a register that does not
# survive the next call.
#
# Question: which registers would do?

.license "GPL"
.map woken, hash, key=4, value=8, max_entries=4096         # thread -> when it became ready
.map waits, array, key=4, value=8, max_entries=32          # log2 of nanoseconds -> times

.section tracepoint/sched/sched_wakeup
on_wakeup:
    r1 = *(u32 *)(r1 + sched_wakeup.pid)
    *(u32 *)(r10 - 4) = r1
    call bpf_ktime_get_ns
    *(u64 *)(r10 - 16) = r0
    r1 = woken ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = BPF_ANY
    call bpf_map_update_elem
    r0 = 0
    exit

.section tracepoint/sched/sched_switch
on_switch:
    r1 = *(u32 *)(r1 + sched_switch.next_pid)
    *(u32 *)(r10 - 4) = r1
    r1 = woken ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto out                 # not woken while we looked: it was only put aside
    r5 = *(u64 *)(r0 + 0)
    call bpf_ktime_get_ns
    r0 -= r5                            # broken: the call emptied r1 to r5
    r7 = 0
halve:
    r0 >>= 1
    if r0 == 0 goto found
    r7 += 1
    if r7 < 31 goto halve               # the verifier walks 31 rounds
found:
    *(u32 *)(r10 - 8) = r7
    r1 = waits ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto forget
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
forget:
    r1 = woken ll
    r2 = r10
    r2 += -4
    call bpf_map_delete_elem
out:
    r0 = 0
    exit
