"""Atomic operations: `lock *(u64 *)(r1 + 0) += r2`, `r2 = atomic_fetch_add(...)`, `store_release(...)`."""

from typing import Final

from vm.asm.cursor import Cursor
from vm.asm.kernel_syntax.memory import pointer, stored
from vm.asm.slots import Scope, Slot, displacement, register
from vm.facts import isa
from vm.insn import Instruction

_LOCKED: Final = {op.sign: op for op in isa.ATOMICS if op.sign}
_CMPXCHG: Final = next(op for op in isa.ATOMICS if op.name == "cmpxchg")
_ACQUIRE: Final = next(op for op in isa.ATOMICS if op.name == "load_acquire")
_RELEASE: Final = next(op for op in isa.ATOMICS if op.name == "store_release")
_ATOMIC: Final = isa.STX | isa.MODE_ATOMIC


def _fetch_spellings() -> dict[str, tuple[isa.AtomicOp, int]]:
    """Every function-like spelling of an atomic: name -> (row, bytes it insists on, or 0)."""
    spellings: dict[str, tuple[isa.AtomicOp, int]] = {}
    for op in isa.ATOMICS:
        if op.fetch:
            spellings |= {f"atomic_{op.name}": (op, 0), f"atomic64_{op.name}": (op, 8)}
        if op.name.endswith("xchg"):
            spellings |= {f"{op.name}_64": (op, 8), f"{op.name}32_32": (op, 4)}
    return spellings


FETCHES: Final = _fetch_spellings()


def locked(c: Cursor, __: Scope) -> list[Slot]:
    """`lock *(u64 *)(r1 + 0) += r2`."""
    c.take()
    c.expect("*")
    start = c.at
    size, _, base, off = pointer(c)
    op = _LOCKED.get(c.text)
    if op is None:
        c.fail("asm.syntax", f"no atomic operation is written {c.found()}", "after lock: " + " ".join(_LOCKED))
    _check_size(c, op, size, start)
    c.take()
    return [Slot(Instruction(_ATOMIC | size.code, base, stored(c, size), off, op.imm))]


def _check_size(c: Cursor, op: isa.AtomicOp, size: isa.Size, start: int) -> None:
    if size.bytes not in op.sizes:
        sizes = ", ".join(f"u{bytes_ * 8}" for bytes_ in op.sizes)
        c.fail("asm.bad-type", f"{op.name} has no form of {size.bytes} bytes", f"sizes: {sizes}", c.span(start))


def fetch(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    """`atomic64_fetch_add((u64 *)(r1 + 0), r2)` and its kin; the result lands where the operation puts it."""
    start = c.at
    op, bytes_ = FETCHES[c.take()[1]]
    c.expect("(")
    if c.text == "(":
        size, _, base, off = pointer(c)
        if bytes_ not in {0, size.bytes} or (bytes_ == 0 and size.bytes not in op.sizes):
            c.fail("asm.bad-type", f"{c.tokens[start][1]} does not take u{size.bytes * 8}", span=c.span(start))
    else:
        size = isa.SIZE_BY_BYTES[bytes_ or 8]
        base, low_base = register(c, "an address like r1 + 4")
        if low_base:
            c.fail("asm.mixed-width", "an address takes all 64 bits", f"write r{base}", c.span(start))
        off = displacement(c)
    c.expect(",")
    result_at = c.at
    src = stored(c, size)
    result = src
    if op is _CMPXCHG:
        result = 0
        if src:
            c.fail("asm.two-registers", "cmpxchg compares with r0", "write r0 as the second operand", c.span(result_at))
        c.expect(",")
        src = stored(c, size)
    c.expect(")")
    if dst != result or (low and size.bytes == 8):
        c.fail(
            "asm.two-registers",
            f"{op.name} leaves the old value in r{result}",
            f"begin with r{result} = ...",
            c.whole(),
        )
    return [Slot(Instruction(_ATOMIC | size.code, base, src, off, op.imm))]


def load_acquire(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    c.take()
    c.expect("(")
    size, _, base, off = pointer(c)
    c.expect(")")
    if low and size.bytes == 8:
        c.fail("asm.mixed-width", "8 bytes go into an r register", f"write r{dst}", c.whole())
    return [Slot(Instruction(_ATOMIC | size.code, dst, base, off, _ACQUIRE.imm))]


def store_release(c: Cursor, __: Scope) -> list[Slot]:
    """`store_release((u64 *)(r1 + 0), r2)`."""
    c.take()
    c.expect("(")
    size, _, base, off = pointer(c)
    c.expect(",")
    src = stored(c, size)
    c.expect(")")
    return [Slot(Instruction(_ATOMIC | size.code, base, src, off, _RELEASE.imm))]
