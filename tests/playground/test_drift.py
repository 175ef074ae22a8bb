"""Old links: what a program did when it was first run, held against what it does today."""

import json

import pytest

from playground.pages import drift, stored
from playground.programs.models import Snippet
from playground.runs import frames
from playground.runs.models import Tape

STATS = {"insns_processed": 3, "total_states": 0, "peak_states": 0, "max_states_per_insn": 0}
REFUSED = {"type": "rejected", "program": "p", "insn": 0, "line": 3, "code": "c", "error_line": "R3 !read_ok", "error_lines": [], "stats": STATS}  # fmt: skip
ACCEPTED = {"type": "accepted", "program": "p", "stats": STATS}


def run(verdict: dict, retval: str = "0x2", time: str = "0x10", **more: str) -> list[dict]:
    return [
        verdict,
        {"type": "hook", "n": 0, "time_ns": time, "section": "xdp", "summary": "s", **more},
        {"type": "returned", "n": 0, "retval": retval, "insns": 4},
        {"type": "finished", "reason": "done", "message": "m", "totals": {"hooks": 1}},
    ]


def tape(events: list[dict]) -> Tape:
    return Tape(events=frames.pack([json.dumps(events)]))


@pytest.fixture
def link(monkeypatch: pytest.MonkeyPatch):
    """A snippet that was run by the toolchain "old"; call with what it does by now."""

    def today(events: list[dict] | None, stamp: str = "new") -> dict | None:
        snippet = Snippet(pk="a", source="exit")
        monkeypatch.setattr(drift.toolchain, "stamp", lambda: "old")
        monkeypatch.setattr(stored, "tape", lambda _: tape(run(REFUSED)))
        snippet.result = drift._today(snippet)
        monkeypatch.setattr(drift.toolchain, "stamp", lambda: stamp)
        monkeypatch.setattr(stored, "tape", lambda _: None if events is None else tape(events))
        assert drift.aged(snippet) == (stamp != "old")
        return drift.drift(snippet)

    return today


def test_another_verdict_is_told_in_both_wordings(link):
    told = link(run(ACCEPTED))
    assert told["verdict"] is True
    assert told["was"] == "Rejected at line 3: R3 !read_ok"
    assert told["now"].startswith("Accepted")


def test_another_result_under_the_same_verdict_is_told_as_such(link):
    assert link(run(REFUSED, retval="0x1"))["verdict"] is False


def test_what_is_only_told_otherwise_is_no_drift(link):
    assert link(run(REFUSED, time="0x99", note="a field of later days")) is None


def test_without_a_run_of_today_or_on_the_same_engine_nothing_is_said(link):
    assert link(None) is None
    assert link(run(ACCEPTED), stamp="old") is None
