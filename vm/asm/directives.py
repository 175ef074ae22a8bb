"""The directives that declare things: `.map`, `.equ`, `.license`, `.record`; and what compilers add, ignored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from vm.asm.cursor import Cursor, nearest
from vm.asm.slots import fitted
from vm.asm.tokens import string_bytes
from vm.facts import limits, map_types
from vm.facts.directives import DIRECTIVE_BY_NAME
from vm.program import MapSpec

IGNORED: Final = frozenset(
    """.file .loc .p2align .align .balign .ident .addrsig .addrsig_sym .local .weak .hidden .protected .internal .comm
    .cfi_sections .cfi_startproc .cfi_endproc .cfi_def_cfa .cfi_offset .cfi_def_cfa_offset .size .intel_syntax
    .syntax .code .arch .cpu .option .p2alignw .end .popsection .previous .pushsection .symver .version .cfi_personality
    .cfi_lsda .cfi_undefined .cfi_restore .cfi_remember_state .cfi_restore_state""".split()  # noqa: SIM905  # a list of words reads as words
)
"""Directives of compilers that change no instruction."""

DATA: Final = {
    ".byte": 1, ".2byte": 2, ".4byte": 4, ".8byte": 8, ".short": 2, ".hword": 2, ".half": 2, ".word": 4,
    ".long": 4, ".int": 4, ".quad": 8,
}  # fmt: skip
"""Directive -> bytes of each number."""

TEXTS: Final = {".ascii": b"", ".asciz": b"\0", ".string": b"\0"}
"""Directive -> what ends each string."""

SPACE: Final = frozenset({".zero", ".space", ".skip"})

KNOWN: Final = tuple(DIRECTIVE_BY_NAME)

OPTIONS: Final = ("key", "value", "max_entries", "flags", "map_extra", "contents", "inner", "frozen")
ALIASES: Final = {"key_size": "key", "value_size": "value", "entries": "max_entries", "map_flags": "flags"}

U32: Final = (1 << 32) - 1
U64: Final = (1 << 64) - 1
MAX_NAME: Final = 128
"""Characters of a label, map or constant."""

MAX_DATA: Final = 1 << 20
"""Bytes one data section may hold, as `.zero` can write them cheaply."""

FIELD_TYPES: Final = (
    "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "be16", "be32", "be64", "char", "hex", "ipv4", "ipv6", "mac", "bool", "ns",
)  # fmt: skip
"""What a `.record` field may be; `char` and `hex` and numbers may have a count, as in char[16]."""


def license_(c: Cursor) -> str:
    """`.license "GPL"`."""
    if c.kind != "str":
        c.fail("asm.syntax", f"expected a string, found {c.found()}", 'as in .license "GPL"')
    token = c.take()
    return string_bytes(token, c.line).decode("utf-8", "replace")


MAX_FIELDS: Final = 256
"""Fields of one `.record`."""

MAX_CONTENTS: Final = limits.value("map-memory")
"""Bytes of initial keys and values of one map."""


@dataclass(frozen=True, slots=True)
class MapDraft:
    """A `.map` line whose contents may still name programs and maps: `contents` is the cursor at their brace."""

    spec: MapSpec
    contents: Cursor | None


def map_(c: Cursor, known: Mapping[str, MapSpec]) -> MapDraft:
    """`.map counts, hash, key=4, value=8, max_entries=1024, flags=0, contents={0: 1}`.

    known    the maps declared above, which `inner=` may name
    """
    name = name_(c, "a map")
    _comma(c)
    kind = _map_type(c)
    numbers: dict[str, int] = {}
    contents: Cursor | None = None
    inner: MapSpec | None = None
    while c.accept(","):
        option = _option(c, numbers)
        if option == "contents":
            contents = c.fork()
            _skip_braces(c)
        elif option == "inner":
            inner = _inner(c, known)
        else:
            numbers[option] = _size(c, option)
    row = map_types.MAP_TYPE_BY_NAME[kind]
    spec = MapSpec(
        name=name,
        type=kind,
        key_size=numbers.get("key", _prescribed(row.key)),
        value_size=numbers.get("value", _prescribed(row.value)),
        max_entries=numbers.get("max_entries", 0),
        flags=numbers.get("flags", 0),
        map_extra=numbers.get("map_extra", 0),
        inner=inner,
        frozen=bool(numbers.get("frozen", 0)),
        span=c.whole(),
    )
    return MapDraft(spec, contents)


def _prescribed(sizes: map_types.Sizes) -> int:
    """The size that the kernel prescribes, which nobody should have to write; 0 where there is a choice."""
    return sizes.low if sizes.low == sizes.high else 0


def _option(c: Cursor, numbers: dict[str, int]) -> str:
    option = ALIASES.get(c.text, c.text)
    if option not in OPTIONS:
        hint = nearest(c.text, OPTIONS) or "options: " + ", ".join(OPTIONS)
        c.fail("asm.unknown-option", f"a map has no option {c.found()}", hint)
    if option in numbers:
        c.fail("asm.duplicate", f"{option} is given twice")
    c.take()
    c.expect("=")
    numbers[option] = 0
    return option


def _size(c: Cursor, option: str) -> int:
    start = c.at
    high = {"map_extra": U64, "frozen": 1}.get(option, U32)
    value = c.expression()
    if not 0 <= value <= high:
        c.fail("asm.bad-map", f"{option} {value} does not fit: 0 to {high}", span=c.span(start))
    return value


def _inner(c: Cursor, known: Mapping[str, MapSpec]) -> MapSpec:
    if c.text not in known:
        hint = nearest(c.text, tuple(known)) or "declare the template above"
        c.fail("asm.unknown-name", f"no map above is called {c.found()}", hint)
    return known[c.take()[1]]


def _map_type(c: Cursor) -> str:
    start = c.at
    text = c.take()[1] if c.kind == "word" else ""
    if text not in map_types.MAP_TYPE_BY_NAME:
        hint = (
            nearest(text, tuple(map_types.MAP_TYPE_BY_NAME))
            or "as in the kernel, lower case: hash, array, ringbuf, ..."
        )
        c.at = start
        c.fail("asm.unknown-map-type", f"expected the type of the map, found {c.found()}", hint)
    return text


def _comma(c: Cursor) -> None:
    c.expect(",")


def name_(c: Cursor, what: str) -> str:
    """Take a name that may be declared: a word, no register and no number.

    raises   AsmError when it is none, or longer than MAX_NAME
    """
    if c.kind != "word":
        c.fail("asm.syntax", f"expected the name of {what}, found {c.found()}")
    text = c.text
    if len(text) > MAX_NAME:
        c.fail("asm.long-name", f"a name has at most {MAX_NAME} characters")
    c.take()
    return text


def _skip_braces(c: Cursor) -> None:
    """Step over `{ ... }`; what is inside is read when every name is known."""
    if c.text != "{":
        c.fail("asm.syntax", f"expected '{{', found {c.found()}", "as in contents={0: 1, 1: 2}")
    while c.kind != "end":
        if c.take()[1] == "}":
            return
    c.fail("asm.syntax", "expected '}' at the end of the contents")


def contents(draft: MapDraft) -> MapSpec:
    """The map with its initial values: `{key: value, ...}`.

    A key or value is a number (little-endian, as wide as the map says), a string (filled with zeros) or a list
    of bytes `[1, 2, 3]`.

    raises   AsmError when one does not fit
    """
    c, spec = draft.contents, draft.spec
    if c is None:
        return spec
    pairs: dict[bytes, bytes] = {}
    c.expect("{")
    while not c.accept("}"):
        start = c.at
        key = _bytes(c, spec.key_size, "key") if spec.key_size else b""
        c.expect(":")
        if key in pairs:
            c.fail("asm.duplicate", "this key is given twice", span=c.span(start))
        pairs[key] = _bytes(c, spec.value_size, "value")
        if len(pairs) * (spec.key_size + spec.value_size) > MAX_CONTENTS:
            c.fail("asm.out-of-range", f"contents have at most {MAX_CONTENTS} bytes", span=c.span(start))
        if c.text != "}":
            c.expect(",")
    return replace(spec, contents=tuple(pairs.items()))


def _bytes(c: Cursor, size: int, what: str) -> bytes:
    start = c.at
    if size > MAX_DATA:
        c.fail("asm.out-of-range", f"contents of {size} bytes are too large: at most {MAX_DATA}")
    if c.kind == "str":
        data = string_bytes(c.take(), c.line)
    elif c.accept("["):
        data = _byte_list(c)
    else:
        value = c.expression()
        if not -(1 << max(0, size * 8 - 1)) <= value < 1 << (size * 8):
            c.fail("asm.out-of-range", f"the {what} {value} does not fit into {size} bytes", span=c.span(start))
        return (value & ((1 << (size * 8)) - 1)).to_bytes(size, "little")
    if len(data) > size:
        c.fail("asm.out-of-range", f"the {what} has {len(data)} bytes, the map {size}", span=c.span(start))
    return data.ljust(size, b"\0")


def _byte_list(c: Cursor) -> bytes:
    data = bytearray()
    while not c.accept("]"):
        start = c.at
        data.append(fitted(c, start, c.expression(), (-128, 255), "the byte") & 255)
        if c.text != "]":
            c.expect(",")
    return bytes(data)


def record(c: Cursor) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`.record events, pid:u32, comm:char[16]`, with or without parentheses around it all."""
    wrapped = c.accept("(")
    name = name_(c, "a map")
    fields: list[tuple[str, str]] = []
    while c.accept(","):
        start = c.at
        field = name_(c, "a field")
        if any(field == other for other, _ in fields):
            c.fail("asm.duplicate", f"the field {field} is given twice", span=c.span(start))
        c.expect(":")
        fields.append((field, _field_type(c)))
        if len(fields) > MAX_FIELDS:
            c.fail("asm.out-of-range", f"a record has at most {MAX_FIELDS} fields", span=c.span(start))
    if wrapped:
        c.expect(")")
    return name, tuple(fields)


