"""The one function that makes a table binding for the tools that read it."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

V = TypeVar("V")


class Named(Protocol):
    """Any row: its name is the key under which a tool files its own handler."""

    @property
    def name(self) -> str: ...


def complete(rows: Iterable[Named], handlers: Mapping[str, V]) -> Mapping[str, V]:
    """Return `handlers`, or fail at import time naming the rows they miss or invent."""
    names = {row.name for row in rows}
    if names != handlers.keys():
        missing, unknown = sorted(names - handlers.keys()), sorted(handlers.keys() - names)
        raise AssertionError(f"missing {missing}, unknown {unknown}")
    return handlers
