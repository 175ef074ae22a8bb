"""Programs for a loader without CAP_PERFMON: dead branches, masked sums, spills that later loads may overtake, loops of all these."""

import random
from collections.abc import Callable

from tests.fuzz.deeper import Text, condition, number
from vm.program import Program

PLACES = (-8, -16, -24, -32)


def guesses(rng: random.Random) -> Program:
    """Values of maps and the stack, moved by numbers known and unknown; jumps that are certain, over code that is unsafe."""
    text = Text(rng, rng.choice(("socket_filter", "sched_cls", "xdp")))
    text.put("r6 = r1")
    for register in (7, 8):
        call = rng.choice(("bpf_get_prandom_u32", "bpf_ktime_get_ns"))
        text.put(f"call {call}", f"r{register} = r0")
    for place in PLACES:
        text.put(f"*(u64 *)(r10 {place}) = {rng.choice((0, 7))}")
    text.put("*(u32 *)(r10 - 4) = 0", "r1 = one ll", "r2 = r10", "r2 += -4", "call bpf_map_lookup_elem")
    text.put("if r0 == 0 goto out", "r9 = r0", f"r5 = {number(rng)}", "r4 = 0", "r3 = r9")
    if text.maybe(0.3):
        text.put("r6 = r9")
    loop = text.maybe(0.3)
    if loop:
        text.put(f"r4 = {rng.randrange(2, 6)}", "again:")
    for _ in range(rng.randrange(3, 14)):
        rng.choice(STEPS)(text)
    if loop:
        text.put("r4 += -1", f"if r4 {rng.choice(('!= 0', 's> 0', '> 0'))} goto again")
    if text.maybe(0.4):
        _function(text)
    text.put("out:", "r0 = 0", "exit")
    return text.program()


def _bounded(text: Text) -> None:
    register = text.rng.choice((7, 8))
    k = text.rng.random()
    if k < 0.6:
        text.put(f"r{register} &= {text.rng.choice((1, 3, 7, 15, 31, 63))}")
    elif k < 0.8:
        text.put(f"if r{register} > {text.rng.choice((3, 8, 40, 63))} goto out")
    else:
        text.put(f"w{register} s>>= 31")


def _sum(text: Text) -> None:
    """A pointer and a number, either way round."""
    rng = text.rng
    pointer, offset = rng.choice((3, 9, 9, 3, 6)), rng.choice((7, 8, 5, 4))
    sign = rng.choice("++++-")
    if text.maybe(0.2):
        text.put(f"r{pointer} {sign}= {rng.choice((0, 1, 4, 8, -4, 60))}")
    elif text.maybe(0.25):
        text.put(f"r2 = r{offset}", f"r2 {sign}= r{pointer}", "r3 = r2")
    else:
        text.put(f"r{rng.choice((3, pointer))} {sign}= r{offset}")


def _stack(text: Text) -> None:
    rng = text.rng
    text.put("r2 = r10", f"r2 += {rng.choice((-8, -16, -32, -64))}")
    text.put(f"r2 += {rng.choice(('r5', 'r4', 'r7', '8', '-8', 'r8'))}")
    text.put(
        rng.choice(("r1 = *(u64 *)(r2 + 0)", "*(u64 *)(r2 + 0) = r7", "*(u8 *)(r2 + 0) = 1", "*(u64 *)(r2 - 8) = r9"))
    )


def _spill(text: Text) -> None:
    rng = text.rng
    size = rng.choice((1, 2, 4, 8, 8, 8))
    place = rng.choice(PLACES)
    register = rng.choice((9, 3, 7, 8, 5, 4) if size == 8 else (7, 8, 5, 4))
    stored = f"r{register}" if text.maybe(0.8) else str(number(rng))
    text.put(f"*(u{8 * size} *)(r10 {place}) = {stored}")


def _fill(text: Text) -> None:
    rng = text.rng
    text.put(f"r{rng.choice((3, 5, 7, 8))} = *(u{8 * rng.choice((1, 2, 4, 8, 8, 8))} *)(r10 {rng.choice(PLACES)})")


