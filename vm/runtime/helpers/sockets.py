"""Helpers on sockets and routes.

The simulated machine has the one socket that a packet belongs to, and nobody listens: lookups find
nothing, which is an answer. The socket's visible part (struct bpf_sock) lies in the arena. Return
values were compared with the kernel's test run.
"""

import errno
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, Final

from vm.kernel import routes
from vm.runtime.alu import U32
from vm.runtime.contexts import SOCKET
from vm.runtime.faults import FaultRaised
from vm.runtime.machine import Machine
from vm.runtime.maps.index import hash_of

AF_INET, AF_INET6 = 2, 10
TUPLE_IPV4, TUPLE_IPV6 = 12, 36  # sizes of struct bpf_sock_tuple


def full_socket(_: Machine, socket: int) -> int:
    """The packet's socket is a full one."""
    return socket if socket == SOCKET else 0


def no_socket(_: Machine, socket: int) -> int:
    """The packet's socket is neither a TCP socket nor a listener, nor of another special kind."""
    return 0 if socket == SOCKET else _refuse(socket)


def _refuse(socket: int) -> int:
    raise FaultRaised("bad-pointer", f"{socket:#x} is no socket", socket)


def lookup(_m: Machine, _context: int, _tuple: bytes, size: int, _namespace: int, flags: int) -> int:  # noqa: ARG001
    """Nobody has bound a socket to any address: NULL."""
    return 0


def release(_: Machine, socket: int) -> int:
    """No lookup hands out a socket, so there is none to give back."""
    return _refuse(socket)


def assign(_: Machine, _context: int, socket: int, flags: int) -> int:
    """The packet's socket is in no table of sockets that packets are handed to by address."""
    if flags:
        return -errno.EINVAL
    return -errno.EOPNOTSUPP if socket == SOCKET else _refuse(socket)


def syncookie_without_listener(_: Machine, socket: int, _ip: bytes, _ip_size: int, _tcp: bytes, _size: int) -> int:
    return -errno.EINVAL if socket == SOCKET else _refuse(socket)


# SYN cookies without a socket: a keyed sum over the connection, as the kernel's is. The key is not secret here.

MSS: Final = (536, 1300, 1440, 1460)


def _cookie(ip: bytes, tcp: bytes, mss: int) -> int:
    addresses = ip[12:20] if len(ip) == 20 else ip[8:40]
    sequence = int.from_bytes(tcp[4:8], "big")
    return (hash_of(addresses + tcp[:4] + bytes([mss])) + sequence & 0x3FFF_FFFF) | mss << 30


def gen_syncookie(_: Machine, ip: bytes, tcp: bytes, size: int) -> int:
    """The cookie in the low half, the segment size it stands for above it."""
    if size < 20 or size != (tcp[12] >> 4) * 4:
        return -errno.EINVAL
    mss = len(MSS) - 1
    return _cookie(ip, tcp, mss) | MSS[mss] << 32


def check_syncookie(_: Machine, ip: bytes, tcp: bytes) -> int:
    """0 when the acknowledgement returns the cookie of this connection, -EACCES otherwise."""
    cookie = int.from_bytes(tcp[8:12], "big") - 1 & U32
    before = tcp[:4] + (int.from_bytes(tcp[4:8], "big") - 1 & U32).to_bytes(4, "big") + tcp[8:]
    return 0 if _cookie(ip, before, cookie >> 30) == cookie else -errno.EACCES


# Routes.

FIB_SIZE: Final = 64
FIB_FLAGS: Final = 0x3F
DIRECT, OUTPUT, SKIP_NEIGH = 1, 2, 4
NOT_FORWARDED, NO_NEIGHBOUR, FRAGMENTATION_NEEDED = 4, 7, 8
_NOWHERE: Final = {"blackhole": 1, "unreachable": 2, "prohibit": 3, "local": NOT_FORWARDED}


def fib_lookup(machine: Machine, _context: int, room: int, size: int, flags: int) -> int:
    """Route a packet: fills in interface, next hop, Ethernet addresses and MTU; 0, or a reason, or -errno."""
    if size < FIB_SIZE or flags & ~FIB_FLAGS:
        return -errno.EINVAL
    asked = machine.memory.read(room, FIB_SIZE)
    width = {AF_INET: 4, AF_INET6: 16}.get(asked[0])
    if width is None:
        return -errno.EAFNOSUPPORT
    if routes.interface(int.from_bytes(asked[8:12], "little")) is None:
        return -errno.ENODEV
    target = ip_address(asked[32 : 32 + width])
    route = routes.find(target)
    if route is None:
        return NOT_FORWARDED
    if route.kind in _NOWHERE:
        return _NOWHERE[route.kind]
    return _routed(machine, room, asked, route, flags)


def _routed(machine: Machine, room: int, asked: bytes, route: routes.Route, flags: int) -> int:
    """Tell a found route, as far as the packet can go by it."""
    out = routes.interface(route.interface)
    assert out is not None
    answer = bytearray(asked)
    answer[8:12] = out.index.to_bytes(4, "little")
    length = int.from_bytes(asked[6:8], "little")
    if length > out.mtu:
        answer[6:8] = out.mtu.to_bytes(2, "little")
        machine.memory.write(room, bytes(answer))
        return FRAGMENTATION_NEEDED
    width = 4 if asked[0] == AF_INET else 16
    hop = route.gateway if route.gateway is not None else ip_address(asked[32 : 32 + width])
    if route.gateway is not None:
        answer[32 : 32 + width] = hop.packed
    answer[6:8] = out.mtu.to_bytes(2, "little")
    answer[12:16] = route.metric.to_bytes(4, "little")
    mac = None if flags & SKIP_NEIGH else routes.neighbour(hop)
    if mac is not None:
        answer[48:64] = bytes(4) + out.mac + mac
    machine.memory.write(room, bytes(answer))
    return 0 if mac is not None or flags & SKIP_NEIGH else NO_NEIGHBOUR


# IPsec.


def no_xfrm(machine: Machine, _context: int, _index: int, room: int, size: int, _flags: int) -> int:
    """No packet came through IPsec."""
    machine.memory.write(room, bytes(size))
    return -errno.EINVAL


BODIES: Final[Mapping[str, Any]] = {
    "sk_fullsock": full_socket,
    "tcp_sock": no_socket,
    "get_listener_sock": no_socket,
    "skc_to_tcp6_sock": no_socket,
    "skc_to_tcp_sock": no_socket,
    "skc_to_tcp_timewait_sock": no_socket,
    "skc_to_tcp_request_sock": no_socket,
    "skc_to_udp6_sock": no_socket,
    "skc_to_unix_sock": no_socket,
    "skc_to_mptcp_sock": no_socket,
    "sk_lookup_tcp": lookup,
    "sk_lookup_udp": lookup,
    "skc_lookup_tcp": lookup,
    "sk_release": release,
    "sk_assign": assign,
    "tcp_check_syncookie": syncookie_without_listener,
    "tcp_gen_syncookie": syncookie_without_listener,
    "tcp_raw_gen_syncookie_ipv4": gen_syncookie,
    "tcp_raw_gen_syncookie_ipv6": gen_syncookie,
    "tcp_raw_check_syncookie_ipv4": check_syncookie,
    "tcp_raw_check_syncookie_ipv6": check_syncookie,
    "fib_lookup": fib_lookup,
    "skb_get_xfrm_state": no_xfrm,
}
