"""Ask Linux about a sample of random operations on maps and calls of helpers, and write its answers down.

    python -m tests.record.runtime

In tests/cases/runtime:

elements.jsonl.xz   a sequence a line: the map, its steps with what each gave, all elements at the end
streams.jsonl.xz    a ring buffer's program a line, what each of its runs answered, and the records that were read
helpers.jsonl.xz    a program a line that calls helpers, what each call returned, what all of them left

Needs root and a kernel that loads programs; nothing is ever attached.
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.fuzz import elements, helping, streams

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "runtime"
SEQUENCES, STREAMS, CALLS = 12, 60, 60
"""Sequences of each type of map; programs on ring buffers; programs of each type that call helpers."""


def sequence(type_: str, seed: int) -> dict[str, Any]:
    """One sequence with the kernel's answers, as it is recorded."""
    spec, steps = elements.draw(type_, seed)
    theirs = elements.Theirs(spec)
    try:
        answers = [elements.comparable(spec, step, theirs.do(step)) for step in steps]
        found = elements.everything(spec, theirs)
    finally:
        theirs.close()
    return {
        "type": type_, "seed": seed, "map": elements.spec_to_json(spec),
        "steps": [[*elements.step_to_json(step), result, data.hex()] for step, (result, data) in zip(steps, answers, strict=True)],
        "contents": {key.hex(): value.hex() for key, value in found.items()},
    }  # fmt: skip


def stream(seed: int) -> dict[str, Any]:
    """One program on a ring buffer with what the kernel's runs of it left."""
    source, takes = streams.draw(seed)
    runs = [[list(answers), streams.digests(records)] for answers, records in streams.theirs(source, takes)]
    return {"seed": seed, "source": source, "takes": takes, "runs": runs}


def calls(kind: str) -> Iterator[dict[str, Any]]:
    """Programs of a type that call helpers, with what each left in the kernel."""
    seed = kept = 0
    while kept < CALLS:
        _, source, packet = helping.draw(seed, kind)
        left = helping.theirs(source, packet)
        if not isinstance(left, str):
            kept += 1
            yield {"kind": kind, "seed": seed, "source": source, "frame": packet.hex(), "left": helping.digest(left)}
        seed += 1


def keep(name: str, records: Iterable[dict[str, Any]]) -> None:
    """Write records down, one a line."""
    lines = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
    (FOLDER / f"{name}.jsonl.xz").write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    keep("elements", (sequence(type_, seed) for type_ in elements.TYPES for seed in range(SEQUENCES)))
    keep("streams", (stream(seed) for seed in range(STREAMS)))
    keep("helpers", (record for kind in helping.KINDS for record in calls(kind)))
