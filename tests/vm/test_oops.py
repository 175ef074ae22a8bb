"""Refused programs, run as kernel modules: tests/cases/oops/*.yaml names the consequence of each."""

import re
from pathlib import Path

import pytest
import yaml

from playground.learn.rejections import pairs
from vm.asm import assemble
from vm.oops import x86
from vm.oops.causes import CONSEQUENCES
from vm.protocol import events as e
from vm.protocol.wire import encode_frame
from vm.session import Request, play

FOLDER = Path(__file__).parent.parent / "cases" / "oops"
FIELDS = {"case", "why", "source", "scenario", "kind", "line", "console", "faults", "message"}
CASES = [
    pytest.param(case, id=case["case"])
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load_all(path.read_text())
]


def request(case, **more):
    return Request(source=case["source"], scenario=case.get("scenario"), unverified=True, **more)


@pytest.mark.parametrize("case", CASES)
def test_a_refused_program_has_its_consequence(case):
    assert case.keys() <= FIELDS
    events = [event for frame in play(request(case)) for event in frame.events]
    assert any(isinstance(event, e.Rejected) for event in events)
    (told,) = (event for event in events if isinstance(event, e.Oops))
    end = events[-1]
    assert told.simulated
    assert told.kind == case["kind"]
    assert end.reason == ("fault" if case.get("faults", True) else "done")
    assert re.search(case.get("message", ""), told.message)
    if "line" in case:
        assert told.line == case["line"]
    rest = list(told.console)
    assert bool(rest) == bool(case["console"])
    for pattern in case["console"]:
        found = [n for n, line in enumerate(rest) if re.search(pattern, line)]
        assert found, f"{pattern} is not in\n" + "\n".join(rest)
        del rest[: found[0]]


def test_every_consequence_has_a_case():
    assert {case.values[0]["kind"] for case in CASES} == {row.name for row in CONSEQUENCES}


@pytest.mark.parametrize("pair", pairs().values(), ids=lambda pair: pair.code)
def test_every_refusal_has_a_consequence(pair):
    """Of the smallest program that is refused for that reason; a loader who is not root has another one."""
    if pair.profile != "root":
        pytest.skip("root may load it")
    events = [event for frame in play(Request(source=pair.broken, unverified=True)) for event in frame.events]
    (told,) = (event for event in events if isinstance(event, e.Oops))
    assert (told.kind == "silent") <= (events[-1].reason == "done" or "not executable here" in events[-1].message)
    assert told.message
    assert all(re.match(r"\[ *\d+\.\d{6}\]", line) for line in told.console)
    if any("---[ end Kernel panic" in line or "exited with" in line for line in told.console[:-1]):
        raise AssertionError("the machine goes on after its end")


def test_it_is_the_same_whatever_the_engine():
    case = CASES[0].values[0]
    assert [encode_frame(f) for f in play(request(case))] == [
        encode_frame(f) for f in play(request(case, engine="jit"))
    ]


def test_an_accepted_program_is_none_of_its_business():
    source = ".section xdp\n r0 = 2\n exit\n"
    plain, asked = (list(play(Request(source=source, unverified=flag))) for flag in (False, True))
    assert plain == asked


def test_without_asking_nothing_refused_runs():
    events = [event for frame in play(Request(source=CASES[0].values[0]["source"])) for event in frame.events]
    assert not any(isinstance(event, e.Oops | e.Hook) for event in events)
    assert events[-1].reason == "rejected"


ENCODINGS = [
    # instruction                          machine code, as the manual has it
    ("r0 = r1",                            "48 89 f8"),
    ("w6 = w9",                            "44 89 fb"),
    ("r7 = 1",                             "49 c7 c5 01 00 00 00"),
    ("w8 = 1",                             "41 be 01 00 00 00"),
    ("r2 += -8",                           "48 83 c6 f8"),
    ("r9 += 1000",                         "49 81 c7 e8 03 00 00"),
    ("r0 <<= 3",                           "48 c1 e0 03"),
    ("r3 *= r4",                           "48 0f af d1"),
    ("r0 = *(u8 *)(r6 + 0)",               "0f b6 03"),
    ("r0 = *(u16 *)(r7 + 0)",              "41 0f b7 45 00"),
    ("r1 = *(u32 *)(r10 - 4)",             "8b 7d fc"),
    ("r5 = *(u64 *)(r1 + 300)",            "4c 8b 87 2c 01 00 00"),
    ("*(u8 *)(r10 - 1) = r2",              "40 88 75 ff"),
    ("*(u16 *)(r6 + 4) = r4",              "66 89 4b 04"),
    ("*(u64 *)(r10 - 16) = 1",             "48 c7 45 f0 01 00 00 00"),
    ("lock *(u64 *)(r0 + 0) += r1",        "f0 48 01 38"),
    ("if r0 == 0 goto +0",                 "48 83 f8 00 0f 84 00 00 00 00"),
    ("if w3 s> w4 goto +0",                "39 ca 0f 8f 00 00 00 00"),
    ("goto +0",                            "e9 00 00 00 00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), ENCODINGS)
def test_machine_code_is_that_of_the_manual(text, code):
    insns = assemble(f".section xdp\n {text}\n exit\n").programs[0].insns
    assert x86.lay_out(insns)[0].hex(" ") == code


def test_jumps_land_on_their_target():
    insns = assemble(".section xdp\n goto over\n r1 = 5 ll\nover:\n exit\n").programs[0].insns
    pieces = x86.lay_out(insns)
    assert [len(piece) for piece in pieces[:3]] == [5, 10, 0]
    assert int.from_bytes(pieces[0][1:], "little") == 10
