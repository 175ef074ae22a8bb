"""Ask Linux about every program of a file of records, and write its answers into it.

python -m tests.vm.verifier.record FILE...

A record needs `prog_type` and `insns`, and may have `id`, `maps`, `license` and `prog_flags`; whatever else
it holds is replaced. Needs root and a kernel that loads programs; nothing is ever attached.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.vm.verifier.test_cases import recorded_program
from vm import live

QUESTION = ("id", "prog_type", "insns", "maps", "license", "prog_flags")


def answered(record: dict[str, Any]) -> dict[str, Any]:
    """The record with what the kernel of this machine says."""
    kept = {field: record[field] for field in QUESTION if field in record}
    with live.load(recorded_program(record), log_level=2) as answer:
        stats = answer.stats
        kept["verdict"] = "accept" if answer.ok else "reject"
        kept["error_lines"] = answer.error_lines
        kept["insns_processed"] = stats.insns_processed if stats else None
        if stats:
            kept["stats"] = [stats.insns_processed, stats.max_states_per_insn, stats.total_states, stats.peak_states]
    return kept


def main(paths: list[str]) -> None:
    for name in paths:
        path = Path(name)
        lines = [json.dumps(answered(json.loads(line))) for line in path.read_text().splitlines()]
        path.write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main(sys.argv[1:])
