"""Edits that repair a refused program: proposed from what the verifier knew, offered only when it accepts them.

A proposer writes lines in front of the refused one, in the kernel's syntax, and may send a path to a
way out at the end of the program. Whether that is a repair is not for it to say: each changed source is
assembled and verified again, and what does not pass is never seen by anybody.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from vm.asm import assemble
from vm.disasm import insn_text
from vm.errors import VmError
from vm.facts import isa
from vm.insn import Instruction
from vm.program import Program
from vm.verifier import ROOT, Profile, Refused, verify
from vm.verifier.cfg import survey
from vm.verifier.liveness import uses
from vm.verifier.recorder import NOTHING, Enough, Recorder
from vm.verifier.state import INVALID
from vm.verifier.structure import find_subprograms
from vm.verifier.values import CTX, MAP_VALUE, MEM, NOT_INIT, PKT_END, STACK, Pointer, Value

MAX_WALKED: Final = 20_000
"""A refusal found after more instructions than this is not repaired: every attempt would cost as much."""

MAX_OFFERED: Final = 3
MAX_TRIED: Final = 8

RETURNS: Final[Mapping[str, int]] = {"xdp": 2, "cgroup_skb": 1}
"""What a program returns where nothing else is to be said: pass the packet on."""

_DISTANCES: Final = re.compile(r"\bgoto\s*[+-]\s*\d|,\s*[+-]\d+\s*(?:$|[#;/])", re.MULTILINE)
_DATA_END: Final = {"xdp": 4, "sched_cls": 80}


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that was verified. `source` is the whole changed source."""

    title: str
    source: str


class Edit(NamedTuple):
    """Lines to put in front of line `line`, or after it when `behind`.

    leave   they jump to the way out, which is to be written too
    swap    a line, and what is to stand there instead
    """

    title: str
    lines: tuple[str, ...]
    line: int
    behind: bool = False
    leave: bool = False
    also: tuple["Edit", ...] = ()
    swap: tuple[int, str] | None = None


class Scene:
    """A refused program as a proposer sees it: the instruction, the registers before it, what is free."""

    def __init__(self, source: str, program: Program, refused: Refused, insn: int, profile: Profile) -> None:
        self.source, self.program, self.refused, self.pc = source, program, refused, insn
        self.insn: Instruction = program.insns[insn]
        self.line = program.source_map.line(insn) or 0
        self.text = insn_text(program.insns, insn, style="kernel")
        self.recorder = Recorder()
        verify(program, watch=self.recorder, profile=profile)
        self.label = _fresh(source, "leave")
        self.out = RETURNS.get(program.prog_type, 0)

    @property
    def register(self) -> int:
        """The register complained of, -1 for none."""
        return self.number("register", -1)

    def number(self, name: str, default: int = 0) -> int:
        """A number that the refusing rule left."""
        found = self.refused.knew.get(name, default)
        return found if isinstance(found, int) else default

    def registers(self) -> list[Value]:
        """The running frame's registers before the refused instruction."""
        recorder = self.recorder
        if not recorder.visits:
            return [NOT_INIT] * 11
        frame = recorder.frames[recorder.visits[-1].frames[-1]]
        return [NOT_INIT if n == NOTHING else recorder.values[n].value for n in frame.registers]

    def holding(self, kind: str) -> int | None:
        """A register that holds a pointer of that kind."""
        for number, value in enumerate(self.registers()):
            if isinstance(value, Pointer) and value.kind is kind:
                return number
        return None

    def free(self) -> int | None:
        """A register whose value nobody needs any more."""
        flow = survey(self.program, find_subprograms(self.program))
        taken = flow.live[self.pc] | uses(self.insn, self.program.prog_type)[0]
        return next((n for n in (5, 4, 3, 2, 1, 0, 9, 8, 7, 6) if not taken >> n & 1), None)

    def unused(self) -> int | None:
        """One of r6 to r9 that the program never touches."""
        taken = 0
        for insn in self.program.insns:
            read, written = uses(insn, self.program.prog_type)
            taken |= read | written
        return next((n for n in (9, 8, 7, 6) if not taken >> n & 1), None)

    def before(self, *lines: str, title: str = "", leave: bool = False) -> Edit:
        """Lines in front of the refused one."""
        return Edit(title or f"Insert `{'`, `'.join(lines)}` before line {self.line}", lines, self.line, leave=leave)


def fixes(source: str, program: Program, refused: Refused, profile: Profile = ROOT) -> tuple[Fix, ...]:
    """Changed sources in which the verifier accepts `program`; the best guess first."""
    proposer = PROPOSERS.get(refused.code)
    insn = refused.insn
    if proposer is None or insn is None or refused.stats.insns_processed > MAX_WALKED or _DISTANCES.search(source):
        return ()
    if not 0 <= insn < len(program.insns) or program.source_map.line(insn) is None:
        return ()
    found: list[Fix] = []
    scene = Scene(source, program, refused, insn, profile)
    for tried, edit in enumerate(proposer(scene)):
        if tried >= MAX_TRIED or len(found) >= MAX_OFFERED:
            break
        changed = _applied(scene, edit)
        if _accepted(changed, program.name, profile):
            found.append(Fix(edit.title, changed))
    return tuple(found)


