# map: count packets by source address in a hash
.license "GPL"
.map sources, hash, key=4, value=8, max_entries=1024
.section xdp
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r4 = r2
    r4 += 34
    if r4 > r3 goto pass
    r5 = *(u32 *)(r2 + 26)
    *(u32 *)(r10 - 4) = r5
    r2 = r10
    r2 += -4
    r1 = sources ll
    call bpf_map_lookup_elem
    if r0 == 0 goto first
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    r0 = 1
    exit
first:
    *(u64 *)(r10 - 16) = 1
    r1 = sources ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
pass:
    r0 = 2
    exit
