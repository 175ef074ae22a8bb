"""A class from the door to the export."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from playground import fairness
from playground.runs import services as runs
from playground.runs.models import Run
from playground.sandbox.client import SandboxError
from playground.workshops import evaluation, library, people, rooms, state, texts, words
from playground.workshops.export import neutral
from playground.workshops.models import Participant, Room, Work
from playground.workshops.urls import urlpatterns
from tests.workshops.conftest import FILE, HALF, REFUSED, RIGHT, WRONG, post

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]
PAGE = {"HTTP_ACCEPT": "text/html"}


def test_codes_are_readable_and_cannot_be_guessed() -> None:
    assert not set("01OI") & set(words.LETTERS)
    assert len(words.LETTERS) ** words.CODE_LENGTH >= 2**40
    assert len(words.WORDS) ** words.PHRASE_WORDS > 2**33
    assert words.read_code(" ab2d-efgh ") == "AB2DEFGH"


def test_joining_clashing_coming_back(held) -> None:
    client = Client(**PAGE)
    shown = client.post(f"/w/{held.room.code}/join", {"name": "Ada\u202e  L"})
    phrase = re.search(r'shop-phrase">([a-z ]+)<', shown.content.decode())[1]
    cookie = shown.cookies[people.cookie_name(held.room.pk)]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert people.join(held.room, "ada l")[0].name == "ada l 2"
    assert client.get(held.url("")).status_code == 200
    other = Client(**PAGE)
    assert other.post(f"/w/{held.room.code}/join", {"phrase": "able able able able"}).status_code == 403
    assert other.post(f"/w/{held.room.code}/join", {"phrase": phrase.upper()}).status_code == 302
    assert other.get(held.url("/state")).json()["me"]["name"] == "Ada L"


def test_doors_caps_and_removal(held) -> None:
    held.lead("/settings", cap=1)
    member = held.join("One")
    door = f"/w/{held.room.code}/join"
    assert Client().post(door, {"name": "Two"}).json()["error"]["code"] == "room.full"
    held.lead("/settings", cap=5, open=False)
    assert Client().post(door, {"name": "Two"}).json()["error"]["code"] == "room.closed"
    old = held.room.code
    held.lead("/code")
    assert Client(**PAGE).get(f"/w/{old}").status_code == 404
    held.lead(f"/people/{held.person('One').pk}", removed=True)
    assert member.get(held.url("/state")).status_code == 403


def test_wrong_codes_run_out(held) -> None:
    wrong = int(fairness.WRONG["code"].burst)
    statuses = [Client().get("/w/NQTACQDE").status_code for _ in range(wrong + 60)]
    assert statuses[:wrong] == [404] * wrong
    assert statuses[-1] == 429
    assert Client().get(f"/w/{held.room.code}").status_code == 429  # else it would tell which guess was right
    assert Client(REMOTE_ADDR="198.51.100.9").get(f"/w/{held.room.code}").status_code == 200


def test_wrong_phrases_run_out_in_a_room_whoever_tries(held) -> None:
    door = f"/w/{held.room.code}/join"
    tried = [
        Client(REMOTE_ADDR=f"198.51.100.{n}").post(door, {"phrase": "able able able able"}).status_code
        for n in range(int(fairness.WRONG["phrase"].burst) + 5)
    ]
    assert (tried[0], tried[-1]) == (403, 429)


def test_grading_tells_no_secret(held) -> None:
    bob = held.join("Bob")
    page = bob.get(held.url("")).content.decode() + json.dumps(bob.get(held.url("/state")).json())
    checked = held.hand_in(bob, HALF, kind="check")
    assert (checked["passed"], checked["total"]) == (1, 1)
    told = held.hand_in(bob, HALF)
    assert (told["passed"], told["total"], told["points"], told["of"]) == (1, 2, 1, 4)
    assert told["results"][1]["category"] == "a long packet"
    assert "smallest" not in told["results"][1]
    everything = page + json.dumps(told) + json.dumps(bob.get(held.url("/state")).json())
    for secret in ("a secret name", "080600", "Two, not one", "r0 = 2\\nexit", "r0 = 2\nexit"):
        assert secret not in everything.replace(HALF, ""), secret
    held.lead("/end")
    after = bob.get(held.url(f"/submissions/{told['id']}")).json()
    snippet = bob.get(after["results"][1]["smallest"] + ".json").json()
    assert snippet["scenario"].count("frame ") == 1
    assert "080600" in snippet["scenario"]


def test_no_answer_to_a_participant_holds_a_secret(held) -> None:
    """Every address of the router that a participant may read, and the room's socket: nothing of hidden tests, of
    solutions, of unopened hints, of the host or of other participants' seats."""
    ann, bob = held.join("Ann"), held.join("Bob")
    made = held.hand_in(ann, HALF)
    other = held.hand_in(bob, WRONG)
    names = {"room_id": held.room.pk, "submission_id": made["id"], "code": held.room.code}
    names |= {"workshop_id": held.room.workshop_id, "person_id": held.person("Bob").pk, "step_id": "one"}
    told = {path: ann.get(path).content.decode() for path in readable(names | {"uid": "MQ", "token": "x"})}
    told["socket"] = json.dumps(state.whole(held.room.pk, held.person("Ann").pk))
    assert {held.url(""), held.url("/state"), held.url("/mine"), held.url(f"/submissions/{made['id']}")} <= set(told)
    keys = [held.person(name).key for name in ("Ann", "Bob")] + [held.person(name).phrase for name in ("Ann", "Bob")]
    hosts = [held.room.owner.password, held.host.cookies["session"].value, held.person("Bob").pk, other["id"], "Bob"]
    secrets = ["a secret name", "080600", "Two, not one", RIGHT, json.dumps(RIGHT)[1:-1], *keys, *hosts]
    found = [(path, secret) for path, text in told.items() for secret in secrets if secret in text.replace(HALF, "")]
    assert found == []
    assert ann.get(held.url(f"/submissions/{other['id']}")).status_code == 404


