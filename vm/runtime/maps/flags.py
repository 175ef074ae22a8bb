"""Numbers that bpf(2) and the map helpers share. Source: the kernel's user-space headers (uapi)."""

from typing import Final

# Of updates.
ANY, NOEXIST, EXIST, LOCK, CPU, ALL_CPUS = 0, 1, 2, 4, 8, 16

# Of creation.
NO_PREALLOC: Final = 1 << 0
NO_COMMON_LRU: Final = 1 << 1
NUMA_NODE: Final = 1 << 2
RDONLY: Final = 1 << 3
WRONLY: Final = 1 << 4
ZERO_SEED: Final = 1 << 6
RDONLY_PROG: Final = 1 << 7
WRONLY_PROG: Final = 1 << 8
MMAPABLE: Final = 1 << 10
INNER_MAP: Final = 1 << 12

# Of ring buffer output.
RB_NO_WAKEUP, RB_FORCE_WAKEUP = 1, 2
