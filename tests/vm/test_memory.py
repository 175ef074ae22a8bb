"""The address space: exact borders, one permission a region, and no need for 4 GiB."""

import resource
import sys
from pathlib import Path

import pytest

from tests.fuzz import wild
from vm.runtime import memory
from vm.runtime.faults import FaultRaised
from vm.runtime.memory import ARENA, READ, WRITE, Memory

linux = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")


@pytest.fixture(params=["arena", "buffers"])
def space(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Memory:
    if request.param == "buffers":
        monkeypatch.setattr(memory, "_reserve", lambda: None)
    return Memory()


@pytest.mark.parametrize("size", [1, 2, 4, 8])
def test_an_access_ends_with_its_region(space: Memory, size: int) -> None:
    region = space.allocate("a value", 24)
    space.store(region.end - size, size, -1)
    assert space.load(region.end - size, size) == (1 << 8 * size) - 1
    for address in (region.end - size + 1, region.start - 1, 0, (1 << 64) - 1, ARENA):
        with pytest.raises(FaultRaised) as raised:
            space.load(address, size)
        assert (raised.value.kind, raised.value.address, raised.value.size) == ("out-of-bounds", address, size)


def test_permissions(space: Memory) -> None:
    readable, writable = space.allocate("r", 8, READ), space.allocate("w", 8, WRITE)
    assert space.load(readable.start, 8) == 0
    space.store(writable.start, 8, 1)
    with pytest.raises(FaultRaised, match="read-only"):
        space.store(readable.start, 8, 1)
    with pytest.raises(FaultRaised, match="write-only"):
        space.load(writable.start, 8)


def test_regions_never_touch(space: Memory) -> None:
    first, second = space.allocate("first", 4096), space.allocate("second", 1)
    assert second.start - first.end >= 4096
    space.unmap(first)
    with pytest.raises(FaultRaised):
        space.load(first.start, 1)


def test_a_pointer_field_is_widened(space: Memory) -> None:
    region = space.map("context", memory.CONTEXT, 8, READ | WRITE, frozenset({4}))
    space.store(region.start, 4, 0x1234)
    space.store(region.start + 4, 4, 0x1234)
    assert space.load(region.start, 4) == 0x1234
    assert space.load(region.start + 4, 4) == ARENA + 0x1234


def test_the_address_space_ends(space: Memory) -> None:
    with pytest.raises(FaultRaised, match="no room"):
        space.allocate("too much", 1 << 32)


def test_programs_run_without_an_arena(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = wild.play(500, seed=0)
    monkeypatch.setattr(memory, "_reserve", lambda: None)
    assert wild.play(500, seed=0) == expected


@linux
def test_an_arena_counts_for_what_its_regions_take() -> None:
    """And goes with the last that refers to it."""
    before = _data()
    space = Memory()
    region = space.allocate("a value", 1 << 20)
    assert 1 << 20 <= _data() - before < 2 << 20
    del space
    region.buffer[region.start - region.bias] = 1  # the region alone keeps it
    del region
    assert _data() - before < 1 << 20


@linux
def test_a_limit_on_data_holds_for_regions() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    space = Memory()
    resource.setrlimit(resource.RLIMIT_DATA, (_data() + (64 << 20), hard))
    try:
        space.allocate("small", 1 << 20)
        with pytest.raises(MemoryError):
            space.allocate("large", 128 << 20)
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data() -> int:
    """Bytes of private writable memory of this process, as RLIMIT_DATA counts them."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmData:"))
