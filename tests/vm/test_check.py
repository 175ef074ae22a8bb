"""A source checked, as the page and the command line see it."""

import json

import pytest

from vm.check import as_json, check

NULL = """\
.map m, hash, key=4, value=8, max_entries=1
.section xdp
prog:
    *(u32 *)(r10 - 4) = 0
    r1 = m ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    r0 = *(u64 *)(r0 + 0)
    exit
"""


def test_a_refusal_has_its_line_and_the_kernels_words():
    answer = as_json(check(NULL))
    assert answer["diagnostics"] == []
    assert not answer["ok"]
    (program,) = answer["programs"]
    assert program["line"] == 9
    assert program["insn"] == 6
    assert program["error_line"] == "R0 invalid mem access 'map_value_or_null'"
    assert program["error_lines"][-1] == program["error_line"]
    assert program["errno_name"] == "EACCES"
    assert program["insn_lines"] == [4, 5, 0, 6, 7, 8, 9, 10]
    assert {"name", "section", "code", "insns_processed", "total_states", "peak_states", "stats"} <= program.keys()
    json.dumps(answer)


def test_an_explanation_has_every_part():
    (program,) = as_json(check(NULL))["programs"]
    assert set(program["explanation"]) >= {"summary", "knew", "needed", "hint", "origin", "fixes"}
    for origin in program["explanation"]["origin"]:
        assert set(origin) == {"insn", "line", "what"}


def test_an_accepted_source_is_ok():
    answer = as_json(check(".section xdp\nr0 = 2\nexit\n"))
    assert answer["ok"]
    assert [program["ok"] for program in answer["programs"]] == [True]


@pytest.mark.parametrize(("source", "line", "code"), [
    (".section xdp\nr0 = r11\nexit\n", 2, "asm."),
    ("", 1, ""),
    ("# nothing here\n", 1, ""),
    (".map m, hash, key=0, value=8, max_entries=1\n.section xdp\nr0 = 2\nexit\n", 1, ""),
    (".map m, array_of_maps, max_entries=1\n.section xdp\nr0 = 2\nexit\n", 1, "map.no-inner"),
    (".map m, hash, key=4, value=8, max_entries=0\n.section xdp\nr0 = 2\nexit\n", 1, "map.bad-size"),
    (".map m, hash, key=4, value=8, max_entries=99999999\n.section xdp\nr0 = 2\nexit\n", 1, "limit.map-memory"),
])  # fmt: skip
def test_what_cannot_run_is_told_with_a_place(source, line, code):
    answer = as_json(check(source))
    assert not answer["ok"]
    assert answer["programs"] == []
    first = answer["diagnostics"][0]
    assert first["line"] == line
    assert first["column"] >= 1
    assert first["code"].startswith(code)
    assert first["message"]


def test_many_mistakes_are_told_at_once():
    answer = as_json(check(".section xdp\nr0 = r11\nr12 = 1\ncall bpf_map_lokup_elem\nexit\n"))
    assert [diagnostic["line"] for diagnostic in answer["diagnostics"]] == [2, 3, 4]
    assert "bpf_map_lookup_elem" in json.dumps(answer["diagnostics"][2])
