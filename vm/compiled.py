"""Native builds of rooms of this package, where somebody made one (`make compile`). Never needed.

A build lies in a folder named after the sources it was made from, by their digest. Other sources, another
name: a build may be missing, but it never hides newer sources. Without any build nothing is read.

EBPF_COMPILED names the folder that builds lie in; set but empty, sources run whatever was built.
"""

import hashlib
import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = ("vm/errors.py", "vm/insn.py", "vm/program.py", "vm/facts/*.py", "vm/verifier/**/*.py")
"""What a build depends on: the rooms themselves, and whatever constants and types of others they have in them."""


def folder(root: Path = ROOT) -> Path | None:
    """Where builds lie; None when none is wanted."""
    named = os.environ.get("EBPF_COMPILED", "build/compiled")
    return root / named if named else None


def digest(root: Path = ROOT) -> str:
    """What the sources are now, in 32 letters."""
    found = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            text = path.read_bytes()
            found.update(f"{path.relative_to(root).as_posix()} {len(text)}\n".encode() + text)
    return found.hexdigest()[:32]


def build(root: Path = ROOT) -> Path | None:
    """The folder of the build of exactly these sources, if there is one."""
    builds = folder(root)
    if builds is None or not builds.is_dir():
        return None
    place = builds / digest(root)
    return place if place.is_dir() else None


def first(package: str, root: Path = ROOT) -> list[str]:
    """Folders in which a package's modules are looked for before its own."""
    place = build(root)
    return [str(place.joinpath(*package.split(".")))] if place else []
