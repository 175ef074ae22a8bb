"""A room's life: start, door, pace, words to everybody, end. The only writer of Room and Notice."""

import logging
import secrets
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from playground import store
from playground.errors import ApiError
from playground.identifiers import random_id
from playground.workshops import bodies, texts, words
from playground.workshops.models import FREE, TIMED, Notice, Participant, Room, Submission, Work, Workshop

log = logging.getLogger(__name__)

BELL: Final = "rooms"  # Redis channel; a message is the id of a room that changed
CODES_TRIED: Final = 20


def touch(room_id: str) -> int:
    """Raise the room's counter, and tell who watches once this is committed. Inside a transaction."""
    Room.objects.filter(pk=room_id).update(counter=F("counter") + 1)
    transaction.on_commit(lambda: ring(room_id))
    return Room.objects.values_list("counter", flat=True).get(pk=room_id)


def ring(room_id: str) -> None:
    """Wake the web processes; they look again by themselves before long when nobody does."""
    try:
        store.sync().publish(BELL, room_id)
    except store.Down as error:
        log.info("the bell of room %s is out of order: %s", room_id, error)


def start(workshop: Workshop, owner: Any) -> Room:
    """Open a room. ApiError 409 until the workshop is published as it is."""
    if workshop.published != workshop.digest:
        raise ApiError(409, "workshop.unpublished", "publish it first", hint="its dry run must be good as it is now")
    for _ in range(CODES_TRIED):
        try:
            with transaction.atomic():
                return Room.objects.create(
                    pk=random_id(),
                    workshop=workshop,
                    owner=owner,
                    title=workshop.title,
                    text=workshop.text,
                    code=words.new_code(),
                )
        except IntegrityError:
            continue
    raise AssertionError("no free code")


def change(room: Room, **fields: Any) -> None:
    """Write fields of a room that all may see."""
    with transaction.atomic():
        Room.objects.filter(pk=room.pk).update(**fields, version=touch(room.pk))
    for name, value in fields.items():
        setattr(room, name, value)


def configure(room: Room, wanted: bodies.Settings) -> None:
    """Door, cap, end, pace."""
    fields: dict[str, Any] = wanted.model_dump(exclude_unset=True, exclude={"minutes"})
    fields = {name: value for name, value in fields.items() if value is not None or name == "ends"}
    steps = texts.of(room.text).steps
    if "gate" in fields:
        fields["gate"] = min(fields["gate"], len(steps) - 1)
    pacing, gate = fields.get("pacing", room.pacing), fields.get("gate", room.gate)
    if pacing != TIMED:
        fields["deadline"] = None
    elif wanted.minutes or gate != room.gate or room.deadline is None or room.pacing != TIMED:
        minutes = wanted.minutes or steps[gate].minutes or 10
        fields["deadline"] = timezone.now() + timedelta(minutes=minutes)
    change(room, **fields)


def rotate(room: Room) -> str:
    """A new code; the old one opens nothing from now on."""
    for _ in range(CODES_TRIED):
        code = words.new_code()
        try:
            change(room, code=code)
        except IntegrityError:
            continue
        return code
    raise AssertionError("no free code")


def say(room: Room, kind: str, data: dict[str, Any], people: list[Participant] | None = None) -> int:
    """A notice to `people`, or to all with None. To how many."""
    with transaction.atomic():
        told = people if people is not None else [None]
        Notice.objects.bulk_create(Notice(room=room, participant=one, kind=kind, data=data) for one in told)
        touch(room.pk)
    return len(people) if people is not None else room.people.filter(removed=False).count()


def broadcast(room: Room, text: str) -> None:
    """A banner; "" takes it away."""
    change(room, banner=words.HIDDEN.sub("", text))


def bring(room: Room, step_id: str) -> None:
    """Everybody to a step; opens it when steps are gated."""
    index = texts.index(room.text, step_id)
    if room.pacing != FREE and index > room.gate:
        configure(room, bodies.Settings(gate=index))
    say(room, "bring", {"step": step_id})


