"""Explanations name the thing at hand: the register, what it held, where it came from."""

import pytest

from vm.asm import assemble
from vm.verifier import Refused, verify

LOOKUP = """
.map counts, hash, key=4, value=8, max_entries=4
*(u32 *)(r10 - 4) = 0
r1 = counts ll
r2 = r10
r2 += -4
call bpf_map_lookup_elem
r7 = r0
r1 = *(u64 *)(r7 + 0)
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
CASES = [
    # source       code                      summary has           knew has             origin slots
    (LOOKUP,       "access.maybe-null",      "r7",                 "map counts",        [5, 6]),
    (AFTER_CALL,   "register.uninitialised", "calls destroy",      "instruction 0",     [0]),
    (NO_RESULT,    "register.uninitialised", "return value",       "r0",                []),
    (SHORT_PACKET, "packet.outside",         "bytes 12 to 15",     "14 bytes proved",   [0]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "code", "summary", "knew", "origin"), CASES)
def test_names_the_thing(source: str, code: str, summary: str, knew: str, origin: list[int]) -> None:
    (program,) = assemble(source, default_type="xdp").programs
    answer = verify(program)
    assert isinstance(answer, Refused)
    assert answer.code == code
    told = answer.explanation
    assert told is not None
    assert summary in told.summary
    assert knew in told.knew
    assert told.hint
    assert [step.insn for step in told.origin] == origin
