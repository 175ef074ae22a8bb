"""Scenarios: what happens in the simulated world, as a text that people write.

One statement a line: a keyword, for some an argument, then `name=value` settings; `#` begins a
comment. STATEMENTS below is the grammar; docs/scenarios.md tells it in prose.

    title "Two shells and a web server"
    duration 1s
    process bash runs=shell uid=1000 every=40ms
    process nginx runs=webserver threads=2
    traffic dns rate=80/s sources=10
    frame at=10ms hex="ffffffffffff5254000000010806"
    call vfs_read at=5ms by=bash args=0,0x7f00,512 returns=512 takes=3us

Bad text is a ScenarioError with every diagnostic found, each with line and column.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from vm.errors import Diagnostic, ScenarioError, Span
from vm.facts.baseline import CPUS
from vm.kernel.behaviours import BEHAVIOURS
from vm.kernel.tasks import COMM_SIZE
from vm.kernel.traffic import TRAFFIC

MAX_TEXT: Final = 65_536  # characters
MAX_STATEMENTS: Final = 1_000
MAX_DIAGNOSTICS: Final = 20
MAX_DURATION_NS: Final = 60_000_000_000
MAX_RATE: Final = 1_000_000  # a second
MAX_THREADS: Final = 64
MAX_FRAME: Final = 3_520  # bytes: what fits an XDP packet on one page
DEFAULT_DURATION_NS: Final = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process that is there from the beginning. 0 for `every_ns` means the behaviour's own pace."""

    name: str
    runs: str
    uid: int = 1000
    threads: int = 1
    cpu: int | None = None
    every_ns: int = 0
    exe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Traffic of one kind. 0 means the kind's own figure; `stop_ns` 0 means until the end."""

    kind: str
    rate: int = 0
    sources: int = 0
    start_ns: int = 0
    stop_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleFrame:
    """One frame at a moment after the beginning."""

    at_ns: int
    data: bytes
    ingress: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleCall:
    """One call of a kernel function at a moment after the beginning, by a process or by the first one."""

    function: str
    at_ns: int
    by: str = ""
    arguments: tuple[int, ...] = ()
    value: int = 0
    takes_ns: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A parsed scenario.

    seed          used where a run does not give one; None for the default seed
    sample_ns     period of the perf_event samples on each CPU
    exercise_ns   period at which hooks that nothing else reaches are fired; 0 for never
    """

    title: str = ""
    about: str = ""
    seed: int | None = None
    duration_ns: int = DEFAULT_DURATION_NS
    processes: tuple[Process, ...] = ()
    streams: tuple[Stream, ...] = ()
    frames: tuple[SingleFrame, ...] = ()
    calls: tuple[SingleCall, ...] = ()
    sample_ns: int = 10_000_000
    exercise_ns: int = 0


# Reading values.


class _Bad(Exception):  # noqa: N818 - carries a complaint to the statement that knows the place
    """A value cannot be read; `hint` says what could."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


_UNITS: Final = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
_DURATION: Final = re.compile(r"(\d{1,12})(\.\d{1,9})?(ns|us|ms|s)\Z")
_NUMBER: Final = re.compile(r"-?(0x[0-9a-fA-F]{1,16}|\d{1,20})\Z")
_FUNCTION: Final = re.compile(r"[A-Za-z_][\w.]{0,127}\Z")


