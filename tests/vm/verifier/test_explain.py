"""Explanations name the thing at hand: the register, what it held, where it came from.

Every refusal of the recorded corpus has a class, and is explained: nothing is left empty, nothing is said of nobody.
"""

import re

import pytest

from tests.fuzz import differ
from tests.vm.verifier import corpus
from vm.asm import assemble
from vm.commands.compare import PROFILES
from vm.facts.rejections import REJECTION_BY_CODE, REJECTIONS
from vm.verifier import Refused, verify
from vm.verifier.explain import TELLERS

LOOKUP = """
.map counts, hash, key=4, value=8, max_entries=4
*(u32 *)(r10 - 4) = 0
r1 = counts ll
r2 = r10
r2 += -4
call bpf_map_lookup_elem
"""
UNCHECKED = f"""{LOOKUP}
r7 = r0
r1 = *(u64 *)(r7 + 0)
r0 = 0
exit
"""
WRONG_WAY = f"""{LOOKUP}
if r0 != 0 goto out
r0 = *(u64 *)(r0 + 0)
out:
r0 = 0
exit
"""
AFTER_CALL = """
call bpf_ktime_get_ns
r0 = r1
exit
"""
NO_RESULT = "exit"
SHORT_PACKET = """
r2 = *(u32 *)(r1 + 0)
r3 = *(u32 *)(r1 + 4)
r4 = r2
r4 += 14
if r4 > r3 goto drop
r0 = *(u32 *)(r2 + 12)
drop:
r0 = 1
exit
"""
NOT_AGAIN = """
r2 = *(u32 *)(r1 + 0)
r3 = *(u32 *)(r1 + 4)
r4 = r2
r4 += 34
if r4 > r3 goto drop
r5 = *(u8 *)(r2 + 14)
r5 &= 15
r2 += r5
r0 = *(u8 *)(r2 + 0)
r2 += r5
r2 += 40
r0 = *(u8 *)(r2 + 0)
drop:
r0 = 1
exit
"""
ENDLESS = """
r0 = 0
again:
if r0 < 10 goto again
exit
"""
WAYLESS = """
again:
r0 = 0
goto again
"""
CALLBACK = """
.map counts, hash, key=4, value=8, max_entries=4
r1 = counts ll
r2 = each ll
r3 = 0
r4 = 0
call bpf_for_each_map_elem
r0 = 0
exit
each:
r0 = *(u64 *)(r3 + 8)
r0 = 0
exit
"""
RECURSION = """
call again
exit
again:
call again
exit
"""
RECORD = """
.map ring, ringbuf, max_entries=4096
r1 = ring ll
r2 = 8
r3 = 0
call bpf_ringbuf_reserve
if r0 == 0 goto out
r0 = 0
out:
exit
"""
CASES = [
    # source     code                      summary has            knew has              needed or hint has   origin slots
    (UNCHECKED,  "access.maybe-null",      "r7",                  "map counts",         "if r7 == 0",        [5, 6]),
    (WRONG_WAY,  "access.not-a-pointer",   "r0 is NULL here",     "compared with 0",    "other path",        [5, 6]),
    (AFTER_CALL, "register.uninitialised", "calls destroy",       "instruction 0",      "r6, r7, r8 or r9",  [0]),
    (NO_RESULT,  "register.uninitialised", "return value",        "r0",                 "r0 = 0",            []),
    (SHORT_PACKET, "packet.outside",       "bytes 12 to 15",      "14 bytes proved",    "plus 16",           [0]),
    (NOT_AGAIN,  "packet.outside",         "variable offset",     "nothing proved",     "compare again",     None),
    (ENDLESS,    "loop.infinite",          "no progress",         "r0 is the number 0", "goto again",        None),
    (WAYLESS,    "loop.infinite",          "no way out",          "No conditional",     "leave with",        None),
    (CALLBACK,   "access.min-outside",     "8 bytes past",        "map counts",         "at the latest",     [6]),
    (RECURSION,  "call.too-deep",          "calls itself",        "again -> again",     "bpf_loop",          []),
    (RECORD,     "reference.unreleased",   "instruction 4",       "bpf_ringbuf_reserve", "bpf_ringbuf_discard", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "code", "summary", "knew", "help_", "origin"), CASES)
def test_names_the_thing(source: str, code: str, summary: str, knew: str, help_: str, origin: list[int] | None) -> None:
    (program,) = assemble(f'.license "GPL"\n{source}', default_type="xdp").programs
    answer = verify(program)
    assert isinstance(answer, Refused)
    assert answer.code == code
    told = answer.explanation
    assert told is not None
    assert summary in told.summary
    assert knew in told.knew
    assert help_ in f"{told.needed} {told.hint} {told.knew}"
    if origin is not None:
        assert [step.insn for step in told.origin] == origin


def refusals():
    for path in corpus.areas():
        for case in corpus.programs(path):
            if case.level == 2:
                yield f"{case.area}: {case.name}", verify(case.program(), profile=case.profile)
    for case in corpus.families():
        program = differ.program_of(case)
        yield f"{case['family']} {case['seed']}", verify(program, profile=PROFILES[case["profile"]])


NOBODY = re.compile(r"r-1\b|\bNone\b|\b1 bytes\b|`the program`|nothing yet|<class|\bobject at\b")
"""What an explanation would say whose teller did not know of whom it speaks."""


def test_every_recorded_refusal_is_explained() -> None:
    seen: dict[str, int] = {}
    for name, answer in refusals():
        if not isinstance(answer, Refused):
            continue
        assert answer.code in REJECTION_BY_CODE, f"{name}: no class {answer.code}"
        told = answer.explanation
        assert told is not None, name
        assert told.summary, name
        assert told.needed, name
        assert told.hint, name
        text = re.sub(r"`[^`]*`", "", f"{told.summary} {told.knew} {told.needed} {told.hint}")
        found = NOBODY.search(text)
        assert found is None or answer.code == "register.invalid", f"{name}: {text}"
        seen[answer.code] = seen.get(answer.code, 0) + 1
    assert sum(seen.values()) > 800
    assert len(seen) > 70
    ranked = {row.code for row in REJECTIONS if row.rank} - {"limit.too-many-insns", "structure.back-edge"}
    assert ranked <= seen.keys(), "the classes met most are recorded"


def test_the_classes_met_most_are_told_of_in_words_of_their_own() -> None:
    assert {row.code for row in REJECTIONS if row.rank} <= TELLERS.keys()
