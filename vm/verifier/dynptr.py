"""Dynamic pointers: sixteen bytes of stack that a helper fills and only helpers understand.

Two slots hold one: the first is the one of the higher address, the second, lower one is where the
program's pointer points. Made over plain memory ("local") or over a reserved record ("ringbuf"), which is a
reference to be given back. Overwriting one ends it and every slice taken from it.
"""

from typing import Final

from vm.verifier.refusal import Refuse
from vm.verifier.state import DYNAMIC, EMPTY_SLOT, Slot
from vm.verifier.values import DYNPTR, MEM, STACK, Pointer
from vm.verifier.walk import Walk

SIZE: Final = 16
LOCAL: Final = "local"
RINGBUF: Final = "ringbuf"
_OUT_OF_STACK: Final = -1


def place_of(walk: Walk, register: int) -> tuple[int, int] | None:
    """(frame, index of the first slot) where a register points; None for a place the frame has not grown to yet.

    Raises Refuse with one line where no dynamic pointer can lie.
    """
    value = walk.registers[register]
    assert isinstance(value, Pointer)
    if value.var.mask:
        raise refuse(register, "dynptr has to be at a constant offset")
    off = value.off + value.var.smin
    if off % 8 or off > -SIZE:
        raise refuse(register, f"cannot pass in dynptr at an offset={off}")
    lower = -off // 8 - 1
    return (value.frame, lower - 1) if lower < len(walk.state.frames[value.frame].slots) else None


def refuse(register: int, *lines: str) -> Refuse:
    """A complaint about a dynamic pointer among the arguments."""
    return Refuse("call.dynptr", "EINVAL", *lines, register=register)


def _held(walk: Walk, place: tuple[int, int]) -> Pointer | None:
    """The dynamic pointer whose two slots begin there."""
    number, first = place
    slots = walk.state.frames[number].slots
    value = slots[first + 1].value
    whole = slots[first].kinds == slots[first + 1].kinds == DYNAMIC * 8
    return value if whole and isinstance(value, Pointer) and value.dynptr else None


def initialized(walk: Walk, register: int) -> Pointer:
    """The dynamic pointer a helper is to read; it counts as a read of the stack."""
    value = walk.registers[register]
    assert isinstance(value, Pointer)
    if value.kind is DYNPTR:
        return value
    wanted = f"Expected an initialized dynptr as arg #{register - 1}"
    try:
        place = place_of(walk, register)
    except Refuse as refusal:
        raise refuse(register, *refusal.lines, wanted) from None
    held = _held(walk, place) if place else None
    if held is None or place is None:
        raise refuse(register, wanted)
    number, first = place
    for index in (first + 1, first):
        walk.touch(number, index)
        walk.live_stack.read(walk.state, walk.pc, number, 1 << index)
    return held


def check_owned(walk: Walk, register: int) -> int:
    """Refuse to release what holds no reference. Returns the reference's id."""
    value = walk.registers[register]
    assert isinstance(value, Pointer)
    wanted = f"arg {register} is an unacquired reference"
    try:
        place = place_of(walk, register) if value.kind is STACK else None
    except Refuse as refusal:
        raise refuse(register, *refusal.lines, wanted) from None
    slot = walk.state.frames[place[0]].slots[place[1] + 1] if place else EMPTY_SLOT
    if not isinstance(slot.value, Pointer) or not slot.value.ref:
        raise refuse(register, wanted)
    return slot.value.ref


def make(walk: Walk, register: int, type_: str) -> None:
    """Put a new dynamic pointer where the register points."""
    place = place_of(walk, register)
    assert place is not None
    number, first = place
    frame = walk.state.frames[number]
    new = Pointer(DYNPTR, btf=type_, id=walk.new_id(), dynptr=1)
    if type_ == RINGBUF:
        new.ref = walk.acquire()
    second = new.copy()
    second.dynptr = 0
    for index, part in ((first + 1, new), (first, second)):
        frame.slots[index] = Slot(DYNAMIC * 8, part)
        walk.touch(number, index)
        walk.live_stack.wrote(number, 1 << index)


def end(walk: Walk, register: int) -> None:
    """The reference of the dynamic pointer was given back: its slots hold nothing any more."""
    place = place_of(walk, register)
    assert place is not None
    _clear(walk, place[0], place[1])


def overwrite(walk: Walk, number: int, index: int) -> None:
    """Slot `index` of a frame, part of a dynamic pointer, is about to be written: the pointer ends."""
    slots = walk.state.frames[number].slots
    part = slots[index].value
    assert isinstance(part, Pointer)
    first = index - 1 if part.dynptr else index
    held = slots[first + 1].value
    assert isinstance(held, Pointer)
    if held.ref:
        raise Refuse("call.dynptr", "EINVAL", "cannot overwrite referenced dynptr")
    _clear(walk, number, first)
    _forget_slices(walk, held.id)


def _clear(walk: Walk, number: int, first: int) -> None:
    slots = walk.state.frames[number].slots
    for index in (first, first + 1):
        slots[index] = EMPTY_SLOT
        walk.touch(number, index)
        walk.live_stack.wrote(number, 1 << index)


def _forget_slices(walk: Walk, id_: int) -> None:
    walk.forget(walk.state, lambda pointer: pointer.kind is MEM and pointer.dynptr == id_)
