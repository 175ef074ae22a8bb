"""The Pygments lexer and the page's editor see the same tokens: one writes them down, the other checks.

`frontend/tests/tokens.json` is what the lexer makes of the documents under tests/cases/lexer; the
frontend's own tests compare the editor's tokenizer with it. Write it anew with

    python -m tests.architecture.test_tokens
"""

import json
from pathlib import Path
from typing import Final

from pygments.token import Comment, Keyword, Name, String

from vm.export.pygments_lexer import EbpfLexer

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = sorted((ROOT / "tests" / "cases" / "lexer").glob("*.s"))
WRITTEN: Final = ROOT / "frontend" / "tests" / "tokens.json"

KINDS: Final = (
    (Comment, "comment"),
    (Keyword.Declaration, "directive"),
    (Keyword.Type, "type"),
    (Keyword, "keyword"),
    (Name.Variable, "register"),
    (Name.Function, "helper"),
    (String, "string"),
)
"""What both call by the same name, more special kinds first. Numbers and operators differ in how finely they are cut."""


def tokens(text: str) -> list[list[object]]:
    """[kind, line from 0, first column, text] of every token that both sides name alike; comments line by line."""
    found: list[list[object]] = []
    for start, kind, value in EbpfLexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(text):
        name = next((name for wanted, name in KINDS if kind in wanted), None)
        if name is None:
            continue
        line, column = text.count("\n", 0, start), start - (text.rfind("\n", 0, start) + 1)
        for number, part in enumerate(value.split("\n")):
            if part:
                found.append([name, line + number, column if number == 0 else 0, part])
    return _joined(found)


def _joined(found: list[list[object]]) -> list[list[object]]:
    """Pieces of one comment on one line as one."""
    joined: list[list[object]] = []
    for piece in found:
        last = joined[-1] if joined else None
        if last and piece[0] == last[0] == "comment" and piece[1] == last[1] and piece[2] == last[2] + len(last[3]):
            last[3] += piece[3]
        else:
            joined.append(piece)
    return joined


def document() -> str:
    samples = [{"name": path.stem, "source": (text := path.read_text()), "tokens": tokens(text)} for path in SAMPLES]
    return json.dumps(samples, indent=1) + "\n"


def test_what_the_editor_is_compared_with_is_fresh() -> None:
    assert WRITTEN.read_text() == document(), "run python -m tests.architecture.test_tokens"


if __name__ == "__main__":
    WRITTEN.write_text(document())
