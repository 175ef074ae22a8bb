# The twin of syscall_counts.s that does not load: its key lies across the border between two words of the
# stack.
#
# Question: the stack is tracked in words of 8 bytes. Which two does this store touch?

.license "GPL"
.map calls, percpu_hash, key=4, value=8, max_entries=512   # number of the call -> times

.section raw_tracepoint/sys_enter
on_enter:
    r1 = *(u64 *)(r1 + 8)               # args[1]: the number; args[0] is a pt_regs
    *(u64 *)(r10 - 12) = r1             # broken: 8 bytes at an address that 8 does not divide
    r2 = r10
    r2 += -12
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
