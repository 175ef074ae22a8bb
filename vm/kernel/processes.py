"""Processes: fork, exec, exit and wait of a task."""

from collections.abc import Callable, Generator
from typing import Final, Self

from vm.facts.structs import STRUCT_BY_NAME
from vm.kernel import layout
from vm.kernel.calls import CALL_NS
from vm.kernel.chance import Stream
from vm.kernel.contexts import Value
from vm.kernel.slabs import SlabCalls
from vm.kernel.steps import TASK_DEAD, Await, Ended, Sleep, Start, Step, Steps
from vm.kernel.tasks import SCRATCH, Task

SIGCHLD: Final = 17
CLD_EXITED: Final = 1
_TASK, _PROGRAM = STRUCT_BY_NAME["task_struct"].size, STRUCT_BY_NAME["linux_binprm"].size


class ProcessCalls(SlabCalls):
    """How a task begets others, becomes another program, and ends."""

    def fork(self, child_cpu: int, life: Callable[[Self], Steps]) -> Generator[Step, None, Task]:
        """Calls clone(2) for a child that begins with `life`, called with the child's own activity: the child."""
        child = self.world.fork(self.task, child_cpu)
        inner = self._clone(child)
        yield from self.syscall("clone", (SIGCHLD, 0, 0, 0, 0), child.pid, (), inner, f"child {child.pid}")
        twin = type(self)(self.world, self.watch, child, Stream.named(self.world.seed, f"task {child.pid}"))
        yield Start(child, life(twin))
        return child

    def wait(self, child: Task) -> Steps:
        """Calls wait4(2) for any child; that one is the next to end."""
        note = f"child {child.pid}"
        yield from self.syscall("wait4", (-1, self.space.data, 0, 0), child.pid, (), self._reap(child, note), note)

    def _reap(self, child: Task, note: str) -> Steps:
        task = self.task
        waits: dict[str, Value] = {"comm": task.comm, "pid": 0, "prio": task.prio}  # 0: any child
        yield from self.trace("sched/sched_process_wait", waits, (), note)
        yield Await(child)
        freed: dict[str, Value] = {"comm": child.comm, "pid": child.pid, "prio": child.prio}
        yield from self.trace("sched/sched_process_free", freed, (child.address,), note)
        yield from self.cache_free("task_struct", child.address, "free_task")

    def _clone(self, child: Task) -> Steps:
        task, note = self.task, f"{self.task.name} [{self.task.pid}] forks {child.pid}"
        fields: dict[str, Value] = {
            "parent_comm": task.name, "parent_pid": task.pid, "child_comm": child.name, "child_pid": child.pid,
        }  # fmt: skip
        born: dict[str, Value] = {"pid": child.pid, "comm": child.comm, "clone_flags": SIGCHLD, "oom_score_adj": 0}
        woken: dict[str, Value] = {"comm": child.comm, "pid": child.pid, "prio": child.prio, "target_cpu": child.cpu}

        def inside() -> Steps:
            yield from self.cache_alloc("task_struct", child.address, _TASK, "dup_task_struct")
            yield 38_000
            yield from self.trace("task/task_newtask", born, (child.address, SIGCHLD), note)
            yield from self.trace("sched/sched_process_fork", fields, (task.address, child.address), note)
            yield from self.call("wake_up_new_task", (child.address,), 0, (), note)
            yield from self.trace("sched/sched_wakeup_new", woken, (child.address,), note)

        yield from self.call("kernel_clone", (self.task.stack + SCRATCH,), child.pid, inside(), note)

    def execute(self, exe: str) -> Steps:
        """Calls execve(2) with an absolute path: from here on the task is another program."""
        address = self.space.string(exe)
        vector = self.space.store(address.to_bytes(8, "little") + bytes(8))
        inner = self._exec(exe)
        yield from self.syscall("execve", (address, vector, self.space.data), 0, (), inner, f'"{exe}"')

    def _exec(self, exe: str) -> Steps:
        task, world = self.task, self.world
        file = world.file(exe)
        name = self.scratch(512, exe.encode()[:200] + b"\0")
        values: dict[str, int | bytes] = {"file": file.address, "argc": 1, "filename": name, "interp": name}
        program = self.scratch(128, layout.pack("linux_binprm", values)[:384])
        yield from self.kmalloc(program, _PROGRAM, "alloc_bprm")
        yield from self.call("security_bprm_check", (program,), 0, (), exe)
        yield 160_000
        old = task.comm
        self.space = world.execute(task, exe)
        renamed: dict[str, Value] = {"pid": task.pid, "oldcomm": old, "newcomm": task.comm, "oom_score_adj": 0}
        yield from self.call(
            "begin_new_exec", (program,), 0, self.trace("task/task_rename", renamed, (task.address,)), exe
        )
        fields: dict[str, Value] = {"filename": exe, "pid": task.pid, "old_pid": task.pid}
        yield from self.trace("sched/sched_process_exec", fields, (task.address, task.pid, program), exe)
        yield from self.kfree(program, "free_bprm")

    def exit(self, code: int = 0) -> Steps:
        """Calls exit_group(2), which never returns."""
        task = self.task
        fields: dict[str, Value] = {"comm": task.comm, "pid": task.pid, "prio": task.prio, "group_dead": 1}

        def inside() -> Steps:
            self.world.store(task.address, "task_struct", "exit_code", code << 8)
            yield from self.trace("sched/sched_process_exit", fields, (task.address, 1), f"exits with {code}")
            yield 30_000
            self.world.exit(task)
            yield from self._tell_parent()
            yield Ended()
            yield Sleep(0, TASK_DEAD)

        nested = (("do_group_exit", (code << 8,), 0, CALL_NS), ("do_exit", (code << 8,), 0, CALL_NS))
        yield from self.syscall("exit_group", (code,), 0, nested, inside(), f"code {code}")

    def _tell_parent(self) -> Steps:
        """A signal says that a child has ended."""
        parent = self.task.parent
        if parent is None:
            return
        fields: dict[str, Value] = {
            "sig": SIGCHLD, "errno": 0, "code": CLD_EXITED, "comm": parent.comm, "pid": parent.pid, "group": 1,
            "result": 0,
        }  # fmt: skip
        note = f"SIGCHLD to {parent.name} [{parent.pid}]"
        yield from self.trace("signal/signal_generate", fields, (SIGCHLD, 0, parent.address, 1, 0), note)
