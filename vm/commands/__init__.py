"""Commands of `python -m vm` that judge and run. A rim: reads files, writes to standard output.

Each module has `add_parser`, which describes the command and sets `main`, a function from the parsed
arguments to the exit code.
"""

from typing import Any

from vm.commands import compare, native, pcap, run, scenario, verify

__all__ = ["add_to"]


def add_to(subparsers: Any) -> None:
    """Add every command of this package to argparse's `subparsers`."""
    verify.add_parser(subparsers)
    run.add_parser(subparsers)
    scenario.add_parser(subparsers)
    pcap.add_parser(subparsers)
    compare.add_parser(subparsers)
    native.add_parser(subparsers)
