"""How this app's pages are rendered: one template each, a boot document, a script of the built frontend."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from playground.pages import assets


def page(request: HttpRequest, template: str, boot: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
    """A page. `script` names the entry of the frontend that it runs."""
    script = more.pop("script", "src/shop.ts")
    context = {
        "boot": {"csrf": get_token(request), **(boot or {})},
        "entry": assets.entry(script),
        "nonce": request.nonce,  # type: ignore[attr-defined]
        "user": request.user,
        **more,
    }
    return render(request, f"workshops/{template}.html", context)
