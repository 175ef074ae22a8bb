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
    "join":    (Rate(20, 0.2),   Rate(400, 20.0)),
    "login":   (Rate(10, 0.1),   Rate(60, 0.5)),
}  # fmt: skip

# Guesses cost a token when they are wrong. A code has 40 bits: an address that tries for four hours finds one of
# ten open rooms with a chance of 1 in 70 million. A phrase has 34 bits, and counts for each room as well.
WRONG: Final = {
    "code":    Rate(60, 0.1),
    "phrase":  Rate(20, 0.1),
}  # fmt: skip

# what one participant of a workshop may do, whatever the address
PERSONAL: Final = {
    "draft":   Rate(60, 2.0),
    "run":     Rate(20, 1.0),
    "submit":  Rate(12, 0.5),
}  # fmt: skip

_buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()


def network(address: str) -> str:
    """Who counts as one: an IPv4 address, an IPv6 /56."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network((ip, 56), strict=False))


def _key(what: str, who: str) -> bytes:
    return hashlib.blake2b(f"{what}\0{who}".encode(), key=SALT, digest_size=16).digest()


def take(what: str, who: str, rate: Rate, now: float) -> float:
    """Take one token. 0 when there was one, else seconds until there is."""
    key = _key(what, who)
    tokens, since = _buckets.pop(key, (rate.burst, now))
    tokens = min(rate.burst, tokens + (now - since) * rate.per_second)
    wait = 0.0 if tokens >= 1 else (1 - tokens) / rate.per_second
    _buckets[key] = (tokens - (not wait), now)
    if len(_buckets) > REMEMBERED:
        _buckets.popitem(last=False)
    return wait


def peek(what: str, who: str, rate: Rate, now: float) -> float:
    """What `take` would say, without taking."""
    key = _key(what, who)
    tokens, since = _buckets.get(key, (rate.burst, now))
    tokens = min(rate.burst, tokens + (now - since) * rate.per_second)
    return 0.0 if tokens >= 1 else (1 - tokens) / rate.per_second


def _guesser(request: HttpRequest, what: str, room: str) -> list[str]:
    address = f"{what} {network(request.META.get('REMOTE_ADDR', ''))}"
    return [address, f"{what} of {room}"] if room else [address]


def admit_guess(request: HttpRequest, what: str, room: str = "") -> None:
    """Let somebody try a secret, unless too many were wrong. ApiError 429."""
    waits = [peek(what, who, WRONG[what], time.monotonic()) for who in _guesser(request, what, room)]
    if any(waits):
        raise ApiError(429, "rate.guesses", f"too many wrong tries ({what})", retry_after=ceil(max(waits)))


def count_guess(request: HttpRequest, what: str, room: str = "") -> None:
    """A try was wrong."""
    for who in _guesser(request, what, room):
        take(what, who, WRONG[what], time.monotonic())


def admit_person(what: str, person: str) -> None:
    """Let a participant go on, or ApiError 429."""
    if wait := take(what, f"person {person}", PERSONAL[what], time.monotonic()):
        raise ApiError(429, "rate.exceeded", f"too many requests of this kind ({what})", retry_after=ceil(wait))


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
