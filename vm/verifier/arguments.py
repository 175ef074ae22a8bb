"""One argument of a helper call: is it what the helper takes?

One function for each member of `vm.facts.helpers.Arg`. First the kind of value, then its offset, then
what is particular. What later checks need of an argument is left in the `Call`.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.facts.helpers import ACCEPTS, NULLABLE, Arg, Helper, Param
from vm.facts.map_types import RDONLY_PROG
from vm.facts.table import complete
from vm.verifier import dynptr, memory, precision, typed
from vm.verifier.compute import source
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import Scalar
from vm.verifier.state import SPILL, ZERO
from vm.verifier.values import BTF_ID, DYNPTR, MAP_VALUE, MAYBE_NULL, PKT, PKT_META, STACK, Pointer, Value, kind_text
from vm.verifier.walk import Walk

MAX_ERRNO: Final = 4095
MAX_SIZE: Final = 1 << 29
"""A length that may be this large says nothing."""


class Call:
    """One call while it is checked.

    pc          its slot
    map         the map among the arguments, once seen
    key         constant index of an array lookup, None if it is not known
    raw         (stack pointer, bytes) that the helper will fill
    size_max    largest value of the length argument
    alloc       bytes of the memory that comes back
    ref         id of the reference that an argument holds, 0 for none
    releases    register whose reference is given back, 0 for none
    function    number of the function to call back
    dynptr      the dynamic pointer among the arguments
    text        the constant string among the arguments
    """

    __slots__ = (
        "alloc",
        "dynptr",
        "function",
        "helper",
        "key",
        "map",
        "pc",
        "raw",
        "ref",
        "releases",
        "size_max",
        "text",
        "walk",
    )

    def __init__(self, walk: Walk, helper: Helper, pc: int) -> None:
        self.walk = walk
        self.helper = helper
        self.pc = pc
        self.map: Pointer | None = None
        self.key: int | None = None
        self.raw: tuple[Pointer, int] | None = None
        self.size_max = 0
        self.alloc = 0
        self.ref = 0
        self.releases = 0
        self.function = 0
        self.dynptr: Pointer | None = None
        self.text = b""

    @property
    def title(self) -> str:
        """The helper as complaints name it."""
        return f"{self.helper.bpf_name}#{self.helper.id}"


Checker: TypeAlias = Callable[[Call, int, Param], None]

_IN_PACKET: Final = frozenset((PKT, PKT_META))
_SOCKET_MAPS: Final = frozenset(("sockmap", "sockhash"))
MEMORY: Final = "mem"
"""Stands in every list of kinds that are plain memory."""

_ONLY_READ: Final = frozenset((Arg.MEM, Arg.MEM_OR_NULL))
_ANY_OFFSET: Final = frozenset(("fp", "pkt", "pkt_meta", "map_key", "map_value", "mem", "ringbuf_mem", "buf"))
_MAP_VALUES: Final = frozenset((Arg.MAP_VALUE, Arg.MAP_VALUE_OR_NULL, Arg.MAP_VALUE_OUT))

_WRITTEN: Final = frozenset((
    Arg.MAP_VALUE_OUT, Arg.MEM_WRITE, Arg.MEM_WRITE_OR_NULL, Arg.MEM_OUT, Arg.MEM_OUT_OR_NULL, Arg.LONG_OUT, Arg.U32_INOUT,
))  # fmt: skip
"""Memory that the helper writes."""

_FILLED: Final = frozenset((Arg.MAP_VALUE_OUT, Arg.MEM_OUT, Arg.MEM_OUT_OR_NULL, Arg.LONG_OUT))
"""Memory that the helper writes without looking at it first."""

_CONSTANT_KEYS: Final = frozenset(("array", "percpu_array"))
"""Map types whose lookups are judged by a constant key."""


def check_argument(call: Call, register: int, param: Param) -> None:
    """Refuse the call if this register does not hold what the parameter asks for."""
    kind = param.kind
    if kind is Arg.UNCHECKED:
        return
    value = source(call.walk, register)
    if kind is Arg.ANYTHING:
        if memory.is_secret(call.walk, value):
            line = f"R{register} leaks addr into helper function"
            raise Refuse("pointer.leak", "EACCES", line, register=register, value=value)
        return
    if isinstance(value, Pointer) and value.kind in _IN_PACKET and not call.helper.packet:
        line = "helper access to the packet is not allowed"
        raise Refuse("call.packet-argument", "EACCES", line, register=register, helper=call.helper.bpf_name)
    if kind in _MAP_VALUES and _map_type(call) in _SOCKET_MAPS:
        kind = _for_sockets(kind)
    releases = call.helper.note == "release" and (register == 1) != (call.helper.name == "kptr_xchg")
    if not (kind in NULLABLE and _is_null(value)):
        _check_kind(call, register, param, kind, value)
        if isinstance(value, Pointer):
            _check_offset(register, value, releases=releases)
    if releases:
        _note_release(call, register, param, value)
    if isinstance(value, Pointer) and value.ref:
        if call.ref:
            line = f"more than one arg with ref_obj_id R{register} {value.ref} {call.ref}"
            raise Refuse("call.two-references", "EACCES", line, unended=True, register=register, value=value)
        call.ref = value.ref
    _CHECK[kind.name](call, register, param)


def _map_type(call: Call) -> str:
    return call.map.map.type if call.map is not None and call.map.map is not None else ""


def _is_null(value: Value) -> bool:
    return isinstance(value, Scalar) and not value.mask and not value.value


def _for_sockets(kind: Arg) -> Arg:
    """Maps of sockets take sockets for values."""
    if kind is not Arg.MAP_VALUE:
        raise Refuse("call.map-mismatch", "EINVAL", "invalid arg_type for sockmap/sockhash")
    return Arg.SOCK_COMMON_BTF


def _check_kind(call: Call, register: int, param: Param, kind: Arg, value: Value) -> None:
    """The value is of a kind that the argument takes."""
    has = kind_text(value)
    base = has
    if kind in NULLABLE and isinstance(value, Pointer) and value.flags & MAYBE_NULL:
        base = kind_text(without_null(value))
    if isinstance(value, Pointer) and value.kind is BTF_ID and base in ACCEPTS[kind] and MEMORY in ACCEPTS[kind]:
        if kind in _ONLY_READ:
            return
        line = f"{call.helper.bpf_name}() may write into memory pointed by R{register} type={has}"
        raise Refuse("call.wrong-type", "EACCES", line, register=register, value=value)
    if base not in ACCEPTS[kind]:
        line = f"R{register} type={has} expected={', '.join(ACCEPTS[kind])}"
        raise Refuse(
            "call.wrong-type",
            "EACCES",
            line,
            register=register,
            value=value,
            helper=call.helper.bpf_name,
            argument=param.name,
        )


def without_null(pointer: Pointer) -> Pointer:
    """The same pointer without the doubt."""
    new = pointer.copy()
    new.flags &= ~MAYBE_NULL
    return new


def _check_offset(register: int, pointer: Pointer, *, releases: bool) -> None:
    """Most pointers but those to plain memory must be as they were obtained."""
    if releases and pointer.kind is not STACK:
        if pointer.off:
            line = f"R{register} must have zero offset when passed to release func or trusted arg to kfunc"
            raise Refuse("call.release-offset", "EINVAL", line, register=register, value=pointer)
        memory.check_plain(pointer, register)
    elif kind_text(without_null(pointer)) not in _ANY_OFFSET and pointer.kind is not DYNPTR:
        memory.check_plain(pointer, register)


def _note_release(call: Call, register: int, param: Param, value: Value) -> None:
    """The argument gives something back: it must hold a reference."""
    call.releases = register
    if isinstance(value, Pointer) and param.kind is Arg.DYNPTR_RELEASE:
        call.ref = dynptr.check_owned(call.walk, register)
    elif isinstance(value, Pointer) and value.kind is not STACK and not value.ref:
        line = f"R{register} must be referenced when passed to release function"
        raise Refuse("call.not-acquired", "EINVAL", line, register=register, helper=call.helper.bpf_name)


# What is particular to a kind


def _as_it_is(call: Call, register: int, param: Param) -> None:
    """The kind said it all."""


def _typed(struct: str) -> Checker:
    """A typed pointer leads to that structure."""

    def check(call: Call, register: int, param: Param) -> None:
        value = call.walk.registers[register]
        if isinstance(value, Pointer) and value.kind is BTF_ID:
            typed.check_is(register, value, struct)

    return check


def _map(call: Call, register: int, param: Param) -> None:
    value = call.walk.registers[register]
    assert isinstance(value, Pointer)
    call.map = value


def _map_key(call: Call, register: int, param: Param) -> None:
    spec = call.map.map if call.map else None
    if spec is None:
        raise Refuse("call.unknown-map", "EACCES", "invalid map_ptr to access map->key", register=register)
    memory.check_helper_memory(call.walk, register, spec.key_size, zero_ok=False, write=False)
    if spec.type in _CONSTANT_KEYS:
        call.key = _constant_key(call, register, spec.key_size)


def _constant_key(call: Call, register: int, size: int) -> int | None:
    """The key on the stack, if it is known: written zeros, or a spilled constant of just that size."""
    pointer = call.walk.registers[register]
    if not isinstance(pointer, Pointer) or pointer.kind is not STACK or pointer.var.mask:
        return None
    top = -(pointer.off + pointer.var.smin) - 1
    index, byte = top >> 3, top & 7
    slot = call.walk.state.frames[pointer.frame].slots[index]
    upward = slot.kinds[byte::-1]
    if len(upward) - len(upward.lstrip(ZERO)) >= size:
        return 0
    value = slot.value
    spilled = len(upward) - len(upward.lstrip(SPILL))
    if slot.kinds[7] != SPILL or not isinstance(value, Scalar) or spilled != size or value.mask:
        return None
    precision.mark_slot(call.walk, pointer.frame, index)
    return value.smin if value.smin >= 0 else None


def _map_value(call: Call, register: int, param: Param) -> None:
    if param.kind is Arg.MAP_VALUE_OR_NULL and _is_null(call.walk.registers[register]):
        return
    spec = call.map.map if call.map else None
    if spec is None:
        raise Refuse("call.unknown-map", "EACCES", "invalid map_ptr to access map->value", register=register)
    kind = param.kind
    if spec.type == "bloom_filter" and call.helper.name == "map_peek_elem":
        kind = Arg.MAP_VALUE  # a filter looks at the value instead of filling it
    _check_memory(call, register, spec.value_size, kind, zero_ok=False)


def _check_memory(call: Call, register: int, size: int, kind: Arg, *, zero_ok: bool, known: bool = True) -> None:
    """The register points to `size` bytes that may be used as the kind of argument says.

    known   the helper uses exactly that many bytes, so that it fills what it promises to fill
    """
    walk = call.walk
    raw = known and kind in _FILLED
    value = walk.registers[register]
    if memory.check_helper_memory(walk, register, size, zero_ok=zero_ok, write=kind in _WRITTEN, raw=raw):
        assert isinstance(value, Pointer)
        call.raw = (value, size)


def _fixed(call: Call, register: int, param: Param) -> None:
    size = _FIXED_SIZES.get(param.kind, param.size)
    _check_memory(call, register, size, param.kind, zero_ok=False)
    value = call.walk.registers[register]
    if param.kind in _FIXED_SIZES and isinstance(value, Pointer):
        memory.check_alignment(call.walk, value, 0, size, strict=True)


_FIXED_SIZES: Final = {Arg.LONG_OUT: 8, Arg.U32_INOUT: 4}
"""Aligned places for one number, in bytes."""


def _size(call: Call, register: int, param: Param) -> None:
    """The length of the memory in the register before."""
    size = call.walk.registers[register]
    assert isinstance(size, Scalar)
    call.size_max = size.umax
    zero_ok = param.kind is Arg.SIZE_OR_ZERO
    if size.smin < 0:
        line = f"R{register} min value is negative, either use unsigned or 'var &= const'"
        raise Refuse("call.size-negative", "EACCES", line, register=register, value=size)
    if not size.umin and not zero_ok:
        line = f"R{register} invalid zero-sized read: u64=[{size.umin},{size.umax}]"
        raise Refuse("access.zero-size", "EACCES", line, register=register, value=size)
    if size.umax >= MAX_SIZE:
        line = f"R{register} unbounded memory access, use 'var &= const' or 'if (var < const)'"
        raise Refuse("call.size-unbounded", "EACCES", line, register=register, value=size)
    kind = call.helper.params[register - 2].kind
    _check_memory(call, register - 1, size.umax, kind, zero_ok=zero_ok, known=not size.mask)
    precision.mark(call.walk, register)


def _alloc_size(call: Call, register: int, param: Param) -> None:
    size = call.walk.registers[register]
    assert isinstance(size, Scalar)
    if size.mask:
        line = f"R{register} is not a known constant'"
        raise Refuse("call.not-constant", "EACCES", line, register=register, value=size)
    call.alloc = size.value
    precision.mark(call.walk, register)


def _function(call: Call, register: int, param: Param) -> None:
    value = call.walk.registers[register]
    assert isinstance(value, Pointer)
    call.function = value.subprog


def _const_string(call: Call, register: int, param: Param) -> None:
    """The string must never change again: it lies in a map that nobody writes to, and it ends there."""
    value = call.walk.registers[register]
    assert isinstance(value, Pointer)
    assert value.map is not None
    errno_name = "EACCES"
    if not value.map.frozen or not value.map.flags & RDONLY_PROG:
        line = f"R{register} does not point to a readonly map'"
    elif value.var.mask:
        line = f"R{register} is not a constant address'"
    else:
        off = value.off + value.var.smin
        memory.check_map_value(call.walk, register, value, value.off, value.map.value_size - value.off, write=False)
        content = memory.constant_bytes(value.map)
        if content is not None and 0 in content[off:]:
            call.text = content[off : content.index(0, off)]
            return
        errno_name, line = "EINVAL", "string is not zero-terminated"
        if content is None:
            errno_name, line = "EACCES", "no direct value access support for this map type"
    raise Refuse("call.const-string", errno_name, line, register=register, helper=call.helper.bpf_name)


def _special_field(call: Call, register: int, param: Param) -> None:
    """Locks, timers and kernel pointers in a map value need BTF, which no map here has."""
    value = call.walk.registers[register]
    if not isinstance(value, Pointer) or value.kind is not MAP_VALUE or value.map is None:
        raise _not_modelled("a special field of a kernel object")
    what = _FIELDS.get(param.kind, call.helper.bpf_name)
    if value.var.mask and param.kind is not Arg.KPTR_DEST:
        line = f"R{register} doesn't have constant offset. {what} has to be at the constant offset"
        raise Refuse("call.map-needs-type-information", "EINVAL", line, register=register)
    line = f"map '{value.map.name}' has to have BTF in order to use {what}"
    raise Refuse("call.map-needs-type-information", "EINVAL", line, register=register)


_FIELDS: Final = {Arg.SPIN_LOCK: "bpf_spin_lock", Arg.TIMER: "bpf_timer"}


def _dynptr(call: Call, register: int, param: Param) -> None:
    call.dynptr = dynptr.initialized(call.walk, register)


def _check_room(walk: Walk, register: int) -> None:
    """Refuse a place that cannot take a new dynamic pointer. What lies there is overwritten."""
    value = walk.registers[register]
    wanted = "Dynptr has to be an uninitialized dynptr"
    if not isinstance(value, Pointer) or value.kind is not STACK:
        raise dynptr.refuse(register, wanted)
    try:
        dynptr.place_of(walk, register)
    except Refuse as refusal:
        raise dynptr.refuse(register, *refusal.lines, wanted) from None
    for at in (0, 8):
        memory.store(walk, register, at, 8, None, -1)


def _dynptr_out(call: Call, register: int, param: Param) -> None:
    _check_room(call.walk, register)
    owned = call.helper.name == "ringbuf_reserve_dynptr"
    dynptr.make(call.walk, register, dynptr.RINGBUF if owned else dynptr.LOCAL)


def _not_modelled(what: str) -> Refuse:
    return Refuse("verifier.not-modelled", "EOPNOTSUPP", f"{what} is not modelled here", what=what)


_CHECK: Final[Mapping[str, Checker]] = complete(Arg, {
    "ANYTHING": _as_it_is,
    "UNCHECKED": _as_it_is,
    "MAP": _map,
    "MAP_KEY": _map_key,
    "MAP_VALUE": _map_value,
    "MAP_VALUE_OR_NULL": _map_value,
    "MAP_VALUE_OUT": _map_value,
    "MEM": _as_it_is,  # checked with its size
    "MEM_OR_NULL": _as_it_is,
    "MEM_WRITE": _as_it_is,
    "MEM_WRITE_OR_NULL": _as_it_is,
    "MEM_OUT": _as_it_is,
    "MEM_OUT_OR_NULL": _as_it_is,
    "MEM_FIXED": _fixed,
    "LONG_OUT": _fixed,
    "U32_INOUT": _fixed,
    "SIZE": _size,
    "SIZE_OR_ZERO": _size,
    "ALLOC_SIZE": _alloc_size,
    "CTX": _as_it_is,
    "CTX_OR_NULL": _as_it_is,
    "RINGBUF_MEM": _as_it_is,
    "FUNC": _function,
    "STACK_OR_NULL": _as_it_is,
    "CONST_STR": _const_string,
    "SOCK_COMMON": _as_it_is,
    "SOCK_COMMON_BTF": _typed("sock_common"),
    "TASK": _typed("task_struct"),
    "TASK_OR_NULL": _as_it_is,
    "CGROUP_OR_NULL": _as_it_is,
    "BTF": _as_it_is,
    "BTF_OR_NULL": _as_it_is,
    "PERCPU_BTF": _as_it_is,
    "SPIN_LOCK": _special_field,
    "TIMER": _special_field,
    "KPTR_DEST": _special_field,
    "DYNPTR": _dynptr,
    "DYNPTR_OUT": _dynptr_out,
    "DYNPTR_RELEASE": _dynptr,
})  # fmt: skip
