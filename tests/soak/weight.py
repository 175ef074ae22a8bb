"""What the processes of a playground hold: memory and open files, weighed at the beginning and at the end."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.service.conftest import Service

PARTS = ("uvicorn", "celery", "unixsocket")  # words in the command lines of the parts that live long
MORE_MEMORY = 40 << 20  # bytes a part may gain: caches fill; a leak of a kilobyte a run is more
MORE_FILES = 20


@dataclass
class Scale:
    """Resident bytes and open files of each long-lived part, by moment."""

    service: Service
    weights: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    def weigh(self, moment: str) -> None:
        self.weights[moment] = {part: _held(self.service.main_of(part)) for part in PARTS}

    def wrong(self) -> list[str]:
        """Parts that grew more than caches explain."""
        found = []
        for part, (memory, files) in self.weights["ended"].items():
            memory_before, files_before = self.weights["begun"][part]
            if memory - memory_before > MORE_MEMORY:
                found.append(f"{part} grew from {memory_before >> 20} to {memory >> 20} MiB")
            if files - files_before > MORE_FILES:
                found.append(f"{part} held {files_before} open files and now {files}")
        return found

    def lines(self) -> list[str]:
        return [
            f"{moment}: "
            + ", ".join(f"{part} {memory >> 20} MiB {files} files" for part, (memory, files) in held.items())
            for moment, held in self.weights.items()
        ]


def _held(pid: int) -> tuple[int, int]:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096, len(list(Path(f"/proc/{pid}/fd").iterdir()))
