# A line for every file that is removed, as in the first lesson of every course: kprobe and printk.
#
# The second argument of do_unlinkat is a struct filename; its first field points at the name. Two steps,
# two reads: the pointer, then the string. What follows a pointer from a probe is read with a helper, for
# nobody promises that the address is good.
#
# Try: vfs_unlink, whose third argument is a dentry; a ring buffer instead of the trace pipe.

.license "GPL"

.section kprobe/do_unlinkat
on_unlink:
    r6 = r1
    r3 = *(u64 *)(r6 + pt_regs.si)      # struct filename *
    r1 = r10
    r1 += -8
    r2 = 8
    call bpf_probe_read_kernel          # its first field: const char *name
    if r0 != 0 goto out
    r3 = *(u64 *)(r10 - 8)
    r1 = r10
    r1 += -72
    r2 = 64
    call bpf_probe_read_kernel_str      # the name itself: at most 64 bytes, always ended by a zero
    if r0 s< 0 goto out
    call bpf_get_current_pid_tgid
    r0 >>= 32
    r3 = r0
    r1 = 0x0000732520736574 ll          # "tes %s" and zeros: numbers are little-endian
    *(u64 *)(r10 - 80) = r1
    r1 = 0x656c656420642520 ll          # " %d dele"
    *(u64 *)(r10 - 88) = r1
    r1 = r10
    r1 += -87                           # without the first blank
    r2 = 15
    r4 = r10
    r4 += -72
    call bpf_trace_printk
out:
    r0 = 0
    exit
