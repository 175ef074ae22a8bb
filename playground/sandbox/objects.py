"""What was made of sources, kept by the owner of a fork server so that the next run begins where the last one got to.

Native code will be executed and a verdict believed, so who may put one in is the whole question. It comes from the
locked-down child that made it of a source, and it is kept under the hash of that source, which the owner
computes itself. It goes only into another locked-down child that plays the very same source. So whoever could
make a child lie (a hole in the compiler, reached through the bytecode) can spoil no run but those of a source
that carries the attack already. Inside, keys say whether it still fits: see `playground.sandbox.keeping`.
It lives in memory alone and the owner never looks into it.
"""

import hashlib
import threading
from collections import OrderedDict
from typing import Final

OBJECT_SIZE: Final = 256 << 10
"""Bytes of the largest thing that is kept: a request with one of each kind and its source must fit the child's line."""

OBJECTS_SIZE: Final = 32 << 20
"""Bytes of all that is kept, as text."""

MOST_TOLD: Final = OBJECT_SIZE * 4 // 3 + 256
"""Characters of it as a child tells it."""


class Objects:
    """By source, the latest used ones, so many bytes at most. Safe across threads."""

    def __init__(self, most: int = OBJECTS_SIZE) -> None:
        self.most, self.size = most, 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, str] = OrderedDict()

    @staticmethod
    def name(tag: str, source: str) -> bytes:
        """What a thing of this kind is kept under."""
        return hashlib.sha256(f"{tag} {source}".encode()).digest()

    def get(self, tag: str, source: str) -> str | None:
        """What a child said of this source, in its own words."""
        name = self.name(tag, source)
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None:
                self._kept.move_to_end(name)
            return kept

    def put(self, tag: str, source: str, told: str) -> None:
        """Keep what a child said, and forget the longest unused beyond the limit."""
        if len(told) > MOST_TOLD:
            return
        name = self.name(tag, source)
        with self._lock:
            self.size += len(told) - len(self._kept.pop(name, ""))
            self._kept[name] = told
            while self.size > self.most:
                self.size -= len(self._kept.popitem(last=False)[1])
