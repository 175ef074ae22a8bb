"""Old links and the engine of today: does a program still do what it did when it was first run?

A snippet keeps what its first run came to. When the toolchain is another one by now, the run of today is
held against it: the verdict in the kernel's words, and a digest of what can be seen of the run.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

from playground import toolchain
from playground.pages import stored
from playground.programs.models import Snippet
from playground.runs import frames as framing

DIGEST: Final = 16  # hexadecimal digits
SEEN: Final = {
    # event       what of it counts: no times, no words of ours, nothing that a newer engine only tells in addition
    "rejected":  ("program", "error_line"),
    "accepted":  ("program",),
    "hook":      ("n", "section"),
    "returned":  ("n", "retval", "verdict"),
    "fault":     ("n", "kind"),
    "record":    ("map", "data"),
    "printed":   ("text",),
    "map":       ("map", "key", "value", "deleted"),
    "finished":  ("reason",),
}  # fmt: skip


def remember(snippet: Snippet) -> None:
    """Keep what the snippet's run comes to, if it has one and nothing is kept yet."""
    if snippet.result is None and (found := _today(snippet)):
        snippet.result = found
        Snippet.objects.filter(pk=snippet.pk, result=None).update(result=found)


def aged(snippet: Snippet) -> bool:
    """Whether what is kept was made by another toolchain than today's."""
    return snippet.result is not None and snippet.result["stamp"] != toolchain.stamp()


def drift(snippet: Snippet) -> dict[str, Any] | None:
    """What was and what is; None where both are the same, or nothing is known of one of them.

    verdict   whether the verifier's word changed; otherwise the run went another way
    """
    if not aged(snippet):
        return None
    now, was = _today(snippet), snippet.result
    if now is None or now["digest"] == was["digest"]:
        return None
    return {"was": was["verdict"], "now": now["verdict"], "verdict": was["says"] != now["says"]}


def _today(snippet: Snippet) -> dict[str, Any] | None:
    tape = stored.tape(snippet)
    if tape is None:
        return None
    events = [event for text in framing.unpack(bytes(tape.events)) for event in json.loads(text)]
    return {
        "stamp": toolchain.stamp(),
        "verdict": stored.verdict([{"events": events}]),
        "says": [
            [event["type"], event.get("error_line")] for event in events if event["type"] in {"accepted", "rejected"}
        ],
        "digest": digest(events),
    }


def digest(events: Iterable[dict[str, Any]]) -> str:
    """Equal for runs that look the same."""
    seen = [
        [event["type"], *(event.get(name) for name in SEEN[event["type"]])] for event in events if event["type"] in SEEN
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:DIGEST]
