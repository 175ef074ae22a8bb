"""The smallest events that show a mistake: where a program and its step's solution part ways. No Django here.

A test of packets shrinks to one frame if one suffices, else to the fewest from its beginning; a scenario to its
shortest beginning. The solution stands in for the expectations, which were written for the whole test.
"""

import re
from typing import Final

from playground.workshops.document import Step, Test, packets_scenario, scenario_of
from playground.workshops.grading import Play
from playground.workshops.told import Told
from vm.errors import VmError
from vm.kernel.library import SCENARIOS
from vm.kernel.scenario import parse

PLAYS: Final = 40  # programs played at most, for one failing test
DURATION: Final = re.compile(r"^[ \t]*duration[ \t].*$", re.MULTILINE)


def differ(one: Told, other: Told) -> bool:
    """Whether two runs of the same events show different behaviour."""
    return _behaviour(one) != _behaviour(other)


def _behaviour(told: Told) -> tuple[object, ...]:
    maps = sorted((name, sorted(of.entries.items())) for name, of in told.maps.items() if of.entries)
    return told.reason, told.verdicts, told.returns, told.records, told.printed, maps


def smallest(step: Step, test: Test, source: str, play: Play) -> str | None:
    """A scenario, the smallest found, in which `source` and the solution differ; None when none was found."""
    found: str | None = None
    plays = PLAYS // 2

    def parts(scenario: str) -> bool:
        nonlocal plays
        plays -= 1
        theirs, right = play(source, scenario, test.seed), play(step.solution, scenario, test.seed)
        return not theirs.system and not right.system and differ(theirs, right)

    if test.packets is not None:
        for packet in sorted(set(test.packets), key=len):
            if plays > 0 and parts(packets_scenario((packet,))):
                return packets_scenario((packet,))
        for count in range(2, len(test.packets) + 1):
            if plays > 0 and parts(packets_scenario(test.packets[:count])):
                return packets_scenario(test.packets[:count])
        return None
    text = _text(scenario_of(test, step))
    if text is None:
        return None
    low, high = 0, parse(text).duration_ns
    if not parts(text):
        return None
    found = text
    while high - low > max(1_000, high // 200) and plays > 0:
        middle = (low + high) // 2
        shorter = _shortened(text, middle)
        if parts(shorter):
            high, found = middle, shorter
        else:
            low = middle
    return found


def _text(scenario: str | None) -> str | None:
    """The text of a scenario given by name or as itself."""
    for known in SCENARIOS:
        if known.name == (scenario or "default"):
            return known.text
    try:
        parse(scenario or "")
    except VmError:
        return None
    return scenario


def _shortened(text: str, duration_ns: int) -> str:
    line = f"duration {max(1, duration_ns)}ns"
    return DURATION.sub(line, text, count=1) if DURATION.search(text) else f"{line}\n{text}"
