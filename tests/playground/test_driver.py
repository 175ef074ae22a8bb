"""The worker's part of a run against sandboxes that behave badly."""

import json

import pytest
from django.utils import timezone

from playground.runs import driver, frames, services, stream
from playground.runs.models import Run, Tape
from playground.sandbox.client import SandboxError
from playground.wire import RunBody

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]

FINISHED = {"type": "finished", "reason": "done", "message": "", "totals": {}}


class Script:
    """A sandbox that says what it is told to; RUN stands for the run's name."""

    def __init__(self, *lines: tuple[str, str]) -> None:
        self.said = lines
        self.jobs = 0

    def lines(self, letter, request):
        self.jobs += 1
        for tag, text in self.said:
            if tag == "!":
                raise SandboxError(text)
            yield tag, text.replace("RUN", request["run_id"])


def frame(seq: int, *events: dict) -> tuple[str, str]:
    return "F", json.dumps({"run": "RUN", "seq": seq, "events": list(events)}, separators=(",", ":"))


def printed(text: str) -> dict:
    return {"type": "printed", "text": text}


def queue(source: str = "exit") -> str:
    now = timezone.now()
    body = RunBody(source=source)
    run = Run.objects.create(
        pk=f"r{Run.objects.count()}x", source=source, engine="interp", trace=False,
        content=services.content_key(body), created=now, published=now,
    )  # fmt: skip
    return run.pk


def drive(run_id: str, script: Script) -> tuple[Run, list[dict]]:
    run = services.claim(run_id)
    assert run is not None
    driver.drive(run, script)
    run = Run.objects.select_related("tape").get(pk=run_id)
    told = [event for text in frames.unpack(bytes(run.tape.events)) for event in json.loads(text)]
    return run, told


