"""Maps whose values are not bytes of the program's: programs, maps, perf events, cgroups.

User space stores descriptors in them; here a program or map is named by its index in the loaded object, and
what user space finds again is that index, where the kernel shows an id. A program reads them through their own
helpers only. Devices, CPUs and sockets are in `vm.runtime.maps.devices`.
"""

import errno
from collections.abc import Callable, Iterator
from typing import Final

from vm.facts.baseline import CPUS, ENOTSUPP
from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST, NOEXIST
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Change
from vm.runtime.memory import Memory


class Table(MapInstance):
    """Entries kept as bytes outside the arena, by key; an absent key is an empty place.

    names   whether a number stored here stands for something that may be stored: 0 or -errno
    """

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.entries: dict[bytes, bytes] = {}
        self.names: Callable[[int], int] = _anything
        self._seen: dict[bytes, bytes] = {}

    def number(self, key: bytes) -> int | None:
        """The u32 stored under `key`."""
        value = self.entries.get(key)
        return None if value is None else number_of(value)

    def refuse_new(self, key: bytes, flags: int) -> int:
        """Why a hash does not take that key: -errno, or 0."""
        if flags > EXIST:
            return -errno.EINVAL
        if key in self.entries:
            return -errno.EEXIST if flags & NOEXIST else 0
        if flags & EXIST:
            return -errno.ENOENT
        return -errno.E2BIG if len(self.entries) == self.spec.max_entries else 0

    def remove(self, key: bytes) -> int:
        return 0 if self.entries.pop(key, None) is not None else -errno.ENOENT

    def delete(self, key: bytes) -> int:
        return self.remove(key)

    def read(self, key: bytes) -> bytes | None:
        return self.entries.get(key)

    def keys(self) -> Iterator[bytes]:
        return iter(sorted(self.entries, key=lambda key: key[::-1]))

    def watch(self) -> None:
        self._seen = dict(self.entries)

    def changes(self) -> list[Change]:
        old, new = self._seen, self.entries
        changed = [
            Change(key, new.get(key), None) for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)
        ]
        self._seen = dict(new)
        return changed


def number_of(data: bytes) -> int:
    """The u32 at the start of a key or value."""
    return int.from_bytes(data[:4], "little")


def _anything(_: int) -> int:
    return 0


class Indexed(Table):
    """Keys are u32 indexes below max_entries, all of which user space meets when it walks from key to key."""

    def beyond(self, key: bytes) -> bool:
        return number_of(key) >= self.spec.max_entries

    def next_key(self, key: bytes | None) -> bytes | int:
        return next_index(key, self.spec.max_entries)


def next_index(key: bytes | None, entries: int) -> bytes | int:
    """The index behind `key`; 0 for None and for what is no index."""
    number = 0 if key is None or number_of(key) >= entries else number_of(key) + 1
    return number.to_bytes(4, "little") if number < entries else -errno.ENOENT


class Descriptors(Indexed):
    """An array that user space stores descriptors in."""

    readable = False

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        if flags:
            return -errno.EINVAL
        if self.beyond(key):
            return -errno.E2BIG
        refusal = self.names(number_of(value))
        if not refusal:
            self.entries[key] = value
        return refusal

    def remove(self, key: bytes) -> int:
        return -errno.E2BIG if self.beyond(key) else super().remove(key)


class ProgArray(Descriptors):
    """Programs to tail-call, by index."""


class InnerMaps(Descriptors):
    """array_of_maps: maps by index. A program's lookup gives the inner map itself."""

    def lookup(self, key: bytes) -> int:
        inner = self.number(key)
        return 0 if inner is None else MapInstance.handle_of(inner)


class HashOfMaps(Table):
    """hash_of_maps: maps by key."""

    readable = False

    def lookup(self, key: bytes) -> int:
        inner = self.number(key)
        return 0 if inner is None else MapInstance.handle_of(inner)

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        refusal = self.names(number_of(value)) or self.refuse_new(key, flags)
        if not refusal:
            self.entries[key] = value
        return refusal


class _Unseen(Descriptors):
    """What is stored there cannot be looked at."""

    def fetch(self, key: bytes, asked: bytes) -> bytes | int:  # noqa: ARG002
        return -ENOTSUPP


class PerfEventArray(_Unseen):
    """Perf events. The one of a CPU is named by the CPU's number.

    listening   user space has opened one on every CPU and stored it under its number
    """

    listening = True

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.names = lambda number: 0 if number < CPUS else -errno.EBADF

    def event(self, index: int) -> int | None:
        """The CPU of the event stored under an index."""
        stored = self.number(index.to_bytes(4, "little"))
        return index if stored is None and self.listening and index < CPUS else stored


ROOT_CGROUP: Final = 1
FIRST_CGROUP: Final = 4000
"""Ids of the other cgroups are beyond this one."""


class CgroupArray(_Unseen):
    """cgroups to test membership in, by index; named by their ids."""

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.names = lambda number: 0 if number == ROOT_CGROUP or number > FIRST_CGROUP else -errno.EBADF


class StackTraces(Table):
    """stack_trace: call chains by id; programs add them with bpf_get_stackid, user space takes them out."""

    @property
    def buckets(self) -> int:
        """Ids are below this."""
        return 1 << (self.spec.max_entries - 1).bit_length()

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return -errno.EINVAL

    def remove(self, key: bytes) -> int:
        return -errno.E2BIG if number_of(key) >= self.buckets else super().remove(key)

    def take(self, key: bytes) -> bytes | int:
        value = self.fetch(key, b"")
        self.entries.pop(key, None)
        return value

    def next_key(self, key: bytes | None) -> bytes | int:
        first = 0 if key is None or number_of(key) >= self.buckets else number_of(key) + 1
        return next((known for known in self.keys() if number_of(known) >= first), -errno.ENOENT)
