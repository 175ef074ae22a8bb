"""What a register or a stack slot may hold: nothing yet, a number, or a pointer of some kind.

Values are immutable and shared between states. `text` spells them as the kernel's log does.
"""

from typing import Final, TypeAlias

from vm.program import MapSpec
from vm.verifier import tnum
from vm.verifier.scalar import M32, M64, S32_MAX, S32_MIN, S64_MAX, S64_MIN, ZERO, Scalar

# Kinds of pointer: the kernel's own words, as its log prints them.
CTX: Final = "ctx"
MAP_PTR: Final = "map_ptr"
MAP_VALUE: Final = "map_value"
MAP_KEY: Final = "map_key"
STACK: Final = "fp"
PKT: Final = "pkt"
PKT_META: Final = "pkt_meta"
PKT_END: Final = "pkt_end"
FLOW_KEYS: Final = "flow_keys"
SOCK: Final = "sock"
SOCK_COMMON: Final = "sock_common"
TCP_SOCK: Final = "tcp_sock"
XDP_SOCK: Final = "xdp_sock"
TP_BUFFER: Final = "tp_buffer"
BTF_ID: Final = "ptr_"
MEM: Final = "mem"
BUF: Final = "buf"
FUNC: Final = "func"
DYNPTR: Final = "dynptr_ptr"

_OF_A_MAP: Final = frozenset((MAP_PTR, MAP_VALUE, MAP_KEY))
PACKET_KINDS: Final = frozenset((PKT, PKT_META))
NAME_SHOWN: Final = 15
"""Bytes that the kernel keeps of a map's name."""

# Flags of a pointer.
MAYBE_NULL: Final = 1 << 0
RDONLY: Final = 1 << 1
RINGBUF: Final = 1 << 2
USER: Final = 1 << 3
PERCPU: Final = 1 << 4
UNTRUSTED: Final = 1 << 5
TRUSTED: Final = 1 << 6
RCU: Final = 1 << 7
ALLOC: Final = 1 << 8

_PREFIXES: Final = (
    (RDONLY,    "rdonly_"),
    (RINGBUF,   "ringbuf_"),
    (USER,      "user_"),
    (PERCPU,    "percpu_"),
    (UNTRUSTED, "untrusted_"),
    (TRUSTED,   "trusted_"),
    (RCU,       "rcu_"),
)  # fmt: skip

NO_RANGE_AT_END: Final = -1
BEYOND_END: Final = -2
"""`range` of a packet pointer known to be at the end, or past it, instead of a count of bytes."""


class NotInit:
    """A register nobody has written. One instance: `NOT_INIT`."""

    __slots__ = ()
    id: Final = 0

    def __repr__(self) -> str:
        return "NOT_INIT"


NOT_INIT: Final = NotInit()


class Pointer:
    """An address the program may hold. Never changed after it was shared: `copy`, set, then share.

    kind        one of the words above; `flags` the bits above
    off         fixed part of the offset, bytes, signed 32 bits
    var         variable part of the offset; `ZERO` (that very object) when there is none
    id          packet pointers and nullable pointers of one id share their fate; 0 for none
    range       packet pointers: bytes from the pointer's base that may be read
    map         the map of map_ptr, map_value, map_key; `map_index` its place in the program's maps
    size        mem: bytes of the region
    ref         id of the reference this pointer owns, or was derived from; 0 for none
    frame       fp: number of the frame whose stack it points to
    subprog     func: number of the function pointed to
    btf         ptr_: name of the type; dynptr_ptr: what it is made over, "local" or "ringbuf"
    dynptr      mem: id of the dynptr a slice came from, 0 for none; dynptr_ptr: 1, but 0 in its second stack slot
    """

    __slots__ = (
        "btf", "dynptr", "flags", "frame", "id", "kind", "map", "map_index", "off", "range", "ref", "size",
        "subprog", "var",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,
        flags: int = 0,
        off: int = 0,
        var: Scalar = ZERO,
        id: int = 0,  # noqa: A002
        range: int = 0,  # noqa: A002
        map: MapSpec | None = None,  # noqa: A002
        map_index: int = -1,
        size: int = 0,
        ref: int = 0,
        frame: int = 0,
        subprog: int = 0,
        btf: str = "",
        dynptr: int = 0,
    ) -> None:
        self.kind = kind
        self.flags = flags
        self.off = off
        self.var = var
        self.id = id
        self.range = range
        self.map = map
        self.map_index = map_index
        self.size = size
        self.ref = ref
        self.frame = frame
        self.subprog = subprog
        self.btf = btf
        self.dynptr = dynptr

    def copy(self) -> "Pointer":
        """A pointer of the caller's own, equal to this one, to be finished before it is shared."""
        return Pointer(
            self.kind, self.flags, self.off, self.var, self.id, self.range, self.map, self.map_index,
            self.size, self.ref, self.frame, self.subprog, self.btf, self.dynptr,
        )  # fmt: skip

    def same_base(self, other: "Pointer") -> bool:
        """Whether everything but the variable part, `range` and the ids is equal."""
        return (
            self.kind is other.kind
            and self.flags == other.flags
            and self.off == other.off
            and self.map is other.map
            and self.map_index == other.map_index
            and self.size == other.size
            and self.frame == other.frame
            and self.subprog == other.subprog
            and self.btf == other.btf
            and self.dynptr == other.dynptr
        )


