"""The door: one source, one of its programs, and the views of it that somebody wants, ready for JSON.

64-bit numbers travel as hex strings, signed ones in two's complement; lists of small numbers stand for
rows, whose columns the docstrings name. Every view is bounded, and `left_out` says what a bound cost.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from vm.analysis.graph import graph
from vm.analysis.native import NotShown, native
from vm.analysis.proof import proof
from vm.analysis.rewrite import rewritten, texts
from vm.analysis.trail import Trails
from vm.asm import assemble
from vm.check import admit, diagnostic_json, program_info
from vm.errors import VmError
from vm.facts import isa, limits
from vm.insn import encode
from vm.program import Program
from vm.verifier import Refused, Verified, verify
from vm.verifier.liveness import uses
from vm.verifier.recorder import Enough, Path, Recorder, Visit
from vm.verifier.scalar import Scalar
from vm.verifier.values import MAYBE_NULL, Pointer, Value

MAX_LOG: Final = limits.value("analysis-log")
MAX_LOG_INSNS: Final = 20_000
"""A walk longer than this has a log nobody reads."""

MAX_PATHS: Final = 2_000

Answer = Verified | Refused | None
"""None: the walk was abandoned."""

_LINE: Final = re.compile(r"(?:from \d+ to )?(\d+):|mark_precise: .* before (\d+):|(processed )")


class UnknownProgram(LookupError):  # noqa: N818 - a question without an answer
    """The source has no program of that name."""


class Subject:
    """One program, judged under watch: what the views read."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.recorder = Recorder()
        self.left_out: dict[str, str] = {}
        try:
            self.answer: Answer = verify(program, watch=self.recorder)
        except Enough:
            self.answer = None
            walked = limits.value("analysis-insns")
            self.left_out["verdict"] = f"the verifier was stopped after {walked} instructions, the limit analysis-insns"
        if isinstance(self.answer, Verified):
            self.recorder.finished()
        if len(self.recorder.visits) < self.recorder.total:
            kept = f"{len(self.recorder.visits)} of {self.recorder.total} states are kept"
            self.left_out["states"] = f"{kept}, the limit is analysis-visits"


def analyze(
    source: str, program: str | None, want: frozenset[str], edit: tuple[int, bytes] | None = None
) -> dict[str, Any]:
    """`programs` (all names), `diagnostics`, and `program`: the one asked for, or the first refused, or the first.

    want     names of `WANTS`
    edit     a slot and the bytes that its instruction is to have: `program` says `edited`, in both syntaxes;
             null where the program has no such slot
    raises   UnknownProgram
    """
    try:
        unit = admit(assemble(source))
    except VmError as error:
        found = [diagnostic_json(diagnostic) for diagnostic in error.diagnostics]
        return {"diagnostics": found, "programs": [], "program": None}
    names = [candidate.name for candidate in unit.programs]
    if program is not None and program not in names:
        raise UnknownProgram(program)
    subject = _chosen([p for p in unit.programs if program in (None, p.name)])
    answer: dict[str, Any] = {"diagnostics": [], "programs": names, "program": _views(subject, want)}
    if edit is not None:
        answer["program"]["edited"] = _edited(subject.program, *edit)
    return answer


def _edited(program: Program, pc: int, code: bytes) -> dict[str, str] | None:
    if pc >= len(program.insns):
        return None
    found = rewritten(program, pc, code)
    return {"text": found.text, "mnemonic": found.mnemonic}


def _chosen(candidates: list[Program]) -> Subject:
    subjects = []
    for candidate in candidates:
        subjects.append(Subject(candidate))
        if isinstance(subjects[-1].answer, Refused):
            return subjects[-1]
    return subjects[0]


def _views(subject: Subject, want: frozenset[str]) -> dict[str, Any]:
    program, answer = subject.program, subject.answer
    found: dict[str, Any] = {
        "name": program.name,
        "section": program.section,
        "prog_type": program.prog_type,
        "ok": None if answer is None else answer.ok,
        "insn": answer.insn if isinstance(answer, Refused) else None,
        "insns": _instructions(program),
        "walked": subject.recorder.walked or [0] * len(program.insns),
    }
    for name in sorted(want):
        found[name] = WANTS[name](subject)
    return found | {"left_out": subject.left_out}


def _instructions(program: Program) -> list[dict[str, Any]]:
    """One row an instruction: slot, line (0 unknown), bytes, both texts, masks of registers read and written, loads memory?"""
    lines = program_info(program).lines or (0,) * len(program.insns)
    kernel, mnemonic = texts(program, "kernel"), texts(program, "mnemonic")
    found, pc = [], 0
    while pc < len(program.insns):
        insn = program.insns[pc]
        read, written = uses(insn, program.prog_type)
        slots = 2 if insn.opcode == isa.LD_IMM64 else 1
        loads = insn.opcode & 7 == isa.LDX
        found.append(
            {
                "pc": pc, "line": lines[pc], "hex": encode(program.insns[pc : pc + slots]).hex(), "text": kernel[pc],
                "mnemonic": mnemonic[pc], "reads": read & 0x7FF, "writes": written, "loads": loads,
            }
        )  # fmt: skip
        pc += slots
    return found


# States


