"""Sessions and their users, as Django has them, without its hops between threads: a request that brings no session
and makes none costs nothing here. Sessions are hosts' alone; nobody else gets one.
"""

from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


def sessions(get_response: Any) -> Any:
    """Middleware: `request.session` and `request.user`, both read when first asked for."""
    session, user = SessionMiddleware(get_response), AuthenticationMiddleware(get_response)

    def begin(request: HttpRequest) -> None:
        session.process_request(request)
        user.process_request(request)

    if not iscoroutinefunction(get_response):

        def middleware(request: HttpRequest) -> HttpResponse:
            begin(request)
            return session.process_response(request, get_response(request))

        return middleware

    async def asynchronous(request: HttpRequest) -> HttpResponse:
        begin(request)
        response = await get_response(request)
        if not request.session.accessed and not request.session.modified:
            return response
        return await sync_to_async(session.process_response)(request, response)

    return markcoroutinefunction(asynchronous)


sessions.sync_capable = sessions.async_capable = True  # type: ignore[attr-defined]
