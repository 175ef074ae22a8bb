"""Tasks on CPUs: who runs where, and what a task does in its turn.

Every CPU has a run queue. A task keeps its CPU until it sleeps or ends, or until its time slice is over
and others wait. Devices report and packets arrive in between, under whoever runs.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from vm.facts.baseline import CPUS
from vm.kernel.agenda import Agenda
from vm.kernel.contexts import Value
from vm.kernel.firing import Firing, Firings
from vm.kernel.steps import (
    TASK_DEAD,
    TASK_INTERRUPTIBLE,
    TASK_RUNNING,
    Await,
    Ended,
    Interrupt,
    Point,
    Sleep,
    Start,
    Step,
    Steps,
    called,
    traced,
)
from vm.kernel.tasks import Task

BIRTH_NS: Final = 5_000
"""From fork to the child's first step."""

WAKE_NS: Final = 1_800
"""From waking a task to an idle CPU taking it."""

SLICE_NS: Final = 3_000_000
"""How long a task keeps its CPU while others wait for it."""

TASK_NORMAL: Final = 3  # try_to_wake_up takes tasks out of either kind of sleep


class Scheduler:
    """The CPUs of one world.

    queues    by CPU: who waits for it
    holders   by CPU: who runs on it, None for the idle task
    """

    def __init__(self, agenda: Agenda, firings: Firings) -> None:
        self.agenda, self.firings, self.world = agenda, firings, firings.world
        self.queues: list[deque[Runner]] = [deque() for _ in range(CPUS)]
        self.holders: list[Runner | None] = [None] * CPUS
        self._parents: dict[int, Runner] = {}  # who waits for the end of a task, by its number
        watch = firings.watch
        self._switching, self._finished = watch.event("sched/sched_switch"), watch.function("finish_task_switch")
        self._waking, self._wakeup = watch.event("sched/sched_waking"), watch.event("sched/sched_wakeup")
        self._try = watch.function("try_to_wake_up")
        self._switches_watched = watch.any("sched/sched_switch", "finish_task_switch")
        self._wakeups_watched = watch.any("sched/sched_waking", "sched/sched_wakeup", "try_to_wake_up")

    def begin(self, task: Task, steps: Steps, at_ns: int, *, woken: bool = False) -> None:
        """From `at_ns` on the task lives; it wakes then, unless it is `woken` already."""
        Runner(self.agenda.number(), task, iter(steps), self, woken=woken).come(at_ns)

    def arrange(self, time: int, task: Task, step: Start | Interrupt | Ended) -> None:
        """What a task does to others."""
        if isinstance(step, Start):
            self.begin(step.task, step.steps, time + BIRTH_NS, woken=True)
        elif isinstance(step, Interrupt):
            self.agenda.put(time + step.ns, Irq(self.agenda.number(), self.world.cpu, step.points, self.firings))
        elif task.pid in self._parents:
            self._parents.pop(task.pid).come(time)

    def await_end(self, task: Task, parent: "Runner") -> None:
        """`parent` goes on when `task` ends."""
        self._parents[task.pid] = parent

    def wake(self, task: Task) -> Iterable[Firing]:
        """What a task waited for is there: told under whoever runs on its CPU."""
        if not self._wakeups_watched:
            return ()
        woken: dict[str, Value] = {"comm": task.comm, "pid": task.pid, "prio": task.prio, "target_cpu": task.cpu}
        note = f"{task.name} [{task.pid}] wakes"
        events = [
            *traced(self._waking, woken, (task.address,), note),
            *traced(self._wakeup, woken, (task.address,), note),
        ]
        return map(self.firings.at, called(self._try, (task.address, TASK_NORMAL, 0), note, events, value=1))

    def switch(self, following: Task, state: int) -> Iterable[Firing]:
        """The CPU goes over to another task; the one that ran is in `state` now."""
        if self._switches_watched:
            return self._seen_switch(following, state)
        self._switch(following, state)
        return ()

    def _seen_switch(self, following: Task, state: int) -> Iterator[Firing]:
        previous, at = self.world.task, self.firings.at
        fields: dict[str, Value] = {
            "prev_comm": previous.comm, "prev_pid": previous.pid, "prev_prio": previous.prio, "prev_state": state,
            "next_comm": following.comm, "next_pid": following.pid, "next_prio": following.prio,
        }  # fmt: skip
        note = f"{previous.name} [{previous.pid}] to {following.name} [{following.pid}]"
        yield from map(at, traced(self._switching, fields, (0, previous.address, following.address, state), note))
        self._switch(following, state)
        yield from map(at, called(self._finished, (previous.address,), f"came from {previous.name} [{previous.pid}]"))

    def _switch(self, following: Task, state: int) -> None:
        world, previous = self.world, self.world.task
        if world.memory_is_read:
            for task, its_state, on_cpu in ((previous, state, 0), (following, TASK_RUNNING, 1)):
                world.store(task.address, "task_struct", "__state", its_state)
                world.store(task.address, "task_struct", "on_cpu", on_cpu)
        world.running[world.cpu] = world.task = following


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


