"""A store of one's own, and the database."""

import os
import tempfile
from collections.abc import Iterator

import pytest

from playground import store
from playground.supervisor import supervise
from playground.supervisor.parts import Part


class Store:
    """A real Valkey that may be stopped and started."""

    def __init__(self, folder: str) -> None:
        self.path = f"{folder}/s"
        self.part: Part = supervise.store(self.path)
        self.start()

    def start(self) -> None:
        self.part.start()
        supervise.wait_for_store(self.path, self.part)

    def stop(self) -> None:
        self.part.end()


@pytest.fixture(scope="session")
def own_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="t-", dir="/tmp") as folder:
        running = Store(folder)
        yield running
        running.stop()


@pytest.fixture
def live_store(own_store: Store, settings) -> Iterator[Store]:
    """The settings point at a fresh, empty store."""
    settings.REDIS_URL = f"unix://{own_store.path}"
    store.sync.cache_clear()
    if not own_store.part.alive:
        own_store.start()
    store.sync().flushall()
    yield own_store
    store.sync.cache_clear()


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # fixtures of async tests touch the database directly
