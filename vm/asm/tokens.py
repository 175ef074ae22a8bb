"""Text to tokens. Knows characters, words and comments; knows no instruction.

A token is a plain tuple (kind, text, start): one is made for every few characters of a source, so
it is the cheapest thing Python has. `start` counts characters of the line from 0.
"""

import re
from typing import Final, TypeAlias

from vm.errors import AsmError, Diagnostic, Span

Token: TypeAlias = tuple[str, str, int]
"""(kind, text, start); kind is "reg", "word", "num", "op", "str", "char", "hash" or "end"."""

_TOKEN: Final = re.compile(
    r"""
      (?P<space>   [ \t\r\f\v]+ )
    | (?P<reg>     %?[rwRW](?:10|[0-9])(?![\w.$]) )
    | (?P<signed>  s(?:>>=|>=|<=|>|<|/=|%=) )
    | (?P<word>    [A-Za-z_.$][\w.$]* )
    | (?P<num>     [0-9]\w* )
    | (?P<hash>    (?<=[\w])\#[0-9]+ )
    | (?P<comment> \#.*+ | //.*+ )
    | (?P<op>      <<=|>>=|<<|>>|[-+*/%&|^<>=!]=|[-+*/%&|^<>=(){}\[\],:~!@] )
    | (?P<str>     "(?:\\.|[^"\\])*+"? )
    | (?P<char>    '(?:\\.[0-9a-fA-F]{0,2}|[^'\\])' )
    | (?P<end>     ; )
    | (?P<bad>     . )
    """,
    re.VERBOSE | re.ASCII,
)

_OPAQUE: Final = re.compile(
    r'"(?:\\.|[^"\\\n])*+"?|\'(?:\\.|[^\'\\\n])\'|//[^\n]*+|\#[^\n]*+|/\*(?:.*?\*/|.*+)', re.DOTALL
)
"""What may hide a comment's opening, and block comments themselves; an unclosed one runs to the end."""

ESCAPES: Final = {"n": 10, "t": 9, "r": 13, "0": 0, "\\": 92, '"': 34, "'": 39, "a": 7, "b": 8, "f": 12, "v": 11}

MAX_DIGITS: Final = 40
"""Characters of a number; 64 bits in octal need 24. Longer ones are refused before Python converts them."""


def complain(code: str, message: str, span: Span, hint: str = "") -> AsmError:
    """One thing wrong, ready to raise."""
    return AsmError(Diagnostic(code=code, message=message, hint=hint, span=span))


def blank_block_comments(source: str) -> str:
    """`source` with spaces in place of `/* ... */`, so that every line and column stays where it was.

    raises   AsmError when a comment is never closed
    """
    if "/*" not in source:
        return source

    def blank(match: re.Match[str]) -> str:
        text = match.group()
        if not text.startswith("/*"):
            return text
        if len(text) < 4 or not text.endswith("*/"):
            line, column = place(source, match.start())
            raise complain("asm.unclosed-comment", "this comment is never closed", Span(line, column, column + 2))
        return "\n".join(" " * len(piece) for piece in text.split("\n"))

    return _OPAQUE.sub(blank, source)


def place(source: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at `offset`."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def tokenize(text: str, line: int, start: int = 0) -> list[list[Token]]:
    """The statements of one line from `start` on, each a list of tokens; empty statements are left out.

    raises   AsmError at the first character that belongs to no token
    """
    statements: list[list[Token]] = []
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup
        if kind == "space":
            continue
        if kind == "end":
            if tokens:
                statements.append(tokens)
                tokens = []
            continue
        if kind == "comment":
            break
        if kind == "signed":
            kind = "op"
        elif kind == "bad" or (kind == "str" and not _closed(match.group())):
            raise _bad(match, line)
        tokens.append((kind, match.group(), match.start()))  # type: ignore[arg-type]  # every branch is named
    if tokens:
        statements.append(tokens)
    return statements


def _closed(text: str) -> bool:
    """Whether a string token ends in its quote, not in an escaped one."""
    return len(text) > 1 and text.endswith('"')


def _bad(match: re.Match[str], line: int) -> AsmError:
    text, column = match.group(), match.start() + 1
    if text.startswith('"'):
        return complain("asm.unclosed-string", "this string is never closed", Span(line, column, column + len(text)))
    what = f"'{text}'" if text.isprintable() else f"U+{ord(text):04X}"
    hint = "plain quotes are ' and \"" if text in "\u2018\u2019\u201c\u201d" else ""
    return complain(
        "asm.bad-character", f"the character {what} has no meaning here", Span(line, column, column + 1), hint
    )


def number(token: Token, line: int) -> int:
    """The value of a number token: decimal, 0x hexadecimal, 0b binary, or octal with a leading 0 or 0o.

    raises   AsmError when it is none of these
    """
    text = token[1]
    if len(text) <= MAX_DIGITS and text.isascii():
        digits = text.rstrip("uUlL")  # C's suffixes, none of which is a digit
        try:
            if digits.isdigit() and (digits[0] != "0" or digits.strip("0") == ""):
                return int(digits)
            return int(digits, 8) if digits.isdigit() else int(digits, 0)
        except ValueError:
            pass
    raise complain(
        "asm.bad-number",
        f"'{_short(text)}' is no number",
        span_of(token, line),
        "numbers are written 10, 0x1f, 0b101, 'a'",
    )


def _short(text: str) -> str:
    return text if len(text) <= 32 else text[:29] + "..."


def span_of(token: Token, line: int) -> Span:
    """Where `token` stands."""
    return Span(line, token[2] + 1, token[2] + 1 + len(token[1]))


def string_bytes(token: Token, line: int) -> bytes:
    r"""The bytes of a string or character token: UTF-8, with the escapes of C (\n, \x1b, \033, ...).

    raises   AsmError at an escape that C does not have
    """
    body = token[1][1:-1]
    if "\\" not in body:
        return body.encode()
    out = bytearray()
    at = 0
    while at < len(body):
        if body[at] != "\\":
            out += body[at].encode()
            at += 1
            continue
        match = _ESCAPE.match(body, at)
        if not match:
            column = token[2] + at + 2
            raise complain("asm.bad-escape", f"'{body[at : at + 2]}' is no escape", Span(line, column, column + 2))
        octal, hexadecimal, letter = match.groups()
        out.append(int(octal, 8) & 255 if octal else int(hexadecimal, 16) if hexadecimal else ESCAPES[letter])
        at = match.end()
    return bytes(out)


_ESCAPE: Final = re.compile(r"""\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([ntr\\"'abfv]))""")
