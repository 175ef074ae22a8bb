"""What a scenario holds, and the statements that say it: STATEMENTS is the grammar, a table.

docs/scenarios.md tells it in prose; `vm.kernel.scenario` reads texts by it.
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from vm.facts.baseline import CPUS
from vm.kernel import values
from vm.kernel.behaviours import BEHAVIOURS
from vm.kernel.disk import DEPTH, SERVICE_NS
from vm.kernel.forms import KINDS, rewrite
from vm.kernel.traffic import TRAFFIC
from vm.kernel.values import Cell, Kind

MAX_THREADS: Final = 64
DEFAULT_DURATION_NS: Final = 1_000_000_000


ANYWAY: Final = "any"
UPDATE_FLAGS: Final = {ANYWAY: 0, "noexist": 1, "exist": 2}
"""bpftool's words for BPF_ANY, BPF_NOEXIST and BPF_EXIST."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process that is there from the beginning. 0 for `every_ns` means the behaviour's own pace."""

    name: str
    runs: str
    uid: int = 1000
    threads: int = 1
    cpu: int | None = None
    every_ns: int = 0
    exe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Traffic of one kind. 0 means the kind's own figure; `stop_ns` 0 means until the end."""

    kind: str
    rate: int = 0
    sources: int = 0
    start_ns: int = 0
    stop_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleFrame:
    """One frame at a moment after the beginning, or the same one `count` times."""

    at_ns: int
    data: bytes
    ingress: bool = True
    count: int = 1
    every_ns: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleCall:
    """One call of a kernel function at a moment after the beginning, by a process or by the first one."""

    function: str
    at_ns: int
    by: str = ""
    arguments: tuple[int, ...] = ()
    value: int = 0
    takes_ns: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Something that user space does to a map, once or again and again.

    action     "update", "delete", "dump" or "consume"
    every_ns   0 for once
    only       what there must be for an update, a key of UPDATE_FLAGS
    line       in the user's own text, to complain about; 0 for a line of a built-in scenario
    """

    action: str
    map: str
    at_ns: int = 0
    every_ns: int = 0
    stop_ns: int = 0
    key: Cell | None = None
    value: Cell | None = None
    only: str = ANYWAY
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What happens to incoming frame `frame`, counted from 0: bytes at an offset, fields, or it is gone."""

    frame: int
    gone: bool = False
    offset: int | None = None
    data: bytes | None = None
    fields: tuple[tuple[str, int | bytes], ...] = ()

    def applied(self, frame: bytes) -> bytes | None:
        """The frame as it arrives, None if it does not."""
        if self.gone:
            return None
        if self.data is not None:
            at = self.offset
            frame = (
                self.data if at is None else (frame[:at].ljust(at, b"\0") + self.data + frame[at + len(self.data) :])
            )
        return rewrite(frame, dict(self.fields)) if self.fields else frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A parsed scenario.

    seed          used where a run does not give one; None for the default seed
    sample_ns     period of the perf_event samples on each CPU
    disk_ns       what a request to the disk takes by itself, in the mean; disk_depth: how many it works on at once
    exercise_ns   period at which hooks that nothing else reaches are fired; 0 for never
    window        numbers of the first and the last hook that are told; None for all
    """

    title: str = ""
    about: str = ""
    seed: int | None = None
    duration_ns: int = DEFAULT_DURATION_NS
    processes: tuple[Process, ...] = ()
    streams: tuple[Stream, ...] = ()
    frames: tuple[SingleFrame, ...] = ()
    calls: tuple[SingleCall, ...] = ()
    controls: tuple[Control, ...] = ()
    edits: tuple[Edit, ...] = ()
    sample_ns: int = 10_000_000
    disk_ns: int = SERVICE_NS
    disk_depth: int = DEPTH
    exercise_ns: int = 0
    window: tuple[int, int] | None = None


# The grammar.


class Setting(NamedTuple):
    """One `name=value` of a statement. `target` is the field it fills."""

    name: str
    read: Kind
    target: str
    required: bool
    doc: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One kind of line. `argument` reads what stands behind the keyword, into the field `target`."""

    name: str
    doc: str
    argument: Kind | None = None
    target: str = ""
    settings: tuple[Setting, ...] = field(default=())

    @property
    def usage(self) -> str:
        """How it is written: `packet udp|tcp|icmp at=TIME [src=ADDRESS] ...`."""
        words = [self.name, *([self.argument.word] if self.argument else [])]
        for setting in self.settings:
            word = f"{setting.name}={setting.read.word}"
            words.append(word if setting.required else f"[{word}]")
        return " ".join(words)


