"""The kernel's syntax: `r0 = *(u32 *)(r1 + 4)`."""

from typing import Final

from vm.disasm.names import Names
from vm.disasm.pieces import ALU, MOV, ORDERS, atomic_row, atomic_text, forms, type_of, unused
from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID
from vm.insn import Instruction


def alu(insn: Instruction, _: int, __: Names) -> str | None:
    cls, code = insn.opcode & 7, insn.opcode & 0xF0
    r = "w" if cls == isa.ALU32 else "r"
    by_register = insn.opcode & isa.REG
    if code == MOV and by_register and insn.off == 1:
        as_number = insn.imm & 0xFFFF_FFFF
        return f"{r}{insn.dst} = addr_space_cast(r{insn.src}, {as_number >> 16}, {as_number & 0xFFFF})"
    op = ALU.get((code, insn.off))
    if op is None:
        return None
    if op.operands == "unary":
        return f"{r}{insn.dst} = -{r}{insn.dst}" if not by_register and unused(insn, "d") else None
    if not unused(insn, "dso" if by_register else "dio"):
        return None
    if op.operands == "extend":
        fits = by_register and not (op.bits == 32 and cls == isa.ALU32)
        return f"{r}{insn.dst} = {op.sign}{r}{insn.src}" if fits else None
    return f"{r}{insn.dst} {op.sign} " + (f"{r}{insn.src}" if by_register else str(insn.imm))


def order(insn: Instruction, _: int, __: Names) -> str | None:
    op = ORDERS.get((insn.opcode, insn.imm))
    return f"r{insn.dst} = {op.name} r{insn.dst}" if op and unused(insn, "di") else None


def load(insn: Instruction, _: int, __: Names) -> str | None:
    sign = "s" if insn.opcode & 0xE0 == isa.MODE_MEMSX else "u"
    return f"r{insn.dst} = *({type_of(insn, sign)} *){_address(insn, insn.src)}" if unused(insn, "dso") else None


def store_imm(insn: Instruction, _: int, __: Names) -> str | None:
    return f"*({type_of(insn)} *){_address(insn, insn.dst)} = {insn.imm}" if unused(insn, "doi") else None


def store(insn: Instruction, _: int, __: Names) -> str | None:
    return f"*({type_of(insn)} *){_address(insn, insn.dst)} = r{insn.src}" if unused(insn, "dso") else None


def packet(insn: Instruction, _: int, __: Names) -> str | None:
    indirect = insn.opcode & 0xE0 == isa.MODE_IND
    if not unused(insn, "si" if indirect else "i"):
        return None
    sign = "-" if insn.imm < 0 else "+"
    return f"r0 = *({type_of(insn)} *)skb[" + (f"r{insn.src} {sign} {abs(insn.imm)}]" if indirect else f"{insn.imm}]")


def _address(insn: Instruction, base: int) -> str:
    sign = "-" if insn.off < 0 else "+"
    return f"(r{base} {sign} {abs(insn.off)})"


def atomic(insn: Instruction, _: int, __: Names) -> str | None:
    row = atomic_row(insn)
    return atomic_text(insn, row[0], _address) if row else None


def jump(insn: Instruction, pc: int, names: Names) -> str | None:
    by_register = insn.opcode & isa.REG
    if not unused(insn, "dso" if by_register else "doi"):
        return None
    r = "w" if insn.opcode & 7 == isa.JMP32 else "r"
    sign = isa.JUMP_BY_CODE[insn.opcode & 0xF0].sign
    right = f"{r}{insn.src}" if by_register else str(insn.imm)
    return f"if {r}{insn.dst} {sign} {right} goto {names.target(pc, insn.off)}"


def control(insn: Instruction, pc: int, names: Names) -> str | None:
    opcode = insn.opcode
    if opcode == isa.GOTOL:
        return f"gotol {names.target(pc, insn.imm)}" if unused(insn, "i") else None
    if opcode in {isa.JA, isa.MAY_GOTO}:
        word = isa.CONTROL_BY_OPCODE[opcode].syntax
        return f"{word} {names.target(pc, insn.off)}" if unused(insn, "o") else None
    return "exit" if unused(insn, "") else None


def call(insn: Instruction, pc: int, names: Names) -> str | None:
    if not unused(insn, "si"):
        return None
    match insn.src:
        case isa.CALL_HELPER:
            helper = HELPER_BY_ID.get(insn.imm)
            known = helper and helper.bpf_name not in names.places.values()
            return f"call {helper.bpf_name}" if helper and known else f"call {insn.imm}"
        case isa.CALL_LOCAL:
            place = names.places.get(pc + 1 + insn.imm)
            return f"call {place or f'pc{insn.imm:+d}'}"
        case isa.CALL_KFUNC:
            return f"call kfunc#{insn.imm}" if insn.imm >= 0 else None
    return None


def callx(insn: Instruction, _: int, __: Names) -> str | None:
    return f"callx r{insn.dst}" if unused(insn, "d") else None


FORMS: Final = forms(
    alu,
    order,
    {"ldx": load, "ldxs": load, "st": store_imm, "stx": store, "ldabs": packet, "ldind": packet},
    atomic,
    jump,
    control,
) | {isa.CALL: call, isa.CALL | isa.REG: callx}
"""By opcode."""
