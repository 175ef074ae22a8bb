"""Why an accepted program is safe: for each load, store and call, what the verifier knew and who had told it.

A `Reason` is about one operand of one instruction. Its `because` names the instructions on which it
rests, oldest first: the comparison with NULL, the comparison with data_end, the mask, the stores.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from vm.analysis.trail import ALUS, Footprint, Place, Trails, is_conditional
from vm.disasm import insn_text
from vm.facts import isa
from vm.facts.contexts import CONTEXT_BY_NAME
from vm.facts.helpers import HELPER_BY_ID, Arg, Helper, Param
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.insn import Instruction
from vm.verifier.explain import describe
from vm.verifier.liveness import arguments
from vm.verifier.recorder import Visit
from vm.verifier.scalar import Scalar
from vm.verifier.values import CTX, MAP_VALUE, MAYBE_NULL, MEM, PACKET_KINDS, STACK, Pointer, Value

VISITS_PER_SLOT: Final = 3
"""So many walks over one instruction are looked at; what differs between them is listed together."""

MAX_BECAUSE: Final = 6


@dataclass(frozen=True, slots=True)
class Because:
    """An instruction that a proof rests on."""

    pc: int
    what: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one operand of the instruction at `pc` is fine. `register` -1: it is about the whole instruction."""

    pc: int
    register: int
    says: str
    because: tuple[Because, ...] = ()


def proof(trails: Trails) -> tuple[Reason, ...]:
    """A reason for each operand that could have gone wrong, in program order."""
    seen: dict[int, list[int]] = {}
    for number, visit in enumerate(trails.recorder.visits):
        found = seen.setdefault(visit.pc, [])
        if len(found) < VISITS_PER_SLOT:
            found.append(number)
    reasons: list[Reason] = []
    for pc in sorted(seen):
        merged: dict[int, Reason] = {}
        for number in seen[pc]:
            for reason in _reasons(trails, number):
                merged[reason.register] = _joined(merged.get(reason.register), reason)
        reasons += merged.values()
    return tuple(reasons)


def _size_of(insn: Instruction) -> int:
    return isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes


def _joined(first: Reason | None, second: Reason) -> Reason:
    if first is None:
        return second
    more = [because for because in second.because if because.pc not in {known.pc for known in first.because}]
    both = sorted((*first.because, *more), key=lambda because: because.pc)
    return Reason(first.pc, first.register, first.says, tuple(both[:MAX_BECAUSE]))


def _reasons(trails: Trails, number: int) -> Iterator[Reason]:
    visit = trails.recorder.visits[number]
    insn = trails.program.insns[visit.pc]
    cls = insn.opcode & 7
    if cls == isa.LDX:
        yield _access(trails, number, insn.src, insn.off, _size_of(insn), loads=True)
    elif cls in (isa.ST, isa.STX):
        atomic = cls == isa.STX and insn.opcode & 0xE0 == isa.MODE_ATOMIC
        yield _access(trails, number, insn.dst, insn.off, _size_of(insn), loads=atomic)
    elif insn.opcode == isa.CALL and insn.src == isa.CALL_HELPER and insn.imm in HELPER_BY_ID:
        yield from _call(trails, number, insn, HELPER_BY_ID[insn.imm])


# Loads and stores


def _access(trails: Trails, number: int, register: int, off: int, size: int, *, loads: bool) -> Reason:
    visit = trails.recorder.visits[number]
    value = trails.value(visit, Place(len(visit.frames) - 1, register))
    r = f"r{register}"
    if not isinstance(value, Pointer):
        return Reason(visit.pc, register, f"{r} is {describe(value)}.")
    first, last = value.off + value.var.smin + off, value.off + value.var.smax + off + size - 1
    if value.kind is STACK:
        return _stack(trails, number, register, value, (first, last), loads=loads)
    if value.kind is CTX:
        return Reason(visit.pc, register, _context(trails, first, size))
    because = tuple(_guards(trails, number, register))
    reach = f"Bytes {first} to {last} are" if first != last else f"Byte {first} is"
    return Reason(visit.pc, register, f"{r} is {describe(value)}. {reach} {_room(value)}", because)


