"""Attaching: what comes between a program that the verifier accepts and a hook that fires it.

The kernel judges a program without knowing where it will be attached; some mistakes show only then. Here a
program is refused its hook where Linux 6.18 would refuse it, and whoever asks for a place that the simulated
kernel does not describe is told so: such hooks fire all the same, with made-up contents, if the scenario exercises them.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from vm.facts.functions import FUNCTION_BY_NAME
from vm.facts.syscalls import SYSCALLS
from vm.facts.tracepoints import TRACEPOINT_BY_NAME, TRACEPOINTS
from vm.kernel.contexts import tracepoint
from vm.kernel.hooks import Hook, hooks_of
from vm.program import Object, Program
from vm.protocol.events import Notice
from vm.sections import section_row

_ENTRY: Final = "__x64_sys_"
_CALLS: Final = tuple(f"syscalls/sys_{way}_{row.name}" for row in SYSCALLS for way in ("enter", "exit"))
_EVENTS: Final = (*TRACEPOINT_BY_NAME, *_CALLS)
_RAW: Final = frozenset(row.name for row in TRACEPOINTS)
_FUNCTIONS: Final = (*FUNCTION_BY_NAME, *(f"{_ENTRY}{row.name}" for row in SYSCALLS))


def attached(unit: Object, later: frozenset[str]) -> list[int]:
    """Programs that hooks fire: those no program array refers to, now or later; all of them if none is left.

    later   names of programs that user space puts into an array while the run goes on
    """
    called = {
        int.from_bytes(value[:4], "little")
        for spec in unit.maps
        if spec.type == "prog_array"
        for _, value in spec.contents
    }
    called |= {n for n, program in enumerate(unit.programs) if program.name in later}
    everyone = range(len(unit.programs))
    return [n for n in everyone if n not in called] or list(everyone)


def attachments(
    unit: Object, later: frozenset[str], unattached: frozenset[int]
) -> tuple[tuple[int, ...], tuple[Hook, ...]]:
    """What is attached where: programs and hooks, position by position.

    unattached   programs that a loader could not attach
    """
    pairs = [
        (n, hook)
        for n in attached(unit, later)
        if n not in unattached
        for hook in hooks_of(unit.programs[n].section, unit.programs[n].prog_type)
    ]
    return tuple(n for n, _ in pairs), tuple(hook for _, hook in pairs)


def notices(
    unit: Object, later: frozenset[str], reach: Mapping[int, int], called: Iterable[str] = ()
) -> dict[int, Notice]:
    """What is to be said of the programs' hooks, by index of the program.

    reach    how many bytes of its context an accepted program may read, by index
    called   functions that the scenario calls by name, whatever the catalogue has
    """
    functions = frozenset((*_FUNCTIONS, *called))
    found = {n: _notice(unit.programs[n], reach.get(n, 0), functions) for n in attached(unit, later)}
    return {n: notice for n, notice in found.items() if notice is not None}


def _notice(program: Program, reach: int, functions: frozenset[str]) -> Notice | None:
    row = section_row(program.section)
    target = program.section.removeprefix("?")[len(row.pattern) + 1 :] if row else ""
    if program.prog_type == "tracepoint" and target and "/" not in target:
        close = next((name for name in TRACEPOINT_BY_NAME if name.endswith(f"/{target}")), "")
        hint = f"did you mean tracepoint/{close}?" if close else "write tracepoint/GROUP/EVENT"
        return _say(program, "attach.no-group", f"{program.section} names no group of events", hint, "EINVAL")
    for hook in hooks_of(program.section, program.prog_type):
        notice = _at(program, hook, reach, functions)
        if notice is not None:
            return notice
    return None


def _at(program: Program, hook: Hook, reach: int, functions: frozenset[str]) -> Notice | None:
    """What is to be said of one hook."""
    target = hook.target
    match hook.kind:
        case "tracepoint":
            layout = tracepoint(target)
            if layout is None:
                return _unknown(
                    program, "attach.unknown-event", f"no event {target} is described here", target, _EVENTS
                )
            if reach > layout.size:
                message = f"the program reads up to byte {reach} of a record that has {layout.size}"
                return _say(program, "attach.record-size", message, f"see the fields of {layout.name}", "EACCES")
        case "raw_tracepoint" if target not in _RAW:
            return _unknown(program, "attach.unknown-event", f"no event {target} is described here", target, _RAW)
        case "kprobe" | "kretprobe" if not hook.pattern and target not in functions:
            message = f"{target} is not in the catalogue of kernel functions"
            return _unknown(program, "attach.unknown-function", message, target, functions)
    return None


def _unknown(program: Program, code: str, message: str, target: str, known: Iterable[str]) -> Notice:
    """A place that may well exist in a kernel, or be misspelt."""
    close = difflib.get_close_matches(target, sorted(known), 1, 0.75)
    hint = f"did you mean {close[0]}?" if close else "nothing in the simulated kernel gets there by itself"
    return _say(program, code, message, hint)


def _say(program: Program, code: str, message: str, hint: str, errno_name: str | None = None) -> Notice:
    return Notice(
        program=program.name, section=program.section, code=code, message=message, hint=hint, errno_name=errno_name
    )
