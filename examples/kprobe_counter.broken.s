# The twin of kprobe_counter.s that does not load: it uses the result of a lookup without asking whether
# there was one.
#
# Question: what would happen in the kernel at the first call by a new process?

.license "GPL"
.map reads, hash, key=4, value=8, max_entries=1024         # process -> calls

.section kprobe/vfs_read
count_reads:
    call bpf_get_current_pid_tgid
    r0 >>= 32                           # tgid: what user space calls the process id
    *(u32 *)(r10 - 4) = r0
    r2 = r10
    r2 += -4
    r1 = reads ll
    call bpf_map_lookup_elem            # r1 to r5 are gone after every call
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1         # atomic: other CPUs may count at the same time
    r0 = 0
    exit
