"""Is this machine big enough for a class? A class that exists only for a minute, and a verdict.

    python scripts/classroom.py [http://127.0.0.1:8000] [--people 200] [--user NAME --password WORDS]

Opens a room on a running playground, has people join it within ten seconds, has 60 and then all of them press Run
within one second, each with a program of one's own, and once more with the same one. Meanwhile pages are asked for.
Exit code 0 when the class can be held, 1 when not, 2 when it could not be tried. docs/workshops.md explains the lines.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

JOIN_SECONDS = 10.0
ANSWER_SECONDS = {60: 20.0, 200: 60.0}
PAGE_MS = 500.0
FRAMES_SECONDS = 90.0


class Trouble(Exception):
    """The class could not be tried."""


@dataclass
class Browser:
    """Cookies and one request at a time, as a browser has them."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    async def ask(self, path: str, body: str | None = None, kind: str = "application/json") -> tuple[int, str]:
        """(status, text) of a GET, or of a POST with a body."""
        parts = urlsplit(self.base)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
        data = (body or "").encode()
        head = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
        head += ["Accept: text/html" if kind != "application/json" or body is None else "Accept: application/json"]
        if self.cookies:
            head.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body is not None:
            head += [f"Content-Type: {kind}", f"Content-Length: {len(data)}", f"Origin: {self.base}"]
            head.append(f"X-CSRFToken: {self.token}")
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + data)
        answer = await reader.read()
        writer.close()
        front, _, rest = answer.partition(b"\r\n\r\n")
        for name, value in re.findall(rb"(?im)^set-cookie: ([^=]+)=([^;\r]*)", front):
            self.cookies[name.decode()] = value.decode()
        text = rest.decode(errors="replace")
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text):
            self.token = found[1]
        return int(front.split()[1]), text

    async def send(self, path: str, **fields: object) -> dict:
        """POST JSON; Trouble unless it worked."""
        status, text = await self.ask(path, json.dumps(fields))
        if status >= 300:
            raise Trouble(f"{path}: {status} {text[:200]}")
        return json.loads(text)

    def socket(self, path: str) -> connect:
        """A socket with these cookies."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        address = self.base.replace("http", "ws", 1) + path
        return connect(address, origin=self.base, additional_headers={"Cookie": jar}, proxy=None, open_timeout=30)


@dataclass
class Person(Browser):
    """A participant with an open socket of the room."""

    room: str = ""
    told: int = 0

    async def join(self, code: str, name: str) -> float:
        """Seconds from typing the code to the open socket."""
        begun = time.monotonic()
        status, _ = await self.ask(f"/w/{code}")
        form = urlencode({"name": name})
        if status == 200:
            status, text = await self.ask(f"/w/{code}/join", form, "application/x-www-form-urlencoded")
        if status != 200 or not (found := re.search(r'href="/room/(\w+)"', text)):
            raise Trouble(f"{name} cannot join: {status}")
        self.room = found[1]
        opened = asyncio.Event()
        self.task = asyncio.create_task(self._listen(opened))
        await asyncio.wait_for(opened.wait(), 30)
        return time.monotonic() - begun

    async def _listen(self, opened: asyncio.Event) -> None:
        """As a browser does: a line that is lost is opened anew, after a moment of one's own."""
        while True:
            with contextlib.suppress(ConnectionClosed, OSError, InvalidHandshake):
                async with self.socket(f"/ws/rooms/{self.room}/?as=participant") as socket:
                    async for _ in socket:
                        self.told += 1
                        opened.set()
            await asyncio.sleep(0.5 + 3.5 * random.random())

    async def run(self, step: str, source: str) -> tuple[float, str, bool]:
        """(seconds until the last frame, run's id, whether a place in the queue or an answer was said at once)."""
        begun = time.monotonic()
        made = await self.send(f"/room/{self.room}/run", step=step, source=source)
        said = "queue_position" in made or made["state"] != "queued"
        last = ""
        for _ in range(3):
            try:
                async with self.socket(made["ws"]) as socket:
                    async for text in socket:
                        last = text
                    break
            except ConnectionClosed:
                continue
        if '"reason":"done"' not in last:
            raise Trouble(f"a run ended with {last[-200:]}")
        return time.monotonic() - begun, made["id"], said


def p95(seconds: list[float]) -> float:
    """Milliseconds that 95 of 100 stayed below."""
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000 if seconds else 0.0


