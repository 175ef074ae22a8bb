# Two maps, one question: a small LRU cache in front of a table of nested networks.
#
# The trie knows /8, /16, /24 and /32 prefixes and finds the longest that fits; the cache knows the last
# few addresses and is smaller than their number. stats counts hits, misses, and addresses without route.
#
# Try: max_entries of cache from 4 to 32, and read the hit rate off stats.

.license "GPL"
.map routes, lpm_trie, key=8, value=4, max_entries=16, flags=BPF_F_NO_PREALLOC, contents={[8,0,0,0,198,0,0,0]: 8, [16,0,0,0,198,51,0,0]: 16, [24,0,0,0,198,51,100,0]: 24, [32,0,0,0,198,51,100,1]: 32}
.map cache, lru_hash, key=4, value=4, max_entries=8
.map stats, array, key=4, value=8, max_entries=3           # 0 hits, 1 misses, 2 without route

.equ IPV4_PLAIN, 0x450008               # bytes 08 00 45: IPv4 without options

.section xdp
route:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 34
    if r2 > r7 goto pass
    r3 = *(u32 *)(r6 + 12)
    r3 &= 0xffffff
    if r3 != IPV4_PLAIN goto pass
    r3 = *(u32 *)(r6 + 26)              # source address
    *(u32 *)(r10 - 4) = r3
    r2 = r10
    r2 += -4
    r1 = cache ll
    call bpf_map_lookup_elem
    r7 = 0
    if r0 != 0 goto count               # a hit

    *(u32 *)(r10 - 8) = 32              # key of the trie: number of bits, then the address
    r2 = r10
    r2 += -8
    r1 = routes ll
    call bpf_map_lookup_elem
    r7 = 2
    if r0 == 0 goto count
    r7 = 1
    r1 = *(u32 *)(r0 + 0)               # copied: a map's value may change while we look at it
    *(u32 *)(r10 - 12) = r1
    r1 = cache ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -12
    r4 = 0
    call bpf_map_update_elem            # the oldest entry makes room
count:
    *(u32 *)(r10 - 16) = r7
    r2 = r10
    r2 += -16
    r1 = stats ll
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
pass:
    r0 = XDP_PASS
    exit
