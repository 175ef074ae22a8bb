"""What the life of a task is made of: steps, one after the other.

int          nanoseconds on the CPU
Sleep        the task leaves its CPU for so long
Await        the task leaves its CPU until another one has ended
Ended        the task tells who waits for it that it ends
Start        a new task begins to live
Point        a hook of the kernel is reached, now; yielded only when somebody watches it
Interrupt    a device will report later, while others run
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from vm.kernel.contexts import Value
from vm.kernel.tasks import Task

TASK_RUNNING, TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE, TASK_DEAD = 0, 1, 2, 0x80
"""Values of task_struct.__state."""

NO_FIELDS: Final[Mapping[str, Value]] = {}


class Sleep(NamedTuple):
    """Off the CPU for `ns`; `state` as in task_struct.__state while waiting."""

    ns: int
    state: int = TASK_INTERRUPTIBLE


class Point(NamedTuple):
    """A hook is reached. Which fields matter depends on `kind`.

    arguments   of a function, or of a raw tracepoint
    value       what the function returns
    fields      of a tracepoint's record
    note        what happens, for people
    """

    kind: str
    target: str
    arguments: tuple[int, ...] = ()
    value: int = 0
    fields: Mapping[str, Value] = NO_FIELDS
    note: str = ""


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
    points: tuple[Point, ...]


Step: TypeAlias = int | Sleep | Await | Ended | Point | Start | Interrupt
Steps: TypeAlias = Iterator[Step]
