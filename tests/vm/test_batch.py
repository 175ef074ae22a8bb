"""`python -m vm batch`: every record gets one answer, in order, whatever it holds."""

import io
import json
from typing import Any

import pytest

from vm.batch import Answers, serve

EXIT0 = "b7000000000000009500000000000000"


def answer(**record: Any) -> dict[str, Any]:
    return Answers().to_record({"id": 7, "prog_type": "xdp", **record})


def test_one_answer_a_line_in_order() -> None:
    lines = [json.dumps({"id": n, "prog_type": "xdp", "insns": EXIT0}) for n in range(3)]
    out = io.StringIO()
    serve([lines[0], "no json", "[]", lines[2]], out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one["id"] for one in answers] == [0, None, None, 2]
    assert ["error" in one for one in answers] == [False, True, True, False]


@pytest.mark.parametrize(
    "record",
    [
        {"insns": "zz"}, {"insns": "00"}, {}, {"insns": EXIT0, "asm": "exit"}, {"insns": 5}, {"asm": "r0 = bogus"},
        {"insns": EXIT0, "do": []}, {"insns": EXIT0, "do": ["fly"]}, {"insns": EXIT0, "repeat": True},
        {"insns": EXIT0, "prog_type": "lsm"}, {"insns": EXIT0, "maps": [5]}, {"insns": EXIT0, "engine": "gpu"},
        {"insns": EXIT0, "do": ["run"], "maps": [{"type": "array", "key_size": 8, "value_size": 8, "max_entries": 1}]},
        {"insns": EXIT0, "do": ["run"], "mem": "00" * (1 << 20)}, {"asm": "\ud800"}, {"insns": EXIT0, "log_level": 9},
        {"insns": EXIT0, "profile": "nobody"}, {"insns": EXIT0, "profile": ["root"]},
    ],
)  # fmt: skip
def test_unusable_records(record: dict[str, Any]) -> None:
    result = answer(**record)
    assert result["id"] == 7
    assert result["error"]
    assert "ok" not in result


@pytest.mark.parametrize("engine", ["interp", "jit"])
def test_rounds_share_packet_and_maps(engine: str) -> None:
    source = """
      .map counts, array, key=4, value=8, max_entries=1
      r6 = r1
      r1 = counts[0] + 0 ll
      r2 = 1
      lock *(u64 *)(r1 + 0) += r2
      r2 = *(u32 *)(r6 + 0)
      r3 = *(u32 *)(r6 + 4)
      r4 = r2
      r4 += 1
      if r4 > r3 goto out
      r5 = *(u8 *)(r2 + 0)
      r5 += 1
      *(u8 *)(r2 + 0) = r5
      out:
      r0 = -1 ll
      exit
    """
    result = answer(asm=source, do=["verify", "run"], data_in="00" * 14, repeat=3, engine=engine)
    assert result["ok"] is True
    assert result["retval"] == (1 << 64) - 1
    assert result["data_out"] == "03" + "00" * 13
    assert result["maps_out"] == [{"00000000": "0300000000000000"}]
    assert result["duration_ns"] > 0


def test_a_loader_without_perfmon_is_asked_for_more() -> None:
    leak = {"prog_type": "socket_filter", "asm": "r0 = r10\nexit"}
    assert answer(**leak)["ok"]
    assert answer(**leak, profile="root")["ok"]
    refused = answer(**leak, profile="no-perfmon")
    assert (refused["errno_name"], refused["error_line"]) == ("EACCES", "R0 leaks addr as return value")
    barred = answer(prog_type="kprobe", insns=EXIT0, profile="no-perfmon")
    assert (barred["errno_name"], barred["error_lines"], barred["insns_processed"]) == ("EPERM", [], 0)


def test_a_refused_program_does_not_run() -> None:
    result = answer(asm="r0 = *(u8 *)(r1 + 3)\nexit", do=["verify", "run"])
    assert result["ok"] is False
    assert (result["errno_name"], result["insn"]) == ("EACCES", 0)
    assert result["error_line"] == result["error_lines"][-1] == "invalid bpf_context access off=3 size=1"
    assert "retval" not in result


def test_a_fault_is_told() -> None:
    result = answer(asm="r1 = 0\nr0 = *(u8 *)(r1 + 3)\nexit", do=["run"])
    assert {key: result["fault"][key] for key in ("kind", "insn", "address")} == {
        "kind": "out-of-bounds",
        "insn": 1,
        "address": 3,
    }


def test_constant_shifts_are_masked_without_verifier() -> None:
    shift = "b700000001000000" + "6700000041000000" + "9500000000000000"
    assert answer(insns=shift, do=["run"], mem="")["retval"] == 2
    assert answer(insns=shift)["ok"] is False


NEVER_LOADED = [
    # record                                                                             errno     complaint
    ({"insns": ""},                                                                      "E2BIG",  ""),
    ({"insns": EXIT0, "prog_flags": 1 << 20},                                          "EINVAL", ""),
    ({"insns": EXIT0, "maps": [{"type": "array", "key_size": 3, "value_size": 4, "max_entries": 1}]}, "EINVAL", ""),
    ({"insns": EXIT0, "maps": [{"type": "hash", "key_size": 4, "value_size": 4, "max_entries": 0}]}, "EINVAL", ""),
    ({"insns": EXIT0, "maps": [{"type": "lpm_trie", "key_size": 8, "value_size": 4, "max_entries": 1}]}, "EINVAL", ""),
    ({"insns": EXIT0, "prog_flags": 1 << 4}, "EINVAL",
     "Only fentry/fexit/fmod_ret, lsm, iter, uprobe, and struct_ops programs can be sleepable"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "errno_name", "complaint"), NEVER_LOADED)
def test_what_is_refused_before_it_is_verified(record: dict[str, Any], errno_name: str, complaint: str) -> None:
    answered = answer(**record)
    assert not answered["ok"]
    assert (answered["errno_name"], answered["error_line"], answered["insns_processed"]) == (errno_name, complaint, 0)


@pytest.mark.parametrize("engine", ["interp", "jit"])
def test_each_instruction_is_counted_over_all_rounds(engine: str) -> None:
    asm = "r0 = 3\nagain:\nr0 += -1\nif r0 != 0 goto again\nexit"
    result = answer(asm=asm, do=["verify", "run"], engine=engine, repeat=2, coverage=True)
    assert result["coverage"] == [2, 6, 6, 2]
    assert "coverage" not in answer(asm=asm, do=["run"], engine=engine)
