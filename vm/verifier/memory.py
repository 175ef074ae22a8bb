"""Loads and stores through a pointer: alignment, bounds, rights, and what a load brings.

One function a kind of memory. Complaints are often two lines: what was accessed, then which bound
of which register allows it. The stack has a room of its own, context fields too.
"""

from typing import Final

from vm.facts.map_types import RDONLY_PROG, READ_ONLY_TO_PROGRAMS, WRONLY_PROG
from vm.facts.sockets import FIELDS_OF_SOCKETS
from vm.program import MapSpec
from vm.verifier import alu, context, stack, tnum, typed
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import M32, S32_MAX, S32_MIN, UNKNOWN, Scalar, const, settle, unknown_bytes
from vm.verifier.values import (
    BTF_ID,
    CTX,
    FLOW_KEYS,
    MAP_KEY,
    MAP_PTR,
    MAP_VALUE,
    MAYBE_NULL,
    MEM,
    PKT,
    PKT_META,
    RDONLY,
    SOCK,
    SOCK_COMMON,
    STACK,
    TCP_SOCK,
    TP_BUFFER,
    UNTRUSTED,
    XDP_SOCK,
    NotInit,
    Pointer,
    Value,
    kind_text,
    unsigned,
)
from vm.verifier.walk import Walk

MAX_VAR_OFF: Final = 1 << 29

SOCKETS: Final = (SOCK, SOCK_COMMON, TCP_SOCK, XDP_SOCK)
_DESCRIBED: Final = {
    FLOW_KEYS: "flow keys ", MAP_KEY: "key ", MAP_VALUE: "value ", CTX: "context ", STACK: "stack ",
    SOCK: "sock ", SOCK_COMMON: "sock_common ", TCP_SOCK: "tcp_sock ", XDP_SOCK: "xdp_sock ",
}  # fmt: skip

_EXTEND: Final = {1: alu.ALU64["movsx8"], 2: alu.ALU64["movsx16"], 4: alu.ALU64["movsx32"]}

_PACKET_WRITERS: Final = frozenset(("xdp", "sched_cls", "sched_act"))


def load(
    walk: Walk, register: int, off: int, size: int, target: int, *, strict: bool = False, signed: bool = False
) -> None:
    """Check a load of `size` bytes at register + off; put what it brings into `target` unless that is -1.

    strict   the instruction insists on natural alignment (atomics)
    signed   the value is sign-extended to 64 bits
    """
    pointer = _pointer(walk, register, off, size, strict=strict)
    check_alignment(walk, pointer, off, size, strict=strict)
    off += pointer.off
    kind = pointer.kind
    if kind is STACK:
        stack.check_bounds(walk, register, pointer, off, size, write=False)
        stack.read(walk, register, pointer, off, size, target)
        if target < 0:
            return
        brought = walk.registers[target]
    elif kind is CTX:
        check_plain(pointer, register)
        brought = context.load(walk, register, off, size, signed=signed)
    else:
        brought = _check_region(walk, register, pointer, off, size, write=False, source=-1)
        if kind is MAP_VALUE and pointer.map is not None and pointer.map.frozen and not pointer.var.mask:
            brought = _constant(pointer.map, off + pointer.var.smin, size, signed=signed)
    if target >= 0:
        if size < 8 and isinstance(brought, Scalar):
            brought = _extended(brought, size) if signed else truncated(brought, size)
        walk.registers[target] = brought


def _constant(spec: MapSpec, off: int, size: int, *, signed: bool) -> Scalar:
    """What lies in a map that nobody writes to any more: a known number."""
    content = constant_bytes(spec)
    return UNKNOWN if content is None else const(int.from_bytes(content[off : off + size], "little", signed=signed))


def constant_bytes(spec: MapSpec) -> bytes | None:
    """The only value of a map that neither programs nor user space write; None for a map that may still change."""
    if not spec.frozen or not spec.flags & RDONLY_PROG or spec.type != "array" or spec.max_entries != 1:
        return None
    return dict(spec.contents).get(bytes(4), bytes(spec.value_size))


def _extended(value: Scalar, size: int) -> Scalar:
    """The low `size` bytes, sign-extended. The kernel leaves the id, whatever becomes of the number."""
    result = _EXTEND[size](value, value)
    return result.with_id(value.id, value.adds, value.off) if value.id else result


