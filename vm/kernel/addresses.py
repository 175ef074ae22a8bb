"""Who is who on the simulated network."""

from typing import Final

from vm.kernel import packets as p

LOCAL_HOST: Final = p.ipv4("10.0.0.1")
"""The address of the simulated machine's eth0."""
HOST6: Final = p.ipv6("2001:db8::1")
HOST_MAC: Final = p.mac("52:54:00:12:34:56")

GATEWAY: Final = p.ipv4("10.0.0.254")
GATEWAY_MAC: Final = p.mac("52:54:00:00:00:01")
