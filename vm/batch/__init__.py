"""`python -m vm batch`: JSON lines in, JSON lines out; one record, one result, flushed line by line.

A rim: the fields are those of the interface documentation, everything behind them is the rooms'.
A record that cannot be used gets a result with `error`; nothing a record holds ends the process.
Verdicts and native code of the last programs are kept, so records that differ only in input are cheap.
"""

import json
import sys
import traceback
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final, TextIO

from vm.batch.reading import Request, read
from vm.batch.running import run
from vm.errors import Diagnostic, VmError
from vm.program import Program
from vm.runtime.maps import uncreatable
from vm.verifier import Profile, Refused, Verified, verify

Json = dict[str, Any]

CACHED: Final = 16
"""Programs whose verdicts are kept."""

NOT_CREATED: Final[Json] = {
    "ok": False, "errno_name": "EINVAL", "error_line": "", "error_lines": [], "insns_processed": 0,
    "total_states": 0, "peak_states": 0, "max_states_per_insn": 0, "code": "load.map", "insn": None,
}  # fmt: skip
"""The answer where BPF_MAP_CREATE refuses: nothing is left to load."""


def serve(lines: Iterable[str], out: TextIO) -> None:
    """Answer every line of `lines` on `out`, in order."""
    answers = Answers()
    for line in lines:
        if line.strip():
            out.write(json.dumps(answers.to_line(line), separators=(",", ":")) + "\n")
            out.flush()


class Objects:
    """Native code of the last programs, kept in memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, key: bytes) -> bytes | None:
        return self._kept.get(key)

    def put(self, key: bytes, image: bytes) -> None:
        self._kept[key] = image
        if len(self._kept) > CACHED:
            self._kept.popitem(last=False)


class Answers:
    """Answers records; keeps the last verdicts and the last native code."""

    def __init__(self) -> None:
        self._objects = Objects()
        self._verdicts: OrderedDict[tuple[object, ...], Verified | Refused] = OrderedDict()

    def to_line(self, line: str) -> Json:
        """The result for one line of input."""
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            return {"id": None, "error": f"no JSON: {error}"}
        if not isinstance(record, dict):
            return {"id": None, "error": "a record is a JSON object"}
        try:
            return self.to_record(record)
        except Exception as bug:  # noqa: BLE001 - ours; it must not take the answers to other records with it
            traceback.print_exc(file=sys.stderr)
            return {"id": record.get("id"), "error": f"internal error: {type(bug).__name__}: {bug}"}

    def to_record(self, record: Json) -> Json:
        """The result for one record."""
        result: Json = {"id": record.get("id")}
        try:
            result.update(self._answer(read(record)))
        except VmError as error:
            result["error"] = "; ".join(_sentence(diagnostic) for diagnostic in error.diagnostics)
        return result

    def _answer(self, request: Request) -> Json:
        result: Json = {}
        verdict: Verified | Refused | None = None
        refusal = next(filter(None, map(uncreatable, request.program.maps)), None) if request.verify else None
        if refusal:
            return {**NOT_CREATED, "error": f"a map cannot be created: {refusal.message}"}
        if request.verify:
            verdict = self._verdict(request.program, request.log_level, request.profile)
            result.update(spelt(verdict))
            if request.log_level:
                result["log"] = verdict.log
            if not verdict.ok:
                return result
        if request.run:
            result.update(run(request, verdict, self._objects))
        return result

    def _verdict(self, program: Program, log_level: int, profile: Profile) -> Verified | Refused:
        key = (program.prog_type, program.insns, program.maps, program.flags, program.license,
               program.expected_attach_type, log_level, profile)  # fmt: skip
        known = self._verdicts.get(key)
        if known is None:
            known = self._verdicts[key] = verify(program, log_level=log_level, profile=profile)
            if len(self._verdicts) > CACHED:
                self._verdicts.popitem(last=False)
        return known


def spelt(verdict: Verified | Refused) -> Json:
    """A verdict in the fields of a batch result."""
    stats = verdict.stats
    result: Json = {
        "ok": verdict.ok,
        "errno_name": "",
        "error_line": "",
        "error_lines": [],
        "insns_processed": stats.insns_processed,
        "total_states": stats.total_states,
        "peak_states": stats.peak_states,
        "max_states_per_insn": stats.max_states_per_insn,
    }
    if isinstance(verdict, Refused):
        result |= {
            "errno_name": verdict.errno_name,
            "error_line": verdict.error_lines[-1] if verdict.error_lines else "",
            "error_lines": list(verdict.error_lines),
            "code": verdict.code,
            "insn": verdict.insn,
        }
    return result


def _sentence(diagnostic: Diagnostic) -> str:
    place = f"line {diagnostic.span.line}, column {diagnostic.span.column}: " if diagnostic.span else ""
    return place + diagnostic.message