def truncated(value: Scalar, size: int) -> Scalar:
    """The low `size` bytes of a scalar, zeros above. The id is dropped unless that is all there is of it."""
    if value is UNKNOWN:
        return unknown_bytes(size)
    ones = (1 << 8 * size) - 1
    low, high = value.umin & ones, value.umax & ones
    if value.umin - low != value.umax - high:
        low, high = 0, ones
    whole = value.umax <= ones
    if whole and size >= 4 and value.smin == low and value.smax == high:
        return value
    known = (value.u32min, value.u32max, value.s32min, value.s32max) if size == 4 else (0, M32, S32_MIN, S32_MAX)
    number = value.id if whole else 0
    return settle(
        value.value & ones, value.mask & ones, low, high, low, high, *known,
        number, value.adds if number else 0, value.off if number else 0,
    )  # fmt: skip


def store(
    walk: Walk, register: int, off: int, size: int, value: Value | None, source: int, *, strict: bool = False
) -> None:
    """Check a store of `size` bytes to register + off.

    value    what is stored; None when it is unknown
    source   the register it stands in, -1 for an immediate
    """
    pointer = _pointer(walk, register, off, size, strict=strict)
    check_alignment(walk, pointer, off, size, strict=strict)
    off += pointer.off
    kind = pointer.kind
    if kind is STACK:
        stack.check_bounds(walk, register, pointer, off, size, write=True)
        stack.write(walk, pointer, off, size, value, source)
    elif kind is CTX:
        _check_leak(walk, source, "ctx")
        check_plain(pointer, register)
        context.check_store(walk, register, off, size)
    else:
        _check_region(walk, register, pointer, off, size, write=True, source=source)


def _pointer(walk: Walk, register: int, off: int, size: int, *, strict: bool) -> Pointer:
    value = walk.registers[register]
    if isinstance(value, Pointer) and not value.flags & MAYBE_NULL:
        return value
    if (strict or walk.strict_alignment) and size > 1 and not isinstance(value, NotInit):
        var = value if isinstance(value, Scalar) else value.var
        _check_offset(var, "access off ", value.off, off, 0, size)
    raise Refuse(
        "access.not-a-pointer" if not isinstance(value, Pointer) else "access.maybe-null",
        "EACCES",
        f"R{register} invalid mem access '{kind_text(value)}'",
        register=register,
        value=value,
    )


def _check_leak(walk: Walk, source: int, where: str) -> None:
    if source >= 0 and is_secret(walk, walk.registers[source]):
        raise Refuse("pointer.leak", "EACCES", f"R{source} leaks addr into {where}", register=source)


def is_secret(walk: Walk, value: Value) -> bool:
    """Whether the value is a pointer that this loader may not learn."""
    return isinstance(value, Pointer) and not walk.profile.pointer_leaks


# Alignment


def check_alignment(walk: Walk, pointer: Pointer, off: int, size: int, *, strict: bool) -> None:
    """Refuse an access off its natural boundary, where that matters: on the stack, and if `strict`."""
    if size == 1 or not (strict or walk.strict_alignment or pointer.kind is STACK):
        return
    if pointer.kind is PKT or pointer.kind is PKT_META:
        pad = 2
        shown = "packet access off 2+"
    else:
        pad = 0
        shown = f"{_DESCRIBED.get(pointer.kind, '')}access off "
    _check_offset(pointer.var, shown, pointer.off, off, pad, size)


def _check_offset(var: Scalar, shown: str, fixed: int, off: int, pad: int, size: int) -> None:
    value, mask = tnum.add(var.value, var.mask, pad + fixed + off & tnum.M64, 0)
    if (value | mask) & (size - 1):
        variable = tnum.text(var.value, var.mask) if var.mask else unsigned(var.value)
        raise Refuse(
            "access.misaligned", "EACCES", f"misaligned {shown}{variable}+{fixed}+{off} size {size}", size=size
        )


# Regions with a size


