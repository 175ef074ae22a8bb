"""Maps of where frames and packets can be sent to: devmap, devmap_hash, cpumap, and those of sockets.

A devmap's value is a u32 interface index and, where it has 8 bytes, the program that runs on the way out; programs
may read it, so it lies in the arena, 8 bytes a place.
"""

import errno
from typing import Final

from vm.facts.baseline import CPUS
from vm.kernel import routes
from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST, NOEXIST
from vm.runtime.maps.instance import CurrentCpu
from vm.runtime.maps.references import Indexed, Table, number_of
from vm.runtime.memory import READ, Memory, fill

STRIDE: Final = 8
MAX_QUEUE: Final = 16384
"""Frames that may wait for a CPU."""


class _Devices(Table):
    """Interfaces. `_places` holds where in the arena each entry lies."""

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.region = memory.allocate(f"a value of map {spec.name}", spec.max_entries * STRIDE, READ)
        self._places: dict[bytes, int] = {}

    def lookup(self, key: bytes) -> int:
        place = self._places.get(key)
        return 0 if place is None else self.region.start + place * STRIDE

    def _store(self, key: bytes, value: bytes, place: int) -> int:
        self.entries[key], self._places[key] = value, place
        fill(self.region, place * STRIDE, value.ljust(STRIDE, b"\0"))
        return 0

    def remove(self, key: bytes) -> int:
        self._places.pop(key, None)
        return super().remove(key)


class DeviceMap(_Devices, Indexed):
    """devmap: interfaces to redirect to, by index. No interface (0) empties a place."""

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        refusal = _refused(self, key, flags)
        if refusal:
            return refusal
        if not number_of(value):
            self.remove(key)
            return -errno.EINVAL if number_of(value[4:]) else 0
        if routes.interface(number_of(value)) is None:
            return -errno.EINVAL
        return self._store(key, value, number_of(key))

    def remove(self, key: bytes) -> int:
        super().remove(key)
        return -errno.EINVAL if self.beyond(key) else 0


class DeviceHash(_Devices):
    """devmap_hash: interfaces to redirect to, by key. A key need not be there for BPF_EXIST."""

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        if flags > EXIST or not number_of(value):
            return -errno.EINVAL
        if key in self.entries and flags & NOEXIST:
            return -errno.EEXIST
        if routes.interface(number_of(value)) is None:
            return -errno.EINVAL
        if key not in self.entries and len(self.entries) == self.spec.max_entries:
            return -errno.E2BIG
        taken = set(self._places.values())
        free = next(place for place in range(self.spec.max_entries + 1) if place not in taken)
        return self._store(key, value, self._places.get(key, free))


class CpuMap(Indexed):
    """cpumap: CPUs to redirect to, by number; the value is the length of the CPU's queue. 0 empties a place."""

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        refusal = _refused(self, key, flags)
        if refusal:
            return refusal
        if number_of(value) > MAX_QUEUE:
            return -errno.EOVERFLOW
        if number_of(key) >= CPUS:
            return -errno.ENODEV
        if number_of(value):
            self.entries[key] = value
        else:
            self.entries.pop(key, None)
        return 0

    def remove(self, key: bytes) -> int:
        self.entries.pop(key, None)
        return -errno.EINVAL if self.beyond(key) else 0


def _refused(table: Indexed, key: bytes, flags: int) -> int:
    """Why an array of places does not take that: -errno, or 0. Every place is there already."""
    if flags > EXIST:
        return -errno.EINVAL
    if table.beyond(key):
        return -errno.E2BIG
    return -errno.EEXIST if flags & NOEXIST else 0


class _Sockets(Table):
    """Sockets, of which the simulated user space has no descriptor to store."""

    readable = False

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return -errno.EBADF

    def fetch(self, key: bytes, asked: bytes) -> bytes | int:  # noqa: ARG002
        """Only values of 8 bytes can be looked at: they show a socket's cookie."""
        return -errno.ENOENT if self.spec.value_size == STRIDE else -errno.ENOSPC


class SockHash(_Sockets):
    """sockhash: sockets by key."""


class SockMap(_Sockets, Indexed):
    """sockmap: sockets by index."""

    def remove(self, key: bytes) -> int:  # noqa: ARG002
        return -errno.EINVAL


class XskMap(_Sockets, Indexed):
    """xskmap: AF_XDP sockets by index."""

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return _refused(self, key, flags & ~NOEXIST if flags <= EXIST else flags) or -errno.EBADF

    def fetch(self, key: bytes, asked: bytes) -> bytes | int:  # noqa: ARG002
        return -errno.EOPNOTSUPP

    def remove(self, key: bytes) -> int:
        return -errno.EINVAL if self.beyond(key) else 0
