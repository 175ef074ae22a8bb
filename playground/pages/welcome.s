# Counts packets by IP protocol, drops DNS requests and tells user space about each.
.license "GPL"
.map counts, array, key=4, value=8, max_entries=256
.map events, ringbuf, max_entries=4096
.record events, from:ipv4, to:ipv4

.section xdp
firewall:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 34                          # Ethernet and IPv4 headers
    if r2 > r7 goto pass              # too short: without this check the verifier refuses
    r3 = *(u16 *)(r6 + 12)
    if r3 != 8 goto pass              # EtherType 0x0800 in network order: IPv4

    r8 = *(u8 *)(r6 + 23)             # protocol
    *(u32 *)(r10 - 4) = r8
    r2 = r10
    r2 += -4
    r1 = counts ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass              # a lookup may fail: try removing this line
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1

    if r8 != 17 goto pass             # UDP
    r2 = r6
    r2 += 42
    if r2 > r7 goto pass
    r9 = *(u16 *)(r6 + 36)
    if r9 != 0x3500 goto pass         # destination port 53 in network order

    r1 = events ll
    r2 = 8
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto drop
    r1 = *(u32 *)(r6 + 26)            # source address
    *(u32 *)(r0 + 0) = r1
    r1 = *(u32 *)(r6 + 30)            # destination address
    *(u32 *)(r0 + 4) = r1
    r1 = r0
    r2 = 0
    call bpf_ringbuf_submit
drop:
    r0 = 1                            # XDP_DROP
    exit
pass:
    r0 = 2                            # XDP_PASS
    exit
