"""CO-RE relocations: what an object says of the kernel's structures, made true for the kernel that is simulated.

An object remembers, in `.BTF.ext`, which fields of which structures its instructions access, as it knew them when it was
compiled; the loader looks for the same names in the structures of the kernel at hand (`vm.facts.layouts`).
A field that Linux 6.18 does not have poisons the instruction, as in libbpf: a program that can reach it is refused by the
verifier. A structure that is not in the table is `Unknown`: nothing can be said of it.

Source: the kernel's documentation of libbpf's CO-RE relocations, and what libbpf does with programs that have them.
"""

import struct
from dataclasses import dataclass, replace
from typing import Final

from vm.elf import btf
from vm.elf.reader import wrong
from vm.facts import isa
from vm.facts.layouts import Layout, Place, layouts
from vm.insn import Instruction

(
    BYTE_OFFSET, BYTE_SIZE, FIELD_EXISTS, SIGNED, LEFT_SHIFT, RIGHT_SHIFT, LOCAL_ID, TARGET_ID,
    TYPE_EXISTS, TYPE_SIZE, CONSTANT_EXISTS, CONSTANT_VALUE, TYPE_MATCHES,
) = range(13)  # fmt: skip
NAMES: Final = (
    "byte_off", "byte_sz", "field_exists", "signed", "lshift_u64", "rshift_u64", "local_type_id", "target_type_id",
    "type_exists", "type_size", "enumval_exists", "enumval_value", "type_matches",
)  # fmt: skip
"""What an instruction wants to know, as libbpf's messages call it."""

POISON: Final = 0xBAD2310
"""The helper that a poisoned instruction calls; there is none of that number."""

MAX_RELOCATIONS: Final = 20_000
MAX_DIGITS: Final = 10
MAX_DEPTH: Final = 32
_KINDS: Final = {btf.STRUCT: "struct", btf.UNION: "union", btf.ENUM: "enum", btf.ENUM64: "enum"}


class Unknown(Exception):  # noqa: N818 - an answer, not a failure
    """The table does not know that type. The message says which."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """The instruction at byte `offset` of a section wants to know `kind` of what `access` leads to from type `type`."""

    offset: int
    type: int
    access: str
    kind: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What an instruction is to be told; `size` is the accessed field's, in bytes, where instructions access it."""

    value: int
    size: int = 0


def relocations(data: bytes, types: btf.Btf) -> dict[str, tuple[Relocation, ...]]:
    """Section name -> its relocations.

    raises   ObjectError when `.BTF.ext` is malformed
    """
    if len(data) < 32 or struct.unpack_from("<I", data, 4)[0] < 32:
        return {}
    size, *_, start, length = btf.header(data, 6)
    found: dict[str, list[Relocation]] = {}
    for section, (offset, number, access, kind) in btf.records(
        data, types.strings, size + start, length, most=MAX_RELOCATIONS
    ):
        asked = Relocation(offset, number, btf.string(types.strings, access), kind)
        found.setdefault(section, []).append(asked)
    return {section: tuple(rows) for section, rows in found.items()}


# --- what the object knows ------------------------------------------------------------------


def _steps(types: btf.Btf, asked: Relocation) -> tuple[str, list[str | int], str]:
    """(root, steps, spelling): names of members and indexes of arrays, from the root type to the field."""
    words = asked.access.split(":")
    if not all(word.isdecimal() and len(word) < MAX_DIGITS for word in words):
        raise wrong("bad-btf", f"{asked.access[:40]!r} is no access string")
    first, *indexes = map(int, words)
    kind = types.resolved(asked.type)
    name = kind.name or types.get(asked.type).name
    root, steps = _essential(name), list[str | int]()
    spelling = f"{_KINDS.get(kind.kind, 'type')} {name}"
    if first:
        steps.append(first)
    for index in indexes[:MAX_DEPTH]:
        if kind.kind in {btf.STRUCT, btf.UNION}:
            fields = types.fields(kind)
            if not 0 <= index < len(fields):
                raise wrong("bad-btf", f"{kind.name[:60]} has no member {index}")
            if fields[index].name:
                steps.append(fields[index].name)
                spelling += f".{fields[index].name}"
            kind = types.resolved(fields[index].type)
        elif kind.kind == btf.ARRAY:
            element, _, _ = struct.unpack("<III", kind.rest)
            steps.append(index)
            spelling += f"[{index}]"
            kind = types.resolved(element)
        else:
            raise wrong("bad-btf", f"{spelling[:80]} has no members")
    return root, steps, spelling


def _essential(name: str) -> str:
    """A type's name without its flavour: `task_struct___old` is `task_struct`."""
    return name.split("___", maxsplit=1)[0]


def _constant(types: btf.Btf, asked: Relocation) -> tuple[str, str]:
    """(enumeration, constant) that an enumeration's relocation is about."""
    kind = types.resolved(asked.type)
    if kind.kind not in {btf.ENUM, btf.ENUM64} or not asked.access.isdecimal():
        raise wrong("bad-btf", "a relocation for a constant names no enumeration")
    index = int(asked.access[:9])
    if index >= kind.count:
        raise wrong("bad-btf", f"{kind.name[:60]} has no constant {index}")
    return _essential(kind.name), _essential(types.constant(kind, index)[0])


# --- what the kernel has --------------------------------------------------------------------


