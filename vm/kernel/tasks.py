"""Tasks, their address spaces and the files they open: who is running when a hook fires."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from vm.facts.baseline import PAGE_SIZE
from vm.kernel import layout
from vm.kernel.chance import Stream
from vm.kernel.pages import Pages

COMM_SIZE: Final = 16  # bytes of task_struct.comm, the closing zero included
NICE_0: Final = 120  # task_struct.prio of an ordinary task
STACK_SIZE: Final = 1024  # bytes of kernel stack that the simulation lays things on
SCRATCH: Final = 256  # offset of what system calls put there
_DATA_SIZE: Final = 4 * PAGE_SIZE
_CALL: Final = 0x40  # how far into a user function its calls are


@dataclass(slots=True, eq=False)
class AddressSpace:
    """The user memory of one process: text and a ring of data pages; everything else faults.

    text   where the program's text begins
    data   where the ring of strings and buffers begins
    """

    exe: str
    text: int
    data: int
    pages: Pages
    cursor: int = 0

    @classmethod
    def of(cls, exe: str, stream: Stream, pages: Pages) -> "AddressSpace":
        """A fresh address space for `exe`, its distances drawn from `stream`."""
        text = layout.USER_TEXT + (stream.below(1 << 28) << 12)
        data = layout.USER_DATA + (stream.below(1 << 26) << 12)
        space = cls(exe, text, data, pages)
        space.pages.map(text, PAGE_SIZE)
        space.pages.write(text, b"\x7fELF\x02\x01\x01")
        space.pages.map(data, _DATA_SIZE)
        return space

    def store(self, data: bytes) -> int:
        """Put `data` (at most a page) into the ring and return its address; old data is overwritten in turn."""
        start, end = self.cursor, self.cursor + (len(data) + 7 & ~7)
        if end > _DATA_SIZE:
            start, end = 0, end - start
        self.cursor = end
        self.pages.write(self.data + start, data)
        return self.data + start

    def string(self, text: str) -> int:
        """Put `text` and a closing zero into the ring and return its address."""
        return self.store(text.encode() + b"\0")

    def function(self, name: str) -> int:
        """Where the user function `name` lies in this address space."""
        return self.text + 0x1000 + (layout.function_address(name) & 0xFFFF0)

    def call_stack(self, functions: Sequence[str], ip: int = 0) -> tuple[int, ...]:
        """Return addresses in the program, innermost first, inside of `functions` (outermost first).

        ip   where it stands in the innermost function, if it calls nothing there
        """
        inside = [self.function(name) + _CALL for name in reversed(("main", "main_loop", *functions))]
        if ip:
            inside[0] = ip
        return tuple(inside)


@lru_cache(maxsize=256)
def _text(comm: bytes) -> str:
    return comm.decode("utf-8", "replace")


@dataclass(slots=True, eq=False)
class Task:
    """One thread. `pid` is its own number, `tgid` that of its process, as in the kernel.

    address     of its task_struct in kernel memory
    stack       of its kernel stack: the user's registers at the start, SCRATCH bytes further room for arguments
    parent      the task that forked it; None for the idle tasks and init
    cgroup_id   as bpf_get_current_cgroup_id answers
    space       user memory, shared by the threads of a process; None for kernel threads
    start_ns    when it was forked, on the clock of the world
    frames      addresses of the kernel functions it is inside of, outermost first
    functions   of its own program, that it is inside of, outermost first
    """

    pid: int
    tgid: int
    comm: bytes
    uid: int
    gid: int
    cpu: int
    address: int
    stack: int = 0
    prio: int = NICE_0
    cgroup_id: int = 1
    parent: "Task | None" = None
    space: AddressSpace | None = None
    start_ns: int = 0
    alive: bool = True
    frames: list[int] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """`comm` for people."""
        return _text(self.comm)


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """An open file: where its kernel structures lie, and what it is called.

    kind   "file", "socket", "pipe" or "tty"
    """

    path: str
    kind: str
    address: int  # struct file
    dentry: int
    inode: int
    number: int  # inode number
    size: int
