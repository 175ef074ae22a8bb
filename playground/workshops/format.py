"""The authoring file: Markdown with YAML in front, one level-1 heading a step, fences for the parts of a step.

    ---
    title: XDP from zero
    ---
    Prose before the first step.

    # Drop everything {#drop}
    Prose of the step.
    ```asm starter          also: solution
    ```hint                 as many as there are hints, in order
    ```yaml step            scenario, minutes
    ```yaml test            one test

`read` finds every mistake, with line and column. `read(write(workshop)) == workshop`. No Django here.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from pydantic import ValidationError

from playground.workshops.document import Step, Test, Workshop
from playground.workshops.located import Located, Misread, Path, load
from vm.errors import Diagnostic, Span, VmError

FILE_BYTES: Final = 512 * 1024
ROLES: Final = ("starter", "solution", "hint", "step", "test")
FENCE: Final = re.compile(r"^( {0,3})(`{3,}|~{3,})[ \t]*([^`\n]*?)[ \t]*$")
HEADING: Final = re.compile(r"^# +(.+?)(?:[ \t]+\{#([^}\n]*)\})?[ \t]*#*[ \t]*$")
STEP_SETTINGS: Final = ("scenario", "minutes")


class FormatError(VmError):
    """A workshop's file cannot be used; every mistake has its line and column."""


@dataclass(slots=True)
class Block:
    """A fence with a role. `line` is that of its first content line."""

    role: str
    line: int
    text: str


@dataclass(slots=True)
class Draft:
    """A step while it is read."""

    title: str
    id: str
    line: int
    prose: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def of(self, role: str) -> list[Block]:
        """Its blocks of a role."""
        return [block for block in self.blocks if block.role == role]


def read(text: str) -> Workshop:
    """The workshop of a file. Raises FormatError with every mistake, in order of lines."""
    if len(text.encode()) > FILE_BYTES:
        raise FormatError(_wrong("workshop.size", f"the file is larger than {FILE_BYTES} bytes", 1))
    if "\0" in text:
        raise FormatError(_wrong("workshop.nul", "the file contains NUL", text[: text.index("\0")].count("\n") + 1))
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    found: list[Diagnostic] = []
    front, after = _front(lines, found)
    intro, drafts = _outline(lines, after, found)
    steps = [step for draft in drafts if (step := _step(draft, found))]
    _check_ids(drafts, found)
    if not drafts:
        message = "there is no step"
        found.append(_wrong("workshop.no-step", message, len(lines), hint="a line `# Title {#id}` begins one"))
    values = {**front.value, "intro": _prose(intro), "steps": tuple(steps)}
    told = set() if "title" in front.value else {"title"}  # in `found` already
    workshop = _validated(Workshop, values, front, found, told | {"steps"} if found else told)
    if workshop is None or found:
        raise FormatError(sorted(found, key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0)))
    return workshop


def _wrong(code: str, message: str, line: int, column: int = 1, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, message=message, hint=hint, span=Span(line, column, column + 1))


def _front(lines: list[str], found: list[Diagnostic]) -> tuple[Located, int]:
    """The front matter, and the index of the line after it."""
    empty = Located({}, {(): Span(1, 1, 2)})
    if not lines or lines[0].rstrip() != "---":
        found.append(_wrong("workshop.no-front", "the file begins with front matter", 1, hint="---, title: ..., ---"))
        return empty, 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        found.append(_wrong("workshop.no-front", "the front matter is not closed", 1, hint="a line --- ends it"))
        return empty, len(lines)
    located = _loaded("\n".join(lines[1:end]), 2, found)
    if located is None:
        return empty, end + 1
    for name in ("intro", "steps"):
        if name in located.value:
            message = f"{name!r} is written below the front matter"
            found.append(Diagnostic(code="workshop.invalid", message=message, span=located.span((name,))))
    if "title" not in located.value:
        found.append(_wrong("workshop.missing", "the field 'title' is missing", 1))
    return located, end + 1


def _loaded(text: str, line: int, found: list[Diagnostic]) -> Located | None:
    """YAML that is a mapping."""
    try:
        located = load(text, line)
    except Misread as error:
        found.append(error.diagnostic)
        return None
    if isinstance(located.value, dict):
        return located
    found.append(Diagnostic(code="workshop.yaml", message="`name: value` lines are wanted here", span=located.span(())))
    return None


def _outline(lines: list[str], start: int, found: list[Diagnostic]) -> tuple[list[str], list[Draft]]:
    """Prose before the first step, and the steps' parts."""
    intro: list[str] = []
    drafts: list[Draft] = []
    n = start
    while n < len(lines):
        prose = drafts[-1].prose if drafts else intro
        if heading := HEADING.match(lines[n]):
            drafts.append(Draft(heading[1], heading[2] if heading[2] is not None else _slug(heading[1]), n + 1))
        elif fence := FENCE.match(lines[n]):
            end = _fence_end(lines, n, fence[2])
            role = fence[3].split()[-1] if fence[3] else ""
            if end is None:
                found.append(_wrong("workshop.open-fence", "this fence is not closed", n + 1, len(fence[1]) + 1))
                end = len(lines)
            if role in ROLES and not drafts:
                found.append(_wrong("workshop.no-step", f"this {role} stands before the first step", n + 1))
            elif role in ROLES:
                body = "\n".join(lines[n + 1 : end])
                drafts[-1].blocks.append(Block(role, n + 2, body + "\n" if body else ""))
            else:
                prose += lines[n : end + 1]
            n = end
        else:
            prose.append(lines[n])
        n += 1
    return intro, drafts


