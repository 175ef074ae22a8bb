# kernel syntax, a bit of everything
.license "GPL"
.map counts, hash, key=4, value=8, max_entries=0x400
.equ ETH_HLEN, 14
/* a comment
   over two lines */
.section kprobe/vfs_read
count_reads:
    call bpf_get_current_pid_tgid   // who
    r6 = r0
    w7 = w6
    *(u32 *)(r10 - 4) = r6
    r1 = counts ll
    r2 = r10; r2 += -4
    call bpf_map_lookup_elem#1
    if r0 == 0 goto out
    if r1 s> r2 goto out
    r3 s>>= 7
    r1 = (s8)r2
    r1 = be16 r1
    lock *(u64 *)(r0 + 0) += r1
    r0 = atomic_fetch_add((u64 *)(r1 + 0), r0)
    r4 = *(u32 *)(r1 + xdp_md.data)
    may_goto +1
    gotol out
out:
    r0 = 0
    exit
