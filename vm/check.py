"""One source, checked: does it assemble, could its maps be created, would the kernel accept its programs?

Used by the command `verify`, by check-while-typing and at the door of a run. Runs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from vm.asm import assemble
from vm.errors import Diagnostic, Span, VmError
from vm.facts import limits
from vm.fixes import Fix, fixes
from vm.program import MapSpec, Object, Program, map_bytes
from vm.protocol.events import ProgramInfo
from vm.protocol.wire import spell
from vm.runtime.maps import complaints
from vm.verifier import ROOT, Profile, Refused, Verified, verify

_AT_TOP: Final = Span(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the verifier says of one program.

    line   source line of the instruction complained of; of the program's first one when accepted;
           None where nobody wrote a source
    fixes  changed sources that the verifier accepts
    """

    program: Program
    answer: Verified | Refused
    line: int | None
    fixes: tuple[Fix, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the program is accepted."""
        return bool(self.answer.ok)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Diagnostics of the source, or one verdict a program; never both."""

    diagnostics: tuple[Diagnostic, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the source could be run: it assembles and every program is accepted."""
        return not self.diagnostics and all(verdict.ok for verdict in self.verdicts)


def check(source: str, *, log_level: int = 0, profile: Profile = ROOT) -> CheckResult:
    """Assemble `source` and verify every program of it. Never raises for what a source can hold.

    log_level   0, 1, 2: how much of the kernel's log the verdicts carry
    profile     what the loader is allowed
    """
    try:
        unit = admit(assemble(source))
    except VmError as error:
        return CheckResult(diagnostics=error.diagnostics)
    return CheckResult(verdicts=judge(unit, log_level=log_level, source=source, profile=profile))


def admit(unit: Object) -> Object:
    """`unit`, if its maps can be created as BPF_MAP_CREATE would, within our budget for memory.

    raises   VmError with everything wrong
    """
    wrong = list(complaints(unit.maps))
    wrong += _too_much(unit.maps) if not wrong else []
    if not unit.programs:
        wrong.append(Diagnostic(code="source.empty", message="the source holds no program", span=_AT_TOP,
                                hint="write instructions under a .section, such as: .section xdp"))  # fmt: skip
    if wrong:
        raise VmError(wrong)
    return unit


def judge(
    unit: Object,
    *,
    log_level: int = 0,
    source: str = "",
    tick: Callable[[int], None] | None = None,
    profile: Profile = ROOT,
) -> tuple[Verdict, ...]:
    """One verdict a program, in their order; with repairs of the refused ones where `source` is given.

    tick      called now and then with the instructions walked so far in the program at hand; may raise to give up
    profile   what the loader is allowed
    """
    verdicts = tuple(verdict_on(program, log_level=log_level, tick=tick, profile=profile) for program in unit.programs)
    return tuple(_with_fixes(verdict, source, profile) for verdict in verdicts) if source else verdicts


def _with_fixes(verdict: Verdict, source: str, profile: Profile) -> Verdict:
    if not isinstance(verdict.answer, Refused):
        return verdict
    return replace(verdict, fixes=fixes(source, verdict.program, verdict.answer, profile))


def verdict_on(
    program: Program,
    *,
    log_level: int = 0,
    tick: Callable[[int], None] | None = None,
    profile: Profile = ROOT,
) -> Verdict:
    """The verifier's answer, with the source line it concerns."""
    answer = verify(program, log_level=log_level, tick=tick, profile=profile)
    insn = answer.insn if isinstance(answer, Refused) else 0
    return Verdict(program=program, answer=answer, line=None if insn is None else program.source_map.line(insn))


def program_info(program: Program) -> ProgramInfo:
    """What the protocol tells of a program."""
    spans = program.source_map.spans
    lines = tuple(span.line if span else 0 for span in spans)
    return ProgramInfo(
        name=program.name,
        section=program.section,
        prog_type=program.prog_type,
        insns=len(program.insns),
        lines=lines if any(lines) else (),
    )


# As JSON.


def as_json(result: CheckResult) -> dict[str, Any]:
    """The answer of `/api/v1/check`: `ok`, `diagnostics`, `programs`."""
    return {
        "ok": result.ok,
        "diagnostics": [diagnostic_json(diagnostic) for diagnostic in result.diagnostics],
        "programs": [verdict_json(verdict) for verdict in result.verdicts],
    }


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic; places count from 1, `end_column` is just past the last character."""
    span = diagnostic.span or _AT_TOP
    spelt: dict[str, Any] = {
        "line": span.line,
        "column": span.column,
        "end_column": span.end,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "severity": "error",
    }
    return spelt | ({"hint": diagnostic.hint} if diagnostic.hint else {})


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """One program: the fields of a batch result with `name`, `section`, `line` and the explanation."""
    program, answer = verdict.program, verdict.answer
    stats = spell(answer.stats)
    spelt: dict[str, Any] = {
        "name": program.name,
        "section": program.section,
        "prog_type": program.prog_type,
        "line": verdict.line,
        "ok": answer.ok,
        **stats,
        "stats": stats,
        "insn_lines": list(program_info(program).lines),
    }
    if isinstance(answer, Refused):
        spelt |= {
            "errno_name": answer.errno_name,
            "error_line": answer.error_lines[-1] if answer.error_lines else "",
            "error_lines": list(answer.error_lines),
            "code": answer.code,
            "insn": answer.insn,
        }
        if answer.explanation is not None:
            found = [{"title": fix.title, "source": fix.source} for fix in verdict.fixes]
            spelt["explanation"] = spell(answer.explanation) | {"fixes": found}
    if answer.log:
        spelt["log"] = answer.log
    return spelt


# Maps.


def _too_much(specs: tuple[MapSpec, ...]) -> list[Diagnostic]:
    """Complaints when the maps are too many, or need more memory than a run may have."""
    count, memory = limits.value("map-count"), limits.value("map-memory")
    if len(specs) > count:
        return [
            Diagnostic(
                code="limit.map-count", message=f"{len(specs)} maps; the limit map-count is {count}", span=_AT_TOP
            )
        ]
    total = sum(map(map_bytes, specs))
    if total <= memory:
        return []
    largest = max(specs, key=map_bytes)
    message = (
        f"the maps need {total} bytes, {map_bytes(largest)} of them {largest.name}; the limit map-memory is {memory}"
    )
    return [
        Diagnostic(code="limit.map-memory", message=message, hint="lower max_entries", span=largest.span or _AT_TOP)
    ]
