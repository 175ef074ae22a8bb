"""Conditional jumps: which way they go, and what each way teaches.

Numbers are compared in `branch`. Here: packet bounds, null checks, precision where the outcome is
certain, and the scalars that follow a compared one because they are linked to it.
"""

from collections.abc import Callable
from typing import Final

from vm.facts import isa
from vm.insn import Instruction
from vm.verifier import alu, branch, precision, prune
from vm.verifier.compute import reserved, source
from vm.verifier.contradiction import checked
from vm.verifier.memory import is_secret
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import M64, ZERO, Scalar, const
from vm.verifier.state import SPILL, Slot, State
from vm.verifier.values import (
    BEYOND_END,
    BTF_ID,
    MAP_KEY,
    MAP_PTR,
    MAP_VALUE,
    MAYBE_NULL,
    MEM,
    NO_RANGE_AT_END,
    PKT,
    PKT_END,
    PKT_META,
    SOCK,
    SOCK_COMMON,
    STACK,
    TCP_SOCK,
    UNTRUSTED,
    XDP_SOCK,
    Pointer,
    Value,
)
from vm.verifier.walk import Walk, replace_pointers

MAX_PACKET: Final = 0xFFFF
MAX_LINKED: Final = 6
"""Linked scalars one history entry can name; further ones lose their link."""

_NAMES: Final = {op.code: op.name for op in isa.JUMPS}
_FLIPPED: Final = {
    "jeq": "jeq", "jne": "jne", "jset": "jset", "jgt": "jlt", "jlt": "jgt", "jge": "jle", "jle": "jge",
    "jsgt": "jslt", "jslt": "jsgt", "jsge": "jsle", "jsle": "jsge",
}  # fmt: skip
_PACKET_ANY: Final = frozenset((PKT, PKT_META, PKT_END))
_NEVER_NULL: Final = frozenset((SOCK, TCP_SOCK, MAP_VALUE, MAP_KEY, SOCK_COMMON, MEM, MAP_PTR))
_PERHAPS_NULL: Final = MAYBE_NULL | UNTRUSTED


def conditional(walk: Walk, insn: Instruction, pc: int) -> int:
    """If dst op src goto pc + off + 1."""
    by_register = insn.opcode & isa.REG
    dst = source(walk, insn.dst)
    src: Value
    if by_register:
        if insn.imm:
            raise reserved("BPF_JMP/JMP32")
        src = source(walk, insn.src)
        if (
            isinstance(dst, Pointer)
            and dst.kind in _PACKET_ANY
            and isinstance(src, Pointer)
            and src.kind in _PACKET_ANY
        ):
            if insn.opcode & 7 == isa.JMP:
                return _packets(walk, insn, dst, src, pc)
        elif is_secret(walk, src):
            raise _prohibited(insn.src)
    else:
        if insn.src:
            raise reserved("BPF_JMP/JMP32")
        src = walk.constant(pc)
    _remember_stack(walk, dst, src)
    narrow = insn.opcode & 7 == isa.JMP32
    name = _NAMES[insn.opcode & 0xF0]
    certain = _certain(name, dst, src, narrow=narrow)
    if certain is not None:
        if isinstance(dst, Scalar):
            precision.mark(walk, insn.dst)
        if by_register and isinstance(src, Scalar):
            precision.mark(walk, insn.src)
        if walk.log:
            walk.log.after_jump(walk.state, walk.pc)
        return pc + 1 + insn.off if certain else pc + 1
    _both_ways(walk, insn, name, dst, src, narrow=narrow)
    if walk.log:
        walk.log.after_jump(walk.state, walk.pc)
    return pc + 1


def _quick_conditional(opcode: int) -> Callable[[Walk, Instruction, int], int]:
    """The rule of `conditional` for two numbers in an instruction whose fields are right."""
    by_register = bool(opcode & isa.REG)
    narrow = opcode & 7 == isa.JMP32
    name = _NAMES[opcode & 0xF0]

    def rule(walk: Walk, insn: Instruction, pc: int) -> int:
        _, target, other, off, _ = insn
        registers = walk.state.frames[-1].registers
        dst = registers[target]
        src = registers[other] if by_register else walk.constants[pc] or walk.constant(pc)
        if type(dst) is not Scalar or type(src) is not Scalar:
            return conditional(walk, insn, pc)
        certain = branch.taken(name, narrow, dst, src)
        if certain is None:
            _both_ways(walk, insn, name, dst, src, narrow=narrow)
        else:
            precision.mark(walk, target)
            if by_register:
                precision.mark(walk, other)
        if walk.log:
            walk.log.after_jump(walk.state, walk.pc)
        return pc + 1 + off if certain else pc + 1

    return rule


