"""The simulated machine's network interfaces, routes and neighbours: what bpf_fib_lookup finds.

1  lo     loopback
2  eth0   10.0.0.1/8 and 2001:db8::1/32; the gateway is 10.0.0.254, 2001:db8::fe
3  eth1   192.168.1.1/24
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from vm.kernel.addresses import GATEWAY_MAC, HOST_MAC


@dataclass(frozen=True, slots=True)
class Interface:
    """One network interface. `mtu` in bytes of network packet."""

    index: int
    name: str
    mac: bytes
    mtu: int


@dataclass(frozen=True, slots=True)
class Route:
    """Where packets to `network` go; `kind` is "unicast" or why they go nowhere."""

    network: IPv4Network | IPv6Network
    interface: int = 0
    gateway: IPv4Address | IPv6Address | None = None
    kind: str = "unicast"
    metric: int = 0


INTERFACES: Final = (
    Interface(1, "lo", bytes(6), 65536),
    Interface(2, "eth0", HOST_MAC, 1500),
    Interface(3, "eth1", bytes.fromhex("525400c0a801"), 1500),
)

ROUTES: Final = (
    Route(ip_network("127.0.0.0/8"), 1, kind="local"),
    Route(ip_network("10.0.0.0/8"), 2),
    Route(ip_network("192.168.1.0/24"), 3),
    Route(ip_network("192.0.2.0/24"), kind="blackhole"),
    Route(ip_network("198.51.100.0/24"), kind="unreachable"),
    Route(ip_network("203.0.113.0/24"), kind="prohibit"),
    Route(ip_network("0.0.0.0/0"), 2, ip_address("10.0.0.254"), metric=100),
    Route(ip_network("2001:db8::/32"), 2),
    Route(ip_network("::/0"), 2, ip_address("2001:db8::fe"), metric=100),
)

SILENT: Final = 0xF0
"""Hosts whose last byte is at least this, the gateway apart, have never answered: no neighbour entry."""

GATEWAYS: Final = frozenset(route.gateway for route in ROUTES if route.gateway is not None)

_BY_INDEX: Final = {interface.index: interface for interface in INTERFACES}


def interface(index: int) -> Interface | None:
    """The interface with this index."""
    return _BY_INDEX.get(index)


def find(address: IPv4Address | IPv6Address) -> Route | None:
    """The route with the longest prefix that holds `address`."""
    fitting = [route for route in ROUTES if route.network.version == address.version and address in route.network]
    return max(fitting, key=lambda route: route.network.prefixlen, default=None)


def neighbour(address: IPv4Address | IPv6Address) -> bytes | None:
    """The Ethernet address of a host on the link; None if it never answered. Made from its IP address."""
    if address in GATEWAYS:
        return GATEWAY_MAC
    tail = address.packed[-4:]
    return None if tail[-1] >= SILENT else b"\x02\x01" + tail
