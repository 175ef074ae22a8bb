"""The map types, every one that Linux 6.18 has: what can be created, and which helpers take what.

Sources: Linux's uapi header `bpf.h` for names, numbers and flags; Linux 6.18, asked by creating maps of every
size and flag, and by passing every type to every helper that takes a map.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple


class Sizes(NamedTuple):
    """Numbers a size may be: `low` to `high`, both included, in steps of `step` from `low`."""

    low: int
    high: int
    step: int = 1

    def __contains__(self, size: object) -> bool:
        return isinstance(size, int) and self.low <= size <= self.high and (size - self.low) % self.step == 0


@dataclass(frozen=True, slots=True)
class MapFlag:
    """One flag of BPF_MAP_CREATE."""

    name: str
    value: int
    doc: str


NO_PREALLOC: Final = 1 << 0
NO_COMMON_LRU: Final = 1 << 1
NUMA_NODE: Final = 1 << 2
RDONLY: Final = 1 << 3
WRONLY: Final = 1 << 4
STACK_BUILD_ID: Final = 1 << 5
ZERO_SEED: Final = 1 << 6
RDONLY_PROG: Final = 1 << 7
WRONLY_PROG: Final = 1 << 8
MMAPABLE: Final = 1 << 10
PRESERVE_ELEMS: Final = 1 << 11
INNER_MAP: Final = 1 << 12
SEGV_ON_FAULT: Final = 1 << 17
NO_USER_CONV: Final = 1 << 18

MAP_FLAGS: Final = (
    MapFlag("BPF_F_NO_PREALLOC",    NO_PREALLOC,    "allocate elements when they are stored"),
    MapFlag("BPF_F_NO_COMMON_LRU",  NO_COMMON_LRU,  "one list of least recently used elements per CPU"),
    MapFlag("BPF_F_NUMA_NODE",      NUMA_NODE,      "place the map on a given NUMA node"),
    MapFlag("BPF_F_RDONLY",         RDONLY,         "user space may only read"),
    MapFlag("BPF_F_WRONLY",         WRONLY,         "user space may only write"),
    MapFlag("BPF_F_STACK_BUILD_ID", STACK_BUILD_ID, "stacks hold build ids instead of addresses"),
    MapFlag("BPF_F_ZERO_SEED",      ZERO_SEED,      "hash without a random seed"),
    MapFlag("BPF_F_RDONLY_PROG",    RDONLY_PROG,    "programs may only read"),
    MapFlag("BPF_F_WRONLY_PROG",    WRONLY_PROG,    "programs may only write"),
    MapFlag("BPF_F_MMAPABLE",       MMAPABLE,       "user space may map the values into memory"),
    MapFlag("BPF_F_PRESERVE_ELEMS", PRESERVE_ELEMS, "keep perf events when their owner closes the map"),
    MapFlag("BPF_F_INNER_MAP",      INNER_MAP,      "may be an inner map of another size than the template"),
    MapFlag("BPF_F_SEGV_ON_FAULT",  SEGV_ON_FAULT,  "touching a missing arena page ends the process"),
    MapFlag("BPF_F_NO_USER_CONV",   NO_USER_CONV,   "do not translate arena pointers for user space"),
)  # fmt: skip

EXCLUSIVE: Final = ((RDONLY, WRONLY), (RDONLY_PROG, WRONLY_PROG), (NO_COMMON_LRU, NUMA_NODE))
"""Pairs of flags that no map may have together."""


@dataclass(frozen=True, slots=True)
class MapType:
    """One kind of map.

    key, value   sizes in bytes that bpf(2) accepts
    entries      max_entries that it accepts
    flags        flags that it accepts
    per_cpu      every CPU has its own value, each padded to 8 bytes
    direct       ld_imm64 may take an address inside its value, if max_entries is 1
    helpers      helpers that take it, without the bpf_ prefix
    needs        what else creating one takes: "", "inner map", "BTF", "cgroup", "mmap"
    """

    name: str
    id: int
    key: Sizes
    value: Sizes
    entries: Sizes
    flags: int
    per_cpu: bool
    direct: bool
    helpers: tuple[str, ...]
    needs: str
    doc: str


NONE: Final = Sizes(0, 0)
INT: Final = Sizes(4, 4)
INT_OR_LONG: Final = Sizes(4, 8, 4)
SOME: Final = Sizes(1, 1 << 22)
PER_CPU: Final = Sizes(1, 1 << 15)
COUNT: Final = Sizes(1, (1 << 32) - 1)
PAGES: Final = Sizes(4096, 1 << 31)

PLAIN: Final = NUMA_NODE | RDONLY | WRONLY
PROG: Final = RDONLY_PROG | WRONLY_PROG

ELEM: Final = ("map_lookup_elem", "map_update_elem", "map_delete_elem")
ITER: Final = (*ELEM, "for_each_map_elem")
CPUS: Final = (*ITER, "map_lookup_percpu_elem")
FIFO: Final = ("map_push_elem", "map_pop_elem", "map_peek_elem")
BLOOM: Final = ("map_push_elem", "map_peek_elem")
DEVICE: Final = ("map_lookup_elem", "redirect_map")
LOOKUP: Final = ("map_lookup_elem",)
PERF_ARRAY: Final = ("perf_event_read", "perf_event_output", "perf_event_read_value", "skb_output", "xdp_output")
CGROUP: Final = ("skb_under_cgroup", "current_task_under_cgroup")
RING: Final = (
    "ringbuf_output",
    "ringbuf_reserve",
    "ringbuf_query",
    "ringbuf_reserve_dynptr",
    "ringbuf_submit_dynptr",
    "ringbuf_discard_dynptr",
)
SOCKETS: Final = (
    "map_lookup_elem",
    "map_update_elem",
    "map_delete_elem",
    "sk_redirect_map",
    "sock_map_update",
    "msg_redirect_map",
    "sk_select_reuseport",
)
SOCKHASH: Final = (
    "map_lookup_elem",
    "map_update_elem",
    "map_delete_elem",
    "sk_redirect_hash",
    "sock_hash_update",
    "msg_redirect_hash",
    "sk_select_reuseport",
)

MAP_TYPES: Final = (
    #       name                  id  key                 value                entries  flags                                                          per_cpu direct helpers                  needs        doc
    MapType("hash",                1, SOME,               SOME,                COUNT,   PLAIN | PROG | NO_PREALLOC | ZERO_SEED,                        False,  False, ITER,                    "",          "keys of any bytes to values"),
    MapType("array",               2, INT,                Sizes(1, 1 << 31),   COUNT,   PLAIN | PROG | MMAPABLE | INNER_MAP,                           False,  True,  ITER,                    "",          "values by index, all present from the start"),
    MapType("prog_array",          3, INT,                INT,                 COUNT,   PLAIN,                                                         False,  False, ("tail_call",),          "",          "programs to continue in"),
    MapType("perf_event_array",    4, INT,                INT,                 COUNT,   PLAIN | PRESERVE_ELEMS,                                        False,  False, PERF_ARRAY,              "",          "perf rings and counters, one a CPU"),
    MapType("percpu_hash",         5, SOME,               PER_CPU,             COUNT,   RDONLY | WRONLY | PROG | NO_PREALLOC | ZERO_SEED,              True,   False, CPUS,                    "",          "a hash with a value for every CPU"),
    MapType("percpu_array",        6, INT,                PER_CPU,             COUNT,   RDONLY | WRONLY | PROG,                                        True,   False, CPUS,                    "",          "an array with a value for every CPU"),
    MapType("stack_trace",         7, INT,                Sizes(8, 1016, 8),   COUNT,   PLAIN | STACK_BUILD_ID,                                        False,  False, ("get_stackid",),        "",          "call stacks by id"),
    MapType("cgroup_array",        8, INT,                INT,                 COUNT,   PLAIN,                                                         False,  False, CGROUP,                  "",          "cgroups to test membership in"),
    MapType("lru_hash",            9, SOME,               SOME,                COUNT,   PLAIN | PROG | NO_COMMON_LRU | ZERO_SEED,                      False,  False, ITER,                    "",          "a hash that forgets the least recently used element when full"),
    MapType("lru_percpu_hash",    10, SOME,               PER_CPU,             COUNT,   RDONLY | WRONLY | PROG | NO_COMMON_LRU | ZERO_SEED,            True,   False, CPUS,                    "",          "an lru_hash with a value for every CPU"),
    MapType("lpm_trie",           11, Sizes(5, 260),      Sizes(1, 4194024),   COUNT,   PLAIN | PROG | NO_PREALLOC,                                    False,  False, ELEM,                    "",          "longest matching prefix; must have BPF_F_NO_PREALLOC"),
    MapType("array_of_maps",      12, INT,                INT,                 COUNT,   PLAIN,                                                         False,  False, LOOKUP,                  "inner map", "maps by index"),
    MapType("hash_of_maps",       13, SOME,               INT,                 COUNT,   PLAIN | PROG | NO_PREALLOC | ZERO_SEED,                        False,  False, LOOKUP,                  "inner map", "maps by key"),
    MapType("devmap",             14, INT,                INT_OR_LONG,         COUNT,   PLAIN,                                                         False,  False, DEVICE,                  "",          "devices to redirect frames to, by index"),
    MapType("sockmap",            15, INT,                INT_OR_LONG,         COUNT,   PLAIN,                                                         False,  False, SOCKETS,                 "",          "sockets by index"),
    MapType("cpumap",             16, INT,                INT_OR_LONG,         COUNT,   NUMA_NODE,                                                     False,  False, ("redirect_map",),       "",          "CPUs to redirect frames to"),
    MapType("xskmap",             17, INT,                INT,                 COUNT,   PLAIN,                                                         False,  False, DEVICE,                  "",          "AF_XDP sockets to redirect frames to"),
    MapType("sockhash",           18, Sizes(1, 512),      INT_OR_LONG,         COUNT,   PLAIN,                                                         False,  False, SOCKHASH,                "",          "sockets by key"),
    MapType("cgroup_storage",     19, Sizes(8, 16, 8),    Sizes(1, 65407),     NONE,    PLAIN | PROG,                                                  False,  False, ("get_local_storage",),  "",          "memory of a program and a cgroup"),
    MapType("reuseport_sockarray", 20, INT,               INT_OR_LONG,         COUNT,   PLAIN | PROG,                                                  False,  False, ("sk_select_reuseport",), "",         "sockets of a reuseport group"),
    MapType("percpu_cgroup_storage", 21, Sizes(8, 16, 8), PER_CPU,             NONE,    PLAIN | PROG,                                                  True,   False, ("get_local_storage",),  "",          "cgroup_storage with a value for every CPU"),
    MapType("queue",              22, NONE,               SOME,                COUNT,   PLAIN | PROG,                                                  False,  False, FIFO,                    "",          "first in, first out"),
    MapType("stack",              23, NONE,               SOME,                COUNT,   PLAIN | PROG,                                                  False,  False, FIFO,                    "",          "last in, first out"),
    MapType("sk_storage",         24, INT,                SOME,                NONE,    NO_PREALLOC,                                                   False,  False, ("sk_storage_get", "sk_storage_delete"), "BTF", "memory that belongs to a socket"),
    MapType("devmap_hash",        25, INT,                INT_OR_LONG,         COUNT,   PLAIN,                                                         False,  False, DEVICE,                  "",          "devices to redirect frames to, by key"),
    MapType("struct_ops",         26, INT,                SOME,                COUNT,   0,                                                             False,  False, (),                      "BTF",       "programs that implement a kernel interface"),
    MapType("ringbuf",            27, NONE,               NONE,                PAGES,   NUMA_NODE,                                                     False,  False, RING,                    "",          "a stream of records to user space; max_entries is its size in bytes"),
    MapType("inode_storage",      28, INT,                SOME,                NONE,    NO_PREALLOC,                                                   False,  False, ("inode_storage_get", "inode_storage_delete"), "BTF", "memory that belongs to an inode"),
    MapType("task_storage",       29, INT,                SOME,                NONE,    NO_PREALLOC,                                                   False,  False, ("task_storage_get", "task_storage_delete"), "BTF", "memory that belongs to a task"),
    MapType("bloom_filter",       30, NONE,               SOME,                COUNT,   PLAIN | PROG | ZERO_SEED,                                      False,  False, BLOOM,                   "",          "tells values never stored from values perhaps stored; map_extra is the number of hashes"),
    MapType("user_ringbuf",       31, NONE,               NONE,                PAGES,   NUMA_NODE,                                                     False,  False, ("user_ringbuf_drain",), "",          "a stream of records from user space"),
    MapType("cgrp_storage",       32, INT,                SOME,                NONE,    NO_PREALLOC,                                                   False,  False, ("cgrp_storage_get", "cgrp_storage_delete"), "BTF", "memory that belongs to a cgroup"),
    MapType("arena",              33, NONE,               NONE,                COUNT,   MMAPABLE | SEGV_ON_FAULT | NO_USER_CONV,                       False,  False, (),                      "mmap",      "memory shared with user space; max_entries counts pages"),
)  # fmt: skip

MAP_TYPE_BY_NAME: Final = {row.name: row for row in MAP_TYPES}
MAP_TYPE_BY_ID: Final = {row.id: row for row in MAP_TYPES}

READ_ONLY_TO_PROGRAMS: Final = frozenset({"devmap", "devmap_hash"})
"""Map types whose elements programs may look at and never write, whatever the flags."""

MAY_SLEEP: Final = frozenset({
    "hash", "percpu_hash", "lru_hash", "lru_percpu_hash", "array", "percpu_array", "array_of_maps", "hash_of_maps",
    "queue", "stack", "ringbuf", "user_ringbuf", "sk_storage", "inode_storage", "task_storage", "cgrp_storage", "arena",
})  # fmt: skip
"""Map types that a sleepable program may use."""

_HASHES: Final = ("hash", "percpu_hash", "lru_hash", "lru_percpu_hash", "hash_of_maps")
_ARRAYS: Final = ("array", "prog_array", "perf_event_array", "percpu_array", "cgroup_array", "array_of_maps")

KERNEL_STRUCTS: Final = {
    **dict.fromkeys(_HASHES, "bpf_htab"),
    **dict.fromkeys(_ARRAYS, "bpf_array"),
    "stack_trace": "bpf_stack_map",
    "lpm_trie": "lpm_trie",
    "devmap": "bpf_dtab",
    "devmap_hash": "bpf_dtab",
    "sockmap": "bpf_stab",
    "sockhash": "bpf_shtab",
    "cpumap": "bpf_cpu_map",
    "xskmap": "xsk_map",
    "reuseport_sockarray": "reuseport_array",
    "queue": "bpf_queue_stack",
    "stack": "bpf_queue_stack",
    "ringbuf": "bpf_ringbuf_map",
    "user_ringbuf": "bpf_ringbuf_map",
    "bloom_filter": "bpf_bloom_filter",
}
"""What the kernel calls its own object of each type that can be created here, as complaints name it."""
