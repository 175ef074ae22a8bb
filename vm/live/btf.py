"""The least BTF that tells the kernel where functions begin: callbacks are refused without it.

Source: the kernel's documentation of the BPF Type Format.
"""

import struct
from collections.abc import Sequence
from typing import Final

from vm.program import Subprogram

_INT, _FUNC, _FUNC_PROTO = 1, 12, 13
_STATIC, _GLOBAL = 0, 1
HEADER: Final = struct.Struct("<HBBIIIII")
FUNC_INFO_SIZE: Final = 8
"""Bytes of one func_info record: u32 slot, u32 type id."""


def describe(subprograms: Sequence[Subprogram]) -> tuple[bytes, bytes]:
    """(BTF, func_info) for functions at these slots; the first is global, the others static."""
    strings = bytearray(b"\0")

    def name(text: str) -> int:
        strings.extend(text.encode() + b"\0")
        return len(strings) - len(text.encode()) - 1

    types = [
        struct.pack("<IIII", name("int"), _INT << 24, 4, 1 << 24 | 32),
        struct.pack("<III", 0, _FUNC_PROTO << 24, 1),
    ]
    info = bytearray()
    for number, function in enumerate(subprograms):
        linkage = _GLOBAL if number == 0 else _STATIC
        types.append(struct.pack("<III", name(_identifier(function.name, number)), _FUNC << 24 | linkage, 2))
        info += struct.pack("<II", function.start, len(types))
    body = b"".join(types)
    header = HEADER.pack(0xEB9F, 1, 0, HEADER.size, 0, len(body), len(body), len(strings))
    return header + body + bytes(strings), bytes(info)


def _identifier(name: str, number: int) -> str:
    return name if name.isidentifier() and name.isascii() else f"function_{number}"
