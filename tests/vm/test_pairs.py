"""The pairs of the reference pages: each broken program meets its refusal, each repaired one loads. So says the kernel."""

import pytest

from playground.learn.rejections import pairs
from vm.asm import assemble
from vm.check import check
from vm.facts.baseline import KERNEL
from vm.facts.rejections import REJECTIONS
from vm.live import available, load, release

PAIRS = tuple(pairs().values())
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)


def test_every_class_that_learners_meet_has_a_pair():
    """E10 is only met without CAP_PERFMON, E12 shares a row with E11, E24 needs a long program."""
    ranked = {row.rank for row in REJECTIONS if row.code in pairs()}
    assert ranked >= {f"E{n:02}" for n in range(1, 26)} - {"E10", "E12", "E24"}


@each_pair
def test_a_pair_does_what_it_says(pair):
    assert pair.broken != pair.fixed
    found = check(pair.broken)
    assert [verdict.answer.code for verdict in found.verdicts if not verdict.ok] == [pair.code]
    assert check(pair.fixed).ok


@pytest.mark.live
def test_the_kernel_agrees_with_every_pair():
    if not available() or not release().startswith(KERNEL + "."):
        pytest.skip(f"needs bpf(2) of Linux {KERNEL}")
    for pair in PAIRS:
        for source in (pair.broken, pair.fixed):
            for verdict in check(source).verdicts:
                with load(verdict.program, log_level=1) as loaded:
                    said = list(loaded.error_lines)
                assert said == list(() if verdict.ok else verdict.answer.error_lines), pair.code
        assert assemble(pair.fixed).programs
