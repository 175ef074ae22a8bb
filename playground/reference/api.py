"""The API, described once: OpenAPI 3.1, from the very models that read the requests."""

from functools import cache
from typing import Any, Final

from playground import wire
from vm.protocol import events

ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "description": "stable"},
                "message": {"type": "string"},
                "hint": {"type": "string"},
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
            },
        }
    },
}
FRAME: Final = {
    "type": "object",
    "required": ["run", "seq", "events"],
    "properties": {
        "run": {"type": "string"},
        "seq": {"type": "integer", "minimum": 0},
        "events": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["type"]}},
    },
}
RUN: Final = {
    "type": "object",
    "required": ["id", "url", "ws", "state", "verdict", "statistics", "counts"],
    "properties": {
        "id": {"type": "string"},
        "url": {"type": "string"},
        "ws": {"type": "string"},
        "state": {"enum": ["queued", "running", "done", "rejected", "fault", "limit", "stopped", "error"]},
        "queue_position": {"type": "integer", "minimum": 1},
        "verdict": {"enum": ["accepted", "rejected", None]},
        "programs": {"type": "array", "items": {"type": "object"}},
        "statistics": {"type": "object"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "message": {"type": "string"},
        "frames": {"type": "integer"},
        "seed": {"type": "string", "pattern": "^0x[0-9a-f]+$"},
        "engine": {"enum": ["interp", "jit"]},
    },
}
CREATED_RUN: Final = {
    "type": "object",
    "required": ["id", "url", "ws"],
    "properties": {name: {"type": "string"} for name in ("id", "url", "ws")},
}
CREATED_SNIPPET: Final = {
    "type": "object",
    "required": ["id", "url"],
    "properties": {name: {"type": "string"} for name in ("id", "url")},
}
CHECKED: Final = {
    "type": "object",
    "required": ["diagnostics", "programs"],
    "properties": {
        "diagnostics": {
            "type": "array",
            "items": {"type": "object", "required": ["line", "column", "code", "message"]},
        },
        "programs": {"type": "array", "items": {"type": "object"}},
    },
}
ANALYZED: Final = {
    "type": "object",
    "required": ["diagnostics", "programs", "program"],
    "properties": {
        "diagnostics": CHECKED["properties"]["diagnostics"],
        "programs": {"type": "array", "items": {"type": "string"}, "description": "names"},
        "program": {
            "type": ["object", "null"],
            "description": "the one asked for, else the first refused, else the first: its instructions and the views wanted",
            "properties": {
                "left_out": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                    "description": "view: what a limit cost",
                },
            },
        },
    },
}
FRAMES: Final = {
    "type": "object",
    "required": ["frames"],
    "properties": {"frames": {"type": "array", "items": FRAME}, "done": {"type": "boolean"}},
}
HEALTH: Final = {"type": "object", "required": ["status"], "properties": {"status": {"type": "string"}}}

STATE: Final = {
    "type": "object",
    "required": ["id", "state"],
    "properties": {"id": {"type": "string"}, "state": {"type": "string"}},
}
CAPTURED: Final = {
    "type": "object",
    "required": ["scenario", "packets", "frames"],
    "properties": {
        "scenario": {"type": "string"},
        "packets": {"type": "integer", "description": "packets read"},
        "frames": {"type": "integer", "description": "packets that the text has room for"},
    },
}
OPENED: Final = {
    "type": "object",
    "required": ["source", "license", "programs", "maps"],
    "properties": {
        "source": {"type": "string"},
        "license": {"type": "string"},
        "programs": {
            "type": "array",
            "items": {"type": "object", "required": ["name", "section", "prog_type", "insns"]},
        },
        "maps": {"type": "array", "items": {"type": "string"}},
    },
}
ID: Final = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
SINCE: Final = {
    "name": "since",
    "in": "query",
    "schema": {"type": "integer", "minimum": 0, "default": 0},
    "description": "number of the first frame wanted",
}

# method, path, summary, body model, {status: (words, schema)}, parameters
CALLS: Final = (
    ("get",  "/healthz", "Could a run be served now?", None, {200: ("yes", HEALTH), 503: ("no, and what is missing", HEALTH)}, ()),
    ("post", "/api/v1/runs", "Verify a source, play a scenario against it.", wire.RunBody, {201: ("the run", CREATED_RUN)}, ()),
    ("get",  "/api/v1/runs/{id}", "State, verdict, statistics, counts.", None, {200: ("the run", RUN)}, (ID,)),
    ("get",  "/api/v1/runs/{id}/frames", "The frames so far, for clients without sockets.", None, {200: ("frames", FRAMES)}, (ID, SINCE)),
    ("post", "/api/v1/runs/{id}/stop", "End a run that waits or plays.", None, {202: ("its state now", STATE)}, (ID,)),
    ("get",  "/api/v1/runs/{id}/pcap", "The frames that an ended run let go on, sent back or redirected, as a capture file.", None, {200: ("pcap, 128 bytes a frame", {"type": "string", "format": "binary"})}, (ID,)),
    ("post", "/api/v1/scenarios/pcap", "A capture file as a scenario's text.", wire.CaptureBody, {200: ("the scenario", CAPTURED)}, ()),
    ("post", "/api/v1/check", "Diagnostics of a source, and its verdicts once it assembles.", wire.CheckBody, {200: ("what was found", CHECKED)}, ()),
    ("post", "/api/v1/analyze", "A closer look at one program: the verifier's states, paths, proof and log, its graph, its native code.", wire.AnalyzeBody, {200: ("what was seen", ANALYZED)}, ()),
    ("post", "/api/v1/objects", "An ELF object of clang -target bpf, in base64, as a source.", wire.ObjectBody, {200: ("the source, and what the object holds", OPENED)}, ()),
    ("post", "/api/v1/snippets", "Keep a source for ever; equal contents have equal names.", wire.SnippetBody, {201: ("its name", CREATED_SNIPPET)}, ()),
)  # fmt: skip

WEBSOCKET: Final = (
    "Frames come over a WebSocket too: `/ws/runs/{id}/?since=N` sends every frame from N on, then live, one JSON text "
    "message a frame, and closes with 1000 after the last one. Any other close: come back with `since` one above the "
    "last number seen. 64-bit numbers are hex strings, byte strings plain hex."
)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    paths: dict[str, Any] = {}
    for method, path, summary, model, answers, parameters in CALLS:
        operation: dict[str, Any] = {
            "summary": summary,
            "operationId": f"{method}_{path.strip('/').replace('/', '_').replace('{', '').replace('}', '')}",
            "responses": {str(status): _answer(words, schema) for status, (words, schema) in answers.items()},
        }
        operation["responses"]["default"] = _answer("a typed error", {"$ref": "#/components/schemas/Error"})
        if parameters:
            operation["parameters"] = list(parameters)
        if model:
            schema = {"$ref": f"#/components/schemas/{model.__name__}"}
            operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
        paths.setdefault(path, {})[method] = operation
    models = {model.__name__: model.model_json_schema() for *_, model, _a, _p in CALLS if model}
    return {
        "openapi": "3.1.0",
        "info": {"title": "eBPF playground", "version": f"1.{events.VERSION}", "description": WEBSOCKET},
        "paths": paths,
        "components": {"schemas": {"Error": ERROR, **models}},
    }


def _answer(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}