def _duration(text: str) -> int:
    found = _DURATION.match(text)
    if not found:
        raise _Bad(f"{text!r} is no duration", "write a number and a unit: 250ns, 10us, 5ms or 2s")
    whole, part, unit = found.groups()
    value = int(whole) * _UNITS[unit] + (int(part[1:]) * _UNITS[unit] // 10 ** (len(part) - 1) if part else 0)
    if value > MAX_DURATION_NS:
        raise _Bad(f"{text} is longer than a scenario may last", f"the longest is {MAX_DURATION_NS // 10**9}s")
    return value


def _number(text: str) -> int:
    if not _NUMBER.match(text):
        raise _Bad(f"{text!r} is no number", "write decimal digits, or hexadecimal ones after 0x")
    value = int(text, 0) if "0x" in text else int(text)
    if not -(1 << 63) <= value < 1 << 64:
        raise _Bad(f"{text} does not fit 64 bits")
    return value


def _within(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = _number(text)
        if not low <= value <= high:
            raise _Bad(f"{text} is not between {low} and {high}")
        return value

    return read


def _numbers(text: str) -> tuple[int, ...]:
    values = tuple(_number(part) for part in text.split(","))
    if len(values) > 6:
        raise _Bad("a call has at most six arguments")
    return values


def _rate(text: str) -> int:
    digits = text.removesuffix("/s")
    if digits == text or not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise _Bad(f"{text!r} is no rate", "write so many a second: 50/s")
    if not 1 <= int(digits) <= MAX_RATE:
        raise _Bad(f"{text} is not between 1/s and {MAX_RATE}/s")
    return int(digits)


def _hex(text: str) -> bytes:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        raise _Bad("the bytes are not hexadecimal", 'write two digits a byte: hex="ffffffffffff"') from None
    if not 1 <= len(data) <= MAX_FRAME:
        raise _Bad(f"a frame of {len(data)} bytes", f"frames have 1 to {MAX_FRAME} bytes")
    return data


def _choice(names: Iterable[str]) -> Callable[[str], str]:
    known = tuple(names)

    def read(text: str) -> str:
        if text not in known:
            raise _Bad(f"{text!r} is none of those that exist", _suggest(text, known))
        return text

    return read


def _text(limit: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text or len(text) > limit or not text.isprintable():
            raise _Bad(f"expected 1 to {limit} printable characters")
        return text

    return read


def _comm(text: str) -> str:
    if not text.isprintable() or not 0 < len(text.encode()) < COMM_SIZE:
        raise _Bad(f"a process name has 1 to {COMM_SIZE - 1} bytes")
    return text


def _path(text: str) -> str:
    if not text.startswith("/") or len(text) > 255 or not text.isprintable():
        raise _Bad(f"{text!r} is no absolute path")
    return text


def _function(text: str) -> str:
    if not _FUNCTION.match(text):
        raise _Bad(f"{text!r} is no function name")
    return text


def _suggest(text: str, known: Iterable[str]) -> str:
    known = tuple(known)
    close = difflib.get_close_matches(text, known, 1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"


# The grammar.


class Setting(NamedTuple):
    """One `name=value` of a statement. `target` is the field it fills."""

    name: str
    read: Callable[[str], Any]
    target: str
    required: bool
    doc: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One kind of line. `argument` reads what stands behind the keyword, into the field `target`."""

    name: str
    doc: str
    argument: Callable[[str], Any] | None = None
    target: str = ""
    settings: tuple[Setting, ...] = field(default=())


_KINDS: Final = tuple(row.name for row in TRAFFIC)
_LIVES: Final = tuple(row.name for row in BEHAVIOURS)

STATEMENTS: Final = (
    Statement("title", "name of the scenario, for people", _text(100), "title"),
    Statement("about", "what it shows", _text(400), "about"),
    Statement("seed", "seed of its runs, where a run gives none", _within(0, (1 << 64) - 1), "seed"),
    Statement("duration", "how long it lasts; at most 60s", _duration, "duration_ns"),
    Statement("process", "a process that is there from the beginning", _comm, "name", (
        Setting("runs",    _choice(_LIVES),        "runs",     True,  "what it does"),
        Setting("uid",     _within(0, 65_534),     "uid",      False, "user it belongs to; 1000 if not said"),
        Setting("threads", _within(1, MAX_THREADS), "threads", False, "threads that all do the same; 1 if not said"),
        Setting("cpu",     _within(0, CPUS - 1),   "cpu",      False, "where its first thread runs; in turn if not said"),
        Setting("every",   _duration,              "every_ns", False, "mean time between two rounds"),
        Setting("exe",     _path,                  "exe",      False, "its program's file, which uprobes name"),
    )),
    Statement("traffic", "frames on eth0, of one kind", _choice(_KINDS), "kind", (
        Setting("rate",    _rate,                  "rate",     False, "rounds a second, as in 50/s"),
        Setting("sources", _within(1, 60_000),     "sources",  False, "how many different senders"),
        Setting("start",   _duration,              "start_ns", False, "when it begins; at once if not said"),
        Setting("stop",    _duration,              "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("frame", "a single frame", None, "", (
        Setting("at",      _duration,              "at_ns",    True,  "when, after the beginning"),
        Setting("hex",     _hex,                   "data",     True,  "its bytes"),
        Setting("way",     _choice(("in", "out")), "way",      False, "in (if not said) or out"),
    )),
    Statement("call", "a single call of a kernel function", _function, "function", (
        Setting("at",      _duration,              "at_ns",    True,  "when, after the beginning"),
        Setting("by",      _comm,                  "by",       False, "process that calls; the first one if not said"),
        Setting("args",    _numbers,               "arguments", False, "up to six numbers, with commas"),
        Setting("returns", _number,                "value",    False, "what it returns; 0 if not said"),
        Setting("takes",   _duration,              "takes_ns", False, "how long it takes; 1us if not said"),
    )),
    Statement("sample", "perf_event samples on every CPU", None, "", (
        Setting("every",   _duration,              "sample_ns", True, "their period; 10ms if there is no such line"),
    )),
    Statement("exercise", "fires hooks that nothing else in the scenario reaches", None, "", (
        Setting("every",   _duration,              "exercise_ns", True, "how often"),
    )),
)  # fmt: skip

_STATEMENT: Final = {row.name: row for row in STATEMENTS}
_TOKEN: Final = re.compile(r'[ \t]+|(?P<comment>#.*)|(?P<token>(?:[^\s"#]|"[^"\n]*")+)|(?P<bad>")')


class _Token(NamedTuple):
    text: str
    column: int


class _Reader:
    """Turns lines into fields; collects every complaint."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.single: dict[str, Any] = {}
        self.rows: dict[str, list[dict[str, Any]]] = {"process": [], "traffic": [], "frame": [], "call": []}
        self.places: list[tuple[dict[str, Any], int]] = []

    def complain(self, code: str, message: str, line: int, token: _Token, hint: str = "") -> None:
        span = Span(line, token.column, token.column + len(token.text))
        self.diagnostics.append(Diagnostic(code=f"scenario.{code}", message=message, hint=hint, span=span))

    def line(self, number: int, text: str) -> None:
        tokens = self._tokens(number, text)
        if not tokens:
            return
        statement = _STATEMENT.get(tokens[0].text)
        if statement is None:
            hint = _suggest(tokens[0].text, _STATEMENT)
            self.complain("unknown-statement", f"no statement is called {tokens[0].text!r}", number, tokens[0], hint)
            return
        self._statement(statement, number, tokens)

    def _tokens(self, number: int, text: str) -> list[_Token]:
        tokens = []
        for found in _TOKEN.finditer(text):
            if found["bad"]:
                self.complain("syntax", "this quotation mark has no partner", number, _Token('"', found.start() + 1))
                return []
            if found["token"]:
                tokens.append(_Token(found["token"], found.start() + 1))
        return tokens

    def _statement(self, statement: Statement, number: int, tokens: list[_Token]) -> None:
        values: dict[str, Any] = {}
        rest = tokens[1:]
        if statement.argument is not None:
            if not rest:
                self.complain("missing", f"{statement.name} needs an argument: {statement.doc}", number, tokens[0])
                return
            self._value(statement.argument, statement.target, number, rest[0], rest[0].text, values)
            rest = rest[1:]
        self._settings(statement, number, rest, values)
        for setting in statement.settings:
            if setting.required and setting.target not in values:
                message = f"{statement.name} needs {setting.name}=: {setting.doc}"
                self.complain("missing", message, number, tokens[0])
        if statement.name in self.rows:
            self.rows[statement.name].append(values)
            self.places.append((values, number))
        else:
            self.single |= values

    def _settings(self, statement: Statement, number: int, tokens: list[_Token], values: dict[str, Any]) -> None:
        known = {setting.name: setting for setting in statement.settings}
        for token in tokens:
            name, equals, text = token.text.partition("=")
            setting = known.get(name)
            if not equals or setting is None:
                what = f"setting {name!r}" if equals else f"{token.text!r}"
                hint = _suggest(name, known) if known else f"{statement.name} has no settings"
                self.complain("unknown-setting", f"{statement.name} knows no {what}", number, token, hint)
                continue
            if setting.target in values:
                self.complain("syntax", f"{name}= is here twice", number, token)
                continue
            place = _Token(text, token.column + len(name) + 1)
            self._value(setting.read, setting.target, number, place, text, values)

    def _value(
        self, read: Callable[[str], Any], target: str, line: int, place: _Token, text: str, values: dict[str, Any]
    ) -> None:
        quoted = len(text) > 1 and text[0] == text[-1] == '"'
        try:
            values[target] = read(text[1:-1] if quoted else text)
        except _Bad as bad:
            values[target] = None
            self.complain("bad-value", bad.message, line, place, bad.hint)


def parse(text: str) -> Scenario:
    """Read a scenario.

    raises   ScenarioError with all complaints (at most MAX_DIAGNOSTICS), in the order of the lines
    """
    if len(text) > MAX_TEXT:
        message = f"the scenario has {len(text)} characters; the limit is {MAX_TEXT}"
        raise ScenarioError(Diagnostic(code="scenario.too-large", message=message))
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(number, line.rstrip("\r"))
        if len(reader.diagnostics) >= MAX_DIAGNOSTICS:
            break
        if len(reader.places) > MAX_STATEMENTS:
            message = f"more than {MAX_STATEMENTS} statements"
            reader.complain("too-large", message, number, _Token(line, 1))
            break
    _check_names(reader)
    if reader.diagnostics:
        raise ScenarioError(reader.diagnostics)
    rows = reader.rows
    frames = tuple(
        SingleFrame(at_ns=row["at_ns"], data=row["data"], ingress=row.get("way", "in") == "in") for row in rows["frame"]
    )
    return Scenario(
        **reader.single,
        processes=tuple(Process(**row) for row in rows["process"]),
        streams=tuple(Stream(**row) for row in rows["traffic"]),
        frames=frames,
        calls=tuple(SingleCall(**row) for row in rows["call"]),
    )


def _check_names(reader: _Reader) -> None:
    """A call's process must be one of the scenario's; there must be a process to call."""
    names = {row.get("name") for row in reader.rows["process"]}
    for values, line in reader.places:
        if values.get("function") and values.get("by") and values["by"] not in names:
            known = [name for name in names if name]
            hint = _suggest(values["by"], known) if known else "the scenario has no process"
            reader.complain("bad-value", f"no process is called {values['by']!r}", line, _Token("call", 1), hint)