Value: TypeAlias = NotInit | Scalar | Pointer


def kind_text(value: Value) -> str:
    """The kind as complaints and the log name it: "scalar", "map_value_or_null", "rdonly_mem"."""
    if isinstance(value, Scalar):
        return "scalar"
    if isinstance(value, NotInit):
        return "?"
    flags = value.flags
    if not flags:
        return value.kind
    prefix = "".join([word for flag, word in _PREFIXES if flags & flag])
    null = ""
    if flags & MAYBE_NULL:
        null = "or_null_" if value.kind is BTF_ID else "_or_null"
    return prefix + value.kind + null


def number(n: int) -> str:
    """A signed 64-bit number as the log writes it: decimal when it fits 16 bits, else hexadecimal."""
    n = ((n & M64) ^ 1 << 63) - (1 << 63)
    return str(n) if -32768 <= n <= 32767 else hex(n & M64)


def unsigned(n: int) -> str:
    """The same for an unsigned number."""
    return str(n) if n <= 65535 else hex(n & M64)


def text(value: Value, *, precise: bool = False, frame: int = 0) -> str:
    """The value as the kernel's log prints it after "R1=".

    precise   the state it stands in has marked this scalar precise
    frame     number of the frame the value stands in: pointers to another one's stack say so
    """
    if isinstance(value, Scalar):
        return ("P" if precise else "") + _scalar_text(value)
    if isinstance(value, NotInit):
        return "?()"
    return _pointer_text(value, frame)


def _scalar_text(scalar: Scalar) -> str:
    if not scalar.mask:
        return number(scalar.value)
    parts = []
    if scalar.id:
        parts.append(f"id={scalar.id}{scalar.off:+d}" if scalar.adds else f"id={scalar.id}")
    parts += _ranges(scalar)
    if scalar.mask != M64:
        parts.append(f"var_off={tnum.text(scalar.value, scalar.mask)}")
    return f"scalar({','.join(parts)})"


def _ranges(s: Scalar) -> list[str]:
    """Bounds that say anything, equal ones merged: `smin=umin=8`, `smax=255`."""
    lows = _merged([
        ("smin", s.smin, s.smin == S64_MIN),
        ("umin", s.umin, s.umin == 0),
        ("smin32", _low_bound(s.s32min), s.s32min == S32_MIN),
        ("umin32", s.u32min, s.u32min == 0),
    ])  # fmt: skip
    highs = _merged([
        ("smax", s.smax, s.smax == S64_MAX),
        ("umax", s.umax, s.umax == M64),
        ("smax32", _low_bound(s.s32max), s.s32max == S32_MAX),
        ("umax32", s.u32max, s.u32max == M32),
    ])  # fmt: skip
    return [part for pair in zip(lows, highs, strict=True) for part in pair if part]


def _low_bound(n: int) -> int:
    """A signed 32-bit bound: what is written in hexadecimal is written without its sign."""
    return n if -32768 <= n <= 32767 else n & M32


def _merged(bounds: list[tuple[str, int, bool]]) -> list[str]:
    """One text a bound; "" for a bound that says nothing or was said with an equal one before it."""
    parts = []
    said: set[str] = set()
    for at, (name, n, idle) in enumerate(bounds):
        if idle or name in said:
            parts.append("")
            continue
        equal = [name] + [other for other, m, silent in bounds[at + 1 :] if m == n and not silent and other not in said]
        said.update(equal)
        parts.append("=".join([*equal, number(n) if name[0] == "s" else unsigned(n)]))
    return parts


def dynptr_text(pointer: Pointer) -> str:
    """A dynamic pointer as the log shows it on the stack."""
    owned = f"ref_id={pointer.ref}," if pointer.ref else ""
    return f"dynptr_{pointer.btf}(id={pointer.id},{owned}dynptr_id=1)"


def _pointer_text(pointer: Pointer, frame: int) -> str:
    kind = kind_text(pointer)
    var = pointer.var
    if pointer.kind is STACK:
        kind += f"[{pointer.frame}]" if pointer.frame != frame else ""
        if not var.mask:
            return kind + number(var.value + pointer.off)
    parts = []
    if pointer.id:
        parts.append(f"id={pointer.id}")
    if pointer.ref:
        parts.append(f"ref_obj_id={pointer.ref}")
    if pointer.map is not None and pointer.kind in _OF_A_MAP:
        name = f"map={pointer.map.name[:NAME_SHOWN]}," if pointer.map.name else ""
        parts.append(f"{name}ks={pointer.map.key_size},vs={pointer.map.value_size}")
    if pointer.off:
        parts.append(f"off={number(pointer.off)}")
    if pointer.kind in PACKET_KINDS:
        parts.append(f"r={unsigned(pointer.range & M64)}")
    if pointer.kind is MEM:
        parts.append(f"sz={unsigned(pointer.size)}")
    if var.mask:
        parts += _ranges(var)
        if var.mask != M64:
            parts.append(f"var_off={tnum.text(var.value, var.mask)}")
    elif var.value:
        parts.append(f"imm={number(var.value)}")
    if pointer.kind is DYNPTR:
        return f"{kind}({','.join(parts)},type={pointer.btf})"
    return f"{kind}{pointer.btf.partition('~')[0]}({','.join(parts)})"
