"""The benchmarks: `make bench`. Ratios, measured side by side in one run; never part of the tests.

    python -m tests.bench [NAME ...] [--json FILE]

Absolute times mean little on a shared machine; the ratios are what to quote.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import engines, tools, verifying
from tests.bench.measure import Row, table
from vm import live

SECTIONS: dict[str, tuple[str, bool, Callable[[], list[Row]]]] = {
    #  name        title                                                    live?  what measures it
    "jit":        ("Native code against the kernel's JIT", True, engines.against_kernel),
    "frames":     ("Frames a second, native loop against the kernel's test run", True, engines.frames),
    "verifier":   ("Time to a verdict against the kernel's", True, verifying.against_kernel),
    "interpreter": ("The interpreter", False, engines.interpreter),
    "compile":    ("Compiling", False, engines.compiling),
    "first":      ("To the first native result", False, engines.first_result),
    "tools":      ("Assembling and checking", False, tools.latencies),
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SECTIONS))
    parser.add_argument("--json", type=Path, help="also write the figures here")
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
        rows = measured()
        figures[name] = [{"name": row.name, "ratio": row.ratio, **row.figures} for row in rows]
        sys.stdout.write(table(title, rows) + "\n")
        sys.stdout.flush()
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
