"""What a child lets its owner keep of a source, so that the next run of it need not begin from nothing: the child's side.

Two things are told as lines: `P`, the source assembled and verified, and `O`, its native code. The owner keeps them
by the source that they were made from, looks into neither, and hands them only to a locked-down child that
plays the very same source: see `playground.sandbox.objects` for why that is enough.
"""

import base64
import hashlib
import json
import pickle
from collections.abc import Iterator, Mapping
from typing import Final

from playground.sandbox.objects import OBJECT_SIZE
from vm.session import Prepared

PREPARED: Final = "P"
CODE: Final = "O"


class Keeping:
    """What is kept of one source, and what is to be.

    kept   what earlier children told, by tag
    """

    def __init__(self, source: str, kept: Mapping[str, str]) -> None:
        self._kept = {tag: json.loads(text) for tag, text in kept.items()}
        self._told: list[tuple[bytes, str]] = []
        self.source, self.code = _Source(self, source), _Code(self)

    def told(self) -> Iterator[tuple[bytes, str]]:
        """Lines for the owner, each once."""
        while self._told:
            yield self._told.pop(0)

    def holds(self, tag: str) -> bool:
        """Whether an earlier child told such a thing."""
        return tag in self._kept

    def find(self, tag: str, key: bytes) -> bytes | None:
        """What an earlier child told, if it was under this key."""
        kept = self._kept.get(tag)
        return base64.b64decode(kept["data"]) if kept and kept["key"] == key.hex() else None

    def tell(self, tag: str, key: bytes, data: bytes) -> None:
        """Let the owner keep `data`, unless it is too much."""
        if len(data) <= OBJECT_SIZE:
            told = {"key": key.hex(), "data": base64.b64encode(data).decode()}
            self._told.append((tag.encode(), json.dumps(told)))


class _Code:
    """Native code: a `vm.jit.making.ObjectCache`. Its key says what it fits: bytecode, maps, compiler, processor."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def get(self, key: bytes) -> bytes | None:
        return self._keeping.find(CODE, key)

    def put(self, key: bytes, image: bytes) -> None:
        self._keeping.tell(CODE, key, image)


class _Source:
    """A source assembled and verified: a `vm.session.Shelf`. Its key is the source's hash.

    It is pickled, which would be a risk anywhere else: reading a pickle does whatever its writer wants. Here that is no
    more than the native code does that comes from the same writer, and neither leaves the locked-down child.
    """

    def __init__(self, keeping: Keeping, source: str) -> None:
        self._keeping, self._key = keeping, hashlib.sha256(source.encode()).digest()

    def get(self) -> Prepared | None:
        data = self._keeping.find(PREPARED, self._key)
        prepared = None if data is None else pickle.loads(data)  # noqa: S301 - see above
        return prepared if isinstance(prepared, Prepared) else None

    def put(self, prepared: Prepared) -> None:
        self._keeping.tell(PREPARED, self._key, pickle.dumps(prepared, pickle.HIGHEST_PROTOCOL))
