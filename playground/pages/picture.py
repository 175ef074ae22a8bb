"""The picture of a snippet that chats and feeds show beside its link: title, code in colours, verdict."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont
from pygments import token
from pygments.token import _TokenType

from playground.pages import assets
from vm.export.pygments_lexer import EbpfLexer

WIDTH, HEIGHT = 1200, 630  # pixels, as Open Graph wants them
MARGIN: Final = 56
LINES: Final = 12
LINE_HEIGHT: Final = 33
CODE_SIZE, TITLE_SIZE, VERDICT_SIZE, SMALL_SIZE = 24, 42, 28, 22
CODE_TOP: Final = 140
BAND: Final = 78  # the verdict's, at the foot
BEFORE: Final = 6  # lines shown above a refused one

# the page's own dark colours (frontend/src/styles/theme.css)
GROUND, PAPER, RULE = "#121317", "#1a1c21", "#2b2e36"
INK, SOFT, FAINT = "#e8e4da", "#b9b3a5", "#979184"
HONEY, GOOD, GOOD_WASH, BAD, BAD_WASH = "#f4b73b", "#6fd196", "#1a2d22", "#ff9b8d", "#35201e"
COLOURS: Final = (
    # token and its kinds          colour
    (token.Comment,                "#928c7e"),
    (token.Keyword.Declaration,    "#b9aaf2"),
    (token.Keyword.Type,           "#b5cf75"),
    (token.Keyword,                "#e594c8"),
    (token.Name.Variable,          "#8fc0f7"),
    (token.Name.Function,          "#f0bf6e"),
    (token.Name.Label,             "#f2a07b"),
    (token.Number,                 "#6fd3c7"),
    (token.String,                 "#8fd08f"),
)  # fmt: skip

_drawing = threading.Lock()  # FreeType's faces belong to one thread at a time


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a program, for the foot of its picture. `line` is the refused one, if it has a place."""

    accepted: bool
    text: str
    line: int | None = None


@lru_cache(maxsize=128)
def png(title: str, source: str, verdict: Verdict | None) -> bytes:
    """The picture. The same arguments give the same bytes."""
    with _drawing:
        image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
        draw = ImageDraw.Draw(image)
        _head(draw, title)
        _code(draw, source, verdict)
        _foot(draw, verdict)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font(name: str, size: int, weight: int | None = None) -> Any:
    """One of the page's own fonts; Pillow's where the page was not built."""
    found = next(iter(sorted(assets.DIST.glob(f"assets/{name}-*.woff2"))), None)
    if found is None:
        return ImageFont.load_default(size)
    font = ImageFont.truetype(found, size)
    if weight is not None:
        font.set_variation_by_axes([weight])
    return font


def _sans(size: int, weight: int) -> Any:
    return _font("ibm-plex-sans-latin-wght-normal", size, weight)


def _mono() -> Any:
    return _font("ibm-plex-mono-latin-400-normal", CODE_SIZE)


def _fitting(text: str, font: Any, width: int) -> str:
    """As much of the text as fits, on one line."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _head(draw: ImageDraw.ImageDraw, title: str) -> None:
    name = "eBPF playground"
    small = _sans(SMALL_SIZE, 500)
    right = WIDTH - MARGIN - small.getlength(name)
    draw.text((right, 66), name, SOFT, small)
    _mark(draw, right - 44, 60)
    font = _sans(TITLE_SIZE, 600)
    draw.text((MARGIN, 50), _fitting(title or "eBPF program", font, int(right) - MARGIN - 90), INK, font)


def _mark(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    """The cell of honeycomb that stands for the playground, 32 pixels high."""
    cell = ((12, 1.8), (20.8, 6.9), (20.8, 17.1), (12, 22.2), (3.2, 17.1), (3.2, 6.9))
    draw.polygon([(x + a * 4 / 3, y + b * 4 / 3) for a, b in cell], HONEY)
    for row, end in ((9.2, 16.4), (12, 16.4), (14.8, 13)):
        draw.line([(x + 7.6 * 4 / 3, y + row * 4 / 3), (x + end * 4 / 3, y + row * 4 / 3)], GROUND, 2)


def _shown(source: str, verdict: Verdict | None) -> tuple[list[str], int]:
    """The lines to draw, and the number of the first: the program's begin, or what surrounds a refused line."""
    lines = [line.expandtabs(4).rstrip() for line in source.rstrip("\n").split("\n")]
    refused = verdict.line if verdict and verdict.line else 1
    first = max(1, min(refused - BEFORE, len(lines) - LINES + 1))
    return lines[first - 1 : first - 1 + LINES], first


def _code(draw: ImageDraw.ImageDraw, source: str, verdict: Verdict | None) -> None:
    font, (lines, first) = _mono(), _shown(source, verdict)
    step = font.getlength("0")
    digits = len(str(first + len(lines) - 1))
    left = MARGIN + (digits + 2) * step
    most = int((WIDTH - MARGIN - left) / step)
    draw.rounded_rectangle(
        (MARGIN - 24, CODE_TOP - 16, WIDTH - MARGIN + 24, CODE_TOP + LINES * LINE_HEIGHT + 12), 12, PAPER, RULE
    )
    for row, line in enumerate(lines):
        top = CODE_TOP + row * LINE_HEIGHT
        if verdict and verdict.line == first + row:
            draw.rectangle((MARGIN - 23, top - 2, WIDTH - MARGIN + 23, top + LINE_HEIGHT - 3), BAD_WASH)
            draw.rectangle((MARGIN - 23, top - 2, MARGIN - 18, top + LINE_HEIGHT - 3), BAD)
        draw.text((MARGIN, top), str(first + row).rjust(digits), FAINT, font)
        for column, text, colour in _coloured(line if len(line) <= most else line[: most - 1] + "…"):
            draw.text((left + column * step, top), text, colour, font)


def _coloured(line: str) -> Iterator[tuple[int, str, str]]:
    """The line's pieces: column, text, colour."""
    column = 0
    for kind, text in EbpfLexer(stripnl=False, ensurenl=False).get_tokens(line):
        if text.strip():
            yield column, text, _colour(kind)
        column += len(text)


def _colour(kind: _TokenType) -> str:
    return next((colour for known, colour in COLOURS if kind in known), INK)


def _foot(draw: ImageDraw.ImageDraw, verdict: Verdict | None) -> None:
    if verdict is None:
        return
    ink, wash = (GOOD, GOOD_WASH) if verdict.accepted else (BAD, BAD_WASH)
    top = HEIGHT - BAND
    draw.rectangle((0, top, WIDTH, HEIGHT), wash)
    word, font = "Accepted" if verdict.accepted else "Rejected", _sans(VERDICT_SIZE, 700)
    draw.text((MARGIN, top + 20), word, ink, font)
    left = MARGIN + font.getlength(word) + 28
    plain = _sans(VERDICT_SIZE - 3, 450)
    draw.text(
        (left, top + 22),
        _fitting(re.sub(r"^(Accepted|Rejected)[: ]*", "", verdict.text), plain, int(WIDTH - MARGIN - left)),
        INK,
        plain,
    )
