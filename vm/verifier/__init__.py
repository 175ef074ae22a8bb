"""The abstract room: could the program ever go wrong? Judges as Linux does, never runs anything."""

# ruff: noqa: E402 - which modules are imported is decided first
from vm import compiled

__path__[:0] = compiled.first(__name__)

from vm.verifier.profile import NO_PERFMON, PROFILES, ROOT, Profile
from vm.verifier.verify import Refused, Verified, verify

__all__ = ["NO_PERFMON", "PROFILES", "ROOT", "Profile", "Refused", "Verified", "verify"]
