"""Code sections to slots whose relocations are applied.

What cannot be had (a kernel variable, a structure that is not simulated) is remembered where it is missed: a program that
comes there cannot be taken, the others of the object can.
"""

from dataclasses import dataclass, field
from typing import Final

from vm.elf import btf, core
from vm.elf.externs import Externs
from vm.elf.maps import Maps
from vm.elf.reader import (
    R_BPF_64_32,
    R_BPF_64_64,
    STB_LOCAL,
    STB_WEAK,
    STT_FUNC,
    STT_NOTYPE,
    STT_SECTION,
    Elf,
    Relocation,
    wrong,
)
from vm.errors import Diagnostic
from vm.facts import isa
from vm.insn import SLOT, Instruction, decode

MAX_NOTES: Final = 50
NO_KFUNC: Final = 2_002_000_000
"""The helper that a call of a weak kernel function becomes where there is none; libbpf's number."""


@dataclass(frozen=True, slots=True)
class Function:
    """Slots `start` to `end` of a section."""

    name: str
    section: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot whose relocation is applied.

    callee    the (section, slot) it calls or points to
    missing   why a program that has it cannot be taken
    """

    insn: Instruction
    callee: tuple[int, int] | None = None
    missing: Diagnostic | None = None


@dataclass(slots=True)
class Code:
    """All code of an object.

    functions   section index -> its functions, without gaps
    slots       section index -> its slots
    notes       what was not found in the simulated kernel, for people
    """

    elf: Elf
    maps: Maps
    externs: Externs
    types: btf.Btf | None
    portable: dict[str, tuple[core.Relocation, ...]]
    functions: dict[int, list[Function]] = field(default_factory=dict)
    slots: dict[int, list[Slot]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Take all code sections.

        raises   ObjectError where a relocation makes no sense
        """
        sections = [index for index, section in enumerate(self.elf.sections) if section.is_code]
        for index in sections:
            self.functions[index] = self._functions(index)
        for index in sections:
            self.slots[index] = self._relocated(index)

    def _functions(self, index: int) -> list[Function]:
        """The functions of a section, without gaps; a section without symbols is one."""
        section = self.elf.sections[index]
        size = section.size // SLOT
        symbols = [
            s
            for s in self.elf.symbols
            if s.section == index and s.name and s.value % SLOT == 0 and s.value < section.size
        ]
        chosen = [s for s in symbols if s.type == STT_FUNC] or [
            s for s in symbols if s.type == STT_NOTYPE and s.bind != STB_LOCAL
        ]
        starts = {s.value // SLOT: s.name for s in chosen}
        starts.setdefault(0, section.name)
        ordered = sorted(starts)
        ends = [*ordered[1:], size]
        return [Function(starts[start], index, start, end) for start, end in zip(ordered, ends, strict=True)]

    def _relocated(self, index: int) -> list[Slot]:
        section = self.elf.sections[index]
        slots = [Slot(insn) for insn in decode(section.data)]
        for at, slot in enumerate(slots):
            insn = slot.insn
            if insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
                slots[at] = Slot(insn, (index, at + 1 + insn.imm))
        for relocation in self.elf.relocations.get(index, ()):
            self._apply(section.name, slots, relocation)
        for asked in self.portable.get(section.name, ()):
            self._tell(section.name, slots, asked)
        return slots

    # -- what the linker left to do

    def _apply(self, where: str, slots: list[Slot], relocation: Relocation) -> None:
        at, odd = divmod(relocation.offset, SLOT)
        if odd or at >= len(slots):
            raise wrong("bad-relocation", f"a relocation lies outside {where[:60]}")
        insn = slots[at].insn
        if insn.opcode == isa.LD_IMM64 and relocation.type == R_BPF_64_64 and at + 1 < len(slots):
            slots[at : at + 2] = self._address(insn, slots[at + 1].insn, relocation)
        elif insn.opcode == isa.CALL and relocation.type in {R_BPF_64_32, R_BPF_64_64}:
            slots[at] = self._call(insn, relocation)
        else:
            raise wrong("bad-relocation", f"slot {at} of {where[:60]} cannot be relocated by type {relocation.type}")

    def _address(self, insn: Instruction, second: Instruction, relocation: Relocation) -> list[Slot]:
        symbol = relocation.symbol
        offset = symbol.value + (insn.imm & 0xFFFF_FFFF)
        configured = self.externs.places.get(symbol.name) if not symbol.section else None
        if symbol.section in self.maps.data or configured is not None:
            index = self.externs.map if configured is not None else self.maps.data[symbol.section]
            first = insn._replace(src=isa.WIDE_MAP_VALUE, imm=index)
            return [Slot(first), Slot(second._replace(imm=_signed(configured or offset)))]
        place = self.maps.places.get((symbol.section, offset))
        if place is not None:
            return [Slot(insn._replace(src=isa.WIDE_MAP, imm=place)), Slot(second._replace(imm=0))]
        if symbol.section in self.functions and offset % SLOT == 0:
            callee = (symbol.section, offset // SLOT)
            return [Slot(insn._replace(src=isa.WIDE_FUNC), callee), Slot(second._replace(imm=0))]
        if symbol.bind == STB_WEAK and not symbol.section:
            return [Slot(insn._replace(src=0, imm=0)), Slot(second._replace(imm=0))]
        missing = Diagnostic(
            code="elf.unknown-symbol",
            message=f"nothing here is called {symbol.name[:60] or 'that'}",
            hint="kernel variables are not simulated",
        )
        return [Slot(insn, missing=missing), Slot(second)]

    def _call(self, insn: Instruction, relocation: Relocation) -> Slot:
        symbol = relocation.symbol
        if symbol.section in self.functions:
            slot = symbol.value // SLOT + (insn.imm + 1 if symbol.type == STT_SECTION else 0)
            return Slot(insn._replace(src=isa.CALL_LOCAL), (symbol.section, slot))
        if symbol.bind == STB_WEAK:
            return Slot(insn._replace(src=0, imm=NO_KFUNC))
        missing = Diagnostic(
            code="elf.unknown-symbol",
            message=f"no function is called {symbol.name[:60]}",
            hint="kernel functions (kfuncs) are not simulated",
        )
        return Slot(insn, missing=missing)

    # -- what the kernel's structures say

    def _tell(self, where: str, slots: list[Slot], asked: core.Relocation) -> None:
        at, odd = divmod(asked.offset, SLOT)
        if odd or at >= len(slots) or self.types is None:
            raise wrong("bad-relocation", f"a CO-RE relocation lies outside {where[:60]}")
        second = slots[at + 1].insn if at + 1 < len(slots) else None
        try:
            told = core.answer(self.types, asked)
        except core.Unknown as unknown:
            message = f"the CO-RE relocation {core.spelt(self.types, asked)[:120]} cannot be resolved: {unknown}"
            slots[at] = Slot(slots[at].insn, missing=Diagnostic(code="elf.unknown-type", message=message))
            return
        if told is None:
            _, _, name = core.spelt(self.types, asked).partition(" ")
            note = f"{where[:60]}: Linux 6.18 has no {name[:120]}; a program that can reach its use is refused"
            if len(self.notes) < MAX_NOTES and note not in self.notes:
                self.notes.append(note)
        for place, insn in enumerate(core.patched(slots[at].insn, second, told), at):
            slots[place] = Slot(insn)


def _signed(value: int) -> int:
    value &= 0xFFFF_FFFF
    return value - (1 << 32) if value >> 31 else value
