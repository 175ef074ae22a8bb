"""`python -m vm pcap FILE`: a capture (pcap or pcapng) as a scenario's text, on standard output.

Exit code: 0 done, 2 the capture could not be read.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from vm.errors import Diagnostic, VmError
from vm.kernel import pcap


def add_parser(subparsers: Any) -> None:
    """Describe the command to argparse."""
    parser = subparsers.add_parser("pcap", help="turn a capture into a scenario", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="pcap or pcapng, captured on Ethernet, at most 1 MiB")
    parser.set_defaults(main=main)


def main(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    try:
        packets = pcap.read(_content(args.file))
    except VmError as error:
        for diagnostic in error.diagnostics:
            sys.stderr.write(f"{args.file}: {diagnostic.message}\n")
        return 2
    sys.stdout.write(pcap.scenario_text(packets, _title(args.file)))
    return 0


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(pcap.MAX_FILE + 1)
    except OSError as error:
        raise VmError(Diagnostic(code="file.unreadable", message=error.strerror or str(error))) from None


def _title(path: str) -> str:
    """The file's name, as far as a title may have it."""
    return "".join(c for c in Path(path).name if c.isprintable() and c not in '"#')[:80] or "A capture"
