"""Refused accesses, outside of the stack: numbers used as addresses, map values, records, packets, contexts."""

from typing import Final

from vm.facts import isa
from vm.facts.contexts import CONTEXT_BY_NAME, Context
from vm.facts.map_types import READ_ONLY_TO_PROGRAMS, WRONLY_PROG
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.verifier.explain.case import Case, Teller, Told
from vm.verifier.explain.origin import came_from_call, loaded_from_context
from vm.verifier.explain.words import describe, is_moved, many, map_name
from vm.verifier.scalar import Scalar
from vm.verifier.values import MAP_VALUE, PKT_END, PKT_META, RINGBUF, STACK, Pointer


def _maybe_null(case: Case) -> Told:
    value, r = case.value, case.r
    what = "What was returned"
    if isinstance(value, Pointer):
        what = "The lookup's result" if value.kind is MAP_VALUE else what
        what = "The reserved record" if value.flags & RINGBUF else what
    return Told(
        f"{what} may be NULL, and `{case.text}` uses {r} without a check.",
        f"{r} is {describe(value)}.",
        f"{r} must be known not to be NULL here.",
        f"Insert `if {r} == 0 goto ...` between the call and this instruction: 64 bits wide, and with the constant 0.",
    )


def _not_a_pointer(case: Case) -> Told:
    r, value = case.r, case.value
    knew = f"{r} is {describe(value)}."
    if isinstance(value, Pointer):
        return Told(
            f"`{case.text}` uses {r} as memory, but what it points to cannot be loaded or stored.",
            knew,
            f"{r} must point to the stack, a map value, a packet or another memory the program may use.",
            "The end of a packet is there to be compared with." if value.kind is PKT_END else "",
        )
    needed = f"{r} must be a pointer that the verifier has followed from where the program got it."
    walk = case.walk
    if (
        isinstance(value, Scalar)
        and not value.mask
        and not value.value
        and walk
        and came_from_call(walk, case.register)
    ):
        return Told(
            f"{r} is NULL here: this is the path on which the call found nothing.",
            f"{r} was compared with 0, and on this path it is 0.",
            f"{r} must point to something.",
            "Use the pointer on the other path: turn the comparison round, or move this instruction.",
        )
    hint = ""
    if walk is not None and not loaded_from_context(walk, case.register):
        hint = (
            "A pointer stays one while it is copied with all 64 bits, moved by limited numbers, or stored on the stack and "
            "loaded again as a whole; anything else makes a number of it."
        )
    return Told(f"`{case.text}` uses {r} as an address, but {r} is a plain number.", knew, needed, hint)


def _outside(case: Case) -> Told:
    off, size, limit = case.knew("off"), case.knew("size"), case.knew("limit")
    r = case.r
    over = off + size - limit
    known = isinstance(case.value, Pointer) and not case.value.var.mask
    may = "reaches" if known else "may reach"
    detail = f"{many(over, 'byte')} past the end of" if off >= 0 else f"{many(-off, 'byte')} in front of"
    room = limit - size
    begins = f"begins at byte {off}" if known else f"may begin at byte {off}"
    return Told(
        f"{case.actor} {may} {detail} the memory behind {r}.",
        f"{r} is {describe(case.value)}. The access {begins} and is {many(size, 'byte')} wide.",
        f"The memory has {many(limit, 'byte')}, so the access may begin at byte {room} at the latest."
        if room >= 0
        else f"The memory has {many(limit, 'byte')} only: {many(size, 'byte')} never fit.",
        f"Make sure that the whole offset is from 0 to {room} before the access." if room > 0 else "",
    )


def _unbounded(case: Case) -> Told:
    value, r = case.value, case.r
    if isinstance(value, Pointer) and value.var.smin < 0:
        return Told(
            f"A number that may be negative was added to {r}, or one was subtracted from it; then no upper limit is known.",
            f"{r} is {describe(value)}.",
            "The part that varies must be known as an unsigned number.",
            "Do the subtraction on numbers first, and add the result to the pointer: "
            "it must be from 0 to the last byte that may be used.",
        )
    return Told(
        f"{case.actor} uses an offset in {r} that has no upper limit.",
        f"{r} is {describe(value)}.",
        "The largest possible offset must lie inside the memory.",
    )


def _negative(case: Case) -> Told:
    value, r = case.value, case.r
    what = "length" if isinstance(value, Scalar) else "offset"
    returned = case.walk is not None and isinstance(value, Scalar) and -4096 < value.smin < 0
    return Told(
        f"The {what} in {r} may be negative in `{case.text}`.",
        f"{r} is {describe(value)}.",
        f"The {what} must be known to be 0 or more.",
        "A helper's result is negative when it failed: leave with `if r0 s<= 0 goto ...` before it is used as a length."
        if returned
        else ""
        if isinstance(value, Scalar)
        else "Limit what is subtracted, or compare on both sides, so that the sum cannot fall below 0.",
    )


