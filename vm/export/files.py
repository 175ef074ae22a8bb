"""Which generated file holds what."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from vm.export import facts_ts, typescript

ROOT: Final = Path(__file__).resolve().parents[2]

FILES: Final[dict[str, Callable[[], str]]] = {
    "frontend/src/generated/protocol.ts": typescript.protocol,
    "frontend/src/generated/facts.ts": facts_ts.facts,
    "frontend/src/generated/rejections.ts": facts_ts.reasons,
}
"""Path from the project's root -> what makes its text."""


def write(root: Path = ROOT) -> list[str]:
    """Write every file whose text has changed. Returns the paths written."""
    written: list[str] = []
    for name, make in FILES.items():
        path = root / name
        text = make()
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            written.append(name)
    return written
