"""Mnemonics: `ldxw r0, [r1+4]`. Calls are written as in the kernel's syntax."""

from typing import Final

from vm.disasm import kernel
from vm.disasm.names import Names
from vm.disasm.pieces import ALU, ORDERS, Form, atomic_row, forms, unused
from vm.facts import isa
from vm.insn import Instruction


def alu(insn: Instruction, _: int, __: Names) -> str | None:
    cls, code = insn.opcode & 7, insn.opcode & 0xF0
    by_register = insn.opcode & isa.REG
    op = ALU.get((code, insn.off))
    if op is None:
        return None
    suffix = "32" if cls == isa.ALU32 else "64" if op.operands == "extend" else ""
    if op.operands == "unary":
        return f"{op.name}{suffix} r{insn.dst}" if not by_register and unused(insn, "d") else None
    if not unused(insn, "dso" if by_register else "dio"):
        return None
    if op.operands == "extend" and (not by_register or (op.bits == 32 and cls == isa.ALU32)):
        return None
    return f"{op.name}{suffix} r{insn.dst}, " + (f"r{insn.src}" if by_register else str(insn.imm))


def order(insn: Instruction, _: int, __: Names) -> str | None:
    op = ORDERS.get((insn.opcode, insn.imm))
    return f"{op.name} r{insn.dst}" if op and unused(insn, "di") else None


def memory(op: isa.MemoryOp) -> Form:
    def text(insn: Instruction, _: int, __: Names) -> str | None:
        name = op.name + isa.SIZE_BY_CODE[insn.opcode & 0x18].name
        uses, form = {
            isa.LDX: ("dso", f"{name} r{insn.dst}, {_bracket(insn, insn.src)}"),
            isa.ST: ("doi", f"{name} {_bracket(insn, insn.dst)}, {insn.imm}"),
            isa.STX: ("dso", f"{name} {_bracket(insn, insn.dst)}, r{insn.src}"),
            isa.LD: ("si", f"{name} r{insn.src}, {insn.imm}")
            if op.mode == isa.MODE_IND
            else ("i", f"{name} {insn.imm}"),
        }[op.cls]
        return form if unused(insn, uses) else None

    return text


def _bracket(insn: Instruction, base: int) -> str:
    return f"[r{base}{insn.off:+d}]" if insn.off else f"[r{base}]"


def atomic(insn: Instruction, _: int, __: Names) -> str | None:
    row = atomic_row(insn)
    if row is None:
        return None
    op, size = row
    if 1 in op.sizes:
        name = op.name + isa.SIZE_BY_BYTES[size].name
        load = op.name == "load_acquire"
        return (
            f"{name} r{insn.dst}, {_bracket(insn, insn.src)}"
            if load
            else f"{name} {_bracket(insn, insn.dst)}, r{insn.src}"
        )
    name = op.name.replace("fetch_", "fetch ") + ("32" if size == 4 else "")
    return f"lock {name} {_bracket(insn, insn.dst)}, r{insn.src}"


def jump(insn: Instruction, pc: int, names: Names) -> str | None:
    by_register = insn.opcode & isa.REG
    if not unused(insn, "dso" if by_register else "doi"):
        return None
    name = isa.JUMP_BY_CODE[insn.opcode & 0xF0].name + ("32" if insn.opcode & 7 == isa.JMP32 else "")
    right = f"r{insn.src}" if by_register else str(insn.imm)
    return f"{name} r{insn.dst}, {right}, {names.target(pc, insn.off)}"


def control(insn: Instruction, pc: int, names: Names) -> str | None:
    text = kernel.control(insn, pc, names)
    return text and text.replace("gotol", "ja32").replace("goto ", "ja ") if insn.opcode != isa.MAY_GOTO else text


FORMS: Final = forms(alu, order, {op.name: memory(op) for op in isa.MEMORY}, atomic, jump, control) | {
    isa.CALL: kernel.call,
    isa.CALL | isa.REG: kernel.callx,
}
"""By opcode."""
