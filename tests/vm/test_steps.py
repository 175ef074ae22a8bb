"""Traces of runs: which program a step belongs to."""

from collections import Counter
from pathlib import Path

from vm.protocol.wire import spell
from vm.session import Request, play

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_trace_names_the_program_that_a_tail_call_went_to():
    source = (EXAMPLES / "tail_calls.s").read_text()
    events = [spell(event) for frame in play(Request(source=source, trace=True)) for event in frame.events]
    programs = {program["name"]: program for program in events[0]["programs"]}
    steps = [event for event in events if event["type"] == "stepped"]
    assert all(step["pc"] < programs[step["program"]]["insns"] for step in steps)
    assert {step["program"] for step in steps} == {"dispatch", "on_icmp", "on_tcp", "on_udp"}
    begun = [step for step in steps if [write["reg"] for write in step.get("registers", ())][:2] == [1, 10]]
    assert all(step["pc"] == 0 for step in begun)
    entered = Counter(step["program"] for step in begun)
    assert entered["dispatch"] > entered["on_tcp"] > 1
    lines = source.splitlines()
    jump = next(pc for pc, line in enumerate(programs["dispatch"]["lines"]) if "call bpf_tail_call" in lines[line - 1])
    jumped = sum((step["program"], step["pc"]) == ("dispatch", jump) for step in steps)
    assert jumped >= entered.total() - entered["dispatch"], "the call itself is told, too"
