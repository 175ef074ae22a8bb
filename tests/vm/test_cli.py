"""`python -m vm asm` and `disasm`, as a terminal sees them."""

from pathlib import Path

import pytest

from vm.cli import main

CASES = Path(__file__).parents[1] / "cases"


def test_asm_prints_or_writes_the_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.s"
    source.write_text("r0 = XDP_PASS\nexit\n")
    assert main(["asm", str(source)]) == 0
    assert capsys.readouterr().out == "b7000000020000009500000000000000\n"
    assert main(["asm", str(source), "-o", str(tmp_path / "a.bin")]) == 0
    assert (tmp_path / "a.bin").read_bytes().hex() == "b7000000020000009500000000000000"


def test_disasm_reads_bytecode(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.bin").write_bytes(bytes.fromhex("b7000000020000009500000000000000"))
    assert main(["disasm", str(tmp_path / "a.bin"), "--syntax", "mnemonic"]) == 0
    assert "mov r0, 2\n    exit\n" in capsys.readouterr().out


def test_disasm_of_an_object_shows_its_lines_and_assembles_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["disasm", str(CASES / "elf" / "counts.o")]) == 0
    text = capsys.readouterr().out
    assert "    # 37: seen++;\n" in text
    (tmp_path / "a.s").write_text(text)
    assert main(["asm", str(tmp_path / "a.s"), "--program", "count_reads"]) == 0


def test_a_wrong_source_is_exit_code_2_with_a_caret(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.s").write_text("r0 = 0\nr11 = 1\n")
    assert main(["asm", str(tmp_path / "a.s")]) == 2
    said = capsys.readouterr().err
    assert "    2 | r11 = 1\n      | ^^^\n" in said


def test_a_missing_file_is_exit_code_2(tmp_path: Path) -> None:
    assert main(["disasm", str(tmp_path / "none.bin")]) == 2
