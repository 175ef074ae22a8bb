"""Who asks: what the loader of a program is allowed, as the kernel derives it from capabilities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Permissions that change the verdict.

    pointer_leaks         pointers may be stored, compared and returned as numbers (CAP_PERFMON)
    uninitialised_stack   stack bytes never written may be read (CAP_PERFMON)
    speculation_trusted   no checks against speculative execution are needed (CAP_PERFMON)
    """

    name: str
    pointer_leaks: bool
    uninitialised_stack: bool
    speculation_trusted: bool


ROOT: Final = Profile(name="root", pointer_leaks=True, uninitialised_stack=True, speculation_trusted=True)
NO_PERFMON: Final = Profile(
    name="without CAP_PERFMON", pointer_leaks=False, uninitialised_stack=False, speculation_trusted=False
)

PROFILES: Final[Mapping[str, Profile]] = {"root": ROOT, "no-perfmon": NO_PERFMON}
"""By the word that commands and records name a profile with."""
