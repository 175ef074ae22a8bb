"""Snippets over HTTP, except their page: see `playground.pages`."""

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from playground import fairness, wire
from playground.programs import services
from playground.programs.models import Snippet

IMMUTABLE = "public, max-age=86400"


@require_POST
async def create(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/snippets`."""
    fairness.admit(request, "snippet")
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
