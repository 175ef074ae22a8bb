# Counts calls of vfs_read by process.
#
# A kprobe runs when a kernel function is entered. Whoever called it is the current task: its process
# number is the upper half of what bpf_get_current_pid_tgid returns.
#
# Try: vfs_write, or do_sys_openat2; the scenarios shell and web; the lower half, to count by thread.

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
    if r0 == 0 goto first               # not seen before; without this check: refused
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1         # atomic: other CPUs may count at the same time
    goto done
first:
    *(u64 *)(r10 - 16) = 1
    r1 = reads ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 1                              # BPF_NOEXIST: do not overwrite another CPU's count
    call bpf_map_update_elem
done:
    r0 = 0
    exit
