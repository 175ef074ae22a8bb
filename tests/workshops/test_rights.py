"""The table of rights, held against the URL router: every address with every role, and every unsafe one without a token."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern

from playground.workshops import rights
from playground.workshops.urls import urlpatterns

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]
ROUTES: list[tuple[str, URLPattern]] = [(str(route.pattern), route) for route in urlpatterns]
UNSAFE = {"POST"}


def address(pattern: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        pattern = pattern.replace(f"<slug:{name}>", value)
    assert "<" not in pattern, pattern
    return f"/{pattern}"


def methods(route: URLPattern) -> list[str]:
    """Which of GET and POST a view takes."""
    probe = Client()
    return [m for m in ("GET", "POST") if m in allowed(probe, route)]


def allowed(probe: Client, route: URLPattern) -> str:
    names = dict.fromkeys(
        ("room_id", "workshop_id", "person_id", "step_id", "submission_id", "code", "uid", "token"), "x"
    )
    return probe.patch(address(str(route.pattern), names)).headers["Allow"]


@pytest.fixture
def cast(held) -> dict[str, Client]:
    """Each role's browser."""
    member = held.join("Bob")
    others = {}
    for name in ("cohost", "staff", "stranger"):
        user = User.objects.create_user(name, password="x", is_staff=name == "staff")
        others[name] = Client()
        others[name].force_login(user)
    held.room.cohosts.add(User.objects.get(username="cohost"))
    return {"anonymous": Client(), "participant": member, "host": held.host, **others}


def refused(answer: Any) -> bool:
    return answer.status_code == 403 and b"request.forbidden" in answer.content


def test_every_route_asks_the_table_and_every_row_is_asked() -> None:
    actions = {route.callback.action for _, route in ROUTES}
    assert actions <= set(rights.TABLE)
    assert set(rights.TABLE) - actions == {"room.watch"}  # the socket's


def test_every_role_at_every_door(cast, held) -> None:
    wrong = []
    for pattern, route in ROUTES:
        for method in methods(route):
            for role in rights.ROLES:
                if pattern == "host/logout":
                    continue  # it ends what the others need
                told = ask(cast[role], method, address(pattern, names_of(held)))
                may = rights.may(as_seen(role, pattern), route.callback.action)
                if refused(told) == may:
                    wrong.append((method, pattern, role, told.status_code, told.content[:80]))
    assert wrong == []


def as_seen(role: str, pattern: str) -> str:
    """Rooms' roles mean nothing at the doors of accounts and workshops."""
    if pattern.startswith("room/"):
        return role
    mine = pattern.startswith("host/workshops/")
    return (
        {"participant": "anonymous", "cohost": "stranger"}.get(role, role)
        if mine
        else ({"participant": "anonymous", "cohost": "host", "stranger": "host"}.get(role, role))
    )


def names_of(held) -> dict[str, str]:
    return {
        "room_id": held.room.pk, "workshop_id": held.room.workshop_id, "person_id": held.person("Bob").pk,
        "step_id": "one", "submission_id": "none", "code": "WRONGCQDE", "uid": "MQ", "token": "x",
    }  # fmt: skip


def ask(client: Client, method: str, path: str) -> Any:
    if method == "GET":
        return client.get(path)
    return client.post(path, json.dumps({"no": "such"}), content_type="application/json")


def test_unsafe_requests_need_a_token(cast, held) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = held.host.cookies
    for pattern, route in ROUTES:
        if "POST" in methods(route):
            answer = ask(strict, "POST", address(pattern, names_of(held)))
            assert answer.status_code == 403, pattern


def test_another_room_opens_nothing(held) -> None:
    """A participant's cookie of one room is worth nothing in another."""
    from playground.workshops import rooms

    member = held.join("Eve")
    other = rooms.start(held.room.workshop, held.room.owner)
    name, value = next((k, m.value) for k, m in member.cookies.items() if k.startswith("seat-"))
    thief = Client()
    thief.cookies[f"seat-{other.pk}"] = value
    assert thief.get(f"/room/{other.pk}/state").status_code == 403
    thief.cookies[name] = value[:-2] + "xx"
    assert thief.get(held.url("/state")).status_code == 403
