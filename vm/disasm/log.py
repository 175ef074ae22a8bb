"""The verifier's log: each instruction exactly as Linux 6.18 prints it, sound or not."""

from vm.disasm import kernel
from vm.disasm.names import Names
from vm.disasm.pieces import ALU, MOV, NEG, U64, atomic_text, type_of
from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID
from vm.insn import Instruction


def text(insn: Instruction, second: Instruction, wide: int | None) -> str:
    """One instruction as the log prints it: fields that an instruction does not use are not looked at."""
    match insn.opcode & 7:
        case isa.ALU32 | isa.ALU64:
            return _alu(insn)
        case isa.LDX | isa.ST | isa.STX:
            return _memory(insn)
        case isa.LD:
            return _ld(insn, second, wide)
        case _:
            return _jump(insn)


def _alu(insn: Instruction) -> str:
    code, by_register = insn.opcode & 0xF0, insn.opcode & isa.REG
    r = "w" if insn.opcode & 7 == isa.ALU32 else "r"
    if code == isa.END:
        order = "bswap" if r == "r" else "be" if by_register else "le"
        return f"r{insn.dst} = {order}{insn.imm} r{insn.dst}"
    if code == NEG:
        return f"{r}{insn.dst} = -{r}{insn.dst}"
    if code == MOV and by_register and insn.off == 1 and r == "r":
        return kernel.alu(insn, 0, Names()) or ""
    if code == MOV and by_register and insn.off == -1 and r == "r":
        return f"r{insn.dst} = &(void __percpu *)(r{insn.src})"
    op = ALU.get((code, insn.off)) or ALU.get((code, 0))
    if op is None:
        return f"BUG_alu_{insn.opcode:02x}"
    if op.operands == "extend" and by_register:
        return f"{r}{insn.dst} = {op.sign}{r}{insn.src}"
    sign = "=" if op.operands == "extend" else op.sign
    return f"{r}{insn.dst} {sign} " + (f"{r}{insn.src}" if by_register else str(insn.imm))


def _memory(insn: Instruction) -> str:
    cls, mode = insn.opcode & 7, insn.opcode & 0xE0
    if cls == isa.STX and mode == isa.MODE_ATOMIC:
        op = isa.ATOMIC_BY_IMM.get(insn.imm)
        return atomic_text(insn, op, _address) if op else f"BUG_{insn.opcode:02x}"
    if cls == isa.LDX and mode in {isa.MODE_MEM, isa.MODE_MEMSX}:
        sign = "s" if mode == isa.MODE_MEMSX else "u"
        return f"r{insn.dst} = *({type_of(insn, sign)} *){_address(insn, insn.src)}"
    if mode == isa.MODE_MEM:
        right = f"r{insn.src}" if cls == isa.STX else str(insn.imm)
        return f"*({type_of(insn)} *){_address(insn, insn.dst)} = {right}"
    return {isa.LDX: "BUG_ldx_", isa.ST: "BUG_st_"}.get(cls, "BUG_") + f"{insn.opcode:02x}"


def _address(insn: Instruction, base: int) -> str:
    return f"(r{base} {insn.off:+d})"


def _ld(insn: Instruction, second: Instruction, wide: int | None) -> str:
    mode = insn.opcode & 0xE0
    if mode == isa.MODE_ABS:
        return f"r0 = *({type_of(insn)} *)skb[{insn.imm}]"
    if mode == isa.MODE_IND:
        return f"r0 = *({type_of(insn)} *)skb[r{insn.src} + {insn.imm}]"
    if insn.opcode == isa.LD_IMM64:
        value = second.imm << 32 | insn.imm & 0xFFFF_FFFF if wide is None else wide
        return f"r{insn.dst} = {value & U64:#x}"
    return f"BUG_ld_{insn.opcode:02x}"


def _jump(insn: Instruction) -> str:
    opcode = insn.opcode
    if opcode == isa.CALL:
        return f"call {_callee(insn)}"
    if opcode == isa.MAY_GOTO and insn.src:  # no may_goto, and a comparison that has no sign
        return f"if r{insn.dst} (null) {insn.imm & 0xFFFF_FFFF:#x} goto pc{insn.off:+d}"
    if opcode in isa.CONTROL_BY_OPCODE:
        if opcode == isa.EXIT:
            return "exit"
        distance = insn.imm if opcode == isa.GOTOL else insn.off
        return f"{isa.CONTROL_BY_OPCODE[opcode].syntax} pc{distance:+d}"
    r = "w" if opcode & 7 == isa.JMP32 else "r"
    op = isa.JUMP_BY_CODE.get(opcode & 0xF0)
    if op is None:
        return f"BUG_jmp_{opcode:02x}"
    right = f"{r}{insn.src}" if opcode & isa.REG else f"{insn.imm & 0xFFFF_FFFF:#x}"
    return f"if {r}{insn.dst} {op.sign} {right} goto pc{insn.off:+d}"


def _callee(insn: Instruction) -> str:
    if insn.src == isa.CALL_LOCAL:
        return f"pc{insn.imm:+d}"
    helper = HELPER_BY_ID.get(insn.imm) if insn.src == isa.CALL_HELPER else None
    other = "kernel-function" if insn.imm else ""
    name = helper.bpf_name if helper else other if insn.src == isa.CALL_KFUNC else "unknown"
    if not insn.imm and insn.src == isa.CALL_HELPER:
        name = "bpf_unspec"
    return f"{name}#{insn.imm}"
