"""What a task can do: system calls, function calls, trace events, each a short sequence of steps.

An activity is a generator of steps. A step is

    int          nanoseconds on the CPU
    Sleep        the task leaves its CPU for so long
    Start        a new task begins to live
    Point        a hook of the kernel is reached, now; yielded only when somebody watches it
    Interrupt    a device will report later, while others run

What an activity draws at random and how long it takes never depends on what is watched, so one
program sees the same world whichever others are attached beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.kernel import contexts, layout
from vm.kernel.chance import U64, Stream
from vm.kernel.contexts import Value
from vm.kernel.hooks import Watch
from vm.kernel.tasks import SCRATCH, AddressSpace, File, Task
from vm.kernel.world import World

AT_FDCWD: Final = -100
ENOENT, EINTR, EACCES, EFAULT = 2, 4, 13, 14
O_RDONLY, O_WRONLY, O_CREAT_APPEND = 0, 1, 0o2101
SIGCHLD: Final = 17
NEVER_RETURN: Final = frozenset({"exit", "exit_group"})
AF_INET: Final = 2
TCP_ESTABLISHED, TCP_SYN_SENT, TCP_CLOSE, TCP_LISTEN = 1, 2, 7, 10
TASK_RUNNING, TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE, TASK_DEAD = 0, 1, 2, 0x80

PAGE_CACHE_NS: Final = 1_900  # a read that finds its data in memory
DISK_NS: Final = 4_200_000  # one that has to wait for the disk
ROUND_TRIP_NS: Final = 650_000
IRQ_NS: Final = 2_000  # from the disk's interrupt to the task being woken


LOCAL_HOST: Final = bytes((10, 0, 0, 1))
"""The address of the simulated machine's eth0."""


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
    fields: Mapping[str, Value] = {}
    note: str = ""


class Start(NamedTuple):
    """Begin to run `steps` as `task`."""

    task: Task
    steps: "Steps"


class Interrupt(NamedTuple):
    """In `ns` from now, on this CPU, a device reports: `points` are reached under whoever runs there then."""

    ns: int
    points: tuple[Point, ...]


Step: TypeAlias = int | Sleep | Point | Start | Interrupt
Steps: TypeAlias = Iterator[Step]


