"""Tasks on CPUs: who runs where, and what a task does in its turn.

Every CPU has a run queue. A task keeps its CPU until it sleeps or ends, or until its time slice is over
and others wait. Devices report and packets arrive in between, under whoever runs.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vm.facts.baseline import CPUS
from vm.kernel.agenda import Agenda
from vm.kernel.contexts import Value
from vm.kernel.firing import Firing, Firings
from vm.kernel.steps import (
    TASK_DEAD,
    TASK_INTERRUPTIBLE,
    TASK_RUNNING,
    Ended,
    Interrupt,
    Point,
    Sleep,
    Start,
    Steps,
)
from vm.kernel.tasks import Task

BIRTH_NS: Final = 5_000
"""From fork to the child's first step."""

WAKE_NS: Final = 1_800
"""From waking a task to an idle CPU taking it."""

SLICE_NS: Final = 3_000_000
"""How long a task keeps its CPU while others wait for it."""

TASK_NORMAL: Final = 3  # try_to_wake_up takes tasks out of either kind of sleep


@dataclass(slots=True, eq=False)
class Runner:
    """A task and what it still has to do.

    woken   somebody has said that it may run: the parent of a newborn, what ended its sleep
    until   when its time slice is over
    """

    number: int
    task: Task
    steps: Steps
    scheduler: "Scheduler"
    on_cpu: bool = False
    woken: bool = False
    until: int = 0

    def happen(self, time: int) -> Iterator[Firing]:
        return self.scheduler.turn(time, self)


@dataclass(frozen=True, slots=True, eq=False)
class Irq:
    """A device finishes something: `points` are reached on `cpu`, under whoever runs there."""

    number: int
    cpu: int
    points: tuple[Point, ...]
    firings: Firings

    def happen(self, time: int) -> Iterator[Firing]:
        self.firings.world.at(time, self.cpu)
        yield from self.firings.each(*self.points)


