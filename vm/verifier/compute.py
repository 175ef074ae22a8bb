"""Arithmetic instructions: checks, precision, links between equal scalars; the numbers are made in `alu`.

Pointer arithmetic is judged in `pointer`; here only which of the two it is, is decided.
"""

import operator
from collections.abc import Callable
from typing import Final

from vm.facts import isa
from vm.facts.registers import FP
from vm.insn import Instruction
from vm.verifier import alu, branch, pointer, precision
from vm.verifier.contradiction import checked
from vm.verifier.memory import is_secret, truncated
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import M32, M64, S32_MAX, S32_MIN, S64_MAX, S64_MIN, UNKNOWN, Scalar, const, settle
from vm.verifier.stack import linkable
from vm.verifier.values import NOT_INIT, NotInit, Pointer, Value
from vm.verifier.walk import Walk

Rule = Callable[[Walk, Instruction, int], int]

_NAMES: Final = {(op.code, op.off): op.name for op in isa.ALU}
_POINTER_WORDS: Final = {
    0x00: "+=", 0x10: "-=", 0x20: "*=", 0x30: "/=", 0x40: "|=", 0x50: "&=", 0x60: "<<=", 0x70: ">>=",
    0x80: "neg", 0x90: "%=", 0xA0: "^=", 0xB0: "=", 0xC0: "s>>=", 0xD0: "endian",
}  # fmt: skip


def source(walk: Walk, register: int) -> Value:
    """The value of a register that is read; refuses one nobody wrote."""
    if register > FP:
        raise Refuse("register.invalid", "EINVAL", f"R{register} is invalid", register=register)
    value = walk.state.frames[-1].registers[register]
    if value is NOT_INIT:
        raise Refuse("register.uninitialised", "EACCES", f"R{register} !read_ok", register=register)
    return value


def check_target(register: int) -> None:
    """Refuse a register that cannot be written."""
    if register > FP:
        raise Refuse("register.invalid", "EINVAL", f"R{register} is invalid", register=register)
    if register == FP:
        raise Refuse("register.frame-pointer", "EACCES", "frame pointer is read only", register=register)


def reserved(what: str) -> Refuse:
    """An instruction with something in a field that must be zero."""
    return Refuse("structure.reserved-field", "EINVAL", f"{what} uses reserved fields")


# Moves


