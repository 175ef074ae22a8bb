"""The built frontend: its manifest for pages, its files over HTTP. Read once, compressed once, kept in memory."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

DIST: Final = settings.BASE_DIR / "frontend" / "dist"
ENTRY: Final = "src/main.ts"
PREFIX: Final = settings.STATIC_URL
OWN: Final = settings.BASE_DIR / "playground"
OWN_PREFIX: Final = f"{PREFIX}own/"
TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}

Send = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is sent. `zipped` is None where gzip gains nothing."""

    body: bytes
    zipped: bytes | None
    type: str
    etag: str
    immutable: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page links to run the frontend; addresses."""

    script: str
    styles: tuple[str, ...]
    preload: tuple[str, ...]


@cache
def entry(name: str = ENTRY) -> Entry | None:
    """One of the built frontend's entries, None when it was not built."""
    path = DIST / ".vite" / "manifest.json"
    if not path.exists():
        return None
    manifest = json.loads(path.read_text())
    if name not in manifest:
        return None
    styles: dict[str, None] = {}
    preload: dict[str, None] = {}

    def visit(name: str) -> None:
        chunk = manifest[name]
        for imported in chunk.get("imports", ()):
            if PREFIX + manifest[imported]["file"] not in preload:
                preload[PREFIX + manifest[imported]["file"]] = None
                visit(imported)
        styles.update(dict.fromkeys(PREFIX + css for css in chunk.get("css", ())))

    visit(name)
    return Entry(PREFIX + manifest[name]["file"], tuple(styles), tuple(preload))


@cache
def files() -> dict[str, File]:
    """Every built file, and those of our own apps, by address."""
    built = {
        PREFIX + path.relative_to(DIST).as_posix(): _load(path)
        for path in sorted(DIST.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(DIST).parts)
    }
    return built | {OWN_PREFIX + path.name: _load(path) for path in sorted(OWN.glob("*/static/*"))}


def own(name: str) -> str:
    """The address of a file out of an app's folder `static`; a changed file has another one."""
    file = files()[OWN_PREFIX + name]
    return f"{OWN_PREFIX}{name}?v={file.etag[1:9]}"


def _load(path: Path) -> File:
    body = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    zipped = gzip.compress(body, 9, mtime=0)
    return File(
        body=body,
        zipped=zipped if len(zipped) < len(body) * 0.9 else None,
        type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
        immutable=path.is_relative_to(DIST) and "assets" in path.relative_to(DIST).parts[:-1],
    )


async def serve(scope: dict[str, Any], _receive: object, send: Send) -> None:
    """ASGI: GET and HEAD of a built file."""
    if settings.DEBUG:
        files.cache_clear()
        entry.cache_clear()
    file = files().get(scope["path"])
    asked = dict(scope["headers"])
    if file is None:
        return await answer(
            send,
            404,
            b'{"error":{"code":"request.not-found","message":"no such file"}}',
            {"content-type": "application/json"},
        )
    if scope["method"] not in {"GET", "HEAD"}:
        return await answer(
            send,
            405,
            b'{"error":{"code":"request.method","message":"files are only read"}}',
            {"content-type": "application/json", "allow": "GET, HEAD"},
        )
    told = {
        "content-type": file.type,
        "etag": file.etag,
        "vary": "Accept-Encoding",
        "cache-control": "public, max-age=31536000, immutable" if file.immutable else "no-cache",
    }
    if asked.get(b"if-none-match", b"").decode("latin-1") == file.etag:
        return await answer(send, 304, b"", told)
    body = file.body
    if file.zipped and b"gzip" in asked.get(b"accept-encoding", b""):
        body, told["content-encoding"] = file.zipped, "gzip"
    return await answer(send, 200, body, told, head=scope["method"] == "HEAD")


async def answer(send: Send, status: int, body: bytes, headers: dict[str, str], *, head: bool = False) -> None:
    safe = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-resource-policy": "cross-origin",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "content-length": str(len(body)),
    }
    pairs = [(name.encode(), value.encode()) for name, value in (safe | headers).items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": b"" if head else body})
