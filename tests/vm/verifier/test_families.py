"""What Linux 6.18 said of recorded programs, the verifier says too: verdict, complaint, counts, and the log line by line.

`python -m tests.fuzz --record tests/cases/verifier/families.jsonl` asks a live kernel again.
"""

import json
from pathlib import Path

import pytest

from tests.fuzz import differ
from vm.insn import decode
from vm.program import MapSpec

CASES = [json.loads(line) for line in Path("tests/cases/verifier/families.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['family']}-{case['seed']}")
def test_recorded_answer(case):
    maps = tuple(MapSpec(**spec) for spec in case["maps"])
    asked = differ.program(case["prog_type"], list(decode(bytes.fromhex(case["insns"]))), maps)
    assert differ.difference(case["kernel"], differ.own_answer(asked)) == ""


def test_every_family_is_recorded_with_both_verdicts():
    verdicts = {}
    for case in CASES:
        verdicts.setdefault(case["family"], set()).add(case["kernel"]["ok"])
    assert len(verdicts) >= 9
    assert {True, False} <= set().union(*verdicts.values())
