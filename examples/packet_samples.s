# One frame in sixteen, with its first bytes: sampling into a perf buffer, as traffic monitors do.
#
# A perf event array has a buffer for each CPU. bpf_perf_event_output writes a record into the buffer of the
# CPU it runs on, and can append bytes of the packet that the program never touched.
#
# Try: one frame in four; only frames longer than 1000 bytes; 128 bytes of each.

.license "GPL"
.map samples, perf_event_array, max_entries=2              # one buffer a CPU
.map frames, percpu_array, key=4, value=8, max_entries=1   # frames seen

.record samples, length:u32, queue:u32, to:mac, from:mac, type:be16, rest:hex[34]

.equ EVERY, 16                          # a power of two
.equ SHOWN, 48                          # bytes of the frame

.section xdp
sample:
    r6 = r1
    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = frames ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = *(u64 *)(r0 + 0)
    r1 += 1
    *(u64 *)(r0 + 0) = r1
    r1 &= EVERY - 1
    if r1 != 0 goto pass                # not this one
    r7 = *(u32 *)(r6 + xdp_md.data)
    r8 = *(u32 *)(r6 + xdp_md.data_end)
    r8 -= r7                            # its length
    *(u32 *)(r10 - 16) = r8
    r1 = *(u32 *)(r6 + xdp_md.rx_queue_index)
    *(u32 *)(r10 - 12) = r1
    if r8 s< SHOWN goto pass            # signed, as differences of pointers are; the helper gives nothing that is not there
    r1 = r6                             # the context: whose packet
    r2 = samples ll
    r3 = 0x30ffffffff ll                # upper half: 48 bytes of the packet; lower: this CPU's buffer
    r4 = r10
    r4 += -16
    r5 = 8                              # bytes of our own, in front
    call bpf_perf_event_output
pass:
    r0 = XDP_PASS
    exit
