"""The pairs of the reference pages: each broken program meets its refusal, each repaired one loads. So says the kernel."""

import pytest

from playground.learn.rejections import pairs
from vm.asm import assemble
from vm.check import check
from vm.facts.baseline import KERNEL
from vm.facts.rejections import REJECTIONS
from vm.live import available, load, release
from vm.verifier import PROFILES

PAIRS = tuple(pairs().values())
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)


OUT_OF_REACH = {
    "access.buffer": "no program type in scope has a trace buffer",
    "packet.read-only": "every type in scope that sees packets may write them",
    "context.narrow-store": "every field that can be written has its own width",
    "stack.variable-offset": "met only behind arithmetic that is refused before",
    "stack.variable-write": "the same",
    "stack.pointer-leak": "the same",
    "call.unknown-map": "needs maps in maps with different locks",
    "load.size": "a source has at least one instruction",
    "load.map": "a map that cannot be made is an error of the source",
    "load.flags": "a source sets no load flags",
    "load.sleepable": "no section says so",
    "load.refused": "no source comes that far",
    "structure.function-info": "a source has no type information",
    "structure.tail-call": "the same",
    "structure.too-many-functions": "257 functions are not small",
    "structure.too-many-maps": "65 maps are not small",
    "structure.back-edge": "only without CAP_BPF",
    "map.incompatible": "no map that a source can declare",
    "verifier.contradiction": "a bug of the kernel that nobody has found",
    "structure.kernel-variable": "the assembler writes no load of a kernel variable",
    "verifier.not-modelled": "ours alone: the kernel says something else",
}
"""Codes without a pair, each with the reason."""


def test_every_code_has_a_pair_or_a_reason():
    assert {row.code for row in REJECTIONS} == pairs().keys() | OUT_OF_REACH.keys()
    assert not pairs().keys() & OUT_OF_REACH.keys()


@each_pair
def test_a_pair_does_what_it_says(pair):
    assert pair.broken != pair.fixed
    profile = PROFILES[pair.profile]
    found = check(pair.broken, profile=profile)
    assert [verdict.answer.code for verdict in found.verdicts if not verdict.ok] == [pair.code]
    assert check(pair.fixed, profile=profile).ok


@pytest.mark.live
def test_the_kernel_agrees_with_every_pair():
    if not available() or not release().startswith(KERNEL + "."):
        pytest.skip(f"needs bpf(2) of Linux {KERNEL}")
    for pair in PAIRS:
        for source in (pair.broken, pair.fixed):
            for verdict in check(source, profile=PROFILES[pair.profile]).verdicts:
                with load(verdict.program, log_level=1, perfmon=pair.profile == "root") as loaded:
                    said = list(loaded.error_lines)
                assert said == list(() if verdict.ok else verdict.answer.error_lines), pair.code
        assert assemble(pair.fixed).programs
