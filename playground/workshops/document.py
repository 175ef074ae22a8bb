"""A workshop as a value: what `format` reads from its file and writes back. No Django here.

The classes are the schema: `docs/workshop.schema.json` is printed from them (`python -m playground.workshops.document`).
"""

import json
import re
import sys
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from vm.errors import VmError
from vm.facts import limits
from vm.facts.program_types import TC_VERDICTS, XDP_VERDICTS
from vm.facts.rejections import REJECTION_BY_CODE
from vm.kernel.library import scenario as read_scenario

SOURCE_BYTES: Final = limits.value("source-size")
STEPS, TESTS, HINTS, PACKETS, PACKET_BYTES = 40, 24, 12, 64, 9216
VERDICTS: Final = frozenset(verdict.name for verdict in (*XDP_VERDICTS, *TC_VERDICTS))
FRAME_MS: Final = 1  # between two frames of a test that lists packets


def _hex(value: str) -> str:
    digits = re.sub(r"[\s:]", "", value).lower()
    if len(digits) % 2 or not re.fullmatch(r"[0-9a-f]*", digits):
        raise ValueError("bytes are written as pairs of hexadecimal digits")
    if len(digits) > 2 * PACKET_BYTES:
        raise ValueError(f"more than {PACKET_BYTES} bytes")
    return digits


def _code(value: str) -> str:
    if value not in REJECTION_BY_CODE:
        raise ValueError(f"the verifier knows no code {value!r}")
    return value


def _verdict(value: str) -> str:
    if value not in VERDICTS:
        raise ValueError(f"{value!r} is no verdict of a packet; there are {', '.join(sorted(VERDICTS))}")
    return value


def _source(value: str) -> str:
    if len(value.encode()) > SOURCE_BYTES:
        raise ValueError(f"a source has at most {SOURCE_BYTES} bytes")
    return value


def _scenario(value: str) -> str:
    try:
        read_scenario(value)
    except VmError as error:
        first = error.diagnostics[0]
        place = f"line {first.span.line} of the scenario: " if first.span else ""
        raise ValueError(f"{place}{first.message}") from None
    return value


Hex = Annotated[str, AfterValidator(_hex)]
Key = int | str
Entries = dict[Key, int | Hex]
Source = Annotated[str, AfterValidator(_source)]
Scenario = Annotated[str, AfterValidator(_source), AfterValidator(_scenario)]
Count = Annotated[int, Field(ge=0, le=2**53)]
U64 = Annotated[int, Field(ge=-(2**63), lt=2**64)]


