"""Helpers on a packet's tunnel: what a program sets for the way out, and finds of the way in.

A key that is set can be read again; no device looks at it. Setting and getting see the tunnel from either end:
the remote address that is set is where the packet goes, the one that is got is where it came from. struct
bpf_tunnel_key grew over time, and its older sizes are taken too. Source: Linux's uapi header, and 6.18 itself.
"""

import errno
import struct
from collections.abc import Mapping
from typing import Any, Final

from vm.runtime.helpers.packets import skb_of
from vm.runtime.machine import Machine
from vm.runtime.tunnel import Tunnel

KEY: Final = struct.Struct("<I16sBBHI16s")
"""u32 tunnel_id, the remote address, u8 tos, u8 ttl, u16 flags, u32 flow label, the local address."""
SIZES: Final = frozenset({8, 22, 24, 28, KEY.size})
OLDEST: Final = 8
IPV6, ZERO_CSUM, DONT_FRAGMENT, SEQUENCE, NO_KEY = (1 << bit for bit in range(5))
SHOW_FLAGS: Final = 1 << 4
"""Of getting: the flags of the tunnel in place of padding."""
LABEL: Final = 0xF_FFFF
"""Bits of a flow label."""
MAX_OPTIONS: Final = 252

_CSUM, _KEY, _SEQUENCE, _DONT_FRAGMENT, _NO_CACHE = 0x0100, 0x0400, 0x0800, 0x0001, 0x0020
"""Flags of a tunnel, as they read in the key: in network order."""


def set_key(machine: Machine, _context: int, key: bytes, size: int, flags: int) -> int:
    skb_of(machine)
    if size not in SIZES or flags & ~0x1F:
        return -errno.EINVAL
    number, remote, tos, ttl, padding, label, local = KEY.unpack(key.ljust(KEY.size, b"\0"))
    ipv6 = bool(flags & IPV6)
    if padding or (label and not ipv6):
        return -errno.EINVAL
    width = 16 if ipv6 else 4
    machine.tunnel = Tunnel(number, local[:width], remote[:width], tos, ttl, _tunnel_flags(flags), label & LABEL, ipv6)
    machine.tunnel_options = b""
    return 0


def _tunnel_flags(flags: int) -> int:
    return (
        _NO_CACHE
        | (0 if flags & ZERO_CSUM else _CSUM)
        | (0 if flags & NO_KEY else _KEY)
        | (_DONT_FRAGMENT if flags & DONT_FRAGMENT else 0)
        | (_SEQUENCE if flags & SEQUENCE else 0)
    )


def get_key(machine: Machine, _context: int, room: int, size: int, flags: int) -> int:
    skb_of(machine)
    tunnel = machine.tunnel
    refusal = _refused(tunnel, size, flags)
    if refusal or tunnel is None:
        machine.memory.write(room, bytes(size))
        return refusal
    shown = tunnel.flags if flags & SHOW_FLAGS else 0
    parts = tunnel.number, tunnel.source, tunnel.tos, tunnel.ttl, shown, tunnel.label, tunnel.target
    machine.memory.write(room, KEY.pack(*parts)[:size])
    return 0


def _refused(tunnel: Tunnel | None, size: int, flags: int) -> int:
    if tunnel is None or flags & ~(IPV6 | SHOW_FLAGS):
        return -errno.EINVAL
    if tunnel.ipv6 != bool(flags & IPV6):
        return -errno.EPROTO
    if size not in SIZES:
        return -errno.EINVAL
    return -errno.EINVAL if size == OLDEST and tunnel.ipv6 else 0


def set_options(machine: Machine, _context: int, options: bytes, size: int) -> int:
    skb_of(machine)
    if machine.tunnel is None or size % 4:
        return -errno.EINVAL
    if size > MAX_OPTIONS:
        return -errno.ENOMEM
    machine.tunnel_options = options
    return 0


def get_options(machine: Machine, _context: int, room: int, size: int) -> int:
    skb_of(machine)
    options = machine.tunnel_options
    if not options or size < len(options):
        machine.memory.write(room, bytes(size))
        return -errno.ENOMEM if options else -errno.ENOENT
    machine.memory.write(room, options.ljust(size, b"\0"))
    return len(options)


BODIES: Final[Mapping[str, Any]] = {
    "skb_set_tunnel_key": set_key,
    "skb_get_tunnel_key": get_key,
    "skb_set_tunnel_opt": set_options,
    "skb_get_tunnel_opt": get_options,
}
