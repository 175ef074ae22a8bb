"""Programs to an object file, or the one that was kept."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

from vm.insn import encode
from vm.jit import execute
from vm.jit.body import Build
from vm.jit.linkage import Linkage, Unit
from vm.jit.lower import lower


class ObjectCache(Protocol):
    """Where compiled objects are kept. What comes out of it is executed: keep it private."""

    def get(self, key: bytes) -> bytes | None: ...
    def put(self, key: bytes, image: bytes) -> None: ...


def made(units: Sequence[Unit], linkage: Linkage, build: Build, level: int, cache: ObjectCache | None) -> bytes:
    """The object of these programs, from `cache` if it is there.

    raises   NotLowered when one of them has no native form
    """
    key = _key(units, linkage, build, level) if cache is not None else b""
    image = cache.get(key) if cache is not None else None
    if image is None:
        image = execute.compile_object(lower(units, linkage, build), level)
        if cache is not None:
            cache.put(key, image)
    return image


def _key(units: Sequence[Unit], linkage: Linkage, build: Build, level: int) -> bytes:
    """Everything that the object depends on, hashed."""
    programs = [(encode(unit.insns), sorted(unit.pointer_loads), unit.coverage) for unit in units]
    machine = (execute.VERSION, execute.host_cpu(), execute.host_features())
    return hashlib.sha256(repr((machine, level, build, programs, list(linkage.maps))).encode()).digest()
