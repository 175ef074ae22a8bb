"""One program looked at closely: what the verifier saw, why it is safe, its graph, its log, its native code.

Everything here is for people who want to understand a verdict. Nothing here decides one.
"""

from vm.analysis.analyze import WANTS, UnknownProgram, analyze

__all__ = ["WANTS", "UnknownProgram", "analyze"]
