"""What arithmetic does, in numbers: one function a row of `vm.facts.isa`.

A function takes and returns unsigned numbers of its width and never fails: division by zero,
overflow and large shifts have a meaning in eBPF. RFC 9669, section 4.1. The verifier does not
read this file: its arithmetic is tested against this one.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.facts.isa import ALU, ATOMICS, BYTE_ORDER
from vm.facts.table import complete

U32: Final = (1 << 32) - 1
U64: Final = (1 << 64) - 1

Binary: TypeAlias = Callable[[int, int], int]
Unary: TypeAlias = Callable[[int], int]


def signed(value: int, bits: int) -> int:
    """The two's complement reading of the low `bits` bits of `value`."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def sdiv(dst: int, src: int, bits: int) -> int:
    """Signed quotient toward zero; 0 for a zero divisor; the most negative number / -1 is itself."""
    a, b = signed(dst, bits), signed(src, bits)
    if b == 0:
        return 0
    quotient = abs(a) // abs(b)  # C truncates toward zero, Python floors
    return (quotient if (a < 0) == (b < 0) else -quotient) & ((1 << bits) - 1)


def smod(dst: int, src: int, bits: int) -> int:
    """Signed remainder with the sign of `dst`; `dst` for a zero divisor."""
    a, b = signed(dst, bits), signed(src, bits)
    if b == 0:
        return dst
    remainder = abs(a) % abs(b)
    return (-remainder if a < 0 else remainder) & ((1 << bits) - 1)


def swap(value: int, bits: int) -> int:
    """The low `bits` bits of `value` with their bytes reversed."""
    size = bits // 8
    return int.from_bytes((value & ((1 << bits) - 1)).to_bytes(size, "little"), "big")


# What fits neither a mask nor a sign is written twice rather than parameterised: each of these is
# called once an instruction, and a closure over the width would double its price.
ALU64: Final[Mapping[str, Binary]] = complete(
    ALU,
    {
        "add": lambda dst, src: (dst + src) & U64,
        "sub": lambda dst, src: (dst - src) & U64,
        "mul": lambda dst, src: (dst * src) & U64,
        "div": lambda dst, src: dst // src if src else 0,
        "sdiv": lambda dst, src: sdiv(dst, src, 64),
        "or": lambda dst, src: dst | src,
        "and": lambda dst, src: dst & src,
        "lsh": lambda dst, src: (dst << (src & 63)) & U64,
        "rsh": lambda dst, src: dst >> (src & 63),
        "neg": lambda dst, _: -dst & U64,
        "mod": lambda dst, src: dst % src if src else dst,
        "smod": lambda dst, src: smod(dst, src, 64),
        "xor": lambda dst, src: dst ^ src,
        "mov": lambda _, src: src,
        "movsx8": lambda _, src: signed(src, 8) & U64,
        "movsx16": lambda _, src: signed(src, 16) & U64,
        "movsx32": lambda _, src: signed(src, 32) & U64,
        "arsh": lambda dst, src: (signed(dst, 64) >> (src & 63)) & U64,
    },
)
"""(dst, src), 64 bits each -> the new dst."""

ALU32: Final[Mapping[str, Binary]] = complete(
    ALU,
    {
        "add": lambda dst, src: (dst + src) & U32,
        "sub": lambda dst, src: (dst - src) & U32,
        "mul": lambda dst, src: (dst * src) & U32,
        "div": lambda dst, src: dst // src if src else 0,
        "sdiv": lambda dst, src: sdiv(dst, src, 32),
        "or": lambda dst, src: dst | src,
        "and": lambda dst, src: dst & src,
        "lsh": lambda dst, src: (dst << (src & 31)) & U32,
        "rsh": lambda dst, src: dst >> (src & 31),
        "neg": lambda dst, _: -dst & U32,
        "mod": lambda dst, src: dst % src if src else dst,
        "smod": lambda dst, src: smod(dst, src, 32),
        "xor": lambda dst, src: dst ^ src,
        "mov": lambda _, src: src,
        "movsx8": lambda _, src: signed(src, 8) & U32,
        "movsx16": lambda _, src: signed(src, 16) & U32,
        "movsx32": lambda _, src: src,
        "arsh": lambda dst, src: (signed(dst, 32) >> (src & 31)) & U32,
    },
)
"""(dst, src), the low 32 bits of each -> the new dst, whose upper half is 0."""

BYTE_SWAPS: Final[Mapping[str, Unary]] = complete(
    BYTE_ORDER,
    {
        "le16": lambda dst: dst & 0xFFFF,
        "le32": lambda dst: dst & U32,
        "le64": lambda dst: dst,
        "be16": lambda dst: swap(dst, 16),
        "be32": lambda dst: swap(dst, 32),
        "be64": lambda dst: swap(dst, 64),
        "bswap16": lambda dst: swap(dst, 16),
        "bswap32": lambda dst: swap(dst, 32),
        "bswap64": lambda dst: swap(dst, 64),
    },
)
"""dst, 64 bits -> the new dst, 64 bits. The machine is little-endian."""

ATOMIC_STORES: Final[Mapping[str, Binary | None]] = complete(
    ATOMICS,
    {
        "add": lambda old, src: old + src,
        "or": lambda old, src: old | src,
        "and": lambda old, src: old & src,
        "xor": lambda old, src: old ^ src,
        "fetch_add": lambda old, src: old + src,
        "fetch_or": lambda old, src: old | src,
        "fetch_and": lambda old, src: old & src,
        "fetch_xor": lambda old, src: old ^ src,
        "xchg": lambda _, src: src,
        "cmpxchg": None,  # compares with r0
        "load_acquire": None,  # a load
        "store_release": lambda _, src: src,
    },
)
"""(old, src) -> what memory holds afterwards, to be cut to the width; None where more than two numbers decide."""