_KINDS: Final = tuple(row.name for row in TRAFFIC)
_LIVES: Final = tuple(row.name for row in BEHAVIOURS)

STATEMENTS: Final = (
    Statement("title", "name of the scenario, for people", values.text_of(100), "title"),
    Statement("about", "what it shows", values.text_of(400), "about"),
    Statement("seed", "seed of its runs, where a run gives none", values.within(0, (1 << 64) - 1), "seed"),
    Statement("duration", "how long it lasts; at most 60s", values.period, "duration_ns"),
    Statement("process", "a process that is there from the beginning", values.comm, "name", (
        Setting("runs",    values.choice(_LIVES, "LIFE"),     "runs",     True,  "what it does"),
        Setting("uid",     values.within(0, 65_534),     "uid",      False, "user it belongs to; 1000 if not said"),
        Setting("threads", values.within(1, MAX_THREADS), "threads", False, "threads that all do the same; 1 if not said"),
        Setting("cpu",     values.within(0, CPUS - 1),   "cpu",      False, "where its first thread runs; in turn if not said"),
        Setting("every",   values.period,                "every_ns", False, "mean time between two rounds"),
        Setting("exe",     values.path,                  "exe",      False, "its program's file, which uprobes name"),
    )),
    Statement("traffic", "frames on eth0, of one kind", values.choice(_KINDS, "KIND"), "kind", (
        Setting("rate",    values.rate,                  "rate",     False, "rounds a second, as in 50/s"),
        Setting("sources", values.within(1, 60_000),     "sources",  False, "how many different senders"),
        Setting("start",   values.duration,              "start_ns", False, "when it begins; at once if not said"),
        Setting("stop",    values.duration,              "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("frame", "a single frame", None, "", (
        Setting("at",      values.duration,              "at_ns",    True,  "when, after the beginning"),
        Setting("hex",     values.frame,                   "data",     True,  "its bytes"),
        Setting("way",     values.choice(("in", "out")), "way",      False, "in (if not said) or out"),
    )),
    Statement("packet", "frames made from fields, with right lengths and checksums", values.choice(KINDS), "form", (
        Setting("at",      values.duration,           "at_ns",    True,  "when the first one comes, after the beginning"),
        Setting("src",     values.address,            "src",      False, "sender; 198.51.100.1 if not said"),
        Setting("dst",     values.address,            "dst",      False, "receiver; this machine if not said"),
        Setting("sport",   values.within(0, 65_535),  "sport",    False, "source port; 40000 if not said"),
        Setting("dport",   values.within(0, 65_535),  "dport",    False, "destination port; 53 (udp), 80 (tcp) if not said"),
        Setting("ttl",     values.within(0, 255),     "ttl",      False, "time to live, or hop limit; 64 if not said"),
        Setting("flags",   values.flags,              "flags",    False, "TCP flags, as in syn+ack; syn if not said"),
        Setting("vlan",    values.within(0, 4_095),   "vlan",     False, "802.1Q tag; none if not said"),
        Setting("text",    values.payload,            "payload",  False, "what it carries, as text"),
        Setting("hex",     values.frame,              "payload",  False, "what it carries, in hex"),
        Setting("count",   values.within(1, 10_000),  "count",    False, "how many of them; 1 if not said"),
        Setting("every",   values.period,             "every_ns", False, "time between two of them; 1ms if not said"),
        Setting("way",     values.choice(("in", "out")), "way",   False, "in (if not said) or out"),
    )),
    Statement("edit", "changes one incoming frame, counted from 0", values.within(0, values.MAX_EVENT), "frame", (
        Setting("hex",     values.frame,              "data",     False, "its bytes, or those at offset="),
        Setting("offset",  values.within(0, 3_519),   "offset",   False, "where the bytes go; without it they are the whole frame"),
        Setting("src",     values.address,            "src",      False, "another sender"),
        Setting("dst",     values.address,            "dst",      False, "another receiver"),
        Setting("sport",   values.within(0, 65_535),  "sport",    False, "another source port"),
        Setting("dport",   values.within(0, 65_535),  "dport",    False, "another destination port"),
        Setting("ttl",     values.within(0, 255),     "ttl",      False, "another time to live"),
        Setting("flags",   values.flags,              "flags",    False, "other TCP flags"),
    )),
    Statement("drop", "one incoming frame, counted from 0, that never arrives", values.within(0, values.MAX_EVENT), "frame"),
    Statement("update", "user space stores an element of a map", values.name, "map", (
        Setting("at",      values.duration,           "at_ns",    True,  "when, after the beginning"),
        Setting("key",     values.cell,               "key",      True,  "its key"),
        Setting("value",   values.cell,               "value",    True,  "its value; on every CPU, where it has several"),
        Setting("only",    values.choice(UPDATE_FLAGS), "only",   False, "noexist: only if the key is new, exist: only if it is there; any if not said"),
        Setting("every",   values.period,             "every_ns", False, "again and again, with this period"),
    )),
    Statement("delete", "user space removes an element of a map", values.name, "map", (
        Setting("at",      values.duration,           "at_ns",    True,  "when, after the beginning"),
        Setting("key",     values.cell,               "key",      True,  "its key"),
        Setting("every",   values.period,             "every_ns", False, "again and again, with this period"),
    )),
    Statement("poll", "user space reads all elements of a map now and then", values.name, "map", (
        Setting("every",   values.period,             "every_ns", True,  "how often"),
        Setting("at",      values.duration,           "at_ns",    False, "when it begins; after one period if not said"),
        Setting("stop",    values.duration,           "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("reader", "user space takes records from a ring buffer, at its own pace", values.reader, "map", (
        Setting("rate",    values.rate,               "every_ns", True,  "records a second, as in 200/s"),
        Setting("start",   values.duration,           "at_ns",    False, "when it begins; at once if not said"),
        Setting("stop",    values.duration,           "stop_ns",  False, "when it ends; never if not said"),
    )),
    Statement("use", "all lines of a built-in scenario", values.text_of(40, "SCENARIO"), "use", (
        Setting("rate",    values.rate,               "rate",     False, "another rate of its main traffic"),
        Setting("sources", values.within(1, 60_000),  "sources",  False, "another number of senders of its main traffic"),
        Setting("threads", values.within(1, MAX_THREADS), "threads", False, "another number of threads of its main process"),
        Setting("every",   values.period,             "every_ns", False, "another pace of its main process"),
        Setting("reads",   values.rate,               "reads_ns", False, "another speed of its readers, records a second"),
    )),
    Statement("tell", "which hooks are told in full; the others are only counted", None, "", (
        Setting("events",  values.window,             "window",   True,  "numbers of the first and the last one, as in 500:599"),
    )),
    Statement("call", "a single call of a kernel function", values.function, "function", (
        Setting("at",      values.duration,              "at_ns",    True,  "when, after the beginning"),
        Setting("by",      values.comm,                  "by",       False, "process that calls; the first one if not said"),
        Setting("args",    values.numbers,               "arguments", False, "up to six numbers, with commas"),
        Setting("returns", values.number,                "value",    False, "what it returns; 0 if not said"),
        Setting("takes",   values.duration,              "takes_ns", False, "how long it takes; 1us if not said"),
    )),
    Statement("sample", "perf_event samples on every CPU", None, "", (
        Setting("every",   values.period,                "sample_ns", True, "their period; 10ms if there is no such line"),
    )),
    Statement("disk", "how fast the disk is", None, "", (
        Setting("latency", values.period,            "disk_ns",    False, "what a request takes by itself, in the mean"),
        Setting("depth",   values.within(1, 64),      "disk_depth", False, "how many requests it works on at once"),
    )),
    Statement("exercise", "fires hooks that nothing else in the scenario reaches", None, "", (
        Setting("every",   values.period,                "exercise_ns", True, "how often"),
    )),
)  # fmt: skip

STATEMENT_BY_NAME: Final = {row.name: row for row in STATEMENTS}