def move_immediate(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = imm."""
    if insn.src or insn.off:
        raise reserved("BPF_MOV")
    check_target(insn.dst)
    wide = insn.opcode & 7 == isa.ALU64
    walk.registers[insn.dst] = walk.constant(pc) if wide else const(insn.imm & 0xFFFFFFFF)
    return pc + 1


def move(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = src, whole or in part, with or without sign extension."""
    wide = insn.opcode & 7 == isa.ALU64
    off = insn.off
    if insn.imm or off not in ((0, 8, 16, 32) if wide else (0, 8, 16)):
        if wide and off == 1:
            raise _address_space(insn)
        raise reserved("BPF_MOV")
    value = source(walk, insn.src)
    check_target(insn.dst)
    registers = walk.registers
    if not isinstance(value, Scalar):
        if wide and not off:
            registers[insn.dst] = value
            return pc + 1
        if is_secret(walk, value):
            part = f"R{insn.src} sign-extension part of pointer" if wide else f"R{insn.src} partial copy of pointer"
            raise Refuse("pointer.bad-operator", "EACCES", part, register=insn.src)
        registers[insn.dst] = UNKNOWN if wide else alu.ALU32["mov"](UNKNOWN, UNKNOWN)
        return pc + 1
    fits = value.umax < 1 << off - 1 if off else wide or value.umax >> 32 == 0
    if fits:
        value = linkable(walk, insn.src, value)
    result = (alu.ALU64 if wide else alu.ALU32)[_NAMES[0xB0, off]](value, value)
    if fits and result.id != value.id:  # a number that became known keeps its link, and so does its copy
        result = result.with_id(value.id, value.adds, value.off)
    registers[insn.dst] = result
    return pc + 1


def _address_space(insn: Instruction) -> Refuse:
    """Casts between address spaces need an arena, which no program here can have."""
    line = "addr_space_cast insn can only be used in a program that has an associated arena"
    if insn.imm not in (1, 1 << 16):
        line = "addr_space_cast insn can only convert between address space 1 and 0"
    return Refuse("structure.address-space", "EINVAL", line)


# Everything else


def unary(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = -dst."""
    if insn.opcode & isa.REG or insn.src or insn.off or insn.imm:
        raise reserved("BPF_NEG")
    value = source(walk, insn.dst)
    if is_secret(walk, value):
        raise _arithmetic(insn.dst)
    check_target(insn.dst)
    if isinstance(value, Scalar):
        operations = alu.ALU64 if insn.opcode & 7 == isa.ALU64 else alu.ALU32
        walk.registers[insn.dst] = operations["neg"](value, value)
    else:
        walk.registers[insn.dst] = UNKNOWN
    return pc + 1


def byte_order(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = its low bytes, in another order or only cut off."""
    if insn.src or insn.off or insn.imm not in (16, 32, 64) or insn.opcode == isa.ALU64 | isa.END | isa.REG:
        raise reserved("BPF_END")
    value = source(walk, insn.dst)
    if is_secret(walk, value):
        raise _arithmetic(insn.dst)
    check_target(insn.dst)
    if not isinstance(value, Scalar):
        walk.registers[insn.dst] = UNKNOWN
        return pc + 1
    size = insn.imm // 8
    if insn.opcode != isa.ALU32 | isa.END | isa.IMM:
        value = settle(
            _swapped(value.value, size), _swapped(value.mask, size), 0, M64, S64_MIN, S64_MAX, 0, M32, S32_MIN, S32_MAX
        )
    walk.registers[insn.dst] = truncated(value, size).anonymous() if size < 8 else value
    return pc + 1


def _swapped(bits: int, size: int) -> int:
    return int.from_bytes((bits & (1 << 8 * size) - 1).to_bytes(size, "little"), "big")


def _arithmetic(register: int) -> Refuse:
    return Refuse("pointer.bad-operator", "EACCES", f"R{register} pointer arithmetic prohibited", register=register)


def binary(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = dst op src."""
    code = insn.opcode & 0xF0
    by_register = insn.opcode & isa.REG
    if (insn.imm if by_register else insn.src) or insn.off not in (0, 1) or (insn.off and code not in (0x30, 0x90)):
        raise reserved("BPF_ALU")
    operand: Value = source(walk, insn.src) if by_register else walk.constant(pc)
    value = source(walk, insn.dst)
    if not by_register:
        _check_immediate(insn, code)
    check_target(insn.dst)
    if isinstance(value, Scalar) and isinstance(operand, Scalar):
        walk.registers[insn.dst] = _scalars(walk, insn, value, operand, pc)
    else:
        _with_pointer(walk, insn, value, operand)
    return pc + 1


# The same for plain instructions on numbers, most of what is walked: their fields are looked at once, before the
# walk (`step.rules_of`), and the operation is found then. Whatever else such an instruction meets goes the long way.


def _quick_binary(opcode: int, name: str) -> Rule:
    """The rule of `binary` for an instruction whose fields are right."""
    wide = opcode & 7 == isa.ALU64
    operation = (alu.ALU64 if wide else alu.ALU32)[name]
    by_register = bool(opcode & isa.REG)
    may_fork = name in ("and", "or")

    def rule(walk: Walk, insn: Instruction, pc: int) -> int:
        _, dst, src, _, _ = insn
        registers = walk.state.frames[-1].registers
        value = registers[dst]
        operand = registers[src] if by_register else walk.constants[pc] or walk.constant(pc)
        if type(value) is not Scalar or type(operand) is not Scalar:
            if value is NOT_INIT or operand is NOT_INIT:
                return binary(walk, insn, pc)
            _with_pointer(walk, insn, value, operand)
            return pc + 1
        if may_fork and alu.forks(name, value, operand):
            return binary(walk, insn, pc)
        result = operation(value, operand)
        if not result.settled:
            result = checked(walk, result, "alu")
        if value.id:
            itself = by_register and dst == src
            result = result.anonymous() if itself else link(value, operand, result, name, wide=wide)
        registers[dst] = result
        return pc + 1

    return rule


_FOLDS: Final[dict[str, Callable[[int, int], int]]] = {
    "add": operator.add, "sub": operator.sub, "and": operator.and_, "or": operator.or_, "xor": operator.xor,
}  # fmt: skip


def _quick_fold(opcode: int, name: str) -> Rule:
    """The same for an immediate; known numbers are computed without making a scalar of it."""
    ones = M64 if opcode & 7 == isa.ALU64 else M32
    fold = _FOLDS[name]
    general = _quick_binary(opcode, name)

    def rule(walk: Walk, insn: Instruction, pc: int) -> int:
        registers = walk.state.frames[-1].registers
        value = registers[insn.dst]
        if type(value) is Scalar and not value.mask and value.settled and not value.id:
            registers[insn.dst] = const(fold(value.value, insn.imm) & ones)
            return pc + 1
        return general(walk, insn, pc)

    return rule


def _quick_shift(opcode: int, name: str) -> Rule:
    """The same for a shift by an immediate, which may be too far."""
    width = 64 if opcode & 7 == isa.ALU64 else 32
    general = _quick_binary(opcode, name)

    def rule(walk: Walk, insn: Instruction, pc: int) -> int:
        return (general if 0 <= insn.imm < width else binary)(walk, insn, pc)

    return rule


def _quick_move(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = src, for fields that are right and all 64 bits."""
    registers = walk.state.frames[-1].registers
    value = registers[insn.src]
    if value is NOT_INIT:
        return move(walk, insn, pc)
    if type(value) is Scalar and (value.adds or (value.mask and not value.id)):
        value = linkable(walk, insn.src, value)
    registers[insn.dst] = value
    return pc + 1


def _quick_move_immediate(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = imm, for fields that are right and all 64 bits."""
    walk.state.frames[-1].registers[insn.dst] = walk.constants[pc] or walk.constant(pc)
    return pc + 1


def _quick_immediate(opcode: int, name: str) -> Rule | None:
    if name in _FOLDS:
        return _quick_fold(opcode, name)
    if name in ("lsh", "rsh", "arsh"):
        return _quick_shift(opcode, name)
    return _quick_binary(opcode, name) if name == "mul" else None  # a division may be by zero


def _quick_rules() -> list[Rule | None]:
    rules: list[Rule | None] = [None] * 256
    for cls in (isa.ALU32, isa.ALU64):
        for op in isa.ALU:
            if not op.off and op.name not in ("neg", "mov"):
                opcode = cls | op.code
                rules[opcode | isa.REG] = _quick_binary(opcode | isa.REG, op.name)
                rules[opcode] = _quick_immediate(opcode, op.name)
    rules[isa.ALU64 | 0xB0 | isa.REG] = _quick_move
    rules[isa.ALU64 | 0xB0 | isa.IMM] = _quick_move_immediate
    return rules


QUICK: Final = _quick_rules()
"""By opcode: the rule for an instruction whose fields are right, if there is one of its own."""


def _check_immediate(insn: Instruction, code: int) -> None:
    if code in (0x30, 0x90) and not insn.imm:
        raise Refuse("structure.division", "EINVAL", "div by zero")
    if code in (0x60, 0x70, 0xC0) and not 0 <= insn.imm < (64 if insn.opcode & 7 == isa.ALU64 else 32):
        raise Refuse("structure.shift", "EINVAL", f"invalid shift {insn.imm}")


def _scalars(walk: Walk, insn: Instruction, value: Scalar, operand: Scalar, pc: int) -> Scalar:
    wide = insn.opcode & 7 == isa.ALU64
    name = _NAMES[insn.opcode & 0xF0, insn.off]
    both = alu.forks(name, value, operand)
    if both:
        other = walk.push(pc)
        other.frame.registers[insn.dst] = both[1]
        value = both[0]
    result = checked(walk, (alu.ALU64 if wide else alu.ALU32)[name](value, operand), "alu")
    if insn.opcode & isa.REG and insn.dst == insn.src:  # with itself: no known number was added
        return result.anonymous()
    return link(value, operand, result, name, wide=wide)


def link(value: Scalar, operand: Scalar, result: Scalar, name: str, *, wide: bool) -> Scalar:
    """`result` of value op operand, still tied to the scalars of that id when a known number was added once."""
    if not value.id or value.adds or name not in ("add", "sub"):
        return result.anonymous()
    if wide:
        added = operand.smin
        unfit = operand.mask or not S32_MIN <= added <= S32_MAX
    else:
        added = ((operand.value & M32) ^ 1 << 31) - (1 << 31)
        unfit = operand.mask & M32 or value.umax > M32
    if name == "sub":
        added = -added
    if unfit or added > S32_MAX:
        return result.anonymous()
    return result.with_id(value.id, 64 if wide else 32, added)


def _with_pointer(walk: Walk, insn: Instruction, value: Value, operand: Value) -> None:
    code = insn.opcode & 0xF0
    if isinstance(value, Pointer) and isinstance(operand, Pointer):
        if code == 0x10 and walk.profile.pointer_leaks:
            walk.registers[insn.dst] = UNKNOWN
            return
        line = f"R{insn.dst} pointer {_POINTER_WORDS[code]} pointer prohibited"
        raise Refuse("pointer.bad-operator", "EACCES", line, register=insn.dst)
    if insn.opcode & isa.REG:
        precision.mark(walk, insn.src if isinstance(value, Pointer) else insn.dst)
    walk.registers[insn.dst] = pointer.arithmetic(walk, insn, value, operand)


__all__ = [
    "NotInit",
    "binary",
    "branch",
    "byte_order",
    "check_target",
    "link",
    "move",
    "move_immediate",
    "source",
    "unary",
]
