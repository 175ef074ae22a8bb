"""`python -m vm native FILE`: what the JIT makes of a program, as text, with the bytecode instruction of each line.

Exit code: 0 shown, 1 the verifier refuses the program, 2 the input could not be used.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any, Final

from vm.analysis.native import NotShown, native
from vm.commands import files
from vm.disasm import insn_text
from vm.errors import VmError
from vm.jit.text import TRIPLES, Line
from vm.program import Program
from vm.verifier import Verified, verify

SHOWN, REFUSED, UNUSABLE = range(3)
WIDTH: Final = 76
"""Columns of code before the bytecode."""


def add_parser(subparsers: Any) -> None:
    """`native FILE [--program NAME] [--as llvm|x86_64|aarch64]`."""
    parser = subparsers.add_parser("native", help="show the LLVM IR or machine code that a program becomes")
    parser.add_argument("file", help="assembly (.s), raw bytecode (.bin) or ELF object (.o)")
    parser.add_argument("--program", help="which program; without it, all of the file")
    parser.add_argument("--as", dest="form", choices=("llvm", *TRIPLES), default="x86_64", help="which text")
    parser.add_argument("--prog-type", help="program type of raw bytecode")
    parser.set_defaults(main=main)


def main(arguments: Namespace) -> int:
    """Show it; returns the exit code."""
    try:
        unit = files.load(arguments.file, arguments.prog_type)
    except VmError as error:
        return files.unusable(error, arguments.file)
    chosen = [p for p in unit.object.programs if arguments.program in {None, p.name}]
    if not chosen:
        sys.stderr.write(f"no program is called {arguments.program!r}\n")
        return UNUSABLE
    return max(_show(program, arguments.form) for program in chosen)


def _show(program: Program, form: str) -> int:
    answer = verify(program)
    if not isinstance(answer, Verified):
        sys.stderr.write(f"{program.name} is refused: {answer.error_lines[-1] if answer.error_lines else ''}\n")
        return REFUSED
    try:
        lines = native(program, answer.packet_pointer_loads)[form]
    except NotShown as why:
        sys.stderr.write(f"{program.name}: {why}\n")
        return UNUSABLE
    sys.stdout.write("".join(f"{line}\n" for line in _beside(program, lines)))
    return SHOWN


def _beside(program: Program, lines: Sequence[Line]) -> Iterator[str]:
    """Each line of code, with the instruction it came from where that changes."""
    last: int | None = None
    for line in lines:
        code = line.text.replace("\t", "    ")
        if line.slot is None or line.slot == last:
            yield code
            continue
        last = line.slot
        yield f"{code:<{WIDTH}} ; {last}: {insn_text(program.insns, last, style='kernel')}"