class Scheduler:
    """The CPUs of one world."""

    def __init__(self, agenda: Agenda, firings: Firings) -> None:
        self.agenda, self.firings, self.world = agenda, firings, firings.world
        self._queues: list[deque[Runner]] = [deque() for _ in range(CPUS)]
        self._parents: dict[int, Runner] = {}  # who waits for the end of a task, by its number
        watch = firings.watch
        self._switches_watched = any(watch.event("sched/sched_switch")) or watch.ends("finish_task_switch")
        self._wakeups_watched = watch.ends("try_to_wake_up") or any(
            any(watch.event(name)) for name in ("sched/sched_waking", "sched/sched_wakeup")
        )

    def begin(self, task: Task, steps: Steps, at_ns: int, *, woken: bool = False) -> None:
        """From `at_ns` on the task lives; it wakes then, unless it is `woken` already."""
        self.agenda.put(at_ns, Runner(self.agenda.number(), task, steps, self, woken=woken))

    def turn(self, time: int, runner: Runner) -> Iterator[Firing]:
        """One turn: wake the task if it slept, then go on until it sleeps or ends, or others come first."""
        world, agenda, cpu = self.world, self.agenda, runner.task.cpu
        world.at(time, cpu)
        queue = self._queues[cpu]
        if not runner.on_cpu:
            if not runner.woken:
                yield from self._wake(runner)
                time += WAKE_NS
                if not agenda.is_first(time, runner.number):
                    agenda.put(time, runner)
                    return
                world.now_ns = time
            if world.running[cpu] is not world.idle[cpu]:
                queue.append(runner)
                return
            yield from self._switch_in(runner)
        elif queue and time >= runner.until:
            yield from self._preempt(runner)
            return
        for step in runner.steps:
            if isinstance(step, int):
                time += step
                if not agenda.is_first(time, runner.number):
                    agenda.put(time, runner)
                    return
                world.now_ns = time  # nothing came in between: CPU and task are the same
                if queue and time >= runner.until:
                    yield from self._preempt(runner)
                    return
            elif isinstance(step, Point):
                firing = self.firings.at(step)
                if firing:
                    yield firing
            elif isinstance(step, Sleep):
                yield from self._switch_out(runner, step.state)
                if step.state != TASK_DEAD:
                    agenda.put(time + max(step.ns, 1), runner)
                return
            elif isinstance(step, Start):
                self.begin(step.task, step.steps, time + BIRTH_NS, woken=True)
            elif isinstance(step, Interrupt):
                self._interrupt(time + step.ns, step)
            elif isinstance(step, Ended):
                self._ended(time, runner.task)
            elif step.task.alive:
                self._parents[step.task.pid] = runner
                yield from self._switch_out(runner, TASK_INTERRUPTIBLE)
                return
        yield from self._switch_out(runner, TASK_DEAD)

    def _interrupt(self, time: int, step: Interrupt) -> None:
        self.agenda.put(time, Irq(self.agenda.number(), self.world.cpu, step.points, self.firings))

    def _ended(self, time: int, task: Task) -> None:
        """Whoever waits for this task may go on."""
        parent = self._parents.pop(task.pid, None)
        if parent is not None:
            self.agenda.put(time, parent)

    def _wake(self, runner: Runner) -> Iterator[Firing]:
        """What the task waited for is there: told under whoever runs on its CPU."""
        runner.woken = True
        if not self._wakeups_watched:
            return
        task = runner.task
        woken: dict[str, Value] = {"comm": task.comm, "pid": task.pid, "prio": task.prio, "target_cpu": task.cpu}
        note = f"{task.name} [{task.pid}] wakes"
        yield from self.firings.each(
            Point("kprobe", "try_to_wake_up", (task.address, TASK_NORMAL, 0), note=note),
            Point("tracepoint", "sched/sched_waking", fields=woken, note=note),
            Point("raw_tracepoint", "sched_waking", (task.address,), note=note),
            Point("tracepoint", "sched/sched_wakeup", fields=woken, note=note),
            Point("raw_tracepoint", "sched_wakeup", (task.address,), note=note),
            Point("kretprobe", "try_to_wake_up", value=1, note=note),
        )

    def _switch_in(self, runner: Runner) -> Iterator[Firing]:
        """The CPU was idle and takes this task."""
        yield from self._switch(self.world.idle[self.world.cpu], runner.task, TASK_RUNNING)
        self._takes_turn(runner)

    def _preempt(self, runner: Runner) -> Iterator[Firing]:
        """The task could go on, but it is the turn of others."""
        self._queues[runner.task.cpu].append(runner)
        yield from self._switch_out(runner, TASK_RUNNING)

    def _switch_out(self, runner: Runner, state: int) -> Iterator[Firing]:
        """The task leaves its CPU, to the next in the queue or to the idle task."""
        cpu = runner.task.cpu
        following = self._queues[cpu].popleft() if self._queues[cpu] else None
        runner.on_cpu, runner.woken = False, state == TASK_RUNNING
        yield from self._switch(runner.task, following.task if following else self.world.idle[cpu], state)
        if following:
            self._takes_turn(following)
            self.agenda.put(self.world.now_ns, following)

    def _takes_turn(self, runner: Runner) -> None:
        runner.on_cpu, runner.until = True, self.world.now_ns + SLICE_NS

    def _switch(self, previous: Task, following: Task, state: int) -> Iterator[Firing]:
        world = self.world
        if self._switches_watched:
            yield from self._told(previous, following, state)
        if world.memory_is_read:
            world.store(previous.address, "task_struct", "__state", state)
            world.store(following.address, "task_struct", "__state", TASK_RUNNING)
            world.store(previous.address, "task_struct", "on_cpu", 0)
            world.store(following.address, "task_struct", "on_cpu", 1)
        world.running[world.cpu] = world.task = following
        if self._switches_watched:
            note = f"came from {previous.name} [{previous.pid}]"
            yield from self.firings.each(
                Point("kprobe", "finish_task_switch", (previous.address,), note=note),
                Point("kretprobe", "finish_task_switch", note=note),
            )

    def _told(self, previous: Task, following: Task, state: int) -> Iterator[Firing]:
        fields: dict[str, Value] = {
            "prev_comm": previous.comm, "prev_pid": previous.pid, "prev_prio": previous.prio, "prev_state": state,
            "next_comm": following.comm, "next_pid": following.pid, "next_prio": following.prio,
        }  # fmt: skip
        note = f"{previous.name} [{previous.pid}] to {following.name} [{following.pid}]"
        raw = (0, previous.address, following.address, state)
        yield from self.firings.each(
            Point("tracepoint", "sched/sched_switch", fields=fields, note=note),
            Point("raw_tracepoint", "sched_switch", raw, note=note),
        )
