"""The kernel's syntax, as the verifier's log, bpftool, llvm-objdump and clang -S write it.

One function a form of statement; each takes the cursor at its first token and returns slots.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from vm.asm.cursor import Cursor, nearest
from vm.asm.slots import (
    I32,
    I64,
    Link,
    Scope,
    Slot,
    displacement,
    fitted,
    immediate,
    long_target,
    register,
    signed32,
    skip_landmark,
    target,
    unknown_register,
    wide,
    wide_number,
)
from vm.facts import helpers, isa
from vm.insn import Instruction

_TYPES: Final = {f"{sign}{size.bytes * 8}": (size, sign == "s") for size in isa.SIZES for sign in ("u", "s")}
_ASSIGN: Final = {op.sign: op for op in isa.ALU if op.operands == "binary" and op.sign != "="}
_EXTEND: Final = {op.bits: op for op in isa.ALU if op.operands == "extend"}
_SWAPS: Final = {op.name: op for op in isa.BYTE_ORDER}
_COMPARE: Final = {op.sign: op for op in isa.JUMPS}
_LOCKED: Final = {op.sign: op for op in isa.ATOMICS if op.sign}
_WIDE: Final = {kind.name: kind.src for kind in isa.WIDE if kind.src}
_MOV: Final = isa.ALU_BY_NAME["mov"].code
_NEG: Final = isa.ALU_BY_NAME["neg"].code
_CMPXCHG: Final = next(op for op in isa.ATOMICS if op.name == "cmpxchg")
_ACQUIRE: Final = next(op for op in isa.ATOMICS if op.name == "load_acquire")
_RELEASE: Final = next(op for op in isa.ATOMICS if op.name == "store_release")
_ATOMIC: Final = isa.STX | isa.MODE_ATOMIC

_BAD_REGISTER: Final = re.compile(r"[rw][0-9]+")

ADDR_SPACE_CAST: Final = 1
"""`off` of the move that converts an address of an arena. Linux 6.9."""


def _fetch_spellings() -> dict[str, tuple[isa.AtomicOp, int]]:
    """Every function-like spelling of an atomic: name -> (row, bytes it insists on, or 0)."""
    spellings: dict[str, tuple[isa.AtomicOp, int]] = {}
    for op in isa.ATOMICS:
        if op.fetch:
            spellings |= {f"atomic_{op.name}": (op, 0), f"atomic64_{op.name}": (op, 8)}
        if op.name.endswith("xchg"):
            spellings |= {f"{op.name}_64": (op, 8), f"{op.name}32_32": (op, 4)}
    return spellings


_FETCHES: Final = _fetch_spellings()


# -- r1 ..., w1 ...


def assignment(c: Cursor, scope: Scope) -> list[Slot]:
    """A statement that begins with a register."""
    dst, low = register(c)
    cls = isa.ALU32 if low else isa.ALU64
    sign = c.text
    if sign == "=":
        c.take()
        return _value(c, scope, dst, low)
    op = _ASSIGN.get(sign)
    if op is None:
        c.fail("asm.syntax", f"expected an assignment, found {c.found()}", "operators: = " + " ".join(_ASSIGN))
    c.take()
    return [_binary(c, op, cls, dst)]


def _binary(c: Cursor, op: isa.AluOp, cls: int, dst: int) -> Slot:
    if c.kind == "reg":
        src = _same_width(c, cls)
        return Slot(Instruction(cls | op.code | isa.REG, dst, src, op.off))
    return Slot(Instruction(cls | op.code, dst, 0, op.off, immediate(c)))


def _same_width(c: Cursor, cls: int) -> int:
    start = c.at
    src, low = register(c)
    if low != (cls in {isa.ALU32, isa.JMP32}):
        name = "w" if cls in {isa.ALU32, isa.JMP32} else "r"
        c.fail("asm.mixed-width", f"both sides must be {name} registers", f"write {name}{src}", c.span(start))
    return src


def _value(c: Cursor, scope: Scope, dst: int, low: bool) -> list[Slot]:
    """What stands behind `r1 =`."""
    cls = isa.ALU32 if low else isa.ALU64
    kind, text = c.kind, c.text
    if kind == "reg":
        return [Slot(Instruction(cls | _MOV | isa.REG, dst, _same_width(c, cls)))]
    if text == "*":
        return [_load(c, dst, low)]
    if text == "-" and c.peek()[:1] in {"r", "w", "%"} and c.tokens[c.at + 1][0] == "reg":
        return [_negate(c, cls, dst)]
    if text == "(" and c.peek() in _TYPES and c.peek(2) == ")":
        return [_extend(c, cls, dst)]
    if kind == "word":
        form = _word_forms(text)
        if form:
            return form(c, scope, dst, low)
        return _symbol(c, scope, dst, low)
    return _number(c, dst, low)


def _word_forms(text: str) -> "Callable[[Cursor, Scope, int, bool], list[Slot]] | None":
    if text in _SWAPS:
        return _swap
    if text in _FETCHES:
        return _fetch
    if text in _WIDE:
        return _wide_kind
    return _FORMS.get(text)


def _negate(c: Cursor, cls: int, dst: int) -> Slot:
    c.take()
    start = c.at
    if _same_width(c, cls) != dst:
        c.fail(
            "asm.two-registers",
            "only a register itself can be negated",
            f"move first, then write r{dst} = -r{dst}",
            c.span(start),
        )
    return Slot(Instruction(cls | _NEG, dst))


def _extend(c: Cursor, cls: int, dst: int) -> Slot:
    start = c.at
    c.take()
    size, signed = _TYPES[c.take()[1]]
    c.take()
    op = _EXTEND.get(size.bytes * 8)
    if op is None or not signed or (cls == isa.ALU32 and op.bits == 32):
        c.fail("asm.bad-cast", "no instruction converts so", "(s8), (s16), and for r registers (s32)", c.span(start))
    return Slot(Instruction(cls | op.code | isa.REG, dst, _same_width(c, cls), op.off))


def _swap(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    op = _SWAPS[c.take()[1]]
    start = c.at
    src, _ = register(c)
    if src != dst or low:
        c.fail("asm.two-registers", "byte order is changed in place", f"write r{src} = {op.name} r{src}", c.span(start))
    return [Slot(Instruction(op.opcode, dst, 0, 0, op.bits))]


def _number(c: Cursor, dst: int, low: bool) -> list[Slot]:
    start = c.at
    value = c.expression()
    if c.accept("ll"):
        if low:
            c.fail("asm.syntax", "only r registers take 64-bit constants", span=c.span(start))
        return wide_number(dst, fitted(c, start, value, I64, "the constant"))
    cls = isa.ALU32 if low else isa.ALU64
    hint = "add 'll' to load all 64 bits" if not low else ""
    return [Slot(Instruction(cls | _MOV, dst, 0, 0, fitted(c, start, value, I32, "the immediate", hint)))]


# -- addresses


def _symbol(c: Cursor, scope: Scope, dst: int, low: bool) -> list[Slot]:
    """`counts ll`, `counts[0] + 8 ll`, `callback ll`, `text + 4 ll`, or a constant."""
    name = c.text
    if name in scope.maps and (c.peek() in {"ll", "[", "+"} or scope.constant(name) is None):
        start = c.at
        c.take()
        slots = _map_address(c, dst, scope.maps[name])
        _expect_ll(c, start, name)
        return _only_wide(c, low, slots)
    if name in scope.data:
        start = c.at
        c.take()
        index, offset = scope.data[name]
        offset += c.expression() if c.text in {"+", "-"} else 0
        _expect_ll(c, start, name)
        return _only_wide(c, low, wide(dst, isa.WIDE_MAP_VALUE, index, signed32(offset)))
    if name in scope.labels and scope.constant(name) is None:
        start = c.at
        c.take()
        span = c.span(start)
        _expect_ll(c, start, name)
        first, second = _only_wide(c, low, wide(dst, isa.WIDE_FUNC, 0, 0))
        return [first._replace(link=Link.FUNC, target=name, span=span), second]
    if _BAD_REGISTER.fullmatch(name):
        unknown_register(c, "a value")
    if scope.constant(name) is None and c.peek() in {"ll", "[", ""}:
        hint = scope.hint(name) or f"declare it: .map {name[:40]}, hash, key=4, value=8, max_entries=16"
        c.fail("asm.unknown-name", f"no map, constant or label is called {name[:60]}", hint)
    return _number(c, dst, low)


def _only_wide(c: Cursor, low: bool, slots: list[Slot]) -> list[Slot]:
    if low:
        c.fail("asm.syntax", "only r registers hold addresses", span=c.whole())
    return slots


def _expect_ll(c: Cursor, start: int, name: str) -> None:
    if not c.accept("ll"):
        c.fail("asm.missing-ll", f"the address of {name} takes 64 bits", "add 'll' at the end", c.span(start))


def _map_address(c: Cursor, dst: int, index: int) -> list[Slot]:
    """What follows a map's name: nothing for the map itself, `[0] + 8` for a place in its value."""
    if c.accept("["):
        c.expression()
        c.expect("]")
    elif c.text not in {"+", "-"}:
        return wide(dst, isa.WIDE_MAP, index, 0)
    start = c.at
    offset = c.expression() if c.text in {"+", "-"} else 0
    return wide(dst, isa.WIDE_MAP_VALUE, index, fitted(c, start, offset, I32, "the offset"))


