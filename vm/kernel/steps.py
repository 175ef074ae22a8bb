"""What the life of a task is made of: steps, one after the other.

int          nanoseconds on the CPU
Sleep        the task leaves its CPU for so long
Await        the task leaves its CPU until another one has ended
Ended        the task tells who waits for it that it ends
Start        a new task begins to live
Point        a hook of the kernel is reached, now; there only where somebody watches
Interrupt    a device will report later, while others run
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from vm.kernel.contexts import Value
from vm.kernel.hooks import Ends, Event, Site
from vm.kernel.tasks import Task

TASK_RUNNING, TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE, TASK_DEAD = 0, 1, 2, 0x80
"""Values of task_struct.__state."""

NO_FIELDS: Final[Mapping[str, Value]] = {}

Note: TypeAlias = str | Callable[[], str]
"""What happens, for people; a function where saying it takes long, since mostly nobody asks."""


class Sleep(NamedTuple):
    """Off the CPU for `ns`; `state` as in task_struct.__state while waiting."""

    ns: int
    state: int = TASK_INTERRUPTIBLE


class Point(NamedTuple):
    """A hook is reached. Which fields matter depends on the kind of its site.

    arguments   of a function, or of a raw tracepoint
    value       what the function returns
    fields      of a tracepoint's record
    note        what happens
    """

    site: Site
    arguments: Sequence[int] = ()
    value: int = 0
    fields: Mapping[str, Value] = NO_FIELDS
    note: Note = ""


class Start(NamedTuple):
    """Begin to run `steps` as `task`."""

    task: Task
    steps: "Steps"


class Await(NamedTuple):
    """Off the CPU until `task` has ended; go on at once where it is gone already."""

    task: Task


class Ended(NamedTuple):
    """This task ends: whoever awaits it wakes."""


class Interrupt(NamedTuple):
    """In `ns` from now, on this CPU, a device reports: `points` are reached under whoever runs there then."""

    ns: int
    points: list[Point]


Step: TypeAlias = int | Sleep | Await | Ended | Point | Start | Interrupt
Steps: TypeAlias = Iterable[Step]


def spend(ns: int, then: Steps) -> Steps:
    """`ns` on the CPU, then other steps."""
    return chain((ns,), then) if then else (ns,)


def traced(event: Event, fields: Mapping[str, Value], raw: Sequence[int] = (), note: Note = "") -> list[Point]:
    """A trace event is passed: its tracepoint and its raw tracepoint, as far as they are watched."""
    points = [Point(event.plain, fields=fields, note=note)] if event.plain else []
    if event.raw:
        points.append(Point(event.raw, raw, note=note))
    return points


def called(
    ends: Ends, arguments: Sequence[int], note: Note, inner: Sequence[Point] = (), value: int = 0
) -> list[Point]:
    """A function is entered, passes `inner` and returns `value`, all at once, as far as that is watched."""
    points = [Point(ends.entry, arguments, note=note), *inner] if ends.entry else [*inner]
    if ends.leave:
        points.append(Point(ends.leave, value=value, note=note))
    return points