QUICK: Final = {
    cls | op.code | by: _quick_conditional(cls | op.code | by)
    for cls in (isa.JMP, isa.JMP32) for op in isa.JUMPS for by in (isa.IMM, isa.REG)
}  # fmt: skip
"""By opcode: the rule for an instruction whose fields are right."""


def _prohibited(register: int) -> Refuse:
    line = f"R{register} pointer comparison prohibited"
    return Refuse("pointer.comparison", "EACCES", line, register=register)


def _remember_stack(walk: Walk, dst: Value, src: Value) -> None:
    """Backtracking wants to know that a compared register held a stack address."""
    of_dst = isinstance(dst, Pointer) and dst.kind is STACK
    of_src = isinstance(src, Pointer) and src.kind is STACK
    if of_dst or of_src:
        step = walk.remember()
        step.dst_stack, step.src_stack = of_dst, of_src


# Which way


def _certain(name: str, dst: Value, src: Value, *, narrow: bool) -> bool | None:
    if isinstance(dst, Scalar) and isinstance(src, Scalar):
        return branch.taken(name, narrow, dst, src)
    if not _constant(src, narrow=narrow):
        dst, src, name = src, dst, _FLIPPED[name]
    if not isinstance(src, Scalar) or not _constant(src, narrow=narrow) or not isinstance(dst, Pointer):
        return None
    if dst.flags & _PERHAPS_NULL or dst.kind not in _NEVER_NULL:
        return None
    if src.value & (0xFFFFFFFF if narrow else M64) or name not in ("jeq", "jne"):
        return None
    return name == "jne"


def _constant(value: Value, *, narrow: bool) -> bool:
    return isinstance(value, Scalar) and not (value.mask & 0xFFFFFFFF if narrow else value.mask)


def _packet_certain(name: str, dst: Pointer, src: Pointer) -> bool | None:
    """A pointer once found beyond the end stays there."""
    if src.kind is not PKT_END:
        if dst.kind is not PKT_END:
            return None
        dst, name = src, _FLIPPED[name]
    if name in ("jle", "jgt"):
        return name == "jgt" if dst.range == BEYOND_END else None
    if name in ("jlt", "jge"):
        return name == "jge" if dst.range in (BEYOND_END, NO_RANGE_AT_END) else None
    return None


# Both ways


def _both_ways(walk: Walk, insn: Instruction, name: str, dst: Value, src: Value, *, narrow: bool) -> None:
    here = walk.state
    by_register = bool(insn.opcode & isa.REG)
    linked = _collect(walk, dst, src if by_register else ZERO)
    if len(linked) == MAX_LINKED:  # those beyond have lost their ids
        dst = walk.registers[insn.dst]
        src = walk.registers[insn.src] if by_register else src
    there = walk.push(walk.pc + 1 + insn.off)
    if isinstance(dst, Scalar) and isinstance(src, Scalar):
        _refine(walk, there, insn, name, dst, src, narrow=narrow)
        if by_register:
            _sync(here, insn.src, linked)
            _sync(there, insn.src, linked)
        _sync(here, insn.dst, linked)
        _sync(there, insn.dst, linked)
    if by_register and not narrow and isinstance(dst, Pointer) and isinstance(src, Pointer):
        _one_null(here, there, insn, name, dst, src)
    if (
        not narrow
        and not by_register  # a register that is known to be 0 does not count
        and name in ("jeq", "jne")
        and isinstance(dst, Pointer)
        and dst.flags & MAYBE_NULL
        and isinstance(src, Scalar)
        and not src.value
    ):
        settle_null(here, dst, null=name == "jne")
        settle_null(there, dst, null=name == "jeq")
        return
    if is_secret(walk, dst):
        raise _prohibited(insn.dst)


