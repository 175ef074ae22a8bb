"""Every wrong answer of the service has one shape: {"error": {"code", "message", "hint"?, "line"?, "column"?}}."""

import logging
from typing import Any, Final

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.core.exceptions import BadRequest, DisallowedHost, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


class ApiError(Exception):
    """Ends a request with a typed error. `retry_after` in seconds."""

    def __init__(
        self, status: int, code: str, message: str, *, hint: str = "", retry_after: int | None = None, **place: int
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.body: dict[str, Any] = {"code": code, "message": message}
        if hint:
            self.body["hint"] = hint
        self.body |= place


STATUS: Final = {
    400: ("request.bad", "the request cannot be understood"),
    403: ("request.forbidden", "this is not allowed"),
    404: ("request.not-found", "there is nothing at this address"),
    405: ("request.method", "this address does not answer that method"),
    413: ("request.too-large", "the body is too large"),
    500: ("internal", "something went wrong on our side; it is in the log"),
    503: ("database.down", "the database does not answer"),
}


def answer(request: HttpRequest, error: ApiError) -> HttpResponse:
    """The error as JSON, or as a page for a browser that asked for one."""
    if request.path.startswith("/api/") or not wants_page(request):
        response: HttpResponse = JsonResponse({"error": error.body}, status=error.status)
    else:
        response = render(
            request, "pages/error.html", {"error": error.body, "status": error.status}, status=error.status
        )
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def wants_page(request: HttpRequest) -> bool:
    """Whether the client prefers HTML."""
    return "text/html" in request.headers.get("Accept", "")


def of_status(status: int, **more: Any) -> ApiError:
    """The plain error of a status."""
    code, message = STATUS.get(status, STATUS[400] if status < 500 else STATUS[500])
    return ApiError(status, code, message, **more)


def of_exception(error: Exception) -> ApiError:
    """What the client is told of an exception; what it must not know stays in the log."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, Http404):
        return of_status(404)
    if isinstance(error, RequestDataTooBig):
        return of_status(413)
    if isinstance(error, DisallowedHost):
        return ApiError(400, "request.host", "this host name is not served here", hint="set ALLOWED_HOSTS")
    if isinstance(error, (SuspiciousOperation, BadRequest, UnicodeError)):
        return of_status(400)
    if isinstance(error, DatabaseError):
        log.error("database: %s", error)
        return of_status(503, retry_after=2)
    log.error("unexpected", exc_info=error)
    return of_status(500)


def typed(get_response: Any) -> Any:
    """Middleware: an exception or a bare 4xx or 5xx becomes a typed error."""

    def settle(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if (
            response.status_code < 400
            or "json" in response.get("Content-Type", "")
            or getattr(response, "is_ours", False)
        ):
            return response
        if request.path.startswith("/api/") or not response.content or "text/html" in response.get("Content-Type", ""):
            better = answer(request, of_status(response.status_code))
            if "Allow" in response:
                better["Allow"] = response["Allow"]
            return better
        return response

    if iscoroutinefunction(get_response):

        async def asynchronous(request: HttpRequest) -> HttpResponse:
            return settle(request, await get_response(request))

        middleware: Any = markcoroutinefunction(asynchronous)
    else:

        def middleware(request: HttpRequest) -> HttpResponse:
            return settle(request, get_response(request))

    middleware.process_exception = lambda request, error: answer(request, of_exception(error))
    return middleware


typed.sync_capable = typed.async_capable = True  # type: ignore[attr-defined]
