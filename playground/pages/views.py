"""Pages. Each is readable before, and without, any script."""

import asyncio
import json
import logging
from functools import cache
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import vm.session
from playground import fairness, judge
from playground.errors import ApiError
from playground.learn import gallery, opening
from playground.learn.markdown import coloured_lines
from playground.pages import assets, drift, paint, picture, stored, welcome
from playground.programs.models import Snippet
from playground.programs.views import find
from playground.runs import frames
from playground.runs.models import Run
from vm.facts import baseline

log = logging.getLogger(__name__)

BOOT_VERSION = 1
TEXT_EVENTS = 400  # shown on a run's page without script


@cache
def scenarios() -> list[dict[str, str]]:
    """What a run can be played against, by name."""
    return [{"name": s.name, "hook": s.hook, "title": s.title, "summary": s.summary} for s in vm.session.SCENARIOS]


def _boot(page: str, **more: Any) -> dict[str, Any]:
    return {
        "version": BOOT_VERSION,
        "page": page,
        "source": "",
        "title": "",
        "scenario": None,
        "seed": None,
        "engine": "interp",
        "snippet": None,
        "run": None,
        "frames": [],
        "default": page == "home",
        "scenarios": scenarios(),
        "examples": gallery.rows(),
        **more,
    }


def _page(request: HttpRequest, boot: dict[str, Any], **more: Any) -> HttpResponse:
    context = {
        "boot": boot,
        "entry": assets.entry(),
        "nonce": request.nonce,  # type: ignore[attr-defined]
        "kernel": baseline.KERNEL,
        "code": coloured_lines(boot["source"]),
        "paint": paint.painted(boot["frames"]),
        "lines": text_lines(boot["frames"]),
        **more,
    }
    return render(request, "pages/playground.html", context)


@require_safe
async def home(request: HttpRequest) -> HttpResponse:
    """`GET /`: the example and its finished run; with `?example=` or `?from=` a program of our pages, not yet run."""
    if opened := opening.asked(request):
        boot = _boot("home", source=opened.source, title=opened.title, scenario=opened.scenario, default=False)
        return await sync_to_async(_page)(request, boot)
    try:
        played = await welcome.frames()
    except Exception:
        log.exception("the example could not be played")
        played = []
    boot = _boot("home", source=welcome.source(), title=welcome.TITLE, frames=played)
    return await sync_to_async(_page)(request, boot)


@require_safe
async def snippet(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}`."""
    found = await find(snippet_id)
    return await sync_to_async(_snippet_page)(request, found)


def _snippet_page(request: HttpRequest, found: Snippet) -> HttpResponse:
    played = stored.frames(found)
    drift.remember(found)
    boot = _boot(
        "snippet",
        source=found.source,
        title=found.title,
        scenario=found.scenario,
        seed=found.seed,
        snippet={"id": found.pk, "url": f"/s/{found.pk}", "parent": found.parent_id},
        frames=played,
        aged=drift.aged(found),
        drift=drift.drift(found),
    )
    address = request.build_absolute_uri(f"/s/{found.pk}")
    return _page(request, boot, snippet=found, address=address, verdict=stored.verdict(played))


@require_safe
async def snippet_drift(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.drift.json`: whether the engine of today does otherwise than the one of then; `drift` may be null."""
    found = await find(snippet_id)
    return JsonResponse({"drift": await sync_to_async(drift.drift)(found)})


@require_safe
async def snippet_picture(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.png`: for those that show a picture beside a link."""
    found = await find(snippet_id)
    await sync_to_async(drift.remember)(found)
    verdict = stored.judged(await sync_to_async(stored.frames)(found))
    if verdict is None:
        verdict = await _checked(request, found.source)
    body = await asyncio.to_thread(picture.png, found.title, found.source, verdict)
    answer = HttpResponse(body, content_type="image/png")
    answer["Cache-Control"] = "public, max-age=86400" if verdict else "public, max-age=60"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


async def _checked(request: HttpRequest, source: str) -> picture.Verdict | None:
    """The verifier's word on a source that nobody ran yet."""
    fairness.admit(request, "check")
    try:
        said = await judge.ask("c", {"source": source})
    except (judge.OverLimit, ApiError):
        return None
    refused = next((program for program in said["programs"] if not program["ok"]), None)
    if refused:
        place = f" at line {refused['line']}" if refused.get("line") else ""
        return picture.Verdict(
            accepted=False, text=f"Rejected{place}: {refused.get('error_line', '')}", line=refused.get("line")
        )
    if not said["programs"]:
        return None
    walked = sum(program["stats"]["insns_processed"] for program in said["programs"])
    return picture.Verdict(accepted=True, text=f"Accepted: {walked:,} instructions walked.")


@require_safe
async def run(request: HttpRequest, run_id: str) -> HttpResponse:
    """`GET /r/{id}`: a run and what it said."""
    return await sync_to_async(_run_page)(request, run_id)


def _run_page(request: HttpRequest, run_id: str) -> HttpResponse:
    found = Run.objects.select_related("tape").filter(pk=run_id).first()
    if found is None:
        raise Http404
    played: list[dict[str, Any]] = []
    if found.tape:
        texts = [frames.whole(found.pk, seq, e) for seq, e in enumerate(frames.unpack(bytes(found.tape.events)))]
        played = welcome.shortened([json.loads(text) for text in texts])
    boot = _boot(
        "run",
        source=found.source,
        title=f"Run {found.pk}",
        scenario=found.scenario,
        seed=found.seed,
        engine=found.engine,
        run={"id": found.pk, "url": f"/r/{found.pk}", "ws": f"/ws/runs/{found.pk}/"},
        frames=played,
    )
    return _page(request, boot, state=found.state)


def text_lines(played: list[dict[str, Any]]) -> list[str]:
    """A run in plain words, for readers without script and for machines."""
    lines: list[str] = []
    for frame in played:
        for event in frame["events"]:
            words = " ".join(f"{name}={_word(value)}" for name, value in event.items() if name != "type")
            lines.append(f"{event['type']} {words}")
            if len(lines) >= TEXT_EVENTS:
                return [*lines, "..."]
    return lines


def _word(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Snippets are unlisted."""
    return HttpResponse(
        "User-agent: *\nDisallow: /s/\nDisallow: /r/\nDisallow: /e/\nDisallow: /api/\n", content_type="text/plain"
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """A picture so small that it is text."""
    answer = HttpResponse(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#f2b632"/>'
        '<path d="M5 3v10M5 8h4a2 2 0 0 1 0 5H5" stroke="#1b1b1f" stroke-width="2" fill="none"/></svg>',
        content_type="image/svg+xml",
    )
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
