"""`python -m vm verify` and `run`: exit codes, what is printed, what is JSON."""

import json
from pathlib import Path

import pytest

from vm.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FLOOD = ".section kprobe/vfs_read\nspin:\n    r1 = 0\nagain:\n    may_goto done\n    r1 = 0\n    goto again\ndone:\n    r0 = 0\n    exit\n"


def run(capsys, *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    out, err = capsys.readouterr()
    return code, out, err


def test_verify_accepts(capsys):
    code, out, _ = run(capsys, "verify", str(EXAMPLES / "kprobe_counter.s"))
    assert code == 0
    assert "accepted" in out


def test_verify_rejects_with_line_and_caret(capsys):
    code, out, _ = run(capsys, "verify", str(EXAMPLES / "kprobe_counter.broken.s"))
    assert code == 1
    assert out.startswith("R0 invalid mem access 'map_value_or_null'\nprocessed 9 insns")
    assert "\n   19 |     lock *(u64 *)(r0 + 0) += r1" in out
    assert "\n      |     ^^^^" in out


def test_verify_prints_the_kernels_log(capsys):
    code, out, _ = run(capsys, "verify", "--log-level", "2", str(EXAMPLES / "kprobe_counter.s"))
    assert code == 0
    assert out.rstrip().endswith("mark_read 0")
    assert out.count("processed ") == 1
    assert "(85) call bpf_get_current_pid_tgid#14" in out


def test_verify_json(capsys):
    code, out, _ = run(capsys, "verify", "--json", str(EXAMPLES / "opensnoop.broken.s"))
    assert code == 1
    first, second = json.loads(out)["programs"]
    assert (first["ok"], second["ok"]) == (True, False)
    assert second["section"] == "tracepoint/syscalls/sys_exit_openat"
    assert second["error_line"] == "R6 invalid mem access 'scalar'"


def test_verify_takes_bytecode(capsys, tmp_path):
    path = tmp_path / "two.bin"
    path.write_bytes(bytes.fromhex("b700000002000000 9500000000000000"))
    assert run(capsys, "verify", str(path))[0] == 2, "raw bytecode does not say its type"
    assert run(capsys, "verify", "--prog-type", "xdp", str(path))[0] == 0


@pytest.mark.parametrize("content", [b"r0 = r11\n", b"\xff\xfe", b"", b"\x7fELF\x01"])
@pytest.mark.parametrize("command", ["verify", "run"])
def test_what_cannot_be_read_is_2(capsys, tmp_path, command, content):
    path = tmp_path / "bad.s"
    path.write_bytes(content)
    code, out, err = run(capsys, command, str(path))
    assert code == 2
    assert not out
    assert err


def test_a_missing_file_is_2(capsys):
    assert run(capsys, "verify", "nowhere.s")[0] == 2
    assert run(capsys, "run", "nowhere.s")[0] == 2


def test_run_for_people(capsys):
    code, out, _ = run(capsys, "run", str(EXAMPLES / "kprobe_counter.s"))
    assert code == 0
    assert "reads[12" in out
    assert "done: the scenario was played to its end" in out


def test_run_json_is_frames(capsys):
    code, out, _ = run(capsys, "run", "--json", "--seed", "0x7", "--engine", "jit", str(EXAMPLES / "execsnoop.s"))
    assert code == 0
    frames = [json.loads(line) for line in out.splitlines()]
    assert [frame["seq"] for frame in frames] == list(range(len(frames)))
    assert frames[-1]["events"][-1]["reason"] == "done"


def test_run_rejected_is_1(capsys):
    assert run(capsys, "run", str(EXAMPLES / "execsnoop.broken.s"))[0] == 1


def test_run_ended_by_a_limit_is_3(capsys, tmp_path):
    path = tmp_path / "flood.s"
    path.write_text(FLOOD)
    code, out, _ = run(capsys, "run", str(path))
    assert code == 3
    assert "invocation-insns" in out


def test_run_with_a_scenario_of_ones_own(capsys, tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("process p runs=cron\ncall vfs_read at=1ms\nduration 5ms\n")
    code, out, _ = run(capsys, "run", "--scenario", str(path), str(EXAMPLES / "kprobe_counter.s"))
    assert code == 0
    assert "1 hook" in out
    path.write_text("process p runs=nothing\n")
    code, _, err = run(capsys, "run", "--scenario", str(path), str(EXAMPLES / "kprobe_counter.s"))
    assert code == 2
    assert "scenario.bad-value" in err
    assert "    1 | process p runs=nothing" in err
    assert run(capsys, "run", "--scenario", "nowhere", str(EXAMPLES / "kprobe_counter.s"))[0] == 2
