# map: log2 histogram of packet lengths in a per-CPU array
.license "GPL"
.map sizes, percpu_array, key=4, value=8, max_entries=16
.section xdp
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r3 -= r2
    r4 = 0
    if r3 < 256 goto nibble
    r3 >>= 8
    r4 += 8
nibble:
    if r3 < 16 goto pair
    r3 >>= 4
    r4 += 4
pair:
    if r3 < 4 goto one
    r3 >>= 2
    r4 += 2
one:
    if r3 < 2 goto found
    r4 += 1
found:
    *(u32 *)(r10 - 4) = r4
    r2 = r10
    r2 += -4
    r1 = sizes ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = *(u64 *)(r0 + 0)
    r1 += 1
    *(u64 *)(r0 + 0) = r1
pass:
    r0 = 2
    exit
