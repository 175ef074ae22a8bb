"""A room with a host and people, without a worker: tasks are collected and played when a test says so."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from playground.sandbox.client import ForkServer
from playground.workshops import evaluation, library, people, regrading, rooms, tasks, work
from playground.workshops.models import Participant, Room
from tests.playground.conftest import live_store, own_store  # noqa: F401 - fixtures

FILE = """---
title: A class
---
# One {#one}
```asm starter
.section xdp
r0 = 1
exit
```
```asm solution
.section xdp
r0 = 2
exit
```
```hint
Two, not one.
```
```yaml test
name: passes
packets: [ffffffffffff5254000000010806]
expect: {verdicts: [XDP_PASS]}
```
```yaml test
name: a secret name
visibility: hidden
category: a long packet
points: 3
packets: [ffffffffffff525400000001080600, ffffffffffff52540000000108060000]
expect: {verdicts: [XDP_PASS, XDP_PASS]}
```
# Two {#two}
```asm starter
.section xdp
exit
```
```asm solution
.section xdp
r0 = 2
exit
```
```yaml test
name: loads
expect: {}
```
"""
RIGHT, WRONG = ".section xdp\nr0 = 2\nexit\n", ".section xdp\nr0 = 1\nexit\n"
REFUSED = ".section xdp\nexit\n"
HALF = """.section xdp
r2 = *(u32 *)(r1 + xdp_md.data)
r3 = *(u32 *)(r1 + xdp_md.data_end)
r2 += 15
r0 = 2
if r2 > r3 goto out
r0 = 1
out:
exit
"""  # right for the short packet of the shown test only


@dataclass
class Class:
    """A running workshop."""

    room: Room
    host: Client
    sandbox: ForkServer
    sent: list[tuple[str, str]]
    seats: dict[str, Client] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"/room/{self.room.pk}{path}"

    def join(self, name: str) -> Client:
        person, _ = people.join(self.room, name)
        client = Client()
        client.cookies[people.cookie_name(self.room.pk)] = people.seal(person)
        self.seats[name] = client
        return client

    def person(self, name: str) -> Participant:
        return Participant.objects.get(room=self.room, name=name)

    def lead(self, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
        return post(self.host, self.url(path), status, **body)

    def play(self) -> None:
        """What a worker would do by now."""
        while self.sent:
            task, name = self.sent.pop(0)
            tasks.JOBS[task](name, self.sandbox)

    def hand_in(self, who: Client, source: str, step: str = "one", kind: str = "submit") -> dict[str, Any]:
        made = post(who, self.url(f"/{kind}"), 201, step=step, source=source)
        self.play()
        return who.get(self.url(f"/submissions/{made['id']}")).json()


def post(client: Client, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
    answer = client.post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[ForkServer]:
    server = ForkServer()
    yield server
    server.stop()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    waiting: list[tuple[str, str]] = []
    for room in (evaluation, library, regrading, work):
        monkeypatch.setattr(room, "send", lambda task, name: waiting.append((task, name)))
    return waiting


@pytest.fixture
def held(db, live_store, sandbox, sent, settings) -> Class:  # noqa: F811 - a fixture
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    owner = User.objects.create_user("ada", password="x")
    workshop = library.create(owner, FILE)
    workshop.published = workshop.digest
    host = Client()
    host.force_login(owner)
    return Class(rooms.start(workshop, owner), host, sandbox, sent)
