"""What a program finds behind r1, for each kind of hook: bytes, or for packets the fields around them.

Where a packet lies is for whoever lays it into memory to say. Sources: struct pt_regs, __sk_buff and
bpf_perf_event_data of the kernel's user API headers, and `vm.facts.tracepoints`.
"""

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias

from vm.facts.syscalls import SYSCALL_BY_NAME, enter, leave
from vm.facts.tracepoints import HEADER_SIZE, TRACEPOINT_BY_NAME, Field, Tracepoint
from vm.kernel.chance import U64

PT_REGS: Final = (
    "r15", "r14", "r13", "r12", "bp", "bx", "r11", "r10", "r9", "r8", "ax", "cx", "dx", "si", "di",
    "orig_ax", "ip", "cs", "flags", "sp", "ss",
)  # fmt: skip
"""Registers in the order of struct pt_regs of x86-64, 8 bytes each."""

KERNEL_CS, KERNEL_SS, USER_CS, USER_SS, FLAGS = 0x10, 0x18, 0x33, 0x2B, 0x246
RAW_ARGUMENTS: Final = 12  # u64 words that a raw tracepoint program may read
TRACEPOINT_CONTEXT: Final = 8192
"""Bytes a verified tracepoint program may read: the kernel compares with the record only when it attaches."""

Value: TypeAlias = int | bytes | str | tuple[int, ...]

_REGISTER: Final = {name: n for n, name in enumerate(PT_REGS)}
_SIX: Final = (0,) * 6
_CODES: Final = {1: "B", 2: "H", 4: "I", 8: "Q"}
_WORDS: Final = struct.Struct(f"<{len(PT_REGS)}Q")


def registers(*, ip: int, sp: int, user: bool, arguments: Sequence[int] = (), ax: int = 0) -> bytes:
    """The pt_regs that a probe sees it: up to six arguments on entry, `ax` on return."""
    di, si, dx, cx, r8, r9 = (*arguments, *_SIX)[:6]
    cs, ss = (USER_CS, USER_SS) if user else (KERNEL_CS, KERNEL_SS)
    try:  # mostly they fit as they are
        return _WORDS.pack(0, 0, 0, 0, sp + 0x40, 0, 0, 0, r9, r8, ax, cx, dx, si, di, U64, ip, cs, FLAGS, sp, ss)
    except struct.error:
        return registers(ip=ip, sp=sp, user=user, arguments=[word & U64 for word in arguments], ax=ax & U64)


def syscall_registers(*, number: int, arguments: Sequence[int], ip: int, sp: int) -> bytes:
    """The pt_regs of a system call: the fourth argument travels in r10, not in cx."""
    words = [0] * len(PT_REGS)
    for name, value in zip(("di", "si", "dx", "r10", "r8", "r9"), arguments, strict=False):
        words[_REGISTER[name]] = value & U64
    words[_REGISTER["ax"]], words[_REGISTER["orig_ax"]] = -38 & U64, number
    words[_REGISTER["ip"]], words[_REGISTER["cx"]], words[_REGISTER["sp"]] = ip, ip, sp
    words[_REGISTER["cs"]], words[_REGISTER["ss"]], words[_REGISTER["flags"]] = USER_CS, USER_SS, FLAGS
    return _WORDS.pack(*words)


def perf_event(*, regs: bytes, period: int, address: int) -> bytes:
    """The bytes of bpf_perf_event_data."""
    return regs + struct.pack("<QQ", period, address)


def raw(arguments: Sequence[int]) -> bytes:
    """The bytes of bpf_raw_tracepoint_args: the tracepoint's own arguments, 8 bytes each."""
    words = [value & U64 for value in arguments][:RAW_ARGUMENTS]
    return struct.pack(f"<{RAW_ARGUMENTS}Q", *words, *[0] * (RAW_ARGUMENTS - len(words)))


@cache
def tracepoint(name: str) -> Tracepoint | None:
    """The layout of `category/event`, the system calls' included; None for an event we do not know."""
    category, _, event = name.partition("/")
    if category == "syscalls":
        for prefix, layout in (("sys_enter_", enter), ("sys_exit_", leave)):
            syscall = SYSCALL_BY_NAME.get(event.removeprefix(prefix))
            if event.startswith(prefix) and syscall:
                return layout(syscall)
    return TRACEPOINT_BY_NAME.get(name)


