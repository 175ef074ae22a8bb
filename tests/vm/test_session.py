"""Runs as values: every document under tests/cases/session, and what every run keeps to.

case       what it shows
why        the rule
source     assembly; or example: a file of examples/
scenario   name or text; default none
seed       default none
trace      default false
budgets    fields of vm.session.Limits
reason     why it finished
message    text that the end's message contains
counts     event type -> how many are told; ">N" for more than N
totals     fields of the end's totals
events     partial events that occur in this order, as on the wire
"""

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from vm.errors import ScenarioError, VmError
from vm.kernel.library import SCENARIOS
from vm.protocol.events import Frame
from vm.protocol.wire import decode_frame, encode_frame, spell
from vm.session import ENGINES, Limits, Request, door, play

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.s") if not path.name.endswith(".broken.s"))
CASE_DIR = ROOT / "tests" / "cases" / "session"
FIELDS = {
    "case", "why", "source", "example", "scenario", "seed", "trace", "budgets",
    "reason", "message", "counts", "totals", "events",
}  # fmt: skip
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted(CASE_DIR.glob("*.yaml"))
    for case in yaml.safe_load_all(path.read_text())
]


def text_of(case: dict[str, Any]) -> str:
    return case["source"] if "source" in case else (ROOT / "examples" / case["example"]).read_text()


def played(source: str, budgets: Limits | None = None, **request: Any) -> list[Frame]:
    return list(play(Request(source=source, run_id="r", **request), budgets=budgets))


def events_of(frames: list[Frame]) -> list[dict[str, Any]]:
    return [spell(event) for frame in frames for event in frame.events]


