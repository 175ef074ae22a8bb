"""Frames from the stream and the record to readers: resumed, slow, trimmed, without a store."""

import asyncio
import json
import logging

import pytest
from django.utils import timezone

from playground import store
from playground.runs import feed, frames, services, stream
from playground.runs.models import Run
from playground.wire import RunBody

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]


def event_text(number: int, size: int = 0) -> str:
    return json.dumps([{"type": "printed", "text": f"{number}{'x' * size}"}], separators=(",", ":"))


def new_run() -> Run:
    now = timezone.now()
    body = RunBody(source=f"exit # {now}")
    run = Run.objects.create(
        pk=f"r{now.timestamp()}".replace(".", ""), source=body.source, seed=None, engine="interp", trace=False,
        content=services.content_key(body), created=now, published=now,
    )  # fmt: skip
    claimed = services.claim(run.pk)
    assert claimed is not None
    return claimed


def finish(run: Run, told: list[str]) -> list[str]:
    """End the run in the database alone."""
    text, values = services.ending(frames.Summary(), "error", "over")
    assert services.finish(run, [*told, text], "error", "over", frames.Summary().as_json())
    assert values[-1]["type"] == "finished"
    return [*told, text]


async def follow(run_id: str, since: int = 0, *, pause: float = 0.0) -> list[str]:
    got = []
    async for text in feed.current().follow(run_id, since):
        got.append(text)
        if pause:
            await asyncio.sleep(pause)
    return got


@pytest.fixture
async def running_feed(live_store):
    yield feed.current()
    await feed.stop()


def whole(run: Run, told: list[str], since: int = 0) -> list[str]:
    return [frames.whole(run.pk, seq, events) for seq, events in enumerate(told)][since:]


async def in_thread(function, *arguments, **options):
    return await asyncio.to_thread(function, *arguments, **options)


async def test_live_frames_reach_every_reader_whenever_it_came(running_feed) -> None:
    run = new_run()
    writer = stream.Writer(run.pk)
    told = [event_text(n) for n in range(300)]
    readers = [asyncio.create_task(follow(run.pk, since)) for since in (0, 0, 7, 299, 300, 5000)]
    for end in range(0, 300, 50):
        await in_thread(writer.tell, told[: end + 50])
        await asyncio.sleep(0.01)
    readers.append(asyncio.create_task(follow(run.pk, 120)))
    complete = finish(run, told)
    await in_thread(writer.tell, complete, last=True)
    results = await asyncio.wait_for(asyncio.gather(*readers), 20)
    for since, got in zip((0, 0, 7, 299, 300, 5000, 120), results, strict=True):
        assert got == whole(run, complete, since)


async def test_a_slow_reader_gets_all_and_costs_no_memory(running_feed) -> None:
    run = new_run()
    writer = stream.Writer(run.pk)
    told = [event_text(n, 40_000) for n in range(120)]  # 4.8 MB, the buffer holds 1
    slow = asyncio.create_task(follow(run.pk, pause=0.01))
    quick = asyncio.create_task(follow(run.pk))
    for end in range(10, 121, 10):
        await in_thread(writer.tell, told[:end])
        await asyncio.sleep(0.02)
        assert all(tail.size <= feed.BUFFER_BYTES + 50_000 for tail in running_feed.tails.values())
    complete = finish(run, told)
    await in_thread(writer.tell, complete, last=True)
    assert await asyncio.wait_for(quick, 20) == whole(run, complete)
    assert await asyncio.wait_for(slow, 30) == whole(run, complete)
    assert not running_feed.tails


async def test_a_trimmed_stream_delays_and_loses_nothing(running_feed) -> None:
    run = new_run()
    writer = stream.Writer(run.pk)
    told = [event_text(n) for n in range(20)]
    await in_thread(writer.tell, told)
    store.sync().xtrim(stream.key(run.pk), maxlen=5, approximate=False)
    reader = asyncio.create_task(follow(run.pk, 3))
    await asyncio.sleep(0.5)
    assert not reader.done()  # frames 3 to 14 are missing: nothing after them may be told yet
    complete = finish(run, told)
    assert await asyncio.wait_for(reader, 10) == whole(run, complete, 3)


async def test_an_expired_stream_is_made_up_for_by_the_record(running_feed) -> None:
    run = new_run()
    writer = stream.Writer(run.pk)
    told = [event_text(n) for n in range(5)]
    await in_thread(writer.tell, told)
    reader = asyncio.create_task(follow(run.pk))
    await asyncio.sleep(0.3)
    store.sync().flushall()
    complete = finish(run, told)
    assert await asyncio.wait_for(reader, 10) == whole(run, complete)


async def test_a_store_that_dies_and_returns_empty(running_feed, live_store, caplog) -> None:
    caplog.set_level(logging.CRITICAL)
    run = new_run()
    writer = stream.Writer(run.pk)
    told = [event_text(n) for n in range(40)]
    assert await in_thread(writer.tell, told[:10])
    reader = asyncio.create_task(follow(run.pk))
    await asyncio.sleep(0.2)
    await in_thread(live_store.stop)
    assert not await in_thread(writer.tell, told[:20])
    live_store.start()  # in the main thread: its death would be the death of the store
    assert await in_thread(writer.tell, told[:30])  # tells what the new store has never heard
    assert store.sync().xlen(stream.key(run.pk)) == 30
    complete = finish(run, told)
    assert await in_thread(writer.tell, complete, last=True)
    assert await asyncio.wait_for(reader, 15) == whole(run, complete)


async def test_an_idle_reader_outlives_the_timeouts_of_the_store(running_feed) -> None:
    run = new_run()
    reader = asyncio.create_task(follow(run.pk))
    await asyncio.sleep(8)
    complete = [event_text(0)]
    await in_thread(stream.Writer(run.pk).tell, complete)
    complete = finish(run, complete)
    await in_thread(stream.Writer(run.pk).tell, complete, last=True)
    assert await asyncio.wait_for(reader, 5) == whole(run, complete)


def test_telling_twice_tells_once(live_store) -> None:
    first, second = stream.Writer("twice"), stream.Writer("twice")
    told = [event_text(n) for n in range(10)]
    assert first.tell(told[:6])
    assert second.tell(told)  # a second attempt that knows nothing of the first
    assert stream.Writer("twice").read() == told
    assert 0 < store.sync().ttl(stream.key("twice")) <= stream.ALIVE_SECONDS


def test_every_connection_says_its_timeouts(live_store) -> None:
    """redis-py's own default closes idle connections after 5 s."""
    made = [store.sync(), store.asynchronous(), store.asynchronous(blocking=True)]
    timeouts = [client.connection_pool.connection_kwargs["socket_timeout"] for client in made]
    assert timeouts[:2] == [store.ANSWER_SECONDS] * 2
    assert timeouts[2] > store.BLOCK_SECONDS