def _fence_end(lines: list[str], start: int, marks: str) -> int | None:
    """Index of the line that closes a fence."""
    close = re.compile(rf"^ {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$")
    return next((n for n in range(start + 1, len(lines)) if close.match(lines[n])), None)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-")


def _prose(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _check_ids(drafts: list[Draft], found: list[Diagnostic]) -> None:
    seen: dict[str, int] = {}
    for draft in drafts:
        if draft.id in seen:
            message = f"the step of line {seen[draft.id]} has the id {draft.id!r} too"
            found.append(_wrong("workshop.twice", message, draft.line, hint="# Title {#another-id}"))
        seen.setdefault(draft.id, draft.line)


def _step(draft: Draft, found: list[Diagnostic]) -> Step | None:
    """One step; what is wrong with it goes to `found`."""
    before = len(found)
    told: set[str] = set()  # fields whose mistakes are in `found` already
    values: dict[str, Any] = {"id": draft.id, "title": draft.title, "prose": _prose(draft.prose)}
    for role in ("starter", "solution"):
        match draft.of(role):
            case [block]:
                values[role] = block.text
            case []:
                told.add(role)
                message = f"the step {draft.title!r} has no {role}"
                found.append(_wrong("workshop.missing", message, draft.line, hint=f"a fence ```asm {role}"))
            case [_, second, *_]:
                told.add(role)
                found.append(_wrong("workshop.twice", f"a second {role}", second.line - 1))
    place = Located({}, {(): Span(draft.line, 1, 2)})
    for block in draft.of("step"):
        if located := _loaded(block.text, block.line, found):
            unknown = [name for name in located.value if name not in STEP_SETTINGS]
            for name in unknown:
                message = f"there is no setting called {str(name)[:60]!r}"
                span = located.span((name,))
                found.append(
                    Diagnostic(code="workshop.unknown", message=message, hint=" or ".join(STEP_SETTINGS), span=span)
                )
            told.update(map(str, unknown))
            values |= located.value
            place = located
    values["hints"] = tuple(block.text.strip("\n") for block in draft.of("hint"))
    values["tests"] = tuple(test for block in draft.of("test") if (test := _test(block, found)))
    if not draft.of("test"):
        message = f"the step {draft.title!r} has no test"
        found.append(_wrong("workshop.missing", message, draft.line, hint="a fence ```yaml test"))
    step = _validated(Step, values, place, found, told | {"tests"} if len(found) > before else told)
    return step if len(found) == before else None


def _test(block: Block, found: list[Diagnostic]) -> Test | None:
    located = _loaded(block.text, block.line, found)
    return None if located is None else _validated(Test, located.value, located, found)


def _validated(
    model: Any, values: dict[str, Any], located: Located, found: list[Diagnostic], told: AbstractSet[str] = frozenset()
) -> Any:
    """`values` as `model`, or None with the mistakes in `found`, those of fields in `told` left out."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        fresh = (one for one in wrong if not told.intersection(map(str, one["loc"][:1])))
        found += [_explained(one["type"], one["msg"], one["loc"], located) for one in fresh]
    return None


def _explained(kind: str, message: str, loc: Path, located: Located) -> Diagnostic:
    path = tuple(part for part in loc if (part in {"int", "str"}) is False and part != "[key]")
    span = located.span(path)
    name = str(path[-1]) if path else "this"
    if kind == "extra_forbidden":
        return Diagnostic(code="workshop.unknown", message=f"there is no field called {name[:60]!r}", span=span)
    if kind == "missing":
        return Diagnostic(code="workshop.missing", message=f"the field {name!r} is missing", span=span)
    text = message.removeprefix("Value error, ")
    return Diagnostic(code="workshop.invalid", message=f"{name}: {text}", span=span)


# --- writing -----------------------------------------------------------------------------------------


def write(workshop: Workshop) -> str:
    """The file of a workshop; `read` gives the same workshop again."""
    front = _plain(workshop, {"intro", "steps"})
    parts = [f"---\n{_dump(front)}---\n"]
    if workshop.intro:
        parts.append(workshop.intro + "\n")
    parts += [_write_step(step) for step in workshop.steps]
    return "\n".join(parts)


def _write_step(step: Step) -> str:
    parts = [f"# {step.title} {{#{step.id}}}\n"]
    if step.prose:
        parts.append(step.prose + "\n")
    settings = _plain(step, set(Step.model_fields) - set(STEP_SETTINGS))
    if settings:
        parts.append(_fenced("yaml step", _dump(settings)))
    parts += [_fenced("asm starter", step.starter), _fenced("asm solution", step.solution)]
    parts += [_fenced("hint", f"{hint}\n") for hint in step.hints]
    parts += [_fenced("yaml test", _dump(_plain(test, set()))) for test in step.tests]
    return "\n".join(parts)


def _plain(part: Any, without: set[str]) -> dict[str, Any]:
    return dict(_lists(part.model_dump(exclude_defaults=True, exclude=without)))


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lists(item) for name, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, tuple) else value


def _dump(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)


def _fenced(info: str, text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text}{fence}\n"
