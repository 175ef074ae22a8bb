"""Statements to an object: names get values, instructions get slots, programs get linked.

The door is `assemble`. What is wrong is collected, so that one attempt tells of every mistake.
"""

from collections.abc import Callable
from typing import Final

from vm.asm import directives, names
from vm.asm.code import Code, build
from vm.asm.cursor import Cursor, nearest
from vm.asm.link import link
from vm.asm.reader import MAIN, Label, Part, Reading, Statement, read
from vm.asm.slots import Scope
from vm.asm.tokens import complain
from vm.errors import AsmError, Diagnostic, Span
from vm.facts import limits, map_types
from vm.program import MapSpec, Object

MAX_ERRORS: Final = 100
"""Diagnostics one attempt reports."""

MAX_FORWARD: Final = 32
"""Constants that may wait for one another."""


def assemble(source: str, *, default_type: str | None = None, max_size: int = limits.value("source-size")) -> Object:
    """The programs and maps that `source` describes.

    default_type   program type of code before any `.section`, and of sections that choose none; xdp if not given
    max_size       bytes of UTF-8 the source may have
    raises         AsmError with everything wrong, in the order of the source
    """
    _check_size(source, max_size)
    return _Assembly(read(source)).object(default_type)


def _check_size(source: str, max_size: int) -> None:
    size = len(source) if source.isascii() else len(source.encode("utf-8", "surrogatepass"))
    if size > max_size:
        raise complain("asm.source-size", f"the source has {size} bytes, at most {max_size} are taken", Span(1, 1, 1))


