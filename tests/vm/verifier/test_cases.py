"""Every document under tests/cases/verifier is one test. To add a test, add a document.

A document of a `.yaml` file says what we want: source, program type, `accept: true` or the code of the
refusal, where, and a line of the log. The records under `recorded` say what Linux answered; one more
file of such records may be named by EBPF_SOUNDNESS_FILE.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from vm import live
from vm.asm import assemble
from vm.insn import decode
from vm.program import MapSpec, Program
from vm.verifier import NO_PERFMON, ROOT, Refused, verify

CASES = Path(__file__).parents[2] / "cases" / "verifier"
FIELDS = {"case", "why", "program", "source", "accept", "reject", "at", "log", "processed", "flags", "profile"}
PROFILES = {"root": ROOT, "without CAP_PERFMON": NO_PERFMON}


def documents() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load_all(path.read_text()):
            yield pytest.param(case, id=f"{path.stem}: {case['case']}")


def program_of(case: dict[str, Any]) -> Program:
    (program,) = assemble(case["source"], default_type=case["program"]).programs
    return Program(
        name=program.name,
        section=program.section,
        prog_type=case["program"],
        insns=program.insns,
        maps=program.maps,
        subprograms=program.subprograms,
        flags=case.get("flags", 0),
        license=program.license or "GPL",
    )


@pytest.mark.parametrize("case", list(documents()))
def test_document(case: dict[str, Any]) -> None:
    assert case.keys() <= FIELDS, "a misspelt field would silently test nothing"
    assert ("accept" in case) != ("reject" in case)
    answer = verify(program_of(case), log_level=2, profile=PROFILES[case.get("profile", "root")])
    if isinstance(answer, Refused):
        assert answer.code == case.get("reject"), answer.error_lines
        assert answer.insn == case["at"]
    else:
        assert case.get("accept"), "accepted"
    for line in case.get("log", "").splitlines():
        assert any(line in written for written in answer.log.splitlines()), answer.log
    if "processed" in case:
        assert answer.stats.insns_processed == case["processed"]


@pytest.mark.live
@pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")
@pytest.mark.parametrize("case", list(documents()))
def test_document_is_what_linux_says(case: dict[str, Any]) -> None:
    if case.get("profile", "root") != "root":
        pytest.skip("the kernel is asked as root only")
    program = program_of(case)
    with live.load(program, log_level=2) as theirs:
        ours = verify(program, log_level=2)
        assert theirs.ok == ours.ok
        for line in case.get("log", "").splitlines():
            assert any(line in written for written in theirs.log.splitlines()), theirs.log


def records() -> Iterator[Any]:
    paths = sorted((CASES / "recorded").glob("*.jsonl"))
    more = os.environ.get("EBPF_SOUNDNESS_FILE")
    for path in [*paths, *([Path(more)] if more else [])]:
        for number, line in enumerate(path.read_text().splitlines()):
            record = json.loads(line)
            yield pytest.param(record, id=f"{path.stem}: {record.get('id', number)}")


@pytest.mark.parametrize("record", list(records()))
def test_record(record: dict[str, Any]) -> None:
    answer = verify(recorded_program(record), log_level=2)
    assert ("accept" if answer.ok else "reject") == record["verdict"]
    lines = list(answer.error_lines) if isinstance(answer, Refused) else []
    assert lines == record["error_lines"]
    assert answer.stats.insns_processed == record["insns_processed"]
    if "stats" in record:
        stats = answer.stats
        ours = [stats.insns_processed, stats.max_states_per_insn, stats.total_states, stats.peak_states]
        assert ours == record["stats"]


def recorded_program(record: dict[str, Any]) -> Program:
    maps = tuple(
        MapSpec(
            name="",
            type=spec["type"],
            key_size=spec.get("key_size", spec.get("key", 0)),
            value_size=spec.get("value_size", spec.get("value", 0)),
            max_entries=spec.get("max_entries", 0),
            flags=spec.get("flags", 0),
        )
        for spec in record.get("maps", ())
    )
    return Program(
        name="recorded",
        section=record["prog_type"],
        prog_type=record["prog_type"],
        insns=decode(bytes.fromhex(record["insns"])),
        maps=maps,
        license=record.get("license", "GPL"),
        flags=record.get("prog_flags", 0),
    )
