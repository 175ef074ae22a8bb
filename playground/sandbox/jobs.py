"""What a child does for its owner, by the one letter it is given. Text in, tagged lines out.

Every line the child writes is a tag and JSON: `F` one frame, `R` a result, `P` and `O` what the owner is to keep
of the source, `X` our own bug. The fork server adds the last line, `T`, when the child is gone.
"""

import base64
import json
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import vm.analysis
import vm.check
import vm.session
from playground.sandbox import files, lockdown
from playground.sandbox.keeping import CODE, Keeping
from vm.engines import WORTH_COMPILING, Foundry
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.jit.engine import Native
from vm.kernel import pcap
from vm.protocol.events import Frame
from vm.protocol.wire import encode_frame

Work = Callable[[dict[str, Any]], Iterator[tuple[bytes, str]]]

HEAD_START: Final = 0.4  # seconds by which a run is asked to end before its wall time is over, and killed after it


def _seal(_: Native) -> None:
    lockdown.seal()


def run(
    request: dict[str, Any], worth: int = WORTH_COMPILING, linked: Callable[[Native], None] = _seal
) -> Iterator[tuple[bytes, str]]:
    """Play one run; a line a frame. Once native code is linked, no page can be made executable any more."""
    end = time.monotonic() + _seconds("run-wall") - HEAD_START
    keeping = Keeping(request["source"], request.pop("kept", {}))
    asked = vm.session.Request(**request)
    frames = vm.session.play(
        asked,
        deadline=lambda: time.monotonic() > end,
        foundry=Foundry(cache=keeping.code, linked=linked, worth=0 if keeping.holds(CODE) else worth),
        shelf=keeping.source,
        urgent=_say_now,
    )
    for frame in frames:
        yield from keeping.told()
        yield b"F", encode_frame(frame)


def _say_now(frame: Frame) -> None:
    """A frame that cannot wait for the generator's next turn: progress of a long verification."""
    lockdown.say(b"F" + encode_frame(frame).encode() + b"\n")


def check(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Assemble and verify one source."""
    yield b"R", json.dumps(vm.check.as_json(vm.check.check(request["source"])))


def analyze(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Look closely at one program of a source. `{"unknown": name}` when it has none of that name."""
    try:
        asked = request.get("edit")
        edit = (asked["pc"], bytes.fromhex(asked["hex"])) if asked else None
        found = vm.analysis.analyze(request["source"], request["program"], frozenset(request["want"]), edit)
    except vm.analysis.UnknownProgram as missing:
        found = {"unknown": str(missing)}
    yield b"R", json.dumps(found, separators=(",", ":"))


def door(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Whether a run of this source and scenario can start: null, or what is wrong."""
    try:
        vm.session.door(request["source"], request["scenario"])
    except VmError as error:
        yield b"R", json.dumps(spell_diagnostic(error.diagnostics[0]))
    else:
        yield b"R", "null"


def capture(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """A capture file as a scenario: its text and how many packets it has; or what is wrong with the file."""
    try:
        packets = pcap.read(base64.b64decode(request["pcap"], validate=True))
    except ValueError:
        wrong = {"code": "pcap.base64", "message": "the capture is not valid base64"}
        yield b"R", json.dumps({"error": wrong})
    except VmError as error:
        yield b"R", json.dumps({"error": spell_diagnostic(error.diagnostics[0])})
    else:
        text = pcap.scenario_text(packets, request["title"] or "A capture")
        yield b"R", json.dumps({"scenario": text, "packets": len(packets), "frames": text.count("\nframe ")})


def answered(make: Callable[[dict[str, Any]], dict[str, Any]], request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """What `make` makes of a request, or {"error": ...} where the user's input is at fault."""
    try:
        found = make(request)
    except VmError as error:
        found = {"error": spell_diagnostic(error.diagnostics[0])}
    yield b"R", json.dumps(found)


def spell_diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """As the API's typed errors want it."""
    spelt: dict[str, Any] = {"code": diagnostic.code, "message": diagnostic.message}
    if diagnostic.hint:
        spelt["hint"] = diagnostic.hint
    if diagnostic.span:
        spelt |= {"line": diagnostic.span.line, "column": diagnostic.span.column}
    return spelt


def _seconds(limit: str) -> float:
    return limits.value(limit) / 1000


@dataclass(frozen=True, slots=True)
class Job:
    """What a letter stands for.

    wall       seconds until the fork server ends the process
    compiles   makes native code, and seals itself before it runs that
    """

    do: Work
    wall: float
    compiles: bool = False


JOBS: Final[dict[bytes, Job]] = {
    b"r": Job(run, _seconds("run-wall")),
    b"j": Job(run, _seconds("run-wall"), compiles=True),
    b"J": Job(partial(run, worth=0), _seconds("run-wall"), compiles=True),
    b"c": Job(check, _seconds("verify-wall")),
    b"a": Job(analyze, _seconds("verify-wall")),
    b"p": Job(capture, 2.0),
    b"o": Job(partial(answered, files.source_of), 1.0),
    b"b": Job(partial(answered, files.file_of), 2.0),
    b"d": Job(door, 2.0),
}


def perform(work: Work, request: dict[str, Any], write: Callable[[bytes], None]) -> None:
    """Do `work` and write its lines. A bug of ours becomes an `X` line."""
    try:
        for tag, text in work(request):
            write(tag + text.encode() + b"\n")
    except MemoryError:
        write(b'X{"kind":"memory"}\n')
    except RecursionError:
        write(b'X{"kind":"recursion"}\n')
    except Exception:  # noqa: BLE001 - the border of the process: whoever reads the line logs it
        write(b"X" + json.dumps({"kind": "bug", "traceback": traceback.format_exc()[-4000:]}).encode() + b"\n")
