"""Random accepted programs: both engines leave what the kernel's test run leaves."""

import pytest

from tests.fuzz import accepted
from tests.fuzz.natively import groups
from vm import live

ENOUGH = 0.6  # of the programs must have been compared, or the test says little


@pytest.mark.live
@pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")
@pytest.mark.parametrize(("engine", "programs"), [("interp", 400), ("jit", 400)])
def test_test_runs_agree(engine: str, programs: int) -> None:
    compared = 0
    for group in groups(range(programs)):
        for answer, difference in accepted.compare(accepted.draw(group), engine):
            assert answer != "unlike", (group, difference)
            compared += answer == "equal"
    assert compared > ENOUGH * programs
