"""What every map can be asked; each kind overrides what it can do.

Two faces. A program asks through helpers: `lookup` gives an address, the others 0 or -errno.
User space asks through `read`, `write`, `remove`, `keys`, `dump`, at any time; these take and give
bytes, and answer what bpf(2) would.
"""

import errno
from collections.abc import Iterator

from vm.facts.baseline import CPUS, ENOTSUPP
from vm.facts.map_types import RDONLY_PROG, WRONLY_PROG
from vm.program import MapSpec
from vm.runtime.maps.slots import Change, Slots, Watch
from vm.runtime.memory import HANDLE_STRIDE, HANDLES, READ, WRITE, Memory


class CurrentCpu:
    """The CPU that runs now. One object is shared by all maps of a machine."""

    __slots__ = ("number",)

    def __init__(self) -> None:
        self.number = 0


class MapInstance:
    """A created map. The defaults refuse, as the kernel does for what a type cannot do."""

    per_cpu = False
    readable = True
    """Has elements that user space can list."""

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        self.index, self.spec, self.memory, self.cpu = index, spec, memory, cpu
        self.handle = self.handle_of(index)
        self.slots: Slots | None = None
        self._watch: Watch | None = None

    @staticmethod
    def handle_of(index: int) -> int:
        """Address under which programs know map `index`."""
        return HANDLES + index * HANDLE_STRIDE

    def make_slots(self, capacity: int) -> Slots:
        """Storage for the elements, with the permissions the map was created with."""
        access = (READ | WRITE) & ~(WRITE if self.spec.flags & RDONLY_PROG else 0)
        access &= ~(READ if self.spec.flags & WRONLY_PROG else 0)
        self.slots = Slots(
            self.memory,
            f"a value of map {self.spec.name}",
            self.spec.key_size,
            self.spec.value_size,
            capacity,
            CPUS if self.per_cpu else 1,
            access,
        )
        return self.slots

    # The program's face.

    def lookup(self, key: bytes) -> int:  # noqa: ARG002
        """Address of the value under `key` on this CPU, or 0."""
        return 0

    def lookup_on(self, key: bytes, cpu: int) -> int:  # noqa: ARG002
        """Address of the value under `key` on CPU `cpu`, or 0; for per-CPU maps."""
        return 0

    def update(self, key: bytes, value: bytes, flags: int) -> int:  # noqa: ARG002
        """Store `value` under `key`; 0 or -errno."""
        return -errno.EOPNOTSUPP

    def delete(self, key: bytes) -> int:  # noqa: ARG002
        """Remove `key`; 0 or -errno."""
        return -errno.EOPNOTSUPP

    def push(self, value: bytes, flags: int) -> int:  # noqa: ARG002
        return -errno.EOPNOTSUPP

    def pop(self) -> bytes | int:
        """The element taken out, or -errno."""
        return -errno.EOPNOTSUPP

    def peek(self, value: bytes) -> bytes | int:  # noqa: ARG002
        """The next element without taking it, or -errno; a bloom filter tests `value` instead."""
        return -errno.EOPNOTSUPP

    # User space's face.

    def read(self, key: bytes) -> bytes | None:
        """BPF_MAP_LOOKUP_ELEM: the value (of a per-CPU map: all CPUs', padded to 8 bytes), or None."""
        slot = self.find(key)
        if slot is None or self.slots is None:
            return None
        return self.slots.padded(slot) if self.per_cpu else self.slots.value(slot)

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        """BPF_MAP_UPDATE_ELEM: 0 or -errno. A per-CPU map takes one value for all or all CPUs' padded values."""
        return self.update(key, value, flags)

    def remove(self, key: bytes) -> int:
        """BPF_MAP_DELETE_ELEM: 0 or -errno."""
        return self.delete(key)

    def fetch(self, key: bytes, asked: bytes) -> bytes | int:  # noqa: ARG002 - a bloom filter's question
        """BPF_MAP_LOOKUP_ELEM: as `read`, or why not."""
        value = self.read(key)
        return -errno.ENOENT if value is None else value

    def take(self, key: bytes) -> bytes | int:  # noqa: ARG002
        """BPF_MAP_LOOKUP_AND_DELETE_ELEM: the value that was taken out, or -errno."""
        return -ENOTSUPP

    def next_key(self, key: bytes | None) -> bytes | int:
        """BPF_MAP_GET_NEXT_KEY: what follows `key` in the map's own order; the first key when that is not there."""
        known = list(self.keys())
        place = known.index(key) + 1 if key in known else 0
        return known[place] if place < len(known) else -errno.ENOENT

    def keys(self) -> Iterator[bytes]:
        """Every key, in the map's own order, which is always the same for the same history."""
        return iter(())

    def dump(self) -> dict[bytes, bytes] | None:
        """All elements; None for a map that has none to read."""
        if not self.readable:
            return None
        return {key: value for key in list(self.keys()) if (value := self.read(key)) is not None}

    # What the two share.

    def find(self, key: bytes) -> int | None:  # noqa: ARG002
        """The slot of `key`."""
        return None

    def watch(self) -> None:
        """Begin to tell changes from the present state on."""
        if self.slots is not None:
            self._watch = Watch(self.slots, per_cpu=self.per_cpu)

    def changes(self) -> list[Change]:
        """What changed since `watch` or the last call, by key."""
        return self._watch.changes() if self._watch else []
