"""Values in words: "a number from 0 to 15", "a pointer to a value of map counts (8 bytes)"."""

from collections.abc import Callable, Mapping
from typing import Final

from vm.verifier.scalar import M64, S64_MAX, S64_MIN, Scalar
from vm.verifier.values import (
    CTX,
    DYNPTR,
    MAP_KEY,
    MAP_PTR,
    MAP_VALUE,
    MAYBE_NULL,
    MEM,
    PKT,
    PKT_END,
    PKT_META,
    RINGBUF,
    SOCK,
    SOCK_COMMON,
    STACK,
    TCP_SOCK,
    XDP_SOCK,
    Pointer,
    Value,
    kind_text,
)


def sentence(text: str) -> str:
    """With a capital and a full stop, unless it begins with a name."""
    first = text.split(" ", maxsplit=1)[0]
    named = "_" in first or any(letter.isdigit() for letter in first)
    return (text if named else text[:1].upper() + text[1:]) + "."


def many(count: int, what: str) -> str:
    """So many of something: 1 byte, 2 bytes."""
    return f"{count} {what}" if abs(count) == 1 else f"{count} {what}s"


def at(register: int, off: int) -> str:
    """A place as one writes it: "r10-8"."""
    return f"r{register}{off:+d}" if off else f"r{register}"


def describe(value: Value | None) -> str:
    """A value as one would say it."""
    if isinstance(value, Scalar):
        return number(value)
    if isinstance(value, Pointer):
        return place(value)
    return "nothing yet"


def number(s: Scalar) -> str:
    """What is known of a number."""
    if not s.mask:
        return f"the number {s.smin}"
    if s.umin == 0 and s.umax == M64 and s.smin == S64_MIN and s.smax == S64_MAX:
        return "a number of which nothing is known"
    if s.smin >= 0 or s.smin == S64_MIN:
        return f"a number from {s.umin} to {s.umax}"
    return f"a number from {s.smin} to {s.smax}"


def place(p: Pointer) -> str:
    """Where a pointer points."""
    teller = _TARGETS.get(p.kind)
    where = teller(p) if teller else _FIXED_TARGETS.get(p.kind, f"a pointer ({kind_text(p)})")
    moved = _moved(p)
    where = f"{where}, moved by {moved}" if moved else where
    return f"{where}, or NULL" if p.flags & MAYBE_NULL else where


def is_moved(p: Pointer) -> bool:
    """Whether anything was added to it since it was obtained."""
    return bool(p.off or p.var.mask or p.var.value)


def _moved(p: Pointer) -> str:
    if p.kind is STACK and not p.var.mask:
        return ""
    fixed = p.off if p.var.mask else p.off + p.var.smin
    parts = [many(fixed, "byte")] if fixed else []
    if p.var.mask:
        parts.append(number(p.var))
    return " and ".join(parts)


def map_name(p: Pointer) -> str:
    """The map a pointer has to do with."""
    if p.map is None:
        return "a map"
    return f"map {p.map.name}" if p.map.name else f"an inner map ({p.map.type})"


_TARGETS: Final[Mapping[str, Callable[[Pointer], str]]] = {
    STACK: lambda p: f"the stack address {at(10, p.off + p.var.smin)}" if not p.var.mask else "a stack address",
    MAP_PTR: map_name,
    MAP_VALUE: lambda p: f"a pointer to a value of {map_name(p)} ({many(p.map.value_size if p.map else 0, 'byte')})",
    MAP_KEY: lambda p: f"a pointer to a key of {map_name(p)}",
    MEM: lambda p: (
        f"a ring-buffer record of {many(p.size, 'byte')}" if p.flags & RINGBUF else f"{many(p.size, 'byte')} of memory"
    ),
    PKT: lambda p: (
        f"a packet pointer with {many(p.range, 'byte')} proved to be there"
        if p.range > 0
        else "a packet pointer with nothing proved to be there"
    ),
}

_FIXED_TARGETS: Final = {
    CTX: "the context",
    PKT_META: "a pointer to the packet's metadata",
    PKT_END: "the end of the packet",
    DYNPTR: "a dynamic pointer",
    SOCK: "a socket",
    SOCK_COMMON: "a socket of any kind",
    TCP_SOCK: "a TCP socket",
    XDP_SOCK: "an AF_XDP socket",
}
