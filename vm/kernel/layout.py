"""Where things lie in the simulated kernel and in its processes, and how its structures are filled.

    0x0000_55xx_xxxx_x000   text of a program, shifted by a seeded distance (ASLR)
    0x0000_7fxx_xxxx_x000   its data: strings and buffers, one ring of pages a process
    0x0000_7ffd_dead_0000   never mapped: what a wild user pointer of a scenario points to
    0xffff_8882_0000_0000   kernel objects (task_struct, file, sk_buff, ...), handed out upwards
    0xffff_ffff_8100_0000   kernel text: the address of a function, as a kprobe's `ip`

The memory that programs of a run own (context, stack, packet, maps) lies elsewhere, below
0xffff_8882_0000_0000, and is no part of the world.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from vm.facts.functions import FUNCTIONS
from vm.facts.structs import STRUCT_BY_NAME, STRUCTS
from vm.kernel.chance import hash64

HEAP: Final = 0xFFFF_8882_0000_0000
TEXT: Final = 0xFFFF_FFFF_8100_0000
USER_TEXT: Final = 0x0000_5500_0000_0000
USER_DATA: Final = 0x0000_7F00_0000_0000
WILD_POINTER: Final = 0x0000_7FFD_DEAD_0000

FUNCTION_STRIDE: Final = 0x400  # bytes between two functions of the catalogue
_CALL: Final = 0x5C  # how far into a function its calls are
_OTHER_TEXT: Final = TEXT + 0x40_0000  # functions outside the catalogue lie beyond it

_FUNCTION_ADDRESS: Final = {row.name: TEXT + 0x1000 + n * FUNCTION_STRIDE for n, row in enumerate(FUNCTIONS)}
_PLACES: Final = {row.name: {m.name: (m.offset, m.size) for m in row.members} for row in STRUCTS}

_BLANKS: Final = {row.name: bytes(row.size) for row in STRUCTS}


@lru_cache(maxsize=4096)
def function_address(name: str) -> int:
    """Where the kernel function `name` begins; the same in every run."""
    address = _FUNCTION_ADDRESS.get(name)
    return address if address is not None else _OTHER_TEXT + (hash64(0, name) & 0x7F_FFF0)


SYSTEM_CALL_WAY: Final = ("do_syscall_64", "entry_SYSCALL_64_after_hwframe")
"""Functions between user space and a system call, innermost first."""

_SYSTEM_CALL: Final = tuple(function_address(name) + _CALL for name in SYSTEM_CALL_WAY)
IDLE: Final = tuple(map(function_address, ("common_startup_64", "cpu_startup_entry", "do_idle", "default_idle")))
"""Where an idle CPU is, outermost first."""


def call_stack(frames: Sequence[int], ip: int = 0) -> tuple[int, ...]:
    """Return addresses, innermost first, of a task inside of `frames` (outermost first) of a system call, or of IDLE.

    ip   where it stands in the innermost function, if it calls nothing there
    """
    inside = [address + _CALL for address in reversed(frames)]
    if ip and inside:
        inside[0] = ip
    return tuple(inside) if frames is IDLE else (*inside, *_SYSTEM_CALL)


def pack(struct: str, values: Mapping[str, int | bytes]) -> bytes:
    """The bytes of one `struct` of `vm.facts.structs`; fields not in `values` are zero.

    Numbers may be negative; they keep the low bytes that fit. Byte strings are cut or padded with zeros.
    """
    data = bytearray(STRUCT_BY_NAME[struct].size)
    places = _PLACES[struct]
    for name, value in values.items():
        offset, size = places[name]
        data[offset : offset + size] = _field(value, size)
    return bytes(data)


def blank(struct: str, _values: Mapping[str, int | bytes]) -> bytes:
    """As long as what `pack` gives, and empty: for a world whose memory nobody reads."""
    return _BLANKS[struct]


def place(struct: str, name: str, value: int | bytes) -> tuple[int, bytes]:
    """(offset, bytes) of one field, to store into a structure that is already there."""
    offset, size = _PLACES[struct][name]
    return offset, _field(value, size)


def _field(value: int | bytes, size: int) -> bytes:
    if isinstance(value, int):
        return (value & (1 << 8 * size) - 1).to_bytes(size, "little")
    return value[:size].ljust(size, b"\0")
