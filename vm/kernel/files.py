"""Files and the disk: open, read, write, and what becomes of them on the way down."""

from functools import lru_cache
from typing import Final

from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.kernel.calls import AT_FDCWD, EFAULT, Calls
from vm.kernel.contexts import Value
from vm.kernel.steps import TASK_UNINTERRUPTIBLE, Interrupt, Point, Sleep, Steps
from vm.kernel.tasks import File

O_RDONLY, O_CREAT_APPEND = 0, 0o2101
PAGE_CACHE_NS: Final = 1_900  # a read that finds its data in memory
DISK_NS: Final = 4_200_000  # one that has to wait for the disk
IRQ_NS: Final = 2_000  # from the disk's interrupt to the task being woken


class FileCalls(Calls):
    """What a task does with files."""

    _next_fd = 3

    def open(self, path: str, *, write: bool = False, error: int = 0, pointer: int | None = None) -> Steps:
        """Calls openat(2). `error` makes it fail; `pointer` replaces the address of the name, to fault with."""
        fd = -error if error else self._next_fd
        self._next_fd = self._next_fd + 1 if self._next_fd < 40 else 3
        address = self.space.string(path) if pointer is None else pointer
        flags = O_CREAT_APPEND if write else O_RDONLY
        how = self.structure(0, "open_how", {"flags": flags, "mode": 0o644 if write else 0})
        name = self.name(path, address)
        note = f'"{path}"' + (f" fails with -{error}" if error else "")
        inner = () if error == EFAULT else self._open_inner(path, name, error, note)
        nested = self.call("do_sys_openat2", (AT_FDCWD, address, how), fd, inner, note)
        yield from self.syscall("openat", (AT_FDCWD, address, flags, 0o644 if write else 0), fd, nested, note)

    def _open_inner(self, path: str, name: int, error: int, note: str) -> Steps:
        file = self.world.file(path)
        opened: Steps = iter(())
        if not error:
            place = self.structure(64, "path", {"dentry": file.dentry})
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
        buffer = self.space.store(_content(path, min(got, 64)))
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
        """A request to the disk, and its completion, which comes as an interrupt."""
        sectors = max(8, -(-size // 4096) * 8)
        sector = self.stream.below(1 << 24) & ~7
        values: dict[str, int | bytes] = {"__data_len": sectors * 512, "__sector": sector, "cmd_flags": int(write)}
        request = self.structure(128, "request", values)
        watched = self._disk_watched()
        note = f"{'write' if write else 'read'} of {sectors} sectors at {sector}" if watched else ""
        device: dict[str, Value] = {
            "dev": 254 << 20, "sector": sector, "nr_sector": sectors, "rwbs": "W" if write else "R",
        }  # fmt: skip
        if watched:
            issued = device | {"bytes": sectors * 512, "comm": self.task.comm, "cmd": ""}
            yield from self.trace("block/block_rq_issue", issued, (request,), note)
        yield from self.call("blk_mq_start_request", (request,), 0, (), note)
        wait = self.world.disk.wait(self.world.now_ns, self.stream.around(DISK_NS))
        if watched:
            completed = device | {"error": 0, "cmd": ""}
            raw = (request, 0, sectors * 512)
            yield Interrupt(wait, (
                Point("tracepoint", "block/block_rq_complete", fields=completed, note=note),
                Point("raw_tracepoint", "block_rq_complete", raw, note=note),
                Point("kprobe", "blk_account_io_done", (request, self.world.now_ns + wait), note=note),
                Point("kretprobe", "blk_account_io_done", note=note),
            ))  # fmt: skip
        yield Sleep(wait + IRQ_NS, TASK_UNINTERRUPTIBLE)

    def _disk_watched(self) -> bool:
        watch = self.watch
        return any(
            (*watch.event("block/block_rq_issue"), *watch.event("block/block_rq_complete"),
             *watch.function("blk_account_io_done")[1:], *watch.function("blk_mq_start_request")[1:])
        )  # fmt: skip


@lru_cache(maxsize=256)
def _content(path: str, size: int) -> bytes:
    return (f"content of {path}\n" * 4).encode()[:size].ljust(size, b"\0")
