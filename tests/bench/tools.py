"""What a person waits for while typing."""

import statistics
from pathlib import Path

from tests.bench.measure import Row, duration, nanoseconds
from vm.asm import assemble
from vm.check import check
from vm.facts import limits

EXAMPLES = Path(__file__).parents[2] / "examples"


def latencies() -> list[Row]:
    """Assembling the longest source there may be; checking each example of the gallery."""
    line = "    r1 += 12345\n"
    longest = (
        ".section xdp\n    r1 = 0\n"
        + line * ((limits.value("source-size") - 80) // len(line))
        + "    r0 = 0\n    exit\n"
    )
    rows = [
        Row(
            "assemble 64 KiB",
            {"median": duration(statistics.median(nanoseconds(lambda: assemble(longest)) for _ in range(7)))},
        )
    ]
    times = []
    for path in sorted(EXAMPLES.glob("*.s")):
        source = path.read_text()
        times += [nanoseconds(lambda s=source: check(s)) for _ in range(5)]
    if times:
        times.sort()
        figures = {"median": duration(statistics.median(times)), "p95": duration(times[int(0.95 * len(times))])}
        rows.append(Row(f"check {len(times) // 5} examples", figures))
    return rows
