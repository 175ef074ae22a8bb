"""`python -m vm compare`: both answers are shown, and where they part; the exit code says whether they do."""

from dataclasses import replace
from pathlib import Path

import pytest

from vm import cli, live
from vm.asm import assemble
from vm.commands.compare import DIFFERENT, NO_KERNEL, SAME, Answer, own, report
from vm.verifier import ROOT

FINE = "r0 = 2\nexit\n"
BROKEN = "r0 = r3\nexit\n"
(PROGRAM,) = assemble(BROKEN, default_type="xdp").programs
here = pytest.mark.skipif(not live.available(), reason="no kernel here that loads programs (root and Linux needed)")


@here
@pytest.mark.live
@pytest.mark.parametrize("text", [FINE, BROKEN])
def test_the_kernel_agrees(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "program.s"
    path.write_text(".section xdp\n" + text)
    assert cli.main(["compare", str(path)]) == SAME
    assert "the logs agree" in capsys.readouterr().out


def test_differences_are_starred() -> None:
    ours = own(PROGRAM, 2, ROOT)
    theirs = replace(ours, error_lines=("R3 is strange",), log=(*ours.log[:-2], "R3 is strange", ours.log[-1]))
    told = report(PROGRAM, theirs, ours)
    assert [line.split()[0] for line in told.splitlines()].count("*") == 2
    assert "kernel  R3 is strange" in told
    assert "here    R3 !read_ok" in told


def test_agreement_has_no_star() -> None:
    ours: Answer = own(PROGRAM, 2, ROOT)
    assert "*" not in report(PROGRAM, ours, ours)


def test_without_a_kernel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "program.s"
    path.write_text(".section xdp\n" + FINE)
    monkeypatch.setattr(live, "available", lambda: False)
    assert cli.main(["compare", str(path)]) == NO_KERNEL
    assert DIFFERENT != SAME
