"""Arrays: array, percpu_array. Every index below max_entries exists, from creation on."""

import errno
from collections.abc import Iterator

from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST, LOCK, NOEXIST
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Slots
from vm.runtime.memory import Memory


class ArrayMap(MapInstance):
    """An array of values, one block of memory."""

    slots: Slots

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.make_slots(spec.max_entries).occupy_all()

    def find(self, key: bytes) -> int | None:
        number = int.from_bytes(key[:4], "little")
        return number if number < self.spec.max_entries else None

    def lookup(self, key: bytes) -> int:
        slot = self.find(key)
        return 0 if slot is None else self.slots.address(slot)

    def update(self, key: bytes, value: bytes, flags: int) -> int:
        refusal = self.refuse_update(key, flags)
        if refusal:
            return refusal
        self.slots.put(int.from_bytes(key[:4], "little"), value)
        return 0

    def refuse_update(self, key: bytes, flags: int) -> int:
        """Why an update cannot be: -errno, or 0. In the kernel's order."""
        if flags & ~LOCK > EXIST:
            return -errno.EINVAL
        if self.find(key) is None:
            return -errno.E2BIG
        if flags & NOEXIST:
            return -errno.EEXIST
        return -errno.EINVAL if flags & LOCK else 0

    def delete(self, key: bytes) -> int:  # noqa: ARG002 - an array's elements cannot be removed
        return -errno.EINVAL

    def keys(self) -> Iterator[bytes]:
        return (number.to_bytes(4, "little") for number in range(self.spec.max_entries))


class PerCpuArrayMap(ArrayMap):
    """An array with a value of its own on each CPU."""

    per_cpu = True

    def lookup(self, key: bytes) -> int:
        return self.lookup_on(key, self.cpu.number)

    def lookup_on(self, key: bytes, cpu: int) -> int:
        slot = self.find(key)
        return 0 if slot is None or cpu >= self.slots.cpus else self.slots.address(slot, cpu)

    def update(self, key: bytes, value: bytes, flags: int) -> int:
        refusal = self.refuse_update(key, flags)
        if refusal:
            return refusal
        self.slots.put(int.from_bytes(key[:4], "little"), value, self.cpu.number)
        return 0

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        refusal = self.refuse_update(key, flags)
        if not refusal:
            spread(self.slots, int.from_bytes(key[:4], "little"), value)
        return refusal


def spread(slots: Slots, slot: int, value: bytes) -> None:
    """Store what user space gave for a per-CPU element: one value for every CPU, or each CPU's own, padding included."""
    one = len(value) == slots.value_size
    for cpu in range(slots.cpus):
        start = 0 if one else cpu * slots.stride
        slots.put(slot, value[start : start + slots.stride], cpu)
