"""One run as a value: source, scenario and seed go in, frames come out. Does no IO and never waits.

`play` is the whole of it: assemble, judge, load, play, as frames that leave while work goes on.
`Session` is the middle part, for those who already have an accepted object. The same source, scenario and
seed give byte-identical events on both engines.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vm.asm import assemble
from vm.check import Verdict, admit, judge, program_info
from vm.engines import Engines, Foundry
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.facts.program_types import TC_VERDICTS, XDP_VERDICTS
from vm.framing import Framer
from vm.kernel.firing import GOES_ON, Firing, device_of
from vm.kernel.hooks import Hook as Attachment
from vm.kernel.hooks import hooks_of
from vm.kernel.library import SCENARIOS, scenario
from vm.kernel.simulation import Simulation
from vm.kernel.statements import Control, Scenario
from vm.kernel.world import DEFAULT_SEED
from vm.oops import MOST_INSNS, Witness
from vm.output import PER_INVOCATION, STEPS, Outflow
from vm.program import Object, Program
from vm.protocol import events as e
from vm.protocol.events import Event, Frame, Hex64
from vm.runtime.faults import LIMIT_KINDS
from vm.runtime.machine import Machine, Outcome, Output, Printed
from vm.steps import Steps
from vm.userspace import UserSpace
from vm.userspace import check as check_controls
from vm.verifier import Refused, Verified

__all__ = ["DEFAULT_SEED", "ENGINES", "SCENARIOS", "Limits", "Request", "Session", "door", "play"]

ENGINES: Final = ("interp", "jit")
VERIFIED_EVERY: Final = 50_000  # instructions walked, between two words of progress
SHOWN: Final = 128  # bytes of a frame that events carry
PROGRESS_EVERY: Final = 512  # hooks
TURN_HOOKS: Final = 16
TURN_INSNS: Final = 200_000
"""A turn, after which the deadline is asked, ends after so many hooks or instructions."""

U64: Final = (1 << 64) - 1

_XDP: Final = {verdict.value: verdict.name for verdict in XDP_VERDICTS}
_TC: Final = {verdict.value & 0xFFFF_FFFF: verdict.name for verdict in TC_VERDICTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody wants to see run.

    scenario   name, inline text, or None for the default one
    seed       None for the scenario's own, or else the default seed
    trace      tell every instruction; runs in the interpreter whatever `engine` says
    window     numbers of the first and the last hook to tell in full; the others are only counted
    unverified   play programs that the verifier refused, in the interpreter and up to the first harm, and tell
               what a kernel would have made of it (event `oops`); changes nothing for accepted ones
    """

    source: str
    run_id: str = ""
    scenario: str | None = None
    seed: int | None = None
    engine: str = "interp"
    trace: bool = False
    window: tuple[int, int] | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Budgets of one run; the defaults are rows of `vm.facts.limits`."""

    run_events: int = limits.value("run-events")
    run_insns: int = limits.value("run-insns")
    invocation_insns: int = limits.value("invocation-insns")
    run_records: int = limits.value("run-records")
    run_output: int = limits.value("run-output")
    run_output_bytes: int = limits.value("run-output-bytes")
    steps: int = STEPS


def door(source: str, scenario_text: str | None = None) -> None:
    """Whether a run could begin: the source assembles, its maps can be made, the scenario exists.

    raises   AsmError, ScenarioError or another VmError with every diagnostic
    """
    told = scenario(scenario_text)
    check_controls(told, admit(assemble(source)).maps)


def play(
    request: Request,
    *,
    deadline: Callable[[], bool] | None = None,
    budgets: Limits | None = None,
    foundry: Foundry | None = None,
    urgent: Callable[[Frame], None] | None = None,
) -> Iterator[Frame]:
    """Every frame of a run, in order; the last event of the last one is `finished`.

    deadline   asked now and then; once it says True the run ends in `limit`, naming run-wall or verify-wall
    foundry    how native code is made where the request's engine is "jit"
    urgent     gets the frames that are due while something long goes on that cannot be left; without it
               they come when that is over. The frames are the same
    """
    framer, due = Framer(request.run_id), list[Frame]()
    push = urgent or due.append
    asked = _Asked(deadline or _never, lambda event: push(framer.alone(event)))
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
    """What the player of a run wants: to end it in time, and to hear of it while it is verified."""

    deadline: Callable[[], bool]
    tell: Callable[[Event], None]

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
NOTHING: Final[tuple[Event, ...]] = ()


def _events(request: Request, asked: _Asked, budgets: Limits, foundry: Foundry | None) -> Iterator[Iterable[Event]]:
    """Everything that is told of a run, in batches."""
    try:
        told = scenario(request.scenario)
        unit = admit(assemble(request.source))
        check_controls(told, unit.maps)
    except VmError as error:
        yield [_failed(error)]
        return
    infos = tuple(program_info(program) for program in unit.programs)
    maps = tuple(
        e.MapInfo(
            name=spec.name, type=spec.type, key_size=spec.key_size, value_size=spec.value_size,
            max_entries=spec.max_entries, flags=spec.flags,
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
        verdicts = judge(unit, tick=asked.watching(len(unit.programs)))
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
    loads = {n: v.answer.packet_pointer_loads for n, v in enumerate(verdicts) if isinstance(v.answer, Verified)}
    try:
        session = Session(
            unit, scenario=told, seed=request.seed, engine=request.engine, trace=request.trace,
            pointer_loads=loads, budgets=budgets, foundry=foundry, window=request.window, refusals=_refusals(verdicts),
        )  # fmt: skip
    except VmError as error:
        yield [_failed(error)]
        return
    while not session.done:
        if asked.deadline():
            session.stop("limit", f"run-wall: more than {limits.value('run-wall')} milliseconds")
        before = session.totals.insns
        yield session.advance(TURN_HOOKS)
        if session.totals.insns - before >= TURN_INSNS:
            yield FLUSH


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


@dataclass(slots=True)
class _Totals:
    """Counts over the whole run, untold events included."""

    hooks: int = 0
    insns: int = 0
    records: int = 0
    printed: int = 0
    faults: int = 0

    def value(self) -> e.Totals:
        return e.Totals(
            hooks=self.hooks, insns=self.insns, records=self.records, printed=self.printed, faults=self.faults
        )


class Session:
    """A loaded object and a world in motion. Ask `advance` for events until it is `done`.

    unit            accepted programs and their maps
    pointer_loads   by program: slots of context loads that yield packet pointers, from the verifier
    refusals        by program: code of the verifier's complaint, where a refused program runs all the same
    raises          VmError when the maps cannot be made
    """

    def __init__(
        self,
        unit: Object,
        *,
        scenario: Scenario,
        seed: int | None = None,
        engine: str = "interp",
        trace: bool = False,
        pointer_loads: Mapping[int, frozenset[int]] | None = None,
        budgets: Limits | None = None,
        foundry: Foundry | None = None,
        window: tuple[int, int] | None = None,
        refusals: Mapping[int, str] | None = None,
    ) -> None:
        if engine not in ENGINES:
            message = f"no engine is called {engine!r}"
            raise VmError(
                Diagnostic(code="run.unknown-engine", message=message, hint=f"there are {', '.join(ENGINES)}")
            )
        self.done = False
        self._unit, self._limits = unit, budgets or Limits()
        attached = [
            (n, hook)
            for n in _attached(unit)
            for hook in hooks_of(unit.programs[n].section, unit.programs[n].prog_type)
        ]
        self._programs = tuple(n for n, _ in attached)
        hooks: tuple[Attachment, ...] = tuple(hook for _, hook in attached)
        self._simulation = Simulation(scenario, hooks, seed=seed)
        self._world = self._simulation.world
        self._machine = Machine(unit.maps, self._world, programs=unit.programs)
        self._steps = Steps(self._limits.steps) if trace else None
        self._witness = Witness(unit, self._machine, self._world, refusals) if refusals else None
        self._engines = Engines(self._machine, unit.programs, pointer_loads or {}, engine=engine, foundry=foundry)
        self._users = UserSpace(self._machine, scenario)
        self._outflow = Outflow(self._limits.run_output, self._limits.run_output_bytes, window or scenario.window)
        self._totals = _Totals()
        self._firings = self._play()
        self._duration = scenario.duration_ns
        self._told_progress = 0

    @property
    def totals(self) -> e.Totals:
        """What happened so far."""
        return self._totals.value()

    def advance(self, budget: int) -> list[Event]:
        """Play at most `budget` more hooks, fewer where they take long, and tell of them, oldest first."""
        told: list[Event] = []
        hooks, insns = self._totals.hooks + budget, self._totals.insns + TURN_INSNS
        while not self.done and self._totals.hooks < hooks and self._totals.insns < insns:
            batch = next(self._firings, None)
            if batch is None:
                self._finish(*(self._ending or ("done", self._closing_words())), told)
            else:
                told += batch
        if not self.done and self._totals.hooks - self._told_progress >= PROGRESS_EVERY:
            self._told_progress = self._totals.hooks
            elapsed = min(self._simulation.elapsed_ns, self._duration)
            told += self._outflow.pass_on([e.Progress(phase="play", done=elapsed, total=self._duration)])
        if self._ending:
            self._finish(*self._ending, told)
        return told

    def stop(self, reason: str = "stopped", message: str = "stopped by command") -> None:
        """End the run; the next `advance` tells `finished`."""
        self._ending = (reason, message)
        self._firings.close()

    _ending: tuple[str, str] | None = None

    def _finish(self, reason: str, message: str, told: list[Event]) -> None:
        if self.done:
            return
        self.done = True
        told += self._outflow.close(self._changes())
        if self._witness is not None and reason != "stopped":
            told.append(self._witness.tell())
        counters = self._simulation.counters
        if counters:
            told.append(e.Counters(counters=dict(sorted(counters.items()))))
        told.append(e.Finished(reason=reason, message=message, totals=self.totals))  # type: ignore[arg-type]

    def _closing_words(self) -> str:
        if not self._totals.hooks:
            return "the scenario was played to its end; it fired none of the source's hooks"
        hooks = self._totals.hooks
        return f"the scenario was played to its end: {hooks} hook{'s' if hooks > 1 else ''}"

    # Playing.

    def _play(self) -> Generator[Sequence[Event], None, None]:
        """One list of events an invocation."""
        for firing in self._simulation:
            if isinstance(firing, Control):
                yield self._control(firing)
                continue
            verdict, changed, out = None, firing.packet, None
            for place, hook in enumerate(firing.hooks, 1):
                if self._totals.hooks >= self._limits.run_events:
                    self._limit("run-events", self._limits.run_events, "hook events")
                    return
                index = self._programs[hook]
                told, outcome = self._invoke(firing, index, changed)
                yield told
                if self._over(outcome):
                    return
                if firing.packet is None:
                    continue
                verdict, out = _verdict(self._unit.programs[index].prog_type, outcome.retval), self._out()
                if verdict not in GOES_ON:
                    break
                if verdict is not None and (place < len(firing.hooks) or self._simulation.wants_packets):
                    changed = self._machine.frame()
            if firing.packet is not None:
                self._simulation.decide(verdict, changed, out)

    def _over(self, outcome: Outcome) -> bool:
        """Whether the run ends with this invocation, and why."""
        if outcome.fault is not None:
            self._faulted(outcome)
        elif self._witness is not None and self._witness.harm:
            self._ending = ("fault", "a kernel would not have noticed; what it did is told above")
        elif self._totals.insns >= self._limits.run_insns:
            self._limit("run-insns", self._limits.run_insns, "instructions")
        elif self._totals.records + self._totals.printed >= self._limits.run_records:
            self._limit("run-records", self._limits.run_records, "records and printed lines")
        return self._ending is not None

    def _out(self) -> int | None:
        """The interface that the program asked to redirect to."""
        return self._machine.redirect[0] if self._machine.redirect else None

    def _control(self, control: Control) -> Sequence[Event]:
        """Let user space do something between two invocations."""
        now = Hex64(self._world.now_ns)
        if control.action == "consume":
            records = self._users.records(control, now)
            self._totals.records += len(records)
            return self._outflow.aside(records) if records else NOTHING
        action = self._users.act(control, now)
        if action is None or not self._outflow.speaks([action]):
            return NOTHING
        return self._outflow.pass_on([action, *self._changes()])

    def _limit(self, name: str, value: int, unit: str) -> None:
        self._ending = ("limit", f"{name}: the limit of {value} {unit} is reached")

    def _faulted(self, outcome: Outcome) -> None:
        fault = outcome.fault
        assert fault is not None
        if fault.kind in LIMIT_KINDS and self._witness is None:
            name, value = ("invocation-insns", self._limits.invocation_insns)
            if self._totals.insns >= self._limits.run_insns:
                name, value = "run-insns", self._limits.run_insns
            self._limit(name, value, "instructions")
        else:
            self._ending = ("fault", f"{fault.kind} at instruction {fault.pc}: {fault.message}")

    def _invoke(self, firing: Firing, index: int, packet: bytes | None) -> tuple[Sequence[Event], Outcome]:
        """Run one program at one hook, and tell of it if it is to be told.

        packet   the frame, as the programs before it left it
        """
        program, totals = self._unit.programs[index], self._totals
        n = totals.hooks
        totals.hooks += 1
        told = self._outflow.begins()
        waiting = self._changes() if told and self._outflow.behind else []
        address = self._enter(firing, packet)
        steps = self._steps if told else None
        if steps is not None:
            steps.begin(program.name, self._engines.interpreter(index), address)
        fuel = min(self._limits.invocation_insns, self._limits.run_insns - totals.insns)
        outcome = self._run(n, index, address, fuel, steps)
        totals.insns += outcome.insns
        if self._steps is not None and not told:
            self._outflow.drop("stepped", outcome.insns)
        if told or outcome.fault is not None:
            return self._told(firing, n, program, packet, waiting, outcome), outcome
        records, printed = totals.records, totals.printed
        self._drained()
        self._outflow.skip("returned", totals.records - records, totals.printed - printed)
        return NOTHING, outcome

    def _run(self, n: int, index: int, address: int, fuel: int, steps: Steps | None) -> Outcome:
        """Run program number `index`; under a witness' eyes where the verifier refused."""
        if self._witness is None:
            return self._engines.run(index, (address,), fuel, steps)
        tracer = self._witness.begin(n, index, self._engines.interpreter(index), address, steps)
        outcome = self._engines.run(index, (address,), min(fuel, MOST_INSNS), tracer)
        self._witness.ended(outcome)
        return outcome

    def _told(
        self, firing: Firing, n: int, program: Program, packet: bytes | None, waiting: list[e.MapChanged],
        outcome: Outcome,
    ) -> list[Event]:  # fmt: skip
        """An invocation as events. The world stands still while programs run, so it can be asked afterwards."""
        world, task, now = self._world, self._world.task, Hex64(self._world.now_ns)
        hook = e.Hook(
            n=n, time_ns=now, section=program.section, cpu=world.cpu, pid=task.pid, tgid=task.tgid,
            comm=task.name, summary=firing.summary,
            data=None if packet is None else packet[:SHOWN], length=None if packet is None else len(packet),
        )  # fmt: skip
        outputs = [*self._taken_steps(), *self._outputs(now)]
        end = self._end(n, program, packet, outcome)
        return self._outflow.tell(hook, waiting, outputs, self._changes(), end)

    def _enter(self, firing: Firing, packet: bytes | None) -> int:
        """Lay the context out in memory: its address."""
        machine = self._machine
        machine.function_address = firing.ip
        machine.call_stack, machine.user_stack = firing.stack, firing.user_stack
        if packet is None:
            return machine.enter_plain(firing.context, writable=False)
        if firing.kind == "xdp":
            return machine.enter_xdp(packet, ifindex=firing.ifindex, rx_queue=firing.queue)
        return machine.enter_skb(packet, ifindex=firing.ifindex, values=firing.fields)

    def _taken_steps(self) -> list[Event]:
        if self._steps is None:
            return []
        taken, untold = self._steps.drain()
        self._outflow.drop("stepped", untold)
        return taken

    def _drained(self) -> list[Output]:
        """What the invocation put out, counted."""
        drained = self._machine.drain()
        printed = sum(isinstance(output, Printed) for output in drained)
        self._totals.printed += printed
        self._totals.records += len(drained) - printed
        return drained

    def _outputs(self, now: Hex64) -> list[Event]:
        """Records and printed lines as events, the first so many of each."""
        world, maps = self._world, self._unit.maps
        outputs: list[Event] = []
        left = {True: PER_INVOCATION, False: PER_INVOCATION}
        for output in self._drained():
            printed = isinstance(output, Printed)
            left[printed] -= 1
            if left[printed] < 0:
                self._outflow.drop("printed" if printed else "record", 1)
            elif isinstance(output, Printed):
                outputs.append(e.Printed(text=output.text, time_ns=now, cpu=world.cpu, comm=world.task.name))
            else:
                outputs.append(e.Record(map=maps[output.map].name, data=output.data, time_ns=now))
        return outputs

    def _changes(self) -> list[e.MapChanged]:
        names = self._unit.maps
        return [
            e.MapChanged(
                map=names[index].name, key=change.key, value=change.value, deleted=change.value is None, cpu=change.cpu
            )
            for index, change in self._machine.changes()
        ]

    def _end(self, n: int, program: Program, packet: bytes | None, outcome: Outcome) -> Event:
        fault = outcome.fault
        if fault is None:
            verdict = _verdict(program.prog_type, outcome.retval)
            after = None if packet is None else self._machine.frame()
            changed = after is not None and after != packet
            return e.Returned(
                n=n, retval=Hex64(outcome.retval & U64), insns=outcome.insns, verdict=verdict,
                data=after[:SHOWN] if after is not None and changed else None,
                length=len(after) if after is not None and changed else None,
                out=device_of(verdict, self._out()),
            )  # fmt: skip
        self._totals.faults += fault.kind not in LIMIT_KINDS
        address = None if fault.address is None else Hex64(fault.address & U64)
        return e.Faulted(n=n, kind=fault.kind, insn=fault.pc, address=address, message=fault.message)


def _attached(unit: Object) -> list[int]:
    """Programs that hooks fire: those no program array refers to; all of them if none is left."""
    called = {
        int.from_bytes(value[:4], "little")
        for spec in unit.maps
        if spec.type == "prog_array"
        for _, value in spec.contents
    }
    everyone = range(len(unit.programs))
    return [n for n in everyone if n not in called] or list(everyone)


def _verdict(prog_type: str, retval: int) -> str | None:
    """The name of what a packet's program returned; unknown XDP values abort, as in the kernel."""
    value = retval & 0xFFFF_FFFF
    if prog_type == "xdp":
        return _XDP.get(value, "XDP_ABORTED")
    return _TC.get(value) if prog_type == "sched_cls" else None