ENDS = [
    # what the sandbox says after one good frame                          state      words
    ([frame(1, FINISHED), ("T", '{"why":"exit","code":0}')],              "done",    ""),
    ([("X", '{"kind":"wall"}'), ("T", '{"why":"exit","code":0}')],        "limit",   "run-wall"),
    ([("T", '{"why":"wall","code":-9}')],                                 "limit",   "run-wall"),
    ([("T", '{"why":"cpu","code":-24}')],                                 "limit",   "run-wall"),
    ([("X", '{"kind":"memory"}'), ("T", '{"why":"exit","code":0}')],      "limit",   "sandbox-memory"),
    ([("X", '{"kind":"bug","traceback":"..."}')],                         "error",   "our fault"),
    ([("T", '{"why":"killed","code":-9}')],                               "error",   "sandbox killed"),
    ([],                                                                  "error",   "sandbox killed"),
    ([("!", "gone")],                                                     "error",   "could not be started"),
    ([frame(2, printed("a gap"))],                                        "error",   "no frame"),
    ([("F", '{"run":"other","seq":1,"events":[{"type":"x"}]}')],          "error",   "no frame"),
    ([("F", '{"run":"RUN","seq":1,"events":[]}')],                        "error",   "no frame"),
    ([("F", '{"run":"RUN","seq":1,"events":[1]}')],                       "error",   "no frame"),
    ([("F", '{"run":"RUN","seq":1,"events":[{"type":"x"}],"more":[]}')],  "error",   "no frame"),
    ([frame(1, *[printed("x")] * 257)],                                   "error",   "no frame"),
    ([frame(1, FINISHED), frame(2, printed("late"))],                     "error",   "no frame"),
    ([frame(n, printed("x" * 3_000_000)) for n in range(1, 9)],           "limit",   "run-output-bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "state", "words"), ENDS)
def test_every_end_is_told(live_store, said, state, words) -> None:
    run, told = drive(queue(), Script(frame(0, printed("first")), *said))
    assert run.state == state
    assert words in run.tape.message
    assert told[0] == printed("first")
    assert told[-1]["type"] == "finished"
    assert told[-1]["reason"] == state
    assert stream.Writer(run.pk).read() == frames.unpack(bytes(run.tape.events))


def test_a_second_attempt_goes_on_where_the_first_one_stopped(live_store) -> None:
    run_id = queue()
    first = services.claim(run_id)
    stream.Writer(run_id).tell(['[{"type":"printed","text":"a"}]', '[{"type":"printed","text":"b"}]'])
    Run.objects.filter(pk=run_id).update(lease=timezone.now())
    run, told = drive(run_id, Script(frame(0, printed("a")), frame(1, printed("b")), frame(2, FINISHED)))
    assert (first.attempt, run.attempt, run.state) == (1, 2, "done")
    assert [event.get("text") for event in told] == ["a", "b", None]


@pytest.mark.parametrize("second", ["other words", "fewer frames"])
def test_a_second_attempt_never_changes_what_was_told(live_store, second: str) -> None:
    run_id = queue()
    services.claim(run_id)
    stream.Writer(run_id).tell(['[{"type":"printed","text":"a"}]', '[{"type":"printed","text":"b"}]'])
    Run.objects.filter(pk=run_id).update(lease=timezone.now())
    said = [frame(0, printed("a")), frame(1, printed("c"))] if second == "other words" else [frame(0, printed("a"))]
    run, told = drive(run_id, Script(*said, ("T", '{"why":"killed","code":-9}')))
    assert run.state == "error"
    assert [event.get("text") for event in told[:-1]] == ["a", "b"]


def test_a_task_delivered_five_times_is_done_once(live_store) -> None:
    run_id, script = queue(), Script(frame(0, FINISHED))
    for _ in range(5):
        run = services.claim(run_id)
        if run:
            driver.drive(run, script)
    assert script.jobs == 1


def test_a_task_for_a_run_that_is_gone_does_nothing(live_store) -> None:
    assert services.claim("gone") is None


def test_equal_runs_in_the_queue_are_played_once(live_store) -> None:
    first, second, script = queue("exit # same"), queue("exit # same"), Script(frame(0, FINISHED))
    drive(first, script)
    run, _ = drive(second, script)
    assert script.jobs == 1
    assert run.shared
    assert Tape.objects.count() == 1


def test_what_the_wall_clock_ended_is_not_shared(live_store) -> None:
    first, second = queue("exit # wall"), queue("exit # wall")
    script = Script(("T", '{"why":"wall","code":-9}'))
    drive(first, script)
    drive(second, script)
    assert script.jobs == 2


def test_a_lost_run_is_published_again_and_given_up_at_last(live_store, monkeypatch) -> None:
    published = []
    monkeypatch.setattr(services, "publish", lambda run_id, _lane: published.append(run_id))
    run_id = queue()
    for attempt in (1, 2):
        assert services.claim(run_id).attempt == attempt
        services.sweep()
        assert Run.objects.get(pk=run_id).state == "running"  # its lease still holds
        Run.objects.filter(pk=run_id).update(lease=timezone.now())
        services.sweep()
    run = Run.objects.select_related("tape").get(pk=run_id)
    assert published == [run_id]
    assert run.state == "error"
    assert "worker lost" in run.tape.message


def test_a_forgotten_run_is_published_again(live_store, monkeypatch) -> None:
    published = []
    monkeypatch.setattr(services, "publish", lambda run_id, _lane: published.append(run_id))
    run_id = queue()
    services.sweep()
    assert not published
    Run.objects.filter(pk=run_id).update(published=timezone.now() - services.REPUBLISH_AFTER)
    services.sweep()
    services.sweep()
    assert published == [run_id]


def test_old_runs_are_forgotten_and_snippets_never(live_store, settings) -> None:
    run, _ = drive(queue(), Script(frame(0, FINISHED)))
    assert services.forget_old_runs() == 0
    long_ago = timezone.now() - timezone.timedelta(days=settings.RUNS_KEPT_DAYS + 1)
    Run.objects.filter(pk=run.pk).update(created=long_ago)
    Tape.objects.update(created=long_ago)
    assert services.forget_old_runs() == 1
    assert not Tape.objects.exists()


def test_the_door_closes_at_the_limit_and_says_when_to_come_back(live_store, settings) -> None:
    from playground.errors import ApiError

    settings.QUEUE_LIMIT = 2
    services.check_door()
    queue("a")
    queue("b")
    with pytest.raises(ApiError) as closed:
        services.check_door()
    assert (closed.value.status, closed.value.body["code"]) == (429, "queue.full")
    assert closed.value.retry_after
