"""Any bytecode ends in a value, a typed fault or a limit, and never in a Python exception."""

from tests.fuzz import wild

PROGRAMS = 4000


def test_wild_programs_end() -> None:
    endings = wild.play(PROGRAMS, seed=0)
    assert endings.total() == PROGRAMS
    assert {"value", "out-of-bounds", "bad-pointer", "bad-opcode", "out-of-fuel"} <= endings.keys()
