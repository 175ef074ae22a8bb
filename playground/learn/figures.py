"""Measured figures for the lessons, out of figures.json, which `make figures` writes and docs/performance.md is made from, too.

A text says `{{bench NAME}}` where a table of section NAME belongs, and `{{kernel PROGRAM}}` where one figure does: the time of
a run of that program of tests/bench/programs under Linux, without the cost of starting it.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "figures.json"
CAVEAT: Final = (
    "Both were measured side by side on one machine of two cores, Linux 6.18. The kernel's times contain what it does for "
    "safety at run time (speculation barriers, RCU, locks), so on programs that use maps a smaller job is compared. "
    "Your machine will say something else: `make bench`."
)
_SUMMARIES: Final = frozenset({"geometric mean", "worst"})
_PLACE: Final = re.compile(r"\{\{(?P<kind>bench|kernel) (?P<name>\w+)\}\}")

Row = dict[str, Any]


@cache
def measured() -> dict[str, list[Row]]:
    """The rows of every section, as they were kept."""
    return dict(json.loads(FILE.read_text()))


def _table(head: str, columns: tuple[str, ...], rows: list[tuple[str, ...]], *, caveat: str = CAVEAT) -> str:
    lines = [" | ".join(row).join(("| ", " |")) for row in (columns, ("---",) * len(columns), *rows)]
    return "\n".join((head, "", *lines, "", caveat))


def _engines(rows: list[Row]) -> str:
    head = "Time of one run on our native engine, divided by the time under the kernel's compiler, both without the cost of starting a run:"
    shown = [(row["name"] if row["name"] in _SUMMARIES else f"`{row['name']}`", f"{row['ratio']:.2f}") for row in rows]
    return _table(head, ("program", "ours / kernel"), shown)


def _frames(rows: list[Row]) -> str:
    head = "How many times as many frames a second our native loop handles as the kernel's test run (which, unlike a driver, copies and allocates):"
    return _table(head, ("program", "times"), [(f"`{row['name']}`", f"{row['ratio']:.1f}") for row in rows])


def _verdicts(rows: list[Row]) -> str:
    head = "How long Linux takes to load a program, and how long the playground takes to judge it:"
    shown = [
        (row["name"], row["processed"], _cell(row, "kernel"), _cell(row, "ours")) for row in rows if "processed" in row
    ]
    caveat = "Computing time on one machine, the verifier in plain Python; the kernel's time contains its compiler."
    return _table(head, ("program", "instructions walked", "Linux", "here"), shown, caveat=caveat)


_TABLES: Final[dict[str, Callable[[list[Row]], str]]] = {"jit": _engines, "frames": _frames, "verifier": _verdicts}


def _cell(row: Row, side: str) -> str:
    """The figure of one side, whose column may say how it was measured."""
    return _spelt(next(value for title, value in row.items() if title.startswith(side) and "/" not in title))


def _kernel(program: str) -> str:
    (row,) = (row for row in measured()["jit"] if row["name"] == program)
    return _spelt(row["kernel, net"])


def _spelt(duration: str) -> str:
    return duration.replace("us", "µs")


def filled(text: str) -> str:
    """A lesson's text with its figures in place. KeyError for a section that nobody measured."""

    def put(found: re.Match[str]) -> str:
        if found["kind"] == "kernel":
            return _kernel(found["name"])
        return _TABLES[found["name"]](measured()[found["name"]])

    return _PLACE.sub(put, text)
