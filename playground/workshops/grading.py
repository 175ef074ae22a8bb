"""Judging: what a test expected, beside what a run told. Deterministic, and no Django here.

`judge` looks at one run, `grade` at all tests of a step. A failure that is ours (`system`) is no failure of the program.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from playground.workshops.document import Expect, Key, Step, Test, scenario_of
from playground.workshops.told import ZEROED, MapTold, Told, value_of

Play = Callable[[str, str | None, int | None], Told]
"""source, scenario, seed -> what the run told"""

SHOWN_ITEMS: Final = 12
ENDS: Final = {
    "fault": "the run ended in a fault: ",
    "limit": "the run met a limit: ",
    "error": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation that was not met."""

    what: str
    expected: str
    actual: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A test's end. `points` of `of`; `code` of the verifier's rejection, "" if there was none."""

    name: str
    passed: bool
    points: int
    of: int
    system: bool = False
    code: str = ""
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the database, whole."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Grade:
    """All tests of a step that were played."""

    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> int:
        """Number of tests passed."""
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def points(self) -> int:
        """Points earned."""
        return sum(outcome.points for outcome in self.outcomes)

    @property
    def complete(self) -> bool:
        """Whether every test passed."""
        return self.passed == len(self.outcomes)

    @property
    def system(self) -> bool:
        """Whether some test could not be played, by no fault of the program."""
        return any(outcome.system for outcome in self.outcomes)

    @property
    def code(self) -> str:
        """The verifier's code, if it refused the program."""
        return next((outcome.code for outcome in self.outcomes if outcome.code), "")


def grade(step: Step, tests: Iterable[Test], source: str, play: Play) -> Grade:
    """Play `source` against every test. A program that the verifier refuses is played once."""
    outcomes: list[Outcome] = []
    told: Told | None = None
    for test in tests:
        if told is None or told.accepted or told.system:
            told = play(source, scenario_of(test, step), test.seed)
        outcomes.append(judge(test, told))
    return Grade(tuple(outcomes))


def judge(test: Test, told: Told) -> Outcome:
    """One test."""
    if told.system:
        return Outcome(test.name, passed=False, points=0, of=test.points, system=True)
    findings = tuple(_findings(test.expect, told))
    passed = not findings
    code = told.codes[0] if told.codes else ""
    return Outcome(test.name, passed, test.points if passed else 0, test.points, code=code, findings=findings)


def _findings(expect: Expect, told: Told) -> Iterator[Finding]:
    if not told.assembled:
        yield Finding("source", "a source that can be read", told.message)
        return
    actual = "accepted" if told.accepted else f"rejected, {told.codes[0]}: {told.errors[0]}"
    if expect.accepted != told.accepted:
        yield Finding("verdict", "accepted" if expect.accepted else "rejected", actual)
        return
    if expect.code and expect.code not in told.codes:
        yield Finding("code", expect.code, actual)
    if expect.processed is not None and told.processed > expect.processed:
        yield Finding("processed", f"at most {expect.processed} instructions", str(told.processed))
    if told.accepted and told.reason in ENDS:
        yield Finding("end", "the events played to their end", ENDS[told.reason] + told.message)
    elif told.accepted:
        yield from _run_findings(expect, told)


def _run_findings(expect: Expect, told: Told) -> Iterator[Finding]:
    if told.dropped:
        yield Finding("output", "output that can be told whole", f"{told.dropped} events too many")
    if expect.verdicts is not None:
        yield from _listed("verdicts", expect.verdicts, told.verdicts)
    if expect.returns is not None:
        yield from _listed("returns", [value % 2**64 for value in expect.returns], told.returns)
    if expect.printed is not None:
        yield from _listed("printed", expect.printed, told.printed)
    if expect.records is not None:
        wanted = [f"{record.map}: {record.data}" for record in expect.records]
        yield from _listed("records", wanted, [f"{name}: {data}" for name, data in told.records])
    for exact, wanted_maps in ((True, expect.maps), (False, expect.entries)):
        for name, entries in (wanted_maps or {}).items():
            yield from _map_findings(name, entries, told.maps.get(name), exact=exact)
    if expect.budget is not None and told.longest > expect.budget:
        yield Finding("budget", f"at most {expect.budget} instructions an event", str(told.longest))


def _listed(what: str, expected: Iterable[Any], actual: Iterable[Any]) -> Iterator[Finding]:
    wanted, got = [str(item) for item in expected], [str(item) for item in actual]
    if wanted != got:
        yield Finding(what, _shortened(wanted), _shortened(got))


def _shortened(items: list[str]) -> str:
    more = f", and {len(items) - SHOWN_ITEMS} more" if len(items) > SHOWN_ITEMS else ""
    return (", ".join(items[:SHOWN_ITEMS]) or "nothing") + more


def _map_findings(name: str, wanted: dict[Key, int | str], told: MapTold | None, *, exact: bool) -> Iterator[Finding]:
    if told is None:
        yield Finding(f"map {name}", "a map of that name", "there is none")
        return
    zeroed = told.info["type"] in ZEROED
    seen: set[str] = set()
    for key, value in wanted.items():
        spelt = spell_key(key, told.info["key_size"])
        seen.add(spelt)
        entry = told.entries.get(spelt)
        if not _holds(entry, value, zeroed=zeroed):
            yield Finding(f"map {name}[{key}]", str(value), _spell_entry(entry, as_number=isinstance(value, int)))
    if exact:
        rest = {key: entry for key, entry in told.entries.items() if key not in seen}
        extra = [key for key, entry in rest.items() if not (zeroed and value_of(entry) == 0)]
        if extra:
            yield Finding(f"map {name}", "no other entries", _shortened([f"key {key}" for key in extra]))


def spell_key(key: Key, size: int) -> str:
    """A key as the wire has it: a number little-endian, as wide as the map says."""
    if isinstance(key, int):
        return (key % (1 << (8 * size))).to_bytes(size, "little").hex()
    return key.replace(" ", "").replace(":", "").lower()


def _holds(entry: dict[int | None, str] | None, value: int | str, *, zeroed: bool) -> bool:
    if entry is None:
        return zeroed and (value == 0 if isinstance(value, int) else not value.strip("0"))
    if isinstance(value, int):
        width = max(len(data) for data in entry.values()) * 4
        return value_of(entry) == value % (1 << width)
    return value in entry.values()


def _spell_entry(entry: dict[int | None, str] | None, *, as_number: bool) -> str:
    if entry is None:
        return "no such entry"
    return str(value_of(entry)) if as_number else _shortened(list(entry.values()))


# --- what a participant may learn of an outcome -------------------------------------------------------


def told_to_participant(test: Test, outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome without what the test keeps to itself."""
    public: dict[str, Any] = {"visibility": test.visibility, "passed": outcome["passed"], "points": outcome["points"]}
    public |= {"of": outcome["of"], "system": outcome["system"]}
    if test.visibility == "hidden":
        return public | {"name": "a hidden test", "category": "" if outcome["passed"] else test.category}
    public["name"] = test.name
    if outcome["passed"] or test.visibility == "name" or test.detail == "pass":
        return public
    keep = ("what", "expected", "actual") if test.detail == "full" else ("what", "actual")
    return public | {"findings": [{name: finding[name] for name in keep} for finding in outcome["findings"]]}
