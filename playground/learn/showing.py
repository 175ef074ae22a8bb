"""What the toolchain says of the programs of our own pages: asked once, kept. Never used for what users send."""

from dataclasses import dataclass
from functools import lru_cache

from vm.analysis.native import native as native_code
from vm.asm import assemble
from vm.check import check
from vm.disasm import insn_text
from vm.facts.isa import LD_IMM64
from vm.jit.text import Line
from vm.verifier import Refused, Verified, verify


@dataclass(frozen=True, slots=True)
class Said:
    """The verdict on a source: one word, the kernel's lines, our explanation."""

    ok: bool
    word: str
    lines: tuple[str, ...] = ()
    summary: str = ""
    code: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One form of a program."""

    title: str
    lines: tuple[Line, ...]


@lru_cache(maxsize=512)
def verdict(source: str) -> Said:
    """What the verifier says; of a source that does not assemble, the first diagnostic."""
    result = check(source)
    if result.diagnostics:
        first = result.diagnostics[0]
        return Said(
            False, "does not assemble", (first.message,), first.hint, first.code, first.span and first.span.line
        )
    for judged in result.verdicts:
        answer = judged.answer
        if isinstance(answer, Refused):
            where = f"refused at line {judged.line}" if judged.line else "refused"
            summary = answer.explanation.summary if answer.explanation else ""
            return Said(False, where, tuple(answer.error_lines), summary, answer.code, judged.line)
    walked = sum(judged.answer.stats.insns_processed for judged in result.verdicts)
    return Said(True, f"accepted, {walked} instructions walked")


@lru_cache(maxsize=32)
def native(source: str) -> tuple[Column, ...]:
    """Bytecode, LLVM IR and x86-64 code of the first program. It must be accepted."""
    program = assemble(source).programs[0]
    answer = verify(program)
    assert isinstance(answer, Verified)
    insns = program.insns
    shown = [pc for pc in range(len(insns)) if pc == 0 or insns[pc - 1].opcode != LD_IMM64]
    bytecode = tuple(Line(f"{insn_text(insns, pc):<40} {insns[pc].encode().hex(' ')}", pc) for pc in shown)
    forms = native_code(program, answer.packet_pointer_loads)
    return (
        Column("Bytecode", bytecode),
        Column("LLVM IR", tuple(line for line in forms["llvm"] if line.text.strip())),
        Column("x86-64", forms["x86_64"]),
    )