def _field_type(c: Cursor) -> str:
    text = c.text
    if text not in FIELD_TYPES:
        c.fail(
            "asm.unknown-type",
            f"a field cannot be {c.found()}",
            nearest(text, FIELD_TYPES) or "types: " + " ".join(FIELD_TYPES),
        )
    c.take()
    if not c.accept("["):
        return text
    start = c.at
    count = c.expression()
    if not 1 <= count <= 4096:
        c.fail("asm.out-of-range", f"a field has 1 to 4096 elements, not {count}", span=c.span(start))
    c.expect("]")
    return f"{text}[{count}]"


def data(directive: str, c: Cursor) -> bytes:
    """The bytes of `.byte 1, 2`, `.long 5`, `.asciz "text"`, `.zero 8`."""
    if directive in TEXTS:
        return _texts(c, TEXTS[directive])
    if directive in SPACE:
        start = c.at
        count = c.expression()
        if not 0 <= count <= MAX_DATA:
            c.fail("asm.out-of-range", f"{count} bytes: a section holds at most {MAX_DATA}", span=c.span(start))
        fill = c.expression() & 255 if c.accept(",") else 0
        return bytes([fill]) * count
    size = DATA[directive]
    out = bytearray()
    while True:
        start = c.at
        value = c.expression()
        if not -(1 << (size * 8 - 1)) <= value < 1 << (size * 8):
            c.fail("asm.out-of-range", f"{value} does not fit into {size} bytes", span=c.span(start))
        out += (value & ((1 << (size * 8)) - 1)).to_bytes(size, "little")
        if not c.accept(","):
            return bytes(out)


def _texts(c: Cursor, end: bytes) -> bytes:
    out = bytearray()
    while True:
        if c.kind != "str":
            c.fail("asm.syntax", f"expected a string, found {c.found()}")
        out += string_bytes(c.take(), c.line) + end
        if not c.accept(","):
            return bytes(out)
