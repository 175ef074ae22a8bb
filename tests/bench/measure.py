"""Timing that can be trusted on a noisy machine: both sides in turn, many times, medians, ratios pair by pair."""

import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

ROUNDS = 9


class Unavailable(Exception):  # noqa: N818 - not an error: it is said and the next one is measured
    """This cannot be measured here; the message says what it needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, the figures by column title, and what decides."""

    name: str
    figures: dict[str, str]
    ratio: float | None = None


def nanoseconds(action: Callable[[], object]) -> int:
    """Wall time of one call."""
    start = time.perf_counter_ns()
    action()
    return time.perf_counter_ns() - start


def computing(action: Callable[[], object]) -> int:
    """Nanoseconds that this thread computed in one call.

    The kernel's test run stops its clock while it is off the processor; so does this one.
    """
    start = time.thread_time_ns()
    action()
    return time.thread_time_ns() - start


def side_by_side(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """(median of ours, median of theirs, median of the ratios of the pairs), measured in turn."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    ratio = statistics.median(a / max(b, 1e-9) for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratio


def median(action: Callable[[], float], rounds: int = ROUNDS) -> float:
    """The median of several figures."""
    return statistics.median(action() for _ in range(rounds))


def geometric_mean(ratios: Iterable[float]) -> float:
    """The mean that suits ratios."""
    logs = [math.log(ratio) for ratio in ratios]
    return math.exp(sum(logs) / len(logs))


def duration(ns: float) -> str:
    """A time with a unit that fits."""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.3g} ns"


def table(title: str, rows: Sequence[Row]) -> str:
    """Rows as aligned text under a title."""
    columns = list(dict.fromkeys(column for row in rows for column in row.figures))
    lines = [["", *columns]] + [[row.name, *(row.figures.get(column, "") for column in columns)] for row in rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(columns) + 1)]
    text = [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join([title, "-" * len(title), *text, ""])
