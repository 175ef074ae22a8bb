"""The first paint: a finished run as the page will show it, made on the server, readable without any script."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from playground.pages import stored

ROWS: Final = 60  # the last so many events and outputs
ENTRIES: Final = 24  # of a map

Event = dict[str, Any]
UNITS: Final = ((1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"))


@dataclass(frozen=True, slots=True)
class Row:
    """One firing of a program, or one output."""

    time: str
    cells: tuple[str, ...]
    answer: str = ""
    verdict: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A map at the end of the run."""

    name: str
    about: str
    rows: tuple[tuple[str, str], ...]
    stream: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """What of a run stands on the page before the script does."""

    status: str
    tone: str
    sentence: str
    figures: tuple[str, ...]
    tally: tuple[tuple[str, str, int], ...]
    events: tuple[Row, ...]
    outputs: tuple[Row, ...]
    maps: tuple[Table, ...]
    place: str


def painted(played: list[dict[str, Any]]) -> Painted | None:
    """The run as a picture; None where nobody ran it yet."""
    events = [event for frame in played for event in frame["events"]]
    if not events:
        return None
    hooks = [event for event in events if event["type"] == "hook"]
    ends = {event["n"]: event for event in events if event["type"] in {"returned", "fault"}}
    start = int(hooks[0]["time_ns"], 16) if hooks else 0
    refused = next((event for event in events if event["type"] == "rejected"), None)
    end = events[-1] if events[-1]["type"] == "finished" else None
    verdicts = Counter(end["verdict"] for end in ends.values() if end.get("verdict"))
    return Painted(
        status=_status(refused, end),
        tone="bad" if refused else "good" if end and end["reason"] == "done" else "warn",
        sentence=stored.verdict(played),
        figures=_figures(events, end),
        tally=tuple((name, name.removeprefix("XDP_"), count) for name, count in verdicts.most_common()),
        events=tuple(_event(hook, ends.get(hook["n"]), start, hook is hooks[-1]) for hook in hooks[-ROWS:]),
        outputs=tuple(_outputs(events, start)[-ROWS:]),
        maps=_maps(events),
        place=f"event {hooks[-1]['n']}" if hooks else "no event yet",
    )


def _status(refused: Event | None, end: Event | None) -> str:
    if refused:
        return f"rejected: {refused['error_line']}"
    if end is None:
        return "running…"
    return "accepted · done" if end["reason"] == "done" else f"accepted · {end['reason']} · {end['message']}"


def _figures(events: list[Event], end: Event | None) -> tuple[str, ...]:
    insns = sum(program["insns"] for event in events if event["type"] == "assembled" for program in event["programs"])
    walked = sum(event["stats"]["insns_processed"] for event in events if event["type"] in {"accepted", "rejected"})
    totals = end["totals"] if end else {}
    told = (
        (insns, "insns"),
        (walked, "walked"),
        (totals.get("hooks", 0), "events"),
        (totals.get("insns", 0), "executed"),
        (totals.get("records", 0), "records"),
    )
    return tuple(f"{count:,} {name}" for count, name in told if count)


def _event(hook: Event, end: Event | None, start: int, last: bool) -> Row:
    task = f"{hook['comm']} {hook['pid']}"
    insns = f"{end['insns']:,}" if end and "insns" in end else ""
    verdict = "fault" if end and end["type"] == "fault" else (end or {}).get("verdict") or ""
    answer = verdict.removeprefix("XDP_") or (str(int(end["retval"], 16)) if end and "retval" in end else "…")
    cells = (str(hook["n"]), hook["summary"], task, str(hook["cpu"]), insns)
    return Row(duration(int(hook["time_ns"], 16) - start), cells, answer, verdict, chosen=last)


def _outputs(events: list[Event], start: int) -> list[Row]:
    rows = []
    for event in events:
        if event["type"] == "record":
            rows.append(Row(duration(int(event["time_ns"], 16) - start), (event["map"], spaced(event["data"]))))
        elif event["type"] == "printed":
            rows.append(Row(duration(int(event["time_ns"], 16) - start), (event["comm"], event["text"].rstrip("\n"))))
    return rows


def _maps(events: list[Event]) -> tuple[Table, ...]:
    infos = [info for event in events if event["type"] == "assembled" for info in event["maps"]]
    held: dict[str, dict[str, dict[int, str]]] = {info["name"]: {} for info in infos}
    for info in infos:
        for entry in info.get("contents", ()):
            held[info["name"]][entry["key"]] = {0: entry["value"]}
    for event in events:
        if event["type"] != "map" or event["map"] not in held:
            continue
        entries = held[event["map"]]
        if event.get("deleted"):
            entries.pop(event["key"], None)
        else:
            entries.setdefault(event["key"], {})[event.get("cpu") or 0] = event["value"]
    return tuple(_table(info, held[info["name"]]) for info in infos)


def _table(info: Event, entries: dict[str, dict[int, str]]) -> Table:
    stream = info["type"] in {"ringbuf", "perf_event_array"}
    size = f"{info['max_entries']:,} bytes" if stream else f"{len(entries):,} of {info['max_entries']:,}"
    keys = sorted(entries, key=lambda key: (len(key), bytes.fromhex(key)[::-1]))[:ENTRIES]
    rows = tuple((number(key), " + ".join(number(value) for value in entries[key].values())) for key in keys)
    return Table(info["name"], f"{info['type']} · {size}", rows, stream)


def number(data: str) -> str:
    """Memory bytes as a number where they are as long as one, else as hex."""
    value = bytes.fromhex(data)
    return f"{int.from_bytes(value, 'little'):,}" if len(value) in {1, 2, 4, 8} else spaced(data)


def spaced(data: str) -> str:
    """Hex in groups of four bytes."""
    return " ".join(data[at : at + 8] for at in range(0, len(data), 8))


def duration(ns: int) -> str:
    """A span of simulated time, as the page spells it: `1.250 ms`."""
    for unit, name in UNITS:
        if ns >= unit:
            return f"{ns // unit:,}.{ns % unit * 1000 // unit:03} {name}"
    return f"{ns} ns"
