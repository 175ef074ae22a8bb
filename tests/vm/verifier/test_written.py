"""Programs written by hand, about everything a program may do: what Linux 6.18 said, the verifier says too.

Verdict, errno, complaint, counts and the log of level 2 line by line. A program marked `unmodelled` is refused here in
our own words, whatever the kernel said: it is never accepted on a guess.
"""

from typing import Any

import pytest

from tests.fuzz import differ
from tests.vm.verifier import corpus
from vm.facts.program_types import PROGRAM_TYPES

CASES = [
    pytest.param(case, answer, id=f"{case.area}: {case.name}")
    for path in corpus.areas()
    for case, answer in zip(corpus.programs(path), corpus.answers(path), strict=True)
]


@pytest.mark.parametrize(("case", "answer"), CASES)
def test_written_program(case: corpus.Written, answer: dict[str, Any]) -> None:
    assert case.name == answer["name"], "not recorded since it was written: python -m tests.record.verifier written"
    ours = differ.kept(differ.own_answer(case.program(), case.profile, case.level))
    if "unmodelled" in case.options:
        assert not ours["ok"]
        assert differ.difference(answer, ours) != "", "they agree now: take the word out of its heading"
    else:
        assert differ.difference(answer, ours) == ""


def test_every_type_of_program_is_there_and_both_verdicts() -> None:
    verdicts: dict[str, set[bool]] = {row.name: set() for row in PROGRAM_TYPES}
    for parameters in CASES:
        case, answer = parameters.values
        verdicts[case.prog_type].add(answer["ok"])
    assert all(both == {True, False} for both in verdicts.values()), verdicts
    assert len(CASES) >= 300
    assert len({f"{p.values[0].area}: {p.values[0].name}" for p in CASES}) == len(CASES)
