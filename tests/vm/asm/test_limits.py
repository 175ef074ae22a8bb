"""What a hostile or a huge source meets: a typed error, soon."""

import time

import pytest

from vm.asm import assemble
from vm.errors import AsmError

SIZE = 65_536


def filled(line: str) -> str:
    return line * (SIZE // len(line))


HOSTILE = {
    "parentheses": "r0 = " + "(" * 60_000,
    "signs": "r0 = " + "-" * 60_000,
    "quotes": '"' * SIZE,
    "escaped quotes": '"\\' * (SIZE // 2),
    "open comments": "/*" * (SIZE // 2),
    "digits": "r0 = " + "9" * 60_000,
    "shift": "r0 = 1 << 99999999999",
    "product": "r0 = " + "99999999*" * 5000 + "1",
    "one long line": "zork " * 13_000,
    "errors": "zork\n" * 13_000,
    "unknown labels": "goto zork\n" * 6500,
    "unknown helpers": "call bpf_ktime\n" * 4300,
    "labels": "a:" * 30_000,
    "dots": "." * SIZE,
    "many maps": "".join(f".map m{i}, hash, key=4, value=4, max_entries=1\n" for i in range(1200)),
    "zeros": ".zero 1048576\n" * 4000,
    "zeros in data": ".data\n" + ".zero 1048576\n" * 4000,
    "huge contents": ".map m, hash, key=4, value=1048576, max_entries=9, contents={"
    + ",".join(f"{i}: 1" for i in range(3000)) + "}\nexit",
    "circular": ".equ a, b\n.equ b, a\nr0 = a",
    "constants waiting": "".join(f".equ a{i}, a{i + 1}\n" for i in range(3000)) + ".equ a3000, 1\nr0 = a0",
    "NUL": "r0 = 1\0",
    "surrogate": "r0 = 1 \ud800",
    "too large": "#" * (SIZE + 1),
    "too large in UTF-8": "# " + "\u20ac" * 30_000,
    "empty": "",
    "brackets": "r1 = map[" * 7000,
    "fields": ".record a" + "".join(f",f{i}:u8" for i in range(6000)),
    "braces": ".map a, hash, contents={" + "{" * 60_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_is_refused_soon(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(AsmError) as caught:
        assemble(HOSTILE[name])
    assert time.process_time() - begun < 2  # seconds; the slowest takes a quarter of one
    assert len(caught.value.diagnostics) <= 101
    assert all(d.code.startswith("asm.") and d.span for d in caught.value.diagnostics)


@pytest.mark.parametrize(
    "line",
    ["exit\n", "r0 = *(u32 *)(r1 + 4)\n", "if r1 s> r2 goto +0\n", "ldxw %r0, [%r1+4]\n", "call bpf_ktime_get_ns;"],
)
def test_a_full_source_takes_a_moment(line: str) -> None:
    begun = time.process_time()
    program = assemble(filled(line)).programs[0]
    assert len(program.insns) == SIZE // len(line)
    assert time.process_time() - begun < 1  # seconds; a benchmark asks for 0.2


def test_every_mistake_is_told() -> None:
    with pytest.raises(AsmError) as caught:
        assemble("r11 = 1\n" * 30)
    assert [d.span.line for d in caught.value.diagnostics] == list(range(1, 31))


def test_every_slot_knows_its_line() -> None:
    program = assemble("r0 = 1\n\nr1 = 5 ll\nexit").programs[0]
    assert [program.source_map.line(pc) for pc in range(4)] == [1, 3, None, 4]
