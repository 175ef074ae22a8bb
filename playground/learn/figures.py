"""Measured figures for the lessons: ratios out of figures.json, which `python -m tests.bench jit frames --json FILE` writes.

A text says `{{bench}}` where the native engine is compared with the kernel's compiler, `{{bench-xdp}}` where frames a second are.
Ratios were measured side by side on one machine; absolute times would say more about that machine than about the programs.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "figures.json"
CAVEAT: Final = (
    "Both were measured side by side on one machine of two cores, Linux 6.18. The kernel's times contain what it does for "
    "safety at run time (speculation barriers, RCU, locks), so on programs that use maps a smaller job is compared. "
    "Your machine will say something else: `make bench`."
)


@cache
def _measured() -> dict[str, list[dict[str, Any]]]:
    return dict(json.loads(FILE.read_text()))


def _engines() -> str:
    rows = [f"| `{row['name']}` | {row['ratio']:.2f} |" for row in _measured()["jit"] if row.get("ratio")]
    head = "Time of one run on our native engine, divided by the time under the kernel's compiler, both without the cost of starting a run:"
    return "\n".join((head, "", "| program | ours / kernel |", "| --- | --- |", *rows, "", CAVEAT))


def _frames() -> str:
    rows = [f"| `{row['name']}` | {float(row['ratio']):.1f} |" for row in _measured()["frames"]]
    head = "How many times as many frames a second our native loop handles as the kernel's test run (which, unlike a driver, copies and allocates):"
    return "\n".join((head, "", "| program | times |", "| --- | --- |", *rows, "", CAVEAT))


def filled(text: str) -> str:
    """A lesson's text with its figures in place."""
    return text.replace("{{bench}}", _engines()).replace("{{bench-xdp}}", _frames())
