"""What r1 points to when a program starts, field by field.

Sources: Linux's uapi headers (`bpf.h`, `bpf_perf_event.h`, `asm/ptrace.h` for x86-64) for names and layout;
Linux 6.18, asked with a load and a store at every offset and width in every program type, for access.

An access is legal if it lies inside one field, its offset is a multiple of its width, and the width is among
the field's; a field without a program type in `read_by` cannot be loaded from programs of that type.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Loads(StrEnum):
    """What a register holds after loading a field."""

    SCALAR = "scalar"
    PACKET = "packet"
    PACKET_END = "packet-end"
    PACKET_META = "packet-meta"
    SOCK_COMMON_OR_NULL = "sock-common-or-null"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a context.

    offset, size   bytes
    widths         bytes a load may have
    read_by        program types that may load it
    write_widths   bytes a store may have
    written_by     program types that may store to it
    attach_type    the one expected_attach_type with which it exists, or None
    """

    name: str
    offset: int
    size: int
    widths: tuple[int, ...]
    read_by: tuple[str, ...]
    doc: str
    loads: Loads = Loads.SCALAR
    write_widths: tuple[int, ...] = ()
    written_by: tuple[str, ...] = ()
    attach_type: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """One context structure. `size` in bytes, what a program can reach of it."""

    name: str
    size: int
    doc: str
    fields: tuple[Field, ...]


BOTH: Final = ("socket_filter", "sched_cls")
CLS: Final = ("sched_cls",)
FILTER: Final = ("socket_filter",)
XDP: Final = ("xdp",)
KPROBE: Final = ("kprobe",)
PERF: Final = ("perf_event",)
TRACEPOINT: Final = ("tracepoint",)
RAW: Final = ("raw_tracepoint",)
NOBODY: Final[tuple[str, ...]] = ()

WORD: Final = (4,)
LONG: Final = (8,)
NARROW: Final = (1, 2, 4)
ANY: Final = (1, 2, 4, 8)

XDP_MD: Final = Context("xdp_md", 24, "a frame before the network stack has seen it", (
    #     name              off size widths readers doc                                              loads
    Field("data",             0,  4, WORD, XDP, "first byte of the frame",                           Loads.PACKET),
    Field("data_end",         4,  4, WORD, XDP, "one past the last byte of the frame",               Loads.PACKET_END),
    Field("data_meta",        8,  4, WORD, XDP, "first byte of the metadata in front of the frame",  Loads.PACKET_META),
    Field("ingress_ifindex", 12,  4, WORD, XDP, "device the frame came from"),
    Field("rx_queue_index",  16,  4, WORD, XDP, "receive queue the frame came from"),
    Field("egress_ifindex",  20,  4, WORD, XDP, "device the frame goes to, in programs of a devmap", attach_type=33),
))  # fmt: skip

SK_BUFF: Final = Context("__sk_buff", 192, "a packet inside the network stack", (
    #     name             off size widths  readers doc                                                      loads, stores
    Field("len",             0,  4, NARROW, BOTH,   "length of the packet"),
    Field("pkt_type",        4,  4, NARROW, BOTH,   "for this host, broadcast, multicast, other host"),
    Field("mark",            8,  4, NARROW, BOTH,   "the packet's mark",                                     Loads.SCALAR, WORD, CLS),
    Field("queue_mapping",  12,  4, NARROW, BOTH,   "queue of the device",                                   Loads.SCALAR, WORD, CLS),
    Field("protocol",       16,  4, NARROW, BOTH,   "EtherType, in network byte order"),
    Field("vlan_present",   20,  4, NARROW, BOTH,   "whether the packet carries a VLAN tag"),
    Field("vlan_tci",       24,  4, NARROW, BOTH,   "VLAN tag"),
    Field("vlan_proto",     28,  4, NARROW, BOTH,   "EtherType of the VLAN tag"),
    Field("priority",       32,  4, NARROW, BOTH,   "queueing priority",                                     Loads.SCALAR, WORD, CLS),
    Field("ingress_ifindex", 36, 4, NARROW, BOTH,   "device the packet came from"),
    Field("ifindex",        40,  4, NARROW, BOTH,   "device the packet is on"),
    Field("tc_index",       44,  4, NARROW, BOTH,   "traffic control index",                                 Loads.SCALAR, WORD, CLS),
    Field("cb",             48, 20, ANY,    BOTH,   "five words for programs to pass notes to each other",   Loads.SCALAR, ANY,  BOTH),
    Field("hash",           68,  4, NARROW, BOTH,   "flow hash, 0 if not computed"),
    Field("tc_classid",     72,  4, NARROW, CLS,    "traffic control class",                                 Loads.SCALAR, WORD, CLS),
    Field("data",           76,  4, WORD,   CLS,    "first byte of the packet",                              Loads.PACKET),
    Field("data_end",       80,  4, WORD,   CLS,    "one past the last directly accessible byte",            Loads.PACKET_END),
    Field("napi_id",        84,  4, NARROW, BOTH,   "id of the receive context"),
    Field("family",         88,  4, NARROW, NOBODY, "address family of the socket"),
    Field("remote_ip4",     92,  4, NARROW, NOBODY, "remote IPv4 address"),
    Field("local_ip4",      96,  4, NARROW, NOBODY, "local IPv4 address"),
    Field("remote_ip6",    100, 16, NARROW, NOBODY, "remote IPv6 address"),
    Field("local_ip6",     116, 16, NARROW, NOBODY, "local IPv6 address"),
    Field("remote_port",   132,  4, NARROW, NOBODY, "remote port, in network byte order"),
    Field("local_port",    136,  4, NARROW, NOBODY, "local port, in host byte order"),
    Field("data_meta",     140,  4, WORD,   CLS,    "first byte of the metadata in front of the packet",     Loads.PACKET_META),
    Field("flow_keys",     144,  8, LONG,   NOBODY, "result of the flow dissector"),
    Field("tstamp",        152,  8, LONG,   CLS,    "delivery or receive time in nanoseconds",               Loads.SCALAR, LONG, CLS),
    Field("wire_len",      160,  4, NARROW, CLS,    "length on the wire"),
    Field("gso_segs",      164,  4, NARROW, BOTH,   "segments the packet will be cut into"),
    Field("sk",            168,  8, LONG,   BOTH,   "the packet's socket",                                   Loads.SOCK_COMMON_OR_NULL),
    Field("gso_size",      176,  4, NARROW, BOTH,   "bytes of each of those segments"),
    Field("tstamp_type",   180,  1, (1,),   CLS,    "what kind of time tstamp is"),
    Field("hwtstamp",      184,  8, LONG,   CLS,    "the device's time stamp"),
))  # fmt: skip

