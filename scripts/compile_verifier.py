"""The verifier as native code, for who wants its verdicts faster: `make compile`. Never needed.

    python scripts/compile_verifier.py           build, unless these very sources are built already
    python scripts/compile_verifier.py --undo    remove every build

mypyc compiles the rooms of the walk from the very sources that plain Python runs. A build lies apart from them, in a
folder named after them (`vm.compiled`), and is taken by whatever is started from then on, until a source changes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULES = ROOT / "vm" / "verifier"
sys.path.insert(0, str(ROOT))

from vm import compiled  # noqa: E402 - it lies where was just pointed to

APART = ("__init__", "log", "profile", "recorder", "verify")
"""Rooms that stay plain, as explanations do: they are not walked through for every instruction."""

SETUP = """
from setuptools import setup
from mypyc.build import mypycify
modules = mypycify({given!r}, opt_level="1", debug_level="0", target_dir={scratch!r}, group_name="vm.verifier.rooms")
setup(name="verifier", packages=[], ext_modules=modules)
"""


def undo() -> None:
    """Back to plain Python."""
    builds = compiled.folder()
    if builds:
        shutil.rmtree(builds, ignore_errors=True)


def make() -> int:
    """Compile into the folder that these sources have. It is there as a whole or not at all."""
    builds = compiled.folder()
    if builds is None:
        sys.exit("EBPF_COMPILED is empty: no builds are wanted here")
    if compiled.build():
        sys.stdout.write("these sources are compiled already\n")
        return 0
    name = compiled.digest()
    undo()
    builds.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=builds) as scratch:
        rooms = sorted(path for path in RULES.glob("*.py") if path.stem not in APART)
        given = ["--config-file", str(ROOT / "pyproject.toml"), *map(str, rooms)]
        setup = SETUP.format(given=given, scratch=f"{scratch}/c")
        command = ["--quiet", "build_ext", "--build-temp", f"{scratch}/objects", "--build-lib", f"{scratch}/lib"]
        # The sources are this repository's own. While they are compiled no build of them is to be imported.
        environment = os.environ | {"EBPF_COMPILED": "", "MYPYPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", setup, *command], cwd=scratch, env=environment, check=False)  # noqa: S603
        if compiled.digest() != name:
            sys.exit("a source was changed meanwhile: nothing is kept")
        if not done.returncode:
            Path(scratch, "lib").rename(builds / name)
    return done.returncode


if __name__ == "__main__":
    if sys.argv[1:] == ["--undo"]:
        undo()
    else:
        sys.exit(make())
