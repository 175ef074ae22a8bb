"""The figures that were kept, put where people read them: the tables of docs/performance.md.

    python -m tests.bench.pages

`python -m tests.bench NAME ... --json playground/learn/figures.json` keeps what was measured, section by section; the lessons
read that file themselves. Here each table between `<!-- figures: NAME -->` and `<!-- end -->` is written anew.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "playground" / "learn" / "figures.json"
PAGE = ROOT / "docs" / "performance.md"
BLOCK = re.compile(r"(?P<begin><!-- figures: (?P<name>[a-z]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)

SUMMARIES = {"geometric mean", "worst"}

Rows = list[dict[str, Any]]


def table(rows: Rows) -> str:
    """One section as a table in Markdown; those that sum it up have their ratio in the last column."""
    columns = [title for title in rows[0] if title not in {"name", "ratio"}]
    lines = ["| | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 1) + "|"]
    for row in rows:
        cells = [row["name"], *(str(row.get(title, "")) for title in columns)]
        if row["name"] in SUMMARIES:
            cells = [f"**{row['name']}**", *[""] * (len(columns) - 1), f"**{row['ratio']:.2f}**"]
        lines.append("|" + "".join(f" {cell} |" if cell else " |" for cell in cells))
    return "\n".join(lines) + "\n"


def written(page: str, figures: dict[str, Rows]) -> str:
    """The page with every table that there are figures for."""

    def replaced(found: re.Match[str]) -> str:
        rows = figures.get(found["name"])
        return found["begin"] + table(rows) + found["end"] if rows else found[0]

    return BLOCK.sub(replaced, page)


def main() -> int:
    PAGE.write_text(written(PAGE.read_text(), json.loads(FIGURES.read_text())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
