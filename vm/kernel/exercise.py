"""Firing hooks that nothing in a scenario reaches, so that every program gets something to see.

Each hook is watched for a while; if nobody else has fired it by then, a task of the scenario calls
the function, or passes the trace event, now and then, with arguments of the kinds the facts name.
"""

from collections.abc import Sequence
from typing import Final

from vm.facts.baseline import CPUS
from vm.facts.functions import FUNCTION_BY_NAME
from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.facts.tracepoints import Field
from vm.kernel.activity import Activity
from vm.kernel.calls import ENOENT
from vm.kernel.chance import Stream
from vm.kernel.contexts import Value, tracepoint
from vm.kernel.hooks import Hook, Watch
from vm.kernel.layout import pack
from vm.kernel.steps import Point, Sleep, Steps
from vm.kernel.tasks import Task
from vm.kernel.world import DEVICE, World

PATHS: Final = ("/etc/hosts", "/etc/passwd", "/usr/bin/env", "/var/log/syslog", "/home/ada/notes.txt")
PATIENCE: Final = 8
"""Periods to wait for others to fire a hook."""

_USER_STRINGS: Final = frozenset(
    {"filename", "pathname", "path", "name", "oldname", "newname", "dir_name", "specialfile"}
)
_FUNCTION_KINDS: Final = frozenset({"kprobe", "kretprobe"})
_USER_KINDS: Final = frozenset({"uprobe", "uretprobe"})


