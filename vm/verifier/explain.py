"""A refusal in plain words: what is wrong, what was known, what was needed, where the value came from.

Every class of `vm.facts.rejections` has its title and hint; the classes met most have a teller here that
names the things of the program at hand. Made from what the refusing rule knew and the path it stood on,
never from the text of the complaint.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from vm.disasm import insn_text
from vm.facts import isa
from vm.facts.contexts import CONTEXT_BY_NAME
from vm.facts.helpers import HELPER_BY_ID, HELPERS, Arg, Helper
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.facts.rejections import REJECTION_BY_CODE
from vm.program import Program
from vm.protocol.events import Explanation, Origin
from vm.verifier.origin import origin
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import M64, S64_MAX, S64_MIN, Scalar
from vm.verifier.values import (
    CTX,
    MAP_KEY,
    MAP_PTR,
    MAP_VALUE,
    MAYBE_NULL,
    MEM,
    PKT,
    PKT_END,
    PKT_META,
    RINGBUF,
    STACK,
    NotInit,
    Pointer,
    Value,
    kind_text,
)
from vm.verifier.walk import Walk


class Case(NamedTuple):
    """One refusal to tell of.

    register   number of the register complained of, -1 for none
    value      what it held
    text       the instruction
    """

    walk: Walk
    refusal: Refuse
    register: int
    value: Value | None
    text: str

    def knew(self, name: str, default: int = 0) -> int:
        """A number that the refusing rule left."""
        found = self.refusal.knew.get(name, default)
        return found if isinstance(found, int) else default

    def word(self, name: str) -> str:
        """A word that the refusing rule left."""
        return str(self.refusal.knew.get(name, ""))

    @property
    def helper(self) -> Helper | None:
        """The helper called by the instruction, if it calls one."""
        insn = self.walk.insns[self.walk.pc]
        called = insn.opcode == isa.CALL and insn.src == isa.CALL_HELPER
        return HELPER_BY_ID.get(insn.imm) if called else None


class Told(NamedTuple):
    """What a teller says; an empty part is filled in from the table."""

    summary: str
    knew: str = ""
    needed: str = ""
    hint: str = ""


def explain(refusal: Refuse, walk: Walk | None, program: Program, place: int | None) -> Explanation | None:
    """The refusal in plain words; None for a class the table does not know.

    walk    None when the program was refused before any path was walked
    place   slot complained of
    """
    row = REJECTION_BY_CODE.get(refusal.code)
    if row is None:
        return None
    told = Told(_sentence(row.title))
    if place is not None and place < len(program.insns):
        told = Told(
            f"{_sentence(row.title)} It is instruction {place}, `{insn_text(program.insns, place, style='kernel')}`."
        )
    chain: tuple[Origin, ...] = ()
    if walk is not None:
        case = _case(refusal, walk)
        told = _TELLERS.get(refusal.code, _generic)(case)
        if case.register >= 0:
            chain = origin(walk, case.register)
    return Explanation(
        summary=told.summary or _sentence(row.title),
        knew=told.knew,
        needed=told.needed or row.why,
        hint=told.hint or row.hint,
        origin=chain,
    )


def _case(refusal: Refuse, walk: Walk) -> Case:
    register = refusal.knew.get("register", -1)
    number = register if isinstance(register, int) else -1
    value = refusal.knew.get("value")
    held: Value | None = value if isinstance(value, Scalar | Pointer | NotInit) else None
    if held is None and 0 <= number <= 10 and walk.state.frames:
        held = walk.registers[number]
    return Case(walk, refusal, number, held, insn_text(walk.insns, walk.pc, style="kernel"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


# Values in words


def describe(value: Value | None) -> str:
    """A value as one would say it: "a number from 0 to 15", "a pointer to a value of map counts"."""
    if isinstance(value, Scalar):
        return _number(value)
    if isinstance(value, Pointer):
        return _place(value)
    return "nothing yet"


def _number(s: Scalar) -> str:
    if not s.mask:
        return f"the number {s.smin}"
    if s.umin == 0 and s.umax == M64 and s.smin == S64_MIN and s.smax == S64_MAX:
        return "a number of which nothing is known"
    if s.smin >= 0 or s.smin == S64_MIN:
        return f"a number from {s.umin} to {s.umax}"
    return f"a number from {s.smin} to {s.smax}"


def _place(p: Pointer) -> str:
    teller = _TARGETS.get(p.kind)
    where = teller(p) if teller else _FIXED_TARGETS.get(p.kind, f"a pointer ({kind_text(p)})")
    if p.flags & MAYBE_NULL:
        where += ", or NULL"
    moved = _moved(p)
    return f"{where}, {moved}" if moved else where


def _moved(p: Pointer) -> str:
    if p.kind is STACK and not p.var.mask:
        return ""
    parts = []
    if p.off + (p.var.smin if not p.var.mask else 0):
        parts.append(f"{p.off + (p.var.smin if not p.var.mask else 0):+d} bytes")
    if p.var.mask:
        parts.append(f"plus {_number(p.var)}")
    return " ".join(parts)


def _map_name(p: Pointer) -> str:
    if p.map is None:
        return "a map"
    return f"map {p.map.name}" if p.map.name else f"a {p.map.type} map"


_TARGETS: Final[Mapping[str, Callable[[Pointer], str]]] = {
    STACK: lambda p: f"the stack address r10{p.off + p.var.smin:+d}" if not p.var.mask else "a stack address",
    MAP_PTR: _map_name,
    MAP_VALUE: lambda p: f"a pointer to a value of {_map_name(p)} ({p.map.value_size if p.map else 0} bytes)",
    MAP_KEY: lambda p: f"a pointer to a key of {_map_name(p)}",
    MEM: lambda p: f"a ring-buffer record of {p.size} bytes" if p.flags & RINGBUF else f"{p.size} bytes of memory",
    PKT: lambda p: f"a packet pointer with {max(0, p.range)} bytes proved to be there",
}

_FIXED_TARGETS: Final = {
    CTX: "the context",
    PKT_META: "a pointer to the packet's metadata",
    PKT_END: "the end of the packet",
}


# Tellers, one a class


def _generic(case: Case) -> Told:
    row = REJECTION_BY_CODE[case.refusal.code]
    if case.register < 0:
        return Told(f"{_sentence(row.title)} The instruction is `{case.text}`.")
    return Told(
        f"{_sentence(row.title)} It is r{case.register} in `{case.text}`.",
        f"r{case.register} is {describe(case.value)}.",
    )


def _uninitialised(case: Case) -> Told:
    register = case.register
    insn = case.walk.insns[case.walk.pc]
    if insn.opcode == isa.EXIT:
        return Told(
            "The program ends without a return value: r0 is never set on this path.",
            "No instruction on the way to this exit wrote r0.",
            "r0 must hold a number at exit.",
            "Put `r0 = 0` (or the verdict you want) in front of this exit.",
        )
    chain = origin(case.walk, register)
    if chain and "leaves nothing" in chain[-1].what:
        return Told(
            f"r{register} is used after a call, and calls destroy r1 to r5.",
            f"The call at instruction {chain[-1].insn} emptied r{register}.",
            f"`{case.text}` reads r{register}.",
            f"Keep the value in r6, r7, r8 or r9, or on the stack, and copy it back into r{register} after the call.",
        )
    helper = case.helper
    if helper is not None and register <= len(helper.params):
        return Told(
            f"Argument {register} of {helper.bpf_name} ({helper.params[register - 1].name}) is missing.",
            f"r{register} was never set on this path.",
            f"{helper.bpf_name} takes {len(helper.params)} arguments in r1 to r{len(helper.params)}.",
        )
    return Told(f"`{case.text}` reads r{register}, which has no value on this path.", f"r{register} was never set.")


def _maybe_null(case: Case) -> Told:
    value = case.value
    r = f"r{case.register}"
    what = "The lookup" if isinstance(value, Pointer) and value.kind is MAP_VALUE else "What was returned"
    return Told(
        f"{what} may be NULL, and `{case.text}` uses {r} without a check.",
        f"{r} is {describe(value)}.",
        f"{r} must be known not to be NULL here.",
        f"Insert `if {r} == 0 goto ...` between the call and this instruction.",
    )


def _not_a_pointer(case: Case) -> Told:
    r = f"r{case.register}"
    if isinstance(case.value, Pointer):
        return Told(
            f"`{case.text}` uses {r} as memory, but what it points to cannot be loaded or stored.",
            f"{r} is {describe(case.value)}.",
            f"{r} must point to the stack, a map value, a packet or another memory the program may use.",
        )
    return Told(
        f"`{case.text}` uses {r} as an address, but {r} is a plain number.",
        f"{r} is {describe(case.value)}.",
        f"{r} must be a pointer that the verifier has followed from where the program got it.",
    )


def _outside(case: Case) -> Told:
    off, size, limit = case.knew("off"), case.knew("size"), case.knew("limit")
    r = f"r{case.register}"
    end = "least" if case.refusal.code.endswith("min-outside") else "most"
    over = off + size - limit
    detail = f"{over} bytes too far" if off >= 0 else f"{-off} bytes too early"
    return Told(
        f"`{case.text}` may reach outside of the memory behind {r}: {detail}.",
        f"{r} is {describe(case.value)}. The access begins at byte {off} at the {end} and is {size} bytes wide.",
        f"The memory has {limit} bytes, so the offset may be at most {limit - size}.",
        f"Make sure that the offset stays from 0 to {max(0, limit - size)} before the access.",
    )


def _packet(case: Case) -> Told:
    off, size = case.knew("off"), case.knew("size")
    value = case.value
    r = f"r{case.register}"
    proved = max(0, value.range) if isinstance(value, Pointer) else 0
    needed = off + size
    return Told(
        f"`{case.text}` reads packet bytes {off} to {off + size - 1}, but only {proved} bytes are proved to be there."
        if proved
        else f"`{case.text}` touches the packet before its length was compared with data_end.",
        f"{r} is {describe(value)}.",
        f"{needed} bytes behind this pointer must be inside the packet.",
        f"Before it, compare a copy of the pointer plus {needed} with data_end and leave if it is greater.",
    )


def _unbounded(case: Case) -> Told:
    r = f"r{case.register}"
    return Told(
        f"`{case.text}` uses an offset in {r} that has no upper limit.",
        f"{r} is {describe(case.value)}.",
        "The largest possible offset must lie inside the memory.",
    )


def _negative(case: Case) -> Told:
    r = f"r{case.register}"
    return Told(
        f"The offset or length in {r} may be negative in `{case.text}`.",
        f"{r} is {describe(case.value)}.",
        "It must be known to be 0 or more.",
    )


def _context(case: Case) -> Told:
    prog_type = case.walk.program.prog_type
    context = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[prog_type].context]
    off, size = case.knew("off"), case.knew("size")
    insn = case.walk.insns[case.walk.pc]
    store = insn.opcode & 7 in (isa.ST, isa.STX)
    inside = [f for f in context.fields if f.offset <= off < f.offset + f.size]
    if not inside:
        knew = f"{context.name} has no field at offset {off}; it is {context.size} bytes long."
    else:
        field = inside[0]
        allowed = field.write_widths if store else field.widths
        users = field.written_by if store else field.read_by
        knew = f"Offset {off} lies in {context.name}.{field.name} ({field.size} bytes at offset {field.offset})."
        verb = "stored to" if store else "loaded"
        if prog_type not in users:
            knew += f" It cannot be {verb} by programs of type {prog_type}."
        else:
            knew += f" It can be {verb} in pieces of {' or '.join(map(str, allowed))} bytes, aligned."
    fields = ", ".join(f"{f.name} at {f.offset}" for f in context.fields if prog_type in f.read_by and f.offset >= 0)
    return Told(
        f"`{case.text}` {'writes' if store else 'reads'} {size} bytes at offset {off} of the context, which is not allowed.",
        knew,
        f"Fields that {prog_type} programs may load: {fields}.",
    )


def _modified(case: Case) -> Told:
    r = f"r{case.register}"
    return Told(
        f"{r} was moved, and `{case.text}` needs it as it was obtained.",
        f"{r} is {describe(case.value)}.",
    )


def _stack_bounds(case: Case) -> Told:
    off, size = case.knew("off"), case.knew("size")
    helper = case.helper
    who = f"{helper.bpf_name} uses" if helper else f"`{case.text}` uses"
    return Told(
        f"{who} {size} bytes of stack from r10{off:+d}, which reaches outside of this function's stack.",
        f"The access covers r10{off:+d} to r10{off + size - 1:+d}.",
        "The stack reaches from r10-512 to r10-1.",
        f"For {size} bytes begin at r10-{-(-size // 8) * 8 or 8} or lower." if off < 0 else "",
    )


def _stack_uninitialised(case: Case) -> Told:
    off, size = case.knew("off"), case.knew("size")
    return Told(
        f"`{case.text}` reads {size} bytes of stack, and the byte at r10{off:+d} was never written.",
        f"Byte r10{off:+d} holds whatever was there before.",
        "Every byte read must have been written on this path.",
    )


def _wrong_type(case: Case) -> Told:
    helper = case.helper
    r = f"r{case.register}"
    if helper is None or not 1 <= case.register <= len(helper.params):
        return _generic(case)
    param = helper.params[case.register - 1]
    names = ", ".join(p.name for p in helper.params)
    return Told(
        f"Argument {case.register} of {helper.bpf_name} ({param.name}) must be {_KINDS[param.kind]}, "
        f"but {r} is {describe(case.value)}.",
        f"{r} is {describe(case.value)}.",
        f"{helper.bpf_name}({names}) takes {_KINDS[param.kind]} there.",
    )


def _unreleased(case: Case) -> Told:
    taken = case.walk.state.references[0].insn if case.walk.state.references else case.knew("alloc")
    text = insn_text(case.walk.insns, taken, style="kernel")
    line = case.walk.program.source_map.line(taken)
    where = f"instruction {taken}" + (f" (line {line})" if line else "")
    return Told(
        f"The record taken at {where} is not given back on this path.",
        f"`{text}` took it; `{case.text}` leaves the program while it is still held.",
        "Every path must submit or discard it exactly once.",
        "Call bpf_ringbuf_discard (or submit) before this exit on this path.",
    )


def _not_constant(case: Case) -> Told:
    r = f"r{case.register}"
    helper = case.helper
    name = helper.bpf_name if helper else "the helper"
    return Told(
        f"The size given to {name} in {r} differs from run to run.",
        f"{r} is {describe(case.value)}.",
        f"{name} needs one constant size.",
    )


def _zero_size(case: Case) -> Told:
    r = f"r{case.register}"
    return Told(
        f"The length in {r} may be 0 in `{case.text}`.",
        f"{r} is {describe(case.value)}." if isinstance(case.value, Scalar) else "The length is 0.",
        "At least one byte is needed.",
        f"Leave when it is 0: `if {r} == 0 goto ...`." if isinstance(case.value, Scalar) else "",
    )


def _size_unbounded(case: Case) -> Told:
    buffer = case.walk.registers[case.register - 1] if case.register > 0 else None
    r = f"r{case.register}"
    return Told(
        f"The length in {r} has no useful upper limit in `{case.text}`.",
        f"{r} is {describe(case.value)}; the buffer r{case.register - 1} is {describe(buffer)}.",
        f"{r} must not exceed the size of the buffer.",
    )


def _unbounded_math(case: Case) -> Told:
    return Told(
        f"`{case.text}` adds a number to a pointer before the number is limited from below.",
        f"r{case.register} is {describe(case.value)}." if case.register >= 0 else "",
        "The number's smallest and largest value must be known.",
        "Mask it (`&=`) or compare it first, then add it.",
    )


def _pointer_operator(case: Case) -> Told:
    insn = case.walk.insns[case.walk.pc]
    held = case.walk.registers[insn.dst] if insn.dst <= 10 else None
    return Told(
        f"`{case.text}` computes with a pointer in a way that is not allowed.",
        f"r{insn.dst} is {describe(held)}." if isinstance(held, Pointer) else "",
        "On pointers only 64-bit += and -= of a limited number are allowed.",
    )


def _not_allowed(case: Case) -> Told:
    prog_type = case.walk.program.prog_type
    name = case.word("helper") or "this helper"
    helper = case.helper
    types = f"It may be called by: {', '.join(sorted(helper.where))}." if helper and helper.where else ""
    stem = name.removeprefix("bpf_").split("_")[0]
    kin = [h.bpf_name for h in HELPERS if prog_type in h.where and h.name.startswith(stem)][:4]
    return Told(
        f"Programs of type {prog_type} cannot call {name}.",
        types or "No program type of this playground may call it.",
        f"A helper that {prog_type} programs may call.",
        f"For {prog_type} there are {', '.join(kin)}." if kin else "",
    )


def _unknown_helper(case: Case) -> Told:
    insn = case.walk.insns[case.walk.pc]
    return Told(
        f"There is no helper number {insn.imm}.",
        f"Helpers have the numbers 1 to {HELPERS[-1].id}.",
    )


def _gpl_only(case: Case) -> Told:
    name = case.word("helper") or "This helper"
    licence = case.walk.program.license
    return Told(
        f"{name} may only be called by programs whose licence is compatible with the GPL.",
        f'The licence of this program is "{licence}".' if licence else "This program names no licence.",
        'A licence such as "GPL" or "Dual BSD/GPL".',
    )


def _infinite(case: Case) -> Told:
    return Told(
        f"The loop that comes back to `{case.text}` makes no progress.",
        "The same state was seen here before: no register or stack slot that matters has changed.",
        "Something in the loop's condition must change with every round.",
    )


def _too_many(case: Case) -> Told:
    walk = case.walk
    return Told(
        f"The program has {len(walk.insns)} slots, but the verifier walked {walk.processed} instructions over all paths.",
        f"When it gave up it stood at instruction {walk.pc}, `{case.text}`.",
        "All paths together must stay under one million instructions.",
    )


def _map_mismatch(case: Case) -> Told:
    helper = case.helper
    name = case.word("map") or "this map"
    kind = next((m.type for m in case.walk.program.maps if m.name == case.word("map")), "")
    return Told(
        f"{helper.bpf_name if helper else 'The helper'} does not work on {name}{f', which is of type {kind}' if kind else ''}.",
    )


_KINDS: Final[Mapping[Arg, str]] = {kind: f"a value of kind {kind.value}" for kind in Arg} | {
    Arg.MAP: "a map",
    Arg.MAP_KEY: "a pointer to a key",
    Arg.MAP_VALUE: "a pointer to a value",
    Arg.MAP_VALUE_OUT: "a pointer to room for a value",
    Arg.MEM: "a pointer to memory",
    Arg.MEM_OR_NULL: "a pointer to memory or 0",
    Arg.MEM_WRITE: "a pointer to memory",
    Arg.MEM_OUT: "a pointer to room for the result",
    Arg.MEM_FIXED: "a pointer to memory",
    Arg.LONG_OUT: "a pointer to 8 bytes for the result",
    Arg.U32_INOUT: "a pointer to 4 bytes",
    Arg.SIZE: "a length",
    Arg.SIZE_OR_ZERO: "a length",
    Arg.ALLOC_SIZE: "a constant length",
    Arg.CTX: "the context as the program got it in r1",
    Arg.RINGBUF_MEM: "a reserved ring-buffer record",
    Arg.FUNC: "a function of this program",
    Arg.STACK_OR_NULL: "a stack address or 0",
    Arg.CONST_STR: "a constant string in a read-only map",
}

_TELLERS: Final[Mapping[str, Callable[[Case], Told]]] = {
    "register.uninitialised": _uninitialised,
    "access.maybe-null": _maybe_null,
    "access.not-a-pointer": _not_a_pointer,
    "packet.outside": _packet,
    "access.min-outside": _outside,
    "access.max-outside": _outside,
    "access.unbounded": _unbounded,
    "access.min-negative": _negative,
    "call.size-negative": _negative,
    "context.invalid": _context,
    "pointer.modified": _modified,
    "stack.uninitialised": _stack_uninitialised,
    "stack.out-of-bounds": _stack_bounds,
    "call.wrong-type": _wrong_type,
    "reference.unreleased": _unreleased,
    "call.not-constant": _not_constant,
    "access.zero-size": _zero_size,
    "call.size-unbounded": _size_unbounded,
    "pointer.unbounded-math": _unbounded_math,
    "pointer.bad-operator": _pointer_operator,
    "call.not-allowed": _not_allowed,
    "call.unknown-helper": _unknown_helper,
    "call.gpl-only": _gpl_only,
    "loop.infinite": _infinite,
    "limit.too-many-insns": _too_many,
    "call.map-mismatch": _map_mismatch,
}

assert _TELLERS.keys() <= REJECTION_BY_CODE.keys()
