"""Every example does what it says: the kernel's recorded answer, ours, and what a run of it shows.

tests/cases/examples/verdicts.yaml holds, for each program of each example and of each broken twin, what Linux
said: `accepted`, or the last line of its complaint, and how many instructions it walked. A live
kernel of the same release is asked again.
"""

from pathlib import Path

import pytest
import yaml

from vm.asm import assemble
from vm.facts.baseline import KERNEL
from vm.facts.isa import LD_IMM64
from vm.live import available, load, release
from vm.protocol import events as e
from vm.session import Request, play
from vm.verifier import Refused, verify

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.s"))
RECORDED = yaml.safe_load((ROOT / "tests" / "cases" / "examples" / "verdicts.yaml").read_text())
MOST_INSNS = 60
ACCEPTED = "accepted"


PROGRAMS = [
    pytest.param(path.name, program, id=f"{path.name}-{program.name}")
    for path in EXAMPLES
    for program in assemble(path.read_text()).programs
]


@pytest.mark.parametrize(("file", "program"), PROGRAMS)
def test_our_verifier_says_what_the_kernel_said(file, program):
    recorded = RECORDED[file][program.name]
    answer = verify(program)
    assert (answer.error_lines[-1] if isinstance(answer, Refused) else ACCEPTED) == recorded["said"]
    assert answer.stats.insns_processed == recorded["walked"]


@pytest.mark.live
@pytest.mark.parametrize(("file", "program"), PROGRAMS)
def test_the_kernel_still_says_it(file, program):
    if not available() or not release().startswith(KERNEL + "."):
        pytest.skip(f"needs bpf(2) of Linux {KERNEL}")
    recorded = RECORDED[file][program.name]
    with load(program, log_level=1) as loaded:
        said = ACCEPTED if loaded.ok else loaded.error_lines[-1]
    assert said == recorded["said"]


def test_the_record_is_complete_and_names_nothing_else():
    assert set(RECORDED) == {path.name for path in EXAMPLES}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_short_begin_with_prose_and_have_a_twin(path):
    text = path.read_text()
    assert text.startswith("# ")
    for program in assemble(text).programs:
        assert len(program.insns) - sum(insn.opcode == LD_IMM64 for insn in program.insns) <= MOST_INSNS
    stem = path.name.removesuffix(".s").removesuffix(".broken")
    assert (path.parent / f"{stem}.s").is_file()
    assert (path.parent / f"{stem}.broken.s").is_file()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_broken_twin_is_refused_and_an_example_runs_to_the_end(path):
    events = [event for frame in play(Request(source=path.read_text())) for event in frame.events]
    end = events[-1]
    assert isinstance(end, e.Finished)
    if path.name.endswith(".broken.s"):
        assert end.reason == "rejected"
        return
    assert end.reason == "done"
    fired = {event.section for event in events if isinstance(event, e.Hook)}
    assert fired == {program.section for program in assemble(path.read_text()).programs}


def records(name: str, **request: str) -> list[bytes]:
    source = (ROOT / "examples" / f"{name}.s").read_text()
    frames = play(Request(source=source, **request))
    return [event.data for frame in frames for event in frame.events if isinstance(event, e.Record)]


def test_opensnoop_reports_absolute_paths_and_errors():
    names = [data[24:].split(b"\0")[0] for data in records("opensnoop")]
    assert len(names) > 50
    assert all(name.startswith(b"/") for name in names)
    failed = {int.from_bytes(data[4:8], "little", signed=True) for data in records("opensnoop", scenario="errors")}
    assert {-2, -13, -14} <= failed, "missing, forbidden, and a name that faults"


def test_execsnoop_reports_the_program_and_its_name():
    found = records("execsnoop", scenario="shell")
    assert len(found) > 20
    for data in found:
        comm, path = data[8:24].split(b"\0")[0], data[24:].split(b"\0")[0]
        assert path.rsplit(b"/", 1)[-1] == comm


def test_latencies_make_two_hills():
    source = (ROOT / "examples" / "read_latency.s").read_text()
    histogram: dict[int, int] = {}
    for frame in play(Request(source=source, scenario="disk")):
        for event in frame.events:
            if isinstance(event, e.MapChanged) and event.map == "latency" and event.value:
                histogram[int.from_bytes(event.key, "little")] = int.from_bytes(event.value, "little")
    memory, disk = sum(histogram.get(n, 0) for n in range(9, 14)), sum(histogram.get(n, 0) for n in range(20, 24))
    between = sum(histogram.get(n, 0) for n in range(14, 20))
    assert memory > 100
    assert disk > 50
    assert between * 5 < disk, "few take neither long nor short"


def test_the_port_counter_reports_questions_only():
    found = records("xdp_port_counter")
    assert len(found) > 10
    assert all(data[6:8] == b"\0\x35" for data in found)
