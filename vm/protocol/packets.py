"""Frames as the events of a run tell them: which went on, when, and how they looked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

GOING: Final = frozenset(
    {"XDP_PASS", "XDP_TX", "XDP_REDIRECT", "TC_ACT_OK", "TC_ACT_UNSPEC", "TC_ACT_PIPE", "TC_ACT_REDIRECT"}
)


def leaving(events: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, bytes, int]]:
    """(time in ns, first bytes, whole length) of each frame that an invocation let go, as it left it.

    events   as `vm.protocol.wire.spell` spells them: what is on the wire need not be read into classes for this
    """
    hook: Mapping[str, Any] = {}
    for event in events:
        if event["type"] == "hook":
            hook = event
        elif event["type"] == "returned" and event.get("verdict") in GOING:
            seen = event if "data" in event else hook
            if "data" in seen:
                yield int(hook["time_ns"], 16), bytes.fromhex(seen["data"]), seen["length"]