def _refine(walk: Walk, there: State, insn: Instruction, name: str, dst: Scalar, src: Scalar, *, narrow: bool) -> None:
    """Both operands in both states as the comparison leaves them."""
    if insn.opcode & isa.REG and insn.dst == insn.src:
        new = checked(walk, branch.refine_itself(name, narrow, dst), "true_reg1")
        there.frames[-1].registers[insn.dst] = checked(walk, new, "true_reg2")
        new = checked(walk, branch.refine_itself(branch.REVERSE[name], narrow, dst), "false_reg1")
        walk.registers[insn.dst] = checked(walk, new, "false_reg2")
        return
    here_dst, here_src = branch.refine(branch.REVERSE[name], narrow, dst, src)
    there_dst, there_src = branch.refine(name, narrow, dst, src)
    if not (there_dst.settled and there_src.settled and here_dst.settled and here_src.settled):
        there_dst = checked(walk, there_dst, "true_reg1")
        there_src = checked(walk, there_src, "true_reg2")
        here_dst = checked(walk, here_dst, "false_reg1")
        here_src = checked(walk, here_src, "false_reg2")
    here_registers, there_registers = walk.registers, there.frames[-1].registers
    here_registers[insn.dst], there_registers[insn.dst] = here_dst, there_dst
    if insn.opcode & isa.REG:
        here_registers[insn.src], there_registers[insn.src] = here_src, there_src


# Linked scalars


def _collect(walk: Walk, dst: Value, src: Value) -> tuple[tuple[int, bool, int], ...]:
    """Every scalar linked to either operand: (frame, is a stack slot, index). Remembered when there are others."""
    linked: list[tuple[int, bool, int]] = []
    if isinstance(src, Scalar) and src.id:
        _collect_id(walk, src.id, linked)
    if isinstance(dst, Scalar) and dst.id:
        _collect_id(walk, dst.id, linked)
    if len(linked) > 1:
        walk.remember().linked = tuple(linked)
    return tuple(linked)


def _collect_id(walk: Walk, id_: int, linked: list[tuple[int, bool, int]]) -> None:
    """Registers that nobody will read learn nothing."""
    state = walk.state
    at = walk.pc
    for number in range(len(state.frames) - 1, -1, -1):
        frame = state.frames[number]
        live = walk.flow.live[at]
        at = frame.callsite
        for register in range(10):
            value = frame.registers[register]
            if live >> register & 1 and isinstance(value, Scalar) and value.id == id_:
                if len(linked) < MAX_LINKED:
                    linked.append((number, False, register))
                else:
                    frame.registers[register] = value.anonymous()
        for index, slot in enumerate(frame.slots):
            if slot.kinds[7] == SPILL and isinstance(slot.value, Scalar) and slot.value.id == id_:
                if len(linked) < MAX_LINKED:
                    linked.append((number, True, index))
                else:
                    frame.slots[index] = Slot(slot.kinds, slot.value.anonymous())


def _sync(state: State, register: int, linked: tuple[tuple[int, bool, int], ...]) -> None:
    """Whatever is linked to the register learns what the register learnt."""
    current = len(state.frames) - 1
    known = state.frames[-1].registers[register]
    if not isinstance(known, Scalar) or not known.id:
        return
    for number, in_slot, index in linked:
        if not in_slot and number == current and index == register:
            continue
        frame = state.frames[number]
        value = frame.slots[index].value if in_slot else frame.registers[index]
        if not isinstance(value, Scalar) or value.id != known.id:
            continue
        if value.adds and known.adds and value.adds != known.adds:
            continue
        new = _shifted(value, known)
        if in_slot:
            frame.slots[index] = Slot(frame.slots[index].kinds, new)
        else:
            frame.registers[index] = new


def _shifted(value: Scalar, known: Scalar) -> Scalar:
    """`value` as it follows from `known`, given the constants that were added to either."""
    if (not value.adds and not known.adds) or value.off == known.off:
        return known
    delta = const(value.off - known.off)
    narrow = value.adds == 32 or known.adds == 32
    result = (alu.add32 if narrow else alu.add)(known, delta)
    return result.with_id(value.id, value.adds, value.off)


# Pointers


def settle_null(state: State, pointer: Pointer, *, null: bool) -> None:
    """Every pointer of that id turned out to be null, or not."""
    number = pointer.id
    if null and pointer.ref and pointer.ref == number:
        state.references = tuple(reference for reference in state.references if reference.id != number)

    def settled(value: Pointer) -> Value:
        if value.id != number or not value.flags & MAYBE_NULL:
            return value
        return ZERO if null else not_null(value, keep_id=False)

    replace_pointers(state, settled)


