"""What adding to or subtracting from a pointer makes, and what the kernel will not have done to one.

The fixed part of an offset is a number in the pointer, the part that varies a scalar of its own
whose 32-bit ranges say nothing. Accesses are judged elsewhere: here an offset only has to be sane.
"""

from typing import Final

from vm.facts import isa
from vm.insn import Instruction
from vm.verifier import memory, speculation, tnum
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import (
    M32,
    M64,
    S32_MAX,
    S32_MIN,
    S64_MAX,
    S64_MIN,
    UNKNOWN,
    Scalar,
    const,
    settle,
)
from vm.verifier.values import (
    BTF_ID,
    BUF,
    CTX,
    DYNPTR,
    FLOW_KEYS,
    FUNC,
    MAP_KEY,
    MAP_PTR,
    MAP_VALUE,
    MAYBE_NULL,
    MEM,
    PACKET_KINDS,
    PKT,
    PKT_META,
    STACK,
    TP_BUFFER,
    UNTRUSTED,
    Pointer,
    Value,
    kind_text,
)
from vm.verifier.walk import Walk

MAX_OFFSET: Final = 1 << 29
"""Offsets from here on, either way, are refused whatever is pointed to. Bytes."""

MAX_STACK: Final = 512

_MOVABLE: Final = frozenset((
    CTX, MAP_VALUE, MAP_KEY, STACK, PKT, PKT_META, TP_BUFFER, BTF_ID, MEM, BUF, FUNC, DYNPTR,
))  # fmt: skip

_SIGNS: Final = {op.code: op.sign for op in isa.ALU if not op.off}
_ADD: Final = isa.ALU_BY_NAME["add"].code
_SUB: Final = isa.ALU_BY_NAME["sub"].code
_BITWISE: Final = frozenset(isa.ALU_BY_NAME[name].code for name in ("and", "or", "xor"))


def arithmetic(walk: Walk, insn: Instruction, dst: Value, src: Value) -> Value:
    """Dst op src, one of which is a pointer and the other a scalar."""
    pointer, offset = (dst, src) if isinstance(dst, Pointer) else (src, dst)
    assert isinstance(pointer, Pointer)
    assert isinstance(offset, Scalar)
    code = insn.opcode & 0xF0
    if offset.smin > offset.smax or offset.umin > offset.umax or (not offset.mask and offset.smin != offset.smax):
        return UNKNOWN  # no run comes here
    if insn.opcode & 7 != isa.ALU64:
        if code == _SUB and walk.profile.pointer_leaks:
            return UNKNOWN
        raise _prohibited(insn, f"R{insn.dst} 32-bit pointer arithmetic prohibited")
    _check_kind(insn, pointer, offset)
    if pointer.kind is MEM and pointer.flags & UNTRUSTED:
        return pointer
    _check_sane(pointer, offset.value, offset.mask, offset.off, offset.smin)
    _check_sane(pointer, pointer.var.value, pointer.var.mask, pointer.off, pointer.var.smin)
    mask = None
    if walk.speculation is not None and code in (_ADD, _SUB):
        mask = speculation.mask(walk, insn, pointer, offset, pointer_moves=pointer is dst)
    if code == _ADD:
        result = _add(walk, pointer, offset)
    elif code == _SUB:
        if pointer is not dst:
            raise _prohibited(insn, f"R{insn.dst} tried to subtract pointer from scalar")
        if pointer.kind is STACK:
            raise _prohibited(insn, f"R{insn.dst} subtraction from stack pointer prohibited")
        result = _subtract(walk, pointer, offset)
    elif code in _BITWISE:
        raise _prohibited(insn, f"R{insn.dst} bitwise operator {_SIGNS[code]} on pointer prohibited")
    else:
        raise _prohibited(insn, f"R{insn.dst} pointer arithmetic with {_SIGNS[code]} operator prohibited")
    _check_sane(pointer, result.var.value, result.var.mask, result.off, result.var.smin)
    if walk.speculation is not None:
        _check_in_bounds(walk, insn, result)
        if mask is not None:
            speculation.keep_mask(walk, insn, result, mask)
    if pointer is not dst:  # what was a number has no reference to give back, and no frame but the first
        result.ref = result.frame = 0
    return result


def _check_in_bounds(walk: Walk, insn: Instruction, result: Pointer) -> None:
    """Loaders without CAP_PERFMON: arithmetic must stay in bounds even where a processor guesses wrong."""
    var = result.var
    if result.kind is STACK:
        off = result.off + ((var.value ^ 1 << 63) - (1 << 63))
        if var.mask:
            spelt = tnum.text(var.value, var.mask)
            line = f"R{insn.dst} variable stack access prohibited for !root, var_off={spelt} off={off}"
            raise Refuse("pointer.speculation", "EACCES", line, register=insn.dst)
        if not -MAX_STACK <= off < 0:
            line = f"R{insn.dst} stack pointer arithmetic goes out of range, prohibited for !root; off={off}"
            raise Refuse("pointer.speculation", "EACCES", line, register=insn.dst)
    elif result.kind is MAP_VALUE:
        try:
            assert result.map is not None
            memory.check_mem(insn.dst, result, result.off, 1, result.map.value_size)
        except Refuse as refusal:
            line = f"R{insn.dst} pointer arithmetic of map value goes out of range, prohibited for !root"
            raise Refuse("pointer.speculation", "EACCES", *refusal.lines, line, register=insn.dst) from None


