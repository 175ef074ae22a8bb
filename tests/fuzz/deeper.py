"""Families written as text: callbacks, dynamic pointers, references, headers of unknown length, frames, long loops.

What these programs share is that they are nearly right: each is a shape that people write, with numbers,
orders and checks that vary, some of them wrong.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from vm.asm import assemble
from vm.program import Program

STRICT_ALIGNMENT, STATE_FREQ, INVARIANTS = 1 << 0, 1 << 3, 1 << 7

MAPS = """
.map cells, array, key=4, value=48, max_entries=4
.map table, hash, key=8, value=16, max_entries=8
.map one, array, key=4, value=64, max_entries=1
.map lanes, percpu_array, key=4, value=16, max_entries=2
.map tracks, percpu_hash, key=4, value=16, max_entries=2
.map recent, lru_hash, key=4, value=8, max_entries=4
.map ring, ringbuf, max_entries=4096
.map asked, user_ringbuf, max_entries=4096
.map line, queue, value=16, max_entries=4
.map perf, perf_event_array, key=4, value=4, max_entries=4
.map jumps, prog_array, key=4, value=4, max_entries=4
"""
MAPS_OF_VALUES = ("cells", "table", "one", "lanes", "tracks", "recent")
TYPES = ("xdp", "socket_filter", "sched_cls", "kprobe", "tracepoint", "raw_tracepoint", "perf_event")
CONDITIONS = ("==", "!=", ">", ">=", "<", "<=", "s>", "s>=", "s<", "s<=", "&")
OPERATORS = ("+", "-", "*", "&", "|", "^", "<<", ">>", "s>>", "/", "%")


class Text:
    """A program being written."""

    def __init__(self, rng: random.Random, prog_type: str) -> None:
        self.rng = rng
        self.prog_type = prog_type
        self.lines: list[str] = []
        self.after: list[str] = []
        self._numbers = count()

    def label(self) -> str:
        return f"l{next(self._numbers)}"

    def put(self, *lines: str) -> None:
        self.lines += lines

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def program(self, flags: int = 0) -> Program:
        source = "\n".join([MAPS, *self.lines, *self.after])
        (program,) = assemble(source, default_type=self.prog_type).programs
        used = tuple(program.maps)
        return replace(program, name="fuzz", license="GPL", flags=flags, maps=used)


def number(rng: random.Random) -> int:
    return rng.choice((0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 63, 64, 255, 1000, -1, -2, -8, rng.randrange(-40, 80)))


def arithmetic(text: Text, registers: tuple[int, ...]) -> None:
    """One operation on one of these registers."""
    rng = text.rng
    dst = rng.choice(registers)
    wide = rng.choice("rrw")
    operator = rng.choice(OPERATORS)
    if text.maybe(0.3):
        text.put(f"{wide}{dst} {operator}= {wide}{rng.choice(registers)}")
        return
    imm = number(rng)
    if operator in {"<<", ">>", "s>>"}:
        imm = rng.randrange(32 if wide == "w" else 64)
    elif operator in {"/", "%"}:
        imm = imm or 3
    text.put(f"{wide}{dst} {operator}= {imm}")


def bound(text: Text, register: int, below: int) -> None:
    """Make a number small, in one of the ways that people use; sometimes by one too many."""
    rng = text.rng
    k = rng.random()
    limit = below + rng.choice((0, 0, 0, 0, 1, -1))
    skip = text.label()
    if k < 0.35 and below & below - 1 == 0:
        text.put(f"r{register} &= {limit - 1}")
    elif k < 0.6:
        text.put(f"if {rng.choice('rrw')}{register} < {limit} goto {skip}", f"r{register} = 0", f"{skip}:")
    elif k < 0.75:
        text.put(f"if r{register} {rng.choice(('>', '>=', 's>'))} {limit - 1} goto out")
    elif k < 0.9:
        text.put(f"r{register} %= {max(1, limit)}")
    else:
        text.put(f"w{register} >>= 28")


def lookup(text: Text, target: int, *, checked: float = 0.9) -> str:
    """r`target` = a value of some map."""
    rng = text.rng
    name = rng.choice(MAPS_OF_VALUES)
    key = rng.choice((0, 0, 1, 3, 5))
    text.put(rng.choice((f"*(u64 *)(r10 - 8) = {key}", f"*(u32 *)(r10 - 8) = {key}", "*(u64 *)(r10 - 8) = r7")))
    text.put(f"r1 = {name} ll", "r2 = r10", "r2 += -8", "call bpf_map_lookup_elem")
    if text.maybe(checked):
        text.put("if r0 == 0 goto out")
    if target:
        text.put(f"r{target} = r0")
    return name


def prologue(text: Text) -> None:
    """r6 = the context, r7 and r8 unknown numbers, r9 a known one."""
    text.put("r6 = r1")
    for register in (7, 8):
        call = text.rng.choice(("bpf_get_prandom_u32", "bpf_ktime_get_ns", "bpf_get_smp_processor_id"))
        text.put(f"call {call}", f"r{register} = r0")
    text.put(f"r9 = {number(text.rng)}")


def epilogue(text: Text) -> None:
    text.put("out:", "r0 = 0", "exit")


def condition(text: Text, registers: tuple[int, ...], target: str) -> None:
    rng = text.rng
    wide = rng.choice("rrw")
    other = f"{wide}{rng.choice(registers)}" if text.maybe(0.3) else str(number(rng))
    text.put(f"if {wide}{rng.choice(registers)} {rng.choice(CONDITIONS)} {other} goto {target}")


def access(text: Text, pointer: int, target: int, size: int) -> None:
    """A load or a store through a pointer, about inside `size` bytes."""
    rng = text.rng
    width = rng.choice((1, 2, 4, 8))
    off = max(0, size - width - rng.choice((0, 0, 0, 4, 8, -1))) if text.maybe(0.7) else 0
    name = f"u{8 * width}"
    text.put(rng.choice((
        f"r{target} = *({name} *)(r{pointer} + {off})", f"*({name} *)(r{pointer} + {off}) = r{target}",
        f"*({name} *)(r{pointer} + {off}) = {number(rng)}",
    )))  # fmt: skip


# Callbacks


def _body(text: Text, helper: str, depth: int) -> list[str]:
    """The lines of a callback."""
    rng = text.rng
    inner = Text(rng, text.prog_type)
    inner._numbers = text._numbers
    name = text.label()
    done = text.label()
    inner.put(f"{name}:")
    context = 2 if helper in {"loop", "user_ringbuf_drain"} else 4
    inner.put(f"r6 = r{context}", f"r7 = r{rng.choice((1, 1, 2, 3))}", "r8 = 1")
    for _ in range(rng.randrange(1, 5)):
        k = rng.random()
        if k < 0.3:
            inner.put(rng.choice(("r8 = *(u64 *)(r6 + 0)", "*(u64 *)(r6 + 0) = r8", "r8 = *(u32 *)(r6 + 8)")))
        elif k < 0.5:
            arithmetic(inner, (8,))
        elif k < 0.6:
            condition(inner, (8,), done)
        elif k < 0.7 and helper == "for_each_map_elem":
            inner.put(rng.choice(("r8 = *(u32 *)(r2 + 0)", "r8 = *(u64 *)(r3 + 0)", "*(u32 *)(r3 + 4) = r8")))
        elif k < 0.8:
            inner.put("call bpf_get_prandom_u32", "r8 = r0")
        elif k < 0.9 and depth < 2:
            _calling(inner, depth + 1)
        else:
            inner.put("*(u64 *)(r10 - 16) = r8", f"r8 = *(u64 *)(r10 - {rng.choice((8, 16))})")
    inner.put(f"{done}:")
    inner.put(
        *rng.choice((["r0 = 0"], ["r0 = 0"], ["r0 = 1"], ["r0 = r8", "r0 &= 1"], ["r0 = r8"], ["r0 = 2"])), "exit"
    )
    return [name, *inner.lines, *inner.after]


def _calling(text: Text, depth: int) -> None:
    """A call of a helper that calls back; the function is written at the end."""
    rng = text.rng
    helper = rng.choice(("loop", "loop", "for_each_map_elem", "user_ringbuf_drain"))
    name, *lines = _body(text, helper, depth)
    text.after += lines
    if helper == "loop":
        rounds = rng.choice(("r1 = 0", "r1 = 1", "r1 = 5", "r1 = 100", "r1 = r8", "r1 = 1 << 23"))
        text.put("call bpf_get_prandom_u32", "r1 = r0" if rounds.endswith("23") else rounds, f"r2 = {name} ll")
        where = 3
    else:
        source = "asked" if helper == "user_ringbuf_drain" else rng.choice(MAPS_OF_VALUES)
        text.put(f"r1 = {source} ll", f"r2 = {name} ll")
        where = 3
    text.put(rng.choice(("r3 = 0", "r3 = r10")))
    if text.lines[-1].endswith("r10"):
        text.put(f"r{where} += -{rng.choice((8, 16, 16, 24))}")
    text.put(f"r4 = {rng.choice((0, 0, 0, 0, 1))}", f"call bpf_{helper}")


def callbacks(rng: random.Random) -> Program:
    """Helpers that call back, one inside of another, with a context on the stack that the callback changes."""
    text = Text(rng, rng.choice(TYPES))
    prologue(text)
    text.put("*(u64 *)(r10 - 8) = 0", f"*(u64 *)(r10 - 16) = {number(rng)}", "*(u64 *)(r10 - 24) = r9")
    for _ in range(rng.randrange(1, 3)):
        _calling(text, 0)
        if text.maybe(0.5):
            condition(text, (7, 8, 9), "out")
    if text.maybe(0.5):
        text.put(f"r9 = *(u64 *)(r10 - {rng.choice((8, 16, 24))})")
        bound(text, 9, 16)
        lookup(text, 0)
        text.put("r0 += r9", "r0 = *(u8 *)(r0 + 0)")
    epilogue(text)
    program = text.program(rng.choice((0, 0, 0, STATE_FREQ)))
    return replace(program, subprograms=()) if text.maybe(0.05) else program


# Dynamic pointers


def dynptrs(rng: random.Random) -> Program:
    """Dynamic pointers made, read, sliced, overwritten, given back or not."""
    text = Text(rng, rng.choice(TYPES))
    prologue(text)
    places = (24, 40, 48, 64, 56)
    for _ in range(rng.randrange(2, 6)):
        k = rng.random()
        place = rng.choice(places)
        if k < 0.25:
            lookup(text, 0)
            text.put("r1 = r0", f"r2 = {rng.choice((8, 8, 8, 16, 0, 80))}", "r3 = 0", "r4 = r10", f"r4 += -{place}")
            text.put("call bpf_dynptr_from_mem")
        elif k < 0.45:
            text.put("r1 = ring ll", rng.choice(("r2 = 16", "r2 = r7")), "r3 = 0", "r4 = r10", f"r4 += -{place}")
            text.put("call bpf_ringbuf_reserve_dynptr")
            if text.maybe(0.8):
                _use_dynptr(text, place)
                _release_dynptr(text, place)
        elif k < 0.9:
            _use_dynptr(text, place)
        else:
            _release_dynptr(text, place)
        if text.maybe(0.2):
            condition(text, (7, 8, 9), "out")
    epilogue(text)
    return text.program(rng.choice((0, 0, STATE_FREQ)))


def _release_dynptr(text: Text, place: int) -> None:
    name = text.rng.choice(("submit", "discard"))
    text.put("r1 = r10", f"r1 += -{place}", "r2 = 0", f"call bpf_ringbuf_{name}_dynptr")


def _use_dynptr(text: Text, place: int) -> None:
    rng = text.rng
    k = rng.random()
    if k < 0.25:
        text.put("r1 = r10", f"r1 += -{rng.choice((8, 16, 24, 72))}", f"r2 = {rng.choice((8, 8, 4, 0))}", "r3 = r10")
        text.put(f"r3 += -{place}", "r4 = 0", "r5 = 0", "call bpf_dynptr_read")
    elif k < 0.45:
        text.put("r1 = r10", f"r1 += -{place}", "r2 = r7", "r3 = r10", f"r3 += -{rng.choice((8, 16, 24, 72))}")
        text.put("r4 = 8", "r5 = 0", "call bpf_dynptr_write")
    elif k < 0.75:
        text.put("r1 = r10", f"r1 += -{place}", rng.choice(("r2 = 0", "r2 = r7")), f"r3 = {rng.choice((4, 8, 0))}")
        text.put("call bpf_dynptr_data")
        if text.maybe(0.9):
            skip = text.label()
            text.put(f"if r0 == 0 goto {skip}")
            if text.maybe(0.3):
                text.put("*(u64 *)(r10 - 80) = r0")
            access(text, 0, rng.choice((7, 8)), 8)
            text.put(f"{skip}:")
            if text.maybe(0.2):
                text.put("r7 = *(u64 *)(r10 - 80)", "r7 = *(u8 *)(r7 + 0)")
    elif k < 0.9:
        text.put(
            f"*(u{rng.choice((8, 32, 64))} *)(r10 - {rng.choice((place, place - 8, 8))}) = {rng.choice(('r7', '0'))}"
        )
    else:
        text.put(f"r8 = *(u64 *)(r10 - {place})")


# References


def references(rng: random.Random) -> Program:
    """Records reserved, checked or not, spilled, handed to functions, submitted, discarded, lost."""
    text = Text(rng, rng.choice(TYPES))
    prologue(text)
    function = text.label()
    inside = text.maybe(0.3)
    if inside:
        text.put("r1 = r7", f"call {function}", "if r0 == 0 goto out", "r8 = r0")
        text.after += [f"{function}:", "r6 = r1"]
        text.after += ["r1 = ring ll", "r2 = 16", "r3 = 0", "call bpf_ringbuf_reserve"]
        text.after += [*rng.choice(([], ["if r0 == 0 goto +1", "*(u64 *)(r0 + 0) = r6"])), "exit"]
    for _ in range(rng.randrange(1, 4)):
        skip = text.label()
        if not inside:
            text.put("r1 = ring ll", f"r2 = {rng.choice((8, 16, 24))}", "r3 = 0", "call bpf_ringbuf_reserve")
            if text.maybe(0.9):
                text.put(f"if r0 == 0 goto {rng.choice((skip, 'out'))}")
            text.put("r8 = r0")
        inside = False
        if text.maybe(0.4):
            text.put("*(u64 *)(r10 - 8) = r8", "r8 = 0", "r8 = *(u64 *)(r10 - 8)")
        if text.maybe(0.6):
            access(text, 8, 7, 16)
        if text.maybe(0.3):
            condition(text, (7, 9), rng.choice((skip, "out")))
        if text.maybe(0.3):
            arithmetic(text, (7, 9))
        if text.maybe(0.9):
            text.put("r1 = r8", f"r2 = {rng.choice((0, 1))}", f"call bpf_ringbuf_{rng.choice(('submit', 'discard'))}")
        if text.maybe(0.15):
            text.put("r7 = *(u64 *)(r8 + 0)")
        text.put(f"{skip}:")
    epilogue(text)
    return text.program(rng.choice((0, 0, STATE_FREQ)))


# Packets


def headers(rng: random.Random) -> Program:
    """Headers behind one another, their lengths read from the packet; helpers that move it all."""
    prog_type = rng.choice(("xdp", "sched_cls", "sched_cls", "socket_filter"))
    text = Text(rng, prog_type)
    data, end = ("0", "4") if prog_type == "xdp" else ("76", "80")
    text.put("r6 = r1", f"r7 = *(u32 *)(r6 + {data})", f"r8 = *(u32 *)(r6 + {end})", "r9 = r7")
    for _ in range(rng.randrange(1, 4)):
        need = rng.choice((4, 8, 14, 20))
        text.put("r2 = r9", f"r2 += {need}")
        text.put(f"if r2 {rng.choice(('>', '>', '>', '>='))} r8 goto out" if text.maybe(0.7) else "if r8 < r2 goto out")
        text.put(f"r3 = *(u8 *)(r9 + {rng.choice((0, 0, need - 1, need))})")
        k = rng.random()
        if k < 0.5:
            text.put(f"r3 &= {rng.choice((15, 63, 240))}", f"r3 <<= {rng.choice((1, 2, 2, 8))}")
        elif k < 0.7:
            bound(text, 3, rng.choice((16, 64, 60)))
        elif k < 0.8:
            text.put(f"r3 *= {rng.choice((2, 4))}")
        if text.maybe(0.3):
            text.put(f"if r3 < {need} goto out")
        text.put(rng.choice(("r9 += r3", "r9 += r3", f"r9 += {need}", "r3 += r9", "r9 -= r3")))
        if text.lines[-1].startswith("r3"):
            text.put("r9 = r3")
        if text.maybe(0.15):
            text.put("*(u64 *)(r10 - 8) = r9", "r9 = *(u64 *)(r10 - 8)")
        if text.maybe(0.2):
            _move(text, data, end)
    text.put("r2 = r9", f"r2 += {rng.choice((4, 8))}", "if r2 > r8 goto out")
    access(text, 9, 0 if text.maybe(0.2) else 3, 8)
    epilogue(text)
    return text.program(rng.choice((0, 0, 0, STRICT_ALIGNMENT)))


def _move(text: Text, data: str, end: str) -> None:
    rng = text.rng
    moves = {
        "xdp": (["r2 = -14", "call bpf_xdp_adjust_head"], ["r2 = 4", "call bpf_xdp_adjust_tail"]),
        "sched_cls": (
            ["r2 = 0", "call bpf_skb_pull_data"],
            ["r2 = 100", "r3 = 0", "call bpf_skb_change_tail"],
            ["r2 = 0", "r3 = r10", "r3 += -8", "r4 = 8", "r5 = 0", "call bpf_skb_store_bytes"],
        ),
        "socket_filter": (["r2 = 0", "r3 = r10", "r3 += -8", "r4 = 8", "call bpf_skb_load_bytes"],),
    }[text.prog_type]
    text.put("r1 = r6", *rng.choice(moves))
    if text.maybe(0.8):
        text.put(f"r7 = *(u32 *)(r6 + {data})", f"r8 = *(u32 *)(r6 + {end})", "r9 = r7")


# Frames


def frames(rng: random.Random) -> Program:
    """Functions that take pointers to their callers' stacks, to values and to packets, three deep."""
    text = Text(rng, rng.choice(TYPES))
    prologue(text)
    names = [text.label() for _ in range(rng.randrange(1, 4))]
    text.put(
        "*(u64 *)(r10 - 8) = r7",
        "*(u64 *)(r10 - 16) = 0",
        "r5 = 0",
    )
    _call_one(text, names[0], outer=False)
    if text.maybe(0.4):
        _call_one(text, rng.choice(names), outer=False)
    text.put(f"r7 = *(u64 *)(r10 - {rng.choice((8, 16))})")
    if text.maybe(0.5):
        bound(text, 7, 16)
        lookup(text, 0)
        text.put("r0 += r7", "r0 = *(u8 *)(r0 + 0)")
    epilogue(text)
    for level, name in enumerate(names):
        inner = Text(rng, text.prog_type)
        inner._numbers = text._numbers
        done = text.label()
        inner.put(f"{name}:", "r6 = r1", "r7 = r2", "r8 = r3", "r9 = 1")
        for _ in range(rng.randrange(1, 6)):
            k = rng.random()
            if k < 0.25:
                access(inner, 6, rng.choice((7, 9)), 8)
            elif k < 0.4:
                inner.put(rng.choice(("*(u64 *)(r10 - 8) = r7", "r9 = *(u64 *)(r10 - 8)", "*(u64 *)(r6 - 8) = r9")))
            elif k < 0.55:
                arithmetic(inner, (7, 9))
            elif k < 0.7:
                condition(inner, (7, 9), done)
            elif level + 1 < len(names):
                _call_one(inner, names[level + 1], outer=True)
                inner.put("r9 = r0")
            else:
                inner.put("call bpf_get_prandom_u32", "r9 = r0")
        inner.put(f"{done}:", rng.choice(("r0 = r9", "r0 = 0", "r0 = r7", "r0 = r8")), "exit")
        text.after += inner.lines
    program = text.program(rng.choice((0, 0, STATE_FREQ)))
    return replace(program, subprograms=()) if text.maybe(0.6) else program