def fits(event: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(event.get(name) == value for name, value in wanted.items())


def check_promises(frames: list[Frame]) -> None:
    """What holds of every run, whatever was in it."""
    assert [frame.seq for frame in frames] == list(range(len(frames)))
    assert all(1 <= len(frame.events) <= 256 for frame in frames)
    assert [decode_frame(encode_frame(frame)) for frame in frames] == frames
    events = events_of(frames)
    kinds = [event["type"] for event in events]
    assert kinds[-1] == "finished"
    assert kinds.count("finished") == 1
    if kinds == ["finished"]:
        return
    assert kinds[0] == "assembled"
    programs = len(events[0]["programs"])
    while kinds[1] == "progress":  # of a long verification
        del events[1], kinds[1]
    assert set(kinds[1 : 1 + programs]) <= {"accepted", "rejected"}
    assert not {"accepted", "rejected"} & set(kinds[1 + programs :])
    aside = {"progress", "gap", "user", "counters", "coverage", "notice"}
    check_invocations([event for event in events[1 + programs : -1] if event["type"] not in aside])


def check_invocations(events: list[dict[str, Any]]) -> None:
    """hook ... returned, numbers that rise, time that never falls."""
    n, time, inside = -1, 0, False
    for event in events:
        time_ns = int(event.get("time_ns", hex(time)), 16)
        assert time_ns >= time
        time = time_ns
        if event["type"] == "hook":
            assert not inside
            assert event["n"] > n
            n, inside = event["n"], True
        elif event["type"] in {"returned", "fault"}:
            assert inside
            assert event["n"] == n
            inside = False
        else:
            assert inside or event["type"] in {"map", "record"}, "what user space changed or took lies between"
    assert not inside


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("engine", ENGINES)
def test_case(case, engine):
    assert case.keys() <= FIELDS, "a misspelt field would silently test nothing"
    budgets = Limits(**case.get("budgets", {}))
    request = {name: case[name] for name in ("scenario", "seed", "trace") if name in case}
    frames = played(text_of(case), budgets, engine=engine, **request)
    check_promises(frames)
    events = events_of(frames)
    end = events[-1]
    assert end["reason"] == case["reason"], end
    assert case.get("message", "") in end["message"]
    told = Counter(event["type"] for event in events)
    for kind, count in case.get("counts", {}).items():
        fine = told[kind] > int(count[1:]) if isinstance(count, str) else told[kind] == count
        assert fine, f"{told[kind]} {kind} events, not {count}"
    for name, count in case.get("totals", {}).items():
        assert end["totals"][name] == count
    rest = iter(events)
    for wanted in case.get("events", []):
        assert any(fits(event, wanted) for event in rest), f"not there, or not in this order: {wanted}"


def test_there_are_cases():
    assert len(CASES) >= 12


PAIRS = [  # every example on one scenario, and every scenario with some examples
    pytest.param(path, SCENARIOS[n % len(SCENARIOS)].name, id=f"{path.stem}-{SCENARIOS[n % len(SCENARIOS)].name}")
    for n, path in enumerate(EXAMPLES)
]


@pytest.mark.parametrize(("path", "scenario"), PAIRS)
def test_examples_keep_every_promise_and_are_the_same_on_both_engines(path, scenario):
    runs = [played(path.read_text(), scenario=scenario, engine=engine) for engine in ENGINES]
    check_promises(runs[0])
    texts = [[encode_frame(frame) for frame in frames] for frames in runs]
    assert texts[0] == texts[1]


RANDOM = """
.license "GPL"
.map drawn, array, key=4, value=8, max_entries=1
.section xdp
draw:
    call bpf_get_prandom_u32
    exit
"""


def test_another_seed_draws_other_numbers_and_none_is_a_fixed_one():
    def drawn(seed: int | None) -> list[str]:
        return [e["retval"] for e in events_of(played(RANDOM, seed=seed)) if e["type"] == "returned"][:20]

    assert drawn(None) == drawn(None) == drawn(1)
    assert drawn(2) != drawn(1)
    assert len(set(drawn(2))) == 20


@pytest.mark.parametrize("entry", SCENARIOS, ids=lambda entry: entry.name)
def test_the_title_of_a_scenario_does_not_matter_but_its_text_does(entry):
    source = (ROOT / "examples" / "xdp_port_counter.s").read_text()
    by_name = [encode_frame(frame) for frame in played(source, scenario=entry.name)]
    by_text = [encode_frame(frame) for frame in played(source, scenario=entry.text)]
    assert by_name == by_text


def test_no_event_names_the_engine():
    source = (ROOT / "examples" / "kprobe_counter.s").read_text()
    text = "".join(encode_frame(frame) for frame in played(source, engine="jit"))
    assert "jit" not in text
    assert "interp" not in text


def test_a_deadline_ends_the_run_as_a_limit():
    asked = itertools.count()
    source = (ROOT / "examples" / "kprobe_counter.s").read_text()
    frames = list(play(Request(source=source), deadline=lambda: next(asked) >= 3))
    check_promises(frames)
    end = events_of(frames)[-1]
    assert end["reason"] == "limit"
    assert "run-wall" in end["message"]
    assert 0 < end["totals"]["hooks"] < 100


LONG = """
.section xdp
    r1 = 0
    r0 = 2
again:
    r1 += 1
    if r1 < 30000 goto again
    exit
"""


def test_a_long_verification_tells_how_far_it_is_before_its_end():
    urgent = []
    run = play(Request(source=LONG, scenario="duration 1ms\n"), urgent=urgent.append)
    frames = [next(run)]
    rest = list(run)
    (done,) = (event.done for frame in urgent for event in frame.events)
    assert 50_000 <= done < 60_000
    assert encode_all([*frames, *urgent, *rest]) == encode_all(played(LONG, scenario="duration 1ms\n"))
    check_promises([*frames, *urgent, *rest])


def encode_all(frames: list[Frame]) -> list[str]:
    return [encode_frame(Frame(run="", seq=frame.seq, events=frame.events)) for frame in frames]


def test_a_deadline_ends_a_long_verification():
    frames = list(play(Request(source=LONG), deadline=lambda: True))
    end = events_of(frames)[-1]
    assert (end["type"], end["reason"]) == ("finished", "limit")
    assert "verify-wall" in end["message"]


def test_frames_leave_while_the_run_goes_on():
    run = play(Request(source=(ROOT / "examples" / "kprobe_counter.s").read_text()))
    assert [event.type for event in next(run).events] == ["assembled"]
    assert [event.type for event in next(run).events] == ["accepted"]
    assert len(next(run).events) <= 48


@pytest.mark.parametrize(("source", "scenario", "code"), [
    ("r0 = r11\nexit\n", None, "asm."),
    ("r0 = 0\nexit\n", "nowhere", "scenario.unknown"),
    ("r0 = 0\nexit\n", "duration 5\n", "scenario.bad-value"),
    (".map m, hash, key=4, value=8, max_entries=4000000000\n.section xdp\nr0 = 2\nexit\n", None, "limit.map-memory"),
    (".map m, ringbuf, max_entries=5000\n.section xdp\nr0 = 2\nexit\n", None, "map.bad-size"),
    (".map m, array, key=8, value=8, max_entries=1\n.section xdp\nr0 = 2\nexit\n", None, "map.bad-size"),
])  # fmt: skip
def test_the_door_refuses_what_cannot_run_and_says_where(source, scenario, code):
    with pytest.raises(VmError) as caught:
        door(source, scenario)
    first = caught.value.diagnostics[0]
    assert first.code.startswith(code)
    assert first.span or code == "scenario.unknown"
    frames = played(source, scenario=scenario)
    assert [event["type"] for event in events_of(frames)] == ["finished"]
    assert events_of(frames)[0]["reason"] == "error"


def test_what_a_source_puts_into_a_map_is_told_before_anything_runs():
    source = """
    .map denied, lpm_trie, key=8, value=4, max_entries=8, flags=BPF_F_NO_PREALLOC, contents={[24,0,0,0,198,51,100,0]: 1}
    .map empty, hash, key=4, value=4, max_entries=8
    .section xdp
        r0 = 2
        exit
    """
    denied, empty = events_of(played(source))[0]["maps"]
    assert denied["contents"] == [{"key": "18000000c6336400", "value": "01000000"}]
    assert "contents" not in empty


COUNTED = """
.section xdp
count:
    r6 = 20
again:
    r6 -= 1
    if r6 != 0 goto again
    r0 = 2
    exit
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_window_far_into_a_run_has_its_steps_whatever_was_executed_before(engine):
    budgets = Limits(steps=400)  # the 200 invocations before the window would use them up ten times over
    window = "use default\ntell events=80:83\n"
    whole = events_of(played(COUNTED, engine=engine))
    events = events_of(played(COUNTED, budgets, scenario=window, trace=True, engine=engine))
    executed = {event["n"]: event["insns"] for event in whole if event["type"] == "returned"}
    told, here = Counter(), None
    for event in events:
        here = event["n"] if event["type"] == "hook" else here
        told[here] += event["type"] == "stepped"
    assert dict(+told) == {n: executed[n] for n in range(80, 84)}
    dropped = Counter()
    for event in events:
        dropped.update(event["dropped"] if event["type"] == "gap" else {})
    assert dropped["stepped"] == sum(executed.values()) - told.total()


SLOTS = """
.license "GPL"
.map jumps, prog_array, max_entries=8
.section xdp
dispatch:
    r2 = jumps ll
    r3 = 1
    call bpf_tail_call
    r0 = XDP_PASS
    exit
.globl drop_all
drop_all:
    r0 = XDP_DROP
    exit
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_user_space_puts_programs_into_slots_by_name(engine):
    scenario = "packet udp at=1ms count=6 every=10ms\nupdate jumps at=15ms key=1 value=prog:drop_all\ndelete jumps at=35ms key=1\n"
    frames = played(SLOTS, engine=engine, scenario=scenario)
    verdicts = [event["verdict"] for event in events_of(frames) if event["type"] == "returned"]
    assert verdicts == ["XDP_PASS"] * 2 + ["XDP_DROP"] * 2 + ["XDP_PASS"] * 2


def test_a_program_that_is_not_there_is_a_mistake_of_the_line():
    with pytest.raises(ScenarioError) as raised:
        door(SLOTS, "update jumps at=15ms key=1 value=prog:drop_al\n")
    assert raised.value.diagnostics[0].hint == "did you mean drop_all?"