def _check_region(
    walk: Walk, register: int, pointer: Pointer, off: int, size: int, *, write: bool, source: int
) -> Value:
    """Refuse what the region does not allow. Returns what a load brings."""
    kind = pointer.kind
    if kind is MAP_VALUE:
        if write:
            _check_leak(walk, source, "map")
        check_map_value(walk, register, pointer, off, size, write=write)
    elif kind is PKT or kind is PKT_META:
        if write:
            if walk.program.prog_type not in _PACKET_WRITERS:
                raise Refuse("packet.read-only", "EACCES", "cannot write into packet")
            _check_leak(walk, source, "packet")
        check_packet(register, pointer, off, size)
    elif kind is MEM and pointer.flags & UNTRUSTED and not write:
        walk.kernel_loads.add(walk.pc)  # nobody knows what lies there
    elif kind is MEM:
        if write and pointer.flags & RDONLY:
            raise Refuse("access.read-only", "EACCES", f"R{register} cannot write into {kind_text(pointer)}")
        if write:
            _check_leak(walk, source, "mem")
        check_mem(register, pointer, off, size, pointer.size)
    elif kind is MAP_KEY:
        assert pointer.map is not None
        if write:
            raise Refuse("access.read-only", "EACCES", f"write to change key R{register} not allowed")
        check_mem(register, pointer, off, size, pointer.map.key_size)
    elif kind is TP_BUFFER:
        _check_buffer(register, pointer, off, size)
    elif kind in SOCKETS:
        _check_socket(register, pointer, off, size, write=write)
    elif kind is MAP_PTR:
        return typed.check_map_object(walk, register, pointer, off, size, write=write)
    elif kind is BTF_ID:
        return typed.check_typed(walk, register, pointer, off, size, write=write)
    elif kind is FLOW_KEYS:
        raise Refuse(
            "verifier.not-modelled",
            "EACCES",
            f"R{register} access through {kind_text(pointer)} is not modelled here",
        )
    else:
        raise Refuse(
            "access.not-a-pointer",
            "EACCES",
            f"R{register} invalid mem access '{kind_text(pointer)}'",
            register=register,
            value=pointer,
        )
    return UNKNOWN


def _check_socket(register: int, pointer: Pointer, off: int, size: int, *, write: bool) -> None:
    """Sockets have fields that may be read, and none to write."""
    kind = kind_text(pointer)
    if write:
        raise Refuse("access.read-only", "EACCES", f"R{register} cannot write into {kind}", register=register)
    for field in FIELDS_OF_SOCKETS[pointer.kind]:
        begins = off == field.offset or (field.inside and off > field.offset)
        if begins and size in field.widths and not off % size and off + size <= field.offset + field.size:
            return
    line = f"R{register} invalid {kind} access off={off} size={size}"
    raise Refuse("access.socket", "EACCES", line, register=register, value=pointer, off=off, size=size)


def check_map_value(
    walk: Walk, register: int, pointer: Pointer, off: int, size: int, *, write: bool, zero_ok: bool = False
) -> None:
    """Refuse an access to a map value that its map's flags or size do not allow."""
    spec = pointer.map
    assert spec is not None
    if spec.flags & (RDONLY_PROG if write else WRONLY_PROG) or (write and spec.type in READ_ONLY_TO_PROGRAMS):
        verb = "write into" if write else "read from"
        line = f"{verb} map forbidden, value_size={spec.value_size} off={pointer.var.smin + off} size={size}"
        raise Refuse("map.forbidden-direction", "EACCES", line, map=spec.name)
    check_mem(register, pointer, off, size, spec.value_size, zero_ok=zero_ok)


def check_mem(register: int, pointer: Pointer, off: int, size: int, limit: int, *, zero_ok: bool = False) -> None:
    """Refuse an access that may leave a region of `limit` bytes at either end."""
    var = pointer.var
    smin = var.smin
    if smin < 0 and smin + off < 0:
        raise _refuse_negative(register, pointer)
    _check_inside(register, pointer, smin + off, size, limit, "min", zero_ok=zero_ok)
    if var.umax >= MAX_VAR_OFF:
        line = f"R{register} unbounded memory access, make sure to bounds check any such access"
        raise Refuse("access.unbounded", "EACCES", line, register=register, value=pointer)
    _check_inside(register, pointer, var.umax + off, size, limit, "max", zero_ok=zero_ok)


def _refuse_negative(register: int, pointer: Pointer) -> Refuse:
    line = f"R{register} min value is negative, either use unsigned index or do a if (index >=0) check."
    return Refuse("access.min-negative", "EACCES", line, register=register, value=pointer)


def _check_inside(register: int, pointer: Pointer, off: int, size: int, limit: int, end: str, *, zero_ok: bool) -> None:
    if off >= 0 and (size > 0 or zero_ok) and off + size <= limit:
        return
    raise Refuse(
        f"access.{end}-outside",
        "EACCES",
        outside_text(register, pointer, off, size, limit),
        f"R{register} {end} value is outside of the allowed memory range",
        register=register,
        value=pointer,
        off=off,
        size=size,
        limit=limit,
    )


