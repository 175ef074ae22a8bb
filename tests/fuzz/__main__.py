"""Ask the verifier and the kernel of this machine about random programs, and keep what differs.

python -m tests.fuzz --minutes N [--family NAME ...] [--seed S] [--found FILE] [--profile NAME] [--level 1]
"""

import argparse
import json
import random
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.fuzz import deeper, differ, families, guesses, mutations
from vm import live
from vm.commands.compare import PROFILES
from vm.program import Program
from vm.verifier import ROOT, Profile

ALL = {**families.FAMILIES, **deeper.FAMILIES, **guesses.FAMILIES, **mutations.FAMILIES}
NETWORK = frozenset(("xdp", "socket_filter", "sched_cls"))


def draw(family: str, seed: int, profile: Profile = ROOT) -> Program:
    """The program of a family and a seed; the same one everywhere. Without CAP_PERFMON it is a network program."""
    drawn = ALL[family](random.Random(f"{family} {seed}"))
    program = drawn if isinstance(drawn, Program) else differ.program(*drawn)
    loadable = profile.pointer_leaks or program.prog_type in NETWORK
    return program if loadable else replace(program, prog_type="sched_cls", section="sched_cls")


def hunt(families: list[str], minutes: float, seed: int, found: Path | None, profile: Profile, level: int) -> int:
    """Compare until the time is up. Returns how many programs differed."""
    ask = partial(differ.ask, profile=profile, level=level)
    stop = time.monotonic() + 60 * minutes
    tried = dict.fromkeys(families, 0)
    differing = dict.fromkeys(families, 0)
    while time.monotonic() < stop:
        for family in families:
            asked = draw(family, seed, profile)
            tried[family] += 1
            what = ask(asked)
            if what:
                differing[family] += 1
                kind = what.split(":")[0].split(" ")[0]
                small = differ.minimised(asked, lambda p, kind=kind: ask(p).startswith(kind))
                sys.stdout.write(f"{family} {seed}: {ask(small)}" + "\n")
                sys.stdout.flush()
                if found:
                    keep(found, small, profile, level, family=family, seed=seed)
        seed += 1
    for family in families:
        sys.stdout.write(f"{family:10} {tried[family]:7} programs, {differing[family]} differ\n")
    return sum(differing.values())


def keep(found: Path, small: Program, profile: Profile, level: int, **more: object) -> None:
    """Append what was found to a file, as a case with the kernel's answer."""
    answer = differ.kernel_answer(small, profile, level)
    with found.open("a") as file:
        file.write(json.dumps(differ.case(small, answer, profile=profile.name, level=level, **more)) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--family", action="append", choices=ALL)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, help="file that what differs is appended to")
    parser.add_argument("--profile", choices=tuple(PROFILES), default="root", help="what the loader is allowed")
    parser.add_argument("--level", type=int, choices=(1, 2), default=2, help="which log is compared")
    asked = parser.parse_args()
    if not live.available():
        sys.stderr.write("no kernel to ask: this needs Linux and root\n")
        return 2
    chosen, profile = asked.family or list(ALL), PROFILES[asked.profile]
    return 1 if hunt(chosen, asked.minutes, asked.seed, asked.found, profile, asked.level) else 0


if __name__ == "__main__":
    sys.exit(main())
