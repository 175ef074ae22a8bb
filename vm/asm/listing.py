"""Text pasted from tools: which parts of a line are the instruction, and which are the tool's own.

Known are the verifier's log, `bpftool prog dump xlated`, and `llvm-objdump -d`. In their lines a
`;` begins a remark; a number in front places the instruction.
"""

import re
from dataclasses import dataclass
from typing import Final

_NUMBERED: Final = re.compile(r"^[ \t]*[0-9]{1,7}:(?![0-9A-Za-z_])|^[0-9a-f]{8,16} <", re.MULTILINE)
_OPCODE: Final = re.compile(r"^[ \t]*[0-9]{1,7}: (?:[ .0-9]{10,12} )?\([0-9a-f]{2}\) ", re.MULTILINE)

_PREFIX: Final = re.compile(
    r"""[ \t]* (?P<number>[0-9]{1,7}) : [ \t]*
        (?: (?: [.0-9]{10} [ \t]+ )? \( (?P<opcode>[0-9a-f]{2}) \) [ \t]*
          | (?P<bytes>(?:[0-9a-f]{2}[ ]){7,15}[0-9a-f]{2}) (?:[ \t]+|$) )?""",
    re.VERBOSE,
)
_STATE: Final = re.compile(r"(?:[Rr][0-9]+(?:_[a-z]+)?=|frame[0-9]|safe\b|\(|$)")
_HEADER: Final = re.compile(r"[0-9a-f]{8,16} <(?P<name>[^>]+)>:\s*$")
_SECTION: Final = re.compile(r"Disassembly of section (?P<name>\S+):\s*$")
_RELOCATION: Final = re.compile(r"\s+[0-9a-f]{8,16}:\s+R_BPF_64_(?:64|32)\s+(?P<name>\S+)\s*$")
_NOISE: Final = re.compile(r"\s*(?:;|\S+:\s+file format |(?:[0-9a-f]{2} ){7,15}[0-9a-f]{2}\s*$|\w.*\(.*\):\s*$)")
_MAP_POINTER: Final = re.compile(r"map_ptr\((?:map=(?P<name>[^,)]+),)")
_MAP_VALUE: Final = re.compile(r"map_value\((?:map=(?P<name>[^,)]+),)[^)]*?(?:\boff=(?P<off>-?[0-9]+))?[^)]*\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line of a listing holds.

    kind     "text" an instruction or directive from `start` to `end`; "label", "section",
             "relocation" with `name`; "" nothing
    number   place of the instruction, None where the line has none
    opcode   as the listing shows it, None where it does not
    source   the source register's field as the shown bytes have it
    """

    kind: str = ""
    start: int = 0
    end: int = 0
    name: str = ""
    number: int | None = None
    opcode: int | None = None
    source: int | None = None


NOTHING: Final = Piece()


def is_listing(source: str) -> bool:
    """Whether `source` has a numbered line or an address in front of a name."""
    return bool(_NUMBERED.search(source))


def is_log(source: str) -> bool:
    """Whether its lines show opcodes in parentheses: then what has no number is the tool's talk."""
    return bool(_OPCODE.search(source))


def piece(text: str, *, log: bool) -> Piece:
    """The instruction in one line of a listing, or what the line says instead."""
    match = _PREFIX.match(text)
    if match:
        return _numbered(text, match)
    if match := _HEADER.match(text):
        return Piece("label", name=match["name"], start=match.start("name"), end=match.end("name"))
    if match := _SECTION.match(text):
        return Piece("section", name=match["name"])
    if match := _RELOCATION.match(text):
        return Piece("relocation", name=match["name"], start=match.start("name"), end=match.end("name"))
    if _NOISE.match(text) or (log and not text.lstrip().startswith(".")):
        return NOTHING
    return Piece("text", 0, len(text))


def _numbered(text: str, match: re.Match[str]) -> Piece:
    start = match.end()
    if _STATE.match(text, start):
        return NOTHING
    end = text.find(";", start)
    opcode, raw = match["opcode"], match["bytes"]
    return Piece(
        "text",
        start,
        len(text) if end < 0 else end,
        number=int(match["number"]),
        opcode=int(opcode or raw[:2], 16) if opcode or raw else None,
        source=int(raw[3], 16) if raw else None,
    )


def named_map(remark: str) -> tuple[str, int | None] | None:
    """The map that the verifier's remark behind a 64-bit load names: (name, offset into its value or None)."""
    if match := _MAP_POINTER.search(remark):
        return match["name"], None
    if match := _MAP_VALUE.search(remark):
        return match["name"], int(match["off"] or 0)
    return None
