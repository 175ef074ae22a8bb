"""Reading one statement from left to right, and the expressions in it."""

from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Final, NoReturn, TypeAlias

from vm.asm.tokens import Token, complain, number, string_bytes
from vm.errors import Span

MAX_DEPTH: Final = 64
"""Parentheses and signs inside one another. More is a mistake or an attack."""

MAX_BITS: Final = 128
"""Width of an intermediate result; twice what any field holds."""

Lookup: TypeAlias = Callable[[str], int | None]

_BINARY: Final[dict[str, tuple[int, Callable[[int, int], int]]]] = {
    "|":  (1, lambda a, b: a | b),
    "^":  (2, lambda a, b: a ^ b),
    "&":  (3, lambda a, b: a & b),
    "<<": (4, lambda a, b: a << b if b <= MAX_BITS else 1 << MAX_BITS),
    ">>": (4, lambda a, b: a >> b),
    "+":  (5, lambda a, b: a + b),
    "-":  (5, lambda a, b: a - b),
    "*":  (6, lambda a, b: a * b),
    "/":  (6, lambda a, b: abs(a) // abs(b) if (a < 0) == (b < 0) else -(abs(a) // abs(b))),
    "%":  (6, lambda a, b: abs(a) % abs(b) if a >= 0 else -(abs(a) % abs(b))),
}  # fmt: skip

END: Final = ("end", "", 0)


class Cursor:
    """A place in the tokens of one statement."""

    __slots__ = ("_depth", "at", "line", "lookup", "tokens", "unknown")

    def __init__(self, tokens: list[Token], line: int, lookup: Lookup, unknown: Callable[[str], str]) -> None:
        """`lookup` gives a constant's value; `unknown` a hint for a word that is none."""
        self.tokens = tokens
        self.line = line
        self.at = 0
        self.lookup = lookup
        self.unknown = unknown
        self._depth = 0

    # -- looking and taking

    @property
    def token(self) -> Token:
        """The token ahead; kind "end" behind the last."""
        return self.tokens[self.at] if self.at < len(self.tokens) else self._end()

    def _end(self) -> Token:
        if not self.tokens:
            return END
        last = self.tokens[-1]
        return ("end", "", last[2] + len(last[1]))

    @property
    def text(self) -> str:
        """The text ahead; "" at the end."""
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    @property
    def kind(self) -> str:
        """The kind of the token ahead."""
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "end"

    def peek(self, ahead: int = 1) -> str:
        """The text `ahead` tokens further; "" behind the end."""
        at = self.at + ahead
        return self.tokens[at][1] if at < len(self.tokens) else ""

    def take(self) -> Token:
        """The token ahead, left behind."""
        at = self.at
        self.at = at + 1
        return self.tokens[at] if at < len(self.tokens) else self._end()

    def accept(self, text: str) -> bool:
        """Step over `text` if it is ahead."""
        if self.at < len(self.tokens) and self.tokens[self.at][1] == text:
            self.at += 1
            return True
        return False

    def fork(self) -> "Cursor":
        """Another cursor at the same place."""
        other = Cursor(self.tokens, self.line, self.lookup, self.unknown)
        other.at = self.at
        return other

    def expect(self, text: str, where: str = "") -> None:
        """Step over `text`, which must be ahead."""
        if not self.accept(text):
            self.fail("asm.syntax", f"expected '{text}'{where and ' ' + where}, found {self.found()}")

    def found(self) -> str:
        """What is ahead, for a message."""
        text = self.text
        return f"'{text[:40]}'" if text else "the end of the statement"

    def finish(self) -> None:
        """Nothing may be left."""
        if self.at < len(self.tokens):
            self.fail("asm.syntax", f"did not expect {self.found()} here")

    # -- places and complaints

    def span(self, start: int | None = None) -> Span:
        """From token `start` (the one ahead by default) to the last one taken, or the one ahead."""
        if start is None:
            _, text, column = self.token
            return Span(self.line, column + 1, column + 1 + max(1, len(text)))
        first = self.tokens[start]
        last = self.tokens[max(start, min(self.at, len(self.tokens)) - 1)]
        return Span(self.line, first[2] + 1, last[2] + 1 + len(last[1]))

    def whole(self) -> Span:
        """The whole statement."""
        first, last = self.tokens[0], self.tokens[-1]
        return Span(self.line, first[2] + 1, last[2] + 1 + len(last[1]))

    def fail(self, code: str, message: str, hint: str = "", span: Span | None = None) -> NoReturn:
        """Complain about the token ahead, or about `span`."""
        raise complain(code, message, span or self.span(), hint)

    # -- expressions

    def expression(self, floor: int = 0) -> int:
        """A constant expression of C's operators; the tightest ones first.

        raises   AsmError for unknown names, division by zero, results beyond MAX_BITS, deep nesting
        """
        start = self.at
        left = self._operand()
        while self.kind == "op" and (entry := _BINARY.get(self.text)) and entry[0] > floor:
            sign = self.take()[1]
            right = self.expression(entry[0])
            if sign in {"/", "%"} and right == 0:
                self.fail("asm.division-by-zero", "this divides by zero", span=self.span(start))
            if sign in {"<<", ">>"} and right < 0:
                self.fail("asm.negative-shift", "this shifts by a negative count", span=self.span(start))
            left = entry[1](left, right)
            if left.bit_length() > MAX_BITS:
                self.fail("asm.number-too-big", "this result is too big for any field", span=self.span(start))
        return left

    def _operand(self) -> int:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.fail("asm.too-deep", f"expressions nest at most {MAX_DEPTH} deep")
        token = self.take()
        kind, text, _ = token
        if kind == "num":
            value = number(token, self.line)
        elif text == "-":
            value = -self._operand()
        elif text == "~":
            value = ~self._operand()
        elif text == "+":
            value = self._operand()
        elif text == "(":
            value = self.expression()
            self.expect(")")
        elif kind == "char":
            value = int.from_bytes(string_bytes(token, self.line), "big")
        elif kind == "word":
            value = self._named(text)
        else:
            self.at -= 1
            self.fail("asm.syntax", f"expected a number, found {self.found()}")
        self._depth -= 1
        return value

    def _named(self, text: str) -> int:
        value = self.lookup(text)
        if value is None:
            self.at -= 1
            self.fail("asm.unknown-name", f"'{text[:60]}' is not defined", self.unknown(text))
        return value


def nearest(word: str, known: Collection[str]) -> str:
    """Did-you-mean for `word`, or "" when nothing is near."""
    if len(word) > 64:
        return ""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""
