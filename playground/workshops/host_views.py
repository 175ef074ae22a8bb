"""The hosts' side of a room: the grid, the wall, and everything one does there."""

import io

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import split_domain_port

from playground import wire
from playground.errors import ApiError
from playground.workshops import bodies, export, grid, people, regrading, report, rooms, state, texts, words
from playground.workshops.doors import Seat, room_door
from playground.workshops.models import Regrade, Room
from playground.workshops.pages import page


def _room(seat: Seat) -> Room:
    assert seat.room is not None
    return seat.room


def _join_url(request: HttpRequest, room: Room) -> str:
    return request.build_absolute_uri(f"/w/{room.code}") if room.code else ""


def _here_only(request: HttpRequest) -> bool:
    """Whether the address under which the host is here means this machine to every other one."""
    name = split_domain_port(request.get_host())[0]
    return name in {"localhost", "[::1]"} or name.startswith("127.")


@room_door("room.see")
def host(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/host`: the grid."""
    room = _room(seat)
    steps = [
        {"id": s.id, "n": n, "title": s.title, "points": s.points} for n, s in enumerate(texts.of(room.text).steps)
    ]
    told = grid.snapshot(room.pk)
    boot = {
        "page": "host",
        "steps": steps,
        "grid": told,
        "ws": f"/ws/rooms/{room.pk}/",
        "join": _join_url(request, room),
    }
    boot |= {"room": {"id": room.pk, "title": room.title, "url": f"/room/{room.pk}"}, "owns": seat.may("room.own")}
    boot["here_only"] = _here_only(request)
    return page(request, "host", boot, room=room, steps=steps, grid=told, script="src/shop.ts")


@room_door("room.see")
def projector(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/projector`: the wall."""
    room = _room(seat)
    boot = {"page": "projector", "room": {"id": room.pk, "title": room.title, "url": f"/room/{room.pk}"}}
    boot |= {"state": _wall(room), "join": _join_url(request, room), "ws": f"/ws/rooms/{room.pk}/"}
    context = {
        "room": room,
        "code": words.spell_code(room.code) if room.code else "",
        "qr": _qr(_join_url(request, room)),
        "here_only": _here_only(request),
        "address": request.build_absolute_uri("/w").partition("://")[2],
    }
    return page(request, "projector", boot, **context, script="src/shop.ts")


def _wall(room: Room) -> dict[str, object]:
    told = state.of_room(room)
    steps = texts.of(room.text).steps
    told["code"] = words.spell_code(room.code) if room.code else ""
    told["count"] = room.people.filter(removed=False).count()
    told["names"] = list(
        room.people.filter(removed=False, hidden=False).order_by("joined").values_list("name", flat=True)
    )
    told["step"] = steps[min(room.gate, len(steps) - 1)].title if room.pacing != "free" else None
    return told


@room_door("room.see")
def wall(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/wall`: what the projector shows."""
    return JsonResponse(_wall(_room(seat)))


def _qr(url: str) -> str:
    if not url:
        return ""
    drawn = io.BytesIO()
    segno.make(url, error="m").save(drawn, kind="svg", xmldecl=False, scale=8, border=3, light="#fff", omitsize=True)
    return drawn.getvalue().decode()


@room_door("room.see")
def qr(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/qr.svg`."""
    drawn = _qr(_join_url(request, _room(seat)))
    if not drawn:
        raise ApiError(404, "room.ended", "this workshop has ended")
    return HttpResponse(drawn, content_type="image/svg+xml")


@room_door("room.see")
def cells(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/grid?since=`: what the socket says, for networks without sockets."""
    since = request.GET.get("since", "0")
    return JsonResponse(grid.snapshot(_room(seat).pk, int(since) if since.isascii() and since.isdigit() else 0))


@room_door("room.see")
def cell(request: HttpRequest, seat: Seat, person_id: str, step_id: str) -> HttpResponse:
    """`GET /room/{id}/cell/{person}/{step}`."""
    room = _room(seat)
    return JsonResponse(grid.cell(room, people.find(room, person_id), step_id))


@room_door("room.see")
def column(request: HttpRequest, seat: Seat, step_id: str) -> HttpResponse:
    """`GET /room/{id}/column/{step}`."""
    return JsonResponse(grid.column(_room(seat), step_id))


@room_door("room.lead", "POST")
def configure(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/settings`."""
    room = _room(seat)
    rooms.configure(room, wire.read(request, bodies.Settings))
    return JsonResponse(grid.spell_room(room))


@room_door("room.lead", "POST")
def code(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/code`: a new one."""
    wire.read(request, bodies.Nothing)
    room = _room(seat)
    if room.ended:
        raise ApiError(409, "room.ended", "this workshop has ended")
    rooms.rotate(room)
    return JsonResponse({"code": words.spell_code(room.code or ""), "join": _join_url(request, room)})


@room_door("room.lead", "POST")
def broadcast(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/broadcast`."""
    rooms.broadcast(_room(seat), wire.read(request, bodies.Broadcast).text)
    return JsonResponse({"sent": True})


@room_door("room.lead", "POST")
def bring(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/bring`."""
    rooms.bring(_room(seat), wire.read(request, bodies.OfStep).step)
    return JsonResponse({"sent": True})


@room_door("room.lead", "POST")
def push(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/push`."""
    rooms.push(_room(seat), wire.read(request, bodies.Push))
    return JsonResponse({"sent": True})


@room_door("room.lead", "POST")
def ask(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/ask`."""
    room, wanted = _room(seat), wire.read(request, bodies.Ask)
    rooms.ask(room, people.find(room, wanted.participant), wanted.step)
    return JsonResponse({"sent": True})


@room_door("room.lead", "POST")
def spotlight(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/spotlight`."""
    room, wanted = _room(seat), wire.read(request, bodies.Spotlight)
    rooms.spotlight(room, people.find(room, wanted.participant) if wanted.participant else None, wanted.step)
    return JsonResponse({"sent": True})


@room_door("room.lead", "POST")
def comment(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/comment`."""
    room, wanted = _room(seat), wire.read(request, bodies.Comment)
    rooms.comment(room, people.find(room, wanted.participant), wanted, seat.user.get_username())
    return JsonResponse({"sent": True})


@room_door("room.lead", "POST")
def hint_code(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/hint-code`."""
    return JsonResponse({"sent": rooms.hint_code(_room(seat), wire.read(request, bodies.HintCode))})


@room_door("room.people", "POST")
def person(request: HttpRequest, seat: Seat, person_id: str) -> HttpResponse:
    """`POST /room/{id}/people/{person}`."""
    room = _room(seat)
    found = people.find(room, person_id)
    people.correct(room, found, wire.read(request, bodies.Person))
    return JsonResponse({"id": found.pk, "name": found.name, "hidden": found.hidden, "removed": found.removed})


@room_door("room.own", "POST")
def cohosts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/cohosts`."""
    room, wanted = _room(seat), wire.read(request, bodies.Cohost)
    rooms.share(room, wanted.username, remove=wanted.remove)
    return JsonResponse({"cohosts": sorted(user.get_username() for user in room.cohosts.all())})


@room_door("room.own", "POST")
def end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/end`."""
    wire.read(request, bodies.Nothing)
    rooms.end(_room(seat))
    return JsonResponse({"ended": True})


@room_door("room.own", "POST")
def delete(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/delete`: everything, now."""
    wire.read(request, bodies.Nothing)
    _room(seat).delete()
    return JsonResponse({"deleted": True})


@room_door("room.grade", "GET", "HEAD", "POST")
def regrade(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/regrade` measures by a corrected text, `GET` gives the before/after list."""
    room = _room(seat)
    if request.method == "POST":
        regrading.begin(room, wire.read(request, bodies.File).text)
    found = Regrade.objects.filter(room=room).first()
    told = {"state": found.state, "changes": found.changes, "applied": found.applied} if found else {"state": "none"}
    return JsonResponse(told, status=202 if request.method == "POST" else 200)


@room_door("room.grade", "POST")
def apply_regrade(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/regrade/apply`."""
    wire.read(request, bodies.Nothing)
    return JsonResponse({"changed": regrading.apply(_room(seat))})


@room_door("room.export")
def exported(request: HttpRequest, seat: Seat, form: str) -> HttpResponse:
    """`GET /room/{id}/export.csv`, `.json`, `.zip`."""
    room = _room(seat)
    kind, body = export.FORMS[form](room, request.build_absolute_uri("/"))
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="workshop-{room.pk}.{form}"'
    return answer


@room_door("room.export")
def reported(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/report`."""
    room = _room(seat)
    return page(request, "report", room=room, report=report.of(room))
