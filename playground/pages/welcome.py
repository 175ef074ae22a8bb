"""What a visitor sees before the first click: an example, and its run, really played when the web process starts."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from playground import judge
from playground.runs.frames import BadFrame

SOURCE_FILE: Final = Path(__file__).parent / "welcome.s"
TITLE: Final = "XDP: drop DNS, count the rest"
RUN_ID: Final = "welcome"
EMBEDDED_BYTES: Final = 96 << 10  # of frames in the page

_frames: list[dict[str, Any]] | None = None


@cache
def source() -> str:
    """The example."""
    return SOURCE_FILE.read_text()


async def frames() -> list[dict[str, Any]]:
    """Its run's frames, played once per process; [] while the sandbox does not start."""
    global _frames  # noqa: PLW0603 - one process, one example
    if _frames is None:
        request = {
            "source": source(),
            "run_id": RUN_ID,
            "scenario": None,
            "seed": None,
            "engine": "interp",
            "trace": False,
        }
        played = [json.loads(text) async for tag, text in judge.server.alines("r", request) if tag == "F"]
        if not played or played[-1]["events"][-1]["type"] != "finished":
            raise BadFrame("the example did not finish")
        _frames = shortened(played)
    return _frames


def shortened(played: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many frames from the start as fit, and always the last; what is left out stands in a `gap`."""
    kept: list[dict[str, Any]] = []
    size = 0
    for frame in played[:-1]:
        size += len(json.dumps(frame))
        if size > EMBEDDED_BYTES:
            break
        kept.append(frame)
    dropped: dict[str, int] = {}
    for frame in played[len(kept) : -1]:
        for event in frame["events"]:
            dropped[event["type"]] = dropped.get(event["type"], 0) + 1
    last = played[-1]
    if dropped:
        gap = {"type": "gap", "dropped": dropped, "reason": "shortened for the page"}
        last = {**last, "events": [gap, last["events"][-1]]}
    return [*kept, {**last, "seq": len(kept)}]