def _call_one(text: Text, name: str, *, outer: bool) -> None:
    rng = text.rng
    first = ["r1 = r10", f"r1 += -{rng.choice((8, 16))}"]
    text.put(*(["r1 = r6"] if outer and text.maybe(0.5) else first))
    text.put(rng.choice(("r2 = r7", "r2 = r9", "r2 = 5", "r2 = r8")), rng.choice(("r3 = r7", "r3 = 0", "r3 = r10")))
    text.put(f"call {name}")


# Loops


def long_loops(rng: random.Random) -> Program:
    """Loops of many rounds with branches, lookups and stores inside, one inside of another."""
    text = Text(rng, rng.choice(TYPES))
    prologue(text)
    if text.maybe(0.5):
        lookup(text, 6)
    text.put("*(u64 *)(r10 - 16) = 0", "*(u64 *)(r10 - 24) = r8")
    top = text.label()
    text.put("r9 = 0")
    rounds = rng.choice((3, 8, 20, 60))
    may = text.maybe(0.2)
    text.put(f"{top}:")
    if may:
        text.put("may_goto out")
    inner = text.maybe(0.3)
    for _ in range(rng.randrange(1, 5)):
        k = rng.random()
        skip = text.label()
        if k < 0.3:
            condition(text, (7, 8), skip)
            arithmetic(text, (7, 8))
            text.put(f"{skip}:")
        elif k < 0.45:
            arithmetic(text, (7, 8))
        elif k < 0.6:
            text.put("r1 = *(u64 *)(r10 - 16)", "r1 += 1", "*(u64 *)(r10 - 16) = r1")
        elif k < 0.7:
            text.put("call bpf_get_prandom_u32", "r8 = r0")
        elif k < 0.8:
            text.put("r2 = r10", "r2 += r9", "*(u8 *)(r2 - 64) = 1")
        elif k < 0.9:
            lookup(text, 0)
            text.put("r1 = *(u64 *)(r0 + 0)", "r7 ^= r1")
        else:
            text.put("r1 = r9", "r1 <<= 3", "r2 = r10", "r2 -= r1", "*(u64 *)(r2 - 32) = r7")
    if inner:
        loop = text.label()
        text.put("r8 = 0", f"{loop}:", "r8 += 1")
        condition(text, (7, 9), rng.choice((loop, "out", top)) if text.maybe(0.05) else "out")
        text.put(f"if r8 < {rng.choice((2, 5))} goto {loop}")
    text.put(f"r9 += {rng.choice((1, 1, 2))}")
    text.put(
        f"goto {top}" if may else f"if {rng.choice('rrw')}9 {rng.choice(('<', '<', '!=', 's<'))} {rounds} goto {top}"
    )
    epilogue(text)
    return text.program(rng.choice((0, 0, 0, STATE_FREQ)))