def _states(subject: Subject) -> dict[str, Any]:
    """Values, frames and visits by number.

    slots     [kinds, value]: one letter a byte, lowest address last; value -1 for none
    frames    [registers, slots]: numbers of values and of slots, -1 for nothing
    visits    [slot, path, visit before it, frames, callsites, references]
    """
    recorder = subject.recorder
    return {
        "values": [{"text": kept.text} | _value(kept.value) for kept in recorder.values],
        "slots": [[slot.kinds, recorder.slot_values[index]] for index, slot in enumerate(recorder.slots)],
        "frames": [[frame.registers, frame.slots] for frame in recorder.frames],
        "visits": [_visit(visit) for visit in recorder.visits],
    }


def _visit(visit: Visit) -> list[Any]:
    return [visit.pc, visit.path, visit.before, visit.frames, visit.callsites, visit.references]


def _value(value: Value) -> dict[str, Any]:
    if isinstance(value, Scalar):
        return {"kind": "scalar", "id": value.id} | _numbers(value)
    if not isinstance(value, Pointer):
        return {"kind": "nothing"}
    spelt: dict[str, Any] = {
        "kind": value.kind,
        "id": value.id,
        "maybe_null": bool(value.flags & MAYBE_NULL),
        "off": value.off,
        "frame": value.frame,
    }
    if value.var.mask or value.var.value:
        spelt["var"] = _numbers(value.var)
    if value.map is not None:
        spelt["map"] = value.map.name
    if value.range:
        spelt["range"] = value.range
    return spelt


def _numbers(s: Scalar) -> dict[str, str]:
    """What is known of a number: tnum and bounds."""
    wide = (1 << 64) - 1
    return {
        name: hex(getattr(s, name) & wide)
        for name in (
            "value", "mask", "umin", "umax", "smin", "smax", "u32min", "u32max", "s32min", "s32max",
        )
    }  # fmt: skip


def _paths(subject: Subject) -> list[dict[str, Any]]:
    """The tree of paths: each hangs on the visit `at` which it was put aside; the first has -1 there."""
    paths = subject.recorder.paths
    if len(paths) > MAX_PATHS:
        subject.left_out["paths"] = f"{MAX_PATHS} of {len(paths)} paths are shown"
    found = [_path(path) for path in paths[:MAX_PATHS]]
    if isinstance(subject.answer, Refused) and found:
        found[len(paths) - 1 if len(paths) <= MAX_PATHS else -1]["end"] = "refused"
    return found


def _path(path: Path) -> dict[str, Any]:
    spelt: dict[str, Any] = {
        "at": path.at,
        "start": path.start,
        "first": path.first,
        "last": path.last,
        "end": path.end,
    }
    if path.covered_at >= 0:
        spelt |= {
            "covered_at": path.covered_at,
            "covered_by": path.covered_by,
            "loose": path.loose,
            "loose_stack": path.loose_stack,
        }
    return spelt


# The other views


def _proof(subject: Subject) -> list[dict[str, Any]]:
    """Reasons, in program order; none for a program that was refused."""
    if not isinstance(subject.answer, Verified):
        return []
    return [
        {
            "pc": reason.pc,
            "register": reason.register,
            "says": reason.says,
            "because": [[because.pc, because.what] for because in reason.because],
        }
        for reason in proof(Trails(subject.program, subject.recorder))
    ]


def _graph(subject: Subject) -> dict[str, Any]:
    """Blocks [first slot, last slot, function] and edges [from slot, to slot, kind]."""
    found = graph(subject.program)
    return {
        "blocks": [[block.start, block.end, block.subprogram] for block in found.blocks],
        "edges": [[edge.source, edge.target, edge.kind] for edge in found.edges],
        "functions": [[subprogram.name, subprogram.start] for subprogram in subject.program.subprograms],
    }


def _native(subject: Subject) -> dict[str, Any] | None:
    """Lines [text, slot or null] of "llvm" and of each machine; null when there are none."""
    if not isinstance(subject.answer, Verified):
        subject.left_out["native"] = "only accepted programs become native code"
        return None
    try:
        found = native(subject.program, subject.answer.packet_pointer_loads)
    except NotShown as why:
        subject.left_out["native"] = str(why)
        return None
    return {name: [[line.text, line.slot] for line in lines] for name, lines in found.items()}


def _log(subject: Subject) -> list[list[Any]]:
    """Lines [text, slot or null] of the kernel's log at level 2."""
    if subject.recorder.total > MAX_LOG_INSNS:
        subject.left_out["log"] = f"the log of {subject.recorder.total} walked instructions is too long to show"
        return []
    text = verify(subject.program, log_level=2).log
    if len(text) > MAX_LOG:
        subject.left_out["log"] = f"{MAX_LOG} of {len(text)} characters are shown, the limit is analysis-log"
        text = text[:MAX_LOG]
    refused = subject.answer.insn if isinstance(subject.answer, Refused) else None
    return list(_linked(text.splitlines(), refused))


def _linked(lines: list[str], refused: int | None) -> list[list[Any]]:
    """Each line with the slot it speaks of. What follows the last instruction of a refusal is the complaint."""
    found: list[list[Any]] = []
    complaint = None
    for line in lines:
        match = _LINE.match(line)
        if match and match[3]:
            complaint = None
        slot = int(match[1] or match[2]) if match and not match[3] else complaint
        found.append([line, slot])
        if match and match[1]:
            complaint = refused if int(match[1]) == refused else None
    return found


WANTS: Final[Mapping[str, Callable[[Subject], Any]]] = {
    "states": _states,
    "paths": _paths,
    "proof": _proof,
    "graph": _graph,
    "native": _native,
    "log": _log,
}
"""What may be asked for."""
