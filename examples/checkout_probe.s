# checkout(price, quantity, customer) in a shop's program: arguments at the entry, total at the return.
#
# A uprobe sits in a user program's code, a uretprobe on the way back to the caller. At the return the
# argument registers have long been used for something else, so the entry remembers them under the
# thread's number. The customer is a string in user memory: an address, to be read with care.
#
# Try: report only totals above 1000; remember the time as well, and report how long it took.

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
    r2 += -8
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
