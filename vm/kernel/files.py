"""Files and the disk: open, read, write, and what becomes of them on the way down."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.kernel.calls import AT_FDCWD, CALL_NS, EFAULT
from vm.kernel.contexts import Value
from vm.kernel.disk import PARTITION
from vm.kernel.slabs import NAME_SIZE, SlabCalls
from vm.kernel.steps import TASK_UNINTERRUPTIBLE, Interrupt, Point, Sleep, Steps, called
from vm.kernel.tasks import File

O_RDONLY, O_CREAT_APPEND = 0, 0o2101
PAGE_CACHE_NS: Final = 1_900  # a read that finds its data in memory
IRQ_NS: Final = 2_000  # from the disk's interrupt to the task being woken

_REQUEST: Final = (
    "submit_bio", "block/block_bio_queue", "blk_mq_submit_bio", "block/block_getrq", "block/block_plug",
    "block/block_io_start", "block/block_unplug", "blk_mq_start_request", "block/block_rq_issue",
    "blk_mq_end_request", "block/block_rq_complete", "blk_account_io_done", "block/block_io_done",
)  # fmt: skip
"""What a request to the disk passes."""


class FileCalls(SlabCalls):
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
        if self.watch.any("kmem/kmem_cache_alloc", "kmem/kmem_cache_free"):
            taken = self.cache_alloc("names_cache", name, NAME_SIZE, "getname_flags")
            inner = chain(taken, inner, self.cache_free("names_cache", name, "putname"))
        nested = (("do_sys_openat2", (AT_FDCWD, address, how), fd, CALL_NS),)
        yield from self.syscall("openat", (AT_FDCWD, address, flags, 0o644 if write else 0), fd, nested, inner, note)

    def _open_inner(self, path: str, name: int, error: int, note: str) -> Steps:
        file = self.world.file(path)
        opened: Steps = ()
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
        nested = (
            ("ksys_read", (fd, buffer, size), got, CALL_NS),
            ("vfs_read", (file.address, buffer, size, 0), got, PAGE_CACHE_NS // 2),
        )
        yield from self.syscall("read", (fd, buffer, size), got, nested, inner, note)

    def wake_from_read(self, path: str, got: int, wait_ns: int, *, kind: str) -> Steps:
        """The end of a read(2) that began before anybody watched: returns without entries."""
        self.world.file(path, kind)
        yield Sleep(wait_ns)
        note = f"{path}, began earlier"
        for name in ("vfs_read", "ksys_read", "__x64_sys_read"):
            leave = self.watch.function(name).leave
            if leave:
                yield Point(leave, value=got, note=note)
            yield 100
        gates = self.watch.syscall("read")
        if gates:
            yield from self.left(gates, SYSCALL_BY_NAME["read"], got, note)

    def write(self, path: str, data: bytes, *, fd: int = 1, kind: str = "file") -> Steps:
        """The system call write with `data`."""
        file = self.world.file(path, kind)
        buffer = self.space.store(data[:256])
        note = f"{path}, {len(data)} bytes"
        size = len(data)
        nested = (
            ("ksys_write", (fd, buffer, size), size, CALL_NS),
            ("vfs_write", (file.address, buffer, size, 0), size, 1_400),
        )
        yield from self.syscall("write", (fd, buffer, size), size, nested, (), note)

    def close(self, path: str, *, fd: int = 3, kind: str = "file") -> Steps:
        """The system call close."""
        file = self.world.file(path, kind)
        yield from self.syscall("close", (fd,), 0, (("filp_close", (file.address, 0), 0, CALL_NS),), (), path)

    def unlink(self, path: str) -> Steps:
        """Calls unlinkat(2)."""
        file, address = self.world.file(path), self.space.string(path)
        name = self.name(path, address)
        nested = (
            ("do_unlinkat", (AT_FDCWD, name), 0, 600),
            ("vfs_unlink", (0, file.inode, file.dentry, 0), 0, 2_000),
        )
        yield from self.syscall("unlinkat", (AT_FDCWD, address, 0), 0, nested, (), f'"{path}"')

    def fsync(self, path: str) -> Steps:
        """The system call fsync, which always waits for the disk."""
        file = self.world.file(path)
        nested = (("vfs_fsync", (file.address, 0), 0, CALL_NS),)
        yield from self.syscall("fsync", (3,), 0, nested, self._disk(4096, write=True), path)

    def _wait(self, file: File, size: int, wait_ns: int, *, disk: bool) -> Steps:
        """Until the data is there."""
        steps: Steps = ()
        if disk:
            steps = self._disk(size, write=False)
        elif file.kind == "file":
            steps = (self.stream.around(PAGE_CACHE_NS),)
        return chain((Sleep(wait_ns),), steps) if wait_ns else steps

    def _disk(self, size: int, *, write: bool) -> Steps:
        """A request to the disk, and its completion, which comes as an interrupt."""
        sectors = max(8, -(-size // 4096) * 8)
        sector = self.stream.below(1 << 24) & ~7
        request, bio = self.world.request(sector, sectors * 512, write=write)
        note, common, issued, watched = "", dict[str, Value](), list[Point](), self.watch.any(*_REQUEST)
        if watched:
            note = f"{'write' if write else 'read'} of {sectors} sectors at {sector}"
            common = {
                "dev": PARTITION, "sector": sector, "nr_sector": sectors, "bytes": sectors * 512,
                "rwbs": "W" if write else "R", "comm": self.task.comm, "cmd": "",
            }  # fmt: skip
            yield from self._submitted(bio, request, common, note)
            issued = self.trace("block/block_rq_issue", common, (request,), note)
        yield from self.call("blk_mq_start_request", (request,), 0, issued, note)
        disk = self.world.disk
        wait = disk.wait(self.world.now_ns, self.stream.around(disk.service_ns))
        if watched:
            yield Interrupt(wait, self._completed(request, common, self.world.now_ns + wait, note))
        yield Sleep(wait + IRQ_NS, TASK_UNINTERRUPTIBLE)

    def _submitted(self, bio: int, request: int, common: Mapping[str, Value], note: str) -> list[Point]:
        """From the file system's bio to a request in the queue of the disk."""
        function, trace = self.watch.function, self.trace
        queued = trace("block/block_bio_queue", common, (bio,), note)
        made = trace("block/block_getrq", common, (bio,), note) + trace(
            "block/block_io_start", common, (request,), note
        )
        made += trace("block/block_plug", common, (0,), note)
        queued += called(function("blk_mq_submit_bio"), (bio,), note, made)
        flushed = trace("block/block_unplug", {**common, "nr_rq": 1}, (0, 1, 1), note)
        return called(function("submit_bio"), (bio,), note, queued) + flushed

    def _completed(self, request: int, common: Mapping[str, Value], now: int, note: str) -> list[Point]:
        """The disk says that it is done."""
        size = common["bytes"]
        assert isinstance(size, int)
        ended = self.trace("block/block_rq_complete", {**common, "comm": b"", "error": 0}, (request, 0, size), note)
        told = self.trace("block/block_io_done", {**common, "comm": b""}, (request,), note)
        ended += called(self.watch.function("blk_account_io_done"), (request, now), note, told)
        return called(self.watch.function("blk_mq_end_request"), (request, 0), note, ended)


@lru_cache(maxsize=256)
def _content(path: str, size: int) -> bytes:
    return (f"content of {path}\n" * 4).encode()[:size].ljust(size, b"\0")
