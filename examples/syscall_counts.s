# Every system call, by number: a raw tracepoint and a map with values for each CPU.
#
# A raw tracepoint gives the arguments of the event as they are, without a record being filled: nothing
# is cheaper. For sys_enter they are the registers and the call's number. A per-CPU hash needs no atomic
# operation: what another CPU adds, it adds to its own value.
#
# Try: sys_exit, whose second argument is the result; only calls of one process.

.license "GPL"
.map calls, percpu_hash, key=4, value=8, max_entries=512   # number of the call -> times

.section raw_tracepoint/sys_enter
on_enter:
    r1 = *(u64 *)(r1 + 8)               # args[1]: the number; args[0] is a pt_regs
    *(u32 *)(r10 - 4) = r1
    r2 = r10
    r2 += -4
    r1 = calls ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = *(u64 *)(r0 + 0)
    r1 += 1                             # plain: this value is this CPU's alone
    *(u64 *)(r0 + 0) = r1
    goto out
first:
    *(u64 *)(r10 - 16) = 1
    r1 = calls ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = BPF_NOEXIST
    call bpf_map_update_elem
out:
    r0 = 0
    exit
