"""The page table of a range-checked build: which region a page belongs to, and the regions' borders."""

import ctypes
from typing import Final

from vm.facts.baseline import PAGE_SIZE
from vm.jit.control import Control
from vm.runtime.memory import ARENA, ARENA_SIZE, Memory

_PAGES: Final = ARENA_SIZE // PAGE_SIZE
_FIRST: Final = ARENA // PAGE_SIZE


class Pages:
    """Keeps the table of one memory in a control block (`pages`, `regions`, `pointers`)."""

    def __init__(self, memory: Memory, control: Control) -> None:
        self._memory, self._control = memory, control
        self._numbers = (ctypes.c_uint32 * _PAGES)()
        self._shown: list[int] = []
        self._generation = -1
        control.set("pages", ctypes.addressof(self._numbers))

    def follow(self) -> None:
        """Make the table true again, if regions came or went."""
        if self._generation == self._memory.generation:
            return
        self._generation = self._memory.generation
        regions = list(self._memory.regions())
        self._regions = table = (ctypes.c_uint64 * (3 * (len(regions) + 1)))()
        pointers, numbers = 0, {}
        for number, region in enumerate(regions, 1):
            table[3 * number : 3 * number + 3] = [region.start, region.end, region.access]
            numbers[id(region)] = number
            for offset in region.pointers:
                pointers |= 1 << offset // 4
        for page in self._shown:
            self._numbers[page] = 0
        self._shown = [page - _FIRST for page in self._memory.pages]
        for page, region in zip(self._shown, self._memory.pages.values(), strict=True):
            self._numbers[page] = numbers[id(region)]
        self._control.set("regions", ctypes.addressof(table))
        self._control.set("pointers", pointers)
