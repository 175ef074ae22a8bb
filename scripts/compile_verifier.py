# ruff: noqa: INP001 - a script, not a package
"""The verifier as native code, for who wants its verdicts faster: `make compile`. Never needed.

    python scripts/compile_verifier.py           build, next to the sources
    python scripts/compile_verifier.py --undo    remove what was built

mypyc compiles the rooms of the walk from the very sources that plain Python runs; Python takes the
built modules where they stand and the sources where they do not. A built module hides its source: build
again, or undo, after editing one.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
# fmt: off
ROOMS = (
    "alu", "atomics", "branch", "cfg", "compute", "context", "contradiction", "explore", "jump",
    "liveness", "livestack", "loops", "memory", "pointer", "precision", "prune", "refusal", "scalar",
    "scc", "stack", "state", "step", "structure", "subprograms", "tnum", "values", "walk",
)
# fmt: on
"""What is walked through for every instruction. The log and the explanations gain nothing."""


def built() -> list[Path]:
    """What an earlier build left: a module a room, and one with the code of all of them."""
    return [*(ROOT / "vm" / "verifier").glob("*.so"), *ROOT.glob("*__mypyc*.so")]


def undo() -> None:
    """Back to plain Python."""
    for path in built():
        path.unlink()


def build() -> int:
    """Compile. A failed build leaves plain Python as it was."""
    undo()
    sources = [f"vm/verifier/{room}.py" for room in ROOMS]
    with tempfile.TemporaryDirectory() as scratch:
        script = (
            "from setuptools import setup\nfrom mypyc.build import mypycify\n"
            f"setup(name='verifier', packages=[], ext_modules=mypycify({sources!r}, opt_level='1', debug_level='0', "
            f"target_dir={scratch!r}))\n"
        )
        command = ["build_ext", "--inplace", "--build-temp", scratch, "--build-lib", scratch]
        # The sources are this repository's own.
        done = subprocess.run([sys.executable, "-c", script, *command], cwd=ROOT, check=False)  # noqa: S603
    if done.returncode:
        undo()
    return done.returncode


if __name__ == "__main__":
    if sys.argv[1:] == ["--undo"]:
        undo()
    else:
        sys.exit(build())