def readable(names: dict[str, str]) -> list[str]:
    """Addresses that answer a GET."""
    paths = []
    for route in urlpatterns:
        path = f"/{route.pattern}"
        for name, value in names.items():
            path = path.replace(f"<slug:{name}>", value)
        paths.append(path)
    return paths


def test_best_of_and_system_errors_cost_nothing(held, monkeypatch) -> None:
    bob = held.join("Bob")
    assert held.hand_in(bob, RIGHT)["points"] == 4
    assert held.hand_in(bob, WRONG)["points"] == 0
    work = Work.objects.get()
    assert (work.points, work.attempts, work.state) == (4, 2, "passed")

    def gone(*_: object) -> None:
        raise SandboxError

    broken = type("Broken", (), {"lines": gone})()
    made = post(bob, held.url("/submit"), 201, step="one", source=WRONG + "# new")
    for _ in range(3):
        evaluation.evaluate(made["id"], broken)
    assert bob.get(held.url(f"/submissions/{made['id']}")).json()["state"] == "error"
    work.refresh_from_db()
    assert (work.points, work.attempts) == (4, 2)


def test_tries_and_hints_cost_what_the_file_says(held, monkeypatch) -> None:
    priced = FILE.replace("title: A class\n", "title: A class\npenalty: 10\nhint_cost: 25\n")
    priced = priced.replace("points: 3", "points: 99")
    Room.objects.update(text=priced)
    ann, bob = held.join("Ann"), held.join("Bob")
    assert '"penalty": 10' in bob.get(held.url("")).content.decode()
    held.hand_in(ann, WRONG, kind="check")
    assert held.hand_in(ann, RIGHT)["points"] == 100
    assert held.hand_in(bob, WRONG)["points"] == 0
    post(bob, held.url("/hint"), step="one")
    told = held.hand_in(bob, RIGHT)
    assert (told["earned"], told["points"]) == (100, 65)
    assert held.hand_in(bob, HALF)["points"] == 1  # of one point, two thirds
    assert held.host.get(held.url("/export.json")).json()["people"][1]["points"] == 65  # the best counts
    held.lead("/regrade", 202, text=priced)
    held.play()
    changes = held.host.get(held.url("/regrade")).json()["changes"]
    assert [(one["before"], one["after"]) for one in changes] == [(100, 100), (65, 65)]
    held.lead("/regrade", 202, text=priced.replace("penalty: 10\n", ""))
    held.play()
    held.lead("/regrade/apply")
    assert Work.objects.get(participant__name="Bob").points == 75


