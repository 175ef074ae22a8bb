"""Jobs on files: an ELF object as a source for the editor, a source as a file for other tools. Texts in, texts out."""

import base64
from dataclasses import replace
from typing import Any, Final

from vm.asm import assemble
from vm.disasm import object_text
from vm.elf import assembly, read_object
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.insn import decode
from vm.program import Object, Program

SOURCE_SIZE: Final = limits.value("source-size")
REMARKS: Final = 40
"""Remarks on an object that are passed on."""
OBJECT_SIZE: Final = limits.value("object-size")
SLOT: Final = 8
"""Bytes of an instruction."""
ENDS: Final = (b"\x95", b"\x05")
"""The opcodes of exit and goto: what a program ends in."""


class Refused(VmError):
    """The file is read, and yet nothing can be made of it."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(Diagnostic(code=code, message=message, hint=hint))


def source_of(request: dict[str, Any]) -> dict[str, Any]:
    """The object or bare bytecode in `object` (base64) as a source that assembles to the same programs; `program` chooses one.

    raises   VmError for what is no object, has no such program, or is longer as text than a source may be
    """
    try:
        data = base64.b64decode(request["object"], validate=True)
    except ValueError:
        raise Refused("object.base64", "the object is not valid base64") from None
    if len(data) > OBJECT_SIZE:
        raise Refused("object.too-large", f"the object has {len(data)} bytes, the limit is {OBJECT_SIZE}")
    if _is_bytecode(data):
        return {"source": _bytecode(data), "license": "GPL", "programs": [], "maps": [], "remarks": []}
    loaded = read_object(data)
    unit, rows = loaded.object, [_row(program) for program in loaded.object.programs]
    if request["program"] is not None:
        unit = _alone(_chosen(unit, request["program"]), unit)
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


def _is_bytecode(data: bytes) -> bool:
    """Whether this may be instructions without a file around them, as `file_of` hands them out."""
    return not data.startswith(b"\x7fELF") and len(data) % SLOT == 0 and data[-SLOT : -SLOT + 1] in ENDS


def _bytecode(data: bytes) -> str:
    """Bare instructions as a source: what calls them, and which maps they mean, nobody can tell from them."""
    program = Program(name="program", section="xdp", prog_type="xdp", insns=decode(data))
    head = "# Bytecode does not say what calls it: choose the section. `map_fd N` stands for a map to declare.\n"
    text = head + object_text(Object(programs=(program,)))
    if (size := len(text.encode())) > SOURCE_SIZE:
        raise Refused("object.too-long", f"as text this is {size} bytes, the limit source-size is {SOURCE_SIZE}")
    return text


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


def _alone(program: Program, unit: Object) -> Object:
    """One program of an object, with its maps; those that held other programs are empty."""
    maps = tuple(replace(spec, contents=()) if spec.type == "prog_array" else spec for spec in unit.maps)
    return Object(programs=(replace(program, maps=maps),), maps=maps, license=unit.license)


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
