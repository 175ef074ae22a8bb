"""The one place where rights are asked: every view of this app is wrapped by `door` or `room_door`.

A wrapped view carries `.action`, so that tests can hold the URL router against the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from playground.errors import ApiError, wants_page
from playground.workshops import people, rights
from playground.workshops.models import Participant, Room, Workshop

READ: Final = ("GET", "HEAD")
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody, in relation to a room (or to none)."""

    roles: frozenset[str]
    user: Any = None
    room: Room | None = None
    person: Participant | None = None

    def may(self, action: str) -> bool:
        """Whether one of these roles allows it."""
        return any(rights.may(role, action) for role in self.roles)


def seat_in(room: Room, user: Any, cookie: str | None) -> Seat:
    """Who somebody is in a room. A host may sit among the participants too."""
    person = people.open_seal(room.pk, cookie)
    roles = {"participant"} if person else set()
    if user is not None and user.is_authenticated and user.is_active:
        if user.pk == room.owner_id:
            roles.add("host")
        elif user.is_staff:
            roles.add("staff")
        elif room.cohosts.filter(pk=user.pk).exists():
            roles.add("cohost")
        elif not person:
            roles.add("stranger")
    return Seat(frozenset(roles or {"anonymous"}), user, room, person)


def seat_of_socket(room_id: str, cookies: dict[str, str]) -> Seat | None:
    """Who opens a socket, by its cookies."""
    room = Room.objects.filter(pk=room_id).first()
    if room is None:
        return None
    session = SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    user = None
    if session.get(SESSION_KEY):
        holder = HttpRequest()
        holder.session = session
        user = get_user(holder)
    return seat_in(room, user, cookies.get(people.cookie_name(room_id)))


def account_roles(user: Any, owner_id: int | None) -> frozenset[str]:
    """Who somebody is to a workshop of that owner; to none with None."""
    if not user.is_authenticated or not user.is_active:
        return frozenset({"anonymous"})
    if user.is_staff:
        return frozenset({"staff"})
    return frozenset({"host" if owner_id in {None, user.pk} else "stranger"})


def refuse(request: HttpRequest, seat: Seat) -> HttpResponse:
    """403, or the way to the login for somebody unknown who wants a page."""
    if request.method in READ and wants_page(request) and "anonymous" in seat.roles:
        return HttpResponseRedirect(f"/host/login?next={request.path}")
    raise ApiError(403, "request.forbidden", "this is not allowed to you here")


def door(action: str, *methods: str) -> Callable[[View], View]:
    """A view of accounts or of one's workshops: `view(request, seat, [workshop,] ...)`."""

    def wrap(view: View) -> View:
        @require_http_methods(methods or READ)
        @csrf_protect
        @wraps(view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
            workshop = None
            if "workshop_id" in named:
                workshop = Workshop.objects.filter(pk=named.pop("workshop_id")).first()
                if workshop is None:
                    raise Http404
                named["workshop"] = workshop
            user = request.user
            seat = Seat(account_roles(user, workshop and workshop.owner_id), user)
            return view(request, seat, **named) if seat.may(action) else refuse(request, seat)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return wrap


def room_door(action: str, *methods: str) -> Callable[[View], View]:
    """A view of a room: `view(request, seat, ...)`, where `seat.room` is it."""

    def wrap(view: View) -> View:
        @require_http_methods(methods or READ)
        @csrf_protect
        @wraps(view)
        def guarded(request: HttpRequest, *, room_id: str, **named: Any) -> HttpResponse:
            room = Room.objects.select_related("spotlight").filter(pk=room_id).first()
            if room is None:
                raise Http404
            seat = seat_in(room, request.user, request.COOKIES.get(people.cookie_name(room_id)))
            return view(request, seat, **named) if seat.may(action) else refuse(request, seat)

        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return wrap
