"""`python -m vm scenario [NAME|FILE]`: the built-in scenarios, or one scenario, read and shown.

Without a name: what is there, and which knobs `use` may turn. With one: its text, after it was found to be right.
Exit code: 0 fine, 2 no such scenario, or one with mistakes.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from vm.commands.files import text
from vm.errors import VmError
from vm.kernel.grammar import outline, schema
from vm.kernel.library import BY_NAME, SCENARIOS, scenario
from vm.kernel.scenario import knobs


def add_parser(subparsers: Any) -> None:
    """Describe the command to argparse."""
    parser = subparsers.add_parser("scenario", help="list the built-in scenarios, show or check one", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument(
        "scenario", metavar="NAME|FILE", nargs="?", help="a built-in scenario, or a file that holds one"
    )
    parser.add_argument("--json", action="store_true", help="its statements as data")
    parser.add_argument("--schema", action="store_true", help="the JSON Schema of that data")
    parser.set_defaults(main=main)


def main(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    if args.schema:
        sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
        return 0
    if args.scenario is None:
        _list()
        return 0
    shown = args.scenario
    try:
        entry = BY_NAME.get(args.scenario)
        shown = entry.text if entry else text(args.scenario) if Path(args.scenario).is_file() else args.scenario
        scenario(shown)
        told = json.dumps(outline(shown, library=BY_NAME), indent=2) if args.json else shown.rstrip()
    except VmError as error:
        for diagnostic in error.diagnostics:
            sys.stderr.write(diagnostic.render(shown) + "\n")
        return 2
    sys.stdout.write(told + "\n")
    return 0


def _list() -> None:
    for entry in SCENARIOS:
        sys.stdout.write(f"{entry.name:<14} {entry.summary}\n{'':<14} use {entry.name}: {knobs(entry)}\n")
