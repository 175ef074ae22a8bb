"""The public suites that are at hand assemble: EBPF_CONFORMANCE_DIR and EBPF_SOUNDNESS_FILE name them."""

import json
import os
import re
from pathlib import Path

import pytest

from vm.asm import assemble
from vm.insn import encode

SUITE = Path(os.environ.get("EBPF_CONFORMANCE_DIR", "/nonexistent"))
SOUNDNESS = Path(os.environ.get("EBPF_SOUNDNESS_FILE", "/nonexistent"))
ASM = re.compile(r"^-- asm\n(.*?)(?=^-- |\Z)", re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(not SUITE.is_dir(), reason="EBPF_CONFORMANCE_DIR names no directory")
def test_every_conformance_program_assembles() -> None:
    files = sorted(SUITE.glob("*.data"))
    assert files
    for path in files:
        source = ASM.search(path.read_text())
        assert source, path.name
        assert assemble(source[1]).programs[0].insns, path.name


@pytest.mark.skipif(not SOUNDNESS.is_file(), reason="EBPF_SOUNDNESS_FILE names no file")
def test_soundness_programs_become_the_recorded_bytes() -> None:
    for line in SOUNDNESS.read_text().splitlines():
        record = json.loads(line)
        names = dict.fromkeys(re.findall(r"map\[(\w+)\]", record["asm"]))
        maps = "".join(f".map {name}, array, key=4, value=8, max_entries=1\n" for name in names)
        built = assemble(maps + record["asm"], default_type=record["prog_type"])
        assert encode(built.programs[0].insns).hex() == record["insns"], record["id"]
