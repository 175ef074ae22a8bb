"""A program as assembly that llvm-mc -triple bpf takes, and as raw bytecode.

LLVM's assembler takes the kernel's syntax, older releases not all of it. What a release might not know
(atomics with a result, sign extension, signed division, 32-bit jumps, stores of constants) is written as bytes with the
text as a comment, so that any of them gives the same object code.
"""

from typing import Final

from vm.disasm import insn_text
from vm.facts import isa
from vm.insn import Instruction, encode
from vm.program import Object, Program

_PLAIN: Final = frozenset(
    [isa.ALU64 | op.code | source for op in isa.ALU if op.operands != "extend" for source in (isa.IMM, isa.REG)]
    + [isa.LDX | isa.MODE_MEM | size.code for size in isa.SIZES]
    + [isa.STX | isa.MODE_MEM | size.code for size in isa.SIZES]
    + [isa.EXIT]
)
"""Opcodes that every LLVM since 7 takes as text."""


def llvm(unit: Object) -> str:
    """All programs of `unit`, a section each, with the licence and the maps' names as symbols."""
    parts = ["# Written by the eBPF playground. llvm-mc -triple bpf -filetype=obj"]
    parts += [_program(program) for program in unit.programs]
    parts.append(f'\t.section license,"aw",@progbits\n\t.asciz "{_escaped(unit.license)}"\n')
    return "\n".join(parts)


def raw(program: Program) -> bytes:
    """The bytecode alone, 8 bytes a slot."""
    return encode(program.insns)


def _program(program: Program) -> str:
    name = program.name if program.name != program.section else f"{program.name}_prog"  # one symbol is the section
    lines = [
        f'\t.section "{program.section}","ax",@progbits',
        f"\t.globl {name}",
        f"\t.type {name},@function",
        "\t.p2align 3",
        f"{name}:",
    ]
    pc = 0
    while pc < len(program.insns):
        text, slots = _instruction(program, pc)
        lines.append(f"\t{text}")
        pc += slots
    return "\n".join([*lines, f"\t.size {name}, .-{name}", ""])


def _instruction(program: Program, pc: int) -> tuple[str, int]:
    insn = program.insns[pc]
    if insn.opcode == isa.LD_IMM64 and pc + 1 < len(program.insns) and program.insns[pc + 1][:4] == (0, 0, 0, 0):
        return _wide(program, insn, program.insns[pc + 1]), 2
    text = insn_text(program.insns, pc, style="kernel")
    if insn.opcode in _PLAIN and not insn.off and not text.startswith("."):
        return text, 1
    if insn.opcode in _PLAIN and insn.opcode & 7 in {isa.LDX, isa.STX} and not text.startswith("."):
        return text, 1
    return f"{_bytes(insn)}  # {text}", 1


def _wide(program: Program, insn: Instruction, second: Instruction) -> str:
    if insn.src == isa.WIDE_IMM:
        value = second.imm << 32 | insn.imm & 0xFFFF_FFFF
        return f"r{insn.dst} = {value & (1 << 64) - 1} ll"
    if insn.src == isa.WIDE_MAP and 0 <= insn.imm < len(program.maps) and not second.imm:
        return f"r{insn.dst} = {program.maps[insn.imm].name} ll"
    return f"{_bytes(insn)}\n\t{_bytes(second)}"


def _bytes(insn: Instruction) -> str:
    return ".byte " + ", ".join(str(byte) for byte in insn.encode())


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
