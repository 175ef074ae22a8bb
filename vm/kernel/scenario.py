"""Scenarios: what happens in the simulated world, as a text that people write.

One statement a line: a keyword, for some an argument, then `name=value` settings; `#` begins a
comment. STATEMENTS below is the grammar; docs/scenarios.md tells it in prose.

    title "Two shells and a web server"
    duration 1s
    process bash runs=shell uid=1000 every=40ms
    process nginx runs=webserver threads=2
    traffic dns rate=80/s sources=10
    frame at=10ms hex="ffffffffffff5254000000010806"
    packet udp at=20ms src=198.51.100.7 dport=53 count=10 every=1ms
    update blocked at=30ms key=ip:198.51.100.7 value=1
    call vfs_read at=5ms by=bash args=0,0x7f00,512 returns=512 takes=3us

Bad text is a ScenarioError with every diagnostic found, each with line and column.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Protocol

from vm.errors import Diagnostic, ScenarioError, Span
from vm.facts.baseline import CPUS
from vm.kernel import values
from vm.kernel.behaviours import BEHAVIOURS
from vm.kernel.forms import KINDS, Form, build, rewrite
from vm.kernel.traffic import TRAFFIC
from vm.kernel.values import Bad, Cell

MAX_TEXT: Final = 65_536  # characters
MAX_STATEMENTS: Final = 1_000
MAX_DIAGNOSTICS: Final = 20
MAX_THREADS: Final = 64
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
    """One frame at a moment after the beginning, or the same one `count` times."""

    at_ns: int
    data: bytes
    ingress: bool = True
    count: int = 1
    every_ns: int = 1_000_000


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
class Control:
    """Something that user space does to a map, once or again and again.

    action     "update", "delete", "dump" or "consume"
    every_ns   0 for once
    line       in the user's own text, to complain about; 0 for a line of a built-in scenario
    """

    action: str
    map: str
    at_ns: int = 0
    every_ns: int = 0
    stop_ns: int = 0
    key: Cell | None = None
    value: Cell | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What happens to incoming frame `frame`, counted from 0: bytes at an offset, fields, or it is gone."""

    frame: int
    gone: bool = False
    offset: int | None = None
    data: bytes | None = None
    fields: tuple[tuple[str, int | bytes], ...] = ()

    def applied(self, frame: bytes) -> bytes | None:
        """The frame as it arrives, None if it does not."""
        if self.gone:
            return None
        if self.data is not None:
            at = self.offset
            frame = (
                self.data if at is None else (frame[:at].ljust(at, b"\0") + self.data + frame[at + len(self.data) :])
            )
        return rewrite(frame, dict(self.fields)) if self.fields else frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A parsed scenario.

    seed          used where a run does not give one; None for the default seed
    sample_ns     period of the perf_event samples on each CPU
    exercise_ns   period at which hooks that nothing else reaches are fired; 0 for never
    window        numbers of the first and the last hook that are told; None for all
    """

    title: str = ""
    about: str = ""
    seed: int | None = None
    duration_ns: int = DEFAULT_DURATION_NS
    processes: tuple[Process, ...] = ()
    streams: tuple[Stream, ...] = ()
    frames: tuple[SingleFrame, ...] = ()
    calls: tuple[SingleCall, ...] = ()
    controls: tuple[Control, ...] = ()
    edits: tuple[Edit, ...] = ()
    sample_ns: int = 10_000_000
    exercise_ns: int = 0
    window: tuple[int, int] | None = None


class Entry(Protocol):
    """A built-in scenario: its text, and the traffic and processes that its knobs turn."""

    @property
    def text(self) -> str: ...
    @property
    def knobs(self) -> tuple[str, ...]: ...


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
    Statement("title", "name of the scenario, for people", values.text_of(100), "title"),
    Statement("about", "what it shows", values.text_of(400), "about"),
    Statement("seed", "seed of its runs, where a run gives none", values.within(0, (1 << 64) - 1), "seed"),
    Statement("duration", "how long it lasts; at most 60s", values.duration, "duration_ns"),
    Statement("process", "a process that is there from the beginning", values.comm, "name", (
        Setting("runs",    values.choice(_LIVES),     "runs",     True,  "what it does"),
        Setting("uid",     values.within(0, 65_534),     "uid",      False, "user it belongs to; 1000 if not said"),
        Setting("threads", values.within(1, MAX_THREADS), "threads", False, "threads that all do the same; 1 if not said"),
        Setting("cpu",     values.within(0, CPUS - 1),   "cpu",      False, "where its first thread runs; in turn if not said"),
        Setting("every",   values.duration,              "every_ns", False, "mean time between two rounds"),
        Setting("exe",     values.path,                  "exe",      False, "its program's file, which uprobes name"),
    )),
    Statement("traffic", "frames on eth0, of one kind", values.choice(_KINDS), "kind", (
        Setting("rate",    values.rate,                  "rate",     False, "rounds a second, as in 50/s"),
        Setting("sources", values.within(1, 60_000),     "sources",  False, "how many different senders"),
        Setting("start",   values.duration,              "start_ns", False, "when it begins; at once if not said"),
        Setting("stop",    values.duration,              "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("frame", "a single frame", None, "", (
        Setting("at",      values.duration,              "at_ns",    True,  "when, after the beginning"),
        Setting("hex",     values.frame,                   "data",     True,  "its bytes"),
        Setting("way",     values.choice(("in", "out")), "way",      False, "in (if not said) or out"),
    )),
    Statement("packet", "frames made from fields, with right lengths and checksums", values.choice(KINDS), "form", (
        Setting("at",      values.duration,           "at_ns",    True,  "when the first one comes, after the beginning"),
        Setting("src",     values.address,            "src",      False, "sender; 198.51.100.1 if not said"),
        Setting("dst",     values.address,            "dst",      False, "receiver; this machine if not said"),
        Setting("sport",   values.within(0, 65_535),  "sport",    False, "source port; 40000 if not said"),
        Setting("dport",   values.within(0, 65_535),  "dport",    False, "destination port; 53 (udp), 80 (tcp) if not said"),
        Setting("ttl",     values.within(0, 255),     "ttl",      False, "time to live, or hop limit; 64 if not said"),
        Setting("flags",   values.flags,              "flags",    False, "TCP flags, as in syn+ack; syn if not said"),
        Setting("vlan",    values.within(0, 4_095),   "vlan",     False, "802.1Q tag; none if not said"),
        Setting("text",    values.payload,            "payload",  False, "what it carries, as text"),
        Setting("hex",     values.frame,              "payload",  False, "what it carries, in hex"),
        Setting("count",   values.within(1, 10_000),  "count",    False, "how many of them; 1 if not said"),
        Setting("every",   values.duration,           "every_ns", False, "time between two of them; 1ms if not said"),
        Setting("way",     values.choice(("in", "out")), "way",   False, "in (if not said) or out"),
    )),
    Statement("edit", "changes one incoming frame, counted from 0", values.within(0, values.MAX_EVENT), "frame", (
        Setting("hex",     values.frame,              "data",     False, "its bytes, or those at offset="),
        Setting("offset",  values.within(0, 3_519),   "offset",   False, "where the bytes go; without it they are the whole frame"),
        Setting("src",     values.address,            "src",      False, "another sender"),
        Setting("dst",     values.address,            "dst",      False, "another receiver"),
        Setting("sport",   values.within(0, 65_535),  "sport",    False, "another source port"),
        Setting("dport",   values.within(0, 65_535),  "dport",    False, "another destination port"),
        Setting("ttl",     values.within(0, 255),     "ttl",      False, "another time to live"),
        Setting("flags",   values.flags,              "flags",    False, "other TCP flags"),
    )),
    Statement("drop", "one incoming frame, counted from 0, that never arrives", values.within(0, values.MAX_EVENT), "frame"),
    Statement("update", "user space stores an element of a map", values.name, "map", (
        Setting("at",      values.duration,           "at_ns",    True,  "when, after the beginning"),
        Setting("key",     values.cell,               "key",      True,  "its key"),
        Setting("value",   values.cell,               "value",    True,  "its value; on every CPU, where it has several"),
        Setting("every",   values.duration,           "every_ns", False, "again and again, with this period"),
    )),
    Statement("delete", "user space removes an element of a map", values.name, "map", (
        Setting("at",      values.duration,           "at_ns",    True,  "when, after the beginning"),
        Setting("key",     values.cell,               "key",      True,  "its key"),
        Setting("every",   values.duration,           "every_ns", False, "again and again, with this period"),
    )),
    Statement("poll", "user space reads all elements of a map now and then", values.name, "map", (
        Setting("every",   values.duration,           "every_ns", True,  "how often"),
        Setting("at",      values.duration,           "at_ns",    False, "when it begins; after one period if not said"),
        Setting("stop",    values.duration,           "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("reader", "user space takes records from a ring buffer, at its own pace", values.reader, "map", (
        Setting("rate",    values.rate,               "every_ns", True,  "records a second, as in 200/s"),
        Setting("start",   values.duration,           "at_ns",    False, "when it begins; at once if not said"),
        Setting("stop",    values.duration,           "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("use", "all lines of a built-in scenario", values.text_of(40), "use", (
        Setting("rate",    values.rate,               "rate",     False, "another rate of its main traffic"),
        Setting("sources", values.within(1, 60_000),  "sources",  False, "another number of senders of its main traffic"),
        Setting("threads", values.within(1, MAX_THREADS), "threads", False, "another number of threads of its main process"),
        Setting("every",   values.duration,           "every_ns", False, "another pace of its main process"),
    )),
    Statement("tell", "which hooks are told in full; the others are only counted", None, "", (
        Setting("events",  values.window,             "window",   True,  "numbers of the first and the last one, as in 500:599"),
    )),
    Statement("call", "a single call of a kernel function", values.function, "function", (
        Setting("at",      values.duration,              "at_ns",    True,  "when, after the beginning"),
        Setting("by",      values.comm,                  "by",       False, "process that calls; the first one if not said"),
        Setting("args",    values.numbers,               "arguments", False, "up to six numbers, with commas"),
        Setting("returns", values.number,                "value",    False, "what it returns; 0 if not said"),
        Setting("takes",   values.duration,              "takes_ns", False, "how long it takes; 1us if not said"),
    )),
    Statement("sample", "perf_event samples on every CPU", None, "", (
        Setting("every",   values.duration,              "sample_ns", True, "their period; 10ms if there is no such line"),
    )),
    Statement("exercise", "fires hooks that nothing else in the scenario reaches", None, "", (
        Setting("every",   values.duration,              "exercise_ns", True, "how often"),
    )),
)  # fmt: skip

_STATEMENT: Final = {row.name: row for row in STATEMENTS}
_TOKEN: Final = re.compile(r'[ \t]+|(?P<comment>#.*)|(?P<token>(?:[^\s"#]|"[^"\n]*")+)|(?P<bad>")')


class _Token(NamedTuple):
    text: str
    column: int


class _Reader:
    """Turns lines into rows; collects every complaint. A row knows the line it was written in."""

    def __init__(self, library: Mapping[str, Entry]) -> None:
        self.library = library
        self.diagnostics: list[Diagnostic] = []
        self.single: dict[str, Any] = {}
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _REPEATED}
        self.count = 0
        self.borrowing = False

    def complain(self, code: str, message: str, line: int, token: _Token, hint: str = "") -> None:
        span = Span(line, token.column, token.column + len(token.text))
        self.diagnostics.append(Diagnostic(code=f"scenario.{code}", message=message, hint=hint, span=span))

    def text(self, text: str) -> None:
        """Read all lines, until there are too many complaints or statements."""
        for number, line in enumerate(text.split("\n"), 1):
            self.line(number, line.rstrip("\r"))
            if len(self.diagnostics) >= MAX_DIAGNOSTICS:
                break
            if self.count > MAX_STATEMENTS:
                self.complain("too-large", f"more than {MAX_STATEMENTS} statements", number, _Token(line, 1))
                break

    def line(self, number: int, text: str) -> None:
        tokens = self._tokens(number, text)
        if not tokens:
            return
        statement = _STATEMENT.get(tokens[0].text)
        if statement is None:
            hint = values.suggest(tokens[0].text, _STATEMENT)
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
        row: dict[str, Any] = {}
        complaints = len(self.diagnostics)
        rest = tokens[1:]
        if statement.argument is not None:
            if not rest:
                self.complain("missing", f"{statement.name} needs an argument: {statement.doc}", number, tokens[0])
                return
            self._value(statement.argument, statement.target, number, rest[0], rest[0].text, row)
            rest = rest[1:]
        self._settings(statement, number, rest, row)
        for setting in statement.settings:
            if setting.required and setting.target not in row:
                message = f"{statement.name} needs {setting.name}=: {setting.doc}"
                self.complain("missing", message, number, tokens[0])
        self.count += 1
        if statement.name == "use":
            self._use(row, number, tokens)
        elif statement.name not in self.rows:
            self.single |= row
        elif len(self.diagnostics) == complaints:
            self._keep(statement.name, row, number, tokens)

    def _keep(self, name: str, row: dict[str, Any], number: int, tokens: list[_Token]) -> None:
        """A row that can be read becomes what the scenario holds."""
        try:
            made = _MAKERS[name](row, 0 if self.borrowing else number) if name in _MAKERS else row
        except Bad as bad:
            self.complain("bad-value", bad.message, number, tokens[0], bad.hint)
            return
        self.rows[name].append({"made": made, "line": number, "token": tokens[0]})

    def _use(self, row: dict[str, Any], number: int, tokens: list[_Token]) -> None:
        """Take over the lines of a built-in scenario, and turn its knobs."""
        name = row.pop("use", None)
        entry = self.library.get(name or "")
        if entry is None or self.borrowing:
            if name is not None:
                hint = values.suggest(name, self.library)
                self.complain("unknown", f"no built-in scenario is called {name!r}", number, tokens[1], hint)
            return
        counts = {kind: len(rows) for kind, rows in self.rows.items()}
        self.borrowing = True
        self.text(entry.text)
        self.borrowing = False
        turned = set()
        for kind, named, knobs in (
            ("traffic", "kind", ("rate", "sources")),
            ("process", "name", ("threads", "every_ns")),
        ):
            for kept in self.rows[kind][counts[kind] :]:
                if kept["made"][named] in entry.knobs:
                    kept["made"] |= {knob: row[knob] for knob in knobs if knob in row}
                    turned |= set(knobs)
        for knob in row.keys() - turned:
            setting = next(s for s in _STATEMENT["use"].settings if s.target == knob)
            self.complain("unknown-setting", f"{name} has no knob {setting.name}=", number, tokens[0])

    def _settings(self, statement: Statement, number: int, tokens: list[_Token], row: dict[str, Any]) -> None:
        known = {setting.name: setting for setting in statement.settings}
        for token in tokens:
            name, equals, text = token.text.partition("=")
            setting = known.get(name)
            if not equals or setting is None:
                what = f"setting {name!r}" if equals else f"{token.text!r}"
                hint = values.suggest(name, known) if known else f"{statement.name} has no settings"
                self.complain("unknown-setting", f"{statement.name} knows no {what}", number, token, hint)
                continue
            if setting.target in row:
                self.complain("syntax", f"{name}= is here twice", number, token)
                continue
            place = _Token(text, token.column + len(name) + 1)
            self._value(setting.read, setting.target, number, place, text, row)

    def _value(
        self, read: Callable[[str], Any], target: str, line: int, place: _Token, text: str, row: dict[str, Any]
    ) -> None:
        quoted = len(text) > 1 and text[0] == text[-1] == '"'
        try:
            row[target] = read(text[1:-1] if quoted else text)
        except Bad as bad:
            row[target] = None
            self.complain("bad-value", bad.message, line, place, bad.hint)


# From rows to what a scenario holds.


def _frame(row: dict[str, Any], _line: int) -> SingleFrame:
    return SingleFrame(at_ns=row["at_ns"], data=row["data"], ingress=row.get("way", "in") == "in")


def _packet(row: dict[str, Any], _line: int) -> SingleFrame:
    form = Form(**{name: value for name, value in row.items() if name in Form.__dataclass_fields__})
    ingress = row.get("way", "in") == "in"
    try:
        data = build(row["form"], form, ingress=ingress)
    except ValueError as error:
        raise Bad(str(error)) from None
    timing = {name: row[name] for name in ("at_ns", "count", "every_ns") if name in row}
    return SingleFrame(data=data, ingress=ingress, **timing)


_FIELDS: Final = ("src", "dst", "sport", "dport", "ttl", "flags")


def _edit(row: dict[str, Any], _line: int) -> Edit:
    fields = tuple((name, row[name]) for name in _FIELDS if name in row)
    if not fields and "data" not in row:
        raise Bad("edit changes nothing", "give hex=, or a field: " + " ".join(f"{name}=" for name in _FIELDS))
    return Edit(frame=row["frame"], offset=row.get("offset"), data=row.get("data"), fields=fields)


def _control(action: str) -> Callable[[dict[str, Any], int], Control]:
    def make(row: dict[str, Any], line: int) -> Control:
        at_ns = row.get("at_ns", row.get("every_ns", 0))
        return Control(action=action, line=line, **(row | {"at_ns": at_ns}))

    return make


def _reader(row: dict[str, Any], line: int) -> Control:
    every = 1_000_000_000 // row["every_ns"]
    return Control(action="consume", line=line, **(row | {"every_ns": every, "at_ns": row.get("at_ns", 0) + every}))


_MAKERS: Final[Mapping[str, Callable[[dict[str, Any], int], Any]]] = {
    "frame": _frame,
    "packet": _packet,
    "edit": _edit,
    "drop": lambda row, _: Edit(frame=row["frame"], gone=True),
    "update": _control("update"),
    "delete": _control("delete"),
    "poll": _control("dump"),
    "reader": _reader,
}
_REPEATED: Final = ("process", "traffic", "call", *_MAKERS)


def parse(text: str, *, library: Mapping[str, Entry] | None = None) -> Scenario:
    """Read a scenario.

    library  built-in scenarios that `use` may name
    raises   ScenarioError with all complaints (at most MAX_DIAGNOSTICS), in the order of the lines
    """
    if len(text) > MAX_TEXT:
        message = f"the scenario has {len(text)} characters; the limit is {MAX_TEXT}"
        raise ScenarioError(Diagnostic(code="scenario.too-large", message=message))
    reader = _Reader(library or {})
    reader.text(text)
    _check_names(reader)
    if reader.diagnostics:
        raise ScenarioError(reader.diagnostics)
    rows = {name: [row["made"] for row in kept] for name, kept in reader.rows.items()}
    return Scenario(
        **reader.single,
        processes=tuple(Process(**row) for row in rows["process"]),
        streams=tuple(Stream(**row) for row in rows["traffic"]),
        frames=(*rows["frame"], *rows["packet"]),
        calls=tuple(SingleCall(**row) for row in rows["call"]),
        controls=tuple(control for kind in ("update", "delete", "poll", "reader") for control in rows[kind]),
        edits=(*rows["edit"], *rows["drop"]),
    )


def _check_names(reader: _Reader) -> None:
    """A call's process must be one of the scenario's; there must be a process to call."""
    names = [row["made"]["name"] for row in reader.rows["process"]]
    for kept in reader.rows["call"]:
        caller = kept["made"].get("by")
        if caller and caller not in names:
            hint = values.suggest(caller, names) if names else "the scenario has no process"
            reader.complain("bad-value", f"no process is called {caller!r}", kept["line"], kept["token"], hint)