def not_null(pointer: Pointer, *, keep_id: bool) -> Pointer:
    """The same pointer, known to point somewhere. An inner map turns from a value into a map."""
    new = pointer.copy()
    new.flags &= ~MAYBE_NULL
    if not keep_id:
        new.id = 0
    spec = pointer.map
    if pointer.kind is MAP_VALUE and spec is not None:
        if spec.inner is not None:
            new.kind = MAP_PTR
            new.map = spec.inner
        elif spec.type == "xskmap":
            new.kind = XDP_SOCK
        elif spec.type in ("sockmap", "sockhash"):
            new.kind = SOCK
    return new


def _one_null(here: State, there: State, insn: Instruction, name: str, dst: Pointer, src: Pointer) -> None:
    """Equal to a pointer that is not null: not null either."""
    if bool(dst.flags & MAYBE_NULL) == bool(src.flags & MAYBE_NULL) or BTF_ID in (dst.kind, src.kind):
        return
    if name not in ("jeq", "jne"):
        return
    registers = (there if name == "jeq" else here).frames[-1].registers
    register = insn.src if src.flags & MAYBE_NULL else insn.dst
    value = registers[register]
    assert isinstance(value, Pointer)
    registers[register] = not_null(value, keep_id=True)


def _packets(walk: Walk, insn: Instruction, dst: Pointer, src: Pointer, pc: int) -> int:
    """If dst op src goto pc + off + 1, for two pointers into the packet or to its end."""
    name = _NAMES[insn.opcode & 0xF0]
    certain = _packet_certain(name, dst, src)
    if certain is None:
        there = walk.push(pc + 1 + insn.off)
        if not _packet_range(walk.state, there, insn, name, dst, src) and is_secret(walk, dst):
            raise _prohibited(insn.dst)
    if walk.log:
        walk.log.after_jump(walk.state, walk.pc)
    return pc + 1 + insn.off if certain else pc + 1


def _packet_range(here: State, there: State, insn: Instruction, name: str, dst: Pointer, src: Pointer) -> bool:
    """Whether this compares a packet pointer with the packet's end (or metadata with its data), and what it proves."""
    register, pointer = insn.dst, dst
    if _is_bound(pointer, src):
        pass
    elif _is_bound(src, pointer):
        register, pointer, name = insn.src, src, _FLIPPED[name]
    else:
        return False
    if name == "jgt":
        _good(here, pointer, strictly_below=False)
        _at_end(there, register, beyond=True)
    elif name == "jge":
        _good(here, pointer, strictly_below=True)
        _at_end(there, register, beyond=False)
    elif name == "jlt":
        _good(there, pointer, strictly_below=True)
        _at_end(here, register, beyond=False)
    elif name == "jle":
        _good(there, pointer, strictly_below=False)
        _at_end(here, register, beyond=True)
    else:
        return False
    return True


def _is_bound(low: Pointer, high: Pointer) -> bool:
    if low.kind is PKT:
        return high.kind is PKT_END
    fresh = high.kind is PKT and not high.id and not high.off and not high.var.mask and not high.var.value
    return low.kind is PKT_META and fresh


def _good(state: State, pointer: Pointer, *, strictly_below: bool) -> None:
    """All bytes up to `pointer` are inside: every pointer of its id may read that far from their base."""
    if pointer.off < 0 or (pointer.off == 0 and strictly_below):
        return
    if pointer.var.umax > MAX_PACKET or pointer.var.umax + pointer.off > MAX_PACKET:
        return
    reach = pointer.off + strictly_below

    def reaching(value: Pointer) -> Pointer:
        if value.id == pointer.id and value.range < reach and value.kind is pointer.kind:
            value = value.copy()
            value.range = reach
        return value

    replace_pointers(state, reaching)


def _at_end(state: State, register: int, *, beyond: bool) -> None:
    registers = state.frames[-1].registers
    value = registers[register]
    assert isinstance(value, Pointer)
    if value.kind is PKT:
        new = value.copy()
        new.range = BEYOND_END if beyond else NO_RANGE_AT_END
        registers[register] = new


# may_goto


def may_goto(walk: Walk, insn: Instruction, pc: int) -> int:
    """Jumps when the loop's budget is spent: both ways are possible at any time."""
    if insn.opcode != isa.MAY_GOTO or insn.src or insn.dst or insn.imm:
        raise Refuse("structure.reserved-field", "EINVAL", f"invalid may_goto imm {insn.imm}")
    earlier = prune.earlier_visit(walk, walk.state.parent, pc)
    other = walk.push(pc + 1, "ENOMEM")
    other.may_goto_depth += 1
    if earlier is not None:
        prune.widen(walk, earlier, other)
    return pc + 1 + insn.off
