"""Scenarios: what happens in the simulated world, as a text that people write.

One statement a line: a keyword, for some an argument, then `name=value` settings; `#` begins a
comment. The grammar is a table, STATEMENTS in `vm.kernel.statements`; docs/scenarios.md tells it in prose.

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
from dataclasses import replace
from typing import Any, Final, NamedTuple, Protocol

from vm.errors import Diagnostic, ScenarioError, Span
from vm.kernel import values
from vm.kernel.forms import Form, build
from vm.kernel.statements import (
    DEFAULT_DURATION_NS,
    STATEMENT_BY_NAME,
    Control,
    Edit,
    Process,
    Scenario,
    SingleCall,
    SingleFrame,
    Statement,
    Stream,
)
from vm.kernel.values import Bad, Kind

MAX_TEXT: Final = 65_536  # characters
MAX_STATEMENTS: Final = 1_000
MAX_DIAGNOSTICS: Final = 20


class Entry(Protocol):
    """A built-in scenario: its text, and the traffic and processes that its knobs turn."""

    @property
    def text(self) -> str: ...
    @property
    def knobs(self) -> tuple[str, ...]: ...


_TOKEN: Final = re.compile(r'[ \t]+|(?P<comment>#.*)|(?P<token>(?:[^\s"#]|"[^"\n]*")+)|(?P<bad>")')


def words(line: str) -> list[str]:
    """What stands in one line of a text that can be read."""
    return [found["token"] for found in _TOKEN.finditer(line) if found["token"]]


class _Token(NamedTuple):
    text: str
    column: int


class _Reader:
    """Turns lines into rows; collects every complaint. A row knows the line it was written in."""

    def __init__(self, library: Mapping[str, Entry]) -> None:
        self.library = library
        self.diagnostics: list[Diagnostic] = []
        self.single: dict[str, Any] = {}
        self.said: dict[str, int] = {}  # statements that stand once -> their line in the user's own text
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
        statement = STATEMENT_BY_NAME.get(tokens[0].text)
        if statement is None:
            hint = values.suggest(tokens[0].text, STATEMENT_BY_NAME)
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
                message = f"{statement.name} needs {statement.argument.word} behind it"
                self.complain("missing", message, number, tokens[0], statement.usage)
                return
            self._value(statement.argument, statement.target, number, rest[0], rest[0].text, row)
            rest = rest[1:]
        self._settings(statement, number, rest, row)
        for setting in statement.settings:
            if setting.required and setting.target not in row:
                message = f"{statement.name} needs {setting.name}=: {setting.doc}"
                self.complain("missing", message, number, tokens[0], statement.usage)
        self.count += 1
        if statement.name == "use":
            self._use(row, number, tokens)
        elif statement.name not in self.rows:
            if len(self.diagnostics) == complaints:
                self._say_once(statement, row, number, tokens)
        elif len(self.diagnostics) == complaints:
            self._keep(statement.name, row, number, tokens)

    def _say_once(self, statement: Statement, row: dict[str, Any], number: int, tokens: list[_Token]) -> None:
        """One of the lines that a text has once; those of a built-in scenario give way to the text's own."""
        own = not self.borrowing
        if own and statement.name in self.said:
            self.complain(
                "syntax", f"{statement.name} was said before, in line {self.said[statement.name]}", number, tokens[0]
            )
        if own:
            self.said[statement.name] = number
        if own or statement.name not in self.said:
            self.single |= row

    def _keep(self, name: str, row: dict[str, Any], number: int, tokens: list[_Token]) -> None:
        """A row that can be read becomes what the scenario holds."""
        try:
            made = _MAKERS[name](row, 0 if self.borrowing else number) if name in _MAKERS else row
        except Bad as bad:
            self.complain("bad-value", bad.message, number, tokens[0], bad.hint)
            return
        self.rows[name].append({"made": made, "line": number, "token": tokens[0], "own": not self.borrowing})

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
        turned = self._turn(entry, row, counts)
        for knob in row.keys() - turned:
            setting = next(s for s in STATEMENT_BY_NAME["use"].settings if s.target == knob)
            place = next(token for token in tokens if token.text.startswith(f"{setting.name}="))
            self.complain(
                "unknown-setting", f"{name} has no knob {setting.name}=", number, place, f"it has {knobs(entry)}"
            )

    def _turn(self, entry: Entry, row: dict[str, Any], counts: Mapping[str, int]) -> set[str]:
        """Turn the knobs of lines just taken over, those behind `counts`: which ones there were."""
        turned = set()
        for kind, named, settings in (
            ("traffic", "kind", ("rate", "sources")),
            ("process", "name", ("threads", "every_ns")),
        ):
            for kept in self.rows[kind][counts[kind] :]:
                if kept["made"][named] in entry.knobs:
                    kept["made"] |= {knob: row[knob] for knob in settings if knob in row}
                    turned |= set(settings)
        for kept in self.rows["reader"][counts["reader"] :] if "reads_ns" in row else ():
            kept["made"] = replace(kept["made"], every_ns=1_000_000_000 // row["reads_ns"])
            turned.add("reads_ns")
        return turned

    def _settings(self, statement: Statement, number: int, tokens: list[_Token], row: dict[str, Any]) -> None:
        known = {setting.name: setting for setting in statement.settings}
        for token in tokens:
            name, equals, text = token.text.partition("=")
            setting = known.get(name)
            if not equals or setting is None:
                self._stray(statement, number, token, [other.text for other in tokens])
                continue
            if setting.target in row:
                self.complain("syntax", f"{name}= is here twice", number, token)
                continue
            place = _Token(text, token.column + len(name) + 1)
            self._value(setting.read, setting.target, number, place, text, row)

    def _stray(self, statement: Statement, number: int, token: _Token, line: list[str]) -> None:
        """A word that is no setting of its statement."""
        name, equals, _ = token.text.partition("=")
        names = [setting.name for setting in statement.settings]
        if "=" in line:  # `runs = shell`: one complaint is enough
            if token.text == "=":
                self.complain("syntax", "no blanks stand around =", number, token, f"write {statement.usage}")
            return
        if not names and statement.argument is not None and statement.argument.word == "TEXT":
            hint = "text with blanks stands in double quotes"
        else:
            hint = values.suggest(name, names) if names else f"{statement.name} has no settings"
        what = f"setting {name!r}" if equals else f"{token.text!r}"
        self.complain("unknown-setting", f"{statement.name} knows no {what}", number, token, hint)

    def _value(self, read: Kind, target: str, line: int, place: _Token, text: str, row: dict[str, Any]) -> None:
        quoted = len(text) > 1 and text[0] == text[-1] == '"'
        try:
            row[target] = read(text[1:-1] if quoted else text)
        except Bad as bad:
            row[target] = None
            self.complain("bad-value", bad.message, line, place, bad.hint)


def knobs(entry: Entry) -> str:
    """What settings of `use` turn there, for people."""
    text = entry.text
    turned = [f"rate= and sources= of {name}" for name in entry.knobs if f"traffic {name}" in text]
    turned += [f"threads= and every= of {name}" for name in entry.knobs if f"process {name}" in text]
    turned += ["reads= of its reader"] if "\nreader " in text else []
    return ", ".join(turned)


# From rows to what a scenario holds.


def _frame(row: dict[str, Any], _line: int) -> SingleFrame:
    return SingleFrame(at_ns=row["at_ns"], data=row["data"], ingress=row.get("way", "in") == "in")


_WITHOUT: Final = {"udp": ("flags",), "tcp": (), "icmp": ("flags", "sport", "dport")}
"""Fields that packets of a kind do not have."""


def _packet(row: dict[str, Any], _line: int) -> SingleFrame:
    stray = next((name for name in _WITHOUT[row["form"]] if name in row), None)
    if stray:
        raise Bad(f"{row['form']} has no {stray}=")
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
    _check_times(reader)
    if reader.diagnostics:
        raise ScenarioError(sorted(reader.diagnostics, key=lambda found: found.span.line if found.span else 0))
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


def _check_times(reader: _Reader) -> None:
    """What the user's own lines want has to happen before the scenario is over."""
    end = reader.single.get("duration_ns") or DEFAULT_DURATION_NS
    for kept in (kept for rows in reader.rows.values() for kept in rows if kept["own"]):
        begins, stops = _span(kept["made"])
        if stops and stops <= begins:
            message, hint = (
                "it stops before it begins",
                "stop= counts from the beginning of the scenario, as start= does",
            )
        elif begins >= end:
            message, hint = (
                f"by then the scenario is over: it lasts {_spelt(end)}",
                "say an earlier time, or `duration 5s`",
            )
        else:
            continue
        reader.complain("bad-value", message, kept["line"], kept["token"], hint)


def _span(made: Any) -> tuple[int, int]:
    """When something begins and ends; 0 for the beginning, and for never."""
    if isinstance(made, dict):
        return made.get("start_ns", made.get("at_ns", 0)) or 0, made.get("stop_ns", 0) or 0
    if isinstance(made, Control) and made.action == "consume":
        return made.at_ns - made.every_ns, made.stop_ns  # the first record comes one period later
    return getattr(made, "at_ns", 0), getattr(made, "stop_ns", 0)


def _spelt(ns: int) -> str:
    return f"{ns / 1e9:g}s" if ns >= 10**9 else f"{ns / 1e6:g}ms"
