"""Helpers on checksums: ones' complement sums over 16-bit words as they lie in memory."""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.facts.baseline import ENOTSUPP
from vm.runtime.alu import U32
from vm.runtime.contexts import ETH_P_IP, ETH_P_IPV6, VLANS
from vm.runtime.helpers.packets import MAX_LENGTH, skb_of
from vm.runtime.machine import Machine
from vm.runtime.packet import ETHERNET, Packet


def fold(total: int) -> int:
    """A sum of any size as 16 bits."""
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def fold32(total: int) -> int:
    """A sum of any size as 32 bits, carries added back in."""
    while total >> 32:
        total = (total & U32) + (total >> 32)
    return total


def partial(data: bytes, seed: int = 0) -> int:
    """The kernel's csum_partial: a 32-bit sum of `data` and a seed."""
    padded = data + bytes(-len(data) % 4)
    return fold32(seed + sum(struct.unpack(f"<{len(padded) // 4}I", padded)))


def csum_diff(
    _: Machine, before: bytes | None, _before_size: int, after: bytes | None, _after_size: int, seed: int
) -> int:
    """Seed + after - before. Sizes of any length are taken, whatever the documentation says of four."""
    old, new = before or b"", after or b""
    seed &= U32
    if old and new:
        total = fold32(partial(new, fold32(seed + (~partial(old) & U32))))
    elif new:
        total = partial(new, seed)
    elif old:
        total = ~partial(old, ~seed & U32) & U32
    else:
        total = seed
    return fold(total)


HEADER_SIZE, MARK_MANGLED_0, PSEUDO_HEADER, MARK_ENFORCE, IPV6_PSEUDO = 0xF, 1 << 5, 1 << 4, 1 << 6, 1 << 7


def replace(packet: Packet, offset: int, before: int, after: int, size: int, *, mangled: bool = False) -> int:
    """Put into the checksum at `offset` that a field changed from one value to another; size 0: by a difference."""
    place = packet.load(offset, 2)
    if place is None:
        return -errno.EFAULT
    check = struct.unpack("<H", place)[0]
    if mangled and check == 0:
        return 0
    mask = U32 if size in {0, 4} else 0xFFFF
    total = (~check & 0xFFFF) + (after & mask) + (0 if size == 0 else ~before & mask)
    check = ~fold(fold32(total)) & 0xFFFF
    if mangled and check == 0:
        check = 0xFFFF
    packet.store(offset, struct.pack("<H", check))
    return 0


def l3_csum_replace(machine: Machine, _context: int, offset: int, before: int, after: int, flags: int) -> int:
    _, packet = skb_of(machine)
    size, offset = flags & HEADER_SIZE, offset & U32
    if flags & ~HEADER_SIZE:
        return -errno.EINVAL
    if offset > MAX_LENGTH or offset % 2 or packet.load(offset, 2) is None:
        return -errno.EFAULT
    if size not in {0, 2, 4} or (size == 0 and before):
        return -errno.EINVAL
    return replace(packet, offset, before, after, size)


def l4_csum_replace(machine: Machine, _context: int, offset: int, before: int, after: int, flags: int) -> int:
    _, packet = skb_of(machine)
    size, offset = flags & HEADER_SIZE, offset & U32
    if flags & ~(HEADER_SIZE | MARK_MANGLED_0 | MARK_ENFORCE | PSEUDO_HEADER | IPV6_PSEUDO):
        return -errno.EINVAL
    if offset > MAX_LENGTH or offset % 2 or packet.load(offset, 2) is None:
        return -errno.EFAULT
    mangled = bool(flags & MARK_MANGLED_0) and not flags & MARK_ENFORCE
    if mangled and packet.load(offset, 2) == bytes(2):
        return 0
    if size not in {0, 2, 4} or (size == 0 and before):
        return -errno.EINVAL
    return replace(packet, offset, before, after, size, mangled=mangled)


QUERY, INCREASE, DECREASE, RESET = range(4)
HIGHEST_LEVEL: Final = 3


def csum_level(machine: Machine, _context: int, level: int) -> int:
    """How many checksums inside of each other the card has verified, less one; -EACCES when not one."""
    _, packet = skb_of(machine)
    known = packet.verified
    if level == QUERY:
        return -errno.EACCES if known is None else known
    if level not in {INCREASE, DECREASE, RESET}:
        return -errno.EINVAL
    if level == INCREASE:
        packet.verified = 0 if known is None else min(known + 1, HIGHEST_LEVEL)
    elif level == RESET or not known:
        packet.verified = None
    else:
        packet.verified = known - 1
    return 0


def ecn_set_ce(machine: Machine, _context: int) -> int:
    """Mark congestion in the IP header if the sender can be told; 1 when it is marked."""
    context, packet = skb_of(machine)
    kind, place = context.get("protocol"), (packet.link - 4 if packet.link else ETHERNET) + 2
    while kind in VLANS:
        kind, place = int.from_bytes(packet.load(place, 2) or b"", "little"), place + 4
    header = packet.load(packet.network, {ETH_P_IP: 20, ETH_P_IPV6: 40}.get(kind, 0))
    if not header:
        return 0
    if kind == ETH_P_IP:
        return _mark4(packet, header)
    if header[1] & 0x30:
        packet.store(packet.network + 1, bytes([header[1] | 0x30]))
    return int(header[1] & 0x30 != 0)


def _mark4(packet: Packet, header: bytes) -> int:
    """Both bits of the type of service, and the checksum that covers them."""
    marked = bytes([header[0], header[1] | 3])
    if not header[1] & 3:
        return 0
    if marked[1] != header[1]:
        packet.store(packet.network, marked)
        before, after = struct.unpack("<HH", header[:2] + marked)
        replace(packet, packet.network + 10, before, after, 2)
    return 1


BODIES: Final[Mapping[str, Any]] = {
    "csum_diff": csum_diff,
    "l3_csum_replace": l3_csum_replace,
    "l4_csum_replace": l4_csum_replace,
    "csum_update": lambda *_: -ENOTSUPP,
    "csum_level": csum_level,
    "skb_ecn_set_ce": ecn_set_ce,
}