def _room(value: Pointer) -> str:
    if value.kind in PACKET_KINDS:
        return f"among the {value.range} that are proved to be in the packet."
    if value.kind is MAP_VALUE and value.map is not None:
        return f"inside of the value's {value.map.value_size}."
    if value.kind is MEM:
        return f"inside of its {value.size}."
    return "within reach."


def _context(trails: Trails, off: int, size: int) -> str:
    context = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[trails.program.prog_type].context]
    for field in context.fields:
        if field.offset <= off < field.offset + field.size:
            return f"{context.name}.{field.name} lies at byte {field.offset} of the context, which always is there."
    return f"Bytes {off} to {off + size - 1} of the context always are there."


def _stack(
    trails: Trails, number: int, register: int, value: Pointer, reach: tuple[int, int], *, loads: bool
) -> Reason:
    first, last = reach
    pc = trails.recorder.visits[number].pc
    span = f"r10{first:+d} to r10{last:+d}" if first != last else f"r10{first:+d}"
    if not loads:
        return Reason(pc, register, f"{span} lies inside of this function's 512 bytes of stack.")
    because = tuple(_writers(trails, number, value.frame, first, last))
    return Reason(pc, register, f"{span} was written on every path that leads here.", because)


def _writers(trails: Trails, number: int, frame: int, first: int, last: int) -> Iterator[Because]:
    for index in range(-last - 1 >> 3, (-first - 1 >> 3) + 1):
        visit = trails.writer(number, frame, index)
        if visit is not None:
            pc = trails.recorder.visits[visit].pc
            yield Because(pc, f"`{_text(trails, pc)}` wrote it")


def _text(trails: Trails, pc: int) -> str:
    return insn_text(trails.program.insns, pc, style="kernel")


# Who told the verifier


def _guards(trails: Trails, number: int, register: int, *, depth: int = 0) -> list[Because]:
    """The instructions that made a register good enough, oldest first."""
    found: list[Because] = []
    for foot in trails.back(number, register):
        insn = trails.program.insns[foot.pc]
        said = None
        if is_conditional(insn.opcode):
            said = _told_by_branch(trails, foot)
        elif foot.made:
            said = _made(trails, insn, foot)
            if depth == 0 and _adds_register(insn) and isinstance(foot.after, Pointer):
                found += reversed(_limits(trails, foot.visit, insn.src))
        if said:
            found.append(Because(foot.pc, said))
        if len(found) >= MAX_BECAUSE:
            break
    found.reverse()
    return found


def _told_by_branch(trails: Trails, foot: Footprint) -> str | None:
    before, after = foot.before, foot.after
    way = f"`{_text(trails, foot.pc)}`"
    if isinstance(before, Pointer) and isinstance(after, Pointer):
        if before.flags & MAYBE_NULL and not after.flags & MAYBE_NULL:
            return f"{way} leaves only the case that it is not NULL"
        if after.kind in PACKET_KINDS and after.range > before.range:
            return f"{way} proves {after.range} bytes of the packet"
    if isinstance(before, Scalar) and isinstance(after, Scalar) and not before.same_numbers(after):
        return f"{way} leaves {describe(after)}"
    return None


def _made(trails: Trails, insn: Instruction, foot: Footprint) -> str | None:
    text = f"`{_text(trails, foot.pc)}`"
    if insn.opcode == isa.CALL:
        helper = HELPER_BY_ID.get(insn.imm) if insn.src == isa.CALL_HELPER else None
        return f"{helper.bpf_name} returned it" if helper else "the function called returned it"
    if insn.opcode & 7 in (isa.LDX, isa.LD):
        return f"{text} loaded it"
    if insn.opcode & 7 in ALUS and isinstance(foot.after, Pointer) and _adds_register(insn):
        return f"{text} added {describe(foot.after.var)}"
    return None


