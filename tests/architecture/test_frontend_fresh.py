"""The built page ships with the project: what the sources build, small, self-contained; its own checks pass."""

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "frontend"
DIST = FRONTEND / "dist"
SCRIPT_LIMIT = 200_000  # bytes after gzip, everything the first load asks for
BUILD_SECONDS = 110


def manifest() -> dict:
    return json.loads((DIST / ".vite" / "manifest.json").read_text())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def npm(*arguments: str) -> None:
    done = subprocess.run(
        ["npm", *arguments], check=False, cwd=FRONTEND, capture_output=True, text=True, timeout=BUILD_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_page_passes_its_own(script: str) -> None:
    """Types by svelte-check, then vitest on the fold, the timeline, the socket and the language."""
    if shutil.which("npm") is None or not (FRONTEND / "node_modules").is_dir():
        pytest.skip("frontend/node_modules is missing: run `npm ci` there")
    npm("run", script)


def test_the_built_page_is_what_the_sources_build(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("no Node here: the built page is taken on trust")
    if not (FRONTEND / "node_modules").is_dir() and not os.environ.get("FRONTEND_INSTALL"):
        pytest.skip("frontend/node_modules is missing: run `npm ci` there, or set FRONTEND_INSTALL=1")
    if not (FRONTEND / "node_modules").is_dir():
        npm("ci", "--no-audit", "--no-fund")
    npm("run", "build", "--", "--outDir", str(tmp_path / "dist"))
    built, shipped = contents(tmp_path / "dist"), contents(DIST)
    assert built.keys() == shipped.keys()
    assert [name for name in built if built[name] != shipped[name]] == [], "run `npm run build` in frontend/"


def first_load(name: str = "src/main.ts", seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Chunks of the manifest that the page needs before it shows anything, by name."""
    seen |= {name}
    for needed in manifest()[name].get("imports", ()):
        if needed not in seen:
            seen |= first_load(needed, seen)
    return seen


def test_first_load_stays_small() -> None:
    files = [manifest()[name]["file"] for name in first_load()]
    size = sum(len(gzip.compress((DIST / name).read_bytes(), 6)) for name in files)
    assert size < SCRIPT_LIMIT


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """Style sheets name no other host and no data: address, which the page's policy would refuse."""
    sheets = sorted((DIST / "assets").glob("*.css"))
    assert sheets
    for sheet in sheets:
        for address in re.findall(r"url\(([^)]*)\)", sheet.read_text()):
            assert address.strip("'\"").startswith("/static/assets/")
