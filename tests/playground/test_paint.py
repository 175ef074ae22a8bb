"""The first paint of a run: what the server draws of the frames that the page gets."""

import pytest

from playground.pages import paint

INFO = {"name": "m", "type": "hash", "key_size": 4, "value_size": 8, "max_entries": 8, "flags": 0}
RING = {"name": "r", "type": "ringbuf", "key_size": 0, "value_size": 0, "max_entries": 4096, "flags": 0}
STATS = {"insns_processed": 7, "total_states": 1, "peak_states": 1, "max_states_per_insn": 1}


def hook(n: int) -> dict:
    return {"type": "hook", "n": n, "time_ns": hex(5_000 + n * 1_250_000), "section": "xdp", "cpu": 1, "pid": 9, "tgid": 9, "comm": "task", "summary": f"frame {n}"}  # fmt: skip


def returned(n: int, verdict: str = "XDP_PASS") -> dict:
    return {"type": "returned", "n": n, "retval": "0x2", "insns": 1200, "verdict": verdict}


def wrote(key: str, value: str | None, cpu: int | None = None) -> dict:
    entry = {"type": "map", "map": "m", "key": key, "deleted": value is None, "value": value}
    return entry | ({} if cpu is None else {"cpu": cpu})


EVENTS = [
    {"type": "assembled", "programs": [{"name": "p", "insns": 12}], "maps": [INFO, RING]},
    {"type": "accepted", "program": "p", "stats": STATS},
    hook(0), wrote("02000000", "0100000000000000", 0), wrote("02000000", "0200000000000000", 1), wrote("01000000", "ff"), returned(0),
    hook(1), {"type": "record", "map": "r", "data": "0102030405", "time_ns": "0x1388"}, wrote("01000000", None), returned(1, "XDP_DROP"),
    {"type": "finished", "reason": "done", "message": "", "totals": {"hooks": 2, "insns": 2400, "records": 1}},
]  # fmt: skip


def painted(*events: dict) -> paint.Painted | None:
    return paint.painted([{"run": "r", "seq": 0, "events": list(events)}])


def test_a_run_is_painted_as_it_ended():
    shown = painted(*EVENTS)
    assert shown is not None
    assert (shown.status, shown.tone, shown.place) == ("accepted · done", "good", "event 1")
    assert shown.figures == ("12 insns", "7 walked", "2 events", "2,400 executed", "1 records")
    assert shown.tally == (("XDP_PASS", "PASS", 1), ("XDP_DROP", "DROP", 1))
    assert [(row.cells, row.time, row.answer, row.chosen) for row in shown.events] == [
        (("0", "frame 0", "task 9", "1", "1,200"), "0 ns", "PASS", False),
        (("1", "frame 1", "task 9", "1", "1,200"), "1.250 ms", "DROP", True),
    ]
    assert [row.cells for row in shown.outputs] == [("r", "01020304 05")]
    assert shown.maps == (
        paint.Table("m", "hash · 1 of 8", (("2", "1 + 2"),), stream=False),
        paint.Table("r", "ringbuf · 4,096 bytes", (), stream=True),
    )


def test_a_refusal_says_the_kernels_words_and_nothing_was_run():
    refused = {"type": "rejected", "program": "p", "insn": 0, "line": 3, "code": "c", "error_line": "R3 !read_ok", "error_lines": [], "stats": STATS}  # fmt: skip
    shown = painted(EVENTS[0], refused, {"type": "finished", "reason": "rejected", "message": "", "totals": {}})
    assert shown is not None
    assert (shown.status, shown.tone, shown.events) == ("rejected: R3 !read_ok", "bad", ())


def test_nothing_is_painted_of_nothing():
    assert paint.painted([]) is None


@pytest.mark.parametrize(("ns", "text"), [(0, "0 ns"), (999, "999 ns"), (1000, "1.000 µs"), (1_234_567_890, "1.234 s")])
def test_times_are_spelt_as_the_page_spells_them(ns, text):
    assert paint.duration(ns) == text
