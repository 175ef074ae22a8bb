"""Helpers that copy memory of the kernel or of a process.

What cannot be read is -EFAULT and zeros; an address that no kernel memory can have is -ERANGE and zeros.
"""

import errno
from collections.abc import Callable, Mapping
from typing import Any, Final

from vm.facts.baseline import PAGE_SIZE
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.memory import ARENA, ARENA_SIZE

USER_END: Final = (1 << 47) - PAGE_SIZE
"""Process memory lies below this."""
KERNEL_START: Final = 0xFFFF_8000_0000_0000
"""Kernel memory lies from here on."""
VSYSCALL: Final = 0xFFFF_FFFF_FF60_0000
"""The one page up there that belongs to processes."""

Reader = Callable[[Machine, int, int], bytes | None]


def kernel_bytes(machine: Machine, address: int, size: int) -> bytes | None:
    """Kernel memory: the run's own arena, or what the world keeps; None is a fault."""
    if not is_kernel(address):
        return None
    if ARENA <= address < ARENA + ARENA_SIZE:
        return machine.memory.peek(address, size)
    return machine.world.read_kernel(address, size)


def is_kernel(address: int) -> bool:
    """Whether kernel memory can have that address."""
    return address >= KERNEL_START and not VSYSCALL <= address < VSYSCALL + PAGE_SIZE


def user_bytes(machine: Machine, address: int, size: int) -> bytes | None:
    """Memory of the current process; None is a fault."""
    return machine.world.read_user(address, size) if address + size <= USER_END else None


def any_bytes(machine: Machine, address: int, size: int) -> bytes | None:
    """As the old helpers read: below the border it is the process', above it the kernel's."""
    return (user_bytes if address < USER_END else kernel_bytes)(machine, address, size)


def _fault(read: Reader, address: int) -> int:
    """What an address is called that cannot be read."""
    beyond = address >= USER_END if read is any_bytes else read is kernel_bytes
    return -errno.ERANGE if beyond and not is_kernel(address) else -errno.EFAULT


def _cannot(read: Reader, address: int) -> bool:
    """Whether not even no bytes can be read there."""
    if read is user_bytes:
        return address > USER_END
    return not is_kernel(address) and (read is kernel_bytes or address >= USER_END)


def copier(read: Reader) -> Callable[[Machine, int, int, int], int]:
    """The body of a probe_read helper."""

    def copy(machine: Machine, room: int, size: int, address: int) -> int:
        data = None if _cannot(read, address) else read(machine, address, size) if size else b""
        machine.memory.write(room, bytes(size) if data is None else data)
        return _fault(read, address) if data is None else 0

    return copy


def string_copier(read: Reader) -> Callable[[Machine, int, int, int], int]:
    """The body of a probe_read_str helper: copies up to the NUL, returns the length with it.

    What lies in `room` beyond the string stays as it was.
    """

    def copy(machine: Machine, room: int, size: int, address: int) -> int:
        if size == 0:
            return 0
        text = _string(machine, read, address, size)
        if text is None:
            machine.memory.write(room, bytes(size))
            return _fault(read, address)
        machine.memory.write(room, text)
        return len(text)

    return copy


def _string(machine: Machine, read: Reader, address: int, size: int) -> bytes | None:
    """At most `size` bytes ending in NUL; None if memory ends before a NUL does."""
    text = b""
    while len(text) < size:
        step = min(size - len(text), 64)
        piece = read(machine, address + len(text), step)
        if piece is None:
            piece = _shorter(machine, read, address + len(text), step)
        end = piece.find(b"\0")
        if end >= 0:
            return text + piece[: end + 1]
        text += piece
        if len(piece) < step:
            return None
    return text[: size - 1] + b"\0"


def _shorter(machine: Machine, read: Reader, address: int, size: int) -> bytes:
    """What can be read of `size` bytes that cannot all be: up to the border, byte by byte."""
    taken = b""
    while len(taken) < size:
        byte = read(machine, address + len(taken), 1)
        if byte is None:
            break
        taken += byte
    return taken


def copy_from_user_task(machine: Machine, room: int, size: int, address: int, task: int, flags: int) -> int:
    """As copy_from_user, of a given task; a program has no other task than the current one to name."""
    if flags:
        machine.memory.write(room, bytes(size))
        return -errno.EINVAL
    if task != machine.world.task.address:
        raise FaultRaised("bad-pointer", f"{task:#x} is not the current task", task)
    return copier(user_bytes)(machine, room, size, address)


BODIES: Final[Mapping[str, Any]] = {
    "probe_read": copier(any_bytes),
    "probe_read_kernel": copier(kernel_bytes),
    "probe_read_user": copier(user_bytes),
    "probe_read_str": string_copier(any_bytes),
    "probe_read_kernel_str": string_copier(kernel_bytes),
    "probe_read_user_str": string_copier(user_bytes),
    "copy_from_user": copier(user_bytes),
    "copy_from_user_task": copy_from_user_task,
}
