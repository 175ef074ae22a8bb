"""Scenario texts: each document under tests/cases/scenario holds a text and what becomes of it.

The part after the line `==>` is one `line:column code` a diagnostic, or `fine`.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vm.errors import ScenarioError
from vm.kernel.library import BY_NAME, SCENARIOS, scenario
from vm.kernel.scenario import parse
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
