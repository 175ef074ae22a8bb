"""The gallery, the lessons and the reference, as pages. All are readable, and answer, without any script."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from playground.learn import documents, facts, gallery, lessons, markdown, rejections, showing
from playground.pages import assets
from vm.facts.baseline import KERNEL


def _page(request: HttpRequest, template: str, **more: Any) -> HttpResponse:
    context = {
        "entry": assets.entry(),
        "style": assets.own("learn.css"),
        "script": assets.own("learn.js"),
        "nonce": request.nonce,  # type: ignore[attr-defined]
        "kernel": KERNEL,
        **more,
    }
    return render(request, f"learn/{template}.html", context)


@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """`GET /gallery`."""
    found = list(gallery.examples().values())
    hooks = list(dict.fromkeys(example.hook for example in sorted(found, key=lambda one: one.hook)))
    hook = request.GET.get("hook", "")
    shown = [example for example in found if not hook or example.hook == hook]
    return _page(request, "gallery", examples=shown, hooks=hooks, hook=hook, all=len(found))


@require_safe
def example(request: HttpRequest, name: str) -> HttpResponse:
    """`GET /gallery/{name}`. `?answer=K` answers the quiz."""
    found = gallery.examples().get(name)
    if found is None:
        raise Http404
    names = list(gallery.examples())
    at = names.index(name)
    given = request.GET.get("answer", "")
    chosen = int(given) if given in {str(n) for n in range(len(found.quiz.answers))} else None
    return _page(
        request,
        "example",
        example=found,
        program=markdown.program_block(found.source, found.scenario, f"/?example={name}"),
        twin=markdown.program_block(found.twin, found.scenario, f"/?example={name}.broken"),
        rejection=showing.verdict(found.twin),
        prose=markdown.html(found.prose),
        chosen=chosen,
        before=gallery.examples()[names[at - 1]] if at else None,
        after=gallery.examples()[names[at + 1]] if at + 1 < len(names) else None,
    )


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """`GET /learn/`: the lessons, and an index of everything there is to read."""
    return _page(
        request,
        "learn",
        lessons=lessons.lessons().values(),
        examples=gallery.examples().values(),
        shelves=facts.SHELVES,
        documents=documents.documents().values(),
    )


@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """`GET /learn/{slug}`."""
    found = lessons.lessons().get(slug)
    if found is None:
        raise Http404
    every = list(lessons.lessons().values())
    at = every.index(found)
    return _page(
        request,
        "lesson",
        lesson=found,
        lessons=every,
        body=lessons.page(slug),
        before=every[at - 1] if at else None,
        after=every[at + 1] if at + 1 < len(every) else None,
    )


@require_safe
def reference(request: HttpRequest, name: str = "") -> HttpResponse:
    """`GET /reference/`, `/reference/{document}`, `/reference/{shelf}` and `/reference/{code of a refusal}`."""
    if not name:
        return _page(request, "reference", shelves=facts.SHELVES, documents=documents.documents().values())
    if document := documents.documents().get(name):
        return _page(request, "document", document=document)
    if shelf := facts.SHELF_BY_NAME.get(name):
        return _page(request, "shelf", shelf=shelf, tables=shelf.tables(), shelves=facts.SHELVES)
    row = facts.REJECTION_BY_CODE.get(name)
    if row is None:
        raise Http404
    pair = rejections.pairs().get(name)
    blocks = {}
    if pair:
        blocks = {
            kind: markdown.program_block(source, "", f"/?from=/reference/{name}&n={kind}")
            for kind, source in (("broken", pair.broken), ("fixed", pair.fixed))
        }
    met = [one for one in gallery.examples().values() if one.rejection == name]
    return _page(request, "rejection", row=row, pair=pair, blocks=blocks, met=met, shelves=facts.SHELVES)


@require_safe
def pair(_: HttpRequest, code: str) -> JsonResponse:
    """`GET /reference/{code of a refusal}.json`: {code, title, broken, fixed}; null for a refusal without a pair."""
    if code not in facts.REJECTION_BY_CODE:
        raise Http404
    found = rejections.pairs().get(code)
    shown = found and {"code": code, "title": found.title, "broken": found.broken, "fixed": found.fixed}
    answer = JsonResponse(shown, safe=False)
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