def _prohibited(insn: Instruction, line: str) -> Refuse:
    return Refuse("pointer.bad-operator", "EACCES", line, register=insn.dst)


def _check_kind(insn: Instruction, pointer: Pointer, offset: Scalar) -> None:
    """Refuse arithmetic on pointers that must stay where they point."""
    if not pointer.flags & MAYBE_NULL and pointer.kind in _MOVABLE:
        return
    kind = kind_text(pointer)
    if pointer.flags & MAYBE_NULL:
        raise Refuse(
            "pointer.null-math", "EACCES",
            f"R{insn.dst} pointer arithmetic on {kind} prohibited, null-check it first",
            register=insn.dst, value=pointer,
        )  # fmt: skip
    if pointer.kind is FLOW_KEYS and not offset.mask:
        return
    nothing_added = not offset.mask and not offset.value and insn.opcode & 0xF0 == _ADD
    if pointer.kind in {FLOW_KEYS, MAP_PTR} and nothing_added:
        return
    raise _prohibited(insn, f"R{insn.dst} pointer arithmetic on {kind} prohibited")


def _check_sane(pointer: Pointer, value: int, mask: int, off: int, smin: int) -> None:
    """Refuse an offset so large, or so unknown, that sums with it could wrap around."""
    number = (value ^ 1 << 63) - (1 << 63)
    if (
        -MAX_OFFSET < off < MAX_OFFSET
        and -MAX_OFFSET < smin < MAX_OFFSET
        and (mask or -MAX_OFFSET < number < MAX_OFFSET)
    ):
        return
    kind = kind_text(pointer)
    if not mask and not -MAX_OFFSET < number < MAX_OFFSET:
        line = f"math between {kind} pointer and {number} is not allowed"
    elif not -MAX_OFFSET < off < MAX_OFFSET:
        line = f"{kind} pointer offset {off} is not allowed"
    elif smin == S64_MIN:
        line = f"math between {kind} pointer and register with unbounded min value is not allowed"
        raise Refuse("pointer.unbounded-math", "EINVAL", line, kind=kind)
    else:
        line = f"value {smin} makes {kind} pointer be out of bounds"
    raise Refuse("pointer.large-offset", "EINVAL", line, kind=kind, offset=number, smin=smin)


def _add(walk: Walk, pointer: Pointer, offset: Scalar) -> Pointer:
    result = pointer.copy()
    if not offset.mask and S32_MIN <= pointer.off + offset.smin <= S32_MAX:
        result.off += offset.smin
        result.var = _wide_only(pointer.var)
        return result
    var = pointer.var
    value, mask = tnum.add(var.value, var.mask, offset.value, offset.mask)
    smin, smax = var.smin + offset.smin, var.smax + offset.smax
    umin, umax = var.umin + offset.umin, var.umax + offset.umax
    if umax > M64:
        umin, umax = 0, M64
    result.var = _varying(value, mask, umin, umax, smin, smax)
    if pointer.kind in PACKET_KINDS:
        result.id = walk.new_id()
        result.range = 0
    return result


def _subtract(walk: Walk, pointer: Pointer, offset: Scalar) -> Pointer:
    result = pointer.copy()
    if not offset.mask and S32_MIN <= pointer.off - offset.smin <= S32_MAX:
        result.off -= offset.smin
        result.var = _wide_only(pointer.var)
        return result
    var = pointer.var
    value, mask = tnum.sub(var.value, var.mask, offset.value, offset.mask)
    smin, smax = var.smin - offset.smax, var.smax - offset.smin
    umin, umax = var.umin - offset.umax, var.umax - offset.umin
    if umin < 0:
        umin, umax = 0, M64
    result.var = _varying(value, mask, umin, umax, smin, smax)
    if pointer.kind in PACKET_KINDS:
        result.id = walk.new_id()
        if offset.smin < 0:  # it moved forward, beyond what was checked
            result.range = 0
    return result


def _varying(value: int, mask: int, umin: int, umax: int, smin: int, smax: int) -> Scalar:
    if smin < S64_MIN or smax > S64_MAX:
        smin, smax = S64_MIN, S64_MAX
    return settle(value, mask, umin, umax, smin, smax, 0, M32, S32_MIN, S32_MAX)


def _wide_only(var: Scalar) -> Scalar:
    """The same part as it is after a move that leaves it alone: its 32-bit ranges anew from the others."""
    if var.settled and var.umax <= S32_MAX and not var.id:  # those of small numbers are the others
        return var
    if not var.mask:
        return var if var.settled else const(var.value)
    return settle(var.value, var.mask, var.umin, var.umax, var.smin, var.smax, 0, M32, S32_MIN, S32_MAX)
