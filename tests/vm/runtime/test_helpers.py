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
from vm.facts.helpers import HELPER_BY_NAME

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