PT_REGS: Final = Context("pt_regs", 168, "the registers of the x86-64 machine when the probe was hit", (
    #     name       off size widths readers doc
    Field("r15",       0,  8, ANY, KPROBE, "kept by called functions"),
    Field("r14",       8,  8, ANY, KPROBE, "kept by called functions"),
    Field("r13",      16,  8, ANY, KPROBE, "kept by called functions"),
    Field("r12",      24,  8, ANY, KPROBE, "kept by called functions"),
    Field("bp",       32,  8, ANY, KPROBE, "frame pointer"),
    Field("bx",       40,  8, ANY, KPROBE, "kept by called functions"),
    Field("r11",      48,  8, ANY, KPROBE, "scratch"),
    Field("r10",      56,  8, ANY, KPROBE, "scratch; fourth argument of a system call"),
    Field("r9",       64,  8, ANY, KPROBE, "sixth argument"),
    Field("r8",       72,  8, ANY, KPROBE, "fifth argument"),
    Field("ax",       80,  8, ANY, KPROBE, "return value"),
    Field("cx",       88,  8, ANY, KPROBE, "fourth argument"),
    Field("dx",       96,  8, ANY, KPROBE, "third argument"),
    Field("si",      104,  8, ANY, KPROBE, "second argument"),
    Field("di",      112,  8, ANY, KPROBE, "first argument"),
    Field("orig_ax", 120,  8, ANY, KPROBE, "number of the system call"),
    Field("ip",      128,  8, ANY, KPROBE, "instruction pointer"),
    Field("cs",      136,  8, ANY, KPROBE, "code segment"),
    Field("flags",   144,  8, ANY, KPROBE, "processor flags"),
    Field("sp",      152,  8, ANY, KPROBE, "stack pointer"),
    Field("ss",      160,  8, ANY, KPROBE, "stack segment"),
))  # fmt: skip

TRACEPOINT_RECORD: Final = Context("tracepoint", 8192, "the event's record; which fields it has depends on the event", (
    #     name          off    size  widths readers     doc
    Field("header",      0,       8, ANY,   NOBODY,     "type, flags and pid, which programs may not load"),
    Field("record",      8,    8184, ANY,   TRACEPOINT, "the event's own fields"),
    Field("before", -32768,   32768, ANY,   TRACEPOINT, "6.18 tests only the upper bound: loads in front of the record pass"),
))  # fmt: skip

RAW_ARGS: Final = Context("bpf_raw_tracepoint_args", 96, "the arguments of the trace event, as the kernel passes them", (
    #     name    off size widths readers doc
    Field("args",   0, 96, ANY,   RAW,    "up to twelve arguments, 8 bytes each"),
))  # fmt: skip

PERF_DATA: Final = Context("bpf_perf_event_data", 184, "registers and sample of an overflowing counter", (
    *(Field(f.name, f.offset, f.size, LONG, PERF, f.doc) for f in PT_REGS.fields),
    #     name             off size widths readers doc
    Field("sample_period", 168,  8, ANY,   PERF,   "events between two samples"),
    Field("addr",          176,  8, ANY,   PERF,   "data address of the sample, if the event has one"),
))  # fmt: skip

CONTEXTS: Final = (XDP_MD, SK_BUFF, PT_REGS, TRACEPOINT_RECORD, RAW_ARGS, PERF_DATA)
CONTEXT_BY_NAME: Final = {context.name: context for context in CONTEXTS}