def _accepted(source: str, name: str, profile: Profile) -> bool:
    try:
        unit = assemble(source)
    except VmError:
        return False
    try:
        return any(p.name == name and verify(p, watch=Recorder(), profile=profile).ok for p in unit.programs)
    except Enough:
        return False


# Editing


def _fresh(source: str, wish: str) -> str:
    """A label the source does not use."""
    found, number = wish, 2
    while re.search(rf"\b{found}\b", source):
        found, number = f"{wish}{number}", number + 1
    return found


def _applied(scene: Scene, edit: Edit) -> str:
    lines = scene.source.split("\n")
    if edit.swap:
        lines[edit.swap[0] - 1] = edit.swap[1]
    changes = [edit, *edit.also]
    if edit.leave:
        way_out = (f"{scene.label}:", f"    r0 = {scene.out}", "    exit")
        changes.append(Edit("", way_out, _last_line(scene), behind=True))
    for change in sorted(changes, key=lambda change: (change.line, change.behind), reverse=True):
        at = change.line if change.behind else change.line - 1
        indent = _indent(lines, change.line)
        lines[at:at] = [text if text.endswith(":") else indent + text.lstrip() for text in change.lines]
    return "\n".join(lines)


def _indent(lines: list[str], line: int) -> str:
    text = lines[line - 1]
    return text[: len(text) - len(text.lstrip())] or "    "


def _last_line(scene: Scene) -> int:
    """The last line of the function that the refused instruction is in."""
    starts = [s.start for s in scene.program.subprograms if s.start > scene.pc]
    end = min(starts, default=len(scene.program.insns))
    lines = [scene.program.source_map.line(pc) or 0 for pc in range(end)]
    return max(lines, default=scene.line)


# Proposers, one a class of refusal


def _null_check(scene: Scene) -> Iterator[Edit]:
    yield scene.before(f"if r{scene.register} == 0 goto {scene.label}", leave=True)


def _packet_check(scene: Scene) -> Iterator[Edit]:
    r, spare, end = scene.register, scene.free(), scene.holding(PKT_END)
    size = isa.SIZE_BY_CODE[scene.insn.opcode & 0x18].bytes if scene.insn.opcode & 7 in _MEMORY else 0
    length = (scene.insn.off if size else 0) + (size or scene.number("size"))
    if r < 0 or spare is None or length <= 0:
        return
    if end is not None:
        check = (f"r{spare} = r{r}", f"r{spare} += {length}", f"if r{spare} > r{end} goto {scene.label}")
        yield scene.before(*check, leave=True, title=f"Compare r{r} + {length} with data_end before line {scene.line}")
        return
    context, offset = scene.holding(CTX), _DATA_END.get(scene.program.prog_type)
    second = next((n for n in (4, 3, 2, 9, 8, 7) if n not in (spare, r) and scene.registers()[n] is NOT_INIT), None)
    if context is not None and offset is not None and second is not None:
        yield scene.before(
            f"r{second} = *(u32 *)(r{context} + {offset})",
            f"r{spare} = r{r}",
            f"r{spare} += {length}",
            f"if r{spare} > r{second} goto {scene.label}",
            leave=True,
            title=f"Load data_end and compare r{r} + {length} with it before line {scene.line}",
        )


_MEMORY: Final = (isa.LDX, isa.ST, isa.STX)


_SKB: Final = 6
"""The register in which packet loads of the old kind expect the context."""


def _give_value(scene: Scene) -> Iterator[Edit]:
    r = scene.register
    if scene.insn.opcode == isa.EXIT:
        yield scene.before(f"r0 = {scene.out}")
        return
    if scene.insn.opcode & 7 == isa.LD:
        first = scene.program.source_map.line(0)
        if first and r == _SKB:
            yield Edit(f"Insert `r6 = r1` before line {first}", ("r6 = r1",), first)
        return
    explanation = scene.refused.explanation
    lost = explanation.origin[-1] if explanation and explanation.origin else None
    keeper = scene.unused()
    if lost is not None and "leaves nothing" in lost.what and lost.line and keeper is not None and r >= 0:
        back = Edit("", (f"r{r} = r{keeper}",), lost.line, behind=True)
        title = f"Keep r{r} in r{keeper} over the call in line {lost.line}"
        yield Edit(title, (f"r{keeper} = r{r}",), lost.line, also=(back,))
    if r >= 0:
        yield scene.before(f"r{r} = 0")


def _licence(scene: Scene) -> Iterator[Edit]:  # noqa: ARG001 - one shape for all
    yield Edit('Declare `.license "GPL"`', ('.license "GPL"',), 1)


def _discard(scene: Scene) -> Iterator[Edit]:
    for number, value in enumerate(scene.registers()):
        if isinstance(value, Pointer) and value.ref:
            lines = (f"r1 = r{number}", "r2 = 0", "call bpf_ringbuf_discard", f"r0 = {scene.out}")
            yield scene.before(*lines, title=f"Discard the record in r{number} before line {scene.line}")
            yield from _discard_on_the_way(scene, number)


