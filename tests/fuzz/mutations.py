"""Programs that people wrote, damaged a little: a bit turned, operands swapped, an instruction lost or said twice.

The seeds are the examples and the recorded cases of this repository.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.fuzz import deeper, differ, families
from tests.vm.verifier import corpus
from vm.asm import assemble
from vm.facts import isa
from vm.insn import Instruction
from vm.program import Program
from vm.runtime.maps import uncreatable

ROOT = Path(__file__).parents[2]
FLAGS = (deeper.STRICT_ALIGNMENT, deeper.STATE_FREQ, deeper.INVARIANTS, deeper.STATE_FREQ | deeper.INVARIANTS)


@cache
def seeds() -> tuple[Program, ...]:
    """Every program of the examples and of the recorded families."""
    found = []
    for path in sorted((ROOT / "examples").glob("*.s")):
        found += assemble(path.read_text()).programs
    found += map(differ.program_of, corpus.families())
    loadable = [program for program in found if not any(map(uncreatable, program.maps))]
    return tuple(replace(program, maps=tuple(replace(m, contents=()) for m in program.maps)) for program in loadable)


def _turned(rng: random.Random, insn: Instruction) -> Instruction:
    """The instruction with one thing about it changed."""
    k = rng.random()
    if k < 0.25:
        return insn._replace(opcode=insn.opcode ^ 1 << rng.randrange(8))
    if k < 0.4:
        return insn._replace(dst=rng.randrange(11))
    if k < 0.55:
        return insn._replace(src=rng.randrange(11))
    if k < 0.6:
        return insn._replace(dst=insn.src, src=insn.dst)
    if k < 0.75:
        return insn._replace(off=insn.off + rng.choice((1, -1, 2, 4, -4, 8, -8)))
    imm = rng.choice((insn.imm + 1, insn.imm - 1, insn.imm ^ 1 << rng.randrange(31), families.number(rng)))
    return insn._replace(imm=(imm + (1 << 31)) % (1 << 32) - (1 << 31))


def _once(rng: random.Random, program: Program) -> Program:
    insns = list(program.insns)
    at = rng.randrange(len(insns))
    k = rng.random()
    if k < 0.2:
        return differ.without(program, at) or program
    if k < 0.3:
        with_more = _doubled(program, at)
        return with_more or program
    if k < 0.4:
        other = rng.randrange(len(insns))
        if {insns[at].opcode, insns[other].opcode} & {isa.LD_IMM64, 0}:
            return program
        insns[at], insns[other] = insns[other], insns[at]
    else:
        insns[at] = _turned(rng, insns[at])
    return replace(program, insns=tuple(insns))


def _doubled(program: Program, at: int) -> Program | None:
    """The instruction at a slot said twice; only where nothing jumps over it."""
    insn = program.insns[at]
    if insn.opcode in {0, isa.LD_IMM64} or insn.opcode & 7 in {isa.JMP, isa.JMP32}:
        return None
    insns: list[Instruction] = []
    for pc, one in enumerate(program.insns):
        jumps = one.opcode & 7 in {isa.JMP, isa.JMP32} and one.opcode not in {isa.CALL, isa.EXIT, isa.GOTOL}
        over = pc < at < pc + 1 + one.off or pc + 1 + one.off <= at < pc
        longer = one.off + (1 if one.off > 0 else -1)
        insns.append(one._replace(off=longer) if over and jumps else one)
        if pc == at:
            insns.append(one)
    if any(one.opcode == isa.CALL and one.src == isa.CALL_LOCAL for one in insns) or program.subprograms[1:]:
        return None
    return replace(program, insns=tuple(insns))


def mutants(rng: random.Random) -> Program:
    """One program, damaged once or twice, sometimes loaded with a test flag."""
    program = rng.choice(seeds())
    for _ in range(rng.choice((1, 1, 2))):
        program = _once(rng, program)
    flags = rng.choice(FLAGS) if rng.random() < 0.2 else program.flags
    return replace(program, flags=flags, name="fuzz")


def flagged(rng: random.Random) -> Program:
    """A program of another family, loaded with a test flag."""
    family = rng.choice(list(families.FAMILIES))
    return replace(differ.program(*families.FAMILIES[family](rng)), flags=rng.choice(FLAGS))


FAMILIES: dict[str, Callable[[random.Random], Program]] = {"mutants": mutants, "flagged": flagged}
