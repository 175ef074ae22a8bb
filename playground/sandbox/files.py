"""Jobs on files: an ELF object as a source for the editor, a source as a file for other tools. Texts in, texts out."""

import base64
from typing import Any, Final

from vm.asm import assemble
from vm.disasm import object_text
from vm.elf import assembly, read_object
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.program import Object, Program

SOURCE_SIZE: Final = limits.value("source-size")
REMARKS: Final = 40
"""Remarks on an object that are passed on."""
OBJECT_SIZE: Final = limits.value("object-size")


class Refused(VmError):
    """The file is read, and yet nothing can be made of it."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(Diagnostic(code=code, message=message, hint=hint))


def source_of(request: dict[str, Any]) -> dict[str, Any]:
    """The object in `object` (base64) as a source that assembles to the same programs; `program` chooses one.

    raises   VmError for what is no object, has no such program, or is longer as text than a source may be
    """
    try:
        data = base64.b64decode(request["object"], validate=True)
    except ValueError:
        raise Refused("object.base64", "the object is not valid base64") from None
    if len(data) > OBJECT_SIZE:
        raise Refused("object.too-large", f"the object has {len(data)} bytes, the limit is {OBJECT_SIZE}")
    loaded = read_object(data)
    unit, rows = loaded.object, [_row(program) for program in loaded.object.programs]
    if request["program"] is not None:
        unit = Object(programs=(_chosen(unit, request["program"]),), maps=unit.maps, license=unit.license)
    notes = {
        name: {slot: f"{row.line}: {row.text}".replace("\n", " ") for slot, row in found}
        for name, found in loaded.lines.items()
    }
    remarks = list(loaded.remarks())
    head = "".join(f"# {remark}\n" for remark in remarks[:REMARKS])
    text = head + object_text(unit, notes=notes)
    if len(text.encode()) > SOURCE_SIZE:
        text = head + object_text(unit)
    size = len(text.encode())
    if size > SOURCE_SIZE:
        names = ", ".join(row["name"] for row in rows[:20])
        hint = f"choose one with `program`: {names}" if len(unit.programs) > 1 else "use `python -m vm disasm`"
        raise Refused("object.too-long", f"as text this is {size} bytes, the limit source-size is {SOURCE_SIZE}", hint)
    maps = [spec.name for spec in unit.maps]
    return {"source": text, "license": unit.license, "programs": rows, "maps": maps, "remarks": remarks[:REMARKS]}


def _row(program: Program) -> dict[str, Any]:
    return {
        "name": program.name, "section": program.section, "prog_type": program.prog_type, "insns": len(program.insns),
    }  # fmt: skip


def _chosen(unit: Object, name: str) -> Program:
    for program in unit.programs:
        if program.name == name:
            return program
    names = ", ".join(program.name for program in unit.programs[:20])
    raise Refused("object.no-such-program", f"no program is called {name[:80]!r}", f"there are {names}")


def file_of(request: dict[str, Any]) -> dict[str, str]:
    """A source as a file: `form` "bin" is the bytecode of one program, in base64; "llvm" is text for llvm-mc."""
    unit = assemble(request["source"])
    if request["form"] == "llvm":
        return {"text": assembly.llvm(unit)}
    if request["program"] is None and len(unit.programs) > 1:
        names = ", ".join(program.name for program in unit.programs[:20])
        raise Refused("object.several-programs", "the source holds several programs", f"choose with ?program=: {names}")
    program = unit.programs[0] if request["program"] is None else _chosen(unit, request["program"])
    return {"bytes": base64.b64encode(assembly.raw(program)).decode()}