def push(room: Room, wanted: bodies.Push) -> None:
    """A source for everybody. It lies beside their own and replaces nothing."""
    texts.index(room.text, wanted.step)
    say(room, "push", {"step": wanted.step, "source": wanted.source, "title": wanted.title})


def ask(room: Room, person: Participant, step_id: str) -> None:
    """Ask for the spotlight."""
    texts.index(room.text, step_id)
    say(room, "ask", {"step": step_id}, [person])


def spotlight(room: Room, person: Participant | None, step_id: str | None) -> None:
    """Show somebody's step on the wall. ApiError 409 without that person's consent."""
    if person is None:
        return change(room, spotlight_id=None, spotlight_step="")
    if not step_id or person.consent != step_id:
        raise ApiError(409, "room.no-consent", f"{person.name} has not agreed to show this step", hint="ask first")
    return change(room, spotlight_id=person.pk, spotlight_step=step_id)


def comment(room: Room, person: Participant, wanted: bodies.Comment, by: str) -> None:
    """A comment on a line."""
    texts.index(room.text, wanted.step)
    say(room, "comment", {"step": wanted.step, "line": wanted.line, "text": wanted.text, "by": by}, [person])


def hint_code(room: Room, wanted: bodies.HintCode) -> int:
    """A hint to all who are stuck on one code of one step. To how many."""
    stuck = room.people.filter(removed=False, works__step=wanted.step, works__code=wanted.code)
    data = {"step": wanted.step, "code": wanted.code, "text": wanted.text}
    return say(room, "hint", data, list(stuck.distinct()))


def share(room: Room, username: str, *, remove: bool) -> None:
    """Name a co-host, or take it back. ApiError 404."""
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None or user.pk == room.owner_id:
        raise ApiError(404, "account.unknown", "no other host is called that")
    (room.cohosts.remove if remove else room.cohosts.add)(user)


def end(room: Room) -> None:
    """Nobody works here any more; what was done can be read and exported."""
    if room.ended is None:
        change(room, ended=timezone.now(), open=False, code=None, deadline=None, spotlight_id=None)


# --- by the clock -----------------------------------------------------------------------------------


def sweep() -> None:
    """Ends and deadlines that have come. May run anywhere, any number of times at once."""
    now = timezone.now()
    for room in Room.objects.filter(ended__isnull=True, ends__lt=now)[:20]:
        end(room)
    for room in Room.objects.filter(ended__isnull=True, pacing=TIMED, deadline__lt=now)[:20]:
        _next_step(room)


def _next_step(room: Room) -> None:
    steps = texts.of(room.text).steps
    due, after = room.deadline, room.gate + 1
    last = after >= len(steps)
    deadline = None if last else timezone.now() + timedelta(minutes=steps[after].minutes or 10)
    with transaction.atomic():
        mine = Room.objects.filter(pk=room.pk, deadline=due).update(
            gate=room.gate if last else after, deadline=deadline
        )
        if mine:
            Room.objects.filter(pk=room.pk).update(version=touch(room.pk))
    if mine and not last:
        say(room, "bring", {"step": steps[after].id})


def forget_people() -> int:
    """Delete names and texts of rooms whose period is over. Number of rooms."""
    over = [
        room
        for room in Room.objects.filter(ended__isnull=False, forgotten=False)
        if room.ended and room.ended + timedelta(days=room.keep_days) < timezone.now()
    ]
    for room in over:
        forget(room)
    return len(over)


def forget(room: Room) -> None:
    """Delete names and texts; counts stay."""
    with transaction.atomic():
        for n, person in enumerate(room.people.order_by("joined", "pk"), 1):
            name = f"participant {n}"
            gone = f"forgotten {person.pk}"
            Participant.objects.filter(pk=person.pk).update(
                name=name, name_key=gone, phrase=gone, key=secrets.token_urlsafe(12)
            )
        Work.objects.filter(room=room).update(source="")
        Submission.objects.filter(work__room=room).update(source="", outcomes=[], smallest={})
        Notice.objects.filter(room=room).delete()
        Room.objects.filter(pk=room.pk).update(forgotten=True, banner="")
