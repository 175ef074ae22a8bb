"""Ask the verifier and the kernel of this machine about random programs, and keep what differs.

python -m tests.fuzz --minutes N [--family NAME ...] [--seed S] [--found FILE]
python -m tests.fuzz --record FILE [--programs N]
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

from tests.fuzz import deeper, differ, families, mutations
from vm import live
from vm.program import Program

ALL = {**families.FAMILIES, **deeper.FAMILIES, **mutations.FAMILIES}
LONGEST_LOG = 5000
"""Characters of a log that a recorded case may hold."""


def draw(family: str, seed: int) -> Program:
    """The program of a family and a seed; the same one everywhere."""
    drawn = ALL[family](random.Random(f"{family} {seed}"))
    return drawn if isinstance(drawn, Program) else differ.program(*drawn)


def hunt(families: list[str], minutes: float, seed: int, found: Path | None) -> int:
    """Compare until the time is up. Returns how many programs differed."""
    stop = time.monotonic() + 60 * minutes
    tried = dict.fromkeys(families, 0)
    differing = dict.fromkeys(families, 0)
    while time.monotonic() < stop:
        for family in families:
            asked = draw(family, seed)
            tried[family] += 1
            what = differ.ask(asked)
            if what:
                differing[family] += 1
                kind = what.split(":")[0].split(" ")[0]
                small = differ.minimised(asked, lambda p, kind=kind: differ.ask(p).startswith(kind))
                sys.stdout.write(f"{family} {seed}: {differ.ask(small)}" + "\n")
                sys.stdout.flush()
                if found:
                    line = json.dumps(differ.case(small, differ.kernel_answer(small), family=family, seed=seed))
                    with found.open("a") as file:
                        file.write(line + "\n")
        seed += 1
    for family in families:
        sys.stdout.write(f"{family:10} {tried[family]:7} programs, {differing[family]} differ\n")
    return sum(differing.values())


def record(path: Path, families: list[str], programs: int) -> None:
    """Write the kernel's answers to the first programs of each family whose logs are short."""
    with path.open("w") as file:
        for family in families:
            kept = seed = 0
            while kept < programs:
                asked = draw(family, seed)
                answer = differ.kernel_answer(asked)
                if sum(map(len, answer["log"])) <= LONGEST_LOG:
                    file.write(json.dumps(differ.case(asked, answer, family=family, seed=seed)) + "\n")
                    kept += 1
                seed += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--family", action="append", choices=ALL)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--programs", type=int, default=25)
    asked = parser.parse_args()
    if not live.available():
        sys.stderr.write("no kernel to ask: this needs Linux and root\n")
        return 2
    chosen = asked.family or list(ALL)
    if asked.record:
        record(asked.record, chosen, asked.programs)
        return 0
    return 1 if hunt(chosen, asked.minutes, asked.seed, asked.found) else 0


if __name__ == "__main__":
    sys.exit(main())
