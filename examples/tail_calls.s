# A dispatcher and three programs: one for each protocol, reached by a tail call.
#
# A tail call replaces the running program, as exec replaces a process: it does not come back, and the
# new one starts with the context in r1 and nothing else. When the slot is empty the call falls through,
# and that is no error. At most 33 in a row.
#
# Try: give a slot of another number a program; let on_tcp call slot 6, which is itself.

.license "GPL"
.map protocols, prog_array, max_entries=256, contents={1: on_icmp, 6: on_tcp, 17: on_udp}
.map seen, array, key=4, value=8, max_entries=4            # 0 others, 1 ICMP, 2 TCP, 3 UDP
.map tasters, ringbuf, max_entries=4096

.record tasters, protocol:u32, length:u32

.section xdp
dispatch:
    r6 = r1
    r2 = *(u32 *)(r6 + xdp_md.data)
    r3 = *(u32 *)(r6 + xdp_md.data_end)
    r8 = r3
    r8 -= r2                            # two packet pointers: their difference is a number
    r1 = r2
    r1 += 34
    if r1 > r3 goto other
    r4 = *(u16 *)(r2 + 12)
    if r4 != 8 goto other               # not IPv4
    r7 = *(u8 *)(r2 + 23)               # protocol
    r1 = tasters ll
    r2 = 8
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto jump
    *(u32 *)(r0 + 0) = r7
    *(u32 *)(r0 + 4) = r8
    r1 = r0
    r2 = 0
    call bpf_ringbuf_submit             # before the jump: who leaves for good must own nothing
jump:
    r1 = r6
    r2 = protocols ll
    r3 = r7
    call bpf_tail_call
other:                                  # no program in that slot, or no IPv4
    r1 = 0
    call count
    r0 = XDP_PASS
    exit

.globl on_icmp
on_icmp:
    r1 = 1
    call count
    r0 = XDP_PASS
    exit

.globl on_tcp
on_tcp:
    r1 = 2
    call count
    r0 = XDP_PASS
    exit

.globl on_udp
on_udp:
    r1 = 3
    call count
    r0 = XDP_DROP
    exit

.text
count:                                  # r1: which
    *(u32 *)(r10 - 4) = r1
    r2 = r10
    r2 += -4
    r1 = seen ll
    call bpf_map_lookup_elem
    if r0 == 0 goto gone
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
gone:
    r0 = 0
    exit