def answer(types: btf.Btf, asked: Relocation) -> Answer | None:
    """The answer for the simulated kernel; None where it has no such thing.

    raises   Unknown for a type that is in no table, ObjectError for what makes no sense
    """
    if asked.kind == LOCAL_ID:
        return Answer(asked.type)
    if asked.kind in {CONSTANT_EXISTS, CONSTANT_VALUE}:
        name, constant = _constant(types, asked)
        layout = _layout(name)
        value = layout.values.get(constant) if layout else None
        if asked.kind == CONSTANT_EXISTS:
            return Answer(int(value is not None))
        return None if value is None else Answer(value)
    if asked.kind in {TYPE_EXISTS, TYPE_MATCHES, TYPE_SIZE}:
        layout = _layout(_essential(types.get(asked.type).name))
        if asked.kind != TYPE_SIZE:
            return Answer(int(layout is not None))
        return None if layout is None else Answer(layout.size)
    if asked.kind == TARGET_ID:
        raise Unknown("the simulated kernel has no BTF of its own, so its types have no numbers")
    if not BYTE_OFFSET <= asked.kind <= RIGHT_SHIFT:
        raise wrong("bad-btf", f"there is no CO-RE relocation of kind {asked.kind}")
    root, steps, _ = _steps(types, asked)
    found = _field(root, steps)
    if asked.kind == FIELD_EXISTS:
        return Answer(int(found is not None))
    return None if found is None else _told(asked.kind, found)


def _layout(name: str) -> Layout | None:
    """The layout of a type; None if 6.18 has no such type; Unknown if that is not known."""
    if name not in layouts():
        raise Unknown(f"{name[:80] or 'a nameless type'} is not among the structures of the simulated kernel")
    return layouts()[name]


def _field(root: str, steps: list[str | int]) -> Place | None:
    """The field that `steps` lead to, from the start of `root`; None if 6.18 does not have it."""
    at = Place(0, 0, f".{root}")
    for number, step in enumerate(steps):
        if isinstance(step, int):
            element, count = _element(at.type) if number else (at.type, 1 << 30)
            if element is None or step >= max(count, 1):
                return None
            at = Place(at.bit + 8 * step * _size(element), 0, element)
            continue
        layout = _layout(at.type[1:]) if at.type.startswith(".") else None
        field = layout.fields.get(step) if layout else None
        if field is None:
            return None
        at = replace(field, bit=at.bit + field.bit)
    if not steps:
        return at if _layout(root) else None
    return at


def _element(type_: str) -> tuple[str | None, int]:
    """Type and number of an array's elements: the first dimension stands last in `T[inner][outer]`."""
    if not type_.endswith("]"):
        return None, 0
    head, _, count = type_.rpartition("[")
    return head, int(count[:-1])


def _size(type_: str) -> int:
    """Bytes."""
    element, count = _element(type_)
    if element is not None:
        return count * _size(element)
    if type_.startswith("."):
        layout = _layout(type_[1:])
        return layout.size if layout else 0
    return {"ptr": 8, "void": 0}.get(type_) or int(type_[1:]) // 8 if type_ != "void" else 0


def _told(kind: int, field: Place) -> Answer:
    size = _size(field.type)
    start = field.bit // 8
    width = 8 * size
    if field.width:  # the bytes around a bit field: as few as its type has, unless it crosses their border
        width = field.width
        start = field.bit // 8 // size * size
        while field.bit + width - 8 * start > 8 * size and size < 8:
            size *= 2
            start = field.bit // 8 // size * size
    if kind == BYTE_OFFSET:
        return Answer(start, 0 if field.width else size)
    signed = field.type.startswith("s")
    shift = 64 - (field.bit + width - 8 * start)
    return Answer({BYTE_SIZE: size, SIGNED: int(signed), LEFT_SHIFT: shift & 63, RIGHT_SHIFT: 64 - width & 63}[kind])


# --- what becomes of the instruction ---------------------------------------------------------


def spelt(types: btf.Btf, asked: Relocation) -> str:
    """The relocation for people: `<byte_off> struct task_struct.state`."""
    name = NAMES[asked.kind] if asked.kind < len(NAMES) else str(asked.kind)
    if asked.kind in {CONSTANT_EXISTS, CONSTANT_VALUE}:
        return f"<{name}> {'::'.join(_constant(types, asked))}"
    if BYTE_OFFSET <= asked.kind <= RIGHT_SHIFT:
        return f"<{name}> {_steps(types, asked)[2]}"
    return f"<{name}> {types.get(asked.type).name}"


def patched(insn: Instruction, second: Instruction | None, told: Answer | None) -> list[Instruction]:
    """The instruction, and the second slot of a wide one, with the answer in it; poisoned without one.

    raises   ObjectError for an instruction that has no room for an answer
    """
    wide = insn.opcode == isa.LD_IMM64 and second is not None
    if told is None:
        return [Instruction(isa.CALL, imm=POISON)] * (2 if wide else 1)
    kind = insn.opcode & 7
    if wide and second is not None:
        low, high = told.value & 0xFFFF_FFFF, told.value >> 32
        return [insn._replace(imm=_signed(low)), second._replace(imm=_signed(high))]
    if kind in {isa.ALU32, isa.ALU64} and not insn.opcode & isa.REG:
        return [insn._replace(imm=_signed(told.value))]
    if kind in {isa.LDX, isa.ST, isa.STX} and told.value < 1 << 15:
        return [_resized(insn, told.size)._replace(off=told.value)]
    raise wrong("bad-relocation", f"an instruction of opcode {insn.opcode:#04x} has no room for a CO-RE relocation")


def _resized(insn: Instruction, size: int) -> Instruction:
    """A load or store of a field that is wider or narrower than where the object was compiled."""
    if size not in isa.SIZE_BY_BYTES or insn.opcode & 0xE0 != isa.MODE_MEM:
        return insn
    return insn._replace(opcode=insn.opcode & ~0x18 | isa.SIZE_BY_BYTES[size].code)


def _signed(value: int) -> int:
    value &= 0xFFFF_FFFF
    return value - (1 << 32) if value >> 31 else value
