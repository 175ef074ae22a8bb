"""Workshops before they are held: the shelf, the editor, the dry run."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse

from playground import wire
from playground.errors import ApiError
from playground.workshops import bodies, library, rooms, words
from playground.workshops.doors import Seat, door
from playground.workshops.models import Room, Workshop
from playground.workshops.pages import page


@door("account.home")
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /host`: a host's workshops and rooms, and the shelf."""
    held = Room.objects.filter(Q(owner=seat.user) | Q(cohosts=seat.user)).distinct().order_by("-created")[:50]
    shown = [
        {
            "room": room,
            "code": room.code and words.spell_code(room.code),
            "count": room.people.filter(removed=False).count(),
        }
        for room in held
    ]
    mine = Workshop.objects.filter(owner=seat.user).order_by("-changed")
    return page(
        request, "home", {"page": "home"}, rooms=shown, workshops=mine, shelf=library.shelf(), script="src/shop.ts"
    )


@door("workshop.import", "POST")
def create(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /host/workshops`: from a file's text, or a copy of a shipped one."""
    wanted = wire.read(request, bodies.NewWorkshop)
    text = wanted.text if wanted.text is not None else library.shipped().get(wanted.shipped or "")
    if text is None:
        raise ApiError(404, "workshop.unknown", "no workshop of that name ships with the playground")
    made = library.create(seat.user, text)
    return JsonResponse({"id": made.pk, "url": f"/host/workshops/{made.pk}"}, status=201)


@door("workshop.see")
def editor(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`GET /host/workshops/{id}`."""
    boot = {"page": "author", "id": workshop.pk, "text": workshop.text, "preview": library.preview(workshop.text)}
    boot |= {"dry_run": report(workshop), "published": workshop.published == workshop.digest}
    return page(request, "editor", boot, workshop=workshop, script="src/shop.ts")


def report(workshop: Workshop) -> dict[str, Any]:
    """The dry run, and whether it is of the text as it is now."""
    found = workshop.dry_run or {"state": "none", "ok": False, "steps": []}
    return {**found, "current": found.get("digest") == workshop.digest}


@door("workshop.preview", "POST")
def preview(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /host/preview`."""
    return JsonResponse(library.preview(wire.read(request, bodies.File).text))


@door("workshop.edit", "POST")
def save(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`POST /host/workshops/{id}/text`."""
    library.save(workshop, wire.read(request, bodies.File).text)
    return JsonResponse({"published": workshop.published == workshop.digest, "preview": library.preview(workshop.text)})


@door("workshop.see")
def file(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`GET /host/workshops/{id}/file.md`."""
    answer = HttpResponse(workshop.text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="workshop-{workshop.pk}.md"'
    return answer


@door("workshop.edit", "GET", "HEAD", "POST")
def dry_run(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`POST /host/workshops/{id}/dry-run` begins one, `GET` tells how it went."""
    if request.method == "POST":
        wire.read(request, bodies.Nothing)
        library.begin_dry_run(workshop)
    return JsonResponse(report(workshop), status=202 if request.method == "POST" else 200)


@door("workshop.edit", "POST")
def publish(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`POST /host/workshops/{id}/publish`."""
    wire.read(request, bodies.Nothing)
    library.publish(workshop)
    return JsonResponse({"published": True})


@door("workshop.edit", "POST")
def delete(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`POST /host/workshops/{id}/delete`. Rooms that were held keep their copy."""
    wire.read(request, bodies.Nothing)
    workshop.delete()
    return JsonResponse({"deleted": True})


@door("workshop.start", "POST")
def start(request: HttpRequest, seat: Seat, workshop: Workshop) -> HttpResponse:
    """`POST /host/workshops/{id}/start`: open a room."""
    wire.read(request, bodies.Nothing)
    room = rooms.start(workshop, seat.user)
    return JsonResponse({"id": room.pk, "url": f"/room/{room.pk}/host"}, status=201)
