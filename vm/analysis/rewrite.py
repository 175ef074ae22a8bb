"""Bytes to source: what the text of an instruction becomes when somebody edits its encoding."""

from collections.abc import Sequence
from dataclasses import dataclass

from vm.disasm import statements
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
    kernel, mnemonic = (
        [text for slot, text in texts(program, syntax, insns).items() if pc <= slot < pc + len(fresh)]
        for syntax in ("kernel", "mnemonic")
    )
    return Rewritten("; ".join(kernel), "; ".join(mnemonic))


def texts(program: Program, syntax: str, insns: Sequence[Instruction] | None = None) -> dict[int, str]:
    """The instructions of a program, or others in their place, by slot and with the names that its source gives."""
    labels = dict(reversed(program.source_map.labels)) | {sub.start: sub.name for sub in program.subprograms}
    return statements(program.insns if insns is None else insns, syntax=syntax, maps=program.maps, labels=labels)


def _last(insns: tuple[Instruction, ...]) -> Instruction:
    """The instruction that ends `insns`; of a whole 64-bit load, its second slot."""
    at = 0
    while at + 1 < len(insns):
        at += 2 if insns[at].opcode == isa.LD_IMM64 else 1
    return insns[at] if at < len(insns) else insns[-1]
