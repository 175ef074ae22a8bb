"""The address space: exact borders, one permission a region, and no need for 4 GiB."""

import mmap

import pytest

from tests.fuzz import wild
from vm.runtime import memory
from vm.runtime.faults import FaultRaised
from vm.runtime.memory import ARENA, READ, WRITE, Memory


@pytest.fixture(params=["arena", "closed arena", "buffers"])
def space(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Memory:
    if request.param == "buffers":
        monkeypatch.setattr(memory, "_reserve", lambda: (None, False))
    if request.param == "closed arena":
        real = mmap.mmap

        def limited(fd: int, size: int, flags: int) -> mmap.mmap:
            """As under RLIMIT_DATA: private memory of this size is refused."""
            if flags & mmap.MAP_PRIVATE:
                raise OSError
            return real(fd, size, flags)

        monkeypatch.setattr(mmap, "mmap", limited)
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
    monkeypatch.setattr(memory, "_reserve", lambda: (None, False))
    assert wild.play(500, seed=0) == expected