def _zero_size(case: Case) -> Told:
    value, r = case.value, case.r
    keyed = case.value_of(1)
    if not isinstance(value, Scalar) and isinstance(keyed, Pointer) and keyed.map and not keyed.map.key_size:
        return Told(
            f"{case.actor} works with keys, and {map_name(keyed)} has none.",
            f"It is a {keyed.map.type}.",
            "A map with keys.",
            "Use bpf_map_push_elem, bpf_map_pop_elem and bpf_map_peek_elem.",
        )
    if not isinstance(value, Scalar):
        return Told(f"{case.actor} is given no bytes at all.", "The length is 0.", "At least one byte is needed.")
    never = not value.mask
    return Told(
        f"The length in {r} {'is' if never else 'may be'} 0 in `{case.text}`.",
        f"{r} is {describe(value)}.",
        f"{case.actor} needs at least one byte.",
        "Pass at least one byte." if never else f"Leave when it is 0: `if {r} == 0 goto ...`.",
    )


def _misaligned(case: Case) -> Told:
    size = case.knew("size")
    stack = isinstance(case.value, Pointer) and case.value.kind is STACK
    atomic = case.insn.opcode & 0xE0 == isa.MODE_ATOMIC
    why = (
        "Atomic operations must"
        if atomic
        else "On the stack every access must"
        if stack
        else "With this load flag every access must"
    )
    return Told(
        f"`{case.text}` is {many(size, 'byte')} wide, but its address is not known to be a multiple of {size}.",
        case.held if 0 <= case.register < 10 else "",
        f"{why} be aligned to their width." if atomic else f"{why} be aligned to its width.",
        f"Use an offset that divides by {size}, or smaller accesses.",
    )


def _read_only(case: Case) -> Told:
    return Told(
        f"{case.actor} would write to memory that may only be read.",
        case.held,
    )


def _atomic(case: Case) -> Told:
    return Told(
        f"`{case.text}` is an atomic operation on memory that does not allow one.",
        case.held,
        "Atomic operations work on the stack, on map values and on ring-buffer records.",
        "Load, change and store with plain instructions, or keep the number in a map value.",
    )


def _direction(case: Case) -> Told:
    spec = case.map_called(case.word("map"))
    name = f"map {spec.name}" if spec else "this map"
    held = f" {case.r} is {describe(case.value)}." if isinstance(case.value, Pointer) else ""
    if spec is not None and spec.type in READ_ONLY_TO_PROGRAMS:
        return Told(
            f"{case.actor} writes into {name}, a {spec.type}, which programs may only read.",
            f"Its entries are set from user space.{held}",
            "A load, or another map.",
            "Keep what the program itself writes in another map.",
        )
    reading = spec is not None and bool(spec.flags & WRONLY_PROG)
    verb, right, flag = ("reads from", "write", "WRONLY") if reading else ("writes into", "read", "RDONLY")
    return Told(
        f"{case.actor} {verb} {name}, which programs may only {right}.",
        f"It was made with BPF_F_{flag}_PROG.{held}",
        f"Programs may only {right} what is in such a map.",
        f"Make the map without BPF_F_{flag}_PROG, or use another one.",
    )


def _map_object(case: Case) -> Told:
    return Told(
        f"`{case.text}` touches the map itself, not a value in it.",
        f"{case.r} is {describe(case.value)}, as `{case.r} = NAME ll` loads it.",
        "A value's address comes from bpf_map_lookup_elem.",
    )


def _typed(case: Case) -> Told:
    return Told(
        f"`{case.text}` is no access to a member of the kernel's structure.",
        f"{case.r} is {describe(case.value)}, and the access is at byte {case.knew('off')} of it.",
        "Members are read whole, at their own offsets, and never written.",
    )


# Packets


def _packet(case: Case) -> Told:
    off, size, value, r = case.knew("off"), case.knew("size"), case.value, case.r
    proved = max(0, value.range) if isinstance(value, Pointer) else 0
    verb = "writes" if case.writes else "reads" if not case.helper else "uses"
    knew = f"{r} is {describe(value)}."
    meta = isinstance(value, Pointer) and value.kind is PKT_META
    end = "data" if meta else "data_end"
    if off < 0:
        return Told(
            f"{case.actor} {verb} {many(-off, 'byte')} in front of where this pointer may go.",
            knew,
            "The access must begin at or behind the pointer that was compared.",
            "Make room with bpf_xdp_adjust_head (or bpf_skb_change_head) and load the pointers again.",
        )
    needed = f"{many(off + size, 'byte')} behind this pointer must be inside the packet."
    hint = f"Before it, compare a copy of the pointer plus {off + size} with {end} and leave if it is greater."
    if isinstance(value, Pointer) and value.var.mask and not proved:
        return Told(
            f"{case.actor} {verb} the packet at a variable offset that was not compared with {end} since.",
            knew,
            needed,
            f"Adding a variable starts a new range: compare again. {hint}",
        )
    if not proved:
        return Told(f"{case.actor} {verb} the packet before its length was compared with {end}.", knew, needed, hint)
    last = f"bytes {off} to {off + size - 1}" if size > 1 else f"byte {off}"
    return Told(
        f"{case.actor} {verb} {last} behind {r}, but only {many(proved, 'byte')} are proved to be there.",
        knew,
        needed,
        hint,
    )


