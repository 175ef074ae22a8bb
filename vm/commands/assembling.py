"""`asm` and `disasm`: text to bytecode and back."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from vm.commands import files
from vm.disasm import object_text
from vm.elf import assembly, read_object
from vm.errors import VmError
from vm.insn import encode
from vm.program import Object, Program


def add_asm(subparsers: Any) -> None:
    """`asm FILE [-o OUT.bin] [--program NAME]`."""
    parser = subparsers.add_parser("asm", help="assemble a source into raw bytecode")
    parser.add_argument("file", help="assembly source (.s)")
    parser.add_argument("-o", "--output", help="where the bytecode goes; without it, hexadecimal on standard output")
    parser.add_argument("--program", help="which program, where the source holds several")
    parser.add_argument("--prog-type", help="program type of code before any .section (default xdp)")
    parser.set_defaults(main=asm)


def add_disasm(subparsers: Any) -> None:
    """`disasm FILE [--syntax kernel|mnemonic]`."""
    parser = subparsers.add_parser("disasm", help="print bytecode, an object or a source as assembly")
    parser.add_argument("file", help="raw bytecode (.bin), ELF object (.o) or assembly (.s)")
    parser.add_argument(
        "--syntax", choices=("kernel", "mnemonic", "llvm"), default="kernel", help="llvm: for llvm-mc -triple bpf"
    )
    parser.add_argument("--prog-type", help="program type of raw bytecode (default xdp)")
    parser.set_defaults(main=disasm)


def asm(arguments: Namespace) -> int:
    """Assemble; 0 done, 2 the input could not be used."""
    try:
        unit = files.load(arguments.file, arguments.prog_type)
        program = _chosen(unit.object, arguments.program)
    except VmError as error:
        return files.unusable(error, arguments.file)
    if program is None:
        names = ", ".join(p.name for p in unit.object.programs)
        print(f"choose one with --program: {names}", file=sys.stderr)  # noqa: T201
        return 2
    code = encode(program.insns)
    if arguments.output:
        Path(arguments.output).write_bytes(code)
    else:
        print(code.hex())  # noqa: T201
    return 0


def _chosen(unit: Object, name: str | None) -> Program | None:
    if name is None:
        return unit.programs[0] if len(unit.programs) == 1 else None
    return next((program for program in unit.programs if program.name == name), None)


def disasm(arguments: Namespace) -> int:
    """Print assembly; 0 done, 2 the input could not be used."""
    try:
        is_object = arguments.file.endswith(".o")
        unit = files.load(arguments.file, arguments.prog_type or (None if is_object else "xdp")).object
        notes = _lines(arguments.file) if is_object else {}
    except VmError as error:
        return files.unusable(error, arguments.file)
    llvm = arguments.syntax == "llvm"
    text = assembly.llvm(unit) if llvm else object_text(unit, syntax=arguments.syntax, notes=notes)
    print(text, end="")  # noqa: T201
    return 0


def _lines(path: str) -> dict[str, dict[int, str]]:
    """The lines of C that an object remembers: program -> slot -> text."""
    lines = read_object(Path(path).read_bytes()).lines
    return {
        name: {slot: f"{row.line}: {row.text}".replace("\n", " ") for slot, row in rows} for name, rows in lines.items()
    }
