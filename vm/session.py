"""One run as a value: source, scenario and seed go in, frames come out. Does no IO and never waits.

`play` is the whole of it: assemble, judge, load, play, as frames that leave while work goes on.
`vm.run.Session` is the middle part, for those who already have an accepted object. The same source,
scenario and seed give byte-identical events on both engines, but for the progress of compiling.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Final, Protocol

from vm.asm import assemble
from vm.attaching import notices
from vm.check import Verdict, admit, judge, program_info
from vm.engines import Foundry
from vm.errors import VmError
from vm.facts import limits
from vm.framing import Framer
from vm.kernel.library import SCENARIOS, scenario
from vm.kernel.world import DEFAULT_SEED
from vm.program import MapSpec, Object
from vm.protocol import events as e
from vm.protocol.events import Event, Frame
from vm.run import ENGINES, TURN_INSNS, Limits, Session
from vm.userspace import check as check_controls
from vm.userspace import loaded_later
from vm.verifier import Refused, Verified

__all__ = ["DEFAULT_SEED", "ENGINES", "SCENARIOS", "Limits", "Request", "Session", "door", "play"]

CONTENTS: Final = 256  # entries of a map that are told before anything runs
VERIFIED_EVERY: Final = 50_000  # instructions walked, between two words of progress
TURN_HOOKS: Final = 16
"""A turn, after which the deadline is asked, ends after so many hooks, or after TURN_INSNS instructions; the first after one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody wants to see run.

    scenario   name, inline text, or None for the default one
    seed       None for the scenario's own, or else the default seed
    trace      tell every instruction; runs in the interpreter whatever `engine` says
    window     numbers of the first and the last hook to tell in full; the others are only counted
    unverified   play programs that the verifier refused, in the interpreter and up to the first fault, and tell
               what a kernel would have made of it (event `oops`); changes nothing for accepted ones
    coverage   tell at the end how often each instruction began
    """

    source: str
    run_id: str = ""
    scenario: str | None = None
    seed: int | None = None
    engine: str = "interp"
    trace: bool = False
    window: tuple[int, int] | None = None
    unverified: bool = False
    coverage: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source that was accepted, as each run of it begins: assembled and verified."""

    unit: Object
    verdicts: tuple[Verdict, ...]


class Shelf(Protocol):
    """Where the host of a run keeps what was made of its source. It is believed: nobody else may put anything in."""

    def get(self) -> Prepared | None: ...
    def put(self, prepared: Prepared) -> None: ...


def door(source: str, scenario_text: str | None = None) -> None:
    """Whether a run could begin: the source assembles, its maps can be made, the scenario exists.

    raises   AsmError, ScenarioError or another VmError with every diagnostic
    """
    told = scenario(scenario_text)
    check_controls(told, admit(assemble(source)))


def play(
    request: Request,
    *,
    deadline: Callable[[], bool] | None = None,
    budgets: Limits | None = None,
    foundry: Foundry | None = None,
    shelf: Shelf | None = None,
    urgent: Callable[[Frame], None] | None = None,
) -> Iterator[Frame]:
    """Every frame of a run, in order; the last event of the last one is `finished`.

    deadline   asked now and then; once it says True the run ends in `limit`, naming run-wall or verify-wall
    foundry    how native code is made where the request's engine is "jit"
    shelf      keeps what the source becomes, if that took no time worth telling of; the frames are the same
    urgent     gets the frames that are due while something long goes on that cannot be left; without it
               they come when that is over. The frames are the same
    """
    framer, due = Framer(request.run_id), list[Frame]()
    push = urgent or due.append
    asked = _Asked(deadline or _never, lambda event: push(framer.alone(event)), shelf)
    for batch in _events(request, asked, budgets or Limits(), foundry):
        yield from due
        due.clear()
        yield from framer.add(batch)
    yield from framer.rest()


def _never() -> bool:
    return False


class _Late(Exception):  # noqa: N818 - unwinds the verifier
    """The deadline came while something went on that cannot be left."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the player of a run wants: to end it in time, to hear of it while it is verified, to keep what it becomes."""

    deadline: Callable[[], bool]
    tell: Callable[[Event], None]
    shelf: Shelf | None

    def judge(self, unit: Object) -> tuple[Verdict, ...]:
        """The verdicts on `unit`; raises _Late."""
        verdicts = judge(unit, tick=self.watching(len(unit.programs)))
        walked = sum(verdict.answer.stats.insns_processed for verdict in verdicts)
        if self.shelf and walked < VERIFIED_EVERY and all(verdict.ok for verdict in verdicts):
            self.shelf.put(Prepared(unit, verdicts))
        return verdicts

    def watching(self, programs: int) -> Callable[[int], None]:
        """What the verifier calls now and then: tells progress, raises _Late."""
        before, last = 0, 0  # walked in earlier programs; in this one, when last asked
        total = programs * limits.value("verifier-insns")
        told = 0

        def tick(walked: int) -> None:
            nonlocal before, last, told
            if walked < last:
                before += last
            last = walked
            if (before + walked) // VERIFIED_EVERY > told:
                told = (before + walked) // VERIFIED_EVERY
                self.tell(e.Progress(phase="verify", done=before + walked, total=total))
            if self.deadline():
                raise _Late

        return tick


