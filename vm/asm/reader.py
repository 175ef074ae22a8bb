"""A source text to statements, one section after the other; nothing is given a meaning yet."""

import re
from dataclasses import dataclass, field
from typing import Final

from vm.asm import listing
from vm.asm.directives import MAX_NAME
from vm.asm.tokens import Token, blank_block_comments, complain, place, span_of, tokenize
from vm.errors import AsmError, Diagnostic, Span

_SWITCH: Final = re.compile(r"""\s*\.section\s+(?:"(?P<quoted>[^"]*)"|(?P<name>[^\s,;#"]+))""")
_SHORT: Final = re.compile(r"\s*(\.text|\.data|\.bss|\.rodata)\b(?!\.)")
_UNREADABLE: Final = re.compile("[\0\ud800-\udfff]")
_IGNORED: Final = re.compile(
    r"\.(?:debug|BTF|llvm|note|comment|eh_frame|addrsig|rel|strtab|symtab|ksyms|kconfig)|maps_note|\.maps$|version$"
)
_DATA: Final = re.compile(r"\.(?:rodata|data|bss)(?:\..*)?$|license$|maps$")

TEXT: Final = ".text"
MAIN: Final = ""
"""Section of what is written before any `.section`."""


@dataclass(slots=True)
class Statement:
    """One statement: its tokens, and what a listing says of it.

    target   for a relocation line: the name the instruction before refers to
    wide     in a verifier's log: (map, offset) that a 64-bit load means
    """

    tokens: list[Token]
    line: int
    number: int | None = None
    opcode: int | None = None
    source: int | None = None
    target: str = ""
    named: tuple[str, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A name for the place where the next instruction or byte comes."""

    name: str
    span: Span


@dataclass(slots=True)
class Part:
    """Everything written in one section, in order."""

    name: str
    span: Span | None
    items: list[Statement | Label] = field(default_factory=list)

    @property
    def is_data(self) -> bool:
        """Whether it holds bytes instead of instructions."""
        return bool(_DATA.match(self.name))

    @property
    def is_ignored(self) -> bool:
        """Whether nothing in it matters here: debug information and its kin."""
        return bool(_IGNORED.match(self.name))


@dataclass(slots=True)
class Reading:
    """A source in statements, and what was wrong with it so far."""

    parts: dict[str, Part]
    directives: list[Statement]
    errors: list[Diagnostic]


def read(source: str) -> Reading:
    """Split `source`. Lines that cannot be read become errors; reading goes on behind them.

    raises   AsmError for what makes the whole text unreadable: NUL bytes, lone surrogates, an open comment
    """
    _check_characters(source)
    source = blank_block_comments(source)
    reading = Reading({}, [], [])
    pasted = listing.is_listing(source)
    log = pasted and listing.is_log(source)
    part = reading.parts.setdefault(MAIN, Part(MAIN, None))
    for line, text in enumerate(source.split("\n"), 1):
        if not text or text.isspace():
            continue
        switched = _switched(text, line, reading)
        if switched:
            part = switched
        elif part.is_ignored:
            continue
        else:
            try:
                part = _line(text, line, part, reading, pasted=pasted, log=log)
            except AsmError as error:
                reading.errors += error.diagnostics
    return reading


def _check_characters(source: str) -> None:
    match = _UNREADABLE.search(source)
    if not match:
        return
    line, column = place(source, match.start())
    span = Span(line, column, column + 1)
    if match.group() == "\0":
        raise complain("asm.nul-byte", "the source contains a NUL byte", span)
    raise complain("asm.bad-character", f"half a character: U+{ord(match.group()):04X}", span)


def _switched(text: str, line: int, reading: Reading) -> Part | None:
    """The section that a line switches to, if it does."""
    if "." not in text:
        return None
    if match := _SWITCH.match(text):
        name, start = (
            match["quoted"] or match["name"] or "",
            match.start("name") if match["name"] else match.start("quoted"),
        )
    elif match := _SHORT.match(text):
        name, start = match[1], match.start(1)
    else:
        return None
    return reading.parts.setdefault(name, Part(name, Span(line, start + 1, start + 1 + len(name))))


def _line(text: str, line: int, part: Part, reading: Reading, *, pasted: bool, log: bool) -> Part:
    """Read one line into `part`; a listing's headline may lead to another part, which is returned."""
    if not pasted:
        for tokens in tokenize(text, line):
            _statement(tokens, line, part, reading)
        return part
    piece = listing.piece(text, log=log)
    span = Span(line, piece.start + 1, piece.end + 1)
    match piece.kind:
        case "section":
            return reading.parts.setdefault(piece.name, Part(piece.name, span))
        case "label":
            part.items.append(Label(piece.name, span))
        case "relocation":
            part.items.append(Statement([("word", piece.name, piece.start)], line, target=piece.name))
        case "text":
            _listed(text, line, piece, part, reading)
        case _:
            pass
    return part


def _listed(text: str, line: int, piece: listing.Piece, part: Part, reading: Reading) -> None:
    for tokens in tokenize(text[: piece.end], line, piece.start):
        statement = _statement(tokens, line, part, reading)
        if statement and piece.number is not None:
            statement.number, statement.opcode, statement.source = piece.number, piece.opcode, piece.source
            statement.named = listing.named_map(text[piece.end :]) if piece.opcode == 0x18 else None


def _statement(tokens: list[Token], line: int, part: Part, reading: Reading) -> Statement | None:
    """File the labels in front, then the statement itself."""
    at = 0
    while len(tokens) > at + 1 and tokens[at + 1][1] == ":" and tokens[at][0] in {"word", "reg", "num"}:
        part.items.append(_label(tokens[at], line))
        at += 2
    if at:
        tokens = tokens[at:]
    if not tokens:
        return None
    statement = Statement(tokens, line)
    if tokens[0][1] in _GLOBAL_DIRECTIVES:
        reading.directives.append(statement)
    else:
        part.items.append(statement)
    return statement


_GLOBAL_DIRECTIVES: Final = frozenset({".equ", ".set", ".map", ".license", ".record"})


def _label(token: Token, line: int) -> Label:
    kind, text, _ = token
    if kind != "word" or text in _GLOBAL_DIRECTIVES:
        raise complain(
            "asm.bad-label", f"'{text[:40]}' cannot be a label", span_of(token, line), "labels begin with a letter"
        )
    if len(text) > MAX_NAME:
        raise complain("asm.long-name", f"a name has at most {MAX_NAME} characters", span_of(token, line))
    return Label(text, span_of(token, line))
