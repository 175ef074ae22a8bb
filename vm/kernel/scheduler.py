"""Tasks on CPUs: who runs where, and what a task does in its turn.

Every CPU has a run queue. A task keeps its CPU until it sleeps or ends; waking, it waits for its
turn. Nothing preempts it, except that devices report and packets arrive in between.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vm.facts.baseline import CPUS
from vm.kernel.agenda import Agenda
from vm.kernel.contexts import Value
from vm.kernel.firing import Firing, Firings
from vm.kernel.steps import TASK_DEAD, TASK_RUNNING, Interrupt, Point, Sleep, Start, Steps
from vm.kernel.tasks import Task

BIRTH_NS: Final = 5_000
"""From fork to the child's first step."""


@dataclass(slots=True, eq=False)
class Runner:
    """A task and what it still has to do."""

    number: int
    task: Task
    steps: Steps
    scheduler: "Scheduler"
    on_cpu: bool = False

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
        self._switches_watched = any(firings.watch.event("sched/sched_switch"))
        self._wakeups_watched = any(firings.watch.event("sched/sched_wakeup"))

    def begin(self, task: Task, steps: Steps, at_ns: int) -> None:
        """From `at_ns` on the task lives."""
        self.agenda.put(at_ns, Runner(self.agenda.number(), task, steps, self))

    def turn(self, time: int, runner: Runner) -> Iterator[Firing]:
        """One turn: wake the task if it slept, then go on until it sleeps or ends, or others come first."""
        world, agenda, cpu = self.world, self.agenda, runner.task.cpu
        world.at(time, cpu)
        if not runner.on_cpu:
            if world.running[cpu] is not world.idle[cpu]:
                self._queues[cpu].append(runner)
                return
            yield from self._switch_in(runner)
        for step in runner.steps:
            if isinstance(step, int):
                time += step
                if not agenda.is_first(time, runner.number):
                    agenda.put(time, runner)
                    return
                world.now_ns = time  # nothing came in between: CPU and task are the same
            elif isinstance(step, Point):
                firing = self.firings.at(step)
                if firing:
                    yield firing
            elif isinstance(step, Sleep):
                yield from self._switch_out(runner, step)
                return
            elif isinstance(step, Start):
                self.begin(step.task, step.steps, time + BIRTH_NS)
            else:
                self._interrupt(time + step.ns, step)
        yield from self._switch_out(runner, Sleep(0, TASK_DEAD))

    def _interrupt(self, time: int, step: Interrupt) -> None:
        self.agenda.put(time, Irq(self.agenda.number(), self.world.cpu, step.points, self.firings))

    def _switch_in(self, runner: Runner) -> Iterator[Firing]:
        """The CPU was idle and takes this task."""
        task, idle = runner.task, self.world.idle[self.world.cpu]
        if self._wakeups_watched:
            woken: dict[str, Value] = {
                "comm": task.comm, "pid": task.pid, "prio": task.prio, "target_cpu": self.world.cpu,
            }  # fmt: skip
            note = f"{task.name} [{task.pid}] wakes"
            yield from self.firings.each(
                Point("tracepoint", "sched/sched_wakeup", fields=woken, note=note),
                Point("raw_tracepoint", "sched_wakeup", (task.address,), note=note),
            )
        if self._switches_watched:
            yield from self._told(idle, task, TASK_RUNNING)
        self._switch(idle, task, TASK_RUNNING)
        runner.on_cpu = True

    def _switch_out(self, runner: Runner, sleep: Sleep) -> Iterator[Firing]:
        """The task leaves its CPU, to the next in the queue or to the idle task."""
        cpu, now = runner.task.cpu, self.world.now_ns
        following = self._queues[cpu].popleft() if self._queues[cpu] else None
        task = following.task if following else self.world.idle[cpu]
        if self._switches_watched:
            yield from self._told(runner.task, task, sleep.state)
        self._switch(runner.task, task, sleep.state)
        runner.on_cpu = False
        if sleep.state != TASK_DEAD:
            self.agenda.put(now + max(sleep.ns, 1), runner)
        if following:
            following.on_cpu = True
            self.agenda.put(now, following)

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

    def _switch(self, previous: Task, following: Task, state: int) -> None:
        world = self.world
        if world.memory_is_read:
            world.store(previous.address, "task_struct", "__state", state)
        world.running[world.cpu] = world.task = following
