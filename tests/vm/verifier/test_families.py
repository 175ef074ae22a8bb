"""A sample of every family of the fuzzer: what Linux 6.18 said, the verifier says too, down to the log's every line.

A few more programs, drawn anew, are asked of the kernel where one can be asked; EBPF_FUZZ_SEED chooses others.
"""

import os

import pytest

from tests.fuzz import differ
from tests.fuzz.__main__ import ALL, draw
from tests.vm.verifier import corpus
from vm import live
from vm.commands.compare import PROFILES

SEED = int(os.environ.get("EBPF_FUZZ_SEED", "20000"))
KNOWN = ("unmodelled", "error_lines: kernel ['verifier bug: No program to jit at insn")
"""Differences that docs/differences.md tells of."""
PROGRAMS = {"root": 12, "no-perfmon": 4}


@pytest.mark.parametrize("case", corpus.families(), ids=lambda c: f"{c['family']}-{c['profile']}-{c['seed']}")
def test_recorded_answer(case):
    ours = differ.own_answer(differ.program_of(case), PROFILES[case["profile"]])
    assert differ.difference(case["kernel"], ours) == ""


def test_every_family_is_recorded_by_either_profile_with_both_verdicts():
    verdicts = {}
    for case in corpus.families():
        verdicts.setdefault((case["family"], case["profile"]), set()).add(case["kernel"]["ok"])
    assert verdicts.keys() == {(family, profile) for family in ALL for profile in PROFILES}
    assert sum(len(both) == 2 for both in verdicts.values()) >= len(verdicts) * 2 // 3, (
        "straight arithmetic is never refused"
    )


@pytest.mark.live
@pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")
@pytest.mark.parametrize("profile", PROGRAMS)
@pytest.mark.parametrize("family", ALL)
def test_new_programs_are_judged_as_linux_judges_them(family, profile):
    for seed in range(SEED, SEED + PROGRAMS[profile]):
        what = differ.ask(draw(family, seed, PROFILES[profile]), PROFILES[profile])
        assert what == "" or what.startswith(KNOWN), f"seed {seed}: {what}"
