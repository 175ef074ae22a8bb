"""The toolchain at a terminal: `python -m vm asm | disasm | verify | run | batch`.

Exit codes: 0 it worked, 1 a program was refused, 2 the input could not be used, 3 a run ended by a fault or limit.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any, Final

from vm import batch, commands
from vm.commands import assembling


def add_batch(subparsers: Any) -> None:
    """`batch`: JSON lines in, JSON lines out."""
    parser = subparsers.add_parser("batch", help="answer JSON records, one a line, from standard input")
    parser.set_defaults(main=_batch)


def _batch(_: Namespace) -> int:
    batch.serve(sys.stdin, sys.stdout)
    return 0


COMMANDS: Final[Sequence[Callable[[Any], None]]] = (
    assembling.add_asm,
    assembling.add_disasm,
    commands.add_to,
    add_batch,
)
"""What adds its commands to the parser, in the order of the help text."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` asks for and return the exit code."""
    parser = ArgumentParser(prog="python -m vm", description="eBPF assembled, verified and run, without a kernel.")
    subparsers = parser.add_subparsers(required=True, metavar="command")
    for add in COMMANDS:
        add(subparsers)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.main(arguments)
    except BrokenPipeError:  # the reader of a pipe left: nothing more to say
        sys.stderr.close()
        return 0
    return code
