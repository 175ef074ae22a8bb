"""Helpers return and leave what they do in Linux 6.18: recorded programs on both engines, and new ones where a kernel
can be asked. EBPF_FUZZ_SEED chooses others.
"""

import json
import lzma
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz import helping
from vm import live
from vm.asm import assemble
from vm.facts.helpers import HELPER_BY_NAME
from vm.interp import Interpreter
from vm.kernel.world import World
from vm.runtime.helpers import BODIES, WITHOUT, state
from vm.runtime.machine import Machine

RECORDS = Path(__file__).resolve().parents[2] / "cases" / "runtime" / "helpers.jsonl.xz"
SEED = int(os.environ.get("EBPF_FUZZ_SEED", "20000"))
PROGRAMS = 25
ENOUGH = 0.6  # of the programs must have been compared, or the test says little
HELPERS = 40
"""Different helpers that the records call, at least."""


def _records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in lzma.decompress(RECORDS.read_bytes()).decode().splitlines()]


def test_many_helpers_are_recorded() -> None:
    called = {name for record in _records() for name in re.findall(r"call bpf_(\w+)", record["source"])}
    assert called <= HELPER_BY_NAME.keys()
    assert len(called) >= HELPERS, sorted(called)


@pytest.mark.parametrize("engine", ["interp", "jit"])
@pytest.mark.parametrize("kind", helping.KINDS)
def test_recorded_programs(kind: str, engine: str) -> None:
    for record in _records():
        if record["kind"] == kind:
            left = helping.ours(record["source"], bytes.fromhex(record["frame"]), kind, engine)
            assert helping.digest(left) == record["left"], f"seed {record['seed']}\n{record['source']}"


@pytest.mark.live
@pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")
@pytest.mark.parametrize("kind", helping.KINDS)
def test_new_programs(kind: str) -> None:
    compared = 0
    for seed in range(SEED, SEED + PROGRAMS):
        what = helping.differing(seed, "interp", kind)
        assert what in {"", "refused", "untested"}, what
        compared += what == ""
    assert compared > ENOUGH * PROGRAMS


def test_every_helper_has_a_state() -> None:
    words = {helper.name: state(helper) for helper in HELPER_BY_NAME.values()}
    assert len(words) == 211
    for helper in HELPER_BY_NAME.values():
        assert words[helper.name].startswith("runs here") == (bool(helper.where) and helper.name in BODIES)


def test_calling_one_without_a_body_is_told_with_its_reason() -> None:
    for name, reason in WITHOUT.items():
        source = assemble(f".section tc\ncall bpf_{name}\nr0 = 0\nexit\n")
        machine = Machine(source.maps, World(), programs=source.programs)
        outcome = Interpreter(machine, source.programs[0]).run((machine.enter_skb(bytes(64)),), 100)
        assert outcome.fault is not None
        assert outcome.fault.kind == "helper-unavailable"
        assert reason in outcome.fault.message