async def pages(person: Person, took: list[float], stop: asyncio.Event) -> None:
    """Ask for a page every 100 ms, whether the last one came or not."""

    async def one() -> None:
        begun = time.monotonic()
        status, _ = await person.ask(f"/room/{person.room}")
        took.append(time.monotonic() - begun if status == 200 else 60.0)

    asked = []
    while not stop.is_set():
        asked.append(asyncio.create_task(one()))
        await asyncio.sleep(0.1)
    await asyncio.gather(*asked)


async def host(base: str, user: str, password: str) -> tuple[Browser, str, str, str, str]:
    """A room: (host, room, code, step, its solution)."""
    browser = Browser(base)
    await browser.ask("/host/signup")
    form = {"username": user, "password1": password, "password2": password, "usable_password": "true"}
    status, _ = await browser.ask("/host/signup", urlencode(form), "application/x-www-form-urlencoded")
    if status != 302:
        await browser.ask("/host/login")
        form = {"username": user, "password": password}
        status, _ = await browser.ask("/host/login", urlencode(form), "application/x-www-form-urlencoded")
    if status != 302:
        raise Trouble("no account could be made; give --user and --password of a host")
    await browser.ask("/host")
    made = await browser.send("/host/workshops", text=WORKSHOP)
    path = made["url"]
    await browser.send(f"{path}/dry-run")
    for _ in range(300):
        _, text = await browser.ask(f"{path}/dry-run")
        report = json.loads(text)
        if report["state"] == "done":
            break
        await asyncio.sleep(0.2)
    await browser.send(f"{path}/publish")
    room = (await browser.send(f"{path}/start"))["id"]
    _, text = await browser.ask(f"/room/{room}/grid")
    return browser, room, json.loads(text)["room"]["code"], "count", SOLUTION


def example(name: str) -> str:
    """A program of the gallery."""
    return (Path(__file__).parents[1] / "examples" / name).read_text()


SOLUTION = example("xdp_port_counter.s")
WORKSHOP = f"""---
title: A class that is only tried
---
# Count {{#count}}
```asm starter
{example("xdp_port_counter.broken.s")}```
```asm solution
{SOLUTION}```
```yaml test
name: loads
packets: ["ffffffffffff5254000000010806"]
expect: {{verdicts: [XDP_PASS]}}
```
"""


async def burst(
    people: list[Person], sources: list[str], step: str
) -> tuple[list[tuple[float, str, bool]], list[str], float]:
    """Everybody presses Run within one second: (answers, errors, p95 of pages in ms meanwhile)."""
    took: list[float] = []
    stop = asyncio.Event()
    watcher = asyncio.create_task(pages(people[0], took, stop))

    async def press(n: int, person: Person) -> tuple[float, str, bool]:
        await asyncio.sleep(n / len(people))
        return await asyncio.wait_for(person.run(step, sources[n]), FRAMES_SECONDS)

    ended = await asyncio.gather(*(press(n, one) for n, one in enumerate(people)), return_exceptions=True)
    stop.set()
    await watcher
    errors = [f"{type(one).__name__} {one}" for one in ended if isinstance(one, BaseException)]
    return [one for one in ended if not isinstance(one, BaseException)], errors, p95(took)


@dataclass
class Verdict:
    """Lines with what was measured and what is wanted; then the answer in words."""

    poor: list[str] = field(default_factory=list)
    fits: dict[int, float] = field(default_factory=dict)  # Runs at once that were well -> seconds to the last answer

    def line(self, what: str, measured: str, wanted: str, *, good: bool) -> None:
        """Print one."""
        if not good:
            self.poor.append(f"{what.strip()}: {measured}, wanted: {wanted}")
        print(f"{'ok  ' if good else 'POOR'}  {what:<44} {measured:<26} wanted: {wanted}", flush=True)

    def say(self, size: int) -> None:
        """Is it big enough, for how many, and what helps."""
        cores = os.cpu_count() or 1
        wanted = os.getloadavg()[0]
        print(f"\nThis machine has {cores} cores; {wanted:.0f} processes wanted one on average in the last minute.")
        if not self.poor:
            print(
                f"Yes, it is big enough: {size} people can join, and when all of them press Run in the same second, the "
                f"last has the answer after {self.fits[size]:.0f} s while pages stay quick."
            )
            return
        best = max(self.fits, default=0)
        print(f"No, not for {size} people at once" + (f"; {best} would do." if best else ", as it is now."))
        for words in self.poor:
            print(f"  * {words}")
        if any("pages" in words for words in self.poor):
            print("  Pages wait: start it with WEB_PROCESSES=2 or more, or on a machine with more cores.")
        if any("Runs" in words or "join" in words for words in self.poor):
            print("  Answers wait: more cores (each plays some ten to twenty programs a second), and WORKERS to match.")
        print("  If the machine was busy with something else, or the people came over a slow line, try again without.")


