"""Hosts' accounts: made, left, mended; with mail and without."""

import io
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from tests.playground.conftest import live_store, own_store  # noqa: F401 - fixtures

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_store")]
OLD, NEW = "a long enough phrase", "another phrase altogether"


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", "ada@example.org", OLD)


def log_in(password: str) -> bool:
    return Client().post("/host/login", {"username": "ada", "password": password}).status_code == 302


def choose(link: str, password: str = NEW) -> int:
    return Client().post(link, {"new_password1": password, "new_password2": password}).status_code


def test_made_and_left(client) -> None:
    asked = {"username": "x", "password1": OLD, "password2": OLD, "next": "//evil.example"}
    assert client.post("/host/signup", asked)["Location"] == "/host"
    assert "Your name" not in client.get("/host").content.decode()
    assert client.post("/host/logout").status_code == 302
    assert client.get("/host", HTTP_ACCEPT="text/html")["Location"] == "/host/login?next=/host"


def test_signup_may_be_closed(client, settings) -> None:
    settings.HOST_SIGNUP = False
    assert client.post("/host/signup", {}).status_code == 403
    assert "/host/signup" not in client.get("/host/login").content.decode()


@pytest.mark.parametrize("password", ["short", "password1234", "ada-ada-ada"])
def test_weak_passwords_are_refused(client, password: str) -> None:
    shown = client.post("/host/signup", {"username": "ada-ada-ada", "password1": password, "password2": password})
    assert "shop-error" in shown.content.decode()
    assert not User.objects.exists()


def test_a_changed_password_logs_other_devices_out(client, ada: User) -> None:
    other = Client()
    for browser in (client, other):
        browser.post("/host/login", {"username": "ada", "password": OLD})
    wrong = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert "shop-error" in client.post("/host/account", wrong).content.decode()
    assert "in use" in client.post("/host/account", wrong | {"old_password": OLD}).content.decode()
    assert client.get("/host").status_code == 200
    assert other.get("/host").status_code == 403
    assert (log_in(OLD), log_in(NEW)) == (False, True)


def test_without_mail_a_command_says_a_link(client, ada: User) -> None:
    assert "python manage.py host" in client.get("/host/forgot").content.decode()
    said = io.StringIO()
    call_command("host", "ada", "--site", "https://play.example/", stdout=said)
    link = urlsplit(re.search(r"https://play\.example/host/reset/\S+", said.getvalue())[0]).path
    assert choose(link, "short") == 200
    assert choose(link) == 302
    assert log_in(NEW)
    assert choose(link, OLD) == 404  # it worked once
    assert not log_in(OLD)


def test_a_command_names_hosts_where_signup_is_closed(settings) -> None:
    settings.HOST_SIGNUP = False
    said = io.StringIO()
    call_command("host", "grace", stdout=said)
    assert not User.objects.get(username="grace").has_usable_password()
    assert choose(urlsplit(said.getvalue().split()[-1]).path) == 302
    User.objects.update(is_active=False)
    with pytest.raises(CommandError):
        call_command("host", "grace", stdout=said)


def test_with_mail_a_link_is_sent_and_nobody_learns_who_is_a_host(client, ada: User, settings) -> None:
    settings.MAIL = object()
    User.objects.create_user("silent", password=OLD)
    told = {who: client.post("/host/forgot", {"who": who}).content for who in ("ada@EXAMPLE.org", "silent", "nobody")}
    shown = {re.search(rb"<main.*</main>", page, re.DOTALL)[0] for page in told.values()}
    assert len(shown) == 1
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"]]
    link = urlsplit(re.search(r"http://testserver/host/reset/\S+", mail.outbox[0].body)[0]).path
    assert choose(link) == 302
    assert log_in(NEW)


@pytest.mark.parametrize("uid", ["MQ", "x", "-", "OTk5OTk5", "w6Q"])
def test_made_up_links_open_nothing(client, ada: User, uid: str) -> None:
    assert client.get(f"/host/reset/{uid}/c9x-0123").status_code == 404


def test_passwords_cannot_be_tried_for_long(client, ada: User) -> None:
    tried = [client.post("/host/login", {"username": "ada", "password": "guess"}).status_code for _ in range(64)]
    assert tried[0] == 200
    assert tried[-1] == 429
