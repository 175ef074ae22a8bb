"""Thinning: deterministic, counted to the last event, and honest about maps."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from vm.output import Outflow
from vm.protocol import events as e
from vm.protocol.events import Hex64


def invocation(outflow: Outflow, n: int, lines: int, pending: list[e.MapChanged]) -> list[e.Event]:
    """One invocation as a session tells it; `pending` are map entries that changed and were not told yet."""
    if not outflow.begins():
        outflow.skip("returned", records=0, printed=lines)
        return []
    hook = e.Hook(n=n, time_ns=Hex64(n), section="s", cpu=0, pid=1, tgid=1, comm="c", summary="")
    printed = [e.Printed(text="x", time_ns=Hex64(n), cpu=0, comm="c") for _ in range(lines)]
    changes = list(pending)
    pending.clear()
    return outflow.tell(hook, [], printed, changes, e.Returned(n=n, retval=Hex64(0), insns=1))


@given(st.integers(20, 300), st.lists(st.integers(0, 5), max_size=120), st.integers(0, 40))
def test_nothing_is_lost_unsaid(budget, invocations, entries):
    outflow, told, made = Outflow(budget, 1 << 20), [], Counter()
    for n, lines in enumerate(invocations):
        made.update({"hook": 1, "printed": lines, "returned": 1})
        told += invocation(outflow, n, lines, [])
    told += outflow.close([e.MapChanged(map="m", key=bytes([key]), value=b"") for key in range(entries)])
    counts = Counter(event.type for event in told)
    for gap in told:
        if isinstance(gap, e.Gap):
            counts.update(gap.dropped)
    del counts["gap"]
    assert counts == +(made + Counter({"map": entries}))


def test_a_window_tells_its_invocations_in_full_and_no_other():
    outflow = Outflow(100, 1 << 20, window=(500, 509))
    told = [event for n in range(10_000) for event in invocation(outflow, n, 1, [])] + outflow.close([])
    assert [event.n for event in told if isinstance(event, e.Hook)] == list(range(500, 510))
    assert [event.dropped["hook"] for event in told if isinstance(event, e.Gap)] == [500, 9490]
    assert outflow.behind


def test_a_little_output_is_told_in_full():
    outflow = Outflow(1000, 1 << 20)
    told = [event for n in range(100) for event in invocation(outflow, n, 1, [])]
    assert len(told) == 300
    assert outflow.close([]) == []


def test_a_flood_stays_within_its_budget():
    outflow = Outflow(1000, 1 << 20)
    told = [event for n in range(100_000) for event in invocation(outflow, n, 3, [])]
    assert 700 <= len(told) <= 1010


def test_bytes_are_a_budget_too():
    outflow = Outflow(1 << 20, 10_000)
    told = [event for n in range(10_000) for event in invocation(outflow, n, 1, [])]
    assert len(told) < 200
