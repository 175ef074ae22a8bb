"""Maps answer as Linux 6.18 does: programs through helpers, user space through bpf(2), errno by errno.

Recorded sequences of random operations, played on both engines; where a kernel can be asked, some that nobody
has recorded. EBPF_FUZZ_SEED chooses others.
"""

import json
import lzma
import os
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz import elements, streams
from vm import live

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "runtime"
SEED = int(os.environ.get("EBPF_FUZZ_SEED", "20000"))
SEQUENCES = 20
ENGINES = ("interp", "jit")
asks_the_kernel = pytest.mark.skipif(
    not live.available(), reason="no kernel here that loads programs (root and Linux needed)"
)


def _records(name: str) -> list[dict[str, Any]]:
    text = lzma.decompress((FOLDER / f"{name}.jsonl.xz").read_bytes()).decode()
    return [json.loads(line) for line in text.splitlines()]


def test_every_type_is_recorded_with_every_operation_it_has() -> None:
    done: dict[str, set[tuple[bool, str]]] = {}
    for record in _records("elements"):
        done.setdefault(record["type"], set()).update((step[0], step[1]) for step in record["steps"])
    for type_ in elements.TYPES:
        assert done[type_] >= {(False, op) for op in elements.USER_OPS}
        assert done[type_] >= {(True, op) for op in elements.allowed(type_)}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("type_", elements.TYPES)
def test_recorded_sequences(type_: str, engine: str) -> None:
    for record in _records("elements"):
        if record["type"] != type_:
            continue
        spec = elements.spec_of(record["map"])
        ours = elements.Ours(spec, engine)
        for number, (*fields, result, data) in enumerate(record["steps"]):
            step = elements.step_of(fields)
            mine, answer = elements.comparable(spec, step, ours.do(step))
            assert (mine, answer.hex()) == (result, data), f"seed {record['seed']}, step {number}: {step}"
        found = {key.hex(): value.hex() for key, value in elements.everything(spec, ours).items()}
        assert found == record["contents"], f"seed {record['seed']}"


@pytest.mark.parametrize("engine", ENGINES)
def test_recorded_streams(engine: str) -> None:
    for record in _records("streams"):
        runs = streams.ours(record["source"], record["takes"], engine)
        assert [[list(answers), streams.digests(taken)] for answers, taken in runs] == record["runs"], record["seed"]


@pytest.mark.live
@asks_the_kernel
@pytest.mark.parametrize("type_", elements.TYPES)
def test_new_sequences(type_: str) -> None:
    for seed in range(SEED, SEED + SEQUENCES):
        assert elements.differing(type_, seed, "interp") == ""


@pytest.mark.live
@asks_the_kernel
@pytest.mark.parametrize("engine", ENGINES)
def test_new_streams(engine: str) -> None:
    for seed in range(SEED, SEED + SEQUENCES):
        assert streams.differing(seed, engine) == ""
