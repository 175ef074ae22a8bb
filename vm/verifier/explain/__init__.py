"""A refusal in plain words: what is wrong, what was known, what was needed, where the value came from.

Made from what the refusing rule knew and the path it stood on, never from the text of the complaint. Every class of
`vm.facts.rejections` has its title and hint; a class with more to say has a teller in one of these rooms:

    access      memory but for the stack: NULL, numbers, map values, packets, contexts
    stack       the stack
    pointers    registers and pointer arithmetic
    calls       helpers, functions, references
    flow        loops, limits, the shape of the program

`words` puts values into words, `origin` follows a value back, `case` is what a teller gets.
"""

from collections.abc import Mapping
from typing import Final

from vm.facts.rejections import REJECTION_BY_CODE
from vm.program import Program
from vm.protocol.events import Explanation, Origin
from vm.verifier.explain import access, calls, flow, pointers, stack
from vm.verifier.explain.case import Case, Teller, Told, case_of
from vm.verifier.explain.origin import origin
from vm.verifier.explain.words import describe, sentence
from vm.verifier.refusal import Refuse
from vm.verifier.walk import Walk

__all__ = ["TELLERS", "describe", "explain"]

ROOMS: Final = (access, stack, pointers, calls, flow)
TELLERS: Final[Mapping[str, Teller]] = {code: tell for room in ROOMS for code, tell in room.TELLERS.items()}

assert sum(len(room.TELLERS) for room in ROOMS) == len(TELLERS), "one room tells of a class"
assert TELLERS.keys() <= REJECTION_BY_CODE.keys()


def explain(refusal: Refuse, walk: Walk | None, program: Program, place: int | None) -> Explanation | None:
    """The refusal in plain words; None for a class the table does not know.

    walk    None when the program was refused before any path was walked
    place   slot complained of
    """
    row = REJECTION_BY_CODE.get(refusal.code)
    if row is None:
        return None
    case = case_of(refusal, row, program, walk, place)
    told = TELLERS.get(refusal.code, _generic)(case)
    chain: tuple[Origin, ...] = ()
    if walk is not None and 0 <= case.register <= 10 and walk.state.frames:
        chain = origin(walk, case.register, case.spelt)
    return Explanation(
        summary=told.summary or sentence(row.title),
        knew=told.knew,
        needed=told.needed or row.why,
        hint=told.hint or row.hint,
        origin=chain,
    )


def _generic(case: Case) -> Told:
    title = sentence(case.row.title)
    if case.pc < 0:
        return Told(title)
    knew = case.held
    return Told(f"{title} It is `{case.text}` at {case.where(case.pc)}.", knew)