@dataclass(slots=True, eq=False)
class Runner:
    """A task and what it still has to do.

    woken   somebody has said that it may run: the parent of a newborn, what ended its sleep
    until   when its time slice is over
    due     when it is up next: the agenda may hold earlier appointments that were moved
    left    nanoseconds of the step in which it was stopped
    """

    number: int
    task: Task
    steps: Iterator[Step]
    scheduler: Scheduler
    on_cpu: bool = False
    woken: bool = False
    until: int = 0
    due: int = 0
    left: int = 0

    def come(self, time: int) -> None:
        """Be up at `time`."""
        self.due = time
        self.scheduler.agenda.put(time, self)

    def happen(self, time: int) -> Iterator[Firing]:
        """One turn: wake up after a sleep, then go on until the next one, or the end, or until others come first."""
        if time != self.due:
            return
        scheduler, task = self.scheduler, self.task
        world, agenda, at = scheduler.world, scheduler.agenda, scheduler.firings.at
        queue = scheduler.queues[task.cpu]
        world.at(time, task.cpu)
        if not self.on_cpu:
            if not self.woken:
                self.woken = True
                yield from scheduler.wake(task)
                time += WAKE_NS
                if not agenda.is_first(time, self.number):
                    self.come(time)
                    return
                world.now_ns = time
            holder = scheduler.holders[task.cpu]
            if holder is not None:
                queue.append(self)
                holder.make_room(time)
                return
            self.take_turn(time)
            yield from scheduler.switch(task, TASK_RUNNING)
        elif queue and time >= self.until:
            yield from self._give_way()
            return
        steps, self.left = chain((self.left,), self.steps) if self.left else self.steps, 0
        for step in steps:
            if isinstance(step, int):
                time += step
                if queue and time > self.until:
                    time -= self._stop(time, max(world.now_ns, self.until))
                if not agenda.is_first(time, self.number):
                    self.come(time)
                    return
                world.now_ns = time  # nothing came in between: CPU and task are the same
                if queue and time >= self.until:
                    yield from self._give_way()
                    return
            elif isinstance(step, Point):
                yield at(step)
            elif isinstance(step, Sleep):
                if step.state != TASK_DEAD:
                    self.come(time + (step.ns or 1))
                yield from self._leave(step.state)
                return
            elif not isinstance(step, Await):
                scheduler.arrange(time, task, step)
            elif step.task.alive:
                scheduler.await_end(step.task, self)
                yield from self._leave(TASK_INTERRUPTIBLE)
                return
        yield from self._leave(TASK_DEAD)

    def make_room(self, now: int) -> None:
        """Another one waits for the CPU: it is his as soon as this slice is over."""
        end = max(now, self.until)
        if end < self.due:
            self._stop(self.due, end)
            self.come(end)

    def _stop(self, end: int, at: int) -> int:
        """A step that would end at `end` is stopped before, at `at`: what is left of it."""
        self.left = end - at
        return self.left

    def take_turn(self, now: int) -> None:
        self.scheduler.holders[self.task.cpu] = self
        self.on_cpu, self.until = True, now + SLICE_NS

    def _give_way(self) -> Iterable[Firing]:
        """The task could go on, but it is the turn of others."""
        self.scheduler.queues[self.task.cpu].append(self)
        return self._leave(TASK_RUNNING)

    def _leave(self, state: int) -> Iterable[Firing]:
        """The CPU goes to the next in the queue, or to the idle task."""
        scheduler, cpu = self.scheduler, self.task.cpu
        world, queue = scheduler.world, scheduler.queues[cpu]
        self.on_cpu, self.woken = False, state == TASK_RUNNING
        scheduler.holders[cpu] = None
        if not queue:
            return scheduler.switch(world.idle[cpu], state)
        following = queue.popleft()
        following.take_turn(world.now_ns)
        following.come(world.now_ns)
        return scheduler.switch(following.task, state)