class _Assembly:
    """One attempt. Filled in this order: constants, maps, data, code."""

    def __init__(self, reading: Reading) -> None:
        self.errors: list[Diagnostic] = list(reading.errors)
        self.parts = reading.parts
        self.directives = reading.directives
        self.license = ""
        self.records: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.drafts: dict[str, directives.MapDraft] = {}
        self.data: dict[str, tuple[int, int]] = {}
        self.constants: dict[str, int] = {}
        self.waiting: dict[str, Cursor] = {}
        self.busy: list[str] = []
        self.attempted: set[str] = set()
        self.labels = frozenset(
            item.name
            for part in self.parts.values()
            if not part.is_data and not part.is_ignored
            for item in part.items
            if isinstance(item, Label)
        )

    # -- collecting errors

    def attempt(self, action: Callable[[], None]) -> None:
        """Do `action`; what is wrong with it is remembered."""
        try:
            action()
        except AsmError as error:
            self.errors += error.diagnostics

    def give_up(self) -> None:
        """Raise what was collected, in the order of the source."""
        if not self.errors:
            return
        ordered = sorted(self.errors, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0))
        unique = list(dict.fromkeys(ordered))
        if len(unique) > MAX_ERRORS:
            more = Diagnostic(
                code="asm.too-many-errors",
                message=f"{len(unique) - MAX_ERRORS} more errors follow",
                span=unique[MAX_ERRORS].span,
            )
            unique = [*unique[:MAX_ERRORS], more]
        raise AsmError(unique)

    # -- names

    def cursor(self, statement: Statement) -> Cursor:
        """A cursor over `statement` that knows the names of this source."""
        return Cursor(statement.tokens, statement.line, self.constant, self.hint)

    def constant(self, name: str) -> int | None:
        """The value of a constant or of a context field."""
        if name in self.constants:
            return self.constants[name]
        if name in self.waiting:
            return self._evaluate(name)
        return names.offset_of(name) if "." in name else names.CONSTANTS.get(name)

    def _evaluate(self, name: str) -> int:
        cursor = self.waiting[name]
        if name in self.busy:
            chain = " -> ".join([*self.busy[self.busy.index(name) :], name][:6])
            cursor.fail("asm.circular-equ", f"{name} is defined by itself: {chain}", span=cursor.whole())
        if len(self.busy) >= MAX_FORWARD:
            cursor.fail(
                "asm.too-deep",
                "too many constants wait for one another",
                "define a constant above its use",
                cursor.whole(),
            )
        self.busy.append(name)
        try:
            start = cursor.at
            value = cursor.fork().expression()
            if not -(1 << 63) <= value < 1 << 64:
                cursor.fail("asm.number-too-big", f"{name} does not fit into 64 bits", span=cursor.span(start))
        finally:
            self.busy.pop()
        self.constants[name] = value
        return value

    def hint(self, name: str) -> str:
        """Did-you-mean for an unknown name."""
        if len(self.errors) > MAX_ERRORS:
            return ""
        if "." in name[1:]:
            return names.field_hint(name)
        known = [*self.waiting, *self.attempted, *self.drafts, *self.data, *self.labels, *names.CONSTANTS]
        return nearest(name, known)

    # -- the passes

    def object(self, default_type: str | None) -> Object:
        """Everything, or AsmError."""
        for statement in self.directives:
            self.attempt(lambda s=statement: self.declare_constant(s))  # type: ignore[misc]
        for name in list(self.waiting):
            self.attempt(lambda n=name: self._settle(n))  # type: ignore[misc]
        for statement in self.directives:
            self.attempt(lambda s=statement: self.declare(s))  # type: ignore[misc]
        data_maps = self.lay_out_data()
        maps = {name: index for index, name in enumerate([*self.drafts, *(spec.name for spec in data_maps)])}
        if len(maps) > limits.value("map-count"):
            self.errors.append(self._too_many_maps())
        scope = Scope(constant=self.constant, maps=maps, data=self.data, labels=self.labels, hint=self.hint)
        codes = [self.code(part, scope) for part in self.parts.values() if not part.is_data and not part.is_ignored]
        linked = link([code for code in codes if code], self.errors, default_type)
        program_names = {program.name: index for index, program in enumerate(linked)}
        specs = (*self.fill_maps(maps | program_names), *data_maps)
        self.give_up()
        programs = tuple(program.finish(specs, self.license) for program in linked)
        return Object(programs=programs, maps=specs, license=self.license, records=tuple(self.records))

    def _settle(self, name: str) -> None:
        if name not in self.constants:
            self._evaluate(name)

    def _too_many_maps(self) -> Diagnostic:
        high = limits.value("map-count")
        last = list(self.drafts.values())[-1].spec.span if self.drafts else None
        return Diagnostic(code="asm.too-many-maps", message=f"a source has at most {high} maps", span=last)

    def declare_constant(self, statement: Statement) -> None:
        """`.equ NAME, expression`."""
        if statement.tokens[0][1] not in {".equ", ".set"}:
            return
        c = self.cursor(statement)
        c.take()
        start = c.at
        name = directives.name_(c, "a constant")
        if name in self.waiting and statement.tokens[0][1] == ".equ":
            c.fail("asm.duplicate", f"{name} is already defined", span=c.span(start))
        c.expect(",")
        self.waiting[name] = c
        trial = c.fork()
        trial.lookup = lambda _: 1
        trial.expression()
        trial.finish()

    def declare(self, statement: Statement) -> None:
        """`.map`, `.license`, `.record`."""
        c = self.cursor(statement)
        match c.take()[1]:
            case ".map":
                self._declare_map(c)
            case ".license":
                self.license = directives.license_(c)
                c.finish()
            case ".record":
                self.records.append(directives.record(c))
                c.finish()
            case _:
                pass

    def _declare_map(self, c: Cursor) -> None:
        start = c.at
        self.attempted.add(c.text)
        draft = directives.map_(c, {name: draft.spec for name, draft in self.drafts.items()})
        c.finish()
        name = draft.spec.name
        if name in self.drafts:
            c.fail("asm.duplicate", f"a map called {name} is already declared", span=c.span(start))
        self.drafts[name] = draft

    def fill_maps(self, indices: dict[str, int]) -> list[MapSpec]:
        """The declared maps with their contents, in which programs and maps may be named."""
        specs: list[MapSpec] = []
        for draft in self.drafts.values():
            if draft.contents:
                draft.contents.lookup = lambda name: (
                    value if (value := self.constant(name)) is not None else indices.get(name)
                )
            self.attempt(lambda d=draft: specs.append(directives.contents(d)))  # type: ignore[misc]
        return specs

    # -- data sections

    def lay_out_data(self) -> list[MapSpec]:
        """The maps that .rodata, .data and .bss become; a licence or legacy maps among the data are noted."""
        specs: list[MapSpec] = []
        for part in self.parts.values():
            if not part.is_data or part.is_ignored:
                continue
            blob = bytearray()
            places: dict[str, int] = {}
            for item in part.items:
                if isinstance(item, Label):
                    places[item.name] = len(blob)
                else:
                    self.attempt(lambda s=item, b=blob: self._data(s, b))  # type: ignore[misc]
            self._file_data(part, bytes(blob), places, specs)
        return specs

    def _data(self, statement: Statement, blob: bytearray) -> None:
        c = self.cursor(statement)
        word = c.take()[1]
        if word in directives.DATA or word in directives.TEXTS or word in directives.SPACE:
            data = directives.data(word, c)
            c.finish()
            if len(blob) + len(data) > directives.MAX_DATA:
                c.fail("asm.out-of-range", f"a section holds at most {directives.MAX_DATA} bytes", span=c.whole())
            blob += data
        elif word in {".p2align", ".align", ".balign"}:
            start = c.at
            width = c.expression()
            width = 1 << min(max(width, 0), 12) if word == ".p2align" else max(1, min(width, 4096))
            del start
            blob += bytes(-len(blob) % width)
        elif word not in directives.IGNORED and word not in {".globl", ".global", ".type"}:
            c.at = 0
            c.fail(
                "asm.code-in-data", f"{c.found()} is no data", "instructions belong to .text or to a program's section"
            )

    def _file_data(self, part: Part, blob: bytes, places: dict[str, int], specs: list[MapSpec]) -> None:
        if part.name == "license":
            self.license = blob.split(b"\0")[0].decode("utf-8", "replace")
        elif part.name == "maps":
            self._legacy_maps(blob, places)
        elif blob:
            index = len(self.drafts) + len(specs)
            flags = map_types.RDONLY_PROG if part.name.startswith(".rodata") else 0
            specs.append(
                MapSpec(
                    name=part.name,
                    type="array",
                    key_size=4,
                    value_size=len(blob),
                    max_entries=1,
                    flags=flags,
                    contents=((bytes(4), blob),),
                    frozen=bool(flags),
                    span=part.span,
                )
            )
            self.data |= {name: (index, at) for name, at in places.items()} | {part.name: (index, 0)}

    def _legacy_maps(self, blob: bytes, places: dict[str, int]) -> None:
        """`struct bpf_map_def` one behind the other: type, key, value, entries, flags, 4 bytes each."""
        types = {row.id: row.name for row in map_types.MAP_TYPES}
        for name, at in places.items():
            fields = [int.from_bytes(blob[at + 4 * i : at + 4 * i + 4], "little") for i in range(5)]
            if name not in self.drafts and fields[0] in types:
                spec = MapSpec(
                    name=name,
                    type=types[fields[0]],
                    key_size=fields[1],
                    value_size=fields[2],
                    max_entries=fields[3],
                    flags=fields[4],
                )
                self.drafts[name] = directives.MapDraft(spec, None)

    # -- code

    def code(self, part: Part, scope: Scope) -> Code | None:
        """The slots of one section; None for an empty beginning."""
        if part.name == MAIN and not any(isinstance(item, Statement) for item in part.items):
            return None
        return build(part, scope, self.cursor, self.errors)
