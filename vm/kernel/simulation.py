"""The clockwork: a scenario, a seed and the hooks wanted go in, firings come out in order of time.

The caller runs the programs a firing names and tells `network.decide` how a packet fared before it
asks for the next one. Between firings come the scenario's controls: what user space does to maps, which is the
caller's to do, since the maps are no part of the world.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vm.facts.baseline import CPUS
from vm.kernel.activity import Activity
from vm.kernel.agenda import Agenda
from vm.kernel.behaviours import BEHAVIOUR_BY_NAME
from vm.kernel.chance import Stream
from vm.kernel.exercise import Exerciser
from vm.kernel.firing import Firing, Firings
from vm.kernel.hooks import Hook, Watch
from vm.kernel.network import Network
from vm.kernel.samples import Sampler
from vm.kernel.scheduler import Scheduler
from vm.kernel.statements import Control, Scenario, SingleFrame
from vm.kernel.tasks import Task
from vm.kernel.traffic import TRAFFIC_BY_NAME, Frame, Knobs
from vm.kernel.world import BOOT_NS, DEFAULT_SEED, World


@dataclass(frozen=True, slots=True, eq=False)
class Clockwork:
    """User space comes back to a map."""

    number: int
    control: Control
    agenda: Agenda
    world: World

    def happen(self, time: int) -> Iterator[Control]:
        control = self.control
        if control.stop_ns and time >= BOOT_NS + control.stop_ns:
            return
        self.world.at(time, self.world.cpu)
        yield control
        if control.every_ns:
            self.agenda.put(time + control.every_ns, self)


class Simulation:
    """One scenario, played. Iterate it once.

    memory_is_read   False when no program can look at kernel or user memory: then nothing is put there
    stacks_are_read  False when nobody asks for call stacks: then nobody keeps them
    counters         what the kernel counts, by name: frames of devices by their fate, returns that were missed
    fired            indexes of the hooks that have been fired
    """

    def __init__(
        self, scenario: Scenario, hooks: Sequence[Hook], *, seed: int | None = None, memory_is_read: bool = True,
        stacks_are_read: bool = True,
    ) -> None:  # fmt: skip
        self.scenario = scenario
        self.seed = next(s for s in (seed, scenario.seed, DEFAULT_SEED) if s is not None)
        self.watch = Watch(hooks)
        stacks_are_read = stacks_are_read or self.watch.site("perf_event") is not None
        self.world = World(self.seed, memory_is_read=memory_is_read, stacks_are_read=stacks_are_read)
        self.world.disk.is_like(scenario.disk_ns, scenario.disk_depth)
        self.counters: Counter[str] = self.world.counters
        self._agenda = Agenda(BOOT_NS + scenario.duration_ns)
        self._firings = Firings(self.world, self.watch)
        self._scheduler = Scheduler(self._agenda, self._firings)
        self.network = Network(self.seed, self._agenda, self._firings, scenario.edits)
        self.fired = self._firings.fired
        self._people()
        self._wires()
        self._samples()
        for control in scenario.controls:
            clockwork = Clockwork(self._agenda.number(), control, self._agenda, self.world)
            self._agenda.put(BOOT_NS + control.at_ns, clockwork)

    @property
    def elapsed_ns(self) -> int:
        """Nanoseconds of the scenario that were played."""
        return self.world.now_ns - BOOT_NS

    def __iter__(self) -> Iterator[Firing | Control]:
        for time, actor in self._agenda.turns():
            yield from actor.happen(time)

    # The beginning.

    def _people(self) -> None:
        """The processes of the scenario, its single calls, and who fires what nobody else does."""
        by_name: dict[str, Activity] = {}
        tasks = self._processes(by_name)
        processes = self.scenario.processes
        for call in self.scenario.calls:
            name = call.by or (processes[0].name if processes else "")
            caller = by_name[name] if name else self._activity(self.world.init)
            steps = caller.call(call.function, call.arguments, call.value, (), "as the scenario says", ns=call.takes_ns)
            self._scheduler.begin(caller.task, steps, BOOT_NS + call.at_ns, woken=True)
            tasks.append(caller.task)
        every = self.scenario.exercise_ns
        if every:
            exerciser = Exerciser(self.world, self.watch, self.fired, every)
            for n, (task, steps) in enumerate(exerciser.actors(tasks), len(tasks)):
                self._scheduler.begin(task, steps, BOOT_NS + every + 137_000 * n)

    def _processes(self, by_name: dict[str, Activity]) -> list[Task]:
        tasks = []
        for n, process in enumerate(self.scenario.processes):
            behaviour = BEHAVIOUR_BY_NAME[process.runs]
            cpu = n % CPUS if process.cpu is None else process.cpu
            exe = process.exe or behaviour.exe
            leader = self.world.spawn(process.name, exe=exe, uid=process.uid, cpu=cpu)
            for k in range(process.threads):
                task = self.world.thread(leader, process.name, (cpu + k) % CPUS) if k else leader
                activity = self._activity(task)
                by_name.setdefault(process.name, activity)
                pace = process.every_ns or behaviour.every_ns
                self._scheduler.begin(task, behaviour.steps(activity, pace), BOOT_NS + activity.stream.below(pace))
                tasks.append(task)
        return tasks

    def _activity(self, task: Task) -> Activity:
        return Activity(self.world, self.watch, task, Stream.named(self.seed, f"task {task.pid}"))

    def _wires(self) -> None:
        end = self._agenda.end_ns
        for n, stream in enumerate(self.scenario.streams):
            kind = TRAFFIC_BY_NAME[stream.kind]
            knobs = Knobs(stream.rate or kind.rate, stream.sources or kind.sources)
            frames = kind.frames(Stream.named(self.seed, f"traffic {n} {stream.kind}"), knobs)
            stop = BOOT_NS + stream.stop_ns if stream.stop_ns else end
            self.network.plug(frames, BOOT_NS + stream.start_ns, stop)
        for single in self.scenario.frames:
            self.network.plug(_repeated(single), BOOT_NS, end)

    def _samples(self) -> None:
        if not self.watch.site("perf_event"):
            return
        every = self.scenario.sample_ns
        for cpu in range(CPUS):
            sampler = Sampler(self._agenda.number(), cpu, every, self._agenda, self._firings)
            self._agenda.put(BOOT_NS + every * (cpu + 1) // CPUS, sampler)


def _repeated(single: SingleFrame) -> Iterator[tuple[int, Frame]]:
    """The frames of one line, each with the time since the one before."""
    frame = Frame(single.data, single.ingress)
    yield single.at_ns, frame
    for _ in range(single.count - 1):
        yield single.every_ns, frame