def outside_text(register: int, pointer: Pointer, off: int, size: int, limit: int) -> str:
    """The first line of a complaint about an access outside of its region."""
    kind = pointer.kind if not pointer.flags & MAYBE_NULL else MEM
    off = ((off & 0xFFFFFFFF) ^ 0x80000000) - 0x80000000
    if kind is MAP_KEY:
        return f"invalid access to map key, key_size={limit} off={off} size={size}"
    if kind is MAP_VALUE:
        return f"invalid access to map value, value_size={limit} off={off} size={size}"
    if kind is PKT or kind is PKT_META:
        return f"invalid access to packet, off={off} size={size}, R{register}(id={pointer.id},off={off},r={limit})"
    return f"invalid access to memory, mem_size={limit} off={off} size={size}"


def check_packet(register: int, pointer: Pointer, off: int, size: int, *, zero_ok: bool = False) -> None:
    """Refuse an access beyond the bytes that a comparison with the packet's end has proved to be there."""
    if pointer.var.smin < 0:
        raise _refuse_negative(register, pointer)
    last = f"R{register} offset is outside of the packet"
    if pointer.range < 0:
        raise Refuse("packet.outside", "EINVAL", last, register=register, value=pointer, off=off, size=size)
    if not (off >= 0 and (size or zero_ok) and off + size <= pointer.range):
        first = outside_text(register, pointer, off, size, pointer.range)
        raise Refuse("packet.outside", "EACCES", first, last, register=register, value=pointer, off=off, size=size)


def _check_buffer(register: int, pointer: Pointer, off: int, size: int) -> None:
    if off < 0:
        line = f"R{register} invalid tracepoint buffer access: off={off}, size={size}"
        raise Refuse("access.buffer", "EACCES", line, register=register)
    var = pointer.var
    if var.mask or var.value:
        spelt = tnum.text(var.value, var.mask)
        line = f"R{register} invalid variable buffer offset: off={off}, var_off={spelt}"
        raise Refuse("access.buffer", "EACCES", line, register=register)


def check_plain(pointer: Pointer, register: int, *, fixed_ok: bool = False) -> None:
    """Refuse a pointer that must be as it was obtained but was moved."""
    kind = kind_text(pointer)
    if pointer.off < 0:
        line = f"negative offset {kind} ptr R{register} off={pointer.off} disallowed"
    elif pointer.off and not fixed_ok:
        line = f"dereference of modified {kind} ptr R{register} off={pointer.off} disallowed"
    elif pointer.var.mask or pointer.var.value:
        line = f"variable {kind} access var_off={tnum.text(pointer.var.value, pointer.var.mask)} disallowed"
    else:
        return
    raise Refuse("pointer.modified", "EACCES", line, register=register, value=pointer)


# Memory handed to a helper


def check_helper_memory(walk: Walk, register: int, size: int, *, zero_ok: bool, write: bool, raw: bool = False) -> bool:
    """Refuse memory that a helper is to read, or to fill, when it is not all there.

    raw      the helper promises to fill it: uninitialised stack is welcome
    returns  True for raw stack memory, which the caller marks as written after the call (`stack.scribble`)
    """
    value = walk.registers[register]
    if isinstance(value, Pointer):
        off = value.off
        kind = value.kind
        if kind is STACK:
            return stack.check_initialized(walk, register, value, off, size, zero_ok=zero_ok, write=write, raw=raw)
        if kind is PKT or kind is PKT_META:
            check_packet(register, value, off, size, zero_ok=zero_ok)
            return False
        if kind is MAP_VALUE:
            check_map_value(walk, register, value, off, size, write=write, zero_ok=zero_ok)
            return False
        if kind is MAP_KEY:
            assert value.map is not None
            if write:
                line = f"R{register} cannot write into {kind_text(value)}"
                raise Refuse("access.read-only", "EACCES", line, register=register)
            check_mem(register, value, off, size, value.map.key_size, zero_ok=zero_ok)
            return False
        if kind is MEM:
            if write and value.flags & RDONLY:
                line = f"R{register} cannot write into {kind_text(value)}"
                raise Refuse("access.read-only", "EACCES", line, register=register)
            check_mem(register, value, off, size, value.size, zero_ok=zero_ok)
            return False
        if kind is CTX and not size and zero_ok:
            check_plain(value, register)
            return False
        if kind is BTF_ID:
            typed.check_typed(walk, register, value, off, size, write=write)
            raise Refuse(
                "verifier.not-modelled", "EOPNOTSUPP", f"reading through {kind_text(value)} is not modelled here"
            )
    elif zero_ok and not size and isinstance(value, Scalar) and not value.mask and not value.value:
        return False
    raise Refuse(
        "call.wrong-type",
        "EACCES",
        f"R{register} type={kind_text(value)} expected=fp",
        register=register,
        value=value,
    )
