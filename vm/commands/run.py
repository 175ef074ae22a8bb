"""`python -m vm run FILE`: verify, load, play a scenario, and show what happens.

Exit code: 0 ran, 1 rejected, 2 the input could not be read, 3 ended by a fault or a limit.
"""

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from vm.asm import assemble
from vm.commands.files import source as source_of
from vm.commands.files import text
from vm.commands.show import Console
from vm.errors import VmError
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.kernel.library import SCENARIOS
from vm.kernel.pcap import write as pcap_of
from vm.kernel.values import Bad, window
from vm.protocol import events as e
from vm.protocol.events import Event
from vm.protocol.packets import leaving
from vm.protocol.wire import encode_frame, spell
from vm.session import ENGINES, Request, door, play

RAN, REJECTED, UNREADABLE, STOPPED = range(4)

_EXIT: Final = {"done": RAN, "rejected": REJECTED, "error": UNREADABLE}
_NAMES: Final = frozenset(entry.name for entry in SCENARIOS)


def add_parser(subparsers: Any) -> None:
    """Describe the command to argparse."""
    parser = subparsers.add_parser("run", help="play a scenario through a program", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="assembly (.s), raw bytecode (.bin) or ELF object (.o)")
    parser.add_argument("--prog-type", choices=PROGRAM_TYPE_BY_NAME, help="program type of raw bytecode")
    parser.add_argument(
        "--scenario", metavar="NAME|FILE", help=f"one of {', '.join(sorted(_NAMES))}, or a file that holds one"
    )
    parser.add_argument("--seed", type=lambda text: int(text, 0), metavar="N", help="another seed gives another run")
    parser.add_argument("--engine", choices=ENGINES, default="interp", help="what executes the program")
    parser.add_argument(
        "--as-module", action="store_true", help="run it even if the verifier refuses, and show what a kernel would do"
    )
    parser.add_argument("--trace", action="store_true", help="tell every instruction")
    parser.add_argument("--coverage", action="store_true", help="at the end, how often each instruction ran")
    parser.add_argument(
        "--events", type=_window, metavar="FIRST:LAST", help="tell these hooks in full and only count the others"
    )
    parser.add_argument("--maps", action="store_true", help="at the end, what maps hold: sums over CPUs, histograms")
    parser.add_argument(
        "--pcap", metavar="OUT", help="write the frames that go on, back or elsewhere to a capture file"
    )
    parser.add_argument("--json", action="store_true", help="print frames, one JSON text a line")
    parser.set_defaults(main=main)


def main(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    source = scenario = None
    try:
        source = source_of(args.file, args.prog_type)
        scenario = args.scenario
        if scenario is not None and scenario not in _NAMES and Path(scenario).is_file():
            scenario = text(scenario)
        door(source, scenario)
    except VmError as error:
        about = source if type(error).__name__ != "ScenarioError" else scenario
        for diagnostic in error.diagnostics:
            sys.stderr.write(diagnostic.render(about or "") + "\n")
        return UNREADABLE
    request = Request(
        source=source,
        scenario=scenario,
        seed=args.seed,
        engine=args.engine,
        trace=args.trace,
        coverage=args.coverage,
        unverified=args.as_module,
        window=args.events,
    )
    reason = ""
    console = Console(maps=args.maps, programs=assemble(source).programs if args.coverage else ())
    told: list[Event] = []
    for frame in play(request):
        told += [event for event in frame.events if args.pcap and isinstance(event, e.Hook | e.Returned)]
        if args.json:
            sys.stdout.write(encode_frame(frame) + "\n")
        else:
            sys.stdout.write("".join(f"{line}\n" for event in frame.events if (line := console.show(event))))
        sys.stdout.flush()
        last = frame.events[-1]
        reason = last.reason if isinstance(last, e.Finished) else reason
    if args.pcap:
        try:
            Path(args.pcap).write_bytes(pcap_of(leaving(map(spell, told))))
        except OSError as error:
            sys.stderr.write(f"{args.pcap}: {error.strerror}\n")
            return UNREADABLE
    return _EXIT.get(reason, STOPPED)


def _window(text: str) -> tuple[int, int]:
    try:
        first, last = window(text)
    except Bad as bad:
        raise argparse.ArgumentTypeError(f"{bad.message}; {bad.hint}" if bad.hint else bad.message) from None
    return first, last
