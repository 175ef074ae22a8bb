"""What Linux 6.18 said of recorded programs, the verifier says too: verdict, complaint, counts, and the log line by line.

`python -m tests.fuzz --record tests/cases/verifier/families.jsonl` asks a live kernel again.
"""

import json
from pathlib import Path

import pytest

from tests.fuzz import differ

CASES = [json.loads(line) for line in Path("tests/cases/verifier/families.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['family']}-{case['seed']}")
def test_recorded_answer(case):
    assert differ.difference(case["kernel"], differ.own_answer(differ.program_of(case))) == ""


def test_every_family_is_recorded_with_both_verdicts():
    verdicts = {}
    for case in CASES:
        verdicts.setdefault(case["family"], set()).add(case["kernel"]["ok"])
    assert len(verdicts) >= 9
    assert {True, False} <= set().union(*verdicts.values())
