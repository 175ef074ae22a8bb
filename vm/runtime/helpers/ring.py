"""Helpers that hand records to user space: ring buffers and perf event arrays."""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.facts.contexts import PERF_DATA
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Committed, Machine, Record
from vm.runtime.maps.flags import RB_FORCE_WAKEUP, RB_NO_WAKEUP
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.references import PerfEventArray
from vm.runtime.maps.ringbuf import RingBuffer

CURRENT_CPU: Final = 0xFFFF_FFFF
INDEX_MASK: Final = 0xFFFF_FFFF
CONTEXT_LENGTH: Final = 0xF_FFFF << 32
"""Flags of perf_event_output: bits 32-51 ask for that many bytes of the packet behind the data."""

PERF_VALUE: Final = 24
SAMPLE_PERIOD: Final = next(field.offset for field in PERF_DATA.fields if field.name == "sample_period")
GET_BRANCH_SIZE: Final = 1

MAX_PERF: Final = (1 << 16) - 24
MAX_DRAINED: Final = 128 * 1024


def _ring(instance: MapInstance) -> RingBuffer:
    if not isinstance(instance, RingBuffer):
        raise FaultRaised("bad-map", f"{instance.spec.name} is no ring buffer")
    return instance


def output(machine: Machine, instance: MapInstance, data: bytes, _size: int, flags: int) -> int:
    if flags & ~(RB_NO_WAKEUP | RB_FORCE_WAKEUP):
        return -errno.EINVAL
    position = _ring(instance).output(data)
    if position < 0:
        return position
    machine.emit(Committed(instance.index, position))
    return 0


def reserve(_: Machine, instance: MapInstance, size: int, flags: int) -> int:
    return 0 if flags else _ring(instance).reserve(size)


def submit(machine: Machine, address: int, _flags: int) -> int:
    instance = _owner(machine, address)
    machine.emit(Committed(instance.index, instance.commit(address, discard=False)))
    return 0


def discard(machine: Machine, address: int, _flags: int) -> int:
    _owner(machine, address).commit(address, discard=True)
    return 0


def _owner(machine: Machine, address: int) -> RingBuffer:
    """The ring buffer in which a record at `address` is being written."""
    for instance in machine.maps:
        if isinstance(instance, RingBuffer) and instance.region.start <= address < instance.region.end:
            return instance
    raise FaultRaised("bad-pointer", "that is no record reserved in a ring buffer", address)


def query(_: Machine, instance: MapInstance, what: int) -> int:
    return _ring(instance).query(what)


def perf_output(machine: Machine, _context: int, instance: MapInstance, flags: int, data: bytes, size: int) -> int:
    """Hand `data` to the perf event of a CPU; with a length in the flags, bytes of the packet follow it."""
    if not isinstance(instance, PerfEventArray):
        return -errno.EINVAL
    index, extra = flags & INDEX_MASK, (flags & CONTEXT_LENGTH) >> 32
    if flags & ~(INDEX_MASK | CONTEXT_LENGTH) or (extra and machine.packet is None):
        return -errno.EINVAL
    packet = machine.packet.load(0, extra) if extra and machine.packet is not None else b""
    if packet is None:
        return -errno.EFAULT
    index = machine.world.cpu if index == CURRENT_CPU else index
    if index >= instance.spec.max_entries:
        return -errno.E2BIG
    event = instance.event(index)
    if event is None:
        return -errno.ENOENT
    if event != machine.world.cpu:
        return -errno.EOPNOTSUPP
    if size > MAX_PERF:
        return -errno.E2BIG
    machine.emit(Record(instance.index, data + packet))
    return 0


def perf_read(machine: Machine, instance: MapInstance, flags: int) -> int:
    """Counters of a perf event; the events of the simulated kernel count nothing."""
    index = flags & INDEX_MASK
    if flags & ~INDEX_MASK:
        return -errno.EINVAL
    index = machine.world.cpu if index == CURRENT_CPU else index
    return -errno.E2BIG if index >= instance.spec.max_entries else -errno.ENOENT


def perf_read_value(machine: Machine, instance: MapInstance, flags: int, room: int, size: int) -> int:
    machine.memory.write(room, bytes(size))
    return -errno.EINVAL if size != PERF_VALUE else perf_read(machine, instance, flags)


def prog_read_value(machine: Machine, context: int, room: int, size: int) -> int:
    """The counter that overflowed: its period, in struct bpf_perf_event_value; it ran all the time."""
    if size != PERF_VALUE:
        machine.memory.write(room, bytes(size))
        return -errno.EINVAL
    period = machine.memory.load(context + SAMPLE_PERIOD, 8)
    machine.memory.write(room, struct.pack("<3Q", period, period, period))
    return 0


def no_branches(machine: Machine, _context: int, room: int, size: int, flags: int) -> int:
    """The simulated processor records no branches."""
    if room and size and not flags & GET_BRANCH_SIZE:
        machine.memory.write(room, bytes(size))
    return -errno.EINVAL if flags & ~GET_BRANCH_SIZE else -errno.ENOENT


def no_snapshot(_: Machine, _room: int, _size: int, flags: int) -> int:
    return -errno.EINVAL if flags else -errno.ENOENT


BODIES: Final[Mapping[str, Any]] = {
    "ringbuf_output": output,
    "ringbuf_reserve": reserve,
    "ringbuf_submit": submit,
    "ringbuf_discard": discard,
    "ringbuf_query": query,
    "perf_event_output": perf_output,
    "perf_event_read": perf_read,
    "perf_event_read_value": perf_read_value,
    "perf_prog_read_value": prog_read_value,
    "read_branch_records": no_branches,
    "get_branch_snapshot": no_snapshot,
}
