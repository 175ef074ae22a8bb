"""Random calls of helpers on packets and texts, asked of both engines and of the kernel.

python -m tests.fuzz.helping [--programs N] [--seed S] [--engine interp|jit] [--kind xdp|sched_cls|socket_filter]

A program calls some helpers with arguments around and beyond what makes sense; after each call it keeps what was
returned, and of a socket buffer the fields that the call may have changed. Compared are all of these, the bytes
that helpers filled in, and the packet. Left out is what differs by nature: time, identities, hashes, the machine's
routes; and what would reach beyond the test run: signals, clones of packets.
"""

import argparse
import random
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from tests.fuzz.natively import Module
from vm.asm import assemble
from vm.interp import Interpreter
from vm.kernel.world import World
from vm.live import KernelError, load
from vm.runtime.machine import Machine

SECTIONS: Final = {"xdp": "xdp", "sched_cls": "tc", "socket_filter": "socket"}
KINDS: Final = tuple(SECTIONS)
ANSWERS: Final = 96
BYTES: Final = 512
LONGEST: Final = 200
"""Bytes of a packet that is recorded in full."""
GROWTH: Final = 70_000
"""Bytes that a frame may become longer by."""
HEAD: Final = f"""\
.license "GPL"
.map answers, array, key=4, value={8 * ANSWERS}, max_entries=1
.map bytes, array, key=4, value={BYTES}, max_entries=1
"""
FIELDS: Final = {
    "len": 0,
    "pkt_type": 4,
    "protocol": 16,
    "vlan_present": 20,
    "vlan_tci": 24,
    "vlan_proto": 28,
    "tc_index": 44,
    "priority": 32,
}
ROOM_FLAGS: Final = (
    0, 0, 0, *(1 << bit for bit in range(9)), 6, 10, 12, 18, 20, 24, 66, 74, 0x84,
    *(inner << 56 | flags for inner in (4, 14, 255) for flags in (2, 66)),
)  # fmt: skip
ROOMY: Final = 90
TSTAMP, TSTAMP_TYPE = 152, 180
LENGTHS: Final = (14, 15, 20, 33, 34, 54, 60, 61, 64, 100, 128, 300, 1400)
OFFSETS: Final = (
    0,
    1,
    12,
    13,
    14,
    15,
    16,
    20,
    22,
    24,
    26,
    30,
    34,
    36,
    40,
    50,
    54,
    60,
    99,
    100,
    1 << 15,
    65535,
    65536,
    -1,
    -14,
    1 << 31,
)
DELTAS: Final = (
    0,
    1,
    2,
    4,
    5,
    8,
    20,
    40,
    100,
    255,
    256,
    1000,
    4000,
    5000,
    0xFFFF,
    -1,
    -2,
    -4,
    -5,
    -8,
    -14,
    -20,
    -40,
    -60,
    -100,
    -300,
    1 << 31,
)


def _ip4(rng: random.Random, size: int) -> bytes:
    header = struct.pack(
        ">BBHHHBBH", 0x45, rng.choice((0, 1, 2, 3)), size, 7, 0, 64, rng.choice((6, 17)), rng.randrange(1 << 16)
    )
    return header + bytes([10, 0, 0, 1, 10, 0, 0, 2])


def frame(rng: random.Random) -> bytes:
    """A frame: IPv4 or IPv6 mostly, with or without tags, long or cut short."""
    length = rng.choice(LENGTHS)
    kind = rng.choice(("ip4", "ip4", "ip4", "ip6", "other", "tag", "tags", "short"))
    head = rng.choice((bytes(6), b"\xff" * 6, b"\1\0\x5e\0\0\1", rng.randbytes(6))) + rng.randbytes(6)
    tag = b"\x81\0" + struct.pack(">H", rng.randrange(1 << 16))
    if kind == "tags":
        head += b"\x88\xa8" + struct.pack(">H", rng.randrange(1 << 16)) + tag
    elif kind == "tag":
        head += tag
    if kind == "ip6":
        body = b"\x86\xdd\x60" + bytes(3) + struct.pack(">HBB", max(0, length - 54), 17, 64) + rng.randbytes(32)
    elif kind == "other":
        body = rng.randbytes(2)
    else:
        body = b"\x08\0" + _ip4(rng, max(20, length - 14))
    whole = head + body + rng.randbytes(length)
    return whole[: max(14, length)]