def test_grading_is_deterministic_and_done_once(held) -> None:
    bob = held.join("Bob")
    made = post(bob, held.url("/submit"), 201, step="one", source=HALF)
    for _ in range(3):
        evaluation.evaluate(made["id"], held.sandbox)
    first = bob.get(held.url(f"/submissions/{made['id']}")).json()
    again = held.hand_in(bob, HALF)
    assert first["results"] == again["results"]
    assert Work.objects.get().attempts == 2


def test_equal_programs_of_a_class_share_a_run(held, monkeypatch) -> None:
    monkeypatch.setattr(runs, "publish", lambda run_id, lane: None)
    seats = [held.join(f"P{n}") for n in range(4)]
    made = [post(seat, held.url("/run"), 201, step="one", source=WRONG) for seat in seats]
    assert len({run["id"] for run in made}) == 1
    assert made[0]["queue_position"] == 1
    other = post(seats[0], held.url("/run"), 201, step="one", source=RIGHT)
    assert other["queue_position"] == 2
    assert set(Run.objects.values_list("lane", flat=True)) == {"workshop"}


def test_a_participant_may_ask_of_a_run_what_anybody_may(held, monkeypatch) -> None:
    monkeypatch.setattr(runs, "publish", lambda run_id, lane: None)
    asked = {"step": "one", "source": RIGHT, "trace": True, "window": [3, 5], "unverified": True}
    post(held.join("Bob"), held.url("/run"), 201, **asked)
    made = Run.objects.get()
    assert (made.trace, made.unverified, "tell events=3:5" in made.scenario) == (True, True, True)


def test_hints_solutions_and_pace(held) -> None:
    bob = held.join("Bob")
    assert "Two, not one" in post(bob, held.url("/hint"), step="one")["hints"][0]
    assert post(bob, held.url("/skip"), step="one")["solution"] == RIGHT
    assert held.hand_in(bob, RIGHT)["passed"] == 2
    assert (Work.objects.get().points, Work.objects.get().state) == (0, "shown")
    held.lead("/settings", pacing="gated")
    post(bob, held.url("/draft"), 403, step="two", source="x")
    held.lead("/bring", step="two")
    post(bob, held.url("/draft"), step="two", source="x")
    held.lead("/settings", pacing="timed", gate=0, minutes=1)
    Room.objects.update(deadline=timezone.now() - timedelta(seconds=1))
    rooms.sweep()
    assert Room.objects.get().gate == 1


def test_grid_sorts_by_need_and_counts(held) -> None:
    ann, bob, cay = (held.join(name) for name in ("Ann", "Bob", "Cay"))
    held.hand_in(ann, RIGHT)
    held.hand_in(bob, REFUSED)
    post(cay, held.url("/hand"), up=True)
    grid = held.host.get(held.url("/grid")).json()
    by_need = sorted(grid["people"], key=lambda person: -person["need"])
    assert [person["name"] for person in by_need] == ["Cay", "Bob", "Ann"]
    assert grid["columns"]["one"]["codes"] == {"register.uninitialised": 1}
    assert grid["columns"]["one"]["passed"] == 1
    changed = held.host.get(held.url(f"/grid?since={grid['version']}")).json()
    assert (changed["people"], changed["cells"]) == ([], {})
    sent = held.lead("/hint-code", step="one", code="register.uninitialised", text="Say what r0 is.")
    assert sent["sent"] == 1
    assert [n["data"]["text"] for n in bob.get(held.url("/state")).json()["notices"]] == ["Say what r0 is."]
    assert ann.get(held.url("/state")).json()["notices"] == []
    seen = held.host.get(held.url(f"/cell/{held.person('Bob').pk}/one")).json()
    assert [part["text"] for part in seen["diff"] if part["kind"] == "-"] == ["r0 = 1"]


def test_nothing_is_shown_on_the_wall_without_consent(held) -> None:
    bob = held.join("Bob")
    post(bob, held.url("/draft"), step="one", source="secret")
    person = held.person("Bob").pk
    held.lead("/ask", participant=person, step="one")
    held.lead("/spotlight", 409, participant=person, step="one")
    post(bob, held.url("/consent"), step="one")
    held.lead("/spotlight", participant=person, step="one")
    assert held.host.get(held.url("/wall")).json()["spotlight"]["source"] == "secret"
    post(bob, held.url("/consent"), step=None)
    assert held.host.get(held.url("/wall")).json()["spotlight"] is None