class Exerciser:
    """Makes the tasks' doings for one simulation. `fired` is filled by the simulation as hooks fire."""

    def __init__(self, world: World, watch: Watch, fired: set[int], every_ns: int) -> None:
        self.world, self.watch, self.fired, self.every_ns = world, watch, fired, every_ns
        with world.aside():
            self.files = [world.file(path) for path in PATHS]
            ends: dict[str, int | bytes] = {
                "skc_family": 2,
                "skc_num": 80,
                "skc_dport": b"\x01\xbb",
                "skc_daddr": bytes((192, 0, 2, 80)),
            }
            self.sock = world.allocate(pack("sock_common", ends) + bytes(648))

    def actors(self, tasks: Sequence[Task]) -> list[tuple[Task, Steps]]:
        """(task, steps) for each group of hooks that one doing fires together."""
        groups: dict[tuple[str, str], set[int]] = {}
        for n, hook in enumerate(self.watch.hooks):
            group = _group(hook)
            if group:
                groups.setdefault(group, set()).add(n)
        actors = []
        for n, (group, hooks) in enumerate(groups.items()):
            with self.world.aside():
                activity = self._actor(group, n, tasks)
            actors.append((activity.task, self._steps(activity, group, hooks)))
        return actors

    def _actor(self, group: tuple[str, str], n: int, tasks: Sequence[Task]) -> Activity:
        kind, target = group
        stream = Stream.named(self.world.seed, f"exercise {kind} {target}")
        if kind == "user":
            return Activity(self.world, self.watch, self._program(target.rpartition(":")[0], tasks), stream)
        own = tasks[n % len(tasks)] if tasks else self.world.init
        task = self.world.thread(own, own.name, n % CPUS)
        return Activity(self.world, self.watch, task, stream)

    def _program(self, binary: str, tasks: Sequence[Task]) -> Task:
        """A thread of a process that runs `binary`; a process of its own if there is none."""
        for task in tasks:
            if task.space is not None and task.space.exe == binary:
                return self.world.thread(task, task.name, task.cpu)
        return self.world.spawn(binary.rsplit("/", 1)[-1] or "program", exe=binary, uid=1000, cpu=1)

    def _steps(self, activity: Activity, group: tuple[str, str], hooks: set[int]) -> Steps:
        yield Sleep(PATIENCE * self.every_ns)
        if hooks <= self.fired:
            return
        while True:
            yield from self._once(activity, group)
            yield Sleep(activity.stream.around(self.every_ns))

    def _once(self, a: Activity, group: tuple[str, str]) -> Steps:
        kind, target = group
        if kind == "function":
            return self._function(a, target)
        if kind == "user":
            return self._user_function(a, target.rpartition(":")[2])
        if kind == "syscall":
            return self._syscall(a, target)
        if kind == "raw":
            site = self.watch.site("raw_tracepoint", target)
            return [Point(site, (a.task.address, a.task.pid, a.stream.below(100)))] if site else ()
        return self._event(a, target)

    def _function(self, a: Activity, name: str) -> Steps:
        row = FUNCTION_BY_NAME.get(name)
        if row is None:
            arguments: tuple[int, ...] = (a.task.address, *(a.stream.below(4096) for _ in range(5)))
            value = 0
        else:
            arguments = tuple(self._argument(a, arg, kind) for arg, kind in row.args[:6])
            value = self._result(a, row.returns)
        return a.call(name, arguments, value, ns=a.stream.around(2_500))

    def _argument(self, a: Activity, name: str, kind: str) -> int:
        file = a.stream.pick(self.files)
        match kind:
            case "struct file *":
                return file.address
            case "struct dentry *":
                return file.dentry
            case "struct inode *":
                return file.inode
            case "struct path *":
                return file.address + 64
            case "struct task_struct *":
                return a.task.address
            case "struct sock *" | "struct socket *":
                return self.sock
            case "struct filename *":
                return a.name(file.path, a.space.string(file.path))
            case "char *" if name in _USER_STRINGS:
                return a.space.string(file.path)
            case _ if kind.endswith("*"):
                return a.scratch(0, bytes(64)) if name != "buf" else a.space.store(bytes(64))
            case _:
                return a.stream.pick((0, 1, 64, 512, 4096))

    def _result(self, a: Activity, kind: str) -> int:
        if kind == "void":
            return 0
        if kind.endswith("*"):
            return a.stream.pick(self.files).address
        return a.stream.pick((0, 0, 0, 64, -ENOENT)) if kind != "ssize_t" else a.stream.pick((64, 512, 4096))

    def _user_function(self, a: Activity, name: str) -> Steps:
        text = a.space.string(a.stream.pick(("hello", "ls -l", "42", "coffee")))
        if name == "readline":
            return a.user_call(name, (a.space.string("$ "),), text)
        first, second = a.stream.between(1, 500), a.stream.between(1, 9)
        return a.user_call(name, (first, second, text), first * second)

    def _syscall(self, a: Activity, name: str) -> Steps:
        row = SYSCALL_BY_NAME[name]
        arguments = []
        for arg, kind in row.args:
            if kind == "const char *" and arg in _USER_STRINGS:
                arguments.append(a.space.string(a.stream.pick(PATHS)))
            elif kind.endswith("*"):
                arguments.append(a.space.store(bytes(64)))
            else:
                arguments.append(3 if "fd" in arg else a.stream.pick((0, 1, 64, 4096)))
        return a.syscall(name, tuple(arguments), a.stream.pick((0, 0, 0, -ENOENT)))

    def _event(self, a: Activity, name: str) -> Steps:
        layout = tracepoint(name)
        fields = {field.name: self._value(a, field) for field in layout.fields} if layout else {}
        return a.trace(name, fields)

    def _value(self, a: Activity, field: Field) -> Value:
        """Something that fits a field: names and numbers agree with the task that passes."""
        name, kind = field.name, field.type
        if name.endswith("comm"):
            return a.task.comm if kind.startswith("char") else a.task.name
        if name.endswith(("pid", "tgid")):
            return a.task.tgid if name.endswith("tgid") else a.task.pid
        if name == "prio" or name.endswith("_prio"):
            return a.task.prio
        if name.endswith("cpu"):
            return a.task.cpu
        if "char[]" in kind:
            return DEVICE if name in {"name", "dev", "dev_name"} else a.stream.pick(PATHS)
        if kind.endswith("*"):
            return a.task.address
        if "[" in kind:
            return bytes(field.size)
        return 0 if name in {"ret", "error", "err"} else a.stream.below(1 << min(10, 8 * field.size - 1))


def _group(hook: Hook) -> tuple[str, str] | None:
    """What has to be done to fire a hook: (kind, target); None for hooks with sources of their own."""
    if hook.kind in _FUNCTION_KINDS:
        target = _concrete(hook)
        name = target.removeprefix("__x64_sys_")
        return ("syscall", name) if target != name and name in SYSCALL_BY_NAME else ("function", target)
    if hook.kind in _USER_KINDS:
        return "user", hook.target.replace("*", "work").replace("?", "x")
    if hook.kind == "raw_tracepoint":
        return "raw", hook.target
    if hook.kind == "tracepoint":
        event = hook.target.removeprefix("syscalls/")
        name = event.removeprefix("sys_enter_").removeprefix("sys_exit_")
        return ("syscall", name) if event != hook.target and name in SYSCALL_BY_NAME else ("event", hook.target)
    return None


def _concrete(hook: Hook) -> str:
    """A function that fits a hook's pattern."""
    if not hook.pattern:
        return hook.target
    watch = Watch([hook])
    return next(
        (name for name in FUNCTION_BY_NAME if watch.site(hook.kind, name)),
        hook.target.replace("*", "").replace("?", "x"),
    )
