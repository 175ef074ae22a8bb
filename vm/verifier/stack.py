"""Reads and writes of the stack: what spills, what is forgotten, what was never written.

`off` is relative to the frame's top and negative; slot `n` covers bytes -8n-8 to -8n-1. A frame's
stack grows with the deepest access. Reads of bytes never written are allowed with CAP_PERFMON.
"""

from typing import Final

from vm.verifier import dynptr, precision, tnum
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN, Scalar
from vm.verifier.scalar import ZERO as NUMBER_ZERO
from vm.verifier.state import DYNAMIC, INVALID, MISC, SPILL, ZERO, Frame, Slot
from vm.verifier.values import NOT_INIT, STACK, Pointer, Value
from vm.verifier.walk import Walk

STACK_SIZE: Final = 512
MAX_VAR_OFF: Final = 1 << 29
"""A variable offset this large says nothing."""


def check_bounds(walk: Walk, register: int, pointer: Pointer, off: int, size: int, *, write: bool) -> None:
    """Refuse an access outside of the frame's 512 bytes; grow the frame to hold it."""
    var = pointer.var
    way = "write to" if write else "read from"
    if var.mask:
        if var.smax >= MAX_VAR_OFF or var.smin <= -MAX_VAR_OFF:
            raise Refuse("stack.unbounded", "EACCES", f"invalid unbounded variable-offset {way} stack R{register}")
        low, high = var.smin + off, var.smax + off + size
    else:
        low = var.smin + off
        high = low + size
    frame = walk.state.frames[pointer.frame]
    floor = -STACK_SIZE if write or walk.profile.uninitialised_stack else -8 * len(frame.slots)
    if floor <= low < 0 and high <= 0 and size >= 0:
        frame.grow((7 - low) // 8)
        walk.stack_depths[frame.subprogram] = max(walk.stack_depths[frame.subprogram], -low)
        return
    errno_name = "EACCES" if not floor <= low < 0 else "EINVAL" if high > 0 else "EFAULT"
    if var.mask:
        spelt = tnum.text(var.value, var.mask)
        line = f"invalid variable-offset {way} stack R{register} var_off={spelt} off={off} size={size}"
    else:
        line = f"invalid {way} stack R{register} off={low} size={size}"
    raise Refuse(
        "stack.out-of-bounds",
        errno_name,
        line,
        register=register,
        off=low,
        size=size,
        access="write" if write else "read",
    )


# Writing


def write(walk: Walk, pointer: Pointer, off: int, size: int, value: Value | None, source: int) -> None:
    """Store `size` bytes. `value` is None when the bytes are unknown; `source` its register, -1 for an immediate."""
    if pointer.var.mask:
        _write_variable(walk, pointer, off, size, value, source)
    else:
        _write_fixed(walk, pointer.frame, off + pointer.var.smin, size, value, source)


def _write_fixed(walk: Walk, number: int, off: int, size: int, value: Value | None, source: int) -> None:
    frame = walk.state.frames[number]
    top = -off - 1
    index = top >> 3
    slot = frame.slots[index]
    profile = walk.profile
    if not profile.pointer_leaks and size != 8 and slot.kinds[7] == SPILL and isinstance(slot.value, Pointer):
        raise Refuse("stack.corrupts-spill", "EACCES", "attempt to corrupt spilled pointer on stack")
    if walk.speculation is not None and (
        isinstance(value, Pointer)
        or any(kind not in (MISC, ZERO) for kind in slot.kinds[(top - size + 1) & 7 :][:size])
    ):
        walk.speculation.after.add(walk.pc)
    if slot.kinds[7] == DYNAMIC:
        dynptr.overwrite(walk, number, index)
        slot = frame.slots[index]
    walk.touch(number, index)
    if size == 8:
        walk.live_stack.wrote(number, 1 << index)
    if isinstance(value, Scalar) and not off & 7:
        if source >= 0:
            fits = value.umax.bit_length() <= 8 * size
            value = linkable(walk, source, value) if fits else value.anonymous()
        frame.slots[index] = Slot(_narrow(slot.kinds, size), value)
        walk.remember().spill = (number, index)
    elif isinstance(value, Pointer):
        if size != 8:
            raise Refuse("stack.partial-spill", "EACCES", "invalid size of register spill")
        if value.kind is STACK and number != len(walk.state.frames) - 1:
            raise Refuse(
                "stack.spill-to-caller", "EINVAL", "cannot spill pointers to stack into stack frame of the caller"
            )
        frame.slots[index] = Slot(SPILL * 8, value)
        walk.remember().spill = (number, index)
    else:
        _write_data(walk, frame, index, top, size, value, source)


def _narrow(kinds: str, size: int) -> str:
    """The kinds of a slot whose low `size` bytes now hold a register; bytes above keep what is known of them."""
    if size == 8:
        return SPILL * 8
    above = "".join([kind if kind in (ZERO, INVALID) else MISC for kind in kinds[: 8 - size]])
    return above + SPILL * size


def _write_data(walk: Walk, frame: Frame, index: int, top: int, size: int, value: Value | None, source: int) -> None:
    """Bytes that are no whole register: only whether they are zero is remembered."""
    kinds = _scrubbed(frame.slots[index].kinds)
    kind = MISC
    if _is_zero(value):
        precision.mark(walk, source)
        kind = ZERO
    at = (top - size + 1) & 7
    frame.slots[index] = Slot(kinds[:at] + kind * size + kinds[at + size :])


def _scrubbed(kinds: str) -> str:
    """What is left of a slot when part of the register spilled in it is overwritten."""
    if kinds[7] != SPILL:
        return kinds
    return "".join([kind if kind == INVALID else MISC for kind in kinds])


def _is_zero(value: Value | None) -> bool:
    return isinstance(value, Scalar) and not value.mask and not value.value


def _write_variable(walk: Walk, pointer: Pointer, off: int, size: int, value: Value | None, source: int) -> None:
    frame = walk.state.frames[pointer.frame]
    low, high = pointer.var.smin + off, pointer.var.smax + off + size
    zero = _is_zero(value)
    relied = False
    for at in range(low, high):
        if frame.slots[(-at - 1) >> 3].kinds[7] == DYNAMIC:
            dynptr.overwrite(walk, pointer.frame, (-at - 1) >> 3)
    for at in range(low, high):
        index, byte = (-at - 1) >> 3, (-at - 1) & 7
        slot = frame.slots[index]
        kind = slot.kinds[byte]
        walk.touch(pointer.frame, index)
        if not walk.profile.pointer_leaks and kind not in (INVALID, SPILL):
            # The kernel compares the byte's kind with two values of another enumeration; this is what it comes to.
            line = f"spilled ptr in range of var-offset stack write; insn {walk.pc}, ptr off: {at}"
            raise Refuse("stack.variable-write", "EINVAL", line)
        if zero and kind == SPILL and slot.kinds[7] == SPILL and _is_zero(slot.value):
            relied = True
            continue
        kinds = _scrubbed(slot.kinds)
        new = MISC
        if zero and kinds[byte] == ZERO:
            new = ZERO
            relied = True
        if kind == INVALID and not walk.profile.uninitialised_stack:
            line = f"uninit stack in range of var-offset write prohibited for !root; insn {walk.pc}, off: {at}"
            raise Refuse("stack.variable-write", "EINVAL", line)
        frame.slots[index] = Slot(kinds[:byte] + new + kinds[byte + 1 :], NOT_INIT)
    if relied:
        precision.mark(walk, source)


# Reading


def read(walk: Walk, register: int, pointer: Pointer, off: int, size: int, target: int) -> None:
    """Load `size` bytes into register `target`, or only check that they may be read when it is -1."""
    if not pointer.var.mask:
        _read_fixed(walk, pointer.frame, off + pointer.var.smin, size, target)
        return
    if target < 0:
        spelt = tnum.text(pointer.var.value, pointer.var.mask)
        raise Refuse(
            "stack.variable-offset",
            "EACCES",
            f"variable offset stack pointer cannot be passed into helper function; var_off={spelt} off={off} size={size}",
        )
    check_initialized(walk, register, pointer, off, size, zero_ok=False, write=False)
    low, high = pointer.var.smin + off, pointer.var.smax + off + size
    walk.registers[target] = _bytes_read(walk, pointer.frame, low, high)


def _read_fixed(walk: Walk, number: int, off: int, size: int, target: int) -> None:
    frame = walk.state.frames[number]
    index = (-off - 1) >> 3
    slot = frame.slots[index]
    walk.touch(number, index)
    walk.live_stack.read(walk.state, walk.pc, number, 1 << index)
    if slot.kinds[7] != SPILL:
        _check_readable(walk, slot, off, size)
        if target >= 0:
            walk.registers[target] = _bytes_read(walk, number, off, off + size)
        return
    value = slot.value
    spilt = slot.kinds.count(SPILL)
    if size == 8 and spilt == 8:
        if target >= 0:
            walk.registers[target] = value
        elif isinstance(value, Pointer) and not walk.profile.pointer_leaks:
            raise Refuse("stack.pointer-leak", "EACCES", f"leaking pointer from stack off {off}")
    elif not isinstance(value, Scalar):
        raise Refuse("stack.partial-fill", "EACCES", "invalid size of register fill")
    elif target < 0 or not _fill_part(walk, frame, index, off, size, target):
        return
    walk.remember().spill = (number, index)


def _fill_part(walk: Walk, frame: Frame, index: int, off: int, size: int, target: int) -> bool:
    """Load part of a spilled scalar, or beyond a narrow one. True if the register still stems from the spill."""
    slot = frame.slots[index]
    value = slot.value
    assert isinstance(value, Scalar)
    spilt = slot.kinds.count(SPILL)
    if size <= spilt and not off & 7:
        width = value.umax.bit_length()
        if size == 4 and spilt == 4 and width <= 32:
            value = _linkable_slot(walk, frame, index, value)
        walk.registers[target] = value if width <= 8 * size else value.anonymous()
        return True
    _check_readable(walk, slot, off, size)
    at = (-off - size) & 7
    kinds = slot.kinds[at : at + size]
    if kinds == SPILL * size and not value.mask and not value.value:
        walk.registers[target] = NUMBER_ZERO
        return True
    walk.registers[target] = NUMBER_ZERO if kinds == ZERO * size else UNKNOWN
    return False


def _check_readable(walk: Walk, slot: Slot, off: int, size: int) -> None:
    if slot.kinds[7] == DYNAMIC:
        line = f"invalid read from stack off {off}+0 size {size}"
        raise Refuse("stack.uninitialised", "EACCES", line, off=off, size=size)
    if walk.profile.uninitialised_stack:
        return
    for n in range(size):
        if slot.kinds[(-off - 1 - n) & 7] == INVALID:
            line = f"invalid read from stack off {off}+{n} size {size}"
            raise Refuse("stack.uninitialised", "EACCES", line, off=off + n, size=size)


def _bytes_read(walk: Walk, number: int, low: int, high: int) -> Scalar:
    """What a load from [low, high) brings when no whole register lies there: zero if all of it is."""
    slots = walk.state.frames[number].slots
    for at in range(low, high):
        index = (-at - 1) >> 3
        walk.touch(number, index)
        if slots[index].kinds[(-at - 1) & 7] != ZERO:
            return UNKNOWN
    return NUMBER_ZERO


def check_initialized(
    walk: Walk, register: int, pointer: Pointer, off: int, size: int, *, zero_ok: bool, write: bool, raw: bool = False
) -> bool:
    """A helper or a variable load touches [off, off + size) relative to `pointer`; `write` if it may store there.

    raw      the helper promises to fill the memory, so its present content does not matter
    returns  True when it was left to the caller to mark a raw buffer as written (`scribble`)
    """
    if not size and not zero_ok:
        raise Refuse("access.zero-size", "EACCES", "invalid zero-sized read", register=register)
    check_bounds(walk, register, pointer, off, size, write=write)
    var = pointer.var
    if var.mask:
        if not walk.profile.speculation_trusted:
            spelt = tnum.text(var.value, var.mask)
            line = f"R{register} variable offset stack access prohibited for !root, var_off={spelt}"
            raise Refuse("stack.variable-offset", "EACCES", line)
        raw = False
    frame = walk.state.frames[pointer.frame]
    low, high = var.smin + off, var.smax + off + size
    if raw:
        for at in range(low, high):
            if frame.slots[(-at - 1) >> 3].kinds[7] == DYNAMIC:
                line = f"potential write to dynptr at off={at} disallowed"
                raise Refuse("call.dynptr", "EACCES", line, register=register, off=at, size=size)
        return True
    for at in range(low, high):
        _check_byte(walk, register, pointer, frame, at, low, size, write=write)
    return False


def _check_byte(
    walk: Walk, register: int, pointer: Pointer, frame: Frame, at: int, low: int, size: int, *, write: bool
) -> None:
    index, byte = (-at - 1) >> 3, (-at - 1) & 7
    slot = frame.slots[index]
    kind = slot.kinds[byte]
    if kind == ZERO or (kind == INVALID and walk.profile.uninitialised_stack):
        if write:
            frame.slots[index] = Slot(slot.kinds[:byte] + MISC + slot.kinds[byte + 1 :], slot.value)
    elif kind != MISC:
        if slot.kinds[7] != SPILL or not (isinstance(slot.value, Scalar) or walk.profile.pointer_leaks):
            var = pointer.var
            place = f"var_off {tnum.text(var.value, var.mask)}" if var.mask else f"off {low}"
            line = f"invalid read from stack R{register} {place}+{at - low} size {size}"
            raise Refuse("stack.uninitialised", "EACCES", line, register=register, off=at, size=size)
        if write:
            kinds = "".join([each if each == INVALID else MISC for each in slot.kinds])
            frame.slots[index] = Slot(kinds)
    walk.live_stack.read(walk.state, walk.pc, pointer.frame, 1 << index)


def scribble(walk: Walk, pointer: Pointer, size: int) -> None:
    """Mark `size` bytes at a fixed stack address as written by a helper, byte by byte."""
    off = pointer.off
    for n in range(size):
        check_bounds(walk, 0, pointer, off + n, 1, write=True)
        _write_fixed(walk, pointer.frame, off + n + pointer.var.smin, 1, None, -1)


# Links between equal scalars


def linkable(walk: Walk, register: int, value: Scalar) -> Scalar:
    """The register's scalar with an id, so that its copy and it stay known to be equal."""
    new = _with_id(walk, value)
    if new is not value:
        walk.registers[register] = new
    return new


def _linkable_slot(walk: Walk, frame: Frame, index: int, value: Scalar) -> Scalar:
    new = _with_id(walk, value)
    if new is not value:
        frame.slots[index] = Slot(frame.slots[index].kinds, new)
    return new


def _with_id(walk: Walk, value: Scalar) -> Scalar:
    if value.adds:
        value = value.anonymous()
    if not value.id and value.mask:
        value = value.with_id(walk.new_id())
    return value