class Author:
    """Writes one program, a call after the other."""

    def __init__(self, rng: random.Random, kind: str) -> None:
        self.rng, self.kind = rng, kind
        self._place = self._label = 0
        self._constants: list[str] = []
        self._roomy = False
        """Whether so much room was made that the kernel laid the packet out anew, and forgot where its headers are."""

    def constant(self, text: str) -> str:
        """Name of a constant string."""
        self._constants.append(f'c{len(self._constants)}: .asciz "{text}"')
        return f"c{len(self._constants) - 1}"

    def source(self, calls: int) -> str:
        own = self.xdp() if self.kind == "xdp" else self.skb() if self.kind == "sched_cls" else self.filter()
        text = [" r6 = r1", " r7 = answers[0] ll", " r8 = bytes[0] ll"]
        for _ in range(calls):
            text.append(self.rng.choice((*own, *own, *own, *self.anywhere()))())
            if self._place > ANSWERS - 16:
                break
        constants = [".rodata", *self._constants] if self._constants else []
        return "\n".join([HEAD, *constants, f".section {SECTIONS[self.kind]}", *text, " r0 = 1", " exit"])

    def answer(self, register: str = "r0") -> str:
        self._place += 1
        return f" *(u64 *)(r7 + {8 * (self._place - 1)}) = {register}\n"

    def call(self, name: str, *arguments: str | int) -> str:
        """Arguments: r6 the context, `b+N` a place in bytes, numbers."""
        text = ""
        for register, argument in enumerate(arguments, 1):
            if isinstance(argument, int):
                wide = not -(1 << 31) <= argument < 1 << 31
                text += f" r{register} = {argument & (1 << 64) - 1 if wide else argument}{' ll' if wide else ''}\n"
            elif argument.startswith("b+"):
                text += f" r{register} = r8\n r{register} += {argument[2:]}\n"
            else:
                text += f" r{register} = {argument}\n"
        return f"{text} call bpf_{name}\n{self.answer()}"

    def shown(self) -> str:
        """The fields of a socket buffer."""
        if self.kind != "sched_cls":
            return ""
        words = "".join(f" r1 = *(u32 *)(r6 + {offset})\n{self.answer('r1')}" for offset in FIELDS.values())
        time = f" r1 = *(u64 *)(r6 + {TSTAMP})\n{self.answer('r1')}"
        return f"{words}{time} r1 = *(u8 *)(r6 + {TSTAMP_TYPE})\n{self.answer('r1')}"

    def some(self, *numbers: int) -> int:
        rng = self.rng
        if rng.random() < 0.1:
            return rng.choice((0, 1, -1, 1 << 31, 1 << 32, (1 << 63) + 5, 0xFFFF))
        return rng.choice(numbers)

    def place(self, size: int) -> str:
        return f"b+{self.rng.randrange(BYTES - size + 1)}"

    # By program type.

    def anywhere(self) -> tuple[Callable[[], str], ...]:
        return (self.csum_diff, self.strtol, self.strncmp, self.snprintf) if self.kind != "socket_filter" else (
            self.strtol, self.strncmp, self.snprintf
        )  # fmt: skip

    def filter(self) -> tuple[Callable[[], str], ...]:
        return self.load_bytes, self.load_relative

    def skb(self) -> tuple[Callable[[], str], ...]:
        return (
            self.load_bytes, self.load_relative, self.store_bytes, self.l3, self.l4, self.vlan_push, self.vlan_push, self.vlan_pop,
            self.change_proto, self.change_type, self.change_tail, self.change_head, self.pull, self.room, self.room, self.room,
            self.ecn, self.csum_level, self.csum_update, self.tstamp, self.tunnel_set, self.tunnel_get, self.tunnel_opt_set,
            self.tunnel_opt_get, self.odds, self.mtu,
        )  # fmt: skip

    def xdp(self) -> tuple[Callable[[], str], ...]:
        return (
            self.adjust_head, self.adjust_tail, self.adjust_meta, self.xdp_load, self.xdp_store, self.length, self.mtu,
            self.adjust_head, self.adjust_tail, self.redirect,
        )  # fmt: skip

    # Calls.

    def load_bytes(self) -> str:
        size = self.rng.choice((1, 2, 4, 13, 40, 100))
        return self.call("skb_load_bytes", "r6", self.some(*OFFSETS), self.place(size), size)

    def load_relative(self) -> str:
        size = self.rng.choice((1, 2, 4, 13, 40, 100))
        offset, start = self.some(*OFFSETS), self.some(0, 0, 1, 1, 2)
        return self.call("skb_load_bytes_relative", "r6", offset, self.place(size), size, start)

    def store_bytes(self) -> str:
        size = self.rng.choice((1, 2, 4, 13, 40))
        return self.call(
            "skb_store_bytes", "r6", self.some(*OFFSETS), self.place(size), size, self.some(0, 0, 0, 1, 2, 3, 4)
        )

    def l3(self) -> str:
        rng = self.rng
        size = rng.choice((0, 2, 2, 4, 4, 3, 16, 8))
        old = 0 if size == 0 and rng.random() < 0.7 else rng.randrange(1 << 32)
        return self.call("l3_csum_replace", "r6", self.some(*OFFSETS, 24, 24, 24), old, rng.randrange(1 << 32), size)

    def l4(self) -> str:
        rng = self.rng
        size = rng.choice((0, 2, 2, 4, 4, 3, 8))
        flags = size | rng.choice((0, 0, 0x10, 0x20, 0x40, 0x30, 0x60, 0x70, 0x80, 0x90, 0x100, 0xF0))
        old = 0 if size == 0 and rng.random() < 0.7 else rng.randrange(1 << 32)
        return self.call("l4_csum_replace", "r6", self.some(*OFFSETS, 40, 50, 36), old, rng.randrange(1 << 32), flags)

    def csum_diff(self) -> str:
        rng = self.rng
        one, two = rng.choice((0, 4, 8, 20, 40, 3, 7)), rng.choice((0, 4, 8, 20, 40, 1))
        return self.call(
            "csum_diff",
            self.place(one) if one else 0,
            one,
            self.place(two) if two else 0,
            two,
            self.some(0, 1, 0xFFFF, 0xFFFFFFFF, 1 << 20),
        )

    def vlan_push(self) -> str:
        return (
            self.call(
                "skb_vlan_push",
                "r6",
                self.some(0x0081, 0xA888, 0, 0x8100, 0x88A8),
                self.some(0, 5, 0xFFF, 0x1FFF, 0xFFFF),
            )
            + self.shown()
        )

    def vlan_pop(self) -> str:
        return self.call("skb_vlan_pop", "r6") + self.shown()

    def change_proto(self) -> str:
        return (
            self.call("skb_change_proto", "r6", self.some(0x0008, 0xDD86, 0x0081), self.some(0, 0, 0, 0, 1))
            + self.shown()
        )

    def change_type(self) -> str:
        return self.call("skb_change_type", "r6", self.some(0, 1, 2, 3, 4, 5)) + self.shown()

    def change_tail(self) -> str:
        if self._roomy:
            return self.pull()
        return (
            self.call(
                "skb_change_tail", "r6", self.some(*LENGTHS, 0, 13, 2000, 65535, 65536, 70000), self.some(0, 0, 0, 1)
            )
            + self.shown()
        )

    def change_head(self) -> str:
        delta = self.some(*DELTAS)
        self._roomy |= delta > ROOMY
        return self.call("skb_change_head", "r6", delta, self.some(0, 0, 0, 1)) + self.shown()

    def pull(self) -> str:
        return self.call("skb_pull_data", "r6", self.some(0, *LENGTHS)) + self.shown()

    def room(self) -> str:
        flags, delta = self.rng.choice(ROOM_FLAGS), self.some(*DELTAS)
        self._roomy |= delta > ROOMY
        return self.call("skb_adjust_room", "r6", delta, self.some(0, 0, 0, 1, 1, 1, 2), flags) + self.shown()

    def ecn(self) -> str:
        return self.call("skb_ecn_set_ce", "r6")

    def csum_level(self) -> str:
        return self.call("csum_level", "r6", self.some(0, 1, 2, 3, 4))

    def csum_update(self) -> str:
        return self.call("csum_update", "r6", self.some(0, 1, 0xFFFF))

    def tstamp(self) -> str:
        return self.call("skb_set_tstamp", "r6", self.some(0, 0, 1, 1 << 40), self.some(0, 1, 2, 3)) + self.shown()

    def tunnel_set(self) -> str:
        size = self.rng.choice((44, 28, 24, 20, 8, 40, 43))
        return self.call("skb_set_tunnel_key", "r6", self.place(size), size, self.some(0, 0, 1, 2, 4, 8, 16, 32, 64))

    def tunnel_get(self) -> str:
        size = self.rng.choice((44, 28, 24, 20, 8, 40, 43))
        return self.call("skb_get_tunnel_key", "r6", self.place(size), size, self.some(0, 0, 0, 1, 2, 16, 17))

    def tunnel_opt_set(self) -> str:
        size = self.rng.choice((4, 8, 100, 252, 256, 6))
        return self.call("skb_set_tunnel_opt", "r6", self.place(size), size)

    def tunnel_opt_get(self) -> str:
        size = self.rng.choice((4, 8, 100, 252, 256, 6))
        return self.call("skb_get_tunnel_opt", "r6", self.place(size), size)

    def odds(self) -> str:
        """Helpers without much to choose."""
        rng = self.rng
        name, *arguments = rng.choice((
            ("get_route_realm", "r6"), ("skb_cgroup_classid", "r6"), ("get_cgroup_classid", "r6"), ("set_hash_invalid", "r6"),
            ("set_hash", "r6", 5), ("skb_get_xfrm_state", "r6", 0, self.place(28), 28, 0),
            ("redirect", 1, self.some(0, 1, 2)), ("redirect_peer", 1, self.some(0, 1)),
            ("redirect_neigh", 1, 0, 0, self.some(0, 1)), ("clone_redirect", "r6", 0, self.some(0, 2, 4)),
            ("skb_cgroup_id", "r6"), ("skb_ancestor_cgroup_id", "r6", self.some(0, 1, 2)), ("get_socket_uid", "r6"),
        ))  # fmt: skip
        return self.call(name, *arguments)

    def mtu(self) -> str:
        """The loopback device is alike everywhere."""
        asked, delta = self.some(0, 0, 60, 1500, 65535, 65536, 65537), self.some(0, 1, -1, 100, -100, 65000, 70000)
        store = f" *(u32 *)(r10 - 8) = {asked & 0xFFFFFFFF}\n"
        text = (
            store
            + " r3 = r10\n r3 += -8\n"
            + self.call("check_mtu", "r6", self.some(0, 1, 1, 999), "r3", delta, self.some(0, 0, 0, 1, 2))
        )
        return text + f" r1 = *(u32 *)(r10 - 8)\n{self.answer('r1')}"

    def redirect(self) -> str:
        return self.call("redirect", 1, self.some(0, 0, 1, 2))

    def adjust_head(self) -> str:
        return self.call("xdp_adjust_head", "r6", self.some(*DELTAS)) + self.borders()

    def adjust_tail(self) -> str:
        return self.call("xdp_adjust_tail", "r6", self.some(*DELTAS)) + self.borders()

    def adjust_meta(self) -> str:
        return self.call("xdp_adjust_meta", "r6", self.some(*DELTAS)) + self.borders()

    def borders(self) -> str:
        return (
            " r1 = *(u32 *)(r6 + 0)\n r2 = *(u32 *)(r6 + 4)\n r3 = *(u32 *)(r6 + 8)\n r2 -= r1\n r1 -= r3\n"
            + self.answer("r1") + self.answer("r2")
        )  # fmt: skip

    def length(self) -> str:
        return self.call("xdp_get_buff_len", "r6")

    def xdp_load(self) -> str:
        size = self.rng.choice((1, 2, 4, 13, 40, 100))
        return self.call("xdp_load_bytes", "r6", self.some(*OFFSETS), self.place(size), size)

    def xdp_store(self) -> str:
        size = self.rng.choice((1, 2, 4, 13, 40))
        return self.call("xdp_store_bytes", "r6", self.some(*OFFSETS), self.place(size), size)

    # Texts.

    def text(self, content: bytes) -> str:
        """Puts a text at the start of bytes."""
        padded = content.ljust(-(-len(content) // 4) * 4, b"\0")
        return "".join(
            f" *(u32 *)(r8 + {at}) = {int.from_bytes(padded[at : at + 4], 'little')}\n"
            for at in range(0, len(padded), 4)
        )

    def strtol(self) -> str:
        rng = self.rng
        sign = rng.choice(("", "", "-", "+", " -", "\t", "\n ", "--", "- "))
        prefix = rng.choice(("", "", "0", "0x", "0X", "00", "0b", "x"))
        digits = rng.choice(("", "0", "7", "8", "9", "f", "g", "123", "77777", "9223372036854775807", "9223372036854775808",
                             "18446744073709551615", "18446744073709551616", "ffffffffffffffff", "10000000000000000",
                             "7fffffffffffffff", "8000000000000000", "1777777777777777777777", "2000000000000000000000"))  # fmt: skip
        content = (sign + prefix + digits + rng.choice(("", "", " ", "z", "\0", "\n"))).encode()
        size = rng.choice((len(content), len(content) + 1, max(1, len(content) - 1), 1)) or 1
        room = " *(u64 *)(r10 - 8) = 77\n r4 = r10\n r4 += -8\n"
        name, base = rng.choice(("strtol", "strtoul")), self.some(0, 0, 8, 10, 10, 16, 16, 2, 36, 32, 64)
        return (
            self.text(content + b"\0")
            + room
            + self.call(name, "b+0", size, base, "r4")
            + f" r1 = *(u64 *)(r10 - 8)\n{self.answer('r1')}"
        )

    def strncmp(self) -> str:
        rng = self.rng
        content = rng.choice((b"abc", b"abcd", b"ab", b"", b"abd", b"\xffz", b"abc\0x"))
        other = self.constant(rng.choice(("abc", "abcd", "", "b")))
        return (
            self.text(content.ljust(8, b"\0")) + f" r3 = {other} ll\n" + self.call("strncmp", "b+0", rng.choice((1, 2, 3, 4, 8)), "r3")
        )  # fmt: skip

    def snprintf(self) -> str:
        rng = self.rng
        form, data = "", " r1 = r10\n"
        count = rng.randrange(5)
        for number in range(count):
            flags = "".join(rng.sample(("0", "-", "+", " "), rng.choice((0, 0, 0, 1, 2))))
            kind = rng.choice(
                (
                    "d",
                    "i",
                    "u",
                    "x",
                    "X",
                    "ld",
                    "lu",
                    "lx",
                    "lld",
                    "llu",
                    "llX",
                    "c",
                    "s",
                    "pks",
                    "pI4",
                    "pi4",
                    "pI6",
                    "pi6",
                )
            )
            pointer = kind[0] in "ps"
            width = rng.choice(("", "", "", "1", "5", "20"))
            form += rng.choice(("", " ", "x=", "%%", ", ")) + f"%{'' if kind[0] == 'p' else flags + width}{kind}"
            value = f"r{8 if pointer else 1}"
            if not pointer:
                data += f" r1 = {rng.choice((0, 1, -1, 65, 255, 1 << 31, (1 << 63) - 1, 1 << 63, rng.randrange(1 << 64))) & (1 << 64) - 1} ll\n"
            data += f" *(u64 *)(r10 - {40 - 8 * number}) = {value}\n"
        name = self.constant(form + rng.choice(("", "!", " ")))
        room, size = rng.choice((0, 1, 5, 30, 100)), 8 * count
        if "%p" in form:  # where no room is left, the kernel loses count of what pointers become and reads on in that
            room = 300
        out = f" r1 = r8\n r1 += 64\n r2 = {room}\n" if room else " r1 = 0\n r2 = 0\n"
        where = " r4 = r10\n r4 += -40\n" if size else " r4 = 0\n"
        content = rng.choice((b"hello\0", b"\0", b"abcdefghijklmnopqrst\0", b"\x7f\1\2\3\0"))
        return (
            f"{self.text(content)}{data}{out} r3 = {name} ll\n{where} r5 = {size}\n call bpf_snprintf\n{self.answer()}"
        )


INITIAL: Final = bytes(random.Random("bytes").choice((0, 0, 0, 0, 1, 7, 0x80, 0xFF)) for _ in range(BYTES))
"""What `bytes` holds at first."""


def draw(seed: int, kind: str = "") -> tuple[str, str, bytes]:
    """(kind, source, frame) of a seed."""
    rng = random.Random(f"helping {seed}")
    kind = kind or rng.choice(KINDS)
    return kind, Author(rng, kind).source(rng.randrange(1, 9)), frame(rng)


Left = tuple[tuple[int, ...], bytes, bytes]
"""The answers, the bytes that helpers filled in, the packet."""


def digest(left: Left) -> list[Any]:
    """As a record holds it: the answers up to the last that is not 0, a checksum of the bytes, the packet."""
    answers, filled, packet = left
    shown = list(answers)
    while shown and not shown[-1]:
        shown.pop()
    return [shown, f"{zlib.crc32(filled):08x}", packet.hex() if len(packet) <= LONGEST else f"{zlib.crc32(packet):08x}"]


def theirs(source: str, packet: bytes) -> Left | str:
    """What the kernel's test run leaves; "refused", or "untested" where it does not take the frame."""
    with load(assemble(source).programs[0]) as loaded:
        if not loaded.ok:
            return "refused"
        loaded.maps[1].update(bytes(4), INITIAL)
        try:
            ran = loaded.test_run(packet, growth=GROWTH)
        except KernelError:
            return "untested"
        answers, filled = (made.lookup(bytes(4)) or b"" for made in loaded.maps[:2])
        return struct.unpack(f"<{ANSWERS}q", answers), filled, ran.data_out


def ours(source: str, packet: bytes, kind: str, engine: str) -> Left:
    """What a machine leaves."""
    program = assemble(source).programs[0]
    machine = Machine(program.maps, World(), programs=(program,))
    machine.maps[1].write(bytes(4), INITIAL)
    cls = kind == "sched_cls"
    address = machine.enter_xdp(packet) if kind == "xdp" else machine.enter_skb(packet, link_layer=cls)
    if engine == "jit":
        loads = {
            pc
            for pc, insn in enumerate(program.insns)
            if insn.opcode == 0x61 and insn.src == 6 and insn.off in {0, 4, 8} and kind == "xdp"
        }
        outcome = Module(machine, (program,), {0: frozenset(loads)}).run(0, (address,), 100_000)
    else:
        outcome = Interpreter(machine, program).run((address,), 100_000)
    assert outcome.fault is None, (outcome, source)
    answers, filled = (made.read(bytes(4)) or b"" for made in machine.maps[:2])
    return struct.unpack(f"<{ANSWERS}q", answers), filled, machine.packet_out()


def differing(seed: int, engine: str, kind: str = "") -> str:
    """Where the kernel and an engine part; "" where they agree; "refused" or "untested"."""
    kind, source, packet = draw(seed, kind)
    its = theirs(source, packet)
    if isinstance(its, str):
        return its
    mine = ours(source, packet, kind, engine)
    return "" if its == mine else unlike(source, packet, its, mine)


def unlike(source: str, packet: bytes, its: Left, mine: Left) -> str:
    """The first thing that differs, with the call that it came from."""
    calls = [line.strip() for line in source.splitlines()]
    for number, (theirs_, own) in enumerate(zip(its[0], mine[0], strict=True)):
        if theirs_ != own:
            at = (
                calls.index(f"*(u64 *)(r7 + {8 * number}) = r0")
                if f"*(u64 *)(r7 + {8 * number}) = r0" in calls
                else calls.index(f"*(u64 *)(r7 + {8 * number}) = r1")
            )
            before = calls[max(0, at - 24) : at]
            return f"answer {number}: kernel {theirs_}, ours {own}\n  {'; '.join(before)}\n  frame {packet.hex()}"
    what = [line for line in calls if line.startswith("call")]
    parts = [name for name, one, two in zip(("answers", "bytes", "packet"), its, mine, strict=True) if one != two]
    return f"{parts} {what}\n  frame  {packet.hex()}\n  kernel {its[2].hex()}\n  ours   {mine[2].hex()}"


def main() -> int:
    """The command: 1 if anything was unlike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=["interp", "jit"], default="interp")
    parser.add_argument("--kind", choices=KINDS, default="")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for seed in range(options.seed, options.seed + options.programs):
        what = differing(seed, options.engine, options.kind)
        known = what in {"", "refused", "untested"}
        counts[(what or "equal") if known else "unlike"] += 1
        if not known:
            sys.stdout.write(f"--- {seed}: {what}\n")
    sys.stdout.write(f"{dict(counts)}\n")
    return int(counts["unlike"] > 0)


if __name__ == "__main__":
    sys.exit(main())
