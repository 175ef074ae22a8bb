"""Tokens counted fairly: in the store for all web processes, in memory while it is down."""

from collections.abc import Callable

import pytest

from playground import buckets, fairness, store
from playground.buckets import Memory, Rate
from tests.playground.conftest import live_store, own_store  # noqa: F401 - fixtures

SLOW = Rate(burst=3, per_second=0.01)
Take = Callable[..., float]


@pytest.fixture(params=["store", "memory"])
def take(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Take:
    """Both kinds of buckets have to agree."""
    monkeypatch.setattr(buckets, "_away", -buckets.AWAY_SECONDS)
    if request.param == "store":
        request.getfixturevalue("live_store")
        return buckets.take
    kept = Memory()
    return lambda asked: kept.ask(asked, take=True, now=100.0)


def test_a_burst_and_then_a_rate(take: Take) -> None:
    waits = [take([("somebody", SLOW)]) for _ in range(5)]
    assert waits[:3] == [0, 0, 0]
    assert 90 < waits[3] <= 100
    assert 90 < waits[4] <= 100  # who is refused pays nothing
    assert take([("somebody else", SLOW)]) == 0


def test_one_of_each_or_none_of_any(take: Take) -> None:
    scarce = ("the browser", Rate(1, 0.01))
    assert take([("the address", SLOW), scarce]) == 0
    assert take([("the address", SLOW), scarce]) > 0
    assert [take([("the address", SLOW)]) > 0 for _ in range(3)] == [False, False, True]


def test_tokens_come_back() -> None:
    kept, asked = Memory(), [("somebody", Rate(burst=3, per_second=2))]
    assert [kept.ask(asked, take=True, now=100.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert kept.ask(asked, take=False, now=100.5) == 0
    assert kept.ask(asked, take=True, now=100.5) == 0
    assert kept.ask(asked, take=True, now=100.5) == 0.5


def test_another_web_process_counts_on(live_store, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    assert not any(buckets.take([("somebody", SLOW)]) for _ in range(3))
    monkeypatch.setattr(buckets, "_memory", Memory())  # what another process has: its memory, its connection
    store.sync.cache_clear()
    assert buckets.peek([("somebody", SLOW)]) > 0
    assert buckets.take([("somebody", SLOW)]) > 0


def test_without_the_store_each_process_counts_for_itself(live_store, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(buckets, "_memory", Memory())
    monkeypatch.setattr(buckets, "_away", -buckets.AWAY_SECONDS)
    live_store.stop()
    assert [buckets.take([("somebody", SLOW)]) > 0 for _ in range(4)] == [False, False, False, True]


def test_names_and_addresses_are_not_kept(live_store) -> None:  # noqa: F811
    fairness.wait_for("run", "198.51.100.7", "a browser")
    kept = store.sync().keys("*")
    assert len(kept) == 2
    assert not any("198" in str(key) or "browser" in str(key) for key in kept)


def test_a_class_of_sixty_passes_as_one_browser_or_as_one_address(live_store) -> None:  # noqa: F811
    assert not any(fairness.wait_for("run", "198.51.100.7", "one browser") for _ in range(60))
    assert not any(fairness.wait_for("run", "198.51.100.8", None) for _ in range(60))


def test_memory_is_bounded() -> None:
    kept = Memory()
    for number in range(buckets.REMEMBERED + 100):
        kept.ask([(str(number), SLOW)], take=True, now=0.0)
    assert len(kept.full) == buckets.REMEMBERED
