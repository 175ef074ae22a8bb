"""A host and participants of a workshop, over HTTP and sockets as browsers are."""

import re
import secrets
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.service.conftest import Service

PAGE = {"Accept": "text/html"}


@dataclass
class Visitor:
    """Somebody with cookies, and the token of the page seen last."""

    service: Service
    room: str = ""
    code: str = ""
    token: str = ""
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = self.service.http(follow_redirects=True)

    def page(self, path: str) -> str:
        answer = self.http.get(path, headers=PAGE)
        assert answer.status_code == 200, (path, answer.status_code)
        return self._read(answer)

    def form(self, path: str, **fields: str) -> str:
        answer = self.http.post(path, data=fields | {"csrfmiddlewaretoken": self.token}, headers=PAGE)
        assert answer.status_code == 200, (path, answer.status_code)
        return self._read(answer)

    def _read(self, answer: httpx.Response) -> str:
        if found := re.search(r'"csrf": "([^"]+)"', answer.text):
            self.token = found[1]
        return answer.text

    def send(self, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
        answer = self.http.post(path, json=body, headers={"X-CSRFToken": self.token})
        assert answer.status_code == status, (path, answer.text)
        return answer.json()

    def wait(self, path: str, state: str = "done", seconds: float = 60) -> dict[str, Any]:
        """Ask until the state is that."""
        deadline = time.monotonic() + seconds
        while True:
            told = self.http.get(path).json()
            if told["state"] == state:
                return told
            assert time.monotonic() < deadline, told
            time.sleep(0.1)

    def socket(self) -> Any:
        """The room's."""
        jar = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar)
        return self.service.socket(
            f"/ws/rooms/{self.room}/", origin=self.service.url, additional_headers={"Cookie": jar}
        )


class Crowd(ExitStack):
    """Visitors, who leave together."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self.service = service

    def visitor(self) -> Visitor:
        """Somebody new."""
        found = Visitor(self.service)
        self.callback(found.http.close)
        return found

    def host(self, text: str) -> Visitor:
        """A host with an account, and a room of that workshop, proved and open."""
        host, password = self.visitor(), secrets.token_urlsafe(16)
        host.page("/host/signup")
        host.form("/host/signup", username=f"host-{secrets.token_hex(4)}", password1=password, password2=password)
        url = host.send("/host/workshops", 201, text=text)["url"]
        host.send(f"{url}/dry-run", 202)
        assert host.wait(f"{url}/dry-run")["ok"]
        host.send(f"{url}/publish")
        host.room = host.send(f"{url}/start", 201)["id"]
        host.code = host.http.get(f"/room/{host.room}/grid").json()["room"]["code"]
        return host

    def participant(self, host: Visitor, name: str) -> Visitor:
        """Somebody who came by the code."""
        person = self.visitor()
        person.room = host.room
        person.page(f"/w/{host.code}")
        assert name in person.form(f"/w/{host.code}/join", name=name)
        person.page(f"/room/{host.room}")
        return person
