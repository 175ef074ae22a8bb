"""Maps of the live kernel."""

import ctypes
import errno
import mmap
import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from vm.facts.map_types import MAP_TYPE_BY_NAME
from vm.live import syscall
from vm.live.syscall import Element, MapCreate, address, buffer_of, checked
from vm.program import MapSpec

BUSY: Final = 1 << 31
DISCARD: Final = 1 << 30


def possible_cpus() -> int:
    """Slots that a per-CPU value has on this machine."""
    parts = Path("/sys/devices/system/cpu/possible").read_text(encoding="ascii").strip().split(",")
    return sum(int(high or low) - int(low) + 1 for low, _, high in (part.partition("-") for part in parts))


class LiveMap:
    """A created map; owns its descriptor. Raises KernelError when the kernel refuses."""

    def __init__(self, spec: MapSpec) -> None:
        self.spec = spec
        row = MAP_TYPE_BY_NAME[spec.type]
        self.fd = -1
        self._inner = LiveMap(spec.inner) if spec.inner else None
        made = MapCreate(
            map_type=row.id,
            key_size=spec.key_size,
            value_size=spec.value_size,
            max_entries=spec.max_entries,
            map_flags=spec.flags,
            inner_map_fd=self._inner.fd if self._inner else 0,
            map_name=re.sub(r"[^A-Za-z0-9_.]", "_", spec.name)[:15].encode(),
            map_extra=spec.map_extra,
        )
        self.fd = checked(syscall.MAP_CREATE, made, f"creating a map of type {spec.type}")
        self.value_bytes = spec.value_size
        if row.per_cpu:
            self.value_bytes = (spec.value_size + 7) // 8 * 8 * possible_cpus()

    def close(self) -> None:
        """Give the descriptor back; the map lives on while a program uses it."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
        if self._inner:
            self._inner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def freeze(self) -> None:
        """From now on nobody outside of programs writes to it."""
        checked(syscall.MAP_FREEZE, Element(map_fd=self.fd), "freezing a map")

    def _element(self, command: int, key: bytes | None, value: "ctypes.Array[ctypes.c_char] | None", flags: int) -> int:
        held = buffer_of(key)
        element = Element(map_fd=self.fd, key=address(held), value=address(value), flags=flags)
        return syscall.call(command, element)

    def update(self, key: bytes | None, value: bytes, flags: int = 0) -> int:
        """Store `value`; 0 or -errno."""
        return self._element(syscall.MAP_UPDATE, key, buffer_of(value), flags)

    def lookup(self, key: bytes | None) -> bytes | None:
        """The value under `key`, of a per-CPU map all CPUs' padded; None if there is none."""
        room = ctypes.create_string_buffer(self.value_bytes)
        result = self._element(syscall.MAP_LOOKUP, key, room, 0)
        if result == -errno.ENOENT:
            return None
        if result < 0:
            raise syscall.KernelError(-result, f"looking up: {os.strerror(-result)}")
        return room.raw

    def keys(self) -> Iterator[bytes]:
        """Every key, in the kernel's order."""
        key: bytes | None = None
        while True:
            room = ctypes.create_string_buffer(self.spec.key_size)
            if self._element(syscall.MAP_NEXT_KEY, key, room, 0) < 0:
                return
            key = room.raw
            yield key

    def dump(self) -> dict[bytes, bytes]:
        """All elements that user space can list."""
        return {key: value for key in list(self.keys()) if (value := self.lookup(key)) is not None}

    def records(self, most: int | None = None) -> list[bytes]:
        """Take every finished record out of a ring buffer, `most` of them at most.

        One writable page with the consumer's position, one read-only page with the producer's, then
        the data twice in a row; a record is a u32 length with two flags, four bytes of no interest, and its bytes.
        """
        page, size = mmap.PAGESIZE, self.spec.max_entries
        taken: list[bytes] = []
        with (
            mmap.mmap(self.fd, page, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE) as consumer,
            mmap.mmap(self.fd, page + 2 * size, mmap.MAP_SHARED, mmap.PROT_READ, offset=page) as producer,
        ):
            (position,), (end,) = struct.unpack_from("=Q", consumer), struct.unpack_from("=Q", producer)
            while position < end and (most is None or len(taken) < most):
                at = page + (position & size - 1)
                (header,) = struct.unpack_from("=I", producer, at)
                if header & BUSY:
                    break
                length = header & DISCARD - 1
                if not header & DISCARD:
                    taken.append(producer[at + 8 : at + 8 + length])
                position += length + 15 & ~7
            struct.pack_into("=Q", consumer, 0, position)
        return taken
