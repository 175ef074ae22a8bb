"""What pages send, read strictly; see `playground.wire`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field

from playground.wire import Body, RunBody, Source
from playground.workshops.document import SOURCE_BYTES
from playground.workshops.format import FILE_BYTES

StepId = Annotated[str, Field(min_length=1, max_length=40)]
Text = Annotated[str, Field(max_length=500)]
PersonId = Annotated[str, Field(min_length=1, max_length=32)]


def _moment(value: object) -> object:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


class Nothing(Body):
    """`{}`."""


class Draft(Body):
    """What stands in the editor; may be empty."""

    step: StepId
    source: Annotated[str, Field(max_length=SOURCE_BYTES)]


class Attempt(Body):
    """A Check or a Submit."""

    step: StepId
    source: Source


class Trial(RunBody):
    """A run, to look at: whatever the page may ask for anywhere."""

    step: StepId


class OfStep(Body):
    """A hint, a skip, bringing everyone."""

    step: StepId


class Hand(Body):
    """Up or down."""

    up: bool


class Consent(Body):
    """Which step of mine may be shown on the wall; null for none."""

    step: StepId | None = None


class Settings(Body):
    """Of a room; what is not given stays."""

    open: bool | None = None
    cap: Annotated[int, Field(ge=1, le=2000)] | None = None
    ends: Annotated[AwareDatetime | None, BeforeValidator(_moment)] = None
    pacing: Literal["free", "gated", "timed"] | None = None
    gate: Annotated[int, Field(ge=0, le=100)] | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    keep_days: Annotated[int, Field(ge=1, le=365)] | None = None


class Broadcast(Body):
    """A banner for everybody; "" takes it away."""

    text: Text


class Push(Body):
    """A starter for everybody, which arrives beside what they have."""

    step: StepId
    source: Source
    title: Annotated[str, Field(max_length=120)] = "from the host"


class Ask(Body):
    """May your step be shown?"""

    participant: PersonId
    step: StepId


class Spotlight(Body):
    """Whose step is on the wall; null for nobody's."""

    participant: PersonId | None = None
    step: StepId | None = None


class Person(Body):
    """What the host may change about somebody."""

    name: Annotated[str, Field(max_length=60)] | None = None
    hidden: bool | None = None
    removed: bool | None = None
    hand: Literal[False] | None = None


class Comment(Body):
    """On a line of somebody's source."""

    participant: PersonId
    step: StepId
    line: Annotated[int, Field(ge=1, le=SOURCE_BYTES)]
    text: Annotated[str, Field(min_length=1, max_length=500)]


class HintCode(Body):
    """A hint for all who are stuck on one code."""

    step: StepId
    code: Annotated[str, Field(min_length=1, max_length=60)]
    text: Annotated[str, Field(min_length=1, max_length=500)]


class Cohost(Body):
    """Name somebody, or take it back."""

    username: Annotated[str, Field(min_length=1, max_length=150)]
    remove: bool = False


class File(Body):
    """An authoring file."""

    text: Annotated[str, Field(max_length=FILE_BYTES)]


class NewWorkshop(Body):
    """From a file, or a copy of one that ships with the playground."""

    text: Annotated[str, Field(max_length=FILE_BYTES)] | None = None
    shipped: Annotated[str, Field(max_length=80)] | None = None


class NewRoom(Body):
    """Start a workshop."""

    workshop: PersonId
