"""Where the elements of a map lie: numbered slots, each a key, a live mark and one value a CPU.

Values lie in the arena, where a program reaches them; keys and marks lie beside it:

    values   slot n of CPU c at `region.start + (c * capacity + n) * stride`
    keys     slot n at byte n * key_stride: the key, padded with zeros to a multiple of 8
    live     one byte a slot: 1 when it holds an element
    used     one u32: slots that were ever used are below it

All three are flat, so that native code works on the very same bytes, and so that a change can be
found by comparing images, whoever made it.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from vm.runtime.memory import Memory, Region, cut, fill

PIECE: Final = 4096
"""Bytes of two images that are compared at once."""


class Change(NamedTuple):
    """One element that is not what it was. `value` is None when it is gone."""

    key: bytes
    value: bytes | None
    cpu: int | None


def round8(size: int) -> int:
    """The next multiple of 8: how bpf(2) pads values and keys."""
    return -(-size // 8) * 8


class Slots:
    """Storage for `capacity` elements on `cpus` CPUs."""

    def __init__(
        self, memory: Memory, name: str, key_size: int, value_size: int, capacity: int, cpus: int, access: int
    ) -> None:
        self.capacity, self.cpus = capacity, cpus
        self.key_size, self.value_size = key_size, value_size
        self.key_stride, self.stride = max(8, round8(key_size)), max(8, round8(value_size))
        self.region: Region = memory.allocate(name, capacity * cpus * self.stride, access)
        self.keys = bytearray(capacity * self.key_stride)
        self.live = bytearray(capacity)
        self.used = memoryview(bytearray(4)).cast("I")

    @property
    def top(self) -> int:
        """Slots that were ever used are below this."""
        return self.used[0]

    def address(self, slot: int, cpu: int = 0) -> int:
        """Address of a slot's value."""
        return self.region.start + (cpu * self.capacity + slot) * self.stride

    def key(self, slot: int) -> bytes:
        start = slot * self.key_stride
        return bytes(self.keys[start : start + self.key_size])

    def value(self, slot: int, cpu: int = 0) -> bytes:
        return cut(self.region, (cpu * self.capacity + slot) * self.stride, self.value_size)

    def put(self, slot: int, value: bytes, cpu: int = 0) -> None:
        fill(self.region, (cpu * self.capacity + slot) * self.stride, value)

    def padded(self, slot: int) -> bytes:
        """The values of all CPUs, each padded to 8 bytes: what bpf(2) copies for a per-CPU map."""
        return b"".join(
            cut(self.region, (cpu * self.capacity + slot) * self.stride, self.stride) for cpu in range(self.cpus)
        )

    def occupy(self, slot: int, key: bytes) -> None:
        """Let `slot` hold `key`; its values are whatever they were."""
        start = slot * self.key_stride
        self.keys[start : start + self.key_stride] = key.ljust(self.key_stride, b"\0")
        self.live[slot] = 1
        self.used[0] = max(self.top, slot + 1)

    def occupy_all(self) -> None:
        """Let every slot hold its own number as a u32 key: an array."""
        self.keys[:] = array("Q", range(self.capacity)).tobytes()
        self.live[:] = b"\1" * self.capacity
        self.used[0] = self.capacity

    def vacate(self, slot: int) -> None:
        self.live[slot] = 0

    def image(self, cpu: int) -> bytes:
        """The value bytes of one CPU, up to the top."""
        return cut(self.region, cpu * self.capacity * self.stride, self.top * self.stride)


class Watch:
    """Remembers what a map's slots held, and tells what changed since it was last asked."""

    def __init__(self, slots: Slots, *, per_cpu: bool) -> None:
        self.slots, self.per_cpu = slots, per_cpu
        self.images = [slots.image(cpu) for cpu in range(slots.cpus)]
        self.keys, self.live = self._index()

    def _index(self) -> tuple[bytes, bytes]:
        slots = self.slots
        return bytes(slots.keys[: slots.top * slots.key_stride]), bytes(slots.live[: slots.top])

    def _unchanged(self) -> bool:
        """Whether all bytes are what they were; compares in place, since mostly they are."""
        slots = self.slots
        return (
            len(self.live) == slots.top
            and slots.live.startswith(self.live)
            and slots.keys.startswith(self.keys)
            and all(slots.image(cpu) == image for cpu, image in enumerate(self.images))
        )

    def changes(self) -> list[Change]:
        """What changed since the last call, by key; then remember the present."""
        if self._unchanged():
            return []
        slots, old = self.slots, (self.images, self.keys, self.live)
        self.images = [slots.image(cpu) for cpu in range(slots.cpus)]
        self.keys, self.live = self._index()
        touched = sorted(self._touched(*old))
        before = _state(slots, touched, *old)
        after = _state(slots, touched, self.images, self.keys, self.live)
        changed = [entry for entry in before.keys() | after.keys() if before.get(entry) != after.get(entry)]
        return self._told(sorted(changed), after)

    def _told(self, changed: list[tuple[bytes, int]], after: dict[tuple[bytes, int], bytes]) -> list[Change]:
        """Changes as events tell them: an element that is gone is gone from every CPU at once."""
        told: list[Change] = []
        for key, cpu in changed:
            value = after.get((key, cpu))
            if value is not None:
                told.append(Change(key, value, cpu if self.per_cpu else None))
            elif cpu == 0:
                told.append(Change(key, None, None))
        return told

    def _touched(self, images: list[bytes], keys: bytes, live: bytes) -> set[int]:
        """Slots whose bytes differ from the older ones given."""
        slots, touched = self.slots, set[int]()
        for stride, old, new in (
            *((slots.stride, *pair) for pair in zip(images, self.images, strict=True)),
            (slots.key_stride, keys, self.keys),
            (1, live, self.live),
        ):
            touched.update(_differing(old, new, stride))
        return touched


def _state(
    slots: Slots, touched: Sequence[int], images: list[bytes], keys: bytes, live: bytes
) -> dict[tuple[bytes, int], bytes]:
    """The elements that these slots hold in one state: (key, cpu) -> value."""
    held: dict[tuple[bytes, int], bytes] = {}
    for slot in touched:
        if slot < len(live) and live[slot]:
            key = keys[slot * slots.key_stride : slot * slots.key_stride + slots.key_size]
            start = slot * slots.stride
            for cpu, image in enumerate(images):
                held[key, cpu] = image[start : start + slots.value_size]
    return held


def _differing(old: bytes, new: bytes, stride: int) -> Iterator[int]:
    """Numbers of the elements of `stride` bytes in which two images differ.

    Whole pieces are compared at once. Where two differ, they are taken as numbers: the lowest bit of their
    exclusive or lies in the first element that differs, and shifting it away leads to the next one.
    """
    for start in range(0, max(len(old), len(new)), PIECE):
        before, after = old[start : start + PIECE], new[start : start + PIECE]
        if before == after and len(before) == len(after):
            continue
        bits = int.from_bytes(before, "little") ^ int.from_bytes(after, "little")
        while bits:
            number = (start + ((bits & -bits).bit_length() - 1 >> 3)) // stride
            yield number
            end = ((number + 1) * stride - start) * 8
            bits = bits >> end << end
