# How long a TCP connection takes: from SYN sent to established, followed by the socket's address.
#
# The process that connects may sleep meanwhile and the answer arrives in softirq, under any task: the
# thread's number would be the wrong key. The socket is the same in both events.
#
# Try: the states in a record for every change; only connections that took longer than 0.8 ms.

.license "GPL"
.map pending, hash, key=8, value=8, max_entries=1024       # socket -> when the SYN left
.map connects, ringbuf, max_entries=8192

.record connects, took:ns, daddr:ipv4, dport:u16, pad:u16

.equ SYN_SENT, 2
.equ ESTABLISHED, 1

.section tracepoint/sock/inet_sock_set_state
on_state:
    r6 = r1
    r1 = *(u64 *)(r6 + 8)               # skaddr
    *(u64 *)(r10 - 8) = r1
    r7 = *(u32 *)(r6 + 20)              # newstate
    if r7 == SYN_SENT goto begin
    r8 = *(u32 *)(r6 + 16)              # oldstate
    if r8 != SYN_SENT goto out
    r2 = r10
    r2 += -8
    r1 = pending ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r8 = *(u64 *)(r0 + 0)
    r2 = r10
    r2 += -8
    r1 = pending ll
    call bpf_map_delete_elem
    if r7 != ESTABLISHED goto out       # refused, or given up
    call bpf_ktime_get_ns
    r0 -= r8
    *(u64 *)(r10 - 24) = r0
    r1 = *(u32 *)(r6 + 36)              # daddr
    *(u32 *)(r10 - 16) = r1
    r1 = *(u16 *)(r6 + 26)              # dport
    *(u32 *)(r10 - 12) = r1
    r1 = connects ll
    r2 = r10
    r2 += -24
    r3 = 16
    r4 = 0
    call bpf_ringbuf_output             # a copy: simpler than reserve where the record is on the stack
    goto out
begin:
    call bpf_ktime_get_ns
    *(u64 *)(r10 - 16) = r0
    r1 = pending ll
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
out:
    r0 = 0
    exit
