"""What is known of a snippet's run without playing it again, in words."""

import json
from typing import Any

from playground.pages import welcome
from playground.pages.picture import Verdict
from playground.programs.models import Snippet
from playground.runs import frames as framing
from playground.runs import services
from playground.runs.models import Tape
from playground.wire import RunBody


def tape(snippet: Snippet) -> Tape | None:
    """The run of this source, scenario and seed on today's toolchain; None where nobody ran it yet."""
    seed = snippet.seed and int(snippet.seed, 16)
    return services.tape_of(services.content_key(RunBody(source=snippet.source, scenario=snippet.scenario, seed=seed)))


def frames(snippet: Snippet) -> list[dict[str, Any]]:
    """The frames of that run, shortened; [] where nobody ran it yet."""
    found = tape(snippet)
    if not found:
        return []
    texts = [framing.whole(snippet.pk, seq, e) for seq, e in enumerate(framing.unpack(bytes(found.events)))]
    return welcome.shortened([json.loads(text) for text in texts])


def verdict(played: list[dict[str, Any]]) -> str:
    """One sentence on what became of the source; "" where nothing is known."""
    events = [event for frame in played for event in frame["events"]]
    refused = next((event for event in events if event["type"] == "rejected"), None)
    if refused:
        place = f" at line {refused['line']}" if refused["line"] else ""
        return f"Rejected{place}: {refused['error_line']}"
    accepted = [event for event in events if event["type"] == "accepted"]
    if not accepted:
        return ""
    walked = sum(event["stats"]["insns_processed"] for event in accepted)
    hooks = events[-1].get("totals", {}).get("hooks", 0)
    return f"Accepted: {walked:,} instructions walked. Played against {hooks:,} events of a simulated kernel."


def judged(played: list[dict[str, Any]]) -> Verdict | None:
    """The same sentence with what it is about, for a picture; None where nothing is known."""
    text = verdict(played)
    if not text:
        return None
    refused = next((e for frame in played for e in frame["events"] if e["type"] == "rejected"), None)
    return Verdict(accepted=refused is None, text=text, line=refused["line"] if refused else None)


def output(played: list[dict[str, Any]]) -> list[str]:
    """Records and printed lines, oldest first."""
    lines = []
    for frame in played:
        for event in frame["events"]:
            if event["type"] == "record":
                lines.append(f"{event['map']}  {event['data']}")
            elif event["type"] == "printed":
                lines.append(event["text"].rstrip("\n"))
    return lines
