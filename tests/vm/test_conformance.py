"""The bpf_conformance suite, where EBPF_CONFORMANCE_DIR names a folder with its `*.data` files."""

import os
import re
from pathlib import Path

import pytest

from vm.asm import assemble
from vm.batch.running import masked
from vm.engines import Engines, Foundry
from vm.kernel.world import World
from vm.runtime.machine import Machine

FOLDER = os.environ.get("EBPF_CONFORMANCE_DIR")
NOT_ASKED = {"callx"}
"""Calls a helper that only the suite's own runner knows."""

FILES = sorted(path for path in Path(FOLDER or "/nonexistent").glob("*.data") if path.stem not in NOT_ASKED)


def sections(text: str) -> dict[str, str]:
    """The parts of one file, by name."""
    parts = re.split(r"^-- *(.+?) *$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.skipif(not FILES, reason="EBPF_CONFORMANCE_DIR names no folder with *.data files")
@pytest.mark.parametrize("engine", ["interp", "jit"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conformance(path: Path, engine: str) -> None:
    parts = sections(path.read_text())
    memory = bytes.fromhex(re.sub(r"#.*|\s", "", parts.get("mem", "")))
    program = masked(assemble(parts["asm"], default_type="socket_filter").programs[0])
    machine = Machine((), World(), programs=(program,))
    address = machine.enter_plain(memory, writable=True)
    arguments = (address, len(memory)) if memory else (0, 0)
    outcome = Engines(machine, (program,), {}, engine=engine, foundry=Foundry(worth=0)).run(0, arguments, 1_000_000)
    assert outcome.fault is None, outcome.fault
    assert outcome.retval == int(parts["result"].split("#")[0].strip(), 0) & (1 << 64) - 1
