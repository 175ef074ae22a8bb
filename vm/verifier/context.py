"""Loads and stores of context fields: which offsets and widths a program type may use, and what comes.

The rows are `vm.facts.contexts`; this room only looks them up.
"""

from functools import cache
from typing import Final

from vm.facts.contexts import CONTEXT_BY_NAME, Field, Loads
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN
from vm.verifier.values import MAYBE_NULL, PKT, PKT_END, PKT_META, SOCK_COMMON, Pointer, Value
from vm.verifier.walk import Walk

_PACKET_KINDS: Final = {Loads.PACKET: PKT, Loads.PACKET_END: PKT_END, Loads.PACKET_META: PKT_META}


@cache
def _fields(prog_type: str) -> tuple[Field, ...]:
    return CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[prog_type].context].fields


def _field(walk: Walk, off: int, size: int) -> Field | None:
    """The field that holds the whole of an aligned access."""
    if off % size:
        return None
    for field in _fields(walk.program.prog_type):
        if field.offset <= off and off + size <= field.offset + field.size:
            known = field.attach_type
            return field if known is None or known == walk.program.expected_attach_type else None
    return None


def load(walk: Walk, register: int, off: int, size: int, *, signed: bool) -> Value:
    """What a load of `size` bytes at offset `off` of the context brings."""
    field = _field(walk, off, size)
    if (
        field is None
        or size not in field.widths
        or walk.program.prog_type not in field.read_by
        or (signed and field.loads is not Loads.SCALAR)
    ):
        raise _refuse(register, off, size)
    _reach(walk, off + size)
    if field.loads is Loads.SCALAR:
        return UNKNOWN
    if field.loads is Loads.SOCK_COMMON_OR_NULL:
        return Pointer(SOCK_COMMON, MAYBE_NULL, id=walk.new_id())
    walk.packet_pointer_loads.add(walk.pc)
    return Pointer(_PACKET_KINDS[field.loads])


def check_store(walk: Walk, register: int, off: int, size: int) -> None:
    """Refuse a store of `size` bytes at offset `off` of the context that its type does not allow."""
    field = _field(walk, off, size)
    if field is None or size not in field.write_widths or walk.program.prog_type not in field.written_by:
        raise _refuse(register, off, size)
    _reach(walk, off + size)


def _reach(walk: Walk, end: int) -> None:
    """Remember how far into the context the program gets: a u32, so an end before its beginning is far behind it."""
    walk.context_end = max(walk.context_end, end & 0xFFFF_FFFF)


def _refuse(register: int, off: int, size: int) -> Refuse:
    line = f"invalid bpf_context access off={off} size={size}"
    return Refuse("context.invalid", "EACCES", line, register=register, off=off, size=size)
