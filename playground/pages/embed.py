"""A snippet inside other people's pages: without cookie, and with oEmbed for those that ask how.

As in `/e/{id}?panes=code,verdict,output&lines=3-9&theme=dark&spoiler=1&run=click` and
`/oembed?url=https://host/s/{id}&maxwidth=&maxheight=&format=json`.
"""

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import escape
from django.views.decorators.http import require_safe

from playground.errors import ApiError
from playground.learn.markdown import coloured_lines
from playground.pages import assets, stored
from playground.programs.models import Snippet
from playground.programs.views import find

PANES: Final = ("code", "verdict", "output")
THEMES: Final = {"light": "light", "dark": "dark", "auto": "light dark"}
OUTPUT_LINES: Final = 40

WIDTH, HEIGHT = 720, 420  # pixels, when nobody asks for less
LEAST_WIDTH, LEAST_HEIGHT = 240, 120
_LINES: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?\Z")
_SNIPPET: Final = re.compile(r"/[se]/([A-Za-z0-9]+)\Z")


@dataclass(frozen=True, slots=True)
class Options:
    """How an embed wants to look; what cannot be read counts as not said.

    lines   first and last line shown, from 1
    spoiler whether the code is folded away until somebody opens it
    run     whether there is a button that runs it; without, the page has no script at all
    """

    panes: tuple[str, ...] = ("code", "verdict")
    lines: tuple[int, int] | None = None
    theme: str = "auto"
    spoiler: bool = False
    run: bool = False

    @classmethod
    def read(cls, query: dict[str, str]) -> "Options":
        """The options of a query string."""
        panes = tuple(pane for pane in query.get("panes", "").split(",") if pane in PANES)
        found = _LINES.match(query.get("lines", ""))
        lines = (int(found[1]), int(found[2] or found[1])) if found else None
        return cls(
            panes=panes or cls().panes,
            lines=lines if lines and 1 <= lines[0] <= lines[1] else None,
            theme=query.get("theme", "auto") if query.get("theme") in THEMES else "auto",
            spoiler=query.get("spoiler") == "1",
            run=query.get("run") == "click",
        )


@require_safe
async def embed(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /e/{id}`: for other people's pages. No cookie, and no script unless asked for."""
    found = await find(snippet_id)
    return await sync_to_async(_embed)(request, found, Options.read(request.GET.dict()))


def _embed(request: HttpRequest, snippet: Snippet, options: Options) -> HttpResponse:
    played = stored.frames(snippet) if {"verdict", "output"} & set(options.panes) else []
    context = {
        "snippet": snippet,
        "nonce": request.nonce,  # type: ignore[attr-defined]
        "options": options,
        "scheme": THEMES[options.theme],
        "code": _numbered(snippet.source, options.lines),
        "verdict": stored.verdict(played),
        "refused": any(event["type"] == "rejected" for frame in played for event in frame["events"]),
        "output": stored.output(played)[:OUTPUT_LINES],
        "script": assets.own("learn.js") if options.run else None,
    }
    return render(request, "pages/embed.html", context)


def _numbered(source: str, lines: tuple[int, int] | None) -> list[tuple[int, str]]:
    """Number and coloured text of the lines wanted."""
    numbered = list(enumerate(coloured_lines(source), 1))
    return numbered if lines is None else numbered[lines[0] - 1 : lines[1]]


@require_safe
async def oembed(request: HttpRequest) -> HttpResponse:
    """`GET /oembed`: how to embed one of our own snippets. Addresses of others are not found."""
    query = request.GET.dict()
    if query.get("format", "json") != "json":
        raise ApiError(501, "oembed.format", "oEmbed is spoken in json only")
    target = urlsplit(query.get("url", ""))
    found = _SNIPPET.match(target.path)
    if target.scheme not in {"http", "https"} or target.netloc != request.get_host() or found is None:
        raise ApiError(404, "oembed.unknown", "this is no address of a snippet here")
    snippet = await find(found[1])
    width = _clamped(query.get("maxwidth"), LEAST_WIDTH, WIDTH)
    height = _clamped(query.get("maxheight"), LEAST_HEIGHT, HEIGHT)
    address = request.build_absolute_uri(f"/e/{snippet.pk}?run=click")
    return JsonResponse(
        _answer(snippet.title or "eBPF program", address, request.build_absolute_uri("/"), width, height)
    )


def _answer(title: str, address: str, provider: str, width: int, height: int) -> dict[str, Any]:
    frame = (
        f'<iframe src="{escape(address)}" width="{width}" height="{height}" title="{escape(title)}" '
        'loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": "eBPF playground",
        "provider_url": provider,
        "title": title,
        "html": frame,
        "width": width,
        "height": height,
        "cache_age": 86_400,
    }


def _clamped(asked: str | None, least: int, most: int) -> int:
    """What was asked for, as far as it makes sense."""
    if asked is None or not re.fullmatch(r"\d{1,6}", asked):
        return most
    return max(least, min(int(asked), most))