async def try_class(base: str, size: int, user: str, password: str) -> bool:
    """The whole hour, in a minute."""
    verdict = Verdict()
    leader, room, code, step, solution = await host(base, user, password)
    people = [Person(base) for _ in range(size)]

    async def arrive(n: int, person: Person) -> float:
        await asyncio.sleep(JOIN_SECONDS * n / size)
        return await person.join(code, f"Person {n + 1}")

    begun = time.monotonic()
    joined = await asyncio.gather(*(arrive(n, one) for n, one in enumerate(people)), return_exceptions=True)
    wrong = Counter(str(one)[:80] for one in joined if isinstance(one, BaseException))
    took = [one for one in joined if isinstance(one, float)]
    whole = time.monotonic() - begun
    verdict.line(f"{size} join within {JOIN_SECONDS:.0f} s", f"{len(took)} in {whole:.1f} s, p95 {p95(took):.0f} ms",
                 "all, each within 2 s", good=not wrong and p95(took) < 2000)  # fmt: skip
    for words, count in wrong.items():
        print(f"      {count} x {words}")
    _, text = await leader.ask(f"/room/{room}/grid")
    count = json.loads(text)["room"]["count"]
    verdict.line("the host's grid counts them", str(count), str(size), good=count == size)
    mark = secrets.token_hex(4)
    crowd = [one for one, end in zip(people, joined, strict=True) if isinstance(end, float)]
    for number in sorted({min(60, size), size}):
        sources = [f"{solution}# {mark} {number} {n}\n" for n in range(number)]
        await report(verdict, f"{number} different Runs within 1 s", crowd[:number], sources, step, runs=number)
        same = [f"{solution}# {mark} {number} all\n"] * number
        await report(verdict, f"{number} equal Runs within 1 s", crowd[:number], same, step, runs=1)
    for person in people:
        if hasattr(person, "task"):
            person.task.cancel()
    await leader.send(f"/room/{room}/delete")
    verdict.say(size)
    return not verdict.poor


async def played_of(runs: set[str], person: Person) -> int:
    """How many of these runs were played, and did not take another's result."""
    played = 0
    for run in runs:
        _, text = await person.ask(f"/api/v1/runs/{run}")
        played += not json.loads(text)["shared"]
    return played


async def report(verdict: Verdict, what: str, people: list[Person], sources: list[str], step: str, runs: int) -> None:
    """One burst, three lines."""
    known = len(verdict.poor)
    answers, errors, page = await burst(people, sources, step)
    slowest = max((one[0] for one in answers), default=0.0)
    limit = ANSWER_SECONDS[60] if len(people) <= 60 else ANSWER_SECONDS[200]
    verdict.line(
        what,
        f"{len(answers)} answered in {slowest:.1f} s",
        f"all in {limit:.0f} s",
        good=not errors and slowest <= limit,
    )
    for words, count in Counter(error[:100] for error in errors).items():
        print(f"      {count} x {words}")
    verdict.line(
        "  each told its place or its answer at once",
        f"{sum(one[2] for one in answers)} told",
        "all",
        good=all(one[2] for one in answers),
    )
    if runs == 1:
        played = await played_of({one[1] for one in answers}, people[0])
        verdict.line("  played once for all", f"{played} played for {len(answers)}", "at most 2", good=played <= 2)
    verdict.line("  pages meanwhile", f"p95 {page:.0f} ms", f"under {PAGE_MS:.0f} ms", good=page < PAGE_MS)
    if runs > 1 and len(verdict.poor) == known:
        verdict.fits[len(people)] = slowest


def main() -> int:
    """Exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--user", default=f"class-{secrets.token_hex(4)}")
    parser.add_argument("--password", default=secrets.token_urlsafe(16))
    given = parser.parse_args()
    try:
        return 0 if asyncio.run(try_class(given.url.rstrip("/"), given.people, given.user, given.password)) else 1
    except (Trouble, OSError) as error:
        print(f"the class could not be tried: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
