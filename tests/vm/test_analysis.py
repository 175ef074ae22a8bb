"""The close look at a program: paths, proof, graph, log and native code say what is so."""

import json
from pathlib import Path
from typing import Any

import pytest

from vm.analysis import WANTS, UnknownProgram, analyze
from vm.analysis.analyze import _instructions
from vm.analysis.rewrite import rewritten
from vm.asm import assemble
from vm.verifier import verify
from vm.verifier.recorder import COVERED, NOTHING, Recorder

EXAMPLES = sorted(Path("examples").glob("*.s"))
XDP = Path("examples/xdp_port_counter.s").read_text()
ALL = frozenset(WANTS)

DIAMOND = """.section xdp
r6 = *(u32 *)(r1 + 16)
r0 = 2
if r6 > 5 goto join
r0 = 1
join:
r6 = 0
exit
"""


def _program(source: str, *want: str) -> dict[str, Any]:
    found = analyze(source, None, frozenset(want))
    program: dict[str, Any] = found["program"]
    return program


def test_the_recorder_counts_what_the_kernel_counts() -> None:
    for path in EXAMPLES:
        for program in assemble(path.read_text()).programs:
            recorder = Recorder()
            answer = verify(program, watch=recorder)
            covered = sum(p.end == COVERED for p in recorder.paths)
            assert answer.stats.insns_processed - recorder.total - covered in (0, 1), path.stem
            assert sum(recorder.walked) == recorder.total


def test_visits_chain_back_to_the_start() -> None:
    recorder = Recorder()
    verify(assemble(XDP).programs[0], watch=recorder)
    for number, visit in enumerate(recorder.visits):
        assert visit.before < number
        assert (visit.before == NOTHING) == (number == 0)
    for path in recorder.paths[1:]:
        assert recorder.visits[path.at].pc != path.start


def test_both_branches_are_told() -> None:
    program = _program(DIAMOND, "states", "paths")
    taken = [path for path in program["paths"] if path["at"] != NOTHING]
    assert [path["start"] for path in taken] == [4]
    states = program["states"]
    at_join = [visit for visit in states["visits"] if visit[0] == 4]
    claims = {states["values"][states["frames"][visit[3][0]][0][6]]["umax"] for visit in at_join}
    assert claims == {"0x5", "0xffffffff"} or taken[0]["end"] == COVERED


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_looked_at(path: Path) -> None:
    source = path.read_text()
    want = ALL - {"native"}
    for name in [program.name for program in assemble(source).programs]:
        program = analyze(source, name, want)["program"]
        assert len(json.dumps(program)) < 4 << 20
        slots = {row["pc"] for row in program["insns"]}
        assert program["ok"] is not None
        assert {reason["pc"] for reason in program["proof"]} <= slots
        assert {pc for reason in program["proof"] for pc, _ in reason["because"]} <= slots
        assert all(slot is None or slot in slots for _, slot in program["log"])
        blocks = program["graph"]["blocks"]
        assert [pc for start, end, _ in blocks for pc in range(start, end + 1)] == list(range(len(program["walked"])))
        starts, within = {b[0] for b in blocks}, slots
        assert all(source_ in within and target in starts for source_, target, _ in program["graph"]["edges"])


def test_the_proof_names_the_branch() -> None:
    program = _program(XDP, "proof")
    text = {row["pc"]: row["text"] for row in program["insns"]}
    (load,) = [r for r in program["proof"] if text[r["pc"]] == "r3 = *(u32 *)(r6 + 12)"]
    assert "34" in load["says"]
    assert any(text[pc].startswith("if r2 > r7") for pc, _ in load["because"])
    atomic = next(r for r in program["proof"] if text[r["pc"]].startswith("lock"))
    assert any(text[pc].startswith("if r0 == 0") for pc, _ in atomic["because"])


def test_native_code_knows_its_slots() -> None:
    native = _program(XDP, "native")["native"]
    assert native.keys() == {"llvm", "x86_64", "aarch64"}
    for lines in native.values():
        assert len({slot for _, slot in lines if slot is not None}) > 10


def test_a_refusal_is_shown_where_it_was_found() -> None:
    broken = Path("examples/kprobe_counter.broken.s").read_text()
    program = _program(broken, "states", "paths", "log", "native", "proof")
    assert program["ok"] is False
    assert program["paths"][-1]["end"] == "refused"
    assert program["states"]["visits"][-1][0] == program["insn"]
    assert any(slot == program["insn"] and "invalid mem access" in line for line, slot in program["log"])
    assert program["native"] is None
    assert "native" in program["left_out"]
    assert program["proof"] == []


def test_a_long_walk_is_cut_and_said_so() -> None:
    source = ".section xdp\nr1 = 0\nagain:\nr1 += 1\nif r1 != 60000 goto again\nr0 = 2\nexit\n"
    program = _program(source, "states", "paths", "log", "proof")
    assert program["ok"] is None
    assert program["left_out"].keys() >= {"verdict", "states", "log"}


@pytest.mark.parametrize("syntax", ["text", "mnemonic"])
def test_edited_bytes_become_the_text_that_has_them(syntax: str) -> None:
    """Every example, each of its lines written again from its own bytes."""
    for path in EXAMPLES:
        lines = path.read_text().split("\n")
        programs = assemble("\n".join(lines)).programs
        for program in programs:
            for insn in _instructions(program):
                written = getattr(rewritten(program, insn["pc"], bytes.fromhex(insn["hex"])), syntax)
                code = lines[insn["line"] - 1].split("#")[0]
                if insn["line"] and ";" not in code and ":" not in code:
                    lines[insn["line"] - 1] = written
        again = assemble("\n".join(lines)).programs
        assert [p.insns for p in again] == [p.insns for p in programs], path.stem


@pytest.mark.parametrize(("pc", "code", "text"), [
    (1, "b700000001000000", "r0 = 1"),
    (2, "1506010000000000", "if r6 == 0 goto join"),
    (2, "1506000000000000", "if r6 == 0 goto +0"),
    (1, "1800000001000000", "r0 = 0x1 ll"),
    (1, "180000000100000000000000ffffffff", "r0 = 0xffffffff00000001 ll"),
    (1, "b700000001000000b700000002000000", "r0 = 1; r0 = 2"),
    (1, "b7000000010000001800000001000000", "r0 = 1; r0 = 0x1 ll"),
    (1, "3f10ffff00000000", ".insn 3f10ffff00000000"),
])  # fmt: skip
def test_edited_bytes_use_the_names_of_the_source(pc: int, code: str, text: str) -> None:
    answer = analyze(DIAMOND, None, frozenset(), (pc, bytes.fromhex(code)))
    assert answer["program"]["edited"]["text"] == text
    assert analyze(DIAMOND, None, frozenset(), (900, bytes(8)))["program"]["edited"] is None


def test_other_answers() -> None:
    assert analyze("nonsense\n", None, ALL)["diagnostics"]
    with pytest.raises(UnknownProgram):
        analyze(XDP, "nobody", ALL)