def _packet_read_only(case: Case) -> Told:
    prog_type = case.program.prog_type
    return Told(
        f"{case.actor} writes into the packet, which programs of type {prog_type} may only read.",
        case.held,
        "Only xdp and sched_cls programs change packets.",
    )


# Contexts


def _context(case: Case) -> Told:
    prog_type = case.program.prog_type
    context = CONTEXT_BY_NAME[PROGRAM_TYPE_BY_NAME[prog_type].context]
    off, size = case.knew("off"), case.knew("size")
    verb = "writes" if case.writes else "reads"
    fields = [
        f"{f.name} at {f.offset}"
        for f in context.fields
        if f.offset >= 0 and prog_type in (f.written_by if case.writes else f.read_by)
    ]
    do = "store to" if case.writes else "load"
    needed = f"Fields that {prog_type} programs may {do}: {', '.join(fields)}." if fields else ""
    return Told(
        f"`{case.text}` {verb} {many(size, 'byte')} at offset {off} of the context, which is not allowed.",
        _field(case, context, off, size),
        needed or f"{prog_type} programs may {do} nothing in {context.name}.",
        "Write fields by name, as in `*(u32 *)(r1 + xdp_md.data)`; the reference lists offset, width and direction.",
    )


def _field(case: Case, context: Context, off: int, size: int) -> str:
    """What is at that offset, and what may be done with it."""
    inside = [f for f in context.fields if f.offset <= off < f.offset + f.size]
    if not inside:
        return f"{context.name} has no field at offset {off}; it is {context.size} bytes long."
    field = inside[0]
    prog_type = case.program.prog_type
    allowed = field.write_widths if case.writes else field.widths
    users = field.written_by if case.writes else field.read_by
    verb = "stored to" if case.writes else "loaded"
    told = f"Offset {off} lies in {context.name}.{field.name} ({many(field.size, 'byte')} at offset {field.offset})."
    if prog_type not in users:
        return f"{told} It cannot be {verb} by programs of type {prog_type}."
    if size in allowed and not (off - field.offset) % size:
        return f"{told} It can be {verb} only where the program is attached in a special way, which this one does not ask for."
    return f"{told} It can be {verb} in pieces of {' or '.join(map(str, allowed))} bytes, aligned."


def _socket(case: Case) -> Told:
    off, size = case.knew("off"), case.knew("size")
    return Told(
        f"`{case.text}` reads {many(size, 'byte')} at offset {off} of a socket, where no field can be read so.",
        case.held,
    )


def _modified(case: Case) -> Told:
    value, r = case.value, case.r
    context = isinstance(value, Pointer) and value.kind == "ctx"
    moved = isinstance(value, Pointer) and is_moved(value)
    return Told(
        f"{r} was moved, and {case.actor} needs it as it was obtained."
        if moved
        else f"`{case.text}` reads in front of where {r} points.",
        f"{r} is {describe(value)}.",
        "The context must be used exactly as the program got it in r1."
        if context
        else "Here the pointer must be as it was obtained.",
        "Pass the context as it came; keep it in r6." if case.helper and context else "",
    )


def _buffer(case: Case) -> Told:
    return Told(
        f"`{case.text}` accesses the event's buffer at an offset that is negative or varies.",
        case.held,
    )


def _mixed(case: Case) -> Told:
    return Told(
        f"`{case.text}` is reached with {case.r} pointing to one kind of memory on one path and to another on the next.",
        f"On the path walked last {case.r} is {describe(case.value)}.",
        "Each load or store from the context is rewritten for it, so it must mean the context on every path.",
    )


TELLERS: Final[dict[str, Teller]] = {
    "access.maybe-null": _maybe_null,
    "access.not-a-pointer": _not_a_pointer,
    "access.min-outside": _outside,
    "access.max-outside": _outside,
    "access.unbounded": _unbounded,
    "access.min-negative": _negative,
    "call.size-negative": _negative,
    "access.zero-size": _zero_size,
    "access.misaligned": _misaligned,
    "access.read-only": _read_only,
    "access.atomic": _atomic,
    "access.map-object": _map_object,
    "access.typed": _typed,
    "access.socket": _socket,
    "access.buffer": _buffer,
    "map.forbidden-direction": _direction,
    "packet.outside": _packet,
    "packet.read-only": _packet_read_only,
    "context.invalid": _context,
    "pointer.modified": _modified,
    "pointer.mixed": _mixed,
}