FLUSH: Final[tuple[Event, ...]] = ()


def _events(request: Request, asked: _Asked, budgets: Limits, foundry: Foundry | None) -> Iterator[Iterable[Event]]:
    """Everything that is told of a run, in batches."""
    kept = asked.shelf.get() if asked.shelf else None
    try:
        told = scenario(request.scenario)
        unit = kept.unit if kept else admit(assemble(request.source))
        check_controls(told, unit)
    except VmError as error:
        yield [_failed(error)]
        return
    infos = tuple(program_info(program) for program in unit.programs)
    maps = tuple(
        e.MapInfo(
            name=spec.name, type=spec.type, key_size=spec.key_size, value_size=spec.value_size,
            max_entries=spec.max_entries, flags=spec.flags, contents=_contents(spec),
        )
        for spec in unit.maps
    )  # fmt: skip
    layouts = tuple(
        e.RecordLayout(map=name, fields=tuple(e.RecordField(name=field, type=kind) for field, kind in fields))
        for name, fields in unit.records
    )
    yield [e.Assembled(programs=infos, maps=maps, records=layouts)]
    yield FLUSH
    try:
        verdicts = kept.verdicts if kept else asked.judge(unit)
    except _Late:
        message = f"verify-wall: verifying takes longer than {limits.value('verify-wall')} milliseconds"
        yield [e.Finished(reason="limit", message=message)]
        return
    yield [_verdict_event(verdict) for verdict in verdicts]
    refused = [verdict for verdict in verdicts if not verdict.ok]
    if refused and not request.unverified:
        names = ", ".join(verdict.program.name for verdict in refused)
        yield [e.Finished(reason="rejected", message=f"the verifier refused {names}")]
        return
    yield FLUSH
    accepted = {n: verdict.answer for n, verdict in enumerate(verdicts) if isinstance(verdict.answer, Verified)}
    reach = {n: answer.context_end for n, answer in accepted.items()}
    notes = notices(unit, loaded_later(told), reach, (call.function for call in told.calls))
    if notes:
        yield notes.values()
    try:
        session = Session(
            _runnable(unit, accepted), scenario=told, seed=request.seed, engine=request.engine, trace=request.trace,
            pointer_loads={n: answer.packet_pointer_loads for n, answer in accepted.items()}, budgets=budgets, foundry=foundry, window=request.window, refusals=_refusals(verdicts),
            coverage=request.coverage, unattached=frozenset(n for n, note in notes.items() if note.errno_name),
        )  # fmt: skip
    except VmError as error:
        yield [_failed(error)]
        return
    turns = chain((1,), repeat(TURN_HOOKS))
    while not session.done:
        if asked.deadline():
            session.stop("limit", f"run-wall: more than {limits.value('run-wall')} milliseconds")
        before = session.heavy
        yield session.advance(next(turns))
        if session.heavy - before >= TURN_INSNS:
            yield FLUSH


def _contents(spec: MapSpec) -> tuple[e.MapEntry, ...] | None:
    """What the source puts into a map, as far as it is told."""
    told = spec.contents[:CONTENTS]
    return tuple(e.MapEntry(key=key, value=value) for key, value in told) or None


def _runnable(unit: Object, accepted: Mapping[int, Verified]) -> Object:
    """The object with its programs as engines run them."""
    programs = (accepted[n].runnable if n in accepted else program for n, program in enumerate(unit.programs))
    return replace(unit, programs=tuple(programs))


def _refusals(verdicts: Sequence[Verdict]) -> dict[int, str]:
    """The code of the complaint, by index of the program refused."""
    return {n: verdict.answer.code for n, verdict in enumerate(verdicts) if isinstance(verdict.answer, Refused)}


def _failed(error: VmError) -> e.Finished:
    first = error.diagnostics[0]
    place = f"line {first.span.line}: " if first.span else ""
    return e.Finished(reason="error", message=f"{place}{first.message}")


def _verdict_event(verdict: Verdict) -> Event:
    answer, name = verdict.answer, verdict.program.name
    if not isinstance(answer, Refused):
        return e.Accepted(program=name, stats=answer.stats)
    return e.Rejected(
        program=name,
        insn=answer.insn,
        line=verdict.line,
        code=answer.code,
        error_line=answer.error_lines[-1] if answer.error_lines else "",
        error_lines=tuple(answer.error_lines),
        stats=answer.stats,
        explanation=answer.explanation,
    )
