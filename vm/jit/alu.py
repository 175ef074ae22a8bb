"""Arithmetic in LLVM IR: one function a row of `vm.facts.isa.ALU`, byte order beside it.

LLVM leaves shifts by the width or more, division by zero and the overflow of signed division
undefined; RFC 9669 defines all three. Counts are masked and divisors selected here.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.facts.isa import ALU, BYTE_ORDER
from vm.facts.table import complete
from vm.jit.emit import Function

Lowering: TypeAlias = Callable[[Function, str, str, int], str]
"""(function, dst operand, src operand, width in bits) -> operand of the result."""


def _plain(opcode: str) -> Lowering:
    return lambda f, dst, src, bits: f.let(f"{opcode} i{bits} {dst}, {src}")


def _shift(opcode: str) -> Lowering:
    def lower(f: Function, dst: str, src: str, bits: int) -> str:
        count = f.let(f"and i{bits} {src}, {bits - 1}")
        return f.let(f"{opcode} i{bits} {dst}, {count}")

    return lower


def _nonzero(f: Function, src: str, bits: int) -> tuple[str, str]:
    """(is src zero, src or 1)"""
    zero = f.let(f"icmp eq i{bits} {src}, 0")
    return zero, f.let(f"select i1 {zero}, i{bits} 1, i{bits} {src}")


def _unsigned(opcode: str, *, keep: bool) -> Lowering:
    """Division or remainder; by zero the result is 0, or dst where `keep`."""

    def lower(f: Function, dst: str, src: str, bits: int) -> str:
        zero, divisor = _nonzero(f, src, bits)
        result = f.let(f"{opcode} i{bits} {dst}, {divisor}")
        return f.let(f"select i1 {zero}, i{bits} {dst if keep else 0}, i{bits} {result}")

    return lower


def _signed(opcode: str, *, keep: bool) -> Lowering:
    """Signed division or remainder. By -1 it is a negation (or 0): the smallest number must not trap."""

    def lower(f: Function, dst: str, src: str, bits: int) -> str:
        zero, divisor = _nonzero(f, src, bits)
        minus = f.let(f"icmp eq i{bits} {src}, -1")
        safe = f.let(f"select i1 {minus}, i{bits} 1, i{bits} {divisor}")
        result = f.let(f"{opcode} i{bits} {dst}, {safe}")
        by_minus = "0" if keep else f.let(f"sub i{bits} 0, {dst}")
        chosen = f.let(f"select i1 {minus}, i{bits} {by_minus}, i{bits} {result}")
        return f.let(f"select i1 {zero}, i{bits} {dst if keep else 0}, i{bits} {chosen}")

    return lower


def _extend(source_bits: int) -> Lowering:
    def lower(f: Function, dst: str, src: str, bits: int) -> str:  # noqa: ARG001 - a row of the table
        if source_bits == bits:
            return src
        narrow = f.let(f"trunc i{bits} {src} to i{source_bits}")
        return f.let(f"sext i{source_bits} {narrow} to i{bits}")

    return lower


OPERATIONS: Final[Mapping[str, Lowering]] = complete(
    ALU,
    {
        "add": _plain("add"),
        "sub": _plain("sub"),
        "mul": _plain("mul"),
        "div": _unsigned("udiv", keep=False),
        "sdiv": _signed("sdiv", keep=False),
        "or": _plain("or"),
        "and": _plain("and"),
        "lsh": _shift("shl"),
        "rsh": _shift("lshr"),
        "neg": lambda f, dst, src, bits: f.let(f"sub i{bits} 0, {dst}"),  # noqa: ARG005
        "mod": _unsigned("urem", keep=True),
        "smod": _signed("srem", keep=True),
        "xor": _plain("xor"),
        "mov": lambda f, dst, src, bits: src,  # noqa: ARG005
        "movsx8": _extend(8),
        "movsx16": _extend(16),
        "movsx32": _extend(32),
        "arsh": _shift("ashr"),
    },
)


def _swap(f: Function, value: str, bits: int) -> str:
    narrow = value if bits == 64 else f.let(f"trunc i64 {value} to i{bits}")
    swapped = f.let(f"call i{bits} @llvm.bswap.i{bits}(i{bits} {narrow})")
    return swapped if bits == 64 else f.let(f"zext i{bits} {swapped} to i64")


def _truncate(f: Function, value: str, bits: int) -> str:
    return value if bits == 64 else f.let(f"and i64 {value}, {(1 << bits) - 1}")


BYTE_SWAPS: Final = complete(
    BYTE_ORDER,
    {op.name: _truncate if op.name.startswith("le") else _swap for op in BYTE_ORDER},
)
"""name -> (function, 64-bit operand, width) -> 64-bit operand. The simulated machine is little-endian."""
