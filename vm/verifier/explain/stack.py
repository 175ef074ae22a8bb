"""Refused uses of the stack: outside of it, before it was written, pieces of pointers, pointers that outlive their frame."""

from typing import Final

from vm.facts import isa
from vm.verifier.explain.case import Case, Teller, Told
from vm.verifier.explain.words import at, describe, many
from vm.verifier.values import DYNPTR, Pointer

SLOT: Final = 8
FRAME: Final = 512


def _out_of_bounds(case: Case) -> Told:
    off, size = case.knew("off"), case.knew("size")
    below = off < -FRAME
    room = -(-size // SLOT) * SLOT or SLOT
    if below:
        hint = "A frame has 512 bytes. Large buffers belong into a map, for instance a per-CPU array of one entry."
    elif size > FRAME:
        hint = f"{many(size, 'byte')} do not fit at all: use a map value."
    else:
        hint = f"{many(size, 'byte')} fit at r10-{room} and below."
    verb = "writes" if case.word("access") == "write" else "reads"
    return Told(
        f"{case.actor} {verb} {many(size, 'byte')} from {at(10, off)} on, which reaches outside of this function's stack.",
        f"The access covers {at(10, off)} to {at(10, off + max(size, 1) - 1)}.",
        "The stack reaches from r10-512 to r10-1.",
        hint,
    )


def _uninitialised(case: Case) -> Told:
    off, size = case.knew("off"), case.knew("size")
    kept = _kept(case, off)
    if kept is not None and kept.kind is not DYNPTR:
        return Told(
            f"{case.actor} reads {many(size, 'byte')} of stack at {at(10, off)}, where a pointer is kept.",
            f"The slot there holds {describe(kept)}.",
            "Without CAP_PERFMON a stored pointer is only loaded again as a whole, never read as bytes.",
            "Keep pointers and data for helpers in different slots of the stack.",
        )
    if kept is not None:
        return Told(
            f"{case.actor} reads {many(size, 'byte')} of stack at {at(10, off)}, where a dynamic pointer is kept.",
            "The 16 bytes there belong to the dynamic pointer.",
            "They can only be used through helpers such as bpf_dynptr_read.",
            "Keep other things in other slots of the stack.",
        )
    return Told(
        f"{case.actor} reads {many(size, 'byte')} of stack, and the byte at {at(10, off)} was never written.",
        f"The byte at {at(10, off)} holds whatever was there before.",
        "Every byte read must have been written on this path.",
    )


def _kept(case: Case, off: int) -> Pointer | None:
    """The pointer in the slot at this offset of the running function's stack, if there is one."""
    walk = case.walk
    if walk is None or not walk.state.frames or not -FRAME <= off < 0:
        return None
    slots = walk.state.frames[-1].slots
    index = (-off - 1) // SLOT
    value = slots[index].value if index < len(slots) else None
    return value if isinstance(value, Pointer) else None


def _unbounded(case: Case) -> Told:
    return Told(
        f"{case.actor} uses a stack address whose offset has no limit.",
        case.held,
        "The smallest and the largest offset must be known, and lie inside the frame.",
    )


def _variable(case: Case) -> Told:
    return Told(
        f"{case.actor} uses a place on the stack that varies from run to run.",
        case.held,
    )


def _variable_write(case: Case) -> Told:
    return Told(
        f"`{case.text}` writes to a place on the stack that varies, over slots where that is not allowed.",
        case.held,
        "No slot that may be hit may hold a pointer, or be still unwritten.",
    )


def _width(case: Case) -> int:
    return {row.code: row.bytes for row in isa.SIZES}.get(case.insn.opcode & 0x18, 0)


def _partial_spill(case: Case) -> Told:
    source = case.insn.src
    return Told(
        f"`{case.text}` stores only {many(_width(case), 'byte')} of a pointer.",
        f"r{source} is {describe(case.value_of(source))}.",
        "A pointer takes 8 bytes.",
        f"Write `*(u64 *)(...) = r{source}`, 8 bytes aligned.",
    )


def _partial_fill(case: Case) -> Told:
    return Told(
        f"`{case.text}` loads only {many(_width(case), 'byte')} of a pointer that was stored there.",
        "The slot holds a pointer of 8 bytes.",
        "All 8 bytes must be loaded from where the pointer was stored.",
    )


def _corrupts(case: Case) -> Told:
    return Told(
        f"`{case.text}` overwrites {many(_width(case), 'byte')} of a pointer that was stored there.",
        "The slot holds a pointer of 8 bytes.",
        "A stored pointer may be overwritten as a whole only.",
        "Use another slot, or write all 8 bytes.",
    )


def _leaks(case: Case) -> Told:
    return Told(
        f"`{case.text}` would take a stored pointer out of the stack as a number.",
        "The slot holds a pointer.",
    )


def _spill_to_caller(case: Case) -> Told:
    source = case.insn.src
    return Told(
        f"`{case.text}` stores an address of this function's stack in the frame of its caller.",
        f"r{source} is {describe(case.value_of(source))} of this function; {case.r} points into the caller's frame.",
        "Addresses of a frame may not be kept longer than the frame is there.",
    )


def _returned(case: Case) -> Told:
    return Told(
        "The function returns an address of the stack.",
        f"r0 is {describe(case.value_of(0))}.",
        "A function may return a number, or a pointer to what outlives it.",
        "Let the caller pass the address of room in its own frame, and return a number.",
    )


def _combined(case: Case) -> Told:
    size = case.knew("size")
    return Told(
        f"The functions on one chain of calls need {many(size, 'byte')} of stack together.",
        _frames(case),
        "All frames of a chain together have 512 bytes; each is rounded up to 16 or 32 bytes."
        if size > FRAME
        else "Before a tail call in a function, the frames above it may have 256 bytes.",
    )


def _frames(case: Case) -> str:
    """Bytes that each function uses itself."""
    walk = case.walk
    if walk is None:
        return ""
    used = zip(walk.flow.subprograms, walk.stack_depths, strict=False)
    return "; ".join(f"{case.function(start)} uses {many(depth, 'byte')}" for start, depth in used) + "."


TELLERS: Final[dict[str, Teller]] = {
    "stack.out-of-bounds": _out_of_bounds,
    "stack.uninitialised": _uninitialised,
    "stack.unbounded": _unbounded,
    "stack.variable-offset": _variable,
    "stack.variable-write": _variable_write,
    "stack.partial-spill": _partial_spill,
    "stack.partial-fill": _partial_fill,
    "stack.corrupts-spill": _corrupts,
    "stack.pointer-leak": _leaks,
    "stack.spill-to-caller": _spill_to_caller,
    "stack.returned": _returned,
    "stack.combined-size": _combined,
}
