"""`python -m vm compare FILE`: our verdict beside that of the kernel of this machine.

Programs are loaded into the kernel and never attached. Exit code: 0 both say the same, 1 they differ,
2 the input could not be read, 3 there is no kernel here that could be asked.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from vm import live
from vm.check import admit
from vm.commands.files import load
from vm.errors import VmError
from vm.facts import isa
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.program import Program
from vm.protocol.events import Stats
from vm.verifier import PROFILES, Profile, Refused, verify

SAME, DIFFERENT, UNREADABLE, NO_KERNEL = range(4)
COUNTS: Final = ("insns_processed", "total_states", "peak_states", "max_states_per_insn")
WIDTH: Final = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side says of a program: accepted, errno's name, complaint, counts, log without addresses."""

    ok: bool
    errno_name: str
    error_lines: tuple[str, ...]
    counts: tuple[int, ...]
    log: tuple[str, ...]


def add_parser(subparsers: Any) -> None:
    """Describe the command to argparse."""
    parser = subparsers.add_parser("compare", help="our verdict beside this machine's kernel's", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="assembly (.s), raw bytecode (.bin) or an ELF object (.o)")
    parser.add_argument("--prog-type", choices=tuple(PROGRAM_TYPE_BY_NAME), help="program type of raw bytecode")
    parser.add_argument("--log-level", type=int, choices=(1, 2), default=2, help="which log is compared")
    parser.add_argument("--profile", choices=tuple(PROFILES), default="root", help="what the loader is allowed")
    parser.set_defaults(main=main)


def main(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    source = ""
    try:
        unit = load(args.file, args.prog_type)
        source = unit.source
        programs = admit(unit.object).programs
    except VmError as error:
        for diagnostic in error.diagnostics:
            sys.stderr.write(diagnostic.render(source) + "\n")
        return UNREADABLE
    if not live.available():
        sys.stderr.write("no kernel here that could be asked: this needs Linux and root\n")
        return NO_KERNEL
    profile = PROFILES[args.profile]
    same = True
    for program in programs:
        try:
            theirs = kernels(program, args.log_level, profile)
        except live.KernelError as error:
            sys.stderr.write(f"{program.name}: {error}\n")
            return NO_KERNEL
        ours = own(program, args.log_level, profile)
        sys.stdout.write(report(program, theirs, ours))
        same = same and theirs == ours
    return SAME if same else DIFFERENT


def kernels(program: Program, level: int, profile: Profile) -> Answer:
    """What the kernel says; raises KernelError where it cannot even be asked."""
    with live.load(program, log_level=level, perfmon=profile.pointer_leaks) as answer:
        return Answer(
            answer.ok,
            answer.errno_name,
            tuple(answer.error_lines),
            _counts(answer.stats),
            tuple(comparable(answer.log, program)),
        )


def own(program: Program, level: int, profile: Profile) -> Answer:
    """What the verifier says."""
    answer = verify(program, log_level=level, profile=profile)
    log = tuple(comparable(answer.log, program))
    if isinstance(answer, Refused):
        return Answer(False, answer.errno_name, answer.error_lines, _counts(answer.stats), log)
    return Answer(True, "", (), _counts(answer.stats), log)


def _counts(stats: Stats | None) -> tuple[int, ...]:
    return tuple(getattr(stats, name) if stats else 0 for name in COUNTS)


def comparable(log: str, program: Program) -> list[str]:
    """The lines of a log, without the addresses of maps and functions, which differ from boot to boot."""
    addressed = {pc for pc, insn in enumerate(program.insns) if insn.opcode == isa.LD_IMM64 and insn.src}
    lines = []
    for line in log.splitlines():
        found = re.search(r"(\d+): (?:[0-9.]{10} )?\(18\) r\d+ = ", line)
        known = not (found and int(found[1]) in addressed)
        lines.append((line if known else re.sub(r"(\(18\) r\d+ = )0x[0-9a-f]+ *", r"\1ADDRESS ", line)).rstrip())
    return lines


def report(program: Program, theirs: Answer, ours: Answer) -> str:
    """Both answers side by side, and the first line of the log in which they part."""
    rows = [
        ("verdict", _verdict(theirs), _verdict(ours)),
        *zip_longest((), theirs.error_lines or ("",), ours.error_lines or ("",), fillvalue=""),
        *((name, str(a), str(b)) for name, a, b in zip(COUNTS, theirs.counts, ours.counts, strict=True)),
        ("log lines", str(len(theirs.log)), str(len(ours.log))),
    ]
    lines = [f"{program.name} ({program.section}, {len(program.insns)} instructions)"]
    lines.append(f"    {'':22}{'Linux ' + live.release():{WIDTH}}  here")
    lines += [f"{'  ' if a == b else '* '}  {name:22}{a:{WIDTH}}  {b}" for name, a, b in rows if name or a or b]
    for number, (a, b) in enumerate(zip_longest(theirs.log, ours.log, fillvalue=""), 1):
        if a != b:
            lines += [f"*   line {number} of the log", f"      kernel  {a}", f"      here    {b}"]
            break
    else:
        lines.append(f"    the logs agree, all {len(ours.log)} lines")
    return "\n".join(lines) + "\n"


def _verdict(answer: Answer) -> str:
    return "accepted" if answer.ok else f"rejected, {answer.errno_name}"
