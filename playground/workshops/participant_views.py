"""The participants' side: the door with its code, the page, and everything one does there."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from playground import fairness, wire
from playground.errors import ApiError
from playground.pages.views import scenarios
from playground.runs import services as runs
from playground.workshops import bodies, people, prose, results, state, texts, words, work
from playground.workshops.doors import Seat, door, room_door
from playground.workshops.models import Participant, Room, Submission
from playground.workshops.pages import page


@door("room.knock")
def knock(request: HttpRequest, seat: Seat, code: str = "") -> HttpResponse:
    """`GET /w` and `GET /w/{code}`: where one types a code and a name."""
    typed = code or request.GET.get("code", "")
    if not typed:
        return page(request, "join", room=None, code="")
    fairness.admit_guess(request, "code")
    room = people.find_door(typed)
    if room is None:
        fairness.count_guess(request, "code")
        return _wrong_code(request, typed)
    if people.open_seal(room.pk, request.COOKIES.get(people.cookie_name(room.pk))):
        return HttpResponseRedirect(f"/room/{room.pk}")
    return page(request, "join", room=room, code=words.spell_code(room.code or ""))


def _wrong_code(request: HttpRequest, typed: str) -> HttpResponse:
    error = "No workshop has this code. Codes have no 0, O, 1 or I; they may also have changed."
    answer = page(request, "join", room=None, code=typed[:20], error=error)
    answer.status_code = 404
    answer.is_ours = True  # type: ignore[attr-defined]
    return answer


@door("room.enter", "POST")
def join(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """`POST /w/{code}`: form with `name`, or with `phrase` to come back on another device."""
    fairness.admit(request, "join")
    fairness.admit_guess(request, "code")
    room = people.find_door(code)
    if room is None:
        fairness.count_guess(request, "code")
        return _wrong_code(request, code)
    if phrase := request.POST.get("phrase", ""):
        return _come_back(request, room, phrase)
    try:
        person, phrase = people.join(room, request.POST.get("name", ""))
    except ApiError as error:
        if "text/html" not in request.headers.get("Accept", ""):
            raise
        answer = page(request, "join", room=room, code=code, error=error.body["message"])
        answer.status_code = error.status
        answer.is_ours = True  # type: ignore[attr-defined]
        return answer
    answer = page(request, "welcome", room=room, person=person, phrase=phrase)
    return _seated(answer, room, person)


def _come_back(request: HttpRequest, room: Room, phrase: str) -> HttpResponse:
    fairness.admit_guess(request, "phrase", room.pk)
    person = people.resume(room, phrase)
    if person is None:
        fairness.count_guess(request, "phrase", room.pk)
        answer = page(
            request, "join", room=room, code=words.spell_code(room.code or ""), error="Nobody here has this phrase."
        )
        answer.status_code = 403
        answer.is_ours = True  # type: ignore[attr-defined]
        return answer
    return _seated(HttpResponseRedirect(f"/room/{room.pk}"), room, person)


def _seated(answer: HttpResponse, room: Room, person: Participant) -> HttpResponse:
    answer.set_cookie(people.cookie_name(room.pk), people.seal(person), **people.cookie_options())  # type: ignore[arg-type]
    return answer


@room_door("room.work")
def room(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}`: the participant's page."""
    held, person = _both(seat)
    workshop = texts.of(held.text)
    steps = state.steps(held.text)
    told = state.whole(held.pk, person.pk)
    at = next((step for step in steps if step["id"] == person.step), steps[0])
    mine = told["me"]["work"].get(at["id"], {})
    boot = {
        "page": "room",
        "version": 1,
        "source": mine.get("source", at["starter"]),
        "title": at["title"],
        "scenario": at["scenario"],
        "seed": None,
        "engine": "interp",
        "snippet": None,
        "run": None,
        "frames": [],
        "default": False,
        "scenarios": scenarios(),
        "room": {"id": held.pk, "title": held.title, "url": f"/room/{held.pk}", "intro": prose.html(workshop.intro)},
        "policy": {"penalty": workshop.penalty, "hint_cost": workshop.hint_cost},
        "steps": steps,
        "step": at["id"],
        "state": told,
        "ws": f"/ws/rooms/{held.pk}/?as=participant",
    }
    return page(request, "room", boot, room=held, steps=steps, intro=prose.html(workshop.intro), script="src/room.ts")


