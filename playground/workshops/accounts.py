"""Hosts' accounts: Django's own, by name and password; an address is not asked for."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from playground import fairness
from playground.errors import ApiError
from playground.workshops.doors import Seat, door
from playground.workshops.pages import page


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe else "/host"


@door("account.use", "GET", "HEAD", "POST")
def enter(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/login`."""
    if request.method == "POST":
        fairness.admit(request, "login")
    form = AuthenticationForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(_next(request))
    return page(request, "account", form=form, next=_next(request), kind="login", signup=settings.HOST_SIGNUP)


@door("account.use", "GET", "HEAD", "POST")
def signup(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/signup`."""
    if not settings.HOST_SIGNUP:
        raise ApiError(403, "account.closed", "hosts are named by whoever runs this installation")
    if request.method == "POST":
        fairness.admit(request, "login")
    form = UserCreationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.save())
        return HttpResponseRedirect(_next(request))
    return page(request, "account", form=form, next=_next(request), kind="signup", signup=True)


@door("account.leave", "POST")
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """`/host/logout`."""
    logout(request)
    return HttpResponseRedirect("/host/login")
