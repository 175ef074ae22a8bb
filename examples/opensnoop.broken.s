# The twin of opensnoop.s that does not load: it reads the file name by following the user's pointer.
#
# Question: why may a kernel not simply follow an address that a process hands to it?

.license "GPL"
.map started, hash, key=8, value=8, max_entries=1024       # pid_tgid -> address of the name
.map opens, ringbuf, max_entries=65536

.record opens, pid:u32, ret:s32, comm:char[16], filename:char[64]

.section tracepoint/syscalls/sys_enter_openat
enter_open:
    r6 = *(u64 *)(r1 + 24)              # filename
    call bpf_get_current_pid_tgid
    *(u64 *)(r10 - 8) = r0
    *(u64 *)(r10 - 16) = r6
    r1 = started ll
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    r0 = 0
    exit

.section tracepoint/syscalls/sys_exit_openat
exit_open:
    r7 = *(u64 *)(r1 + 16)              # ret: a descriptor, or a negative error
    call bpf_get_current_pid_tgid
    r8 = r0
    *(u64 *)(r10 - 8) = r0
    r1 = started ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto out                 # an exit whose entry we did not see
    r6 = *(u64 *)(r0 + 0)

    r1 = opens ll
    r2 = 88
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto forget
    r9 = r0
    r8 >>= 32
    *(u32 *)(r9 + 0) = r8
    *(u32 *)(r9 + 4) = r7
    r1 = r9
    r1 += 8
    r2 = 16
    call bpf_get_current_comm
    *(u8 *)(r9 + 24) = 0                # an empty name, should the next call fault
    r1 = r9
    r1 += 24
    r2 = 64
    r3 = *(u64 *)(r6 + 0)               # broken: a user address is a plain number here
    *(u64 *)(r9 + 24) = r3
    r1 = r9
    r2 = 0
    call bpf_ringbuf_submit
forget:
    r1 = started ll
    r2 = r10
    r2 += -8
    call bpf_map_delete_elem
out:
    r0 = 0
    exit
