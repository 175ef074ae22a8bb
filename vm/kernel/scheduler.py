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
from vm.kernel.steps import TASK_DEAD, TASK_RUNNING, Point, Sleep, Start, Step, Steps, traced
from vm.kernel.tasks import Task

BIRTH_NS: Final = 5_000
"""From fork to the child's first step."""

_THE_END: Final = Sleep(0, TASK_DEAD)


@dataclass(frozen=True, slots=True, eq=False)
class Irq:
    """A device finishes something: `points` are reached on `cpu`, under whoever runs there."""

    number: int
    cpu: int
    points: list[Point]
    firings: Firings

    def happen(self, time: int) -> Iterator[Firing]:
        self.firings.world.at(time, self.cpu)
        return map(self.firings.at, self.points)


class Scheduler:
    """The CPUs of one world."""

    def __init__(self, agenda: Agenda, firings: Firings) -> None:
        self.agenda, self.firings, self.world = agenda, firings, firings.world
        self.queues: list[deque["Runner"]] = [deque() for _ in range(CPUS)]
        self._switches, self._wakeups = map(firings.watch.event, ("sched/sched_switch", "sched/sched_wakeup"))
        self.watched = any((*self._switches, *self._wakeups))

    def begin(self, task: Task, steps: Steps, at_ns: int) -> None:
        """From `at_ns` on the task lives."""
        self.agenda.put(at_ns, Runner(self.agenda.number(), task, iter(steps), self))

    def interrupt(self, time: int, points: list[Point]) -> None:
        """At `time` a device will report to this CPU."""
        self.agenda.put(time, Irq(self.agenda.number(), self.world.cpu, points, self.firings))

    def switch(self, following: Task, state: int) -> None:
        """The CPU goes over to another task; the one before is in `state` from now on."""
        world = self.world
        if world.memory_is_read:
            world.store(world.task.address, "task_struct", "__state", state)
        world.running[world.cpu] = world.task = following

    # What is seen of it.

    def waking(self, task: Task) -> list[Point]:
        """Its CPU was idle and takes this task."""
        woken: dict[str, Value] = {
            "comm": task.comm, "pid": task.pid, "prio": task.prio, "target_cpu": self.world.cpu,
        }  # fmt: skip
        points = traced(self._wakeups, woken, (task.address,), f"{task.name} [{task.pid}] wakes")
        return points + self.switching(task, TASK_RUNNING)

    def switching(self, following: Task, state: int) -> list[Point]:
        """The task that runs is in `state` and makes room for another."""
        previous = self.world.task
        fields: dict[str, Value] = {
            "prev_comm": previous.comm, "prev_pid": previous.pid, "prev_prio": previous.prio, "prev_state": state,
            "next_comm": following.comm, "next_pid": following.pid, "next_prio": following.prio,
        }  # fmt: skip
        note = f"{previous.name} [{previous.pid}] to {following.name} [{following.pid}]"
        return traced(self._switches, fields, (0, previous.address, following.address, state), note)


@dataclass(slots=True, eq=False)
class Runner:
    """A task and what it still has to do."""

    number: int
    task: Task
    steps: Iterator[Step]
    scheduler: Scheduler
    on_cpu: bool = False

    def happen(self, time: int) -> Iterator[Firing]:
        """One turn: wake up after a sleep, then go on until the next one, or the end, or until others come first."""
        scheduler, task = self.scheduler, self.task
        world, agenda, at = scheduler.world, scheduler.agenda, scheduler.firings.at
        world.at(time, task.cpu)
        if not self.on_cpu:
            if world.task is not world.idle[task.cpu]:
                scheduler.queues[task.cpu].append(self)
                return
            if scheduler.watched:
                yield from map(at, scheduler.waking(task))
            scheduler.switch(task, TASK_RUNNING)
            self.on_cpu = True
        sleep = _THE_END
        for step in self.steps:
            if isinstance(step, int):
                time += step
                if not agenda.is_first(time, self.number):
                    agenda.put(time, self)
                    return
                world.now_ns = time  # nothing came in between: CPU and task are the same
            elif isinstance(step, Point):
                yield at(step)
            elif isinstance(step, Sleep):
                sleep = step
                break
            elif isinstance(step, Start):
                scheduler.begin(step.task, step.steps, time + BIRTH_NS)
            else:
                scheduler.interrupt(time + step.ns, step.points)
        queue = scheduler.queues[task.cpu]
        following = queue.popleft() if queue else None
        if scheduler.watched:
            yield from map(at, scheduler.switching(following.task if following else world.idle[task.cpu], sleep.state))
        self._leave(time, sleep, following)

    def _leave(self, now: int, sleep: Sleep, following: "Runner | None") -> None:
        """Make room for the next in the queue, or for the idle task."""
        scheduler, agenda = self.scheduler, self.scheduler.agenda
        self.on_cpu = False
        if sleep.state != TASK_DEAD:
            agenda.put(now + (sleep.ns or 1), self)
        if following:
            scheduler.switch(following.task, sleep.state)
            following.on_cpu = True
            agenda.put(now, following)
        else:
            scheduler.switch(scheduler.world.idle[self.task.cpu], sleep.state)