# Whole stacks


def wide_stacks(rng: random.Random) -> Program:
    """Buffers on the stack: filled, passed to helpers, read where they were and were not written."""
    text = Text(rng, rng.choice(TYPES))
    prologue(text)
    for _ in range(rng.randrange(3, 9)):
        k = rng.random()
        off = rng.choice((8, 16, 24, 32, 40, 64, 128, 256, 504, 512))
        width = rng.choice((8, 8, 8, 4, 2, 1))
        at = off - rng.choice((0, 0, 0, 4)) if width < 8 else off
        if k < 0.3:
            text.put(
                f"*(u{8 * width} *)(r10 - {at}) = {rng.choice(('r7', 'r8', 'r6', '0', '5', 'r10'))}"
                if width == 8
                else f"*(u{8 * width} *)(r10 - {at}) = {rng.choice(('r7', 'r8', '0', '5'))}"
            )
        elif k < 0.5:
            text.put(f"r{rng.choice((7, 8))} = *(u{8 * width} *)(r10 - {at})")
        elif k < 0.65:
            bound(text, 7, rng.choice((8, 32, 64)))
            text.put("r1 = r10", "r1 += r7", f"r1 += -{off}")
            text.put(rng.choice(("*(u8 *)(r1 + 0) = 0", "*(u8 *)(r1 + 0) = r8", "r8 = *(u8 *)(r1 + 0)")))
        elif k < 0.8:
            text.put("r1 = r10", f"r1 += -{off}", f"r2 = {rng.choice((8, 16, 1, 32, off))}")
            text.put("call bpf_get_current_comm")
        elif k < 0.9:
            lookup(text, 0)
            text.put(f"r8 = *(u{8 * width} *)(r0 + 0)")
        else:
            text.put(f"r1 = {rng.choice(('table', 'cells', 'recent'))} ll", "r2 = r10", f"r2 += -{off}", "r3 = r10")
            text.put(f"r3 += -{rng.choice((16, 64, 128, 48))}", "r4 = 0", "call bpf_map_update_elem")
        if text.maybe(0.2):
            condition(text, (7, 8, 9), "out")
    epilogue(text)
    return text.program(rng.choice((0, 0, STATE_FREQ, INVARIANTS)))


FAMILIES: dict[str, Callable[[random.Random], Program]] = {
    "callbacks": callbacks, "dynptrs": dynptrs, "references": references, "headers": headers, "frames": frames,
    "long-loops": long_loops, "wide-stacks": wide_stacks,
}  # fmt: skip
