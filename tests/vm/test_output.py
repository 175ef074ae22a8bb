"""Thinning: deterministic, counted to the last event, and honest about maps."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from vm.output import Outflow
from vm.protocol import events as e
from vm.protocol.events import Hex64


def invocation(outflow: Outflow, n: int, lines: int, changes: list[e.MapChanged]) -> list[e.Event]:
    if not outflow.begins():
        return outflow.skip({"hook": 1, "printed": lines, "returned": 1}, changes)
    hook = e.Hook(n=n, time_ns=Hex64(n), section="s", cpu=0, pid=1, tgid=1, comm="c", summary="")
    printed = [e.Printed(text="x", time_ns=Hex64(n), cpu=0, comm="c") for _ in range(lines)]
    return outflow.tell(hook, printed, changes, e.Returned(n=n, retval=Hex64(0), insns=1))


@given(
    st.integers(20, 300),
    st.lists(st.tuples(st.integers(0, 5), st.dictionaries(st.integers(0, 6), st.integers(0, 255))), max_size=120),
)
def test_nothing_is_lost_unsaid_and_the_last_state_of_every_entry_arrives(budget, invocations):
    outflow, told, made, state = Outflow(budget, 1 << 20), [], Counter(), {}
    for n, (lines, changed) in enumerate(invocations):
        changes = [e.MapChanged(map="m", key=bytes([key]), value=bytes([value])) for key, value in changed.items()]
        made.update({"hook": 1, "printed": lines, "returned": 1, "map": len(changes)})
        state |= changed
        told += invocation(outflow, n, lines, changes)
    told += outflow.close()
    counts = Counter(event.type for event in told)
    for gap in told:
        if isinstance(gap, e.Gap):
            counts.update(gap.dropped)
    del counts["gap"]
    assert counts == +made
    seen = {event.key[0]: event.value[0] for event in told if isinstance(event, e.MapChanged) and event.value}
    dropped_maps = sum(gap.dropped.get("map", 0) for gap in told if isinstance(gap, e.Gap))
    if not dropped_maps or len(told) < budget:
        assert seen == state


def test_a_little_output_is_told_in_full():
    outflow = Outflow(1000, 1 << 20)
    told = [event for n in range(100) for event in invocation(outflow, n, 1, [])]
    assert len(told) == 300
    assert outflow.close() == []


def test_a_flood_stays_within_its_budget():
    outflow = Outflow(1000, 1 << 20)
    told = [event for n in range(100_000) for event in invocation(outflow, n, 3, [])]
    assert 700 <= len(told) <= 1010


def test_bytes_are_a_budget_too():
    outflow = Outflow(1 << 20, 10_000)
    told = [event for n in range(10_000) for event in invocation(outflow, n, 1, [])]
    assert len(told) < 200
