"""Every bound, once: value, unit, where it comes from.

A limit that a user can meet is named in the error or in the `limit` end of the run.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound. `name` is stable: errors and the reference page use it."""

    name: str
    value: int
    unit: str
    source: str  # "Linux 6.18" for the kernel's own, "playground" for ours
    doc: str

    def __int__(self) -> int:
        return self.value


LIMITS: Final = (
    #     name                     value       unit            source        doc
    Limit("stack-size",            512,        "bytes",        "Linux 6.18", "stack of one call frame, and of all frames of a call chain together"),
    Limit("call-frames",           8,          "frames",       "Linux 6.18", "depth of bpf-to-bpf calls, the first program's frame included"),
    Limit("tail-calls",            33,         "calls",        "Linux 6.18", "tail calls in one invocation"),
    Limit("program-insns",         1_000_000,  "instructions", "Linux 6.18", "slots of a program loaded with CAP_BPF"),
    Limit("verifier-insns",        1_000_000,  "instructions", "Linux 6.18", "instructions the verifier walks over all paths"),
    Limit("verifier-jumps",        8192,       "branches",     "Linux 6.18", "branches waiting to be explored"),
    Limit("used-maps",             64,         "maps",         "Linux 6.18", "different maps one program refers to"),
    Limit("subprograms",           256,        "subprograms",  "Linux 6.18", "subprograms of one program"),
    Limit("bpf-loop",              1 << 23,    "iterations",   "Linux 6.18", "iterations of one bpf_loop call"),
    Limit("printk",                512,        "bytes",        "Linux 6.18", "one line of bpf_trace_printk"),
    Limit("source-size",           65_536,     "bytes",        "playground", "UTF-8 size of a source text"),
    Limit("object-size",           1 << 20,    "bytes",        "playground", "size of an ELF object or bytecode file"),
    Limit("title-length",          200,        "characters",   "playground", "title of a snippet"),
    Limit("map-memory",            16 << 20,   "bytes",        "playground", "memory of all maps of a run together"),
    Limit("map-count",             64,         "maps",         "playground", "maps of one source"),
    Limit("run-events",            100_000,    "events",       "playground", "hook events that one run plays"),
    Limit("invocation-insns",      1_000_000,  "instructions", "playground", "instructions one invocation of a program may execute"),
    Limit("run-insns",             20_000_000, "instructions", "playground", "instructions all invocations of a run may execute"),
    Limit("run-records",           200_000,    "events",       "playground", "records and printed lines that one run may make, streamed or not"),
    Limit("run-output",            25_000,     "events",       "playground", "protocol events that one run streams, steps of traced programs apart"),
    Limit("run-output-bytes",      8 << 20,    "bytes",        "playground", "JSON that one run streams"),
    Limit("run-wall",              9_000,      "milliseconds", "playground", "wall time of one run, set-up included"),
    Limit("verify-wall",           9_000,      "milliseconds", "playground", "wall time of verifying one source"),
    Limit("sandbox-memory",        512 << 20,  "bytes",        "playground", "memory of the process that runs a program"),
    Limit("sandbox-spares",        2,          "processes",    "playground", "processes that stand by, warm, for the next programs: for each process of the service that plays or checks any"),
    Limit("analysis-insns",        100_000,    "instructions", "playground", "instructions the verifier walks while an analysis watches it"),
    Limit("analysis-visits",       4_000,      "states",       "playground", "states that an analysis keeps"),
    Limit("analysis-log",          256 << 10,  "characters",   "playground", "text of the verifier's log in an analysis"),
    Limit("analysis-native",       2_000,      "slots",        "playground", "size of a program whose native code an analysis shows"),
    Limit("frame-events",          256,        "events",       "playground", "events in one frame"),
)  # fmt: skip

BY_NAME: Final = {limit.name: limit for limit in LIMITS}


def value(name: str) -> int:
    """The value of the limit called `name`; KeyError if there is none."""
    return BY_NAME[name].value
