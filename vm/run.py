"""One run in motion: a loaded object in a world. Does no IO and never waits.

`Session.advance` plays some hooks and gives the events of them. The same object, scenario and seed give
byte-identical events on both engines, but for the word of progress that native code takes over.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vm.attaching import attachments
from vm.engines import Engines, Foundry
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.facts.baseline import PAGE_SIZE
from vm.kernel.firing import GOES_ON, Firing
from vm.kernel.simulation import Simulation
from vm.kernel.statements import Control, Scenario
from vm.oops import MOST_INSNS, Witness
from vm.output import STEPS, Outflow
from vm.program import Object
from vm.protocol import events as e
from vm.protocol.events import Event, Hex64
from vm.runtime.faults import LIMIT_KINDS
from vm.runtime.helpers import may_read_world, stacks
from vm.runtime.machine import Machine, Outcome
from vm.runtime.memory import CONTEXT, READ
from vm.steps import Steps
from vm.stretches import MOST, Stretches, is_short
from vm.telling import Teller, Totals, verdict_of
from vm.userspace import UserSpace, loaded_later

ENGINES: Final = ("interp", "jit")
PROGRESS_EVERY: Final = 512  # hooks
TURN_INSNS: Final = 200_000
"""A turn ends after so many instructions of programs that are not short (`vm.stretches.is_short`)."""

NOTHING: Final[tuple[Event, ...]] = ()


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


class Session:
    """A loaded object and a world in motion. Ask `advance` for events until it is `done`.

    unit            accepted programs and their maps
    pointer_loads   by program: slots of context loads that yield packet pointers, from the verifier
    refusals        by program: code of the verifier's complaint, where a refused program runs all the same
    unattached      programs that no hook fires, by index: a loader could not attach them
    coverage        tell at the end how often each instruction began (event `coverage`)
    heavy           instructions of programs that may run long, so far
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
        coverage: bool = False,
        unattached: frozenset[int] = frozenset(),
    ) -> None:
        if engine not in ENGINES:
            message = f"no engine is called {engine!r}"
            raise VmError(
                Diagnostic(code="run.unknown-engine", message=message, hint=f"there are {', '.join(ENGINES)}")
            )
        self.done = False
        self.heavy = 0
        self._unit, self._limits = unit, budgets or Limits()
        self._programs, hooks = attachments(unit, loaded_later(scenario), unattached)
        self._simulation = Simulation(
            scenario, hooks, seed=seed, memory_is_read=bool(refusals) or may_read_world(unit.programs),
            stacks_are_read=bool(refusals) or stacks.are_read(unit.programs),
        )  # fmt: skip
        world = self._simulation.world
        self._machine = Machine(unit.maps, world, programs=unit.programs)
        if any(program.prog_type == "tracepoint" for program in unit.programs):  # loads at -8 are accepted there
            self._machine.memory.map("before the record", CONTEXT - PAGE_SIZE, PAGE_SIZE, READ)
        self._steps = Steps(self._limits.steps) if trace else None
        self._witness = Witness(unit, self._machine, world, refusals) if refusals else None
        self._engines = Engines(
            self._machine, unit.programs, pointer_loads or {}, engine=engine, foundry=foundry, coverage=coverage
        )
        self._stretches = Stretches(self._engines, self._machine, world) if not trace and not refusals else None
        self._short = is_short(unit.programs)
        self._users = UserSpace(self._machine, scenario)
        self._outflow = Outflow(self._limits.run_output, self._limits.run_output_bytes, window or scenario.window)
        self._totals = Totals()
        self._teller = Teller(unit, self._machine, world, self._outflow, self._totals, self._steps)
        self._firings = self._play()
        self._duration = scenario.duration_ns
        self._told_progress = 0
        self._told_compiled = False
        self._ending: tuple[str, str] | None = None

    @property
    def totals(self) -> e.Totals:
        """What happened so far."""
        return self._totals.value()

    def advance(self, budget: int) -> list[Event]:
        """Play at most `budget` more hooks, fewer where they take long, and tell of them, oldest first."""
        told: list[Event] = []
        hooks, heavy = self._totals.hooks + budget, self.heavy + TURN_INSNS
        while not self.done and self._totals.hooks < hooks and self.heavy < heavy:
            batch = next(self._firings, None)
            if batch is None:
                self._finish(*(self._ending or ("done", self._closing_words())), told)
            else:
                told += batch
        if not self.done and self._totals.hooks - self._told_progress >= PROGRESS_EVERY:
            self._catch_up()
            self._told_progress = self._totals.hooks
            elapsed = min(self._simulation.elapsed_ns, self._duration)
            told += self._outflow.pass_on([e.Progress(phase="play", done=elapsed, total=self._duration)])
        if self._engines.native is not None and not self._told_compiled and not self.done:
            self._told_compiled = True
            programs = len(self._unit.programs)
            told.append(e.Progress(phase="compile", done=programs, total=programs))
        if self._ending:
            self._finish(*self._ending, told)
        return told

    def stop(self, reason: str = "stopped", message: str = "stopped by command") -> None:
        """End the run; the next `advance` tells `finished`."""
        self._ending = (reason, message)
        self._firings.close()

    def _finish(self, reason: str, message: str, told: list[Event]) -> None:
        if self.done:
            return
        self.done = True
        self._catch_up()
        told += self._outflow.close(self._teller.changes())
        if self._witness is not None and reason != "stopped":
            told.append(self._witness.tell())
        if self._engines.hits is not None:
            counted = zip(self._unit.programs, self._engines.counts(), strict=True)
            told += [e.Coverage(program=program.name, counts=tuple(counts)) for program, counts in counted]
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
        network = self._simulation.network
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
                is_told = self._outflow.begins()
                if not is_told and self._put_off(firing, index):
                    yield NOTHING
                    continue
                self._catch_up()
                told, outcome = self._invoke(firing, index, changed, is_told=is_told)
                yield told
                if self._over(outcome):
                    return
                if firing.packet is None:
                    continue
                verdict = verdict_of(self._unit.programs[index].prog_type, outcome.retval)
                out = self._teller.out
                if verdict not in GOES_ON:
                    break
                if verdict is not None and (place < len(firing.hooks) or network.wants_packets):
                    changed = self._machine.frame()
            if firing.packet is not None:
                network.decide(verdict, changed, out)

    def _put_off(self, firing: Firing, index: int) -> bool:
        """Keep an invocation that nobody will see for later, if that makes no difference."""
        stretches, totals, network = self._stretches, self._totals, self._simulation.network
        if stretches is None or len(firing.hooks) > 1 or (firing.packet is not None and network.wants_packets):
            return False
        if len(stretches) == MOST:
            self._catch_up()
        insns, records = self._limits.run_insns - totals.insns, self._limits.run_records - totals.records
        if not stretches.put_off(index, firing, insns, records - totals.printed):
            return False
        totals.hooks += 1
        if firing.packet is not None:
            network.postpone()
        return True

    def _catch_up(self) -> None:
        """Run what was put off: from here on somebody may look."""
        if not self._stretches:
            return
        ends = self._stretches.run()
        self._totals.insns += ends.insns
        self._totals.records += ends.records
        self._outflow.skip_all("returned", ends.invocations, ends.records)
        for (index, retval, out), times in ends.verdicts.items():
            verdict = verdict_of(self._unit.programs[index].prog_type, retval)
            self._simulation.network.settle(verdict or "XDP_PASS", out, times)
        if ends.fault:
            self._totals.faults += 1
            self._ending = ("fault", ends.fault)

    def _over(self, outcome: Outcome) -> bool:
        """Whether the run ends with this invocation, and why."""
        if outcome.fault is not None:
            self._faulted(outcome)
        elif self._totals.insns >= self._limits.run_insns:
            self._limit("run-insns", self._limits.run_insns, "instructions")
        elif self._totals.records + self._totals.printed >= self._limits.run_records:
            self._limit("run-records", self._limits.run_records, "records and printed lines")
        return self._ending is not None

    def _control(self, control: Control) -> Sequence[Event]:
        """Let user space do something between two invocations."""
        self._catch_up()
        now = Hex64(self._simulation.world.now_ns)
        if control.action == "consume":
            records = self._users.records(control, now)
            self._totals.records += len(records)
            return self._outflow.aside(records) if records else NOTHING
        action = self._users.act(control, now)
        if action is None or not self._outflow.speaks([action]):
            return NOTHING
        return self._outflow.pass_on([action, *self._teller.changes()])

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

    def _invoke(
        self, firing: Firing, index: int, packet: bytes | None, *, is_told: bool
    ) -> tuple[Sequence[Event], Outcome]:
        """Run one program at one hook, and tell of it if it is to be told.

        packet   the frame, as the programs before it left it
        """
        program, totals, teller = self._unit.programs[index], self._totals, self._teller
        n = totals.hooks
        totals.hooks += 1
        waiting = teller.changes() if is_told and self._outflow.behind else []
        address = self._enter(firing, packet)
        steps = self._steps if is_told else None
        if steps is not None:
            steps.begin(program.name, self._engines.interpreter(index), address)
        fuel = min(self._limits.invocation_insns, self._limits.run_insns - totals.insns)
        outcome = self._run(n, index, address, fuel, steps)
        totals.insns += outcome.insns
        self.heavy += 0 if self._short[index] else outcome.insns
        if is_told or outcome.fault is not None:
            return teller.told(firing, n, program, packet, waiting, outcome), outcome
        teller.untold(outcome)
        return NOTHING, outcome

    def _run(self, n: int, index: int, address: int, fuel: int, steps: Steps | None) -> Outcome:
        """Run program number `index`; under a witness' eyes where the verifier refused."""
        if self._witness is None:
            return self._engines.run(index, (address,), fuel, steps)
        tracer = self._witness.begin(n, index, self._engines.interpreter(index), address, steps)
        outcome = self._engines.run(index, (address,), min(fuel, MOST_INSNS), tracer)
        self._witness.ended(outcome)
        return outcome

    def _enter(self, firing: Firing, packet: bytes | None) -> int:
        """Lay the context out in memory: its address."""
        machine = self._machine
        machine.function_address = firing.ip
        machine.call_stack, machine.user_stack = firing.stack, firing.user_stack
        if packet is None:
            return machine.enter_plain(firing.context.ljust(firing.room, b"\0"), writable=False)
        if firing.kind == "xdp":
            return machine.enter_xdp(packet, ifindex=firing.ifindex, rx_queue=firing.queue)
        return machine.enter_skb(packet, ifindex=firing.ifindex, values=firing.fields)
