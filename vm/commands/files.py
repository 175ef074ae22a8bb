"""Reading what a command is asked to work on: assembly, raw bytecode, or an ELF object."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vm import elf
from vm.asm import assemble
from vm.disasm import object_text
from vm.errors import Diagnostic, ObjectError, VmError
from vm.facts import limits
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.insn import decode
from vm.program import Object, Program
from vm.sections import default_section

BYTECODE: Final = ".bin"
ELF_MAGIC: Final = b"\x7fELF"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a file holds, and its text where it is one."""

    object: Object
    source: str


class FileError(VmError):
    """The file is not there, or is nothing we read."""


def load(path: str, prog_type: str | None) -> Unit:
    """The programs of the file at `path`.

    prog_type   of raw bytecode, and of assembly before any `.section`
    raises      VmError with every diagnostic
    """
    data = _bytes(path)
    if data.startswith(ELF_MAGIC):
        return Unit(_object(data, prog_type), "")
    if path.endswith(BYTECODE):
        return Unit(_raw(data, prog_type), "")
    source = _text(data)
    return Unit(assemble(source, default_type=prog_type), source)


def source(path: str, prog_type: str | None = None) -> str:
    """The file at `path` as a source: its text, or what an object or bytecode says in assembly; raises VmError."""
    data = _bytes(path)
    if data.startswith(ELF_MAGIC):
        return object_text(_object(data, prog_type))
    return object_text(_raw(data, prog_type)) if path.endswith(BYTECODE) else _text(data)


def _object(data: bytes, prog_type: str | None) -> Object:
    """An ELF object; what is to be known about it goes to standard error."""
    loaded = elf.read_object(data, default_type=prog_type)
    for remark in loaded.remarks():
        sys.stderr.write(f"note: {remark}\n")
    return loaded.object


def text(path: str) -> str:
    """The text of the file at `path`; raises VmError."""
    return _text(_bytes(path))


def unusable(error: VmError, path: str) -> int:
    """Say on standard error why the file at `path` cannot be used; returns exit code 2."""
    try:
        source = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        source = ""
    for diagnostic in error.diagnostics:
        sys.stderr.write(diagnostic.render(source) + "\n")
    return 2


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(limits.value("object-size") + 1)
    except OSError as error:
        raise FileError(Diagnostic(code="file.unreadable", message=f"{path}: {error.strerror or error}")) from None
    if len(data) > limits.value("object-size"):
        message = f"{path} is larger than the limit object-size of {limits.value('object-size')} bytes"
        raise FileError(Diagnostic(code="limit.object-size", message=message))
    return data


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise FileError(Diagnostic(code="file.not-text", message=f"no UTF-8 text: byte {error.start}")) from None


def _raw(data: bytes, prog_type: str | None) -> Object:
    if prog_type is None:
        hint = f"say --prog-type, one of {', '.join(PROGRAM_TYPE_BY_NAME)}"
        raise ObjectError(
            Diagnostic(code="bytecode.no-type", message="raw bytecode does not say its program type", hint=hint)
        )
    row = default_section(prog_type)
    section = row.pattern if row else prog_type
    program = Program(name="main", section=section, prog_type=prog_type, insns=decode(data), license="GPL")
    return Object(programs=(program,), license="GPL")
