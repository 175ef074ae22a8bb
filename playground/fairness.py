"""How often one browser, one address and one participant may ask. What asks is in `buckets`, shared by all web processes.

Generous on purpose: a class behind one router is one address, and its first minute is the busiest.
"""

import ipaddress
from math import ceil
from typing import Final

from django.http import HttpRequest

from playground import buckets
from playground.buckets import Rate
from playground.errors import ApiError
from playground.shield import BROWSER_COOKIE

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
# ten open rooms with a chance of 1 in 14 million; few enough, and yet a joker does not lock a class out at once.
# A phrase has 34 bits, and counts for each room as well.
WRONG: Final = {
    "code":    Rate(300, 0.5),
    "phrase":  Rate(20, 0.1),
}  # fmt: skip

# what one participant of a workshop may do, whatever the address
PERSONAL: Final = {
    "draft":   Rate(60, 2.0),
    "run":     Rate(20, 1.0),
    "submit":  Rate(12, 0.5),
}  # fmt: skip


def network(address: str) -> str:
    """Who counts as one: an IPv4 address, an IPv6 /56."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network((ip, 56), strict=False))


def _address(request: HttpRequest) -> str:
    return network(request.META.get("REMOTE_ADDR", ""))


def _refuse_for(wait: float, code: str, message: str) -> None:
    if wait:
        raise ApiError(429, code, message, retry_after=ceil(wait))


def admit(request: HttpRequest, what: str) -> None:
    """Let the request pass, or ApiError 429 with the time to wait."""
    wait = wait_for(what, request.META.get("REMOTE_ADDR", ""), request.COOKIES.get(BROWSER_COOKIE))
    _refuse_for(wait, "rate.exceeded", f"too many requests of this kind ({what})")


def wait_for(what: str, address: str, browser: str | None) -> float:
    """0 when this may go on, else the seconds to wait."""
    by_browser, by_address = RATES[what]
    asked = [(f"{what} of address {network(address)}", by_address)]
    if browser:
        asked.append((f"{what} of browser {browser[:64]}", by_browser))
    return buckets.take(asked)


def admit_person(what: str, person: str) -> None:
    """Let a participant go on, or ApiError 429."""
    wait = buckets.take([(f"{what} of person {person}", PERSONAL[what])])
    _refuse_for(wait, "rate.exceeded", f"too many requests of this kind ({what})")


def _guesses(request: HttpRequest, what: str, room: str) -> list[tuple[str, Rate]]:
    asked = [(f"{what} guessed by {_address(request)}", WRONG[what])]
    return [*asked, (f"{what} guessed in {room}", WRONG[what])] if room else asked


def admit_guess(request: HttpRequest, what: str, room: str = "") -> None:
    """Let somebody try a secret, unless too many were wrong. ApiError 429."""
    wait = buckets.peek(_guesses(request, what, room))
    _refuse_for(wait, "rate.guesses", f"too many wrong tries ({what})")


def count_guess(request: HttpRequest, what: str, room: str = "") -> None:
    """A try was wrong."""
    for asked in _guesses(request, what, room):
        buckets.take([asked])
