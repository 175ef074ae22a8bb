"""The tables of `vm.facts` as pages: shelves of tables, each a heading, columns and rows of cells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vm.facts import (
    baseline,
    contexts,
    functions,
    helpers,
    isa,
    limits,
    map_types,
    program_types,
    registers,
    syscalls,
    tracepoints,
)
from vm.facts.rejections import REJECTIONS
from vm.runtime.helpers import BODIES, state
from vm.runtime.maps import MAKERS

REJECTION_BY_CODE: Final = {row.code: row for row in REJECTIONS}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `code` in the font of programs; `link` to another page."""

    text: str
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table. The first cell of a row names it; `about` stands above."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the reference."""

    name: str
    title: str
    summary: str
    tables: Callable[[], tuple[Table, ...]]


def _rows(*rows: tuple[str | Cell, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Rows whose first cell is code."""
    return tuple(
        tuple(cell if isinstance(cell, Cell) else Cell(cell, code=n == 0) for n, cell in enumerate(row)) for row in rows
    )


def _code(text: str) -> Cell:
    return Cell(text, code=True)


def _instructions() -> tuple[Table, ...]:
    arithmetic = _rows(
        *((f"{row.name}{row.bits or ''}", _code(_written(row)), row.effect, row.since) for row in isa.ALU)
    )
    jumps = _rows(*((row.name, _code(f"if r1 {row.sign} r2 goto label"), row.effect, row.since) for row in isa.JUMPS))
    control = _rows(*((row.name, _code(row.syntax), row.effect, row.since) for row in isa.CONTROL))
    memory = _rows(
        *((row.name, " ".join(f"{8 * size} bit" for size in row.sizes), row.effect, row.since) for row in isa.MEMORY)
    )
    atomics = _rows(
        *((row.name, " ".join(f"{8 * size} bit" for size in row.sizes), row.effect, row.since) for row in isa.ATOMICS)
    )
    wide = _rows(*((row.name, str(row.src), row.effect) for row in isa.WIDE))
    held = _rows(*((row.name, row.role) for row in registers.REGISTERS))
    return (
        Table("Registers", ("name", "role"), held),
        Table("Arithmetic", ("operation", "written", "the destination becomes", "since"), arithmetic,
              "Each exists for 64 bits (r1) and for 32 bits (w1), which clears the upper half."),
        Table("Conditional jumps", ("operation", "written", "jumps when", "since"), jumps),
        Table("Control", ("operation", "written", "what it does", "since"), control),
        Table("Loads and stores", ("operation", "widths", "what it does", "since"), memory),
        Table("Atomic operations", ("operation", "widths", "what it does", "since"), atomics),
        Table("64-bit immediates", ("kind", "src", "what it does"), wide),
    )  # fmt: skip


def _written(row: isa.AluOp) -> str:
    if row.operands == "unary":
        return f"r1 = {row.sign}r1"
    return f"r1 = (s{row.bits})r2" if row.bits else f"r1 {row.sign} r2"


def _helpers() -> tuple[Table, ...]:
    here = [helper for helper in helpers.HELPERS if helper.where]
    running = sum(helper.name in BODIES for helper in here)
    rows = _rows(
        *(
            (row.bpf_name, str(row.id), row.doc, _callers(row), "GPL" if row.gpl else "", row.since, state(row))
            for row in here
        )
    )
    elsewhere = _rows(*((row.bpf_name, str(row.id), row.doc, row.since) for row in helpers.HELPERS if not row.where))
    return (
        Table("Helpers of the program types here", ("name", "number", "what it does", "programs", "licence", "since", "state"), rows,
              f"{len(here)} of the {len(helpers.HELPERS)} helpers of Linux {baseline.KERNEL}. {running} run here, with its return values and "
              "errors; the verifier knows the others, and a call of one ends the run with a fault that says why."),
        Table("Helpers of other program types", ("name", "number", "what it does", "since"), elsewhere,
              "They are known by name and number; the programs that may call them cannot be written here."),
    )  # fmt: skip


def _callers(helper: helpers.Helper) -> str:
    return "all" if helper.where == helpers.ANYWHERE else ", ".join(sorted(helper.where))


def _map_types() -> tuple[Table, ...]:
    rows = _rows(
        *(
            (row.name, str(row.id), row.doc, "runs here" if row.name in MAKERS else "verified, not run")
            for row in map_types.MAP_TYPES
        )
    )
    flags = _rows(*((flag.name, f"{flag.value:#x}", flag.doc) for flag in map_types.MAP_FLAGS))
    return (
        Table("Map types", ("name", "number", "what it is", "state"), rows),
        Table("Flags", ("name", "value", "what it does"), flags),
    )


def _program_types() -> tuple[Table, ...]:
    types = _rows(
        *(
            (row.name, row.doc, _code(row.context), row.returns, row.packet_access or "none")
            for row in program_types.PROGRAM_TYPES
        )
    )
    sections = _rows(
        *(
            (row.pattern + (f"/{row.target}" if row.target else ""), row.prog_type, row.hook)
            for row in program_types.SECTIONS
        )
    )
    fields = tuple(
        Table(f"struct {context.name}", ("field", "offset", "bytes", "what it holds"),
              _rows(*((field.name, str(field.offset), str(field.size), field.doc) for field in context.fields)))
        for context in contexts.CONTEXTS
    )  # fmt: skip
    return (
        Table("Program types", ("name", "when it runs", "context", "what r0 means", "packet"), types),
        Table("Section names", ("section", "program type", "hook"), sections),
        *fields,
    )


def _events() -> tuple[Table, ...]:
    calls = _rows(
        *((row.name, str(row.nr), ", ".join(f"{kind} {name}" for name, kind in row.args)) for row in syscalls.SYSCALLS)
    )
    traced = _rows(
        *(
            (f"{row.category}/{row.name}", ", ".join(f"{field.name}@{field.offset}" for field in row.fields))
            for row in tracepoints.TRACEPOINTS
        )
    )
    called = _rows(
        *(
            (row.name, ", ".join(f"{kind} {name}" for name, kind in row.args), row.returns)
            for row in functions.FUNCTIONS
        )
    )
    return (
        Table("Kernel functions", ("function", "arguments", "returns"), called, "What a kprobe can sit on; others work too, with made-up arguments."),
        Table("Trace events", ("event", "fields and their offsets"), traced),
        Table("System calls", ("name", "number", "arguments"), calls, "Each has sys_enter_NAME (arguments from byte 16 on) and sys_exit_NAME (ret at 16)."),
    )  # fmt: skip


def _limits() -> tuple[Table, ...]:
    rows = _rows(*((row.name, f"{row.value:,} {row.unit}", row.doc, row.source) for row in limits.LIMITS))
    return (Table("Limits", ("name", "value", "of what", "whose"), rows),)


def _rejections() -> tuple[Table, ...]:
    rows = _rows(*(
        (Cell(row.code, code=True, link=f"/reference/{row.code}"), row.title, _code(row.wordings[0].split("\n")[-1] if row.wordings else ""), row.errno_name)
        for row in REJECTIONS
    ))  # fmt: skip
    return (
        Table(
            "Reasons to refuse a program",
            ("code", "in a few words", f"as Linux {baseline.KERNEL} says it", "errno"),
            rows,
        ),
    )


SHELVES: Final = (
    Shelf("instructions", "Instructions", "Registers, and every operation in both syntaxes", _instructions),
    Shelf("helpers", "Helpers", "What programs may call, and what of it runs here", _helpers),
    Shelf("map-types", "Map types", "Every kind of map, its flags, and its state here", _map_types),
    Shelf(
        "program-types",
        "Program types and contexts",
        "Where programs run, what r1 points to, section names",
        _program_types,
    ),
    Shelf("events", "Functions, trace events, system calls", "What the simulated kernel has to trace", _events),
    Shelf("limits", "Limits", "Every bound, the kernel's and ours", _limits),
    Shelf("rejections", "Rejections", "Every reason to refuse a program, with a page each", _rejections),
)

SHELF_BY_NAME: Final = {shelf.name: shelf for shelf in SHELVES}
