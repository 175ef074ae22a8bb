"""One instruction: which rule walks it. The rules stand in their own rooms; here the opcodes find them.

A rule takes the walk, the instruction and its slot, writes the state and gives the next slot, or
`PATH_ENDS`.
"""

from collections.abc import Sequence
from typing import Final

from vm.facts import isa
from vm.facts.registers import FP
from vm.insn import Instruction
from vm.verifier import calls, compute, memory, subprograms
from vm.verifier import jump as jump_
from vm.verifier.atomics import atomic
from vm.verifier.compute import (
    Rule,
    binary,
    byte_order,
    check_target,
    move,
    move_immediate,
    reserved,
    source,
    unary,
)
from vm.verifier.jump import conditional, may_goto
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN, ZERO, const
from vm.verifier.values import CTX, FUNC, MAP_PTR, MAP_VALUE, NOT_INIT, Pointer, Value
from vm.verifier.walk import Walk

_SIZES: Final = {size.code: size.bytes for size in isa.SIZES}


def load(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = *(size *)(src + off)."""
    base = source(walk, insn.src)
    check_target(insn.dst)
    signed = insn.opcode & 0xE0 == isa.MODE_MEMSX
    memory.load(walk, insn.src, insn.off, _SIZES[insn.opcode & 0x18], insn.dst, signed=signed)
    walk.same_kind(base, pc)
    return pc + 1


def store_register(walk: Walk, insn: Instruction, pc: int) -> int:
    """*(size *)(dst + off) = src."""
    if insn.imm:
        raise reserved("BPF_STX")
    value = source(walk, insn.src)
    base = source(walk, insn.dst)
    memory.store(walk, insn.dst, insn.off, _SIZES[insn.opcode & 0x18], value, insn.src)
    walk.same_kind(base, pc)
    return pc + 1


def store_immediate(walk: Walk, insn: Instruction, pc: int) -> int:
    """*(size *)(dst + off) = imm."""
    if insn.src:
        raise reserved("BPF_ST")
    base = source(walk, insn.dst)
    memory.store(walk, insn.dst, insn.off, _SIZES[insn.opcode & 0x18], walk.constant(pc), -1)
    walk.same_kind(base, pc)
    return pc + 1


def wide(walk: Walk, insn: Instruction, pc: int) -> int:
    """Dst = a 64-bit immediate, a map, an address in a map's value, or a function."""
    if insn.off:
        raise reserved("BPF_LD_IMM64")
    check_target(insn.dst)
    walk.registers[insn.dst] = _wide_value(walk, insn, pc)
    return pc + 2


def _wide_value(walk: Walk, insn: Instruction, pc: int) -> Value:
    upper = walk.insns[pc + 1].imm
    if insn.src == isa.WIDE_IMM:
        return const((upper & 0xFFFFFFFF) << 32 | insn.imm & 0xFFFFFFFF)
    if insn.src == isa.WIDE_MAP:
        return Pointer(MAP_PTR, map=walk.maps[insn.imm], map_index=insn.imm)
    if insn.src == isa.WIDE_MAP_VALUE:
        return Pointer(MAP_VALUE, off=upper, map=walk.maps[insn.imm], map_index=insn.imm)
    if insn.src == isa.WIDE_FUNC:
        if not walk.program.subprograms:
            raise Refuse("call.not-a-callback", "EINVAL", "missing btf func_info")
        number = walk.functions_taken[pc] = walk.flow.subprogram_at(pc + insn.imm + 1)
        return Pointer(FUNC, subprog=number)
    raise Refuse("verifier.not-modelled", "EINVAL", "this 64-bit immediate is not modelled here")


_PACKET_LOADERS: Final = frozenset(("socket_filter", "sched_cls", "sched_act"))


def packet_load(walk: Walk, insn: Instruction, pc: int) -> int:
    """r0 = packet bytes, the old way: r6 holds the context, r1 to r5 are lost."""
    indirect = insn.opcode & 0xE0 == isa.MODE_IND
    if walk.program.prog_type not in _PACKET_LOADERS:
        raise Refuse(
            "structure.packet-load", "EINVAL", "BPF_LD_[ABS|IND] instructions not allowed for this program type"
        )
    if insn.dst or insn.off or insn.opcode & 0x18 == 0x18 or (insn.src and not indirect):
        raise reserved("BPF_LD_[ABS|IND]")
    context = source(walk, 6)
    subprograms.check_leak(walk, "BPF_LD_[ABS|IND]")
    if not isinstance(context, Pointer) or context.kind is not CTX:
        raise Refuse("structure.packet-load", "EINVAL", "at the time of BPF_LD_ABS|IND R6 != pointer to skb")
    if indirect:
        source(walk, insn.src)
    memory.check_plain(context, 6)
    registers = walk.registers
    registers[0:6] = [UNKNOWN] + [NOT_INIT] * 5
    if len(walk.state.frames) == 1:
        return pc + 1
    walk.push(pc + 1)  # beyond the packet's end the function returns 0 at once
    registers[0] = ZERO
    return subprograms.leave(walk, pc, replaced=True)


def jump(walk: Walk, insn: Instruction, pc: int) -> int:
    """Goto."""
    far = insn.opcode == isa.GOTOL
    if insn.src or insn.dst or (insn.off if far else insn.imm):
        raise reserved("BPF_JA")
    return pc + 1 + (insn.imm if far else insn.off)


def call(walk: Walk, insn: Instruction, pc: int) -> int:
    """A helper, or a function of the program."""
    if insn.src == isa.CALL_LOCAL:
        if insn.off or insn.dst:
            raise reserved("BPF_CALL")
        return subprograms.call(walk, insn, pc)
    if insn.src not in {isa.CALL_HELPER, isa.CALL_KFUNC} or insn.off or insn.dst:
        raise reserved("BPF_CALL")
    if insn.src == isa.CALL_KFUNC:  # its number is 0, others were refused before the walk
        walk.calls_nothing = True
        return pc + 1
    return calls.call_helper(walk, insn, pc)


def _unknown(_walk: Walk, insn: Instruction, _pc: int) -> int:
    raise Refuse("structure.unknown-opcode", "EINVAL", f"unknown opcode {insn.opcode:02x}")


def _rules() -> list[Rule]:
    """The rule of every opcode byte."""
    rules: list[Rule] = [_unknown] * 256
    for cls in (isa.ALU32, isa.ALU64):
        for op in isa.ALU:
            for by in (isa.IMM, isa.REG):
                rules[cls | op.code | by] = binary
        rules[cls | 0x80] = rules[cls | 0x88] = unary
        rules[cls | 0xB0], rules[cls | 0xB8] = move_immediate, move
        rules[cls | isa.END] = rules[cls | isa.END | isa.REG] = byte_order
    for cls in (isa.JMP, isa.JMP32):
        for jump_op in isa.JUMPS:
            rules[cls | jump_op.code] = rules[cls | jump_op.code | isa.REG] = conditional
    for size in isa.SIZES:
        rules[isa.LDX | isa.MODE_MEM | size.code] = rules[isa.LDX | isa.MODE_MEMSX | size.code] = load
        rules[isa.ST | isa.MODE_MEM | size.code] = store_immediate
        rules[isa.STX | isa.MODE_MEM | size.code] = store_register
        rules[isa.STX | isa.MODE_ATOMIC | size.code] = atomic
        rules[isa.LD | isa.MODE_ABS | size.code] = rules[isa.LD | isa.MODE_IND | size.code] = packet_load
    rules[isa.LD_IMM64] = wide
    rules[isa.JA] = rules[isa.GOTOL] = jump
    rules[isa.CALL], rules[isa.EXIT], rules[isa.MAY_GOTO] = call, subprograms.exit_, may_goto
    return rules


RULES: Final = _rules()


_QUICK: Final = [compute.QUICK[opcode] or jump_.QUICK.get(opcode) for opcode in range(256)]


def rules_of(insns: Sequence[Instruction]) -> list[Rule]:
    """The rule that walks each instruction: arithmetic and jumps with no field to complain of get a quicker one."""
    rules = []
    for opcode, dst, src, off, imm in insns:
        rule = _QUICK[opcode]
        wrong = (imm if opcode & isa.REG else src) or dst >= FP or src > FP
        if rule is None or wrong or (off and opcode & 7 in (isa.ALU32, isa.ALU64)):
            rule = RULES[opcode]
        rules.append(rule)
    return rules
