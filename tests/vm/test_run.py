"""Every document under tests/cases/run is one test a engine. To add a test, add a document.

case       what it shows
why        the rule, and where it stands
program    program type; default socket_filter
source     assembly; nobody verifies it
packet     input frame, hex; or context: a context's bytes; or mem: r1 and r2 name a region with them
runs       invocations on kept maps; default 1
r0         the last return value; or fault: {kind, insn}
maps       map name -> {hex key: hex value}, all elements
records    hex, in order, of all runs
printed    lines, in order
packet_out frame afterwards, hex
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from vm.asm import assemble
from vm.engines import Engines, Foundry
from vm.kernel.world import World
from vm.runtime.machine import Machine, Outcome, Printed, Record

Case = dict[str, Any]

CASE_DIR = Path(__file__).resolve().parents[1] / "cases" / "run"
FIELDS = {
    "case", "why", "program", "source", "packet", "context", "mem", "runs",
    "r0", "fault", "maps", "records", "printed", "packet_out",
}  # fmt: skip
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted(CASE_DIR.glob("*.yaml"))
    for case in yaml.safe_load_all(path.read_text())
]
U64 = (1 << 64) - 1


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("engine", ["interp", "jit"])
@pytest.mark.parametrize("case", CASES)
def test_run(case: Case, engine: str) -> None:
    assert case.keys() <= FIELDS, "a misspelt field would silently test nothing"
    assert case.keys() & {"r0", "fault"}, "a case must expect something"
    source = assemble(case["source"], default_type=case.get("program", "socket_filter"))
    machine = Machine(source.maps, World(), programs=source.programs)
    engines = Engines(machine, source.programs, {}, engine=engine, foundry=Foundry(worth=0))
    outputs: list[Printed | Record] = []
    for _ in range(case.get("runs", 1)):
        outcome = engines.run(0, _enter(machine, case), 1_000_000)
        outputs += machine.drain()
    _check_outcome(case, outcome)
    names = [spec.name for spec in source.maps]
    for name, elements in case.get("maps", {}).items():
        dumped = machine.maps[names.index(name)].dump()
        assert dumped is not None
        assert {key.hex(): value.hex() for key, value in dumped.items()} == {
            _hex(key): _hex(value) for key, value in elements.items()
        }
    if "records" in case:
        assert [output.data.hex() for output in outputs if isinstance(output, Record)] == case["records"]
    if "printed" in case:
        assert [output.text for output in outputs if isinstance(output, Printed)] == case["printed"]
    if "packet_out" in case:
        assert machine.packet_out().hex() == _hex(case["packet_out"])


def _hex(text: object) -> str:
    assert isinstance(text, str), "quote hex strings: YAML reads some of them as numbers"
    return re.sub(r"\s", "", text)


def _check_outcome(case: Case, outcome: Outcome) -> None:
    if "fault" in case:
        assert outcome.fault is not None
        assert {"kind": outcome.fault.kind, "insn": outcome.fault.pc} == case["fault"]
    else:
        assert outcome.fault is None, outcome.fault
        assert outcome.retval == case["r0"] & U64, hex(outcome.retval)


def _enter(machine: Machine, case: Case) -> tuple[int, ...]:
    kind = case.get("program", "socket_filter")
    if "mem" in case:
        data = bytes.fromhex(case["mem"])
        return machine.enter_plain(data, writable=True), len(data)
    if kind in {"xdp", "sched_cls", "socket_filter"} and "context" not in case:
        frame = bytes.fromhex(_hex(case.get("packet", "00" * 64)))
        if kind == "xdp":
            return (machine.enter_xdp(frame),)
        return (machine.enter_skb(frame, link_layer=kind == "sched_cls"),)
    return (machine.enter_plain(bytes.fromhex(_hex(case.get("context", "00" * 168)))),)