def test_pushed_programs_overwrite_nothing(held) -> None:
    bob = held.join("Bob")
    post(bob, held.url("/draft"), step="one", source="mine")
    held.lead("/push", step="one", source="theirs")
    told = bob.get(held.url("/state")).json()
    assert told["me"]["work"]["one"]["source"] == "mine"
    assert told["notices"][0]["data"]["source"] == "theirs"


def test_regrading_shows_before_and_after(held) -> None:
    bob = held.join("Bob")
    held.hand_in(bob, HALF)
    corrected = FILE.replace("packets: [ffffffffffff525400000001080600, ffffffffffff52540000000108060000]\nexpect: {verdicts: [XDP_PASS, XDP_PASS]}",
                             "packets: [ffffffffffff525400000001080600]\nexpect: {verdicts: [XDP_DROP]}")  # fmt: skip
    assert corrected != FILE
    held.lead("/regrade", 202, text=corrected)
    held.play()
    assert Work.objects.get().points == 1
    told = held.host.get(held.url("/regrade")).json()
    assert [(one["name"], one["before"], one["after"]) for one in told["changes"]] == [("Bob", 1, 4)]
    assert held.lead("/regrade/apply")["changed"] == 1
    assert Work.objects.get().points == 4
    held.lead("/regrade/apply", 409)


def test_exports(held) -> None:
    held.hand_in(held.join('=HYPERLINK("http://x")'), RIGHT)
    rows = list(csv.reader(io.StringIO(held.host.get(held.url("/export.csv")).content.decode())))
    assert rows[1][0] == '\'=HYPERLINK("http://x")'
    assert rows[1][2] == "4"
    assert [neutral(text) for text in ("+1", "-1", "@x", "\t=1", " =1", "a=1")] == [
        "'+1",
        "'-1",
        "'@x",
        "'\t=1",
        "' =1",
        "a=1",
    ]
    assert held.host.get(held.url("/export.json")).json()["people"][0]["steps"]["one"]["state"] == "passed"
    archive = zipfile.ZipFile(io.BytesIO(held.host.get(held.url("/export.zip")).content))
    assert all(".." not in name and not name.startswith("/") for name in archive.namelist())
    assert re.search(r"/s/\w+", archive.read("links.md").decode())
    assert b"1 of 1" not in held.host.get(held.url("/report")).content
    assert held.host.get(held.url("/report")).status_code == 200


def test_names_are_forgotten_and_links_stay(held) -> None:
    bob = held.join("Bob")
    held.hand_in(bob, RIGHT)
    link = bob.get(held.url("/mine")).json()["links"][0]["url"]
    held.lead("/settings", keep_days=3)
    held.lead("/end")
    assert rooms.forget_people() == 0
    Room.objects.update(ended=timezone.now() - timedelta(days=4))
    assert rooms.forget_people() == 1
    assert Participant.objects.get().name == "participant 1"
    assert (Work.objects.get().source, Work.objects.get().points) == ("", 4)
    assert bob.get(held.url("/state")).status_code == 403
    assert RIGHT in bob.get(link + ".s").content.decode()


def test_publishing_needs_a_proof(held) -> None:
    workshop = library.create(held.room.owner, FILE.replace("r0 = 1\nexit", "r0 = 2\nexit"))
    path = f"/host/workshops/{workshop.pk}"
    post(held.host, f"{path}/start", 409)
    post(held.host, f"{path}/publish", 409)
    post(held.host, f"{path}/dry-run", 202)
    held.play()
    report = held.host.get(f"{path}/dry-run").json()
    assert [step["message"] for step in report["steps"]] == ["the starter passes every test already", ""]
    post(held.host, f"{path}/publish", 409)
    post(held.host, f"{path}/text", text=FILE)
    post(held.host, f"{path}/dry-run", 202)
    held.play()
    post(held.host, f"{path}/publish")
    post(held.host, f"{path}/start", 201)
    assert held.host.get(f"{path}/file.md").content.decode() == FILE
    assert texts.of(FILE).points == 5
