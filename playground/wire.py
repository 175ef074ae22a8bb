"""What clients send, read strictly: JSON bodies into values. Unknown fields and near-types are refused."""

import json
import re
from typing import Annotated, Any, Final, Literal, TypeVar

from django.http import HttpRequest
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from playground.errors import ApiError
from vm.facts import limits

SOURCE_BYTES: Final = limits.value("source-size")
TITLE_CHARACTERS: Final = limits.value("title-length")
BODY_BYTES: Final = 1 << 20
CAPTURE_BYTES: Final = 1_450_000  # base64 of a capture of 1 MiB, and the JSON around it
NESTING: Final = 32
SEED_MAX: Final = 2**64 - 1
STRING_OR_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def _seed(value: object) -> object:
    """An integer, or its "0x..." spelling."""
    if isinstance(value, str):
        digits = value.removeprefix("0x")
        if digits == value or not 1 <= len(digits) <= 16 or not set(digits.lower()) <= set("0123456789abcdef"):
            raise ValueError('a seed is an integer or a string "0x..." of at most 16 digits')
        return int(digits, 16)
    return value


def _source(value: str) -> str:
    if not value.strip():
        raise ValueError("the source is empty")
    size = len(value.encode())
    if size > SOURCE_BYTES:
        raise ValueError(f"the source has {size:,} bytes, and {SOURCE_BYTES:,} are the limit (source-size)")
    return value


def _scenario(value: str) -> str:
    if len(value.encode()) > SOURCE_BYTES:
        raise ValueError(f"the scenario is larger than {SOURCE_BYTES} bytes")
    return value


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Base64: Final = Field(min_length=1, max_length=CAPTURE_BYTES, pattern="^[A-Za-z0-9+/]+={0,2}$")
EXAMPLE: Final = '.license "GPL"\n.section xdp\nr0 = XDP_PASS\nexit\n'  # what documents show
EMPTY_CAPTURE: Final = "1MOyoQIABAAAAAAAAAAAAAAABAABAAAA"  # a capture file's header, and no packet

Source = Annotated[str, AfterValidator(_source), Field(description="eBPF assembly", examples=[EXAMPLE])]
Scenario = Annotated[
    str, AfterValidator(_scenario), Field(description="a scenario's name, or its text", examples=["syn-flood"])
]
Seed = Annotated[
    int,
    BeforeValidator(_seed),
    Field(ge=0, le=SEED_MAX, description='of everything random; "0x..." is read too', examples=[1]),
]


class RunBody(Body):
    """`POST /api/v1/runs`."""

    source: Source
    scenario: Scenario | None = None
    seed: Seed | None = None
    engine: Annotated[str, Field(pattern="^(interp|jit)$", examples=["interp", "jit"])] = "jit"
    trace: bool = False
    unverified: bool = False
    coverage: bool = False
    window: Annotated[list[Annotated[int, Field(ge=0, le=10_000_000)]], Field(min_length=2, max_length=2)] | None = None

    def told(self) -> "RunBody":
        """The window as the line of the scenario that it stands for, so that equal runs stay equal."""
        if self.window is None:
            return self
        first, last = self.window
        given = self.scenario or "default"
        text = given if any(c.isspace() for c in given.strip()) else f"use {given.strip()}"
        return self.model_copy(update={"scenario": f"{text.rstrip()}\ntell events={first}:{last}\n", "window": None})


class CheckBody(Body):
    """`POST /api/v1/check`."""

    source: Source


class EditBody(Body):
    """A slot, and the bytes that the instruction there is to have: the source's text for them is wanted."""

    pc: Annotated[int, Field(ge=0, le=1_000_000)]
    hex: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{16}){1,2}$", examples=["b700000002000000"])]


class AnalyzeBody(Body):
    """`POST /api/v1/analyze`."""

    source: Source
    program: Annotated[str, Field(max_length=256)] | None = None
    want: Annotated[list[Literal["states", "paths", "proof", "graph", "native", "log"]], Field(max_length=6)] = []
    edit: EditBody | None = None


class CaptureBody(Body):
    """`POST /api/v1/scenarios/pcap`: the file in base64."""

    pcap: Annotated[str, Base64, Field(examples=[EMPTY_CAPTURE])]
    title: Annotated[str, Field(max_length=80, pattern=r'^[^"#\x00-\x1f]*$')] = ""


class ObjectBody(Body):
    """`POST /api/v1/objects`: an ELF object in base64, and which of its programs, where one is wanted."""

    object: Annotated[str, Base64]
    program: Annotated[str, Field(max_length=256)] | None = None


class SnippetBody(Body):
    """`POST /api/v1/snippets`."""

    source: Source
    title: Annotated[str, Field(max_length=TITLE_CHARACTERS)] = ""
    scenario: Scenario | None = None
    seed: Seed | None = None
    parent: Annotated[str, Field(max_length=64)] | None = None


B = TypeVar("B", bound=Body)


def read(request: HttpRequest, model: type[B], *, most: int = BODY_BYTES) -> B:
    """The body as `model`, or ApiError 400, 413 or 415."""
    if request.content_type != "application/json":
        raise ApiError(415, "request.content-type", "the body must be application/json")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise ApiError(415, "request.content-encoding", "compressed bodies are not accepted")
    if request.content_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise ApiError(415, "request.charset", "the body must be UTF-8")
    raw = request.body
    if len(raw) > most:
        raise ApiError(413, "request.too-large", f"the body is larger than {most} bytes")
    value = parse(raw)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _explained(error) from None


def parse(raw: bytes) -> Any:
    """Strict JSON: UTF-8, no NaN, no double names, no deep nesting, no NUL, no lone surrogate."""
    try:
        text = raw.decode("utf-8", "strict")
        _check_depth(text)
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique, parse_int=_short_integer)
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "request.json", f"the body is not valid JSON: {str(error)[:200]}") from None
    _check_text(value)
    return value


def _check_depth(text: str) -> None:
    depth = 0
    for mark in STRING_OR_BRACKET.findall(text):
        if mark in "[{":
            depth += 1
            if depth > NESTING:
                raise ValueError(f"nested more than {NESTING} deep")
        elif mark in "]}":
            depth -= 1


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _short_integer(digits: str) -> int:
    if len(digits) > 24:
        raise ValueError("a number is too long")
    return int(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _check_text(value: Any) -> None:
    match value:
        case str():
            if "\0" in value:
                raise ApiError(400, "request.nul", "text may not contain NUL")
            try:
                value.encode()
            except UnicodeEncodeError:
                raise ApiError(400, "request.surrogate", "text contains half of a surrogate pair") from None
        case dict():
            for name, item in value.items():
                _check_text(name)
                _check_text(item)
        case list():
            for item in value:
                _check_text(item)


def _explained(error: ValidationError) -> ApiError:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return ApiError(400, "request.unknown-field", f"there is no field called {where[:60]!r}")
    if first["type"] == "missing":
        return ApiError(400, "request.missing-field", f"the field {where!r} is missing")
    message = first["msg"].removeprefix("Value error, ")
    own = message != first["msg"]  # our own sentences name the field
    return ApiError(400, "request.invalid", message if own or not where else f"{where}: {message}")
