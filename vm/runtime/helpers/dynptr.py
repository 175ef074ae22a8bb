"""Dynamic pointers: 16 bytes on the program's stack that helpers fill and read.

    u64   address of the data
    u32   its size in bytes, with READ_ONLY in bit 31 and RING in bit 30
    u32   0

A verified program cannot touch them. An unverified one can, so each use checks the memory anew.
"""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.runtime.helpers import ring
from vm.runtime.machine import Machine
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.ringbuf import UserRingBuffer
from vm.runtime.memory import READ, WRITE

_LAYOUT: Final = struct.Struct("<QII")
READ_ONLY: Final = 1 << 31
SIZE: Final = (1 << 24) - 1
MAX_SIZE: Final = SIZE


def describe(address: int, size: int, flags: int = 0) -> bytes:
    """The 16 bytes."""
    return _LAYOUT.pack(address, size | flags, 0)


def _open(machine: Machine, place: int) -> tuple[int, int, bool]:
    """(address, size, writable) of the pointer kept at `place`."""
    address, size, _ = _LAYOUT.unpack(machine.memory.read(place, 16))
    return address, size & SIZE, not size & READ_ONLY


def from_mem(machine: Machine, data: int, size: int, flags: int, place: int) -> int:
    if size > MAX_SIZE or flags:
        machine.memory.write(place, bytes(16))
        return -errno.E2BIG if size > MAX_SIZE else -errno.EINVAL
    machine.memory.write(place, describe(data, size))
    return 0


def reserve(machine: Machine, instance: MapInstance, size: int, flags: int, place: int) -> int:
    size &= 0xFFFF_FFFF
    address = 0
    if flags:
        answer = -errno.EINVAL
    elif size > MAX_SIZE:
        answer = -errno.E2BIG
    else:
        address = ring.reserve(machine, instance, size, 0)
        answer = 0 if address else -errno.EINVAL
    machine.memory.write(place, describe(address, size) if address else bytes(16))
    return answer


def submit(machine: Machine, place: int, flags: int) -> int:
    return _give_back(machine, place, flags, discard=False)


def discard(machine: Machine, place: int, flags: int) -> int:
    return _give_back(machine, place, flags, discard=True)


def _give_back(machine: Machine, place: int, flags: int, *, discard: bool) -> int:
    address, _, _ = _open(machine, place)
    machine.memory.write(place, bytes(16))
    if not address:
        return 0
    body = ring.discard if discard else ring.submit
    return body(machine, address, flags)


def read(machine: Machine, room: int, length: int, place: int, offset: int, flags: int) -> int:
    address, size, _ = _open(machine, place)
    if not address or flags:
        return -errno.EINVAL
    offset &= 0xFFFF_FFFF
    if offset > size or length > size - offset:
        return -errno.E2BIG
    machine.memory.write(room, machine.memory.read(address + offset, length))
    return 0


def write(machine: Machine, place: int, offset: int, data: bytes, length: int, flags: int) -> int:
    address, size, writable = _open(machine, place)
    if not address or not writable:
        return -errno.EINVAL
    offset &= 0xFFFF_FFFF
    if offset > size or length > size - offset:
        return -errno.E2BIG
    if flags:
        return -errno.EINVAL
    machine.memory.write(address + offset, data)
    return 0


def data(machine: Machine, place: int, offset: int, length: int) -> int:
    address, size, writable = _open(machine, place)
    offset, length = offset & 0xFFFF_FFFF, length & 0xFFFF_FFFF
    if not address or not writable or offset > size or length > size - offset:
        return 0
    if length:
        machine.memory.region(address + offset, length, READ)
        machine.memory.region(address + offset, length, WRITE)
    return address + offset


def user_drain(machine: Machine, instance: MapInstance, function: int, context: int, flags: int) -> int:
    """Hand user space's records to `function(dynptr, context)` until it returns 1; how many it took."""
    if flags & ~3 or not isinstance(instance, UserRingBuffer):
        return -errno.EINVAL
    taken = 0
    while instance.waiting and taken < ring.MAX_DRAINED:
        taken += 1
        record = instance.waiting.pop(0)
        place = machine.scratch(bytes(16) + record)
        machine.memory.write(place, describe(place + 16, len(record), READ_ONLY))
        with machine.nested():
            if machine.call_function(function, (place, context, 0, 0, 0)):
                break
    return taken


BODIES: Final[Mapping[str, Any]] = {
    "dynptr_from_mem": from_mem,
    "ringbuf_reserve_dynptr": reserve,
    "ringbuf_submit_dynptr": submit,
    "ringbuf_discard_dynptr": discard,
    "dynptr_read": read,
    "dynptr_write": write,
    "dynptr_data": data,
    "user_ringbuf_drain": user_drain,
}