def _discard_on_the_way(scene: Scene, register: int) -> Iterator[Edit]:
    """Send the last jump that was taken with the record in hand over a place that discards it."""
    visits = scene.recorder.visits
    visit = visits[-1]
    while visit.before != NOTHING and visits[visit.before].references:
        earlier = visits[visit.before]
        line = scene.program.source_map.line(earlier.pc)
        text = scene.source.split("\n")[line - 1] if line else ""
        jump = re.search(r"\bif\b.*\bgoto\s+(\w+)", text)
        if visit.pc != earlier.pc + 1 and line and jump:
            label = _fresh(scene.source, "release")
            yield Edit(
                f"Discard the record in r{register} when line {line} jumps away with it",
                (
                    f"{label}:",
                    f"    r1 = r{register}",
                    "    r2 = 0",
                    "    call bpf_ringbuf_discard",
                    f"    goto {jump[1]}",
                ),
                _last_line(scene),
                behind=True,
                swap=(line, text[: jump.start(1)] + label + text[jump.end(1) :]),
            )
            return
        visit = earlier


def _limit_offset(scene: Scene) -> Iterator[Edit]:
    """In front of the addition that moved the pointer."""
    limit, size = scene.number("limit") or _room(scene), scene.number("size") or 1
    explanation = scene.refused.explanation
    for origin in reversed(explanation.origin if explanation else ()):
        insn = scene.program.insns[origin.insn]
        adds = insn.opcode == isa.ALU64 | isa.REG | isa.ALU_BY_NAME["add"].code
        if adds and origin.line and limit > size:
            highest = limit - size
            check, mask = f"if r{insn.src} > {highest} goto {scene.label}", (1 << (highest + 1).bit_length() - 1) - 1
            yield Edit(f"Insert `{check}` before line {origin.line}", (check,), origin.line, leave=True)
            if mask:
                text = f"r{insn.src} &= {mask:#x}"
                yield Edit(f"Insert `{text}` before line {origin.line}", (text,), origin.line)


def _room(scene: Scene) -> int:
    value = scene.registers()[scene.register] if 0 <= scene.register <= 10 else None
    if not isinstance(value, Pointer):
        return 0
    if value.kind is MAP_VALUE and value.map:
        return value.map.value_size
    return value.size if value.kind is MEM else 0


def _limit_length(scene: Scene) -> Iterator[Edit]:
    r = scene.register
    buffer = scene.registers()[r - 1] if r > 0 else None
    if not isinstance(buffer, Pointer):
        return
    room = -(buffer.off + buffer.var.smin) if buffer.kind is STACK else _capacity(buffer)
    if room <= 0:
        return
    yield scene.before(f"if r{r} > {room} goto {scene.label}", leave=True)
    yield scene.before(f"r{r} &= {(1 << room.bit_length() - 1) - 1:#x}")


def _capacity(buffer: Pointer) -> int:
    return buffer.map.value_size if buffer.kind is MAP_VALUE and buffer.map else buffer.size


def _not_zero(scene: Scene) -> Iterator[Edit]:
    yield scene.before(f"if r{scene.register} == 0 goto {scene.label}", leave=True)


def _write_stack(scene: Scene) -> Iterator[Edit]:
    """Zero the slots that the access covers and nobody wrote whole."""
    off, size = scene.number("off"), scene.number("size") or 1
    recorder = scene.recorder
    frame = recorder.frames[recorder.visits[-1].frames[-1]] if recorder.visits else None
    lines = []
    for index in range(max(0, -off - size >> 3), (-off - 1 >> 3) + 1):
        number = frame.slots[index] if frame and index < len(frame.slots) else NOTHING
        kinds = INVALID * 8 if number == NOTHING else recorder.slots[number].kinds
        if kinds == INVALID * 8:
            lines.append(f"*(u64 *)(r10 - {8 * index + 8}) = 0")
        else:
            lines += [f"*(u8 *)(r10 - {8 * index + 1 + byte}) = 0" for byte in range(8) if kinds[byte] == INVALID]
    if lines:
        yield scene.before(*lines, title=f"Write zeroes to the stack before line {scene.line}")


def _return_value(scene: Scene) -> Iterator[Edit]:
    yield scene.before(f"r0 = {scene.out}")


PROPOSERS: Final[Mapping[str, Callable[[Scene], Iterator[Edit]]]] = {
    "access.maybe-null": _null_check,
    "pointer.null-math": _null_check,
    "packet.outside": _packet_check,
    "register.uninitialised": _give_value,
    "call.gpl-only": _licence,
    "reference.unreleased": _discard,
    "access.max-outside": _limit_offset,
    "access.unbounded": _limit_offset,
    "access.min-negative": _limit_offset,
    "access.min-outside": _limit_offset,
    "pointer.unbounded-math": _limit_offset,
    "call.size-unbounded": _limit_length,
    "call.size-negative": _limit_length,
    "access.zero-size": _not_zero,
    "stack.uninitialised": _write_stack,
    "return.range": _return_value,
}
"""Classes whose repair follows a pattern. Others are for a human."""
