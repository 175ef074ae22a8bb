"""The benchmarks: `make bench`. Ratios, measured side by side in one run; never part of the tests.

    python -m tests.bench [NAME ...] [--json FILE] [--plots FOLDER]

Absolute times mean little on a shared machine; the ratios are what to quote.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import browser, engines, plot, runs, served, tools, verifying
from tests.bench.measure import Row, Unavailable, table
from vm import live

SECTIONS: dict[str, tuple[str, bool, Callable[[], list[Row]]]] = {
    #  name        title                                                    live?  what measures it
    "jit":        ("Native code against the kernel's JIT", True, engines.against_kernel),
    "frames":     ("Frames a second, native loop against the kernel's test run", True, engines.frames),
    "verifier":   ("Time to a verdict against the kernel's", True, verifying.plain),
    "compiled":   ("Time to a verdict against the kernel's, the verifier compiled", True, verifying.compiled),
    "limit":      ("A million instructions", False, verifying.at_the_limit),
    "interpreter": ("The interpreter", False, engines.interpreter),
    "compile":    ("Compiling", False, engines.compiling),
    "first":      ("To the first native result", False, engines.first_result),
    "sandbox":    ("To the first native result, through the sandbox", False, served.first_result),
    "runs":       ("A scenario of 100,000 hooks", False, runs.sessions),
    "events":     ("From a program to a socket, through the whole service", False, served.events),
    "browser":    ("The page under a flood, in a real browser", False, browser.smooth),
    "tools":      ("Assembling and checking", False, tools.latencies),
}  # fmt: skip


PLOTS = {
    #  name      note                                                                  goal  more is better?
    "jit":      ("time of one run without its loop; below 1 is faster than the kernel", 1.5, False),
    "frames":   ("times as many frames a second as BPF_PROG_TEST_RUN with repeat", 5.0, True),
    "verifier": ("times the kernel's time to load the same program", 8.0, False),
    "compiled": ("times the kernel's time to load the same program", 2.5, False),
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SECTIONS))
    parser.add_argument("--json", type=Path, help="also keep the figures here, beside those of other sections")
    parser.add_argument("--plots", type=Path, help="folder for bench-NAME.svg of those that compare")
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in SECTIONS]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(SECTIONS)}")
    kernel = live.available()
    figures: dict[str, list[dict[str, object]]] = {}
    for name in args.names or SECTIONS:
        title, needs_kernel, measured = SECTIONS[name]
        if needs_kernel and not kernel:
            sys.stdout.write(f"{title}: skipped, no kernel answers bpf(2) here\n\n")
            continue
        try:
            rows = measured()
        except Unavailable as lack:
            sys.stdout.write(f"{title}: skipped, {lack}\n\n")
            continue
        figures[name] = [{"name": row.name, "ratio": row.ratio, **row.figures} for row in rows]
        sys.stdout.write(table(title, rows) + "\n")
        sys.stdout.flush()
        if args.plots and name in PLOTS:
            note, goal, more = PLOTS[name]
            (args.plots / f"bench-{name}.svg").write_text(plot.bars(title, note, rows, goal=goal, more_is_better=more))
    if args.json:
        kept = json.loads(args.json.read_text()) if args.json.exists() else {}
        args.json.write_text(json.dumps({**kept, **figures}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
