"""What a run tells the world. Plain values: `vm` makes them, everyone else only carries them.

JavaScript numbers end at 2**53, so a 64-bit value travels as Hex64 and never as a number; byte
strings travel as plain hex. Adding an event or an optional field is compatible; anything else
raises VERSION. No event holds wall-clock time or the name of the engine that ran.
"""

from dataclasses import dataclass
from typing import Literal, NewType, TypeAlias

VERSION = 1

Hex64 = NewType("Hex64", int)
"""An unsigned 64-bit number, spelt "0x..." in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapEntry:
    """An element as user space reads it; of a per-CPU map all CPUs' values, each padded to 8 bytes."""

    key: bytes
    value: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MapInfo:
    """One map of the assembled source. Sizes in bytes.

    contents   the first elements that the source puts into it, as they are before anything runs
    """

    name: str
    type: str
    key_size: int
    value_size: int
    max_entries: int
    flags: int = 0
    contents: tuple[MapEntry, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramInfo:
    """One program of the assembled source.

    section   as written
    insns     number of slots
    lines     source line of each slot, from 1; 0 for a slot nobody wrote
    """

    name: str
    section: str
    prog_type: str
    insns: int
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The kernel's last log line."""

    insns_processed: int
    total_states: int
    peak_states: int
    max_states_per_insn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """One field of a record layout: `type` as `.record` takes it, like u32, char[16] or be16."""

    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLayout:
    """How the source says that records of `map` are laid out: the fields one after another, without padding."""

    map: str
    fields: tuple[RecordField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The source was understood. Always the first event of a run that has one."""

    type: Literal["assembled"] = "assembled"
    programs: tuple[ProgramInfo, ...]
    maps: tuple[MapInfo, ...]
    records: tuple[RecordLayout, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The verifier proved this program safe."""

    type: Literal["accepted"] = "accepted"
    program: str
    stats: Stats


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One instruction that made the refused value what it is."""

    insn: int
    line: int | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A refusal in plain words: what it is, what was known, what was needed, what to try."""

    summary: str
    knew: str
    needed: str
    hint: str
    origin: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The verifier refused this program. `insn` and `line` are null where the complaint has no place."""

    type: Literal["rejected"] = "rejected"
    program: str
    insn: int | None
    line: int | None
    code: str
    error_line: str
    error_lines: tuple[str, ...]
    stats: Stats
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """An event of the simulated kernel fires a program. `n` rises by one with every hook of the run.

    data     for packets: the first bytes of the frame, at most 128
    length   for packets: how long the frame is
    """

    type: Literal["hook"] = "hook"
    n: int
    time_ns: Hex64
    section: str
    cpu: int
    pid: int  # the thread, as in the kernel
    tgid: int  # the process
    comm: str
    summary: str
    data: bytes | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """That invocation ended. `verdict` for programs whose return value decides a packet's fate.

    data     the first bytes of the frame, at most 128, where the program changed it
    length   how long the frame is then
    out      the device by which the frame leaves at once: XDP_TX and redirects
    """

    type: Literal["returned"] = "returned"
    n: int
    retval: Hex64
    insns: int
    verdict: str | None = None
    data: bytes | None = None
    length: int | None = None
    out: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A ring-buffer or perf record came out. `data` is memory bytes."""

    type: Literal["record"] = "record"
    map: str
    data: bytes
    time_ns: Hex64


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """bpf_trace_printk wrote a line. `text` is raw."""

    type: Literal["printed"] = "printed"
    text: str
    time_ns: Hex64
    cpu: int
    comm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChanged:
    """An entry of a map is not what it was before this invocation. `cpu` for per-CPU values."""

    type: Literal["map"] = "map"
    map: str
    key: bytes
    value: bytes | None = None
    deleted: bool = False
    cpu: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAction:
    """User space did something to a map, between two invocations: a loader, a controller, a reader.

    action    "update", "delete", "dump" (read all elements) or "consume" (take records out of a ring buffer)
    key, value   what was asked for, in memory bytes
    result    0 or more when it worked: how many elements or records; else -errno
    entries   the first elements of a dump
    """

    type: Literal["user"] = "user"
    time_ns: Hex64
    comm: str
    action: Literal["update", "delete", "dump", "consume"]
    map: str
    result: int
    summary: str
    key: bytes | None = None
    value: bytes | None = None
    entries: tuple[MapEntry, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about where a program is attached. Told only where there is something to say, before the first hook.

    code         stable: `attach.no-group`, `attach.record-size`, `attach.unknown-event`, `attach.unknown-function`
    errno_name   what a loader would get: the program is then not attached; None if it is
    """

    type: Literal["notice"] = "notice"
    program: str
    section: str
    code: str
    message: str
    hint: str
    errno_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """What the simulated kernel counted over the whole run, by name: devices' frames, missed returns. Before `finished`."""

    type: Literal["counters"] = "counters"
    counters: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How often each instruction of a program began in the whole run; told at the end of runs that ask for it.

    counts   by slot; the second slot of a wide load is 0
    """

    type: Literal["coverage"] = "coverage"
    program: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWrite:
    """A register's new value."""

    reg: int
    value: Hex64


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWrite:
    """Bytes stored at a simulated address."""

    address: Hex64
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """One instruction ran; only in traced runs. `pc` is the slot, `frame` the call depth from 0."""

    type: Literal["stepped"] = "stepped"
    program: str
    pc: int
    frame: int = 0
    registers: tuple[RegisterWrite, ...] = ()
    memory: tuple[MemoryWrite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulted:
    """An invocation did what no verified program may do."""

    type: Literal["fault"] = "fault"
    n: int
    kind: str
    insn: int
    address: Hex64 | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Oops:
    """What a refused program would have done to a kernel that ran it all the same; only in runs that ask for it.

    n, insn, line   the invocation, the instruction and its source line; null when nothing happened
    kind            stable: a row of `vm.oops.causes.CONSEQUENCES`
    title, summary  the consequence, in a few words and in a paragraph
    message         what exactly went wrong, or, when nothing did, why the verifier refuses all the same
    console         what the kernel's console would show, line by line; empty where it would show nothing
    simulated       always true: no kernel was harmed
    """

    type: Literal["oops"] = "oops"
    program: str
    n: int | None
    kind: str
    insn: int | None
    line: int | None
    title: str
    summary: str
    message: str
    console: tuple[str, ...]
    simulated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Long work goes on."""

    type: Literal["progress"] = "progress"
    phase: Literal["verify", "compile", "play"]
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What was left out, and how much: event type -> count."""

    type: Literal["gap"] = "gap"
    dropped: dict[str, int]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts over the whole run, thinned events included."""

    hooks: int = 0
    insns: int = 0
    records: int = 0
    printed: int = 0
    faults: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Always the last event of a run, whatever ended it."""

    type: Literal["finished"] = "finished"
    reason: Literal["done", "rejected", "fault", "limit", "stopped", "error"]
    message: str
    totals: Totals = Totals()


Event: TypeAlias = (
    Assembled
    | Accepted
    | Rejected
    | Notice
    | Hook
    | Returned
    | Record
    | Printed
    | MapChanged
    | UserAction
    | Counters
    | Coverage
    | Stepped
    | Faulted
    | Oops
    | Progress
    | Gap
    | Finished
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A batch of 1 to 256 events. `seq` counts from 0 without gaps, so a client can resume and reject strays."""

    run: str
    seq: int
    events: tuple[Event, ...]
