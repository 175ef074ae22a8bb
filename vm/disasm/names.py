"""What the numbers of a program are called: maps by their names, places by labels."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from vm.facts import isa
from vm.insn import Instruction
from vm.program import MapSpec

_WORD: Final = re.compile(r"[A-Za-z_.$][\w.$]{0,127}", re.ASCII)
_RESERVED: Final = re.compile(
    r"[rw][0-9]+|ll|map|skb|pc|subprog|addr_space_cast|load_acquire|s(?=[<>/%])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the numbers of a program are called. `places` maps a slot to its label."""

    maps: Sequence[str | None] = ()
    places: Mapping[int, str] = field(default_factory=dict)

    def target(self, pc: int, distance: int) -> str:
        """A jump's or call's target as the text writes it."""
        return self.places.get(pc + 1 + distance, f"{distance:+d}")


def named(insns: Sequence[Instruction], maps: Sequence[MapSpec], labels: Mapping[int, str], taken: set[str]) -> Names:
    """The names for `insns`: those given, as far as they can be written and are nobody else's, and others made up.

    taken   names that labels must not have; gets those that they have
    """
    map_names = [spec.name for spec in maps]
    known = [name if _is_name(name) and map_names.count(name) == 1 else None for name in map_names]
    targets = _targets(insns)
    taken |= set(map_names)
    places: dict[int, str] = {}
    for slot, name in labels.items():
        if 0 <= slot < len(insns) and _is_name(name) and name not in taken:
            places.setdefault(slot, name)
            taken.add(places[slot])
    for slot, stem in sorted(targets.items()):
        if slot not in places:
            name = f"{stem}{slot}"
            while name in taken:
                name += "_"
            places[slot] = name
            taken.add(name)
    return Names(maps=known, places=places)


def _is_name(text: str) -> bool:
    """Whether the assembler reads `text` as a name, and as nothing else."""
    return _WORD.fullmatch(text) is not None and not _RESERVED.fullmatch(text)


def _targets(insns: Sequence[Instruction]) -> dict[int, str]:
    """Every slot that something jumps to or calls, with the stem of its name."""
    targets: dict[int, str] = {}
    seconds = set()
    for pc, insn in enumerate(insns):
        if pc in seconds:
            continue
        if insn.opcode == isa.LD_IMM64:
            seconds.add(pc + 1)
        distance, stem = _distance(insn)
        if stem:
            targets[pc + 1 + distance] = max(stem, targets.get(pc + 1 + distance, ""), key=len)
    return {slot: stem for slot, stem in targets.items() if 0 <= slot < len(insns) and slot not in seconds}


def _distance(insn: Instruction) -> tuple[int, str]:
    opcode = insn.opcode
    if opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
        return insn.imm, "function_"
    if opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC:
        return insn.imm, "function_"
    if opcode == isa.GOTOL:
        return insn.imm, "L"
    if opcode in {isa.JA, isa.MAY_GOTO} or (opcode & 7 in {isa.JMP, isa.JMP32} and opcode & 0xF0 in isa.JUMP_BY_CODE):
        return insn.off, "L"
    return 0, ""
