"""Who is in a room: joining, coming back, being renamed or removed. The only writer of Participant."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from playground.errors import ApiError
from playground.identifiers import random_id
from playground.workshops import bodies, words
from playground.workshops.models import Participant, Room
from playground.workshops.rooms import spotlight, touch

COOKIE_DAYS = 60
TRIES = 5
SEEN_SECONDS = 20.0


def cookie_name(room_id: str) -> str:
    """The device cookie of a room."""
    return f"seat-{room_id}"


def seal(person: Participant) -> str:
    """The device cookie's value; nobody else can make it."""
    return signing.Signer(salt="workshop.seat").sign(f"{person.pk}.{person.key}")


def open_seal(room_id: str, value: str | None) -> Participant | None:
    """Whose device this is."""
    if not value:
        return None
    try:
        pk, _, key = signing.Signer(salt="workshop.seat").unsign(value).partition(".")
    except signing.BadSignature:
        return None
    return Participant.objects.filter(pk=pk, key=key, room_id=room_id, removed=False).first()


def hash_phrase(room_id: str, phrase: str) -> str:
    """A phrase as it is kept."""
    return salted_hmac("workshop.phrase", f"{room_id} {phrase}", algorithm="sha256").hexdigest()


def find_door(code: str) -> Room | None:
    """The room that a code opens, or which can be come back to by it."""
    return Room.objects.filter(code=words.read_code(code)).first() if code else None


def join(room: Room, name: str) -> tuple[Participant, str]:
    """A new participant and the phrase that is said once. ApiError 400, 403, 409."""
    shown = words.read_name(name)
    if not shown:
        raise ApiError(400, "name.empty", "type a name that can be seen")
    if not room.open or room.ended:
        raise ApiError(403, "room.closed", "the door of this workshop is closed", hint="ask the host")
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return _sit_down(room, shown)
        except IntegrityError:  # somebody took that name just now
            continue
    raise ApiError(409, "name.taken", "choose another name")


def _sit_down(room: Room, shown: str) -> tuple[Participant, str]:
    version = touch(room.pk)  # on PostgreSQL it also makes joins follow one another
    people = room.people
    if people.filter(removed=False).count() >= room.cap:
        raise ApiError(403, "room.full", "this workshop is full", hint="ask the host to let more people in")
    stem = shown.casefold()[:40]
    taken = set(people.filter(name_key__startswith=stem).values_list("name_key", flat=True))
    name = words.free_name(shown, taken)
    phrase, now = words.new_phrase(), timezone.now()
    person = Participant.objects.create(
        pk=random_id(),
        room=room,
        name=name,
        name_key=name.casefold(),
        phrase=hash_phrase(room.pk, phrase),
        key=secrets.token_urlsafe(12),
        seen=now,
        acted=now,
        version=version,
    )
    return person, phrase


def resume(room: Room, phrase: str) -> Participant | None:
    """Whose phrase this is."""
    hashed = hash_phrase(room.pk, words.read_phrase(phrase))
    return room.people.filter(phrase=hashed, removed=False).first()


def find(room: Room, person_id: str) -> Participant:
    """Somebody of this room. ApiError 404."""
    found = room.people.filter(pk=person_id).first()
    if found is None:
        raise ApiError(404, "room.unknown-person", "nobody here is that")
    return found


def change(person: Participant, **fields: object) -> None:
    """Write fields that host and person see."""
    with transaction.atomic():
        version = touch(person.room_id)
        Participant.objects.filter(pk=person.pk).update(**fields, version=version)
    for name, value in fields.items():
        setattr(person, name, value)


def correct(room: Room, person: Participant, wanted: bodies.Person) -> None:
    """Rename, hide, remove, take a hand down."""
    fields: dict[str, object] = {}
    if wanted.name is not None:
        name = words.read_name(wanted.name)
        if not name:
            raise ApiError(400, "name.empty", "type a name that can be seen")
        others = room.people.exclude(pk=person.pk).filter(name_key__startswith=name.casefold())
        name = words.free_name(name, set(others.values_list("name_key", flat=True)))
        fields |= {"name": name, "name_key": name.casefold()}
    if wanted.hidden is not None:
        fields["hidden"] = wanted.hidden
    if wanted.removed is not None:
        fields |= {"removed": wanted.removed, "key": secrets.token_urlsafe(12)}
    if wanted.hand is False:
        fields["hand"] = None
    change(person, **fields)
    if wanted.removed and room.spotlight_id == person.pk:
        spotlight(room, None, None)


def notice_of(person: Participant) -> None:
    """Somebody without a socket asked: is here, then."""
    now = timezone.now()
    if (now - person.seen).total_seconds() > SEEN_SECONDS:
        Participant.objects.filter(pk=person.pk).update(seen=now)


def wave(person: Participant, *, up: bool) -> None:
    """Hand up or down."""
    change(person, hand=timezone.now() if up else None)


def agree(person: Participant, step_id: str | None) -> None:
    """Let a step be shown on the wall, or no longer; what hangs there comes down at once."""
    change(person, consent=step_id or "")
    room = Room.objects.get(pk=person.room_id)
    if room.spotlight_id == person.pk and room.spotlight_step != person.consent:
        spotlight(room, None, None)


def cookie_options() -> dict[str, object]:
    """How the device cookie is set."""
    return {"max_age": COOKIE_DAYS * 86_400, "httponly": True, "samesite": "Lax", "secure": settings.HTTPS}
