"""The API described (JSON) and browsable (a page without a line of script)."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from playground.reference import api


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/openapi.json`."""
    return JsonResponse(api.document())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/docs`."""
    document = api.document()
    calls = [
        {"method": method.upper(), "path": path, **_readable(operation, document)}
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    context = {"calls": calls, "info": document["info"], "nonce": request.nonce}  # type: ignore[attr-defined]
    return render(request, "reference/docs.html", context)


def _readable(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = body.get("$ref", "").rpartition("/")[2]
    schema = document["components"]["schemas"].get(name, {})
    required = schema.get("required", [])
    fields = [
        {"name": field, "required": field in required, "schema": json.dumps(_bare(value))}
        for field, value in schema.get("properties", {}).items()
    ]
    return {
        "summary": operation["summary"],
        "fields": fields,
        "parameters": operation.get("parameters", []),
        "answers": [
            {
                "status": status,
                "words": answer["description"],
                "schema": json.dumps(answer["content"]["application/json"]["schema"], indent=2),
            }
            for status, answer in operation["responses"].items()
        ],
    }


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "title"}
