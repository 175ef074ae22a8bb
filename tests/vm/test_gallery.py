"""Every example loads, its twin does not, and a run shows what the example's page says.

tests/cases/gallery/verdicts.jsonl holds what Linux said of each program; `python -m tests.record.gallery` asks
again. The answers are compared with ours everywhere, and with a live kernel of the same release where there is one.
"""

import json
import re
from collections import Counter, defaultdict

import pytest

from playground.learn import gallery
from tests.record.gallery import VERDICTS, asked, programs
from vm.asm import assemble
from vm.facts.baseline import KERNEL
from vm.facts.isa import LD_IMM64
from vm.facts.rejections import REJECTIONS
from vm.live import available, release
from vm.protocol import events as e
from vm.protocol.wire import encode_frame
from vm.session import Request, play
from vm.verifier import Refused, verify

MOST_INSNS = 60
EXAMPLES = tuple(gallery.examples().values())
RECORDED = {(row["file"], row["program"]): row for row in map(json.loads, VERDICTS.read_text().splitlines())}
PROGRAMS = [pytest.param(file, program, id=f"{file}-{program.name}") for file, program in programs()]

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


def test_the_record_holds_these_programs_and_no_others():
    assert RECORDED.keys() == {(file, program.name) for file, program in programs()}


@pytest.mark.parametrize(("file", "program"), PROGRAMS)
def test_our_verifier_says_what_the_kernel_said(file, program):
    recorded, answer = RECORDED[file, program.name], verify(program)
    assert answer.ok is recorded["ok"]
    assert list(answer.error_lines if isinstance(answer, Refused) else ()) == recorded["error_lines"]
    assert answer.stats.insns_processed == recorded["walked"]


@pytest.mark.live
def test_the_kernel_still_says_it():
    if not available() or not release().startswith(KERNEL + "."):
        pytest.skip(f"needs bpf(2) of Linux {KERNEL}")
    for file, program in programs():
        assert asked(file, program) == RECORDED[file, program.name]


@each_example
def test_an_example_is_complete(example):
    assert example.source.startswith("# ")
    assert example.twin.startswith(f"# The twin of {example.name}.s that does not load: ")
    assert example.mistake
    assert example.twin_question.endswith("?")
    assert 2 <= len(example.quiz.answers) <= 5
    assert 0 <= example.quiz.right < len(example.quiz.answers)
    assert example.expected
    assert example.expected.keys() <= gallery.EXPECTED.keys()
    assert "## What to try" in example.prose
    for program in assemble(example.source).programs:
        assert len(program.insns) - sum(insn.opcode == LD_IMM64 for insn in program.insns) <= MOST_INSNS


@each_example
def test_its_twin_is_refused_for_the_reason_it_teaches(example):
    assert example.rejection in {row.code for row in REJECTIONS}
    events = [event for frame in play(Request(source=example.twin)) for event in frame.events]
    assert {event.code for event in events if isinstance(event, e.Rejected)} == {example.rejection}
    assert isinstance(events[-1], e.Finished)
    assert events[-1].reason == "rejected"


def test_every_file_has_its_companions():
    names = {path.name.removesuffix(".s").removesuffix(".broken") for path in gallery.FOLDER.glob("*.s")}
    assert names == gallery.examples().keys()
    orders = [example.order for example in EXAMPLES]
    assert len(set(orders)) == len(orders)


@each_example
def test_a_run_shows_what_the_page_promises_on_both_engines(example):
    request = Request(source=example.source, scenario=example.scenario)
    frames = list(play(request))
    _promised(example.expected, [event for frame in frames for event in frame.events])
    compiled = play(Request(source=example.source, scenario=example.scenario, engine="jit"))
    assert [encode_frame(frame) for frame in compiled] == [encode_frame(frame) for frame in frames]


@each_example
def test_it_has_something_to_show_without_a_scenario_too(example):
    """`python -m vm run examples/NAME.s` plays the default one."""
    events = [event for frame in play(Request(source=example.source)) for event in frame.events]
    assert events[-1].reason == "done"
    assert {event.section for event in events if isinstance(event, e.Hook)} == {
        program.section for program in assemble(example.source).programs if program.section != ".text"
    } - {""}
    assert any(isinstance(event, e.MapChanged | e.Record | e.Printed) for event in events)


def _promised(expected, events):
    assert events[-1].reason == "done", events[-1].message
    summaries = {event.n: event.summary for event in events if isinstance(event, e.Hook)}
    verdicts = {event.n: event.verdict for event in events if isinstance(event, e.Returned)}
    assert verdicts
    counts = Counter(verdicts.values())
    for verdict, least in expected.get("some", {}).items():
        assert counts[verdict] >= least
    for verdict, pattern in expected.get("only", {}).items():
        assert [
            summaries[n] for n, v in verdicts.items() if v == verdict and not re.search(pattern, summaries[n])
        ] == []
    for verdict, pattern in expected.get("every", {}).items():
        assert [summaries[n] for n, v in verdicts.items() if v != verdict and re.search(pattern, summaries[n])] == []
    records = Counter(event.map for event in events if isinstance(event, e.Record))
    for name, least in expected.get("records", {}).items():
        assert records[name] >= least
    assert sum(isinstance(event, e.Printed) for event in events) >= expected.get("printed", 0)
    keys = defaultdict(set)
    for event in events:
        if isinstance(event, e.MapChanged):
            keys[event.map].add(event.key.hex())
    for name, least in expected.get("map_entries", {}).items():
        assert len(keys[name]) >= least
    for name, wanted in expected.get("maps", {}).items():
        assert set(wanted) <= keys[name]
