"""What every answer carries and every request passes: headers, a nonce, whose page asked.

The cookie set here tells browsers apart behind one address, for fairness alone. Cookies that give rights are
those of workshops, whose views ask for a token on top (`playground.workshops.doors`); unsafe requests from
foreign pages are refused everywhere.
"""

import secrets
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from playground.errors import ApiError, answer, of_exception

BROWSER_COOKIE = "browser"
BROWSER_SECONDS = 180 * 86_400
DEFAULT_PORTS = {"http": 80, "https": 443}

PAGE_RULES = (
    "default-src 'none'",
    "script-src 'nonce-NONCE' 'strict-dynamic'",
    "style-src 'self' 'nonce-NONCE'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
EMBED_RULES = (
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self' 'nonce-NONCE'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors *",
)
RUNNABLE = {
    "script-src 'none'": "script-src 'nonce-NONCE'",
    "form-action 'none'": "form-action 'none'; connect-src 'self'",
}
"""What an embed that runs at a click is allowed on top."""


def policy(nonce: str, *, framable: bool, runnable: bool = False) -> str:
    """The Content-Security-Policy of a page, of an embed, or of an embed that runs its program."""
    own = PAGE_RULES if not framable else EMBED_RULES
    rules = (RUNNABLE.get(rule, rule) if runnable else rule for rule in own)
    return "; ".join(rule.replace("NONCE", nonce) for rule in rules)


def origin_allowed(origins: Iterable[str], host: str, *, secure: bool) -> bool:
    """Whether a page of this very host, port and scheme asked. Exactly one Origin must be given."""
    match list(origins):
        case [origin]:
            pass
        case _:
            return False
    if origin in settings.PUBLIC_ORIGINS:
        return True
    parts = urlsplit(origin)
    try:
        port = parts.port
    except ValueError:
        return False
    if (
        parts.scheme != ("https" if secure else "http")
        or origin != f"{parts.scheme}://{parts.netloc}"
        or "@" in parts.netloc
    ):
        return False
    name, own_port = split_domain_port(host)
    bare = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    default = DEFAULT_PORTS[parts.scheme]
    return bool(name) and bare == name and (port or default) == int(own_port or default)


def _inspect(request: HttpRequest) -> None:
    request.nonce = secrets.token_urlsafe(18)  # type: ignore[attr-defined]
    host = request.get_host()  # raises DisallowedHost
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    origin = request.headers.get("Origin")
    foreign = origin is not None and not origin_allowed([origin], host, secure=request.is_secure())
    if foreign or request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        raise ApiError(403, "request.origin", "a page of another site may not do this")


def _dress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    framable = request.path.startswith("/e/")
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "same-origin"
    response["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if framable else "same-origin")
    response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    response["Content-Security-Policy"] = policy(
        request.nonce,  # type: ignore[attr-defined]
        framable=framable,
        runnable=request.GET.get("run") == "click",
    )
    if not framable:
        response["X-Frame-Options"] = "DENY"
    if settings.SECURE_HSTS_SECONDS:
        response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
    response.headers.setdefault("Cache-Control", "no-store")
    if not response.streaming:
        response["Content-Length"] = str(len(response.content))
    page = response.get("Content-Type", "").startswith("text/html")
    if page and not framable and response.status_code == 200 and BROWSER_COOKIE not in request.COOKIES:
        response.set_cookie(
            BROWSER_COOKIE,
            secrets.token_urlsafe(12),
            max_age=BROWSER_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.HTTPS,
        )
    return response


def shield(get_response: Any) -> Any:
    """Middleware around all others."""

    def refused(request: HttpRequest) -> HttpResponse | None:
        try:
            _inspect(request)
        except Exception as error:  # noqa: BLE001 - whatever it is becomes a typed answer
            return answer(request, of_exception(error))
        return None

    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> HttpResponse:
            return _dress(request, refused(request) or await get_response(request))

        return markcoroutinefunction(asynchronous)

    def middleware(request: HttpRequest) -> HttpResponse:
        return _dress(request, refused(request) or get_response(request))

    return middleware


shield.sync_capable = shield.async_capable = True  # type: ignore[attr-defined]