class Activity:
    """The doings of one task. Every method that yields steps is one thing it can do."""

    def __init__(self, world: World, watch: Watch, task: Task, stream: Stream) -> None:
        self.world, self.watch, self.task, self.stream = world, watch, task, stream
        self._next_fd = 3
        self.sock = 0  # the connection made last

    @property
    def space(self) -> AddressSpace:
        assert self.task.space is not None, "kernel threads have no user memory"
        return self.task.space

    # Probes and trace events.

    def trace(self, name: str, fields: Mapping[str, Value], raw: Sequence[int] = (), note: str = "") -> Steps:
        """Trace event `category/event`, and the raw tracepoint of the same name."""
        if self.watch.at("tracepoint", name):
            yield Point("tracepoint", name, fields=fields, note=note)
        event = name.partition("/")[2]
        if self.watch.at("raw_tracepoint", event):
            yield Point("raw_tracepoint", event, tuple(raw), note=note)

    def call(
        self, name: str, arguments: tuple[int, ...], value: int = 0, inner: Iterable[Step] = (), note: str = "",
        *, ns: int = 200, returns: bool = True,
    ) -> Steps:  # fmt: skip
        """A kernel function is entered, does `inner` and returns `value`. `ns` is its own time."""
        frames = self.task.frames
        frames.append(layout.function_address(name))
        if self.watch.at("kprobe", name):
            yield Point("kprobe", name, arguments, note=note)
        awaited = returns and bool(self.watch.at("kretprobe", name)) and self.world.await_return(name)
        yield ns
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
        if self.watch.at("uprobe", target):
            yield Point("uprobe", target, arguments, note=note)
        outer, self.task.function = self.task.function, name
        yield ns
        yield from inner
        self.task.function = outer
        if self.watch.at("uretprobe", target):
            yield Point("uretprobe", target, value=value, note=note)

    def syscall(
        self, name: str, arguments: tuple[int, ...], value: int, inner: Iterable[Step] = (), note: str = ""
    ) -> Steps:
        """A system call from its entry to its exit."""
        row = SYSCALL_BY_NAME[name]
        frame = self.task.stack
        words = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
        ip = self.space.text + 0x2000 + 16 * row.nr
        regs = contexts.syscall_registers(number=row.nr, arguments=arguments, ip=ip, sp=self.space.data)
        self.world.kernel.write(frame, regs)
        yield from self.trace("raw_syscalls/sys_enter", {"id": row.nr, "args": words}, (frame, row.nr), f"{name} enter")
        entry = f"syscalls/sys_enter_{name}"
        if self.watch.at("tracepoint", entry):
            fields: dict[str, Value] = {"__syscall_nr": row.nr}
            fields |= {arg: word for (arg, _), word in zip(row.args, arguments, strict=False)}
            yield Point("tracepoint", entry, fields=fields, note=note)
        back = name not in NEVER_RETURN
        yield from self.call(f"__x64_sys_{name}", (frame,), value, inner, note, ns=120, returns=back)
        offset = contexts.PT_REGS.index("ax") * 8
        self.world.kernel.write(frame + offset, (value & U64).to_bytes(8, "little"))
        leave = {"__syscall_nr": row.nr, "ret": value}
        yield from self.trace(f"syscalls/sys_exit_{name}", leave, note=f"{note} = {value}" if note else "")
        yield from self.trace(
            "raw_syscalls/sys_exit", {"id": row.nr, "ret": value}, (frame, value), f"{name} = {value}"
        )

    # Files.

    def open(self, path: str, *, write: bool = False, error: int = 0, pointer: int | None = None) -> Steps:
        """Calls openat(2). `error` makes it fail; `pointer` replaces the address of the name, to fault with."""
        fd = -error if error else self._next_fd
        self._next_fd = self._next_fd + 1 if self._next_fd < 40 else 3
        address = self.space.string(path) if pointer is None else pointer
        flags = O_CREAT_APPEND if write else O_RDONLY
        how = self.scratch(0, layout.pack("open_how", {"flags": flags, "mode": 0o644 if write else 0}))
        name = self.name(path, address)
        note = f'"{path}"' + (f" fails with -{error}" if error else "")
        inner = () if error == EFAULT else self._open_inner(path, name, error, note)
        nested = self.call("do_sys_openat2", (AT_FDCWD, address, how), fd, inner, note)
        yield from self.syscall("openat", (AT_FDCWD, address, flags, 0o644 if write else 0), fd, nested, note)

    def _open_inner(self, path: str, name: int, error: int, note: str) -> Steps:
        file = self.world.file(path)
        opened: Steps = iter(())
        if not error:
            place = self.scratch(64, layout.pack("path", {"dentry": file.dentry}))
            opened = self.call(
                "vfs_open", (place, file.address), 0, self.call("security_file_open", (file.address,), 0), note
            )
        yield from self.call(
            "do_filp_open", (AT_FDCWD, name, 0), -error if error else file.address, opened, note, ns=700
        )

    def read(
        self, path: str, size: int, *, fd: int = 3, kind: str = "file", wait_ns: int = 0, disk: bool = False,
        overlay: bool = False,
    ) -> Steps:  # fmt: skip
        """The system call read for at most `size` bytes; waits `wait_ns` for somebody, or for the disk.

        overlay   the file lies in a layer of another file system, which reads it in turn: the same function, nested
        """
        file = self.world.file(path, kind)
        got = min(size, file.size)
        buffer = self.space.store(self._content(path, min(got, 64)))
        note = f"{path}, {size} bytes"
        inner = self._wait(file, got, wait_ns, disk=disk)
        if overlay:
            inner = self.call("vfs_read", (file.address, buffer, size, 0), got, inner, f"{note}, the layer below")
        work = self.call("vfs_read", (file.address, buffer, size, 0), got, inner, note, ns=PAGE_CACHE_NS // 2)
        nested = self.call("ksys_read", (fd, buffer, size), got, work, note)
        yield from self.syscall("read", (fd, buffer, size), got, nested, note)

    def wake_from_read(self, path: str, got: int, wait_ns: int, *, kind: str) -> Steps:
        """The end of a read(2) that began before anybody watched: returns without entries."""
        self.world.file(path, kind)
        yield Sleep(wait_ns)
        note = f"{path}, began earlier"
        for name in ("vfs_read", "ksys_read", "__x64_sys_read"):
            if self.watch.at("kretprobe", name):
                yield Point("kretprobe", name, value=got, note=note)
            yield 100
        number = SYSCALL_BY_NAME["read"].nr
        leave: dict[str, Value] = {"__syscall_nr": number, "ret": got}
        yield from self.trace("syscalls/sys_exit_read", leave, note=f"{note} = {got}")
        yield from self.trace(
            "raw_syscalls/sys_exit", {"id": number, "ret": got}, (self.task.stack, got), f"read = {got}"
        )

    def write(self, path: str, data: bytes, *, fd: int = 1, kind: str = "file") -> Steps:
        """The system call write with `data`."""
        file = self.world.file(path, kind)
        buffer = self.space.store(data[:256])
        note = f"{path}, {len(data)} bytes"
        work = self.call("vfs_write", (file.address, buffer, len(data), 0), len(data), (), note, ns=1_400)
        nested = self.call("ksys_write", (fd, buffer, len(data)), len(data), work, note)
        yield from self.syscall("write", (fd, buffer, len(data)), len(data), nested, note)

    def close(self, path: str, *, fd: int = 3, kind: str = "file") -> Steps:
        """The system call close."""
        file = self.world.file(path, kind)
        yield from self.syscall("close", (fd,), 0, self.call("filp_close", (file.address, 0), 0, (), path), path)

    def unlink(self, path: str) -> Steps:
        """Calls unlinkat(2)."""
        file, address = self.world.file(path), self.space.string(path)
        name = self.name(path, address)
        removed = self.call("vfs_unlink", (0, file.inode, file.dentry, 0), 0, (), f'"{path}"', ns=2_000)
        nested = self.call("do_unlinkat", (AT_FDCWD, name), 0, removed, f'"{path}"', ns=600)
        yield from self.syscall("unlinkat", (AT_FDCWD, address, 0), 0, nested, f'"{path}"')

    def fsync(self, path: str) -> Steps:
        """The system call fsync, which always waits for the disk."""
        file = self.world.file(path)
        nested = self.call("vfs_fsync", (file.address, 0), 0, self._disk(4096, write=True), path)
        yield from self.syscall("fsync", (3,), 0, nested, path)

    def _wait(self, file: File, size: int, wait_ns: int, *, disk: bool) -> Steps:
        if wait_ns:
            yield Sleep(wait_ns)
        if disk:
            yield from self._disk(size, write=False)
        elif file.kind == "file":
            yield self.stream.around(PAGE_CACHE_NS)

    def _disk(self, size: int, *, write: bool) -> Steps:
        """A request to the disk, and its completion."""
        sectors = max(8, -(-size // 4096) * 8)
        sector = self.stream.below(1 << 24) & ~7
        values: dict[str, int | bytes] = {"__data_len": sectors * 512, "__sector": sector, "cmd_flags": int(write)}
        request = self.scratch(128, layout.pack("request", values))
        device: dict[str, Value] = {
            "dev": 254 << 20,
            "sector": sector,
            "nr_sector": sectors,
            "rwbs": "W" if write else "R",
        }
        note = f"{'write' if write else 'read'} of {sectors} sectors at {sector}"
        issued = device | {"bytes": sectors * 512, "comm": self.task.comm, "cmd": ""}
        yield from self.trace("block/block_rq_issue", issued, (request,), note)
        yield from self.call("blk_mq_start_request", (request,), 0, (), note)
        wait = self.world.disk.wait(self.world.now_ns, self.stream.around(DISK_NS))
        completed = device | {"error": 0, "cmd": ""}
        raw = (request, 0, sectors * 512)
        yield Interrupt(wait, (
            Point("tracepoint", "block/block_rq_complete", fields=completed, note=note),
            Point("raw_tracepoint", "block_rq_complete", raw, note=note),
            Point("kprobe", "blk_account_io_done", (request, self.world.now_ns + wait), note=note),
            Point("kretprobe", "blk_account_io_done", note=note),
        ))  # fmt: skip
        yield Sleep(wait + IRQ_NS, TASK_UNINTERRUPTIBLE)

    # The network.

    def connect(self, host: bytes, port: int) -> Steps:
        """A socket, connected to an IPv4 address."""
        source = 32_768 + self.stream.below(28_000)
        values = self._endpoints(host, port, source)
        sock = self.world.socket({**values, "skc_state": TCP_CLOSE})
        address = layout.pack(
            "sockaddr_in", {"sin_family": AF_INET, "sin_port": port.to_bytes(2, "big"), "sin_addr": host}
        )
        pointer = self.space.store(address)
        kernel_copy = self.scratch(96, address)
        note = f"{'.'.join(map(str, host))}:{port}"
        yield from self.syscall("socket", (AF_INET, 1, 0), 5, (), note)
        shake = self._shake(sock, host, port, source, note)
        nested = self.call("tcp_v4_connect", (sock, kernel_copy, 16), 0, shake, note)
        outer = self.call("__sys_connect", (5, pointer, 16), 0, nested, note)
        yield from self.syscall("connect", (5, pointer, 16), 0, outer, note)
        self.sock = sock

    def _shake(self, sock: int, host: bytes, port: int, source: int, note: str) -> Steps:
        yield from self._tcp_state(sock, host, port, source, TCP_CLOSE, TCP_SYN_SENT)
        yield from self.call("tcp_connect", (sock,), 0, (), note)
        yield Sleep(self.stream.around(ROUND_TRIP_NS))
        yield from self._tcp_state(sock, host, port, source, TCP_SYN_SENT, TCP_ESTABLISHED)

    def _tcp_state(self, sock: int, host: bytes, port: int, source: int, old: int, new: int) -> Steps:
        fields: dict[str, Value] = {
            "skaddr": sock, "oldstate": old, "newstate": new, "sport": source, "dport": port, "family": AF_INET,
            "protocol": 6, "saddr": LOCAL_HOST, "daddr": host,
        }  # fmt: skip
        yield from self.trace("sock/inet_sock_set_state", fields, (sock, old, new), f"TCP state {old} to {new}")
        yield from self.call("tcp_set_state", (sock, new), 0)
        self.world.store(sock, "sock_common", "skc_state", new)

    def accept(self, host: bytes, port: int, source: int) -> Steps:
        """Calls accept4(2) for a connection that is there."""
        listening = self.world.file("/listening", "socket")
        sock = self.world.socket({**self._endpoints(host, source, port), "skc_state": TCP_ESTABLISHED})
        self.sock = sock
        note = f"from {'.'.join(map(str, host))}:{source}"
        nested = self.call("inet_csk_accept", (listening.address, 0), sock, (), note, ns=500)
        yield from self.syscall("accept4", (6, self.space.data, self.space.data + 64, 0o2000000), 9, nested, note)

    def send(self, data: bytes) -> Steps:
        """Calls sendto(2) on the connection made last."""
        buffer = self.space.store(data[:256])
        note = f"{len(data)} bytes"
        nested = self.call(
            "tcp_sendmsg", (self.sock, self.task.stack + SCRATCH, len(data)), len(data), (), note, ns=2_200
        )
        yield from self.syscall("sendto", (5, buffer, len(data), 0x4000, 0, 0), len(data), nested, note)

    def receive(self, size: int, wait_ns: int = 0) -> Steps:
        """Calls recvfrom(2) on the connection made last."""
        buffer = self.space.store(bytes(64))
        inner: Steps = iter((Sleep(wait_ns),)) if wait_ns else iter(())
        note = f"{size} bytes"
        nested = self.call("tcp_recvmsg", (self.sock, self.task.stack + SCRATCH, 4096, 0), size, inner, note, ns=1_500)
        yield from self.syscall("recvfrom", (5, buffer, 4096, 0, 0, 0), size, nested, note)

    def disconnect(self) -> Steps:
        """The system call close for the connection made last."""
        yield from self.syscall(
            "close", (5,), 0, self.call("tcp_close", (self.sock, 0), 0, (), "connection"), "connection"
        )

    @staticmethod
    def _endpoints(host: bytes, remote_port: int, local_port: int) -> dict[str, int | bytes]:
        return {
            "skc_daddr": host,
            "skc_rcv_saddr": LOCAL_HOST,
            "skc_dport": remote_port.to_bytes(2, "big"),
            "skc_num": local_port,
            "skc_family": AF_INET,
        }

    # Processes.

    def fork(self, child_cpu: int, life: "Callable[[Activity], Steps]") -> Steps:
        """Calls clone(2) for a child that begins with `life`, called with the child's own activity."""
        child = self.world.fork(self.task, child_cpu)
        nested = self._clone(child)
        yield from self.syscall("clone", (SIGCHLD, 0, 0, 0, 0), child.pid, nested, f"child {child.pid}")
        twin = Activity(self.world, self.watch, child, Stream.named(self.world.seed, f"task {child.pid}"))
        yield Start(child, life(twin))

    def _clone(self, child: Task) -> Steps:
        task, note = self.task, f"{self.task.name} [{self.task.pid}] forks {child.pid}"
        fields: dict[str, Value] = {
            "parent_comm": task.name, "parent_pid": task.pid, "child_comm": child.name, "child_pid": child.pid,
        }  # fmt: skip
        born: dict[str, Value] = {"pid": child.pid, "comm": child.comm, "clone_flags": SIGCHLD, "oom_score_adj": 0}
        woken: dict[str, Value] = {"comm": child.comm, "pid": child.pid, "prio": child.prio, "target_cpu": child.cpu}

        def inside() -> Steps:
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
        nested = self._exec(exe)
        yield from self.syscall("execve", (address, vector, self.space.data), 0, nested, f'"{exe}"')

    def _exec(self, exe: str) -> Steps:
        task, world = self.task, self.world
        file = world.file(exe)
        name = self.scratch(512, exe.encode()[:200] + b"\0")
        values: dict[str, int | bytes] = {"file": file.address, "argc": 1, "filename": name, "interp": name}
        program = self.scratch(128, layout.pack("linux_binprm", values)[:384])
        yield from self.call("security_bprm_check", (program,), 0, (), exe)
        yield 160_000
        old = task.comm
        world.execute(task, exe)
        renamed: dict[str, Value] = {"pid": task.pid, "oldcomm": old, "newcomm": task.comm, "oom_score_adj": 0}
        yield from self.call(
            "begin_new_exec", (program,), 0, self.trace("task/task_rename", renamed, (task.address,)), exe
        )
        fields: dict[str, Value] = {"filename": exe, "pid": task.pid, "old_pid": task.pid}
        yield from self.trace("sched/sched_process_exec", fields, (task.address, task.pid, program), exe)

    def exit(self, code: int = 0) -> Steps:
        """Calls exit_group(2), which never returns."""
        task = self.task
        fields: dict[str, Value] = {"comm": task.comm, "pid": task.pid, "prio": task.prio, "group_dead": 1}

        def inside() -> Steps:
            self.world.store(task.address, "task_struct", "exit_code", code << 8)
            yield from self.trace("sched/sched_process_exit", fields, (task.address, 1), f"exits with {code}")
            yield 30_000
            self.world.exit(task)
            yield Sleep(0, TASK_DEAD)

        dying = self.call("do_exit", (code << 8,), 0, inside(), f"code {code}", returns=False)
        nested = self.call("do_group_exit", (code << 8,), 0, dying, f"code {code}", returns=False)
        yield from self.syscall("exit_group", (code,), 0, nested, f"code {code}")

    # Odds and ends.

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

    def name(self, path: str, user: int) -> int:
        """A struct filename with the path in kernel memory."""
        text = self.scratch(288, path.encode()[:200] + b"\0")
        return self.scratch(256, layout.pack("filename", {"name": text, "uptr": user, "refcnt": 1}))

    @staticmethod
    def _content(path: str, size: int) -> bytes:
        return (f"content of {path}\n" * 4).encode()[:size].ljust(size, b"\0")
