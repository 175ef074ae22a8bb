"""The ways into the kernel: system calls, function calls and trace events, each a short sequence of steps.

What a task draws at random and how long it takes never depends on what is watched, so one program
sees the same world whichever others are attached beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.kernel import contexts, layout
from vm.kernel.chance import U64, Stream
from vm.kernel.contexts import Value
from vm.kernel.hooks import Watch
from vm.kernel.steps import Point, Sleep, Step, Steps
from vm.kernel.tasks import SCRATCH, AddressSpace, Task
from vm.kernel.world import World

AT_FDCWD: Final = -100
ENOENT, EINTR, EACCES, EFAULT = 2, 4, 13, 14
NEVER_RETURN: Final = frozenset({"exit", "exit_group"})

_AX: Final = 8 * contexts.PT_REGS.index("ax")


class Calls:
    """What every task can do. A method that yields steps is one thing it does.

    seen   some program can read memory, so what lies there matters
    """

    def __init__(self, world: World, watch: Watch, task: Task, stream: Stream) -> None:
        self.world, self.watch, self.task, self.stream = world, watch, task, stream
        self.seen = world.memory_is_read

    @property
    def space(self) -> AddressSpace:
        assert self.task.space is not None, "kernel threads have no user memory"
        return self.task.space

    def trace(self, name: str, fields: Mapping[str, Value], raw: Sequence[int] = (), note: str = "") -> Steps:
        """Trace event `category/event`, and the raw tracepoint of the same name."""
        plain, untyped = self.watch.event(name)
        if plain:
            yield Point("tracepoint", name, fields=fields, note=note)
        if untyped:
            yield Point("raw_tracepoint", name.partition("/")[2], tuple(raw), note=note)

    def call(
        self, name: str, arguments: tuple[int, ...], value: int = 0, inner: Iterable[Step] = (), note: str = "",
        *, ns: int = 200, returns: bool = True,
    ) -> Steps:  # fmt: skip
        """A kernel function is entered, does `inner` and returns `value`. `ns` is its own time."""
        address, entry, leave = self.watch.function(name)
        frames = self.task.frames
        frames.append(address)
        if entry:
            yield Point("kprobe", name, arguments, note=note)
        awaited = leave and returns and self.world.await_return(name)
        yield ns
        if inner:
            yield from inner
        frames.pop()
        if awaited:
            self.world.inside[name] -= 1
            yield Point("kretprobe", name, value=value, note=note)

    def user_call(
        self,
        name: str,
        arguments: tuple[int, ...],
        value: int = 0,
        inner: Iterable[Step] = (),
        note: str = "",
        *,
        ns: int = 900,
    ) -> Steps:
        """A function of the task's own program."""
        target = f"{self.space.exe}:{name}"
        functions = self.task.functions
        functions.append(name)
        if self.watch.at("uprobe", target):
            yield Point("uprobe", target, arguments, note=note)
        yield ns
        if inner:
            yield from inner
        functions.pop()
        if self.watch.at("uretprobe", target):
            yield Point("uretprobe", target, value=value, note=note)

    def syscall(
        self, name: str, arguments: tuple[int, ...], value: int, inner: Iterable[Step] = (), note: str = ""
    ) -> Steps:
        """A system call from its entry to its exit."""
        row = SYSCALL_BY_NAME[name]
        frame, inside = self.task.stack, f"__x64_sys_{name}"
        if self.seen:
            ip = self.space.text + 0x2000 + 16 * row.nr
            regs = contexts.syscall_registers(number=row.nr, arguments=arguments, ip=ip, sp=self.space.data)
            self.world.kernel.write(frame, regs)
        any_watched = self.watch.syscall(name)
        if any_watched:
            yield from self._enter(name, arguments, note)
        yield from self.call(inside, (frame,), value, inner, note, ns=120, returns=name not in NEVER_RETURN)
        if self.seen:
            self.world.kernel.write(frame + _AX, (value & U64).to_bytes(8, "little"))
        if any_watched:
            number = row.nr
            leave = {"__syscall_nr": number, "ret": value}
            yield from self.trace(f"syscalls/sys_exit_{name}", leave, note=f"{note} = {value}" if note else "")
            yield from self.trace(
                "raw_syscalls/sys_exit", {"id": number, "ret": value}, (frame, value), f"{name} = {value}"
            )

    def _enter(self, name: str, arguments: tuple[int, ...], note: str) -> Steps:
        row, frame = SYSCALL_BY_NAME[name], self.task.stack
        words = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
        yield from self.trace("raw_syscalls/sys_enter", {"id": row.nr, "args": words}, (frame, row.nr), f"{name} enter")
        entry = f"syscalls/sys_enter_{name}"
        if self.watch.at("tracepoint", entry):
            fields: dict[str, Value] = {"__syscall_nr": row.nr}
            fields |= {arg: word for (arg, _), word in zip(row.args, arguments, strict=False)}
            yield Point("tracepoint", entry, fields=fields, note=note)

    def pause(self, ns: int) -> Steps:
        """Calls clock_nanosleep(2)."""
        request = self.space.store((ns // 10**9).to_bytes(8, "little") + (ns % 10**9).to_bytes(8, "little"))
        nested = self.call("hrtimer_nanosleep", (ns, 1, 1), 0, iter((Sleep(ns),)), f"{ns} ns")
        yield from self.syscall("clock_nanosleep", (1, 0, request, 0), 0, nested, f"{ns} ns")

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
