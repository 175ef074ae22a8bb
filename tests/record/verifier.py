"""Ask Linux about the verifier's cases and write its answers down beside them.

    python -m tests.record.verifier [written] [families] [recorded]

written    programs as text: tests/cases/verifier/written
families   a sample of every family of the fuzzer, by either profile: tests/cases/verifier/families.jsonl.xz
recorded   records of bytecode: tests/cases/verifier/recorded

Needs root and a kernel that loads programs; nothing is ever attached.
"""

import json
import lzma
import sys
from collections.abc import Iterator
from typing import Any

from tests.fuzz import differ
from tests.fuzz.__main__ import ALL, draw
from tests.vm.verifier import corpus
from tests.vm.verifier.test_cases import recorded_program
from vm import live
from vm.commands.compare import PROFILES

LONGEST_LOG = 5000
"""Characters of a log that a recorded case of a family may hold."""
SAMPLE = {"root": 25, "no-perfmon": 10}
"""Programs of each family."""
QUESTION = ("id", "prog_type", "insns", "maps", "license", "prog_flags")


def written() -> None:
    """The hand-written programs."""
    for path in corpus.areas():
        lines = []
        for case in corpus.programs(path):
            answer = differ.kernel_answer(case.program(), case.profile, case.level)
            lines.append(json.dumps({"name": case.name} | differ.kept(answer)))
        path.with_suffix(".jsonl").write_text("".join(f"{line}\n" for line in lines))


def families() -> None:
    """The first programs of each family whose logs are short."""
    lines = "".join(json.dumps(case) + "\n" for name in SAMPLE for family in ALL for case in _sample(family, name))
    corpus.FAMILIES.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))


def _sample(family: str, name: str) -> Iterator[dict[str, Any]]:
    kept = seed = 0
    while kept < SAMPLE[name]:
        asked = draw(family, seed, PROFILES[name])
        answer = differ.kernel_answer(asked, PROFILES[name])
        if sum(map(len, answer["log"])) <= LONGEST_LOG:
            yield differ.case(asked, answer, family=family, seed=seed, profile=name)
            kept += 1
        seed += 1


def recorded() -> None:
    """Every record of bytecode: a question stays, its answer is replaced."""
    for path in sorted((corpus.FOLDER / "recorded").glob("*.jsonl")):
        lines = [json.dumps(_answered(json.loads(line))) for line in path.read_text().splitlines()]
        path.write_text("".join(f"{line}\n" for line in lines))


def _answered(record: dict[str, Any]) -> dict[str, Any]:
    kept = {field: record[field] for field in QUESTION if field in record}
    with live.load(recorded_program(record), log_level=2) as answer:
        stats = answer.stats
        kept["verdict"] = "accept" if answer.ok else "reject"
        kept["error_lines"] = answer.error_lines
        kept["insns_processed"] = stats.insns_processed if stats else None
        if stats:
            kept["stats"] = [stats.insns_processed, stats.max_states_per_insn, stats.total_states, stats.peak_states]
    return kept


RECORDS = {"written": written, "families": families, "recorded": recorded}


def main(chosen: list[str]) -> None:
    for name in chosen or RECORDS:
        RECORDS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
