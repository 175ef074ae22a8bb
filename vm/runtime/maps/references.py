"""Maps whose values are not bytes of the program's: programs, maps, devices, CPUs, stacks, perf events.

User space stores numbers in them (a descriptor, an interface index); here a program or map is
named by its index in the loaded object. A program reads them through their own helpers only.
"""

import errno
from collections.abc import Iterator

from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST, NOEXIST
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Change
from vm.runtime.memory import Memory


class Table(MapInstance):
    """Entries kept as bytes outside the arena, by key; an absent key is an empty place."""

    readable = True
    indexed = True
    """Keys are u32 indexes below max_entries; else any bytes."""

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.entries: dict[bytes, bytes] = {}
        self._seen: dict[bytes, bytes] = {}

    def number(self, key: bytes) -> int | None:
        """The u32 stored under `key`."""
        value = self.entries.get(key)
        return None if value is None else int.from_bytes(value[:4], "little")

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        if flags > EXIST:
            return -errno.EINVAL
        if self.indexed and int.from_bytes(key, "little") >= self.spec.max_entries:
            return -errno.E2BIG
        if flags & NOEXIST and (self.indexed or key in self.entries):
            return -errno.EEXIST
        if not self.indexed:
            if flags & EXIST and key not in self.entries:
                return -errno.ENOENT
            if key not in self.entries and len(self.entries) == self.spec.max_entries:
                return -errno.E2BIG
        self.entries[key] = value
        return 0

    def remove(self, key: bytes) -> int:
        if self.indexed and int.from_bytes(key, "little") >= self.spec.max_entries:
            return -errno.E2BIG
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


class ProgArray(Table):
    """Programs to tail-call, by index."""

    readable = False


class InnerMaps(Table):
    """array_of_maps: maps by index. A program's lookup gives the inner map itself."""

    readable = False

    def lookup(self, key: bytes) -> int:
        inner = self.number(key)
        return 0 if inner is None else MapInstance.handle_of(inner)


class HashOfMaps(InnerMaps):
    """hash_of_maps: maps by key."""

    indexed = False


class PerfEventArray(Table):
    """Perf events by CPU. `listening` says whether user space has opened one on every CPU."""

    readable = False
    listening = True


class DeviceMap(Table):
    """devmap: interfaces to redirect to, by index."""


class DeviceHash(Table):
    """devmap_hash: interfaces to redirect to, by key."""

    indexed = False


class CpuMap(Table):
    """cpumap: CPUs to redirect to, by number."""


class SocketTable(Table):
    """sockmap, sockhash, xskmap: sockets, of which the simulated kernel has none to store."""

    readable = False

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return -errno.EBADF


class CgroupArray(Table):
    """cgroups to test membership in, by index."""

    readable = False


class StackTraces(Table):
    """stack_trace: call chains by id; programs add them with bpf_get_stackid."""

    indexed = False
