"""Scenario texts: each document under tests/cases/scenario holds a text and what becomes of it.

The part after the line `==>` is one `line:column code` a diagnostic, or `fine`.
"""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vm.errors import ScenarioError
from vm.facts.structs import STRUCTS
from vm.kernel import behaviours
from vm.kernel.grammar import outline, schema
from vm.kernel.library import BY_NAME, SCENARIOS, scenario
from vm.kernel.scenario import knobs, parse, words
from vm.kernel.statements import STATEMENTS

CASES = sorted((Path(__file__).parents[2] / "cases" / "scenario").glob("*.txt"))
DOCS = Path(__file__).parents[3] / "docs" / "scenarios.md"


def outcome(text: str) -> str:
    try:
        parse(text, library=BY_NAME)
    except ScenarioError as error:
        return "\n".join(f"{d.span.line}:{d.span.column} {d.code}" for d in error.diagnostics if d.message)
    return "fine"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    text, _, expected = path.read_text().partition("==>\n")
    assert outcome(text) == expected.strip()


def test_there_are_cases():
    assert len(CASES) >= 6


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    outcome(text)


@given(st.lists(st.sampled_from([
    "process", "traffic", "frame", "call", "bash", "dns", "runs=shell", "at=1ms", 'hex="00"', "rate=5/s", "every=0ns",
    "seed", "-1", "\n", "use", "synflood", "packet", "udp", "src=::1", "edit", "5", "update", "key=ip:1.2.3.4", "reader", "=", '"', "#", "uid=99999999999999999999999", "args=1,2,3,4,5,6,7", "vfs_read", "by=bash",
])))  # fmt: skip
def test_any_words_are_read_or_refused(words):
    outcome(" ".join(words))


@pytest.mark.parametrize("entry", SCENARIOS, ids=lambda entry: entry.name)
def test_the_library_parses_and_introduces_itself(entry):
    assert entry.title
    assert entry.summary
    assert scenario(entry.name) == parse(entry.text)


def test_an_unknown_name_is_told_with_a_likely_one():
    with pytest.raises(ScenarioError) as caught:
        scenario("synfloot")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "scenario.unknown"
    assert "synflood" in diagnostic.hint


def test_every_statement_and_setting_is_documented():
    text = DOCS.read_text()
    for statement in STATEMENTS:
        assert f"`{statement.name}" in text
        for setting in statement.settings:
            assert f"`{setting.name}=" in text, f"{statement.name} {setting.name}="


@pytest.mark.parametrize("entry", SCENARIOS, ids=lambda entry: entry.name)
def test_the_schema_fits_every_scenario_as_data(entry):
    jsonschema.validate(outline(entry.text), schema())
    known = {"use", *(row["statement"] for row in outline(entry.text)["statements"])}
    assert known <= {row.name for row in STATEMENTS}


def test_the_schema_refuses_what_the_language_refuses():
    for text in (
        "process bash",
        "process bash runs=nothing",
        "traffic dns rate=5",
        "frame at=1 hex=00",
        "nothing here",
    ):
        name, *rest = words(text)
        row = {"statement": name, "argument": rest[0]} if "=" not in rest[0] else {"statement": name}
        row |= dict(word.split("=") for word in rest if "=" in word)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"statements": [row]}, schema())


def test_the_documented_schema_is_fresh():
    assert json.loads(DOCS.with_name("scenario.schema.json").read_text()) == schema()


@pytest.mark.parametrize("entry", SCENARIOS, ids=lambda entry: entry.name)
def test_every_knob_turns(entry):
    plain = scenario(f"use {entry.name}\n")
    for knob, value in (("rate", "7/s"), ("sources", "3"), ("threads", "5"), ("every", "7ms"), ("reads", "9/s")):
        text = f"use {entry.name} {knob}={value}\n"
        if re.search(rf"\b{knob}=", knobs(entry)):
            assert scenario(text) != plain
        else:
            assert outcome(text).endswith("scenario.unknown-setting")


def test_a_reader_reads_as_fast_as_the_knob_says():
    (control,) = scenario("use slow-consumer reads=500/s\n").controls
    assert control.every_ns == 2_000_000


def test_lines_of_the_text_say_otherwise_than_those_of_a_built_in_scenario():
    for text in ("use shell\nduration 7s\n", "duration 7s\nuse shell\n"):
        assert scenario(text).duration_ns == 7_000_000_000


def test_what_programs_can_look_at_is_documented():
    text = DOCS.read_text()
    for function in re.findall(r'user_call\(\s*"(\w+)"', Path(behaviours.__file__).read_text()):
        assert f"`{function}(" in text
    for struct in STRUCTS:
        fields = ", ".join(f"`{member.name}`" for member in struct.members)
        assert f"| `{struct.name}` | {fields} |" in text