def _both(seat: Seat) -> tuple[Room, Participant]:
    assert seat.room is not None
    if seat.person is None:
        raise ApiError(403, "request.forbidden", "join with the code first")
    return seat.room, seat.person


@room_door("room.work")
def now(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/state?since=`: what the socket says, for networks without sockets."""
    held, person = _both(seat)
    people.notice_of(person)
    since = request.GET.get("since", "0")
    return JsonResponse(state.whole(held.pk, person.pk, int(since) if since.isascii() and since.isdigit() else 0))


@room_door("room.work", "POST")
def draft(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/draft`."""
    held, person = _both(seat)
    fairness.admit_person("draft", person.pk)
    work.draft(held, person, wire.read(request, bodies.Draft))
    return JsonResponse({"saved": True})


@room_door("room.work", "POST")
def run(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/run`: 201 as `POST /api/v1/runs`, and the place in the queue."""
    held, person = _both(seat)
    fairness.admit_person("run", person.pk)
    wanted = wire.read(request, bodies.Trial)
    runs.check_door()
    made = work.run(held, person, wanted)
    told = {"id": made.pk, "url": f"/r/{made.pk}", "ws": f"/ws/runs/{made.pk}/", "state": made.state}
    if made.state == "queued":
        told["queue_position"] = runs.ahead(made).count() + 1
    return JsonResponse(told, status=201)


def _submit(request: HttpRequest, seat: Seat, *, final: bool) -> HttpResponse:
    held, person = _both(seat)
    fairness.admit_person("submit", person.pk)
    made = work.submit(held, person, wire.read(request, bodies.Attempt), final=final)
    return JsonResponse({"id": made.pk, "queue_position": work.position(made)}, status=201)


@room_door("room.work", "POST")
def check(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/check`: the shown tests, for nothing."""
    return _submit(request, seat, final=False)


@room_door("room.work", "POST")
def submit(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/submit`: all tests, for points."""
    return _submit(request, seat, final=True)


@room_door("room.work")
def submission(request: HttpRequest, seat: Seat, submission_id: str) -> HttpResponse:
    """`GET /room/{id}/submissions/{id}`: one's own."""
    held, person = _both(seat)
    found = Submission.objects.select_related("work").filter(pk=submission_id, work__participant=person).first()
    if found is None:
        raise ApiError(404, "request.not-found", "there is nothing at this address")
    step = texts.step(held.text, found.work.step)
    told: dict[str, Any] = results.describe(found, step, host=False, ended=held.ended is not None)
    if found.state == "queued":
        told["queue_position"] = work.position(found)
    return JsonResponse(told)


@room_door("room.work", "POST")
def hand(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/hand`."""
    up = wire.read(request, bodies.Hand).up
    people.wave(_both(seat)[1], up=up)
    return JsonResponse({"hand": up})


@room_door("room.work", "POST")
def hint(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/hint`: one more, counted."""
    hints = work.next_hint(*_both(seat), wire.read(request, bodies.OfStep).step)
    return JsonResponse({"hints": [prose.html(one) for one in hints]})


@room_door("room.work", "POST")
def skip(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/skip`: the solution, marked as shown."""
    return JsonResponse({"solution": work.show_solution(*_both(seat), wire.read(request, bodies.OfStep).step)})


@room_door("room.work", "POST")
def consent(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`POST /room/{id}/consent`: may this step of mine be shown on the wall?"""
    step = wire.read(request, bodies.Consent).step
    people.agree(_both(seat)[1], step)
    return JsonResponse({"consent": step})


@room_door("room.work")
def mine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`GET /room/{id}/mine`: one's programs as links."""
    return JsonResponse({"links": work.links(*_both(seat))})
