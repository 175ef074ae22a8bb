"""Memory that faults where nothing is mapped, whole accesses or none."""

from vm.facts.baseline import PAGE_SIZE
from vm.kernel.pages import Pages

BASE = 0x7F00_0000_0000


def test_unmapped_memory_faults():
    pages = Pages()
    assert pages.read(BASE, 1) is None
    assert not pages.write(BASE, b"x")


def test_accesses_across_pages_need_all_of_them():
    pages = Pages()
    pages.map(BASE, PAGE_SIZE)
    edge = BASE + PAGE_SIZE - 2
    assert pages.read(edge, 4) is None
    assert not pages.write(edge, b"abcd")
    assert pages.read(edge, 2) == bytes(2), "a store that faults stores nothing"
    pages.map(BASE + PAGE_SIZE, 1)
    assert pages.write(edge, b"abcd")
    assert pages.read(edge, 4) == b"abcd"


def test_a_copy_is_apart():
    pages = Pages()
    pages.map(BASE, 1)
    twin = pages.copy()
    twin.write(BASE, b"twin")
    assert pages.read(BASE, 4) == bytes(4)


def test_unmapping_brings_the_fault_back():
    pages = Pages()
    pages.map(BASE, 3 * PAGE_SIZE)
    pages.unmap(BASE + PAGE_SIZE, 1)
    assert pages.read(BASE, 8) == bytes(8)
    assert pages.read(BASE + PAGE_SIZE, 8) is None
    assert pages.read(BASE + 2 * PAGE_SIZE, 8) == bytes(8)
