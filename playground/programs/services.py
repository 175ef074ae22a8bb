"""Saving a program: the only writer of Snippet."""

import json
from typing import Any

from django.db import IntegrityError, transaction

from playground.errors import ApiError
from playground.identifiers import content_id
from playground.programs.models import Snippet
from playground.wire import SnippetBody

DOCUMENT_VERSION = 1


def canonical(body: SnippetBody) -> bytes:
    """The content that names a snippet; equal contents are equal bytes."""
    document = {"version": DOCUMENT_VERSION, **body.model_dump()}
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def save(body: SnippetBody) -> Snippet:
    """Store `body`, or find it stored. ApiError 400 when its parent does not exist."""
    name = content_id(canonical(body))
    found = Snippet.objects.filter(pk=name).first()
    if found:
        return found
    if body.parent is not None and not Snippet.objects.filter(pk=body.parent).exists():
        raise ApiError(400, "snippet.unknown-parent", "the snippet named as parent does not exist")
    seed = None if body.seed is None else hex(body.seed)
    try:
        with transaction.atomic():
            return Snippet.objects.create(
                pk=name, source=body.source, title=body.title, scenario=body.scenario, seed=seed, parent_id=body.parent
            )
    except IntegrityError:  # the same content arrived twice at once
        return Snippet.objects.get(pk=name)


def document(snippet: Snippet) -> dict[str, Any]:
    """The snippet as JSON."""
    return {
        "version": DOCUMENT_VERSION,
        "id": snippet.pk,
        "url": f"/s/{snippet.pk}",
        "title": snippet.title,
        "source": snippet.source,
        "scenario": snippet.scenario,
        "seed": snippet.seed,
        "parent": snippet.parent_id,
        "created": snippet.created.isoformat(),
    }


def markdown(snippet: Snippet, url: str) -> str:
    """The snippet for a forum or an issue. The fence is longer than any in the source."""
    longest = max((len(run) for run in _backticks(snippet.source)), default=0)
    fence = "`" * max(3, longest + 1)
    title = "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|" else c for c in snippet.title or "eBPF program")
    return f"## {' '.join(title.split())}\n\n{fence}asm\n{snippet.source.rstrip()}\n{fence}\n\n[Open in the playground]({url})\n"


def _backticks(text: str) -> list[str]:
    runs, current = [], ""
    for character in text:
        if character == "`":
            current += character
        elif current:
            runs.append(current)
            current = ""
    return [*runs, current]
