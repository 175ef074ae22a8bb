"""Token buckets: how often one browser and one address may ask. In memory, a set for each web process.

Generous on purpose: a class behind one router is one address, and its first minute is the busiest.
"""

import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from math import ceil
from typing import Final

from django.http import HttpRequest

from playground.errors import ApiError
from playground.shield import BROWSER_COOKIE

REMEMBERED: Final = 20_000  # buckets
SALT: Final = secrets.token_bytes(16)  # addresses are never kept, only their keyed hash, for as long as we run


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket of `burst` tokens that refills with `per_second`."""

    burst: float
    per_second: float


# what: (a browser's rate, an address's rate)
RATES: Final = {
    "run":     (Rate(120, 2.0), Rate(400, 20.0)),
    "check":   (Rate(120, 10.0), Rate(1200, 120.0)),
    "snippet": (Rate(60, 1.0), Rate(300, 10.0)),
    "socket":  (Rate(200, 10.0), Rate(1000, 100.0)),
}  # fmt: skip

_buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()


def network(address: str) -> str:
    """Who counts as one: an IPv4 address, an IPv6 /56."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network((ip, 56), strict=False))


def take(what: str, who: str, rate: Rate, now: float) -> float:
    """Take one token. 0 when there was one, else seconds until there is."""
    key = hashlib.blake2b(f"{what}\0{who}".encode(), key=SALT, digest_size=16).digest()
    tokens, since = _buckets.pop(key, (rate.burst, now))
    tokens = min(rate.burst, tokens + (now - since) * rate.per_second)
    wait = 0.0 if tokens >= 1 else (1 - tokens) / rate.per_second
    _buckets[key] = (tokens - (not wait), now)
    if len(_buckets) > REMEMBERED:
        _buckets.popitem(last=False)
    return wait


def wait_for(what: str, address: str, browser: str | None, now: float) -> float:
    """0 when this may go on, else the seconds to wait."""
    by_browser, by_address = RATES[what]
    wait = take(what, network(address), by_address, now)
    if not wait and browser:
        wait = take(what, f"browser {browser[:64]}", by_browser, now)
    return wait


def admit(request: HttpRequest, what: str) -> None:
    """Let the request pass, or ApiError 429 with the time to wait."""
    wait = wait_for(what, request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(BROWSER_COOKIE), time.monotonic())
    if wait:
        raise ApiError(429, "rate.exceeded", f"too many requests of this kind ({what})", retry_after=ceil(wait))
