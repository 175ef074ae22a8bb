"""`python -m vm run FILE`: verify, load, play a scenario, and show what happens.

Exit code: 0 ran, 1 rejected, 2 the input could not be read, 3 ended by a fault or a limit.
"""

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from vm.commands.files import text
from vm.errors import VmError
from vm.kernel.library import SCENARIOS
from vm.kernel.world import BOOT_NS
from vm.protocol import events as e
from vm.protocol.events import Event
from vm.protocol.wire import encode_frame
from vm.session import ENGINES, Request, door, play

RAN, REJECTED, UNREADABLE, STOPPED = range(4)

_EXIT: Final = {"done": RAN, "rejected": REJECTED, "error": UNREADABLE}
_NAMES: Final = frozenset(entry.name for entry in SCENARIOS)
_SHOWN_BYTES: Final = 32


def add_parser(subparsers: Any) -> None:
    """Describe the command to argparse."""
    parser = subparsers.add_parser("run", help="play a scenario through a program", description=__doc__,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("file", metavar="FILE", help="assembly (.s)")
    parser.add_argument(
        "--scenario", metavar="NAME|FILE", help=f"one of {', '.join(sorted(_NAMES))}, or a file that holds one"
    )
    parser.add_argument("--seed", type=lambda text: int(text, 0), metavar="N", help="another seed gives another run")
    parser.add_argument("--engine", choices=ENGINES, default="interp", help="what executes the program")
    parser.add_argument(
        "--as-module", action="store_true", help="run it even if the verifier refuses, and show what a kernel would do"
    )
    parser.add_argument("--trace", action="store_true", help="tell every instruction")
    parser.add_argument("--json", action="store_true", help="print frames, one JSON text a line")
    parser.set_defaults(main=main)


def main(args: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    source = scenario = None
    try:
        source = text(args.file)
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
        unverified=args.as_module,
    )
    reason = ""
    for frame in play(request):
        if args.json:
            sys.stdout.write(encode_frame(frame) + "\n")
        else:
            sys.stdout.write("".join(f"{line}\n" for event in frame.events if (line := show(event))))
        sys.stdout.flush()
        last = frame.events[-1]
        reason = last.reason if isinstance(last, e.Finished) else reason
    return _EXIT.get(reason, STOPPED)


def show(event: Event) -> str:
    """An event for people: one line, or several; "" for what need not be shown."""
    match event:
        case e.Assembled():
            maps = ", ".join(f"{spec.name} ({spec.type})" for spec in event.maps)
            return f"assembled  {len(event.programs)} program(s)" + (f", maps {maps}" if maps else "")
        case e.Accepted():
            return f"accepted   {event.program}, {event.stats.insns_processed} instructions walked by the verifier"
        case e.Rejected():
            place = f"line {event.line}: " if event.line else ""
            return "\n".join((f"rejected   {event.program}", *event.error_lines, f"           {place}{event.code}"))
        case e.Hook():
            at = (event.time_ns - BOOT_NS) / 1e6
            return f"\n{at:11.6f} ms  cpu{event.cpu}  {event.comm}[{event.pid}]  {event.section}: {event.summary}"
        case e.Returned():
            verdict = f" {event.verdict}" if event.verdict else ""
            return f"    returned {signed(event.retval)}{verdict}, {event.insns} instructions"
        case e.Record():
            return f"    record   {event.map}: {hexdump(event.data)}"
        case e.Printed():
            return f"    printed  {event.text}"
        case e.MapChanged():
            return f"    map      {event.map}[{number(event.key)}] {_value(event)}"
        case e.Stepped():
            writes = " ".join(f"r{w.reg}={w.value:#x}" for w in event.registers)
            stores = " ".join(f"[{w.address:#x}]={w.data.hex()}" for w in event.memory)
            return f"    {event.program}+{event.pc:<4} {writes} {stores}".rstrip()
        case _:
            return _show_rare(event)


def _show_rare(event: Event) -> str:
    match event:
        case e.Faulted():
            at = f" at {event.address:#x}" if event.address is not None else ""
            return f"    FAULT    {event.kind} at instruction {event.insn}{at}: {event.message}"
        case e.Oops():
            rule = f"--- simulated: what a kernel would have made of {event.program} ---"
            return "\n".join((f"\n{rule}", *event.console, event.title, event.summary, event.message)).rstrip()
        case e.Gap():
            counts = ", ".join(f"{count} {kind}" for kind, count in event.dropped.items())
            return f"    ...      {counts} not shown: {event.reason}"
        case e.Finished():
            t = event.totals
            counts = f"{t.hooks} hooks, {t.insns} instructions, {t.records} records, {t.printed} lines printed"
            return f"\n{event.reason}: {event.message}\n{counts}"
        case _:
            return ""


def _value(event: e.MapChanged) -> str:
    cpu = f" on cpu{event.cpu}" if event.cpu is not None else ""
    return f"deleted{cpu}" if event.value is None else f"= {number(event.value)}{cpu}"


def signed(value: int) -> int:
    """A 64-bit number as C's `long` would print it."""
    return value - (1 << 64) if value >> 63 else value


def number(data: bytes) -> str:
    """Bytes of memory as the number they are, if they have the size of one."""
    return str(int.from_bytes(data, "little")) if len(data) in {1, 2, 4, 8} else hexdump(data)


def hexdump(data: bytes) -> str:
    """The first bytes in hex, and as text where they are printable."""
    shown = data[:_SHOWN_BYTES]
    words = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in shown)
    more = f" and {len(data) - _SHOWN_BYTES} more" if len(data) > _SHOWN_BYTES else ""
    return f"{shown.hex(' ')}  {words}{more}"
