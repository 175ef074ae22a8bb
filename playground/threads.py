"""The threads in which requests do their synchronous work.

Django gives each request a thread of its own, new and with a new database connection: half of what a short request
costs. Here a few threads are kept, and with them their connections; a request takes the one that has least to do.
Reading and writing have threads of their own: who writes may wait for the database, and no page waits behind that.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from asgiref.sync import ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler

THREADS: Final = 4  # for reading, and as many for writing
READS: Final = ("GET", "HEAD", "OPTIONS")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Handler(ASGIHandler):  # type: ignore[misc] - Django has no types
    """Django, on a fixed number of threads."""

    def __init__(self) -> None:
        super().__init__()
        self.readers = [ThreadPoolExecutor(1, thread_name_prefix=f"read-{n}") for n in range(THREADS)]
        self.writers = [ThreadPoolExecutor(1, thread_name_prefix=f"write-{n}") for n in range(THREADS)]
        self.busy: Counter[ThreadPoolExecutor] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        threads = self.readers if scope["method"] in READS else self.writers
        thread = min(threads, key=lambda one: self.busy[one])
        self.busy[thread] += 1
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            self.busy[thread] -= 1
