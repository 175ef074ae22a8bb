# Takes the VLAN tag off a frame: moves the addresses four bytes on, and the beginning of the frame after them.
#
# bpf_xdp_adjust_head moves where the frame begins; in front there is room for headers, behind it for
# nothing. After the call every pointer into the packet is void: the program must fetch data and data_end
# again, and compare again.
#
# Try: the scenario vlan-ipv6; frames with two tags; put a tag on instead (-4).

.license "GPL"
.map stripped, hash, key=2, value=8, max_entries=4096      # VLAN number -> frames

.equ TAGGED, 0x0081                     # EtherType 0x8100 in network order, as this machine loads it

.section xdp
strip:
    r9 = r1                             # the context survives everything
    r6 = *(u32 *)(r9 + xdp_md.data)
    r7 = *(u32 *)(r9 + xdp_md.data_end)
    r2 = r6
    r2 += 18                            # two addresses, the tag, the EtherType behind it
    if r2 > r7 goto pass
    r3 = *(u16 *)(r6 + 12)
    if r3 != TAGGED goto pass
    r8 = *(u16 *)(r6 + 14)
    r8 = be16 r8
    r8 &= 0xfff                         # the lower 12 bits: the number of the VLAN
    r3 = *(u64 *)(r6 + 0)               # both addresses, 12 bytes: read them all
    r4 = *(u32 *)(r6 + 8)
    *(u64 *)(r6 + 4) = r3               # before one is written
    *(u32 *)(r6 + 12) = r4
    r1 = r9
    r2 = 4
    call bpf_xdp_adjust_head            # the frame begins 4 bytes later
    if r0 != 0 goto drop                # never with 4 bytes; but then it would be broken
    r6 = *(u32 *)(r9 + xdp_md.data)     # the old pointers are void
    r7 = *(u32 *)(r9 + xdp_md.data_end)
    r2 = r6
    r2 += 14
    if r2 > r7 goto drop                # proved once more
    r3 = *(u16 *)(r6 + 12)
    if r3 == TAGGED goto drop           # a second tag: somebody hops from VLAN to VLAN
    *(u16 *)(r10 - 2) = r8
    r2 = r10
    r2 += -2
    r1 = stripped ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    goto pass
first:
    *(u64 *)(r10 - 16) = 1
    r1 = stripped ll
    r2 = r10
    r2 += -2
    r3 = r10
    r3 += -16
    r4 = BPF_ANY
    call bpf_map_update_elem
pass:
    r0 = XDP_PASS
    exit
drop:
    r0 = XDP_DROP
    exit