def _adds_register(insn: Instruction) -> bool:
    add = isa.ALU_BY_NAME["add"].code
    return insn.opcode & 7 == isa.ALU64 and insn.opcode & 0xF0 == add and bool(insn.opcode & isa.REG)


def _same(before: Value | None, after: Scalar) -> bool:
    return isinstance(before, Scalar) and before.same_numbers(after)


def _limits(trails: Trails, number: int, register: int) -> list[Because]:
    """What keeps a number in bounds: comparisons, masks, narrow loads; oldest first."""
    found: list[Because] = []
    for foot in trails.back(number, register):
        insn = trails.program.insns[foot.pc]
        telling = is_conditional(insn.opcode) or (foot.made and insn.opcode & 7 in (*ALUS, isa.LDX))
        if telling and isinstance(foot.after, Scalar) and not _same(foot.before, foot.after):
            found.append(Because(foot.pc, f"`{_text(trails, foot.pc)}` leaves {describe(foot.after)}"))
        if len(found) >= MAX_BECAUSE // 2:
            break
    found.reverse()
    return found


# Calls


def _call(trails: Trails, number: int, insn: Instruction, helper: Helper) -> Iterator[Reason]:
    visit = trails.recorder.visits[number]
    taken = arguments(insn, trails.program.prog_type)
    for position, param in enumerate(helper.params):
        register = position + 1
        if not taken >> register & 1:
            break
        value = trails.value(visit, Place(len(visit.frames) - 1, register))
        yield _argument(trails, number, helper, register, param, value)


def _argument(trails: Trails, number: int, helper: Helper, register: int, param: Param, value: Value) -> Reason:
    visit = trails.recorder.visits[number]
    says = f"r{register}, {param.name}: {describe(value)}."
    if isinstance(value, Scalar):
        return Reason(visit.pc, register, says, tuple(_limits(trails, number, register)) if value.mask else ())
    if not isinstance(value, Pointer):
        return Reason(visit.pc, register, says)
    if value.kind is STACK and not value.var.mask:
        size = _size(trails, visit, helper, register, param)
        start = value.off + value.var.smin
        if size and param.kind not in _FILLED_BY_HELPER:
            because = tuple(_writers(trails, number, value.frame, start, start + size - 1))
            return Reason(visit.pc, register, f"{says} Its {size} bytes were written before.", because)
        return Reason(visit.pc, register, f"{says} There is room for {size} bytes." if size else says)
    return Reason(visit.pc, register, says, tuple(_guards(trails, number, register)))


_FILLED_BY_HELPER: Final = frozenset({Arg.MEM_OUT, Arg.MAP_VALUE_OUT, Arg.LONG_OUT})


def _size(trails: Trails, visit: Visit, helper: Helper, register: int, param: Param) -> int:
    """Bytes behind a pointer argument: fixed, the map's, or given by the argument behind it; 0 if nobody knows."""
    if param.size:
        return param.size
    frame = len(visit.frames) - 1
    of_map = _OF_MAP.get(param.kind)
    if of_map:
        base = trails.value(visit, Place(frame, 1))
        return of_map(base) if isinstance(base, Pointer) else 0
    if register < len(helper.params) and helper.params[register].kind in (Arg.SIZE, Arg.SIZE_OR_ZERO):
        length = trails.value(visit, Place(frame, register + 1))
        return min(length.smax, 512) if isinstance(length, Scalar) and length.smin >= 0 else 0
    return 0


_OF_MAP: Final[Mapping[Arg, Callable[[Pointer], int]]] = {
    Arg.MAP_KEY: lambda p: p.map.key_size if p.map else 0,
    Arg.MAP_VALUE: lambda p: p.map.value_size if p.map else 0,
    Arg.MAP_VALUE_OUT: lambda p: p.map.value_size if p.map else 0,
}
