"""Bytes to source: what the text of an instruction becomes when somebody edits its encoding."""

from dataclasses import dataclass

from vm.disasm import statement
from vm.facts import isa
from vm.insn import Instruction, decode
from vm.program import Program

SLOT = 8  # bytes


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The same instruction in both syntaxes; several are divided by `; `."""

    text: str
    mnemonic: str


def rewritten(program: Program, pc: int, code: bytes) -> Rewritten:
    """What to write instead of the instruction at slot `pc` so that it has the bytes `code`, one slot or two.

    raises   LookupError when the program has no such slot, ValueError when `code` is empty
    """
    if not 0 <= pc < len(program.insns):
        raise LookupError(pc)
    fresh = decode(code)
    if not fresh:
        raise ValueError("no bytes")
    if _last(fresh).opcode == isa.LD_IMM64:
        fresh = (*fresh, Instruction(0))  # the source's text of it makes two slots
    insns = (*program.insns[:pc], *fresh, *program.insns[pc + len(fresh) :])
    labels = dict(reversed(program.source_map.labels)) | {sub.start: sub.name for sub in program.subprograms}
    found = []
    for syntax in ("kernel", "mnemonic"):
        texts, at = [], pc
        while at < pc + len(fresh):
            texts.append(statement(insns, at, syntax=syntax, maps=program.maps, labels=labels))
            at += 2 if insns[at].opcode == isa.LD_IMM64 else 1
        found.append("; ".join(texts))
    return Rewritten(*found)


def _last(insns: tuple[Instruction, ...]) -> Instruction:
    """The instruction that ends `insns`; of a whole 64-bit load, its second slot."""
    at = 0
    while at + 1 < len(insns):
        at += 2 if insns[at].opcode == isa.LD_IMM64 else 1
    return insns[at] if at < len(insns) else insns[-1]
