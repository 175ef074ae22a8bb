"""`python -m vm verify FILE`: what the kernel's verifier would say.

Exit code: 0 accepted, 1 rejected, 2 the input could not be read.
"""

import argparse
import json
import sys
from typing import Any

from vm.check import Verdict, admit, judge, verdict_json
from vm.commands.files import load, unusable
from vm.errors import VmError
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.verifier import PROFILES, Refused

ACCEPTED, REJECTED = range(2)


def add_parser(subparsers: Any) -> None:
    """Describe the command to argparse."""
    parser = subparsers.add_parser("verify", help="judge a program as Linux would", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="assembly (.s), raw bytecode (.bin) or an ELF object (.o)")
    parser.add_argument("--log-level", type=int, choices=(0, 1, 2), default=0, help="how much of the kernel's log")
    parser.add_argument("--prog-type", choices=tuple(PROGRAM_TYPE_BY_NAME), help="program type of raw bytecode")
    parser.add_argument("--profile", choices=tuple(PROFILES), default="root", help="what the loader is allowed")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(main=main)


def main(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    try:
        unit = load(args.file, args.prog_type)
        profile = PROFILES[args.profile]
        verdicts = judge(admit(unit.object), log_level=args.log_level, source=unit.source, profile=profile)
    except VmError as error:
        return unusable(error, args.file)
    if args.json:
        sys.stdout.write(json.dumps({"programs": [verdict_json(verdict) for verdict in verdicts]}) + "\n")
    else:
        for verdict in verdicts:
            sys.stdout.write(report(verdict, unit.source, log=args.log_level > 0, heading=len(verdicts) > 1))
    return ACCEPTED if all(verdict.ok for verdict in verdicts) else REJECTED


def report(verdict: Verdict, source: str, *, log: bool, heading: bool) -> str:
    """One verdict for people: the kernel's log or its complaint, then the explanation."""
    program, answer = verdict.program, verdict.answer
    name = f"{program.name} ({program.section})"
    lines = [f"-- {name}"] if heading else []
    if log:
        lines += answer.log.rstrip("\n").split("\n")
    if isinstance(answer, Refused):
        lines += [] if log else [*answer.error_lines, stats_line(verdict)]
        lines += ["", f"rejected: {name}", *_place(verdict, source), *_explanation(answer)]
    elif not log:
        lines += [f"accepted: {name}, {len(program.insns)} instructions", stats_line(verdict)]
    return "\n".join(lines) + "\n"


def stats_line(verdict: Verdict) -> str:
    """The kernel's last log line."""
    s = verdict.answer.stats
    return (
        f"processed {s.insns_processed} insns (limit 1000000) max_states_per_insn {s.max_states_per_insn} "
        f"total_states {s.total_states} peak_states {s.peak_states} mark_read 0"
    )


def _place(verdict: Verdict, source: str) -> list[str]:
    """The source line that holds the instruction, with a caret under it."""
    answer = verdict.answer
    assert isinstance(answer, Refused)
    spans = verdict.program.source_map.spans
    span = spans[answer.insn] if answer.insn is not None and 0 <= answer.insn < len(spans) else None
    if span is None or not source:
        return []
    text = source.split("\n")[span.line - 1]
    width = max(1, span.end - span.column)
    return [f"{span.line:>5} | {text}", f"      | {' ' * (span.column - 1)}{'^' * width}"]


def _explanation(answer: Refused) -> list[str]:
    told = answer.explanation
    if told is None:
        return [f"  code: {answer.code}"]
    lines = [f"  {told.summary}"]
    lines += [f"  known:  {told.knew}"] if told.knew else []
    lines += [f"  needed: {told.needed}"] if told.needed else []
    lines += [f"  hint:   {told.hint}"] if told.hint else []
    for origin in told.origin:
        place = f"line {origin.line}" if origin.line else f"instruction {origin.insn}"
        lines.append(f"  from {place}: {origin.what}")
    return lines
