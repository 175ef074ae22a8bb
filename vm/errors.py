"""Everything `vm` can say about a wrong input: one `Diagnostic`, a small tree of exceptions.

* VmError                  the user's input is at fault; carries one or more Diagnostics
  x AsmError               source text does not assemble
  x ObjectError            an ELF, BTF or raw bytecode file is malformed
  x ScenarioError          a scenario does not parse or asks for what does not exist
  x LimitExceeded          an input is larger than a limit; its code names the limit

A bug in `vm` itself is never a VmError: let the assert or KeyError fly.
The verifier does not raise to reject: rejecting is its answer, not its failure.
A fault of the running program is a value too (`vm.runtime.faults.Fault`).
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source text.

    line     counts from 1
    column   counts from 1, in characters (code points)
    end      column just past the last character, on the same line
    """

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One thing wrong, said once, shown everywhere: terminal, editor squiggle, API answer."""

    code: str  # stable and documented, e.g. "asm.unknown-register"
    message: str  # what is wrong, one sentence, no full stop
    hint: str = ""  # what to try next
    span: Span | None = None

    def render(self, source: str = "") -> str:
        """The diagnostic for a terminal, with the source line and a caret when `source` is given."""
        lines = [f"{self.code}: {self.message}"]
        if self.span and source:
            text = source.split("\n")[self.span.line - 1]
            width = max(1, self.span.end - self.span.column)
            lines += [
                f"{self.span.line:>5} | {text}",
                f"      | {' ' * (self.span.column - 1)}{'^' * width}",
            ]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class VmError(Exception):
    """The input cannot be used. `diagnostics` says why, first things first; never empty."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        one = isinstance(diagnostics, Diagnostic)
        self.diagnostics: tuple[Diagnostic, ...] = (diagnostics,) if one else tuple(diagnostics)  # type: ignore[assignment,arg-type]
        super().__init__("; ".join(d.message for d in self.diagnostics))


class AsmError(VmError):
    """The source text does not assemble."""


class ObjectError(VmError):
    """An ELF object, its BTF, or a raw bytecode file is malformed."""


class ScenarioError(VmError):
    """A scenario does not parse, or asks for something that does not exist."""


class LimitExceeded(VmError):  # noqa: N818 - it names what happened
    """An input is larger than a limit of `vm.facts.limits`."""
