# The twin of checkout_probe.s that does not load: its key of 8 bytes begins 4 bytes below the end of
# the stack.
#
# Question: how many bytes does the helper read, and who told it?

.license "GPL"
.map calls, hash, key=8, value=24, max_entries=1024        # thread -> arguments
.map sales, ringbuf, max_entries=16384

.record sales, pid:u32, price:u32, quantity:u32, total:u32, customer:char[32]

.section uprobe//usr/local/bin/shop:checkout
enter:
    r2 = *(u64 *)(r1 + pt_regs.di)      # first argument, by the calling convention of x86-64
    *(u64 *)(r10 - 32) = r2
    r2 = *(u64 *)(r1 + pt_regs.si)
    *(u64 *)(r10 - 24) = r2
    r2 = *(u64 *)(r1 + pt_regs.dx)
    *(u64 *)(r10 - 16) = r2
    call bpf_get_current_pid_tgid
    *(u64 *)(r10 - 8) = r0
    r1 = calls ll
    r2 = r10
    r2 += -4                            # broken: 8 bytes do not fit between here and r10
    r3 = r10
    r3 += -32
    r4 = 0
    call bpf_map_update_elem
    r0 = 0
    exit

.section uretprobe//usr/local/bin/shop:checkout
leave:
    r8 = *(u64 *)(r1 + pt_regs.ax)      # what it returns
    call bpf_get_current_pid_tgid
    *(u64 *)(r10 - 8) = r0
    r9 = r0
    r1 = calls ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto out                 # it was inside before we came
    r6 = r0
    r1 = sales ll
    r2 = 48
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto out
    r7 = r0
    r9 >>= 32
    *(u32 *)(r7 + 0) = r9
    r1 = *(u64 *)(r6 + 0)
    *(u32 *)(r7 + 4) = r1
    r1 = *(u64 *)(r6 + 8)
    *(u32 *)(r7 + 8) = r1
    *(u32 *)(r7 + 12) = r8
    r1 = r7
    r1 += 16
    r2 = 32
    r3 = *(u64 *)(r6 + 16)              # the customer's address, in that process
    call bpf_probe_read_user_str
    r1 = r7
    r2 = 0
    call bpf_ringbuf_submit
    r1 = calls ll
    r2 = r10
    r2 += -8
    call bpf_map_delete_elem
out:
    r0 = 0
    exit
