"""Pruning saves work and changes nothing else: the same programs, walked with it and without, get the same answer."""

import random
from collections import Counter
from dataclasses import replace

from tests.fuzz import differ, families
from tests.fuzz.deeper import STATE_FREQ
from tests.fuzz.families import insn
from tests.vm.verifier.unpruned import judged
from vm.facts import isa

BRANCHY = ("alu", "branches", "stack", "packet", "maps", "calls", "loops", "atomics")
EACH = 60
FORKED = 250
PLACES = (-8, -16, -64, -200, -256, -8, 0, 8, -504, -512, -520)
"""Offsets from the frame pointer; not at all of them is there a stack, and sums of two are often too low."""


def forked(rng):
    """Paths meet with different numbers in r7 and r8, and where the program stores depends on one of them."""
    body = [insn(isa.CALL, imm=families.TIME), insn(0xBF, 9, 0)]
    body += [insn(0xB7, register, imm=rng.choice(PLACES)) for register in (7, 8)]
    body.append(insn(0x7B, 10, 7, -24))
    for _ in range(rng.randrange(2, 7)):
        one, other = rng.sample((7, 8), 2)
        change = rng.choice((
            insn(0xB7, one, imm=rng.choice(PLACES)), insn(0x07, one, imm=rng.choice((-8, 8))), insn(0xBF, one, other),
            insn(0x7B, 10, one, -24), insn(0x79, one, 10, -24),
        ))  # fmt: skip
        if rng.random() < 0.7:
            body.append(insn(rng.choice((0x15, 0x25, 0x45, 0x65)), 9, 0, 1, families.number(rng)))
        body.append(change)
    if rng.random() < 0.5:
        body.append(insn(0x79, 7, 10, -24))
    body += [insn(0xBF, 1, 10), insn(0x0F, 1, 7), insn(0x72, 1), *families.end()]
    return replace(differ.program("socket_filter", body), flags=rng.choice((0, STATE_FREQ, STATE_FREQ)))


def drawn():
    """Random programs, each with its name."""
    for family in BRANCHY:
        for seed in range(EACH):
            name = f"pruning {family} {seed}"
            yield name, differ.program(*families.FAMILIES[family](random.Random(name)))
    for seed in range(FORKED):
        yield f"forked {seed}", forked(random.Random(seed))


def complaint(verdict):
    return () if verdict.ok else (verdict.code, verdict.insn, verdict.error_lines)


def test_the_verdict_does_not_rest_on_pruning():
    seen = Counter()
    for name, program in drawn():
        whole = judged(program)
        pruned = judged(program, prune=True) if whole else None
        if whole is None or pruned is None:
            seen["skipped"] += 1
            continue
        assert complaint(pruned) == complaint(whole), name
        assert pruned.stats.insns_processed <= whole.stats.insns_processed, name
        seen["accepted" if whole.ok else "refused"] += 1
        seen["shortened"] += pruned.stats.insns_processed < whole.stats.insns_processed
    assert seen["skipped"] < 40
    assert min(seen["accepted"], seen["refused"]) > 250
    assert seen["shortened"] > 150, "else nothing was compared"


def test_an_endless_loop_is_found_without_pruning():
    clock, back = insn(isa.CALL, imm=families.TIME), insn(isa.JA, off=-2)
    leave = insn(0x15, 0, 0, 1, 5)
    verdict = judged(differ.program("socket_filter", [clock, leave, back, insn(isa.EXIT)]))
    assert verdict
    assert (verdict.ok, verdict.code) == (False, "loop.infinite")
