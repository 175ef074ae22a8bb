"""Compiled objects, kept by the owner of a fork server so that the next run of a source needs no compiler.

An object is code that will be executed, so who may put one in is the whole question. It comes from the
locked-down child that compiled a source, and it is kept under the hash of that source, which the owner
computes itself. It goes only into another locked-down child that plays the very same source. So whoever could
make a child lie (a hole in the compiler, reached through the bytecode) can spoil no run but those of a source
that carries the attack already. Inside, the key of `vm.jit.making` says whether the object still fits:
bytecode, maps, options, compiler, processor. Objects live in memory alone and the owner never looks into one.
"""

import hashlib
import threading
from collections import OrderedDict
from typing import Final

OBJECT_SIZE: Final = 256 << 10
"""Bytes of the largest object that is kept: a request with it and its source must fit the child's line."""

OBJECTS_SIZE: Final = 32 << 20
"""Bytes of all kept objects, as text."""

MOST_TOLD: Final = OBJECT_SIZE * 4 // 3 + 256
"""Characters of an object as a child tells it."""


class Objects:
    """By source, the latest used ones, so many bytes at most. Safe across threads."""

    def __init__(self, most: int = OBJECTS_SIZE) -> None:
        self.most, self.size = most, 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, str] = OrderedDict()

    @staticmethod
    def name(source: str) -> bytes:
        """What the objects of a source are kept under."""
        return hashlib.sha256(source.encode()).digest()

    def get(self, source: str) -> str | None:
        """What the child said of its object, as JSON."""
        with self._lock:
            kept = self._kept.get(self.name(source))
            if kept is not None:
                self._kept.move_to_end(self.name(source))
            return kept

    def put(self, source: str, told: str) -> None:
        """Keep what a child said, and forget the longest unused beyond the limit."""
        if len(told) > MOST_TOLD:
            return
        with self._lock:
            self.size += len(told) - len(self._kept.pop(self.name(source), ""))
            self._kept[self.name(source)] = told
            while self.size > self.most:
                self.size -= len(self._kept.popitem(last=False)[1])
