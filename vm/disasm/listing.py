"""Programs as text that assembles back to the same bytes."""

from collections.abc import Mapping, Sequence
from typing import Final

from vm.disasm import kernel, log, mnemonic
from vm.disasm.names import Names, named
from vm.disasm.pieces import U64, Form
from vm.facts import isa
from vm.insn import Instruction
from vm.program import MapSpec

_WIDE: Final = {kind.src: kind.name for kind in isa.WIDE}


def insn_text(
    insns: Sequence[Instruction], pc: int, *, style: str = "verifier", opcode: bool = True, wide: int | None = None
) -> str:
    """One instruction.

    style    "verifier", "kernel" or "mnemonic"
    opcode   for "verifier": whether "(b7) " stands in front
    wide     for ld_imm64 in style "verifier": the number to show, since the kernel shows addresses of maps
    """
    insn = insns[pc]
    second = insns[pc + 1] if pc + 1 < len(insns) else Instruction(0)
    if style == "verifier":
        text = log.text(insn, second, wide)
        unknown = text.startswith("BUG_")  # the log spells these by the opcode alone
        return f"({insn.opcode:02x}) {text}" if opcode and not unknown else text
    forms = mnemonic.FORMS if style == "mnemonic" else kernel.FORMS
    return _text(insn, second, pc, forms, Names())[0]


def disassemble(
    insns: Sequence[Instruction],
    *,
    syntax: str = "kernel",
    maps: Sequence[MapSpec] = (),
    labels: Mapping[int, str] | None = None,
) -> str:
    """A listing that assembles back to `insns`, one instruction a line, with labels at every target.

    syntax   "kernel" or "mnemonic"
    maps     whose names stand for the indices in `imm`; they must be declared where the text is assembled
    labels   slot -> name for places that have one; others are made up
    """
    return listing(insns, syntax, maps, labels or {}, set(), {})


def statements(
    insns: Sequence[Instruction],
    *,
    syntax: str = "kernel",
    maps: Sequence[MapSpec] = (),
    labels: Mapping[int, str] | None = None,
) -> dict[int, str]:
    """Every instruction by its slot, as a source writes it: maps and the places of `labels` by name, other targets as distances."""
    labels = labels or {}
    names = named(insns, maps, labels, set())
    given = Names(maps=names.maps, places={slot: name for slot, name in names.places.items() if slot in labels})
    forms = mnemonic.FORMS if syntax == "mnemonic" else kernel.FORMS
    texts, pc = {}, 0
    while pc < len(insns):
        second = insns[pc + 1] if pc + 1 < len(insns) else Instruction(0)
        texts[pc], slots = _text(insns[pc], second, pc, forms, given)
        pc += slots
    return texts


def listing(
    insns: Sequence[Instruction],
    syntax: str,
    maps: Sequence[MapSpec],
    labels: Mapping[int, str],
    taken: set[str],
    notes: Mapping[int, str],
) -> str:
    """As `disassemble`; no label is one of `taken`, to which those used are added. `notes` are comments by slot."""
    names = named(insns, maps, labels, taken)
    forms = mnemonic.FORMS if syntax == "mnemonic" else kernel.FORMS
    lines: list[str] = []
    pc = 0
    while pc < len(insns):
        if pc in names.places:
            lines.append(f"{names.places[pc]}:")
        if pc in notes:
            lines.append(f"    # {notes[pc]}")
        second = insns[pc + 1] if pc + 1 < len(insns) else Instruction(1)
        text, slots = _text(insns[pc], second, pc, forms, names)
        lines.append(f"    {text}")
        pc += slots
    return "\n".join([*lines, ""])


def _text(insn: Instruction, second: Instruction, pc: int, forms: Mapping[int, Form], names: Names) -> tuple[str, int]:
    """The text of one instruction, and how many slots it covers."""
    if insn.dst <= 10 and insn.src <= 10 and insn.opcode == isa.LD_IMM64:
        text = _wide_text(insn, second, pc, names, mnemonic=forms is mnemonic.FORMS)
        if text:
            return text, 2
    elif insn.dst <= 10 and insn.src <= 10 and (form := forms.get(insn.opcode)):
        text = form(insn, pc, names)
        if text:
            return text, 1
    return f".insn {insn.encode().hex()}", 1


def _wide_text(insn: Instruction, second: Instruction, pc: int, names: Names, *, mnemonic: bool) -> str | None:
    if second[:4] != (0, 0, 0, 0) or insn.off or insn.src not in _WIDE:
        return None
    value = _wide_value(insn, second, pc, names)
    return f"lddw r{insn.dst}, {value}" if mnemonic else f"r{insn.dst} = {value} ll"


def _wide_value(insn: Instruction, second: Instruction, pc: int, names: Names) -> str:
    low, high = insn.imm, second.imm
    if insn.src == isa.WIDE_IMM:
        return f"{(high << 32 | low & 0xFFFF_FFFF) & U64:#x}"
    name = names.maps[low] if 0 <= low < len(names.maps) else None
    if insn.src == isa.WIDE_MAP and name and not high:
        return name
    if insn.src == isa.WIDE_MAP_VALUE and name:
        return f"{name}[0] {'-' if high < 0 else '+'} {abs(high)}"
    if insn.src == isa.WIDE_FUNC and not high and pc + 1 + low in names.places:
        return names.places[pc + 1 + low]
    tail = f" {'-' if high < 0 else '+'} {abs(high)}" if high else ""
    return f"{_WIDE[insn.src]} {low}{tail}"
