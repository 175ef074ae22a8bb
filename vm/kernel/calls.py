"""The ways into the kernel: system calls, function calls and trace events, each a short sequence of steps.

What a task draws at random and how long it takes never depends on what is watched, so one program
sees the same world whichever others are attached beside it. And what nobody watches is nothing but
time: functions without a probe melt into the nanoseconds around them.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from vm.facts.syscalls import SYSCALL_BY_NAME, Syscall
from vm.kernel import contexts, layout
from vm.kernel.chance import U64, Stream
from vm.kernel.contexts import Value
from vm.kernel.hooks import Ends, Gates, Site, Watch
from vm.kernel.steps import Point, Sleep, Steps, spend, traced
from vm.kernel.tasks import SCRATCH, AddressSpace, Task
from vm.kernel.world import World

AT_FDCWD: Final = -100
ENOENT, EINTR, EACCES, EFAULT = 2, 4, 13, 14
NEVER_RETURN: Final = frozenset({"__x64_sys_exit", "__x64_sys_exit_group", "do_exit", "do_group_exit"})
CALL_NS: Final = 200
"""What a function takes for itself, where nothing else is said."""

Call: TypeAlias = tuple[str, tuple[int, ...], int, int]
"""A kernel function is called: its name, its arguments, what it returns, nanoseconds of its own."""

_GATE_NS: Final = 120
_AX: Final = 8 * contexts.PT_REGS.index("ax")
_SIX: Final = (0,) * 6


class Calls:
    """What every task can do. A method that gives steps is one thing it does.

    seen       some program can read memory, so what lies there matters
    followed   somebody may ask in which functions the task is
    """

    def __init__(self, world: World, watch: Watch, task: Task, stream: Stream) -> None:
        assert task.space is not None, "kernel threads have no user memory"
        self.world, self.watch, self.task, self.stream = world, watch, task, stream
        self.space: AddressSpace = task.space
        self.seen, self.followed = world.memory_is_read, world.stacks_are_read

    def trace(self, name: str, fields: Mapping[str, Value], raw: Sequence[int] = (), note: str = "") -> list[Point]:
        """Trace event `category/event`, and the raw tracepoint of the same name."""
        return traced(self.watch.event(name), fields, raw, note)

    def call(
        self, name: str, arguments: tuple[int, ...], value: int = 0, inner: Steps = (), note: str = "",
        *, ns: int = CALL_NS,
    ) -> Steps:  # fmt: skip
        """A kernel function is entered, does `inner` and returns `value`. `ns` is its own time."""
        ends = self.watch.function(name)
        if ends.entry or ends.leave or self.followed:
            return self._call(name, ends, arguments, value, spend(ns, inner), note)
        return spend(ns, inner)

    def calls(self, nested: Sequence[Call], inner: Steps, note: str) -> Steps:
        """Kernel functions that call each other, the outermost first; the innermost does `inner`."""
        steps, spent, function = inner, 0, self.watch.function
        for name, arguments, value, ns in reversed(nested):
            ends, spent = function(name), spent + ns
            if ends.entry or ends.leave or self.followed:
                steps, spent = self._call(name, ends, arguments, value, spend(spent, steps), note), 0
        return spend(spent, steps)

    def _call(self, name: str, ends: Ends, arguments: tuple[int, ...], value: int, body: Steps, note: str) -> Steps:
        frames = self.task.frames
        frames.append(ends.address)
        if ends.entry:
            yield Point(ends.entry, arguments, note=note)
        awaited = ends.leave if ends.leave and name not in NEVER_RETURN and self.world.await_return(name) else None
        yield from body
        frames.pop()
        if awaited:
            self.world.inside[name] -= 1
            yield Point(awaited, value=value, note=note)

    def user_call(
        self, name: str, arguments: tuple[int, ...], value: int = 0, inner: Steps = (), note: str = "", *, ns: int = 900
    ) -> Steps:
        """A function of the task's own program."""
        entry, leave = self.watch.user_function(self.space.exe, name)
        body = spend(ns, inner)
        if entry or leave or self.followed:
            return self._user_call(name, entry, leave, arguments, value, body, note)
        return body

    def _user_call(
        self, name: str, entry: Site | None, leave: Site | None, arguments: tuple[int, ...], value: int, body: Steps,
        note: str,
    ) -> Steps:  # fmt: skip
        functions = self.task.functions
        functions.append(name)
        if entry:
            yield Point(entry, arguments, note=note)
        yield from body
        functions.pop()
        if leave:
            yield Point(leave, value=value, note=note)

    def syscall(
        self, name: str, arguments: tuple[int, ...], value: int, nested: Sequence[Call] = (), inner: Steps = (),
        note: str = "",
    ) -> Steps:  # fmt: skip
        """A system call from its entry to its exit, through the functions `nested`."""
        outermost = f"__x64_sys_{name}", (self.task.stack,), value, _GATE_NS
        body, gates = self.calls((outermost, *nested), inner, note), self.watch.syscall(name)
        if gates or self.seen:
            return self._syscall(SYSCALL_BY_NAME[name], gates, arguments, value, body, note)
        return body

    def _syscall(
        self, row: Syscall, gates: Gates | None, arguments: tuple[int, ...], value: int, body: Steps, note: str
    ) -> Steps:
        frame, kernel = self.task.stack, self.world.kernel
        if self.seen:
            ip = self.space.text + 0x2000 + 16 * row.nr
            regs = contexts.syscall_registers(number=row.nr, arguments=arguments, ip=ip, sp=self.space.data)
            kernel.write(frame, regs)
        if gates:
            yield from self._entered(gates, row, arguments, note)
        yield from body
        if self.seen:
            kernel.write(frame + _AX, (value & U64).to_bytes(8, "little"))
        if gates:
            yield from self.left(gates, row, value, note)

    def _entered(self, gates: Gates, row: Syscall, arguments: tuple[int, ...], note: str) -> list[Point]:
        points = []
        if gates.enter:
            words: dict[str, Value] = {"id": row.nr, "args": (*arguments, *_SIX)[:6]}
            points = traced(gates.enter, words, (self.task.stack, row.nr), f"{row.name} enter")
        if gates.own_enter:
            fields = dict(zip(gates.fields, (row.nr, *arguments), strict=False))
            points.append(Point(gates.own_enter, (), 0, fields, note))
        return points

    def left(self, gates: Gates, row: Syscall, value: int, note: str) -> list[Point]:
        """A system call is left."""
        points = []
        if gates.own_exit:
            leave = {"__syscall_nr": row.nr, "ret": value}
            points = [Point(gates.own_exit, fields=leave, note=f"{note} = {value}" if note else "")]
        if gates.exit:
            said = f"{row.name} = {value}"
            points += traced(gates.exit, {"id": row.nr, "ret": value}, (self.task.stack, value), said)
        return points

    def pause(self, ns: int) -> Steps:
        """Calls clock_nanosleep(2)."""
        request = self.space.store((ns // 10**9).to_bytes(8, "little") + (ns % 10**9).to_bytes(8, "little"))
        nested = (("hrtimer_nanosleep", (ns, 1, 1), 0, CALL_NS),)
        return self.syscall("clock_nanosleep", (1, 0, request, 0), 0, nested, (Sleep(ns),), f"{ns} ns")

    def scratch(self, offset: int, data: bytes) -> int:
        """Put `data` on the task's kernel stack, where it stays until the next system call needs the room."""
        address = self.task.stack + SCRATCH + offset
        self.world.kernel.write(address, data)
        return address

    def structure(self, offset: int, struct: str, values: Mapping[str, int | bytes]) -> int:
        """Put a kernel structure there."""
        if not self.seen:
            return self.task.stack + SCRATCH + offset
        return self.scratch(offset, layout.pack(struct, values))

    def name(self, path: str, user: int) -> int:
        """A struct filename with the path in kernel memory."""
        text = self.scratch(288, path.encode()[:200] + b"\0")
        return self.structure(256, "filename", {"name": text, "uptr": user, "refcnt": 1})