def _access(text: Text) -> None:
    rng = text.rng
    width, off = 8 * rng.choice((1, 2, 4, 8)), rng.choice((0, 0, 1, 8, 56, 60, -1))
    pointer = rng.choice((9, 3, 9, 3, 6))
    if text.maybe(0.5):
        text.put(f"r{rng.choice((1, 5, 7, 8))} = *(u{width} *)(r{pointer} {off:+d})")
    else:
        text.put(f"*(u{width} *)(r{pointer} {off:+d}) = {rng.choice(('r7', 'r5', '1', 'r8'))}")


def _scalars(text: Text) -> None:
    rng = text.rng
    wide, dst = rng.choice("rw"), rng.choice((5, 7, 8))
    if text.maybe(0.5):
        text.put(f"{wide}{dst} {rng.choice(('+=', '-=', '*=', '&=', '=', '^='))} {rng.choice((1, 2, -1, 8))}")
    else:
        text.put(f"{wide}{dst} {rng.choice(('+=', '-=', '='))} {wide}{rng.choice((4, 5, 7, 8))}")


def _certain(text: Text) -> None:
    """A jump of known outcome over something."""
    rng = text.rng
    skip = text.label()
    known = rng.choice(("r5 = 3", "w5 = 1", "r5 &= 1", "r5 = 0"))
    text.put(known, f"if {rng.choice('rw')}5 {rng.choice(('==', '!=', '<', '>', 's<', '>=', '&'))} "
                    f"{rng.choice((3, 5, 0, 1))} goto {skip}")  # fmt: skip
    for _ in range(rng.randrange(1, 3)):
        rng.choice((_unsafe, *STEPS))(text)
    text.put(f"{skip}:")


def _unsafe(text: Text) -> None:
    rng = text.rng
    text.put(rng.choice((
        "r1 = *(u64 *)(r5 + 0)", "r1 = *(u64 *)(r9 + 100)", "r9 += r7", "*(u8 *)(r10 + 8) = 1", "r0 = r1", "exit", "r10 = 1" if rng.random() < 0.01 else "r2 = r1",
        "call bpf_ktime_get_ns", "*(u64 *)(r9 + 0) = r10", "r3 = *(u64 *)(r3 + 0)", "if r9 > r3 goto out", "r0 = r10", "r9 *= 2",
    )))  # fmt: skip


def _branch(text: Text) -> None:
    """A jump of unknown outcome over something."""
    rng = text.rng
    skip = text.label()
    condition(text, (5, 7, 8), skip)
    for _ in range(rng.randrange(1, 3)):
        rng.choice(STEPS)(text)
    text.put(f"{skip}:")


def _lookup(text: Text) -> None:
    text.put("*(u32 *)(r10 - 4) = 0", f"r1 = {text.rng.choice(('one', 'cells'))} ll", "r2 = r10", "r2 += -4")
    text.put("call bpf_map_lookup_elem", "if r0 == 0 goto out", "r3 = r0", "r5 = 1", "r4 = 2")


def _function(text: Text) -> None:
    """A call of a function that moves what it is given."""
    rng = text.rng
    text.put("r1 = r9", f"r2 = {rng.choice(('r7', 'r8', '3'))}", "call moved")
    if text.maybe(0.5):
        text.put("r1 = *(u8 *)(r0 + 0)")
    text.after += ["moved:", "r0 = r1", rng.choice(("r2 &= 15", "r2 &= 1", "r2 = 4")), "r0 += r2"]
    text.after += [
        rng.choice(("if r2 == 4 goto back", "if r2 > 5 goto back", "*(u64 *)(r10 - 8) = r1")),
        "r0 += 1",
        "back:",
        "exit",
    ]


STEPS: tuple[Callable[[Text], None], ...] = (
    _bounded, _bounded, _sum, _sum, _stack, _spill, _fill, _access, _scalars, _certain, _branch, _lookup,
)  # fmt: skip

FAMILIES: dict[str, Callable[[random.Random], Program]] = {"guesses": guesses}
