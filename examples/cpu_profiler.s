# Where the CPUs spend their time: samples counted by process and place, in the kernel.
#
# A performance counter overflows, the program runs and sees the registers of whatever was interrupted.
# It adds one to a count under (process, address). User space reads the counts once a second: a hundred
# numbers instead of thousands of samples.
#
# Try: the address with its low 12 bits cleared, to count by page; scenarios web and disk, which are mostly idle.

.license "GPL"
.map samples, hash, key=16, value=8, max_entries=1024      # process and address -> samples

.section perf_event
on_sample:
    r6 = *(u64 *)(r1 + bpf_perf_event_data.ip)
    call bpf_get_current_pid_tgid
    r0 >>= 32
    *(u64 *)(r10 - 16) = r0             # all 8 bytes: a hole in a key would be a key of its own
    *(u64 *)(r10 - 8) = r6
    r1 = samples ll
    r2 = r10
    r2 += -16
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto done
first:
    *(u64 *)(r10 - 24) = 1
    r1 = samples ll
    r2 = r10
    r2 += -16
    r3 = r10
    r3 += -24
    r4 = 1                              # BPF_NOEXIST
    call bpf_map_update_elem
done:
    r0 = 0                              # 0: perf need not write the sample out as well
    exit
