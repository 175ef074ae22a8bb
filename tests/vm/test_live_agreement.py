"""Random accepted programs: both engines leave what the kernel's test run leaves."""

import random

import pytest

from tests.fuzz import accepted, author
from vm import live

ENOUGH = 0.6  # of the programs must have been compared, or the test says little


@pytest.mark.live
@pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")
@pytest.mark.parametrize(("engine", "programs"), [("interp", 400), ("jit", 60)])
def test_test_runs_agree(engine: str, programs: int) -> None:
    compared = 0
    for number in range(programs):
        case = author.Author(random.Random(number)).case()
        answer, difference = accepted.compare(case, engine)
        assert answer != "unlike", (number, difference)
        compared += answer == "equal"
    assert compared > ENOUGH * programs
