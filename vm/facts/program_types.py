"""The program types in scope, and the section names that choose them.

Sources: Linux's uapi header `bpf.h` for numbers; libbpf's section definitions for the patterns; Linux 6.18,
asked by loading, for what each type may do.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ProgramType:
    """One kind of program.

    id              BPF_PROG_TYPE_*
    context         what r1 points to: a row of `vm.facts.contexts`
    packet_access   "" none; "read" or "write" through the context's data pointers
    ldabs           may use the old packet loads (ldabs, ldind)
    returns         what the kernel makes of r0
    trace_flags     how trace_pipe marks a line printed there: interrupts off, need to reschedule, in a hard or soft interrupt,
                    depth of preemption and of migration being disabled (the kernel's documentation of ftrace)
    """

    name: str
    id: int
    context: str
    packet_access: str
    ldabs: bool
    returns: str
    doc: str
    trace_flags: str


PROGRAM_TYPES: Final = (
    #           name              id  context                 packet   ldabs   returns, doc, trace_flags
    ProgramType("socket_filter",   1, "__sk_buff",            "",      True,  "bytes of the packet to keep; 0 drops it",                 "filters what a socket receives", "..s21"),
    ProgramType("kprobe",          2, "pt_regs",              "",      False, "0 to filter the event out of perf, else ignored",         "runs when a kernel or user function is entered or returns", "...21"),
    ProgramType("sched_cls",       3, "__sk_buff",            "write", True,  "a TC_ACT_* verdict or a class",                           "sees packets at the traffic control hook", "..s21"),
    ProgramType("tracepoint",      5, "tracepoint",           "",      False, "0 to filter the event out of perf, else ignored",         "runs at a static trace event", "...21"),
    ProgramType("xdp",             6, "xdp_md",               "write", False, "an XDP_* verdict",                                        "sees frames as they leave the driver", "..s21"),
    ProgramType("perf_event",      7, "bpf_perf_event_data",  "",      False, "0 to drop the sample, else keep it",                      "runs when a performance counter overflows", "d.h21"),
    ProgramType("raw_tracepoint", 17, "bpf_raw_tracepoint_args", "",   False, "ignored",                                                 "runs at a trace event with its raw arguments", "...21"),
)  # fmt: skip

PROGRAM_TYPE_BY_NAME: Final = {row.name: row for row in PROGRAM_TYPES}
PROGRAM_TYPE_BY_ID: Final = {row.id: row for row in PROGRAM_TYPES}

PERFMON_ONLY: Final = frozenset(("kprobe", "tracepoint", "perf_event", "raw_tracepoint"))
"""Types that only a loader with CAP_PERFMON may load."""

# expected_attach_type values that a section name or a verdict depends on: BPF_XDP, ...
ATTACH_XDP_DEVMAP: Final = 33
ATTACH_XDP_CPUMAP: Final = 35
ATTACH_XDP: Final = 37
ATTACH_PERF_EVENT: Final = 41
ATTACH_KPROBE_MULTI: Final = 42
ATTACH_TCX_INGRESS: Final = 46
ATTACH_TCX_EGRESS: Final = 47
ATTACH_UPROBE_MULTI: Final = 48
ATTACH_NETKIT_PRIMARY: Final = 54
ATTACH_NETKIT_PEER: Final = 55
ATTACH_KPROBE_SESSION: Final = 56
ATTACH_UPROBE_SESSION: Final = 57

# BPF_PROG_LOAD flags that a section name sets.
SLEEPABLE: Final = 1 << 4
XDP_FRAGS: Final = 1 << 5
KNOWN_FLAGS: Final = (1 << 8) - 1
"""Bits of prog_flags that 6.18 knows; with any other the load is refused."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section name that libbpf knows.

    pattern   the whole name, or what stands before its first "/" when `target` is not ""
    target    what follows the "/": "function", "event", "path:function"...; "" if nothing may follow
    hook      event source: "entry" and "return" of a "kernel" or "user" function, and so on
    """

    pattern: str
    prog_type: str
    target: str
    hook: str
    attach_type: int = 0
    flags: int = 0

    @property
    def name(self) -> str:
        return self.pattern


SECTIONS: Final = (
    #       pattern              prog_type         target           hook             attach type              flags
    Section("socket",            "socket_filter",  "",              "socket"),
    Section("kprobe",            "kprobe",         "function",      "kernel-entry"),
    Section("kretprobe",         "kprobe",         "function",      "kernel-return"),
    Section("kprobe.multi",      "kprobe",         "function",      "kernel-entry",  ATTACH_KPROBE_MULTI),
    Section("kretprobe.multi",   "kprobe",         "function",      "kernel-return", ATTACH_KPROBE_MULTI),
    Section("kprobe.session",    "kprobe",         "function",      "kernel-both",   ATTACH_KPROBE_SESSION),
    Section("ksyscall",          "kprobe",         "system call",   "kernel-entry"),
    Section("kretsyscall",       "kprobe",         "system call",   "kernel-return"),
    Section("uprobe",            "kprobe",         "path:function", "user-entry"),
    Section("uretprobe",         "kprobe",         "path:function", "user-return"),
    Section("uprobe.s",          "kprobe",         "path:function", "user-entry",    0,                       SLEEPABLE),
    Section("uretprobe.s",       "kprobe",         "path:function", "user-return",   0,                       SLEEPABLE),
    Section("uprobe.multi",      "kprobe",         "path:function", "user-entry",    ATTACH_UPROBE_MULTI),
    Section("uretprobe.multi",   "kprobe",         "path:function", "user-return",   ATTACH_UPROBE_MULTI),
    Section("uprobe.session",    "kprobe",         "path:function", "user-both",     ATTACH_UPROBE_SESSION),
    Section("uprobe.multi.s",    "kprobe",         "path:function", "user-entry",    ATTACH_UPROBE_MULTI,     SLEEPABLE),
    Section("uretprobe.multi.s", "kprobe",         "path:function", "user-return",   ATTACH_UPROBE_MULTI,     SLEEPABLE),
    Section("uprobe.session.s",  "kprobe",         "path:function", "user-both",     ATTACH_UPROBE_SESSION,   SLEEPABLE),
    Section("usdt",              "kprobe",         "path:provider:name", "user-entry"),
    Section("usdt.s",            "kprobe",         "path:provider:name", "user-entry", 0,                     SLEEPABLE),
    Section("tc",                "sched_cls",      "",              "tc"),
    Section("classifier",        "sched_cls",      "",              "tc"),
    Section("tc/ingress",        "sched_cls",      "",              "tc",            ATTACH_TCX_INGRESS),
    Section("tc/egress",         "sched_cls",      "",              "tc",            ATTACH_TCX_EGRESS),
    Section("tcx/ingress",       "sched_cls",      "",              "tc",            ATTACH_TCX_INGRESS),
    Section("tcx/egress",        "sched_cls",      "",              "tc",            ATTACH_TCX_EGRESS),
    Section("netkit/primary",    "sched_cls",      "",              "tc",            ATTACH_NETKIT_PRIMARY),
    Section("netkit/peer",       "sched_cls",      "",              "tc",            ATTACH_NETKIT_PEER),
    Section("tracepoint",        "tracepoint",     "group/event",   "tracepoint"),
    Section("tp",                "tracepoint",     "group/event",   "tracepoint"),
    Section("raw_tracepoint",    "raw_tracepoint", "event",         "raw-tracepoint"),
    Section("raw_tp",            "raw_tracepoint", "event",         "raw-tracepoint"),
    Section("xdp",               "xdp",            "",              "xdp",           ATTACH_XDP),
    Section("xdp.frags",         "xdp",            "",              "xdp",           ATTACH_XDP,              XDP_FRAGS),
    Section("xdp/devmap",        "xdp",            "",              "xdp",           ATTACH_XDP_DEVMAP),
    Section("xdp.frags/devmap",  "xdp",            "",              "xdp",           ATTACH_XDP_DEVMAP,       XDP_FRAGS),
    Section("xdp/cpumap",        "xdp",            "",              "xdp",           ATTACH_XDP_CPUMAP),
    Section("xdp.frags/cpumap",  "xdp",            "",              "xdp",           ATTACH_XDP_CPUMAP,       XDP_FRAGS),
    Section("perf_event",        "perf_event",     "",              "perf-event"),
)  # fmt: skip

SECTION_BY_PATTERN: Final = {section.pattern: section for section in SECTIONS}

_TRACING: Final = ("fentry", "fexit", "fmod_ret", "fentry.s", "fexit.s", "fmod_ret.s", "tp_btf", "iter", "iter.s")
OTHER_SECTIONS: Final = dict.fromkeys(_TRACING, "tracing") | {
    "action":           "sched_act",
    "cgroup":           "cgroup",
    "cgroup_skb":       "cgroup_skb",
    "flow_dissector":   "flow_dissector",
    "freplace":         "ext",
    "lirc_mode2":       "lirc_mode2",
    "lsm":              "lsm",
    "lsm.s":            "lsm",
    "lsm_cgroup":       "lsm",
    "lwt_in":           "lwt_in",
    "lwt_out":          "lwt_out",
    "lwt_seg6local":    "lwt_seg6local",
    "lwt_xmit":         "lwt_xmit",
    "netfilter":        "netfilter",
    "raw_tp.w":         "raw_tracepoint_writable",
    "raw_tracepoint.w": "raw_tracepoint_writable",
    "sk_lookup":        "sk_lookup",
    "sk_msg":           "sk_msg",
    "sk_reuseport":     "sk_reuseport",
    "sk_skb":           "sk_skb",
    "sockops":          "sock_ops",
    "struct_ops":       "struct_ops",
    "struct_ops.s":     "struct_ops",
    "syscall":          "syscall",
}  # fmt: skip
"""Sections of programs of types that are out of scope: what stands before the first "/", and the type. Source: libbpf."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One return value with a name."""

    name: str
    value: int
    doc: str


XDP_VERDICTS: Final = (
    #       name            value doc
    Verdict("XDP_ABORTED",  0,    "dropped, and reported as a program error"),
    Verdict("XDP_DROP",     1,    "dropped"),
    Verdict("XDP_PASS",     2,    "handed to the network stack"),
    Verdict("XDP_TX",       3,    "sent back out of the same device"),
    Verdict("XDP_REDIRECT", 4,    "sent where a redirect helper said"),
)  # fmt: skip

TC_VERDICTS: Final = (
    #       name               value doc
    Verdict("TC_ACT_UNSPEC",   -1,   "the default action"),
    Verdict("TC_ACT_OK",       0,    "accepted"),
    Verdict("TC_ACT_RECLASSIFY", 1,  "classified again from the start"),
    Verdict("TC_ACT_SHOT",     2,    "dropped"),
    Verdict("TC_ACT_PIPE",     3,    "on to the next action"),
    Verdict("TC_ACT_STOLEN",   4,    "taken, without being counted as dropped"),
    Verdict("TC_ACT_REDIRECT", 7,    "sent where a redirect helper said"),
)  # fmt: skip
