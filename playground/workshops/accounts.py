"""Hosts' accounts: Django's own, by name and password. An address is asked for only where mail can be sent."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import get_user_model, login, logout, update_session_auth_hash
from django.contrib.auth.forms import (
    AuthenticationForm,
    BaseUserCreationForm,
    PasswordChangeForm,
    SetPasswordForm,
    UsernameField,
)
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db.models import Q
from django.forms import CharField, EmailField, Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import force_bytes, force_str
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode, urlsafe_base64_encode

from playground import fairness
from playground.errors import ApiError
from playground.workshops.doors import Seat, door
from playground.workshops.pages import page

log = logging.getLogger(__name__)

READ_AND_SEND = ("GET", "HEAD", "POST")
MAILED = """Somebody, probably you, wants a new password for the host {name} of {site}.

{link}

The link works once, for {days} days. Without it nothing changes.
"""


class NewHost(BaseUserCreationForm):
    """A name, a password; an address where mail can be sent."""

    class Meta:
        model = get_user_model()
        fields = ("username", "email")
        field_classes: ClassVar = {"username": UsernameField}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["username"].help_text = "Co-hosts find you by it, and comments are signed with it."
        self.fields["password1"].help_text = "At least 10 characters, and none of the usual ones."
        self.fields["password2"].help_text = None
        if not settings.MAIL:
            del self.fields["email"]
        else:
            self.fields["email"] = EmailField(
                required=False, help_text="If you forget the password. Nothing else is sent."
            )


class Forgotten(Form):
    """Who forgot."""

    who = CharField(label="Username or e-mail", max_length=254)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe else "/host"


def _form_page(request: HttpRequest, kind: str, form: Form | None = None, **more: Any) -> HttpResponse:
    more = {"signup": settings.HOST_SIGNUP, "mail": bool(settings.MAIL), **more}
    return page(request, "account", kind=kind, form=form, next=_next(request), **more)


def _sent(request: HttpRequest) -> bool:
    """Whether a form comes back; not too many of them."""
    if request.method != "POST":
        return False
    fairness.admit(request, "login")
    return True


@door("account.use", *READ_AND_SEND)
def enter(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/login`."""
    sent = _sent(request)
    form = AuthenticationForm(request, request.POST or None)
    if sent and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_next(request))
    return _form_page(request, "login", form)


@door("account.use", *READ_AND_SEND)
def signup(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/signup`."""
    if not settings.HOST_SIGNUP:
        raise ApiError(403, "account.closed", "hosts are named by whoever runs this installation")
    sent = _sent(request)
    form = NewHost(request.POST or None)
    if sent and form.is_valid():
        login(request, form.save())
        return HttpResponseRedirect(_next(request))
    return _form_page(request, "signup", form)


@door("account.leave", "POST")
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/logout`."""
    logout(request)
    return HttpResponseRedirect("/host/login")


@door("account.home", *READ_AND_SEND)
def own(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/account`: a new password. Other devices are logged out by it."""
    sent = _sent(request)
    form = PasswordChangeForm(seat.user, request.POST or None)
    form.fields["new_password1"].help_text = None
    if sent and form.is_valid():
        update_session_auth_hash(request, form.save())
        return _form_page(request, "changed")
    return _form_page(request, "change", form)


# --- a password that was forgotten -------------------------------------------------------------------


def reset_path(user: Any) -> str:
    """The address at which somebody may choose a new password, once and for some days."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return f"/host/reset/{uid}/{default_token_generator.make_token(user)}"


@door("account.use", *READ_AND_SEND)
def forgot(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/forgot`: a link by mail; without mail, the words with which to ask for one."""
    if not settings.MAIL:
        return _form_page(request, "ask")
    sent = _sent(request)
    form = Forgotten(request.POST or None)
    if sent and form.is_valid():
        who = form.cleaned_data["who"]
        for user in get_user_model().objects.filter(Q(username=who) | Q(email__iexact=who), is_active=True)[:3]:
            if user.email:
                _mail(request, user)
        return _form_page(request, "mailed")  # the same whether there is such a host or not
    return _form_page(request, "forgot", form)


def _mail(request: HttpRequest, user: Any) -> None:
    site = request.build_absolute_uri("/")
    words = MAILED.format(
        name=user.get_username(),
        site=site,
        link=request.build_absolute_uri(reset_path(user)),
        days=settings.PASSWORD_RESET_TIMEOUT // 86_400,
    )
    try:
        send_mail("A new password for the eBPF playground", words, None, [user.email])
    except (SMTPException, OSError) as error:
        log.error("mail could not be sent: %s", error)  # noqa: TRY400 - what is wrong is the mail server


@door("account.use", *READ_AND_SEND)
def reset(request: HttpRequest, seat: Seat, uid: str, token: str) -> HttpResponse:
    """`/host/reset/{uid}/{token}`: choose a new password."""
    sent = _sent(request)
    user = _by_uid(uid)
    if user is None or not default_token_generator.check_token(user, token):
        answer = _form_page(request, "stale")
        answer.status_code = 404
        answer.is_ours = True  # type: ignore[attr-defined]
        return answer
    form = SetPasswordForm(user, request.POST or None)
    form.fields["new_password1"].help_text = None
    if sent and form.is_valid():
        login(request, form.save())
        return HttpResponseRedirect("/host")
    return _form_page(request, "reset", form, name=user.get_username())


def _by_uid(uid: str) -> Any:
    try:
        pk = force_str(urlsafe_base64_decode(uid))
    except ValueError:
        return None
    return get_user_model().objects.filter(pk=pk, is_active=True).first() if pk.isdigit() else None
