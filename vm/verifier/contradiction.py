"""What happens to a number that nothing could be: on a branch no run takes, found out too late.

The kernel calls it a bug of its own, says so in the log and goes on with what the bits alone tell.
"""

from vm.verifier.refusal import Refuse
from vm.verifier.scalar import Scalar, unbounded, violation
from vm.verifier.walk import INVARIANTS, Walk


def checked(walk: Walk, value: Scalar, where: str) -> Scalar:
    """The value, or what replaces it when what is believed of it is contradictory.

    where    the kernel's name for the place: "alu", "true_reg1", ...
    raises   Refuse when the program was loaded to have such bugs found
    """
    if value.settled:
        return value
    what = violation(value)
    if not what:
        return value
    line = f"verifier bug: REG INVARIANTS VIOLATION ({where}): {what}"
    if walk.program.flags & INVARIANTS:
        raise Refuse("verifier.contradiction", "EFAULT", line)
    if walk.log:
        walk.log.line(line)
    return unbounded(value)
