"""Repairs: what is offered repairs, says so in its title, and changes nothing else."""

from pathlib import Path

import pytest

from vm.asm import assemble
from vm.check import check
from vm.facts.rejections import REJECTION_BY_CODE
from vm.fixes import PROPOSERS, fixes
from vm.verifier import Refused, verify

EXAMPLES = sorted(Path("examples").glob("*.broken.s"))

LOOKUP = """.map m, hash, key=4, value=8, max_entries=1
.section xdp
*(u32 *)(r10 - 4) = 0
r2 = r10
r2 += -4
r1 = m ll
call bpf_map_lookup_elem
r1 = *(u64 *)(r0 + 0)
r0 = 2
exit
"""

# name, source, words of the first title, a line that must be new in the changed source
REPAIRS = [
    ("null", LOOKUP, "if r0 == 0 goto leave", "leave:"),
    ("packet", ".section xdp\nr2 = *(u32 *)(r1 + 0)\nr0 = *(u8 *)(r2 + 13)\nr0 = 2\nexit\n", "Load data_end", "r5 += 14"),
    ("no return value", ".section xdp\nr1 = 1\nexit\n", "Insert `r0 = 2`", "r0 = 2"),
    ("call empties", ".section xdp\ncall bpf_ktime_get_ns\nr0 = *(u32 *)(r1 + 0)\nr0 = 2\nexit\n", "Keep r1 in r9", "r1 = r9"),
    ("packet loads", ".section socket\nr0 = *(u16 *)skb[12]\nexit\n", "Insert `r6 = r1`", "r6 = r1"),
]  # fmt: skip


def _refusals(source: str) -> list[Refused]:
    return [answer for program in assemble(source).programs if isinstance(answer := verify(program), Refused)]


@pytest.mark.parametrize(("name", "source", "title", "line"), REPAIRS, ids=[row[0] for row in REPAIRS])
def test_repair(name: str, source: str, title: str, line: str) -> None:
    (refused,) = _refusals(source)
    first = fixes(source, refused.program, refused)[0]
    assert title in first.title, name
    assert line in [text.strip() for text in first.source.split("\n")]
    assert not _refusals(first.source)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_offered_is_accepted_and_small(path: Path) -> None:
    source = path.read_text()
    before = source.split("\n")
    for verdict in check(source).verdicts:
        for fix in verdict.fixes:
            assert not [r for r in _refusals(fix.source) if r.program.name == verdict.program.name], fix.title
            after = fix.source.split("\n")
            assert 0 < len(after) - len(before) <= 12
            assert sum(line not in after for line in before) <= 1, "more than one line was rewritten"


def test_a_repair_is_offered_for_most_examples() -> None:
    repaired = [path.stem for path in EXAMPLES if any(v.fixes for v in check(path.read_text()).verdicts)]
    assert {"kprobe_counter.broken", "xdp_port_counter.broken", "execsnoop.broken"} <= set(repaired)


def test_distances_are_left_alone() -> None:
    source = ".section xdp\nif r1 != 0 goto +1\nr1 = 1\nexit\n"
    (refused,) = _refusals(source)
    assert fixes(source, refused.program, refused) == ()


def test_every_proposer_is_for_a_known_class() -> None:
    assert PROPOSERS.keys() <= REJECTION_BY_CODE.keys()
