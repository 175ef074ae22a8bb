"""Snippets over HTTP, except their page: see `playground.pages`."""

import base64
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from playground import fairness, judge, wire
from playground.errors import ApiError
from playground.programs import services
from playground.programs.models import Snippet

IMMUTABLE = "public, max-age=86400"


@require_POST
async def create(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/snippets`."""
    await sync_to_async(fairness.admit)(request, "snippet")
    snippet = await sync_to_async(services.save)(wire.read(request, wire.SnippetBody))
    answer = JsonResponse({"id": snippet.pk, "url": f"/s/{snippet.pk}"}, status=201)
    answer["Location"] = f"/s/{snippet.pk}"
    return answer


async def find(snippet_id: str) -> Snippet:
    """The snippet, or 404."""
    found = await Snippet.objects.filter(pk=snippet_id).afirst()
    if found is None:
        raise Http404
    return found


@require_safe
async def source(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.s`."""
    snippet = await find(snippet_id)
    answer = HttpResponse(snippet.source, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = IMMUTABLE
    answer["Content-Disposition"] = f'inline; filename="{snippet.pk}.s"'
    return answer


async def _made(letter: str, request: dict[str, Any]) -> dict[str, Any]:
    """What a job on files makes; ApiError 400 when the input is at fault."""
    try:
        found: dict[str, Any] = await judge.ask(letter, request)
    except judge.OverLimit:
        raise ApiError(400, "object.too-much", "reading this takes more time or memory than a file may") from None
    if "error" in found:
        wrong = found["error"]
        place = {name: wrong[name] for name in ("line", "column") if name in wrong}
        raise ApiError(400, wrong["code"], wrong["message"], hint=wrong.get("hint", ""), **place)
    return found


@require_POST
async def open_object(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/objects`: an ELF object, or bare bytecode, becomes a source. Read in the sandbox."""
    await sync_to_async(fairness.admit)(request, "check")
    body = wire.read(request, wire.ObjectBody, most=wire.CAPTURE_BYTES)
    return JsonResponse(await _made("o", body.model_dump()))


def _program(request: HttpRequest) -> str | None:
    return request.GET.get("program", "")[:256] or None


@require_safe
async def bytecode(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.bin?program=NAME`: the raw bytecode of one program."""
    await sync_to_async(fairness.admit)(request, "check")
    snippet = await find(snippet_id)
    made = await _made("b", {"source": snippet.source, "program": _program(request), "form": "bin"})
    answer = HttpResponse(base64.b64decode(made["bytes"]), content_type="application/octet-stream")
    answer["Cache-Control"] = IMMUTABLE
    answer["Content-Disposition"] = f'attachment; filename="{snippet.pk}.bin"'
    return answer


@require_safe
async def llvm(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.llvm.s`: assembly that llvm-mc takes."""
    await sync_to_async(fairness.admit)(request, "check")
    snippet = await find(snippet_id)
    made = await _made("b", {"source": snippet.source, "program": None, "form": "llvm"})
    answer = HttpResponse(made["text"], content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = IMMUTABLE
    answer["Content-Disposition"] = f'attachment; filename="{snippet.pk}.llvm.s"'
    return answer


@require_safe
async def document(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.json`."""
    answer = JsonResponse(services.document(await find(snippet_id)))
    answer["Cache-Control"] = IMMUTABLE
    return answer


@require_safe
async def markdown(request: HttpRequest, snippet_id: str) -> HttpResponse:
    """`GET /s/{id}.md`."""
    snippet = await find(snippet_id)
    url = request.build_absolute_uri(f"/s/{snippet.pk}")
    answer = HttpResponse(services.markdown(snippet, url), content_type="text/markdown; charset=utf-8")
    answer["Cache-Control"] = IMMUTABLE
    return answer
