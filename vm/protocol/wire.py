"""The one spelling of frames in JSON, made from the classes of `vm.protocol.events`.

64-bit numbers are "0x..." strings, byte strings plain hex. A field that may be missing (its default
is None or False) is left out when it is; a field without a default is always there, null if need be.
No other module writes or reads this text.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from vm.protocol import events
from vm.protocol.events import Event, Frame, Hex64

Spell = Callable[[Any], Any]
Read = Callable[[Any], Any]

EVENT_CLASSES: Final[Mapping[str, type]] = {
    get_args(get_type_hints(cls)["type"])[0]: cls for cls in get_args(events.Event)
}
"""Every event class by the value of its `type`."""

_PLAIN: Final = (str, int, bool, float)


def encode_frame(frame: Frame) -> str:
    """One frame as compact JSON text."""
    return json.dumps(spell(frame), separators=(",", ":"))


def decode_frame(text: str) -> Frame:
    """The frame that `encode_frame` spelt; ValueError, KeyError or TypeError for any other text."""
    frame: Frame = _reader(Frame)(json.loads(text))
    return frame


def spell(value: Any) -> Any:
    """A protocol value as what JSON can hold: dictionaries, lists, strings, numbers, null."""
    kind: Any = type(value)
    return _speller(kind)(value)


@cache
def _speller(kind: Any) -> Spell:
    """How to spell a value of `kind`, a type or annotation that the protocol uses."""
    if kind is Hex64:
        return hex
    if kind is bytes:
        return bytes.hex
    if kind in _PLAIN or get_origin(kind) is Literal:
        return _same
    if kind == Event:
        return spell
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        inner = _speller(_without_none(args))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        element = _speller(args[0])
        return lambda value: [element(item) for item in value]
    if origin is dict:
        return dict
    if is_dataclass(kind):
        return _object_speller(kind)
    raise TypeError(f"the protocol may not use {kind}")


def _same(value: Any) -> Any:
    return value


def _object_speller(cls: Any) -> Spell:
    hints = get_type_hints(cls)
    columns = [(f.name, _speller(hints[f.name]), f.default is None or f.default is False) for f in fields(cls)]

    def write(value: Any) -> dict[str, Any]:
        spelt = {}
        for name, how, optional in columns:
            content = getattr(value, name)
            if optional and (content is None or content is False):
                continue
            spelt[name] = how(content)
        return spelt

    return write


@cache
def _reader(kind: Any) -> Read:
    """The inverse of `_speller`."""
    if kind is Hex64:
        return lambda text: Hex64(int(text, 16))
    if kind is bytes:
        return bytes.fromhex
    if kind in _PLAIN or get_origin(kind) is Literal:
        return _same
    if kind == Event:
        return lambda value: _reader(EVENT_CLASSES[value["type"]])(value)
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        inner = _reader(_without_none(args))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        element = _reader(args[0])
        return lambda value: tuple(element(item) for item in value)
    if origin is dict:
        return dict
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        made: Any = kind
        return lambda value: made(**{name: _reader(hints[name])(content) for name, content in value.items()})
    raise TypeError(f"the protocol may not use {kind}")


def _without_none(args: tuple[Any, ...]) -> Any:
    """The one other member of `X | None`."""
    (member,) = (arg for arg in args if arg is not type(None))
    return member
