"""Loads, stores and atomic operations in LLVM IR, confined to the arena.

The pointer is always `mem + (address & 0xffffffff)`: whatever the address, the access stays inside
the arena and the page behind it. A range-checked build also asks `@check` first, so that a program
which no verifier accepted faults at the very instruction that went wrong.

A run has one thread, and nobody else writes the arena while it runs: atomic operations need no bus
lock. They are plain loads and stores here.
"""

from collections.abc import Callable, Mapping
from typing import Final

from vm.facts.isa import ATOMIC_BY_IMM, ATOMICS, MODE_ATOMIC
from vm.facts.registers import FP, R0
from vm.facts.table import complete
from vm.insn import Instruction
from vm.jit.blocks import NotLowered
from vm.jit.body import Body
from vm.jit.emit import Function
from vm.runtime.memory import ARENA, ARENA_SIZE, CONTEXT, HIGH_HALF, READ, WRITE

__all__ = ["MODE_ATOMIC", "atomic", "load", "pointer", "store"]

SIGNED_HIGH: Final = HIGH_HALF - (1 << 64)


def pointer(low: Body, reg: int, off: int, size: int, how: int, pc: int) -> tuple[str, str]:
    """(host pointer, simulated address) of an access of `size` bytes at `reg + off`; `how` is READ | WRITE."""
    f = low.f
    address = f.get(reg)
    if off:
        address = f.let(f"add i64 {address}, {off}")
    if low.build.checked:
        kind = f.let(f"call i64 @check(ptr %ctl, i64 {address}, i64 {size}, i64 {how})")
        low.fail_if(f.let(f"icmp ne i64 {kind}, 0"), kind, pc, address, size)
    offset = f.let(f"and i64 {address}, {ARENA_SIZE - 1}")
    return f.let(f"getelementptr i8, ptr %mem, i64 {offset}"), address


def load(low: Body, insn: Instruction, pc: int, size: int, *, signed: bool) -> None:
    """`dst = *(size *)(src + off)`."""
    f = low.f
    host, address = pointer(low, insn.src, insn.off, size, READ, pc)
    if size == 8:
        f.set(insn.dst, f.let(f"load i64, ptr {host}, align 1"))
        return
    narrow = f.let(f"load i{8 * size}, ptr {host}, align 1")
    value = f.let(f"{'sext' if signed else 'zext'} i{8 * size} {narrow} to i64")
    if size == 4 and not signed:
        value = _widen(low, value, address, pc)
    f.set(insn.dst, value)


def _widen(low: Body, value: str, address: str, pc: int) -> str:
    """The whole pointer, where a 32-bit field of the context holds half of one."""
    f = low.f
    if not low.build.checked:
        return f.let(f"or i64 {value}, {SIGNED_HIGH}") if pc in low.unit.pointer_loads else value
    offset = f.let(f"sub i64 {address}, {ARENA + CONTEXT - (1 << 64)}")
    near = f.let(f"icmp ult i64 {offset}, 256")
    aligned = f.let(f"icmp eq i64 {f.let(f'and i64 {offset}, 3')}, 0")
    field = f.let(f"and i64 {f.let(f'lshr i64 {offset}, 2')}, 63")
    bits = f.word("pointers")
    marked = f.let(f"trunc i64 {f.let(f'lshr i64 {bits}, {field}')} to i1")
    widen = f.let(f"and i1 {f.let(f'and i1 {near}, {aligned}')}, {marked}")
    return f.let(f"select i1 {widen}, i64 {f.let(f'or i64 {value}, {SIGNED_HIGH}')}, i64 {value}")


def store(low: Body, insn: Instruction, pc: int, size: int, value: str) -> None:
    """`*(size *)(dst + off) = value`, a 64-bit operand."""
    host, _ = pointer(low, insn.dst, insn.off, size, WRITE, pc)
    _put(low.f, host, value, size)


def _put(f: Function, host: str, value: str, size: int) -> None:
    narrow = value if size == 8 else f.let(f"trunc i64 {value} to i{8 * size}")
    f.put(f"store i{8 * size} {narrow}, ptr {host}, align 1")


Combine = Callable[[Function, str, str, int], str]
"""(function, old, src, width) -> what memory holds afterwards"""


def _binary(opcode: str) -> Combine:
    return lambda f, old, src, bits: f.let(f"{opcode} i{bits} {old}, {src}")


COMBINE: Final[Mapping[str, Combine | None]] = complete(
    ATOMICS,
    {
        "add": _binary("add"),
        "or": _binary("or"),
        "and": _binary("and"),
        "xor": _binary("xor"),
        "fetch_add": _binary("add"),
        "fetch_or": _binary("or"),
        "fetch_and": _binary("and"),
        "fetch_xor": _binary("xor"),
        "xchg": lambda f, old, src, bits: src,  # noqa: ARG005
        "cmpxchg": None,  # compares with r0: `_compare_exchange`
        "load_acquire": None,  # a load
        "store_release": None,  # a store
    },
)


def atomic(low: Body, insn: Instruction, pc: int, size: int) -> None:
    """STX | MODE_ATOMIC: the operation stands in `imm`."""
    row = ATOMIC_BY_IMM.get(insn.imm)
    if row is None or size not in row.sizes or (row.fetch and insn.src == FP):
        raise NotLowered(f"no atomic operation at {pc}")
    if low.build.checked:
        _check_alignment(low, insn, pc, size, base=insn.src if row.name == "load_acquire" else insn.dst)
    if row.name == "load_acquire":
        if insn.dst == FP:
            raise NotLowered("a write to r10")
        load(low, insn, pc, size, signed=False)
        return
    if row.name == "store_release":
        store(low, insn, pc, size, low.f.get(insn.src))
        return
    f, bits = low.f, 8 * size
    host, _ = pointer(low, insn.dst, insn.off, size, READ | WRITE, pc)
    old = f.let(f"load i{bits}, ptr {host}, align 1")
    src = f.get(insn.src) if size == 8 else f.get32(insn.src)
    combine = COMBINE[row.name]
    if combine is None:
        _compare_exchange(f, host, old, src, bits)
        return
    f.put(f"store i{bits} {combine(f, old, src, bits)}, ptr {host}, align 1")
    if row.fetch:
        (f.set if size == 8 else f.set32)(insn.src, old)


def _compare_exchange(f: Function, host: str, old: str, src: str, bits: int) -> None:
    expected = f.get(R0) if bits == 64 else f.get32(R0)
    equal = f.let(f"icmp eq i{bits} {old}, {expected}")
    f.put(f"store i{bits} {f.let(f'select i1 {equal}, i{bits} {src}, i{bits} {old}')}, ptr {host}, align 1")
    (f.set if bits == 64 else f.set32)(R0, old)


def _check_alignment(low: Body, insn: Instruction, pc: int, size: int, *, base: int) -> None:
    f = low.f
    address = f.let(f"add i64 {f.get(base)}, {insn.off}")
    odd = f.let(f"and i64 {address}, {size - 1}")
    low.fail_if(f.let(f"icmp ne i64 {odd}, 0"), "unaligned", pc, address, size)
