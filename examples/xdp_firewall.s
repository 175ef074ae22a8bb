# Drops what a list of networks says, and UDP to one port: a firewall at the driver.
#
# The list is an LPM trie: the longest prefix that fits an address wins. The IPv4 header has 20 to 60
# bytes, so the place of the UDP header is computed; after adding a number that is not constant to a
# packet pointer, the comparison with data_end begins anew.
#
# Try: an exception of 32 bits inside the denied network; scenario synflood.

.license "GPL"
.map denied, lpm_trie, key=8, value=4, max_entries=64, flags=BPF_F_NO_PREALLOC, contents={[24,0,0,0,203,0,113,0]: 1}
.map verdicts, percpu_array, key=4, value=8, max_entries=4     # verdict -> packets, one count a CPU

.equ PORT, 0x0900                       # 9 in network order, as this machine loads it

.section xdp
firewall:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r8 = XDP_PASS
    r2 = r6
    r2 += 34
    if r2 > r7 goto count
    r3 = *(u16 *)(r6 + 12)
    if r3 != 8 goto count               # EtherType 0x0800: IPv4
    r3 = *(u32 *)(r6 + 26)              # source address, in network order: as the trie wants it
    *(u32 *)(r10 - 4) = r3
    *(u32 *)(r10 - 8) = 32              # all of its bits may take part
    r2 = r10
    r2 += -8
    r1 = denied ll
    call bpf_map_lookup_elem
    if r0 != 0 goto drop
    r3 = *(u8 *)(r6 + 23)
    if r3 != 17 goto count              # not UDP
    r3 = *(u16 *)(r6 + 20)
    r3 &= 0xff1f
    if r3 != 0 goto count               # a later fragment has no UDP header
    r3 = *(u8 *)(r6 + 14)
    r3 &= 15
    r3 <<= 2                            # bytes of the IPv4 header
    if r3 < 20 goto count
    r6 += r3                            # a variable was added: nothing is proved of this pointer
    r2 = r6
    r2 += 22                            # 14 of Ethernet, 8 of UDP
    if r2 > r7 goto count
    r3 = *(u16 *)(r6 + 16)              # destination port
    if r3 != PORT goto count
drop:
    r8 = XDP_DROP
count:
    *(u32 *)(r10 - 12) = r8
    r2 = r10
    r2 += -12
    r1 = verdicts ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = *(u64 *)(r0 + 0)
    r1 += 1                             # no atomic: this value belongs to this CPU alone
    *(u64 *)(r0 + 0) = r1
out:
    r0 = r8
    exit
