# A table of tables: each destination port has a map of its own, in which its senders are counted.
#
# The outer array holds maps. User space makes them, exchanges them and takes them away while the program runs; the
# program looks up twice: the map first, then the entry. Both lookups may return NULL.
#
# Try: another port; delete an entry of tenants in the middle of the run.

.license "GPL"
.map dns_senders, hash, key=4, value=8, max_entries=64     # address -> frames to port 53
.map web_senders, hash, key=4, value=8, max_entries=64     # address -> frames to port 80
.map tenants, hash_of_maps, key=2, max_entries=8, inner=dns_senders, contents={[0,53]: dns_senders, [0,80]: web_senders}

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options

.section xdp
by_port:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 38                            # Ethernet, IPv4, both ports
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u16 *)(r6 + 36)              # destination port, in network order: as the keys are
    *(u16 *)(r10 - 2) = r3
    r3 = *(u32 *)(r6 + 26)
    *(u32 *)(r10 - 8) = r3              # sender
    r1 = tenants ll
    r2 = r10
    r2 += -2
    call bpf_map_lookup_elem
    if r0 == 0 goto pass                # nobody has rented this port
    r9 = r0                             # a map
    r1 = r9
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto pass
first:
    *(u64 *)(r10 - 16) = 1
    r1 = r9
    r2 = r10
    r2 += -8
    r3 = r10
    r3 += -16
    r4 = BPF_NOEXIST
    call bpf_map_update_elem
pass:
    r0 = XDP_PASS
    exit
