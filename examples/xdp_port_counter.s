# Counts packets by protocol and by UDP port, and reports every DNS question.
#
# An XDP program sees each frame before the network stack does. It may read only what it has proved
# to be there: before every load stands a comparison with data_end. Take one away and the verifier
# refuses the program: see xdp_port_counter.broken.s.
#
# Try: another scenario (mixed, dns-http, vlan-ipv6), another port, XDP_DROP instead of XDP_PASS.

.license "GPL"
.map protocols, array, key=4, value=8, max_entries=256     # IP protocol number -> packets
.map ports, hash, key=2, value=8, max_entries=1024         # UDP port, network order -> packets
.map questions, ringbuf, max_entries=4096                  # one record a DNS question

.record questions, saddr:ipv4, sport:be16, dport:be16

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options, as this machine loads them
.equ PORT_53, 0x3500                    # 53 in network order, loaded the same way
.equ XDP_PASS, 2

.section xdp
count_ports:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 34                            # 14 bytes of Ethernet, 20 of IPv4
    if r2 > r7 goto pass                # shorter frames go by uncounted
    r3 = *(u32 *)(r6 + 12)              # EtherType, version and header length, one byte more
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass

    r8 = *(u8 *)(r6 + 23)               # IP protocol
    *(u32 *)(r10 - 4) = r8              # the key lives on the stack
    r2 = r10
    r2 += -4
    r1 = protocols ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass                # lookups may return NULL
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1

    if r8 != 17 goto pass               # only UDP from here on
    r2 = r6
    r2 += 42                            # 8 more bytes: UDP
    if r2 > r7 goto pass
    r9 = *(u16 *)(r6 + 36)              # destination port
    *(u16 *)(r10 - 8) = r9
    r2 = r10
    r2 += -8
    r1 = ports ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto dns
first:
    *(u64 *)(r10 - 16) = 1
    r1 = ports ll
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = 0                              # BPF_ANY
    call bpf_map_update_elem

dns:
    if r9 != PORT_53 goto pass
    r1 = questions ll
    r2 = 8                              # bytes: a constant, as the helper demands
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto full                # the buffer may be full
    r1 = *(u32 *)(r6 + 26)
    *(u32 *)(r0 + 0) = r1
    r1 = *(u32 *)(r6 + 34)              # both ports at once
    *(u32 *)(r0 + 4) = r1
    r1 = r0
    r2 = 0
    call bpf_ringbuf_submit             # what is reserved must be given back
    goto pass
full:
    *(u64 *)(r10 - 16) = 0x6c6c7566     # "full", and zeros behind it
    r1 = r10
    r1 += -16
    r2 = 5
    call bpf_trace_printk
pass:
    r0 = XDP_PASS
    exit