def _map_brackets(c: Cursor, scope: Scope, dst: int, low: bool) -> list[Slot]:
    """`map[counts]`, `map[0]`, `map[id:0]`, each perhaps with `[0]+8`, as bpftool prints them."""
    c.take()
    c.expect("[")
    if c.text == "id" and c.peek() == ":":
        c.take()
        c.take()
    start = c.at
    if c.kind == "word" and c.text in scope.maps:
        index = scope.maps[c.take()[1]]
    elif c.kind == "word" and scope.constant(c.text) is None:
        c.fail("asm.unknown-name", f"no map is called {c.text[:60]}", nearest(c.text, tuple(scope.maps)))
    else:
        index = fitted(c, start, c.expression(), I32, "the map index")
    c.expect("]")
    slots = _map_address(c, dst, index)
    c.accept("ll")
    return _only_wide(c, low, slots)


def _wide_kind(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    """`map_fd 3 ll`, `map_value 3 + 8 ll`, `func 5 ll`: every kind of ld_imm64 with bare numbers."""
    kind = _WIDE[c.take()[1]]
    start = c.at
    first = fitted(c, start, c.expression(5), I32, "the number")
    second = fitted(c, start, c.expression(), I32, "the number") if c.text in {"+", "-"} else 0
    c.expect("ll")
    return _only_wide(c, low, wide(dst, kind, first, second))


def _subprogram(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    """`subprog[+5]`, as bpftool prints the address of a function."""
    c.take()
    c.expect("[")
    start = c.at
    distance = fitted(c, start, c.expression(), I32, "the distance")
    c.expect("]")
    return _only_wide(c, low, wide(dst, isa.WIDE_FUNC, distance, 0))


def _addr_space_cast(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    c.take()
    c.expect("(")
    src, _ = register(c)
    c.expect(",")
    start = c.at
    to = fitted(c, start, c.expression(), (0, 0xFFFF), "the address space")
    c.expect(",")
    source = fitted(c, start, c.expression(), (0, 0xFFFF), "the address space")
    c.expect(")")
    opcode = (isa.ALU32 if low else isa.ALU64) | _MOV | isa.REG
    return [Slot(Instruction(opcode, dst, src, ADDR_SPACE_CAST, signed32((to & 0xFFFF) << 16 | source & 0xFFFF)))]


# -- memory


def pointer(c: Cursor, *, signed_ok: bool = False) -> tuple[isa.Size, bool, int, int]:
    """`(u32 *)(r1 + 4)`. Returns size, whether signed, register, offset."""
    c.expect("(")
    if c.text not in _TYPES:
        c.fail(
            "asm.unknown-type",
            f"expected the type of the access, found {c.found()}",
            nearest(c.text, tuple(_TYPES)) or "u8, u16, u32, u64; s8, s16, s32",
        )
    start = c.at
    size, signed = _TYPES[c.take()[1]]
    if signed and not signed_ok:
        c.fail("asm.bad-type", "only loads have signed types", f"write u{size.bytes * 8}", c.span(start))
    c.expect("*")
    c.expect(")")
    return size, signed, *place(c)


def place(c: Cursor) -> tuple[int, int]:
    """`(r1 + 4)`. Returns register and offset."""
    c.expect("(")
    base, low = register(c, "an address like r1 + 4")
    if low:
        c.at -= 1
        c.fail("asm.mixed-width", "an address takes all 64 bits", f"write r{base}")
    off = displacement(c)
    c.expect(")", "behind the address")
    return base, off


def _load(c: Cursor, dst: int, low: bool) -> Slot:
    """`*(u32 *)(r1 + 4)`, `*(u8 *)skb[14]`."""
    c.take()
    if c.peek(4) == "skb":
        return _packet_load(c, dst)
    start = c.at
    size, signed, base, off = pointer(c, signed_ok=True)
    if size.bytes == 8 and (signed or low):
        c.fail("asm.bad-type", "no instruction loads so", "a load of 8 bytes is u64 into an r register", c.span(start))
    mode = isa.MODE_MEMSX if signed else isa.MODE_MEM
    return Slot(Instruction(isa.LDX | mode | size.code, dst, base, off))


def _packet_load(c: Cursor, dst: int) -> Slot:
    """`*(u8 *)skb[14]`, `*(u16 *)skb[r3 + 2]`; the result is always r0."""
    c.expect("(")
    start = c.at
    size, signed = _TYPES.get(c.take()[1], (isa.SIZE_BY_BYTES[8], True))
    if signed or size.bytes == 8 or dst:
        c.fail("asm.bad-type", "packet loads are r0 = *(u8 *)skb[...], u16 or u32", span=c.span(start))
    for text in ("*", ")", "skb", "["):
        c.expect(text)
    src, mode = 0, isa.MODE_ABS
    if c.kind == "reg":
        src, mode = register(c)[0], isa.MODE_IND
        imm = immediate(c) if c.text in {"+", "-"} else 0
    else:
        imm = immediate(c)
    c.expect("]")
    return Slot(Instruction(isa.LD | mode | size.code, 0, src, 0, imm))


def store(c: Cursor, __: Scope) -> list[Slot]:
    """`*(u32 *)(r10 - 4) = r1` or `= 5`."""
    c.take()
    size, _, base, off = pointer(c)
    c.expect("=", "behind the address")
    if c.kind == "reg":
        src = _stored(c, size)
        return [Slot(Instruction(isa.STX | isa.MODE_MEM | size.code, base, src, off))]
    return [Slot(Instruction(isa.ST | isa.MODE_MEM | size.code, base, 0, off, immediate(c)))]


def _stored(c: Cursor, size: isa.Size) -> int:
    start = c.at
    src, low = register(c)
    if low and size.bytes == 8:
        c.fail("asm.mixed-width", "8 bytes come from an r register", f"write r{src}", c.span(start))
    return src


# -- atomics


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
    return [Slot(Instruction(_ATOMIC | size.code, base, _stored(c, size), off, op.imm))]


def _check_size(c: Cursor, op: isa.AtomicOp, size: isa.Size, start: int) -> None:
    if size.bytes not in op.sizes:
        sizes = ", ".join(f"u{bytes_ * 8}" for bytes_ in op.sizes)
        c.fail("asm.bad-type", f"{op.name} has no form of {size.bytes} bytes", f"sizes: {sizes}", c.span(start))


def _fetch(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    """`atomic64_fetch_add((u64 *)(r1 + 0), r2)` and its kin; the result lands where the operation puts it."""
    start = c.at
    op, bytes_ = _FETCHES[c.take()[1]]
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
    src = _stored(c, size)
    result = src
    if op is _CMPXCHG:
        result = 0
        if src:
            c.fail("asm.two-registers", "cmpxchg compares with r0", "write r0 as the second operand", c.span(result_at))
        c.expect(",")
        src = _stored(c, size)
    c.expect(")")
    if dst != result or (low and size.bytes == 8):
        c.fail(
            "asm.two-registers",
            f"{op.name} leaves the old value in r{result}",
            f"begin with r{result} = ...",
            c.whole(),
        )
    return [Slot(Instruction(_ATOMIC | size.code, base, src, off, op.imm))]


def _load_acquire(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
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
    src = _stored(c, size)
    c.expect(")")
    return [Slot(Instruction(_ATOMIC | size.code, base, src, off, _RELEASE.imm))]


_FORMS: Final[Mapping[str, Callable[[Cursor, Scope, int, bool], list[Slot]]]] = {
    "map": _map_brackets,
    "subprog": _subprogram,
    "addr_space_cast": _addr_space_cast,
    "load_acquire": _load_acquire,
}


# -- control


def branch(c: Cursor, __: Scope) -> list[Slot]:
    """`if r1 s> r2 goto label`."""
    c.take()
    dst, low = register(c)
    cls = isa.JMP32 if low else isa.JMP
    op = _COMPARE.get(c.text)
    if op is None:
        c.fail("asm.syntax", f"expected a comparison, found {c.found()}", "comparisons: " + " ".join(_COMPARE))
    c.take()
    if c.kind == "reg":
        opcode, src, imm = cls | op.code | isa.REG, _same_width(c, cls), 0
    else:
        opcode, src, imm = cls | op.code, 0, immediate(c)
    if c.text not in {"goto", "gotol"}:
        c.fail("asm.syntax", f"expected 'goto', found {c.found()}")
    if c.take()[1] == "gotol":
        c.at -= 1
        c.fail("asm.syntax", "only unconditional jumps are long", "jump around a gotol instead")
    return [target(c, opcode, dst, src, imm)]


def goto(c: Cursor, __: Scope) -> list[Slot]:
    """`goto label`, `goto +3`, `may_goto label`."""
    return [target(c, isa.MAY_GOTO if c.take()[1] == "may_goto" else isa.JA)]


def gotol(c: Cursor, __: Scope) -> list[Slot]:
    """`gotol label`."""
    c.take()
    return [long_target(c)]


def exit_(c: Cursor, __: Scope) -> list[Slot]:
    """`exit`."""
    c.take()
    return [Slot(Instruction(isa.EXIT))]


def call(c: Cursor, scope: Scope) -> list[Slot]:
    """`call bpf_ktime_get_ns`, `call 5`, `call subprogram`, `call local f`, `call pc+3`, `call r2`."""
    c.take()
    if c.kind == "reg":
        return [Slot(Instruction(isa.CALL | isa.REG, register(c)[0]))]
    if c.text == "local" and c.peek():
        c.take()
        if c.kind != "word" or c.text == "pc":
            return [_relative_call(c)]
    if c.text == "pc" and c.peek() in {"+", "-"}:
        return [_relative_call(c)]
    if c.kind == "end":
        c.fail("asm.syntax", "whom? A helper, a label or a number is missing")
    if c.kind != "word":
        start = c.at
        number = fitted(c, start, c.expression(), I32, "the helper's number")
        _skip_origin(c)
        return [Slot(Instruction(isa.CALL, 0, isa.CALL_HELPER, 0, number))]
    return [_named_call(c, scope)]


def _relative_call(c: Cursor) -> Slot:
    if c.text == "pc":
        c.take()
    start = c.at
    distance = fitted(c, start, c.expression(), I32, "the distance")
    _skip_origin(c)
    return Slot(Instruction(isa.CALL, 0, isa.CALL_LOCAL, 0, distance))


def _skip_origin(c: Cursor) -> None:
    if c.kind == "hash":
        c.take()
    skip_landmark(c)


def _named_call(c: Cursor, scope: Scope) -> Slot:
    start = c.at
    name = c.take()[1]
    span = c.span(start)
    number = int(c.take()[1][1:20]) if c.kind == "hash" else None
    skip_landmark(c)
    if name in scope.labels:
        return Slot(Instruction(isa.CALL, 0, isa.CALL_LOCAL), Link.CALL, name, span)
    helper = helpers.HELPER_BY_NAME.get(name.removeprefix("bpf_"))
    if helper:
        if number is not None and number != helper.id:
            c.fail("asm.helper-number", f"{name} is helper {helper.id}, not {number}", span=span)
        return Slot(Instruction(isa.CALL, 0, isa.CALL_HELPER, 0, helper.id))
    if number is not None and name in {"unknown", "kfunc"} and number <= I32[1]:
        return Slot(
            Instruction(isa.CALL, 0, isa.CALL_KFUNC if name == "kfunc" else isa.CALL_HELPER, 0, signed32(number))
        )
    known = [f"bpf_{helper.name}" for helper in helpers.HELPERS] + sorted(scope.labels)
    return c.fail("asm.unknown-function", f"no helper or label is called {name[:60]}", nearest(name, known), span)


STATEMENTS: Final[Mapping[str, Callable[[Cursor, Scope], list[Slot]]]] = {
    "*": store,
    "lock": locked,
    "store_release": store_release,
    "if": branch,
    "goto": goto,
    "may_goto": goto,
    "gotol": gotol,
    "call": call,
    "callx": call,
    "exit": exit_,
}
"""First word of a statement -> its form; statements that begin with a register are `assignment`."""
