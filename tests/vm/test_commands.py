"""`python -m vm verify` and `run`: exit codes, what is printed, what is JSON."""

import json
import re
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


def test_verify_for_a_loader_with_less(capsys, tmp_path):
    source = tmp_path / "unwritten.s"
    source.write_text(".section socket\nr0 = *(u64 *)(r10 - 8)\nr0 = 0\nexit\n")
    assert run(capsys, "verify", str(source))[0] == 0
    code, out, _ = run(capsys, "verify", "--profile", "no-perfmon", str(source))
    assert code == 1
    assert out.startswith("invalid read from stack R10 off=-8 size=8")


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


@pytest.mark.parametrize("engine", ["interp", "jit"])
def test_run_shows_how_often_each_instruction_ran(capsys, tmp_path, engine):
    path = tmp_path / "a.s"
    path.write_text(".section xdp\nr0 = 2\nr1 = 7 ll\nif r1 == 7 goto out\nr0 = 1\nout:\nexit\n")
    _, out, _ = run(capsys, "run", str(path), "--engine", engine, "--coverage")
    begin = out.index("xdp: 4 of 5 instructions ran")
    columns = [line.split(":")[0].split() for line in out[begin:].splitlines()[1:6]]
    assert columns == [["94", "0"], ["94", "1"], ["94", "3"], ["4"], ["94", "5"]]


def test_run_takes_bytecode(capsys, tmp_path):
    path = tmp_path / "two.bin"
    path.write_bytes(bytes.fromhex("b700000002000000 9500000000000000"))
    assert run(capsys, "run", str(path))[0] == 2, "raw bytecode does not say its type"
    code, out, _ = run(capsys, "run", "--prog-type", "tracepoint", str(path))
    assert code == 0
    assert "accepted   main" in out


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


LOADER = """
.license "GPL"
.map sizes, percpu_array, key=4, value=8, max_entries=32
.map seen, ringbuf, max_entries=4096
.record seen, from:ipv4, sport:be16, dport:be16
.section xdp
look:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r2 = r6
    r2 += 42
    if r2 > r7 goto pass
    *(u32 *)(r10 - 4) = 6
    r1 = sizes ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto pass
    r1 = *(u64 *)(r0 + 0)
    r1 += 1
    *(u64 *)(r0 + 0) = r1
    *(u64 *)(r10 - 16) = 0x6968
    r1 = r10
    r1 += -16
    r2 = 3
    call bpf_trace_printk
    r1 = *(u32 *)(r6 + 26)
    *(u32 *)(r10 - 16) = r1
    r1 = *(u32 *)(r6 + 34)
    *(u32 *)(r10 - 12) = r1
    r1 = seen ll
    r2 = r10
    r2 += -16
    r3 = 8
    r4 = 0
    call bpf_ringbuf_output
pass:
    r0 = 2
    exit
"""


def test_run_shows_what_a_loader_would_and_captures_what_went_on(capsys, tmp_path):
    source, scenario, capture = (tmp_path / name for name in ("look.s", "three.txt", "out.pcap"))
    source.write_text(LOADER)
    scenario.write_text("duration 10ms\npacket udp at=1ms src=198.51.100.7 sport=77 count=4 every=1ms\n")
    code, out, _ = run(
        capsys, "run", str(source), "--scenario", str(scenario), "--maps", "--pcap", str(capture), "--events", "1:2"
    )
    assert code == 0
    assert out.count("record   seen: from=198.51.100.7 sport=77 dport=53") == 2
    assert re.search(r"<idle>-0 +\[00\d\] \.\.s21  3600\.00\d+: bpf_trace_printk: hi", out)
    assert re.search(r"sizes \(percpu_array, summed over CPUs\)\n +64 -> 127 +: 4 +\|\*{40}\|", out)
    assert "eth0 xdp_pass                4" in out
    code, text, _ = run(capsys, "pcap", str(capture))
    assert code == 0
    assert text.count("\nframe at=") == 2
    assert run(capsys, "pcap", str(source))[0] == 2


OBJECT = str(Path(__file__).resolve().parents[1] / "cases" / "elf" / "portable.o")


@pytest.mark.parametrize(("form", "line"), [
    ("llvm", "define "),
    ("x86_64", "ret"),
    ("aarch64", "ret"),
])  # fmt: skip
def test_native_code_names_the_bytecode(capsys, form, line):
    code, out, _ = run(capsys, "native", str(EXAMPLES / "kprobe_counter.s"), "--as", form)
    assert code == 0
    assert any(text.strip().startswith(line) for text in out.splitlines())
    assert re.search(r" ; \d+: call bpf_get_current_pid_tgid$", out, re.MULTILINE) or form != "llvm"
    assert len(re.findall(r" ; \d+: ", out)) > 5


def test_native_code_of_what_is_refused(capsys):
    code, _, err = run(capsys, "native", str(EXAMPLES / "kprobe_counter.broken.s"))
    assert code == 1
    assert "R0 invalid mem access 'map_value_or_null'" in err


def test_an_object_runs_as_a_source_does(capsys):
    """And what of it is not taken is said."""
    code, out, err = run(capsys, "run", OBJECT)
    assert code == 1  # one of its programs reads what Linux 6.18 does not have
    assert "rejected   outdated\ninvalid func unknown#195896080" in out
    assert err.count("note: ") == 4
    assert "elsewhere is not taken: programs of type tracing are not simulated" in err