def record(name: str, pid: int, values: Mapping[str, Value]) -> bytes:
    """The record of tracepoint `name`; behind it a program may read zeros, up to TRACEPOINT_CONTEXT bytes.

    values   by field name; numbers, text, bytes, or a tuple for an array of 64-bit words; what is
             missing is zero. Text of `__data_loc` fields follows the fixed part
    """
    return _packer(name).pack(pid, values)


class _Packer:
    """Packs the records of one event. Numbers go into fields of 1, 2, 4 or 8 bytes, bytes into all others."""

    def __init__(self, name: str) -> None:
        layout, at = tracepoint(name), HEADER_SIZE
        self.fields = sorted(layout.fields, key=lambda field: field.offset) if layout else []
        self.number, codes = event_number(name), ["<HBBi"]
        self.slots: list[tuple[str, int]] = []
        """(name, mask of a number; 0 for bytes) of each field."""
        for field in self.fields:
            assert field.offset >= at, f"fields of {name} overlap"
            code = "" if "[" in field.type and not _is_text(field) else _CODES.get(field.size, "")
            self.slots.append((field.name, (1 << 8 * field.size) - 1 if code else 0))
            codes += [f"{field.offset - at}x", code or f"{field.size}s"]
            at = field.offset + field.size
        self.struct = struct.Struct("".join(codes))
        self.holds_text = any(map(_is_text, self.fields))

    def pack(self, pid: int, values: Mapping[str, Value]) -> bytes:
        """The bytes of a record. Mostly the values are there and fit as they are; else they are made to."""
        if self.holds_text:
            return self._pack_any(pid, values)
        try:
            row = [values[name] & mask if mask else values[name] for name, mask in self.slots]  # type: ignore[operator]
            return self.struct.pack(self.number, 0, 0, pid, *row)
        except (KeyError, TypeError, struct.error):
            return self._pack_any(pid, values)

    def _pack_any(self, pid: int, values: Mapping[str, Value]) -> bytes:
        row, tail = list[int | bytes](), b""
        for field, (name, mask) in zip(self.fields, self.slots, strict=True):
            value = values.get(name, 0)
            if name in values and _is_text(field):
                text = value.encode() + b"\0" if isinstance(value, str) else bytes(value)
                row.append(len(text) << 16 | self.struct.size + len(tail))
                tail += text
            elif mask and isinstance(value, int):
                row.append(value & mask)
            else:
                data = _bytes(value, field.size)
                row.append(int.from_bytes(data, "little") if mask else data)
        return self.struct.pack(self.number, 0, 0, pid, *row) + tail


_packer: Final = cache(_Packer)


def _is_text(field: Field) -> bool:
    return field.type.startswith("__data_loc")


def _bytes(value: Value, size: int) -> bytes:
    """A value as `size` bytes: cut, or with zeros behind."""
    if isinstance(value, int):
        return (value & (1 << 8 * size) - 1).to_bytes(size, "little")
    if isinstance(value, tuple):
        value = struct.pack(f"<{len(value)}Q", *(word & U64 for word in value))
    return (value.encode() if isinstance(value, str) else value)[:size].ljust(size, b"\0")


@cache
def event_number(name: str) -> int:
    """What `common_type` holds: some number that is the same for the same event."""
    return 200 + sum(ord(c) * (n + 1) for n, c in enumerate(name)) % 2000


def sk_buff(frame: bytes, *, ifindex: int, queue: int, ingress: bool, flow_hash: int) -> dict[str, int]:
    """Fields of struct __sk_buff of a whole frame, beside those that say where the packet lies."""
    return {
        "pkt_type": 0 if ingress else 4,  # PACKET_HOST, PACKET_OUTGOING
        "queue_mapping": queue + 1 if ingress else queue,
        "protocol": int.from_bytes(frame[12:14], "little"),
        "ifindex": ifindex,
        "ingress_ifindex": ifindex if ingress else 0,
        "hash": flow_hash & 0xFFFF_FFFF,
        "wire_len": len(frame),
    }
