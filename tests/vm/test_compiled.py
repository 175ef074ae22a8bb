"""A compiled build is taken while its sources are what they were, and says what they say."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.fuzz import differ
from tests.vm.verifier import corpus
from tests.vm.verifier.test_cases import documents, program_of, recorded_program, records
from vm import compiled
from vm.commands.compare import PROFILES
from vm.verifier import ROOT as TRUSTED
from vm.verifier import Refused, verify

ROOT = compiled.ROOT
PLAIN = os.environ | {"EBPF_COMPILED": ""}
BUILT = {name: value for name, value in os.environ.items() if name != "EBPF_COMPILED" or value}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package, with a build of it whose one room says that it is compiled."""
    shutil.copytree(ROOT / "vm", tmp_path / "vm", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    build = tmp_path / "build" / "compiled" / compiled.digest(tmp_path) / "vm" / "verifier"
    build.mkdir(parents=True)
    (build / "profile.py").write_text((ROOT / "vm" / "verifier" / "profile.py").read_text() + "\nCOMPILED = True\n")
    return tmp_path


def taken(house: Path, **environment: str) -> bool:
    code = "import vm.verifier.profile as room, vm.verifier.verify; print(hasattr(room, 'COMPILED'))"
    kept = {name: value for name, value in os.environ.items() if name != "EBPF_COMPILED"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=house, env=kept | environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip() == "True"


def test_a_build_of_these_sources_is_taken(house: Path) -> None:
    assert taken(house)


def test_no_build_is_taken_where_none_is_wanted(house: Path) -> None:
    assert not taken(house, EBPF_COMPILED="")
    assert not taken(house, EBPF_COMPILED="elsewhere")


def test_a_build_may_lie_elsewhere(house: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("builds")
    (house / "build" / "compiled").rename(elsewhere / "compiled")
    assert not taken(house)
    assert taken(house, EBPF_COMPILED=str(elsewhere / "compiled"))


@pytest.mark.parametrize("source", ["vm/verifier/scalar.py", "vm/facts/isa.py", "vm/insn.py"])
def test_a_build_of_other_sources_is_not(house: Path, source: str) -> None:
    path = house / source
    before = path.read_text()
    path.write_text(before + "\n")
    assert not taken(house)
    path.write_text(before)
    assert taken(house)


def test_a_new_source_makes_other_sources(house: Path) -> None:
    (house / "vm" / "verifier" / "rules.py").write_text("")
    assert not taken(house)


def recorded() -> Iterator[str]:
    """What the verifier at hand says of every recorded program, the log included where one was recorded."""
    programs = chain(
        ((program_of(case.values[0]), TRUSTED, 2) for case in documents()),
        ((recorded_program(record.values[0]), TRUSTED, 2) for record in records()),
        ((differ.program_of(case), PROFILES[case["profile"]], 2) for case in corpus.families()),
        ((case.program(), case.profile, case.level & 3) for path in corpus.areas() for case in corpus.programs(path)),
    )
    for program, profile, level in programs:
        answer = verify(program, log_level=level, profile=profile)
        said: tuple[object, ...] = (answer.ok, answer.stats, answer.log)
        if isinstance(answer, Refused):
            said += (answer.code, answer.errno_name, answer.insn, answer.error_lines)
        yield hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def answers(environment: dict[str, str]) -> list[str]:
    code = "import vm.verifier.scalar as room; print(room.__file__)\nfrom tests.vm import test_compiled\n"
    code += "print(*test_compiled.recorded(), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_compiled_rooms_say_what_the_sources_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", BUILT)
    if not compiled.build():
        pytest.skip("the verifier is not compiled, or not from these sources: make compile")
    (room, *native), (source, *plain) = answers(BUILT), answers(PLAIN)
    assert (Path(room).suffix, Path(source).suffix) == (".so", ".py")
    assert len(plain) > 100
    assert native == plain