class Part(BaseModel):
    """Any part of a workshop."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RecordWanted(Part):
    """One record out of a ring buffer or perf array, bytes as hex."""

    map: str
    data: Hex


class Expect(Part):
    """What a test demands of a run; what is not named is not looked at.

    verdict    of the verifier; `code` means rejected
    verdicts   of XDP or tc, one a packet, in order
    returns    r0 of each invocation, in order
    maps       maps as they are at the end: these entries and (zeros apart) no others
    entries    entries that must be there; others may be
    budget     executed instructions of the longest invocation, at most
    processed  instructions that the verifier processed, at most
    """

    verdict: Literal["accepted", "rejected"] | None = None
    code: Annotated[str, AfterValidator(_code)] | None = None
    verdicts: tuple[Annotated[str, AfterValidator(_verdict)], ...] | None = None
    returns: tuple[U64, ...] | None = None
    maps: dict[str, Entries] | None = None
    entries: dict[str, Entries] | None = None
    records: tuple[RecordWanted, ...] | None = None
    printed: tuple[str, ...] | None = None
    budget: Count | None = None
    processed: Count | None = None

    @property
    def accepted(self) -> bool:
        """Whether the verifier is to accept."""
        return self.code is None and self.verdict != "rejected"

    @model_validator(mode="after")
    def _possible(self) -> "Expect":
        if self.code and self.verdict == "accepted":
            raise ValueError("an accepted program has no code of rejection")
        run = (self.verdicts, self.returns, self.maps, self.entries, self.records, self.printed, self.budget)
        if not self.accepted and any(wanted is not None for wanted in run):
            raise ValueError("a rejected program does not run: only verdict, code and processed can be expected")
        return self


class Test(Part):
    """One test of a step: events in, what is expected out.

    visibility   shown: everything; name: only its name; hidden: only that there is one
    detail       told of a failure of a shown test: full, actual (not what was expected), pass (only that it failed)
    category     told of a failed hidden test, such as "a short packet"
    """

    __test__ = False  # for pytest: this is no test of ours

    name: Annotated[str, Field(min_length=1, max_length=120)]
    visibility: Literal["shown", "name", "hidden"] = "shown"
    detail: Literal["full", "actual", "pass"] = "full"
    category: Annotated[str, Field(max_length=120)] = ""
    points: Annotated[int, Field(ge=0, le=1000)] = 1
    scenario: Scenario | None = None
    seed: Annotated[int, Field(ge=0, lt=2**64)] | None = None
    packets: Annotated[tuple[Hex, ...], Field(max_length=PACKETS)] | None = None
    expect: Expect

    @model_validator(mode="after")
    def _one_kind_of_events(self) -> "Test":
        if self.packets is not None and self.scenario is not None:
            raise ValueError("events are a scenario or packets, not both")
        return self


class Step(Part):
    """One step. `id` names it in links and exports and stays when its title changes."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    prose: str = ""
    starter: Source
    solution: Source
    scenario: Scenario | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    hints: Annotated[tuple[str, ...], Field(max_length=HINTS)] = ()
    tests: Annotated[tuple[Test, ...], Field(min_length=1, max_length=TESTS)]

    @property
    def points(self) -> int:
        """Of all its tests."""
        return sum(test.points for test in self.tests)

    @property
    def shown(self) -> tuple[Test, ...]:
        """The tests that Check plays."""
        return tuple(test for test in self.tests if test.visibility == "shown")


class Workshop(Part):
    """Ordered steps, and what stands before them.

    penalty    percent of a submission's points, taken for each Submit on the step that failed before it
    hint_cost  percent of a submission's points, taken for each hint that was opened before it
    """

    title: Annotated[str, Field(min_length=1, max_length=120)]
    summary: Annotated[str, Field(max_length=400)] = ""
    minutes: Annotated[int, Field(ge=1, le=6000)] | None = None
    penalty: Annotated[int, Field(ge=0, le=100)] = 0
    hint_cost: Annotated[int, Field(ge=0, le=100)] = 0
    intro: str = ""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=STEPS)]

    def step(self, step_id: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def points(self) -> int:
        """Of all steps."""
        return sum(step.points for step in self.steps)

    def counted(self, points: int, *, failed: int, hints: int) -> int:
        """What points earned after so many failed submissions and hints count; halves count as whole ones."""
        left = max(0, 100 - self.penalty * failed - self.hint_cost * hints)
        return (points * left + 50) // 100


def scenario_of(test: Test, step: Step) -> str | None:
    """The scenario that a test is played against: its own, its packets as one, or its step's."""
    if test.packets is not None:
        return packets_scenario(test.packets)
    return test.scenario if test.scenario is not None else step.scenario


def packets_scenario(packets: tuple[str, ...]) -> str:
    """A scenario of nothing but these frames, a millisecond apart."""
    frames = [f'frame at={(n + 1) * FRAME_MS}ms hex="{data}"' for n, data in enumerate(packets)]
    return "\n".join([f"duration {(len(packets) + 2) * FRAME_MS}ms", *frames]) + "\n"


def schema() -> dict[str, Any]:
    """JSON schema of a workshop."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Workshop.model_json_schema()}


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=2)
    sys.stdout.write("\n")
