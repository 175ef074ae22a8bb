"""The helpers, every one that Linux 6.18 has. Source: the descriptions in Linux's uapi header
`bpf.h` for names, numbers and arguments; Linux 6.18 itself, asked helper by helper, for the rest.

Ids never change and never have holes. A program may call a helper if its type is in `where` and,
for `gpl` rows, its licence is compatible with the GPL; what the arguments must be is the `Arg` of
each parameter. Bodies live in `vm.runtime.helpers`, argument checks in `vm.verifier.calls`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class Arg(StrEnum):
    """What a helper asks of one argument register. The verifier has one checker per member."""

    ANYTHING = "anything"  # any initialised value; pointers too, with CAP_PERFMON
    UNCHECKED = "unchecked"  # whatever is there, even nothing
    MAP = "map"  # a map known at load time
    MAP_KEY = "map-key"  # readable memory of that map's key_size
    MAP_VALUE = "map-value"  # readable memory of that map's value_size
    MAP_VALUE_OR_NULL = "map-value-or-null"
    MAP_VALUE_OUT = "map-value-out"  # memory of that map's value_size that the helper fills
    MEM = "mem"  # readable memory, as long as the next argument says
    MEM_OR_NULL = "mem-or-null"
    MEM_WRITE = "mem-write"  # initialised memory that the helper also writes
    MEM_WRITE_OR_NULL = "mem-write-or-null"
    MEM_OUT = "mem-out"  # memory that the helper fills; may be uninitialised
    MEM_OUT_OR_NULL = "mem-out-or-null"
    MEM_FIXED = "mem-fixed"  # readable memory of Param.size bytes
    LONG_OUT = "long-out"  # 8 aligned bytes that the helper fills
    U32_INOUT = "u32-inout"  # 4 aligned initialised bytes that the helper reads and writes
    SIZE = "size"  # length of the memory before it, from 1
    SIZE_OR_ZERO = "size-or-zero"  # length of the memory before it, from 0
    ALLOC_SIZE = "alloc-size"  # length of the memory returned; a constant
    CTX = "ctx"  # the program's context
    CTX_OR_NULL = "ctx-or-null"
    RINGBUF_MEM = "ringbuf-mem"  # a record reserved and not yet given back
    FUNC = "func"  # a function of this program
    STACK_OR_NULL = "stack-or-null"  # a place on the stack, for a callback
    CONST_STR = "const-str"  # a NUL-terminated string in a frozen read-only map
    SOCK_COMMON = "sock-common"  # any socket
    SOCK_COMMON_BTF = "sock-common-btf"  # any socket, or a typed kernel pointer to one
    TASK = "task"  # a typed pointer to a task_struct
    TASK_OR_NULL = "task-or-null"
    CGROUP_OR_NULL = "cgroup-or-null"  # a typed pointer to a cgroup
    BTF = "btf"  # some other typed kernel pointer
    BTF_OR_NULL = "btf-or-null"
    PERCPU_BTF = "percpu-btf"  # a typed pointer to a kernel per-CPU variable
    SPIN_LOCK = "spin-lock"  # the bpf_spin_lock inside a map value
    TIMER = "timer"  # the bpf_timer inside a map value
    KPTR_DEST = "kptr-dest"  # a kernel pointer field inside a map value
    DYNPTR = "dynptr"  # an initialised dynamic pointer on the stack
    DYNPTR_OUT = "dynptr-out"  # room on the stack for a dynamic pointer
    DYNPTR_RELEASE = "dynptr-release"  # a dynamic pointer to a reserved record


class Ret(StrEnum):
    """What r0 holds after the call."""

    INTEGER = "integer"
    VOID = "void"
    MAP_VALUE = "map-value"
    MAP_VALUE_OR_NULL = "map-value-or-null"
    RINGBUF_MEM_OR_NULL = "ringbuf-mem-or-null"
    DYNPTR_MEM_OR_NULL = "dynptr-mem-or-null"
    SOCKET_OR_NULL = "socket-or-null"
    SOCK_COMMON_OR_NULL = "sock-common-or-null"
    TCP_SOCK_OR_NULL = "tcp-sock-or-null"
    TASK = "task"
    PT_REGS = "pt-regs"
    BTF_OR_NULL = "btf-or-null"
    MEM_OR_BTF = "mem-or-btf"
    MEM_OR_BTF_OR_NULL = "mem-or-btf-or-null"


class Param(NamedTuple):
    """One argument: its name in the documentation, its kind, and for fixed-size kinds the bytes."""

    name: str
    kind: Arg
    size: int = 0


@dataclass(frozen=True, slots=True)
class Helper:
    """One helper function.

    where    program types in scope that may call it
    gpl      only for programs whose licence is compatible with the GPL
    note     one of:
             "packet"    may move the packet: packet pointers taken before are lost
             "acquire"   what it returns must be given back
             "release"   gives back what its first argument refers to
             "callback"  calls a function of the program
             "bounded"   returns at most its size argument, or a small negative number
             "sleeps"    only for sleepable programs
             "tail"      leaves the program
    packet   its memory arguments may lie in a packet
    doc      what it does, one line without a full stop
    """

    id: int
    name: str  # without the bpf_ prefix
    since: str  # first kernel release
    gpl: bool
    where: frozenset[str]
    returns: Ret
    note: str
    packet: bool
    doc: str
    params: tuple[Param, ...]

    @property
    def bpf_name(self) -> str:
        """The name as the kernel's log and C sources write it."""
        return f"bpf_{self.name}"


ANYWHERE: Final = frozenset(
    {"xdp", "socket_filter", "sched_cls", "kprobe", "tracepoint", "raw_tracepoint", "perf_event"}
)
TRACING: Final = frozenset({"kprobe", "tracepoint", "raw_tracepoint", "perf_event"})
NETWORK: Final = frozenset({"xdp", "socket_filter", "sched_cls"})
XDP_CLS: Final = frozenset({"xdp", "sched_cls"})
SKB: Final = frozenset({"socket_filter", "sched_cls"})
CLS: Final = frozenset({"sched_cls"})
XDP: Final = frozenset({"xdp"})
PERF: Final = frozenset({"perf_event"})
NOWHERE: Final[frozenset[str]] = frozenset()  # for program types that are not in scope


HELPERS: Final = (
    #      id   name                              since   gpl    where      returns                   note         packet doc, params
    Helper(  1, "map_lookup_elem",                "3.19", False, ANYWHERE, Ret.MAP_VALUE_OR_NULL,   "",         True,  "Find the value stored under a key: its address, or NULL", (Param("map", Arg.MAP), Param("key", Arg.MAP_KEY))),
    Helper(  2, "map_update_elem",                "3.19", False, ANYWHERE, Ret.INTEGER,             "",         True,  "Store a value under a key; flags choose any, only new (1) or only existing (2) keys", (Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("value", Arg.MAP_VALUE), Param("flags", Arg.ANYTHING))),
    Helper(  3, "map_delete_elem",                "3.19", False, ANYWHERE, Ret.INTEGER,             "",         True,  "Remove a key and its value", (Param("map", Arg.MAP), Param("key", Arg.MAP_KEY))),
    Helper(  4, "probe_read",                     "4.1",  True,  TRACING,  Ret.INTEGER,             "",         False, "Copy bytes from any address, kernel or user, without faulting", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("unsafe_ptr", Arg.ANYTHING))),
    Helper(  5, "ktime_get_ns",                   "4.1",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Nanoseconds since boot, not counting suspend", ()),
    Helper(  6, "trace_printk",                   "4.1",  True,  ANYWHERE, Ret.INTEGER,             "",         False, "Print a line to the trace pipe; up to three numbers are formatted", (Param("fmt", Arg.MEM), Param("fmt_size", Arg.SIZE), Param("arg1", Arg.UNCHECKED), Param("arg2", Arg.UNCHECKED), Param("arg3", Arg.UNCHECKED))),
    Helper(  7, "get_prandom_u32",                "4.1",  False, ANYWHERE, Ret.INTEGER,             "",         False, "A pseudo-random 32-bit number", ()),
    Helper(  8, "get_smp_processor_id",           "4.1",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Number of the CPU the program runs on", ()),
    Helper(  9, "skb_store_bytes",                "4.1",  False, CLS,      Ret.INTEGER,             "packet",   False, "Write bytes into a packet, optionally fixing its checksum", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("from", Arg.MEM), Param("len", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper( 10, "l3_csum_replace",                "4.1",  False, CLS,      Ret.INTEGER,             "packet",   False, "Update a network-layer checksum for one changed field", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("from", Arg.ANYTHING), Param("to", Arg.ANYTHING), Param("size", Arg.ANYTHING))),
    Helper( 11, "l4_csum_replace",                "4.1",  False, CLS,      Ret.INTEGER,             "packet",   False, "Update a transport-layer checksum for one changed field", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("from", Arg.ANYTHING), Param("to", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 12, "tail_call",                      "4.2",  False, ANYWHERE, Ret.VOID,                "tail",     False, "Continue in another program of a prog_array; returns only if that fails", (Param("ctx", Arg.CTX), Param("prog_array_map", Arg.MAP), Param("index", Arg.ANYTHING))),
    Helper( 13, "clone_redirect",                 "4.2",  False, CLS,      Ret.INTEGER,             "packet",   False, "Send a copy of the packet to another device", (Param("skb", Arg.CTX), Param("ifindex", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 14, "get_current_pid_tgid",           "4.2",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Process id in the upper 32 bits, thread id in the lower", ()),
    Helper( 15, "get_current_uid_gid",            "4.2",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Group id in the upper 32 bits, user id in the lower", ()),
    Helper( 16, "get_current_comm",               "4.2",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Copy the name of the current task, always NUL-terminated", (Param("buf", Arg.MEM_OUT), Param("size_of_buf", Arg.SIZE))),
    Helper( 17, "get_cgroup_classid",             "4.3",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Class id of the net_cls cgroup of the packet's sender", (Param("skb", Arg.CTX),)),
    Helper( 18, "skb_vlan_push",                  "4.3",  False, CLS,      Ret.INTEGER,             "packet",   False, "Add a VLAN tag", (Param("skb", Arg.CTX), Param("vlan_proto", Arg.ANYTHING), Param("vlan_tci", Arg.ANYTHING))),
    Helper( 19, "skb_vlan_pop",                   "4.3",  False, CLS,      Ret.INTEGER,             "packet",   False, "Remove a VLAN tag", (Param("skb", Arg.CTX),)),
    Helper( 20, "skb_get_tunnel_key",             "4.3",  False, CLS,      Ret.INTEGER,             "",         False, "Read the tunnel metadata of a packet", (Param("skb", Arg.CTX), Param("key", Arg.MEM_OUT), Param("size", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper( 21, "skb_set_tunnel_key",             "4.3",  False, CLS,      Ret.INTEGER,             "",         False, "Set the tunnel metadata of a packet", (Param("skb", Arg.CTX), Param("key", Arg.MEM), Param("size", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper( 22, "perf_event_read",                "4.3",  True,  ANYWHERE, Ret.INTEGER,             "",         False, "Read a performance counter of a perf_event_array", (Param("map", Arg.MAP), Param("flags", Arg.ANYTHING))),
    Helper( 23, "redirect",                       "4.4",  False, XDP_CLS,  Ret.INTEGER,             "",         False, "Ask that the packet be sent out of another device", (Param("ifindex", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 24, "get_route_realm",                "4.4",  False, CLS,      Ret.INTEGER,             "",         False, "Routing realm of the packet", (Param("skb", Arg.CTX),)),
    Helper( 25, "perf_event_output",              "4.4",  True,  ANYWHERE, Ret.INTEGER,             "",         False, "Send a record through a perf ring of one CPU", (Param("ctx", Arg.CTX), Param("map", Arg.MAP), Param("flags", Arg.ANYTHING), Param("data", Arg.MEM), Param("size", Arg.SIZE_OR_ZERO))),
    Helper( 26, "skb_load_bytes",                 "4.5",  False, SKB,      Ret.INTEGER,             "",         False, "Copy bytes out of a packet", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("to", Arg.MEM_OUT), Param("len", Arg.SIZE))),
    Helper( 27, "get_stackid",                    "4.6",  True,  TRACING,  Ret.INTEGER,             "",         False, "Record the current call stack in a stack_trace map and return its id", (Param("ctx", Arg.CTX), Param("map", Arg.MAP), Param("flags", Arg.ANYTHING))),
    Helper( 28, "csum_diff",                      "4.6",  False, XDP_CLS,  Ret.INTEGER,             "",         True,  "Checksum difference between two buffers, sizes in multiples of four", (Param("from", Arg.MEM_OR_NULL), Param("from_size", Arg.SIZE_OR_ZERO), Param("to", Arg.MEM_OR_NULL), Param("to_size", Arg.SIZE_OR_ZERO), Param("seed", Arg.ANYTHING))),
    Helper( 29, "skb_get_tunnel_opt",             "4.6",  False, CLS,      Ret.INTEGER,             "",         False, "Read the tunnel options of a packet", (Param("skb", Arg.CTX), Param("opt", Arg.MEM_OUT), Param("size", Arg.SIZE))),
    Helper( 30, "skb_set_tunnel_opt",             "4.6",  False, CLS,      Ret.INTEGER,             "",         False, "Set the tunnel options of a packet", (Param("skb", Arg.CTX), Param("opt", Arg.MEM), Param("size", Arg.SIZE))),
    Helper( 31, "skb_change_proto",               "4.8",  False, CLS,      Ret.INTEGER,             "packet",   False, "Change a packet between IPv4 and IPv6", (Param("skb", Arg.CTX), Param("proto", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 32, "skb_change_type",                "4.8",  False, CLS,      Ret.INTEGER,             "",         False, "Change the packet type: for this host, broadcast, other host", (Param("skb", Arg.CTX), Param("type", Arg.ANYTHING))),
    Helper( 33, "skb_under_cgroup",               "4.8",  False, CLS,      Ret.INTEGER,             "",         False, "Is the packet's sender inside a cgroup of a cgroup_array?", (Param("skb", Arg.CTX), Param("map", Arg.MAP), Param("index", Arg.ANYTHING))),
    Helper( 34, "get_hash_recalc",                "4.8",  False, CLS,      Ret.INTEGER,             "",         False, "The packet's flow hash, computed if need be", (Param("skb", Arg.CTX),)),
    Helper( 35, "get_current_task",               "4.8",  True,  ANYWHERE, Ret.INTEGER,             "",         False, "Address of the current task_struct, as a number", ()),
    Helper( 36, "probe_write_user",               "4.8",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Write into the memory of the current process", (Param("dst", Arg.ANYTHING), Param("src", Arg.MEM), Param("len", Arg.SIZE))),
    Helper( 37, "current_task_under_cgroup",      "4.9",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Is the current task inside a cgroup of a cgroup_array?", (Param("map", Arg.MAP), Param("index", Arg.ANYTHING))),
    Helper( 38, "skb_change_tail",                "4.9",  False, CLS,      Ret.INTEGER,             "packet",   False, "Grow or trim the end of a packet", (Param("skb", Arg.CTX), Param("len", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 39, "skb_pull_data",                  "4.9",  False, CLS,      Ret.INTEGER,             "packet",   False, "Make the first bytes of a packet directly accessible", (Param("skb", Arg.CTX), Param("len", Arg.ANYTHING))),
    Helper( 40, "csum_update",                    "4.9",  False, CLS,      Ret.INTEGER,             "",         False, "Add to the packet's complete checksum", (Param("skb", Arg.CTX), Param("csum", Arg.ANYTHING))),
    Helper( 41, "set_hash_invalid",               "4.9",  False, CLS,      Ret.INTEGER,             "",         False, "Forget the packet's flow hash", (Param("skb", Arg.CTX),)),
    Helper( 42, "get_numa_node_id",               "4.10", False, ANYWHERE, Ret.INTEGER,             "",         False, "NUMA node of the CPU the program runs on", ()),
    Helper( 43, "skb_change_head",                "4.10", False, CLS,      Ret.INTEGER,             "packet",   False, "Make room in front of a packet", (Param("skb", Arg.CTX), Param("len", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 44, "xdp_adjust_head",                "4.10", False, XDP,      Ret.INTEGER,             "packet",   False, "Move the start of the packet", (Param("xdp_md", Arg.CTX), Param("delta", Arg.ANYTHING))),
    Helper( 45, "probe_read_str",                 "4.11", True,  TRACING,  Ret.INTEGER,             "bounded",  False, "Copy a NUL-terminated string from any address, kernel or user", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("unsafe_ptr", Arg.ANYTHING))),
    Helper( 46, "get_socket_cookie",              "4.12", False, SKB,      Ret.INTEGER,             "",         False, "A number that identifies the packet's socket", (Param("ctx", Arg.CTX),)),
    Helper( 47, "get_socket_uid",                 "4.12", False, SKB,      Ret.INTEGER,             "",         False, "Owner of the packet's socket", (Param("skb", Arg.CTX),)),
    Helper( 48, "set_hash",                       "4.13", False, CLS,      Ret.INTEGER,             "",         False, "Set the packet's flow hash", (Param("skb", Arg.CTX), Param("hash", Arg.ANYTHING))),
    Helper( 49, "setsockopt",                     "4.13", False, NOWHERE,  Ret.INTEGER,             "",         False, "Set a socket option", (Param("bpf_socket", Arg.CTX), Param("level", Arg.ANYTHING), Param("optname", Arg.ANYTHING), Param("optval", Arg.MEM), Param("optlen", Arg.SIZE))),
    Helper( 50, "skb_adjust_room",                "4.13", False, CLS,      Ret.INTEGER,             "packet",   False, "Grow or shrink the room behind the MAC or network header", (Param("skb", Arg.CTX), Param("len_diff", Arg.ANYTHING), Param("mode", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 51, "redirect_map",                   "4.14", False, XDP,      Ret.INTEGER,             "",         False, "Ask that the packet go to an entry of a devmap, cpumap or xskmap", (Param("map", Arg.MAP), Param("key", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 52, "sk_redirect_map",                "4.14", False, NOWHERE,  Ret.INTEGER,             "",         False, "Redirect a packet to a socket of a sockmap", (Param("skb", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 53, "sock_map_update",                "4.14", False, NOWHERE,  Ret.INTEGER,             "",         False, "Put the current socket into a sockmap", (Param("skops", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("flags", Arg.ANYTHING))),
    Helper( 54, "xdp_adjust_meta",                "4.15", False, XDP,      Ret.INTEGER,             "packet",   False, "Move the start of the metadata in front of the packet", (Param("xdp_md", Arg.CTX), Param("delta", Arg.ANYTHING))),
    Helper( 55, "perf_event_read_value",          "4.15", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Read a performance counter with its enabled and running times", (Param("map", Arg.MAP), Param("flags", Arg.ANYTHING), Param("buf", Arg.MEM_OUT), Param("buf_size", Arg.SIZE))),
    Helper( 56, "perf_prog_read_value",           "4.15", True,  PERF,     Ret.INTEGER,             "",         False, "Read the counter of the event that fired this program", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM_OUT), Param("buf_size", Arg.SIZE))),
    Helper( 57, "getsockopt",                     "4.15", False, NOWHERE,  Ret.INTEGER,             "",         False, "Read a socket option", (Param("bpf_socket", Arg.CTX), Param("level", Arg.ANYTHING), Param("optname", Arg.ANYTHING), Param("optval", Arg.MEM_OUT), Param("optlen", Arg.SIZE))),
    Helper( 58, "override_return",                "4.16", True,  NOWHERE,  Ret.INTEGER,             "",         False, "Make the probed function return at once with this value", (Param("regs", Arg.CTX), Param("rc", Arg.ANYTHING))),
    Helper( 59, "sock_ops_cb_flags_set",          "4.16", False, NOWHERE,  Ret.INTEGER,             "",         False, "Choose which TCP events call the program", (Param("bpf_sock", Arg.CTX), Param("argval", Arg.ANYTHING))),
    Helper( 60, "msg_redirect_map",               "4.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Redirect a message to a socket of a sockmap", (Param("msg", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 61, "msg_apply_bytes",                "4.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Let the verdict hold for this many bytes", (Param("msg", Arg.CTX), Param("bytes", Arg.ANYTHING))),
    Helper( 62, "msg_cork_bytes",                 "4.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Wait for this many bytes before asking again", (Param("msg", Arg.CTX), Param("bytes", Arg.ANYTHING))),
    Helper( 63, "msg_pull_data",                  "4.17", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Make part of a message directly accessible", (Param("msg", Arg.CTX), Param("start", Arg.ANYTHING), Param("end", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 64, "bind",                           "4.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Bind the socket to an address", (Param("ctx", Arg.CTX), Param("addr", Arg.MEM), Param("addr_len", Arg.SIZE))),
    Helper( 65, "xdp_adjust_tail",                "4.18", False, XDP,      Ret.INTEGER,             "packet",   False, "Move the end of the packet", (Param("xdp_md", Arg.CTX), Param("delta", Arg.ANYTHING))),
    Helper( 66, "skb_get_xfrm_state",             "4.18", False, CLS,      Ret.INTEGER,             "",         False, "Read an IPsec state of the packet", (Param("skb", Arg.CTX), Param("index", Arg.ANYTHING), Param("xfrm_state", Arg.MEM_OUT), Param("size", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper( 67, "get_stack",                      "4.18", True,  TRACING,  Ret.INTEGER,             "bounded",  False, "Copy the current call stack into a buffer", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper( 68, "skb_load_bytes_relative",        "4.18", False, SKB,      Ret.INTEGER,             "",         False, "Copy bytes out of a packet, counted from its MAC or network header", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("to", Arg.MEM_OUT), Param("len", Arg.SIZE), Param("start_header", Arg.ANYTHING))),
    Helper( 69, "fib_lookup",                     "4.18", True,  XDP_CLS,  Ret.INTEGER,             "",         False, "Ask the routing table where a packet would go", (Param("ctx", Arg.CTX), Param("params", Arg.MEM_WRITE), Param("plen", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper( 70, "sock_hash_update",               "4.18", False, NOWHERE,  Ret.INTEGER,             "",         False, "Put the current socket into a sockhash", (Param("skops", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("flags", Arg.ANYTHING))),
    Helper( 71, "msg_redirect_hash",              "4.18", False, NOWHERE,  Ret.INTEGER,             "",         False, "Redirect a message to a socket of a sockhash", (Param("msg", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("flags", Arg.ANYTHING))),
    Helper( 72, "sk_redirect_hash",               "4.18", False, NOWHERE,  Ret.INTEGER,             "",         False, "Redirect a packet to a socket of a sockhash", (Param("skb", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("flags", Arg.ANYTHING))),
    Helper( 73, "lwt_push_encap",                 "4.18", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Wrap a packet into an outer header", (Param("skb", Arg.CTX), Param("type", Arg.ANYTHING), Param("hdr", Arg.MEM), Param("len", Arg.SIZE))),
    Helper( 74, "lwt_seg6_store_bytes",           "4.18", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Write into the segment routing header", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("from", Arg.MEM), Param("len", Arg.SIZE))),
    Helper( 75, "lwt_seg6_adjust_srh",            "4.18", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Resize the segment routing header", (Param("skb", Arg.CTX), Param("offset", Arg.ANYTHING), Param("delta", Arg.ANYTHING))),
    Helper( 76, "lwt_seg6_action",                "4.18", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Apply a segment routing action", (Param("skb", Arg.CTX), Param("action", Arg.ANYTHING), Param("param", Arg.MEM), Param("param_len", Arg.SIZE))),
    Helper( 77, "rc_repeat",                      "4.18", True,  NOWHERE,  Ret.INTEGER,             "",         False, "Report a repeated infrared key", (Param("ctx", Arg.CTX),)),
    Helper( 78, "rc_keydown",                     "4.18", True,  NOWHERE,  Ret.INTEGER,             "",         False, "Report an infrared key press", (Param("ctx", Arg.CTX), Param("protocol", Arg.ANYTHING), Param("scancode", Arg.ANYTHING), Param("toggle", Arg.ANYTHING))),
    Helper( 79, "skb_cgroup_id",                  "4.18", False, CLS,      Ret.INTEGER,             "",         False, "Cgroup id of the packet's socket", (Param("skb", Arg.CTX),)),
    Helper( 80, "get_current_cgroup_id",          "4.18", False, ANYWHERE, Ret.INTEGER,             "",         False, "Cgroup id of the current task", ()),
    Helper( 81, "get_local_storage",              "4.19", False, NOWHERE,  Ret.MAP_VALUE,           "",         False, "Address of the cgroup storage of this program", (Param("map", Arg.MAP), Param("flags", Arg.ANYTHING))),
    Helper( 82, "sk_select_reuseport",            "4.19", False, NOWHERE,  Ret.INTEGER,             "",         False, "Choose a socket of a reuseport group", (Param("reuse", Arg.CTX), Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("flags", Arg.ANYTHING))),
    Helper( 83, "skb_ancestor_cgroup_id",         "4.19", False, CLS,      Ret.INTEGER,             "",         False, "Cgroup id of an ancestor of the packet's cgroup", (Param("skb", Arg.CTX), Param("ancestor_level", Arg.ANYTHING))),
    Helper( 84, "sk_lookup_tcp",                  "4.20", False, XDP_CLS,  Ret.SOCKET_OR_NULL,      "acquire",  True,  "Find a TCP socket; must be released", (Param("ctx", Arg.CTX), Param("tuple", Arg.MEM), Param("tuple_size", Arg.SIZE_OR_ZERO), Param("netns", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 85, "sk_lookup_udp",                  "4.20", False, XDP_CLS,  Ret.SOCKET_OR_NULL,      "acquire",  True,  "Find a UDP socket; must be released", (Param("ctx", Arg.CTX), Param("tuple", Arg.MEM), Param("tuple_size", Arg.SIZE_OR_ZERO), Param("netns", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 86, "sk_release",                     "4.20", False, XDP_CLS,  Ret.INTEGER,             "release",  False, "Release a socket found by a lookup", (Param("sock", Arg.SOCK_COMMON_BTF),)),
    Helper( 87, "map_push_elem",                  "4.20", False, ANYWHERE, Ret.INTEGER,             "",         True,  "Put a value into a queue, stack or bloom filter", (Param("map", Arg.MAP), Param("value", Arg.MAP_VALUE), Param("flags", Arg.ANYTHING))),
    Helper( 88, "map_pop_elem",                   "4.20", False, ANYWHERE, Ret.INTEGER,             "",         False, "Take the next value out of a queue or stack", (Param("map", Arg.MAP), Param("value", Arg.MAP_VALUE_OUT))),
    Helper( 89, "map_peek_elem",                  "4.20", False, ANYWHERE, Ret.INTEGER,             "",         False, "Copy the next value of a queue or stack; test a value against a bloom filter", (Param("map", Arg.MAP), Param("value", Arg.MAP_VALUE_OUT))),
    Helper( 90, "msg_push_data",                  "4.20", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Insert bytes into a message", (Param("msg", Arg.CTX), Param("start", Arg.ANYTHING), Param("len", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 91, "msg_pop_data",                   "5.0",  False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Remove bytes from a message", (Param("msg", Arg.CTX), Param("start", Arg.ANYTHING), Param("len", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper( 92, "rc_pointer_rel",                 "5.0",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Report a relative pointer movement", (Param("ctx", Arg.CTX), Param("rel_x", Arg.ANYTHING), Param("rel_y", Arg.ANYTHING))),
    Helper( 93, "spin_lock",                      "5.1",  False, ANYWHERE, Ret.VOID,                "",         False, "Take the lock inside a map value", (Param("lock", Arg.SPIN_LOCK),)),
    Helper( 94, "spin_unlock",                    "5.1",  False, ANYWHERE, Ret.VOID,                "",         False, "Give the lock inside a map value back", (Param("lock", Arg.SPIN_LOCK),)),
    Helper( 95, "sk_fullsock",                    "5.1",  False, CLS,      Ret.SOCKET_OR_NULL,      "",         False, "The full socket behind a common one", (Param("sk", Arg.SOCK_COMMON),)),
    Helper( 96, "tcp_sock",                       "5.1",  False, CLS,      Ret.TCP_SOCK_OR_NULL,    "",         False, "The TCP part of a socket", (Param("sk", Arg.SOCK_COMMON),)),
    Helper( 97, "skb_ecn_set_ce",                 "5.1",  False, CLS,      Ret.INTEGER,             "",         False, "Mark the packet as having met congestion", (Param("skb", Arg.CTX),)),
    Helper( 98, "get_listener_sock",              "5.1",  False, CLS,      Ret.SOCKET_OR_NULL,      "",         False, "The listening socket behind a request", (Param("sk", Arg.SOCK_COMMON),)),
    Helper( 99, "skc_lookup_tcp",                 "5.2",  False, XDP_CLS,  Ret.SOCK_COMMON_OR_NULL, "acquire",  True,  "Find a TCP socket in any state; must be released", (Param("ctx", Arg.CTX), Param("tuple", Arg.MEM), Param("tuple_size", Arg.SIZE_OR_ZERO), Param("netns", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(100, "tcp_check_syncookie",            "5.2",  True,  XDP_CLS,  Ret.INTEGER,             "",         True,  "Does this ACK carry a valid SYN cookie?", (Param("sk", Arg.SOCK_COMMON_BTF), Param("iph", Arg.MEM), Param("iph_len", Arg.SIZE), Param("th", Arg.MEM), Param("th_len", Arg.SIZE))),
    Helper(101, "sysctl_get_name",                "5.2",  False, NOWHERE,  Ret.INTEGER,             "",         False, "Name of the sysctl being accessed", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM_OUT), Param("buf_len", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper(102, "sysctl_get_current_value",       "5.2",  False, NOWHERE,  Ret.INTEGER,             "",         False, "Current value of the sysctl", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM_OUT), Param("buf_len", Arg.SIZE))),
    Helper(103, "sysctl_get_new_value",           "5.2",  False, NOWHERE,  Ret.INTEGER,             "",         False, "Value about to be written to the sysctl", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM_OUT), Param("buf_len", Arg.SIZE))),
    Helper(104, "sysctl_set_new_value",           "5.2",  False, NOWHERE,  Ret.INTEGER,             "",         False, "Replace the value about to be written", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM), Param("buf_len", Arg.SIZE))),
    Helper(105, "strtol",                         "5.2",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Parse a signed number", (Param("buf", Arg.MEM), Param("buf_len", Arg.SIZE), Param("flags", Arg.ANYTHING), Param("res", Arg.LONG_OUT))),
    Helper(106, "strtoul",                        "5.2",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Parse an unsigned number", (Param("buf", Arg.MEM), Param("buf_len", Arg.SIZE), Param("flags", Arg.ANYTHING), Param("res", Arg.LONG_OUT))),
    Helper(107, "sk_storage_get",                 "5.2",  False, CLS,      Ret.MAP_VALUE_OR_NULL,   "",         False, "Storage that belongs to a socket", (Param("map", Arg.MAP), Param("sk", Arg.SOCK_COMMON_BTF), Param("value", Arg.MAP_VALUE_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(108, "sk_storage_delete",              "5.2",  False, CLS,      Ret.INTEGER,             "",         False, "Delete the storage that belongs to a socket", (Param("map", Arg.MAP), Param("sk", Arg.SOCK_COMMON_BTF))),
    Helper(109, "send_signal",                    "5.3",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Send a signal to the current process", (Param("sig", Arg.ANYTHING),)),
    Helper(110, "tcp_gen_syncookie",              "5.3",  True,  XDP_CLS,  Ret.INTEGER,             "",         True,  "Make a SYN cookie for a packet", (Param("sk", Arg.SOCK_COMMON_BTF), Param("iph", Arg.MEM), Param("iph_len", Arg.SIZE), Param("th", Arg.MEM), Param("th_len", Arg.SIZE))),
    Helper(111, "skb_output",                     "5.5",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Send a record with packet bytes, from tracing programs", (Param("skb", Arg.BTF), Param("map", Arg.MAP), Param("flags", Arg.ANYTHING), Param("data", Arg.MEM), Param("size", Arg.SIZE_OR_ZERO))),
    Helper(112, "probe_read_user",                "5.5",  True,  ANYWHERE, Ret.INTEGER,             "",         False, "Copy bytes from user memory without faulting", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("unsafe_ptr", Arg.ANYTHING))),
    Helper(113, "probe_read_kernel",              "5.5",  True,  ANYWHERE, Ret.INTEGER,             "",         False, "Copy bytes from kernel memory without faulting", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("unsafe_ptr", Arg.ANYTHING))),
    Helper(114, "probe_read_user_str",            "5.5",  True,  ANYWHERE, Ret.INTEGER,             "bounded",  False, "Copy a NUL-terminated string from user memory", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("unsafe_ptr", Arg.ANYTHING))),
    Helper(115, "probe_read_kernel_str",          "5.5",  True,  ANYWHERE, Ret.INTEGER,             "bounded",  False, "Copy a NUL-terminated string from kernel memory", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("unsafe_ptr", Arg.ANYTHING))),
    Helper(116, "tcp_send_ack",                   "5.5",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Send a TCP acknowledgement", (Param("tp", Arg.BTF), Param("rcv_nxt", Arg.ANYTHING))),
    Helper(117, "send_signal_thread",             "5.5",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Send a signal to the current thread", (Param("sig", Arg.ANYTHING),)),
    Helper(118, "jiffies64",                      "5.5",  False, ANYWHERE, Ret.INTEGER,             "",         False, "The kernel's tick counter", ()),
    Helper(119, "read_branch_records",            "5.6",  True,  PERF,     Ret.INTEGER,             "",         False, "Copy the branch records of the event", (Param("ctx", Arg.CTX), Param("buf", Arg.MEM_WRITE_OR_NULL), Param("size", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper(120, "get_ns_current_pid_tgid",        "5.7",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Process and thread id as seen in a pid namespace", (Param("dev", Arg.ANYTHING), Param("ino", Arg.ANYTHING), Param("nsdata", Arg.MEM_OUT), Param("size", Arg.SIZE))),
    Helper(121, "xdp_output",                     "5.6",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Send a record with frame bytes, from tracing programs", (Param("ctx", Arg.BTF), Param("map", Arg.MAP), Param("flags", Arg.ANYTHING), Param("data", Arg.MEM), Param("size", Arg.SIZE_OR_ZERO))),
    Helper(122, "get_netns_cookie",               "5.7",  False, SKB,      Ret.INTEGER,             "",         False, "A number that identifies the network namespace", (Param("ctx", Arg.CTX_OR_NULL),)),
    Helper(123, "get_current_ancestor_cgroup_id", "5.7",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Cgroup id of an ancestor of the current task's cgroup", (Param("ancestor_level", Arg.ANYTHING),)),
    Helper(124, "sk_assign",                      "5.7",  False, CLS,      Ret.INTEGER,             "",         False, "Hand the packet to a socket", (Param("skb", Arg.CTX), Param("sk", Arg.SOCK_COMMON_BTF), Param("flags", Arg.ANYTHING))),
    Helper(125, "ktime_get_boot_ns",              "5.8",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Nanoseconds since boot, counting suspend", ()),
    Helper(126, "seq_printf",                     "5.8",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Print into a seq_file, from iterators", (Param("m", Arg.BTF), Param("fmt", Arg.MEM), Param("fmt_size", Arg.SIZE), Param("data", Arg.MEM_OR_NULL), Param("data_len", Arg.SIZE_OR_ZERO))),
    Helper(127, "seq_write",                      "5.8",  True,  NOWHERE,  Ret.INTEGER,             "",         False, "Write bytes into a seq_file, from iterators", (Param("m", Arg.BTF), Param("data", Arg.MEM), Param("len", Arg.SIZE_OR_ZERO))),
    Helper(128, "sk_cgroup_id",                   "5.8",  False, NOWHERE,  Ret.INTEGER,             "",         False, "Cgroup id of a socket", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(129, "sk_ancestor_cgroup_id",          "5.8",  False, NOWHERE,  Ret.INTEGER,             "",         False, "Cgroup id of an ancestor of a socket's cgroup", (Param("sk", Arg.SOCK_COMMON_BTF), Param("ancestor_level", Arg.ANYTHING))),
    Helper(130, "ringbuf_output",                 "5.8",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Copy a record into a ring buffer", (Param("ringbuf", Arg.MAP), Param("data", Arg.MEM), Param("size", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper(131, "ringbuf_reserve",                "5.8",  False, ANYWHERE, Ret.RINGBUF_MEM_OR_NULL, "acquire",  False, "Reserve a record in a ring buffer; must be submitted or discarded", (Param("ringbuf", Arg.MAP), Param("size", Arg.ALLOC_SIZE), Param("flags", Arg.ANYTHING))),
    Helper(132, "ringbuf_submit",                 "5.8",  False, ANYWHERE, Ret.VOID,                "release",  False, "Hand a reserved record to the reader", (Param("data", Arg.RINGBUF_MEM), Param("flags", Arg.ANYTHING))),
    Helper(133, "ringbuf_discard",                "5.8",  False, ANYWHERE, Ret.VOID,                "release",  False, "Give a reserved record back unread", (Param("data", Arg.RINGBUF_MEM), Param("flags", Arg.ANYTHING))),
    Helper(134, "ringbuf_query",                  "5.8",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Fill level, size or positions of a ring buffer", (Param("ringbuf", Arg.MAP), Param("flags", Arg.ANYTHING))),
    Helper(135, "csum_level",                     "5.8",  False, CLS,      Ret.INTEGER,             "",         False, "Change how many checksums are known to be good", (Param("skb", Arg.CTX), Param("level", Arg.ANYTHING))),
    Helper(136, "skc_to_tcp6_sock",               "5.9",  False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct tcp6_sock", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(137, "skc_to_tcp_sock",                "5.9",  False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct tcp_sock", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(138, "skc_to_tcp_timewait_sock",       "5.9",  False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct tcp_timewait_sock", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(139, "skc_to_tcp_request_sock",        "5.9",  False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct tcp_request_sock", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(140, "skc_to_udp6_sock",               "5.9",  False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct udp6_sock", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(141, "get_task_stack",                 "5.9",  False, ANYWHERE, Ret.INTEGER,             "bounded",  False, "Copy the call stack of a task", (Param("task", Arg.TASK), Param("buf", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper(142, "load_hdr_opt",                   "5.10", False, NOWHERE,  Ret.INTEGER,             "",         False, "Find a TCP header option", (Param("skops", Arg.CTX), Param("searchby_res", Arg.MEM_WRITE), Param("len", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper(143, "store_hdr_opt",                  "5.10", False, NOWHERE,  Ret.INTEGER,             "packet",   False, "Write a TCP header option", (Param("skops", Arg.CTX), Param("from", Arg.MEM), Param("len", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper(144, "reserve_hdr_opt",                "5.10", False, NOWHERE,  Ret.INTEGER,             "",         False, "Reserve room for a TCP header option", (Param("skops", Arg.CTX), Param("len", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(145, "inode_storage_get",              "5.10", False, NOWHERE,  Ret.MAP_VALUE_OR_NULL,   "",         False, "Storage that belongs to an inode", (Param("map", Arg.MAP), Param("inode", Arg.BTF_OR_NULL), Param("value", Arg.MAP_VALUE_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(146, "inode_storage_delete",           "5.10", False, NOWHERE,  Ret.INTEGER,             "",         False, "Delete the storage that belongs to an inode", (Param("map", Arg.MAP), Param("inode", Arg.BTF_OR_NULL))),
    Helper(147, "d_path",                         "5.10", False, NOWHERE,  Ret.INTEGER,             "",         False, "Full path of a file", (Param("path", Arg.BTF), Param("buf", Arg.MEM_OUT), Param("sz", Arg.SIZE_OR_ZERO))),
    Helper(148, "copy_from_user",                 "5.10", False, ANYWHERE, Ret.INTEGER,             "sleeps",   False, "Copy bytes from user memory, waiting for a page if need be", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("user_ptr", Arg.ANYTHING))),
    Helper(149, "snprintf_btf",                   "5.10", False, ANYWHERE, Ret.INTEGER,             "",         False, "Print a kernel structure by its BTF type", (Param("str", Arg.MEM_WRITE), Param("str_size", Arg.SIZE), Param("ptr", Arg.MEM), Param("btf_ptr_size", Arg.SIZE), Param("flags", Arg.ANYTHING))),
    Helper(150, "seq_printf_btf",                 "5.10", True,  NOWHERE,  Ret.INTEGER,             "",         False, "Print a kernel structure into a seq_file", (Param("m", Arg.BTF), Param("ptr", Arg.MEM), Param("ptr_size", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper(151, "skb_cgroup_classid",             "5.10", False, CLS,      Ret.INTEGER,             "",         False, "Class id of the packet's socket", (Param("skb", Arg.CTX),)),
    Helper(152, "redirect_neigh",                 "5.10", False, CLS,      Ret.INTEGER,             "",         False, "Send the packet out of a device, filling in the neighbour's address", (Param("ifindex", Arg.ANYTHING), Param("params", Arg.MEM_OR_NULL), Param("plen", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper(153, "per_cpu_ptr",                    "5.10", False, ANYWHERE, Ret.MEM_OR_BTF_OR_NULL,  "",         False, "A kernel per-CPU variable of a given CPU", (Param("percpu_ptr", Arg.PERCPU_BTF), Param("cpu", Arg.ANYTHING))),
    Helper(154, "this_cpu_ptr",                   "5.10", False, ANYWHERE, Ret.MEM_OR_BTF,          "",         False, "A kernel per-CPU variable of this CPU", (Param("percpu_ptr", Arg.PERCPU_BTF),)),
    Helper(155, "redirect_peer",                  "5.10", False, CLS,      Ret.INTEGER,             "",         False, "Hand the packet to the peer of a device in another namespace", (Param("ifindex", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(156, "task_storage_get",               "5.11", False, ANYWHERE, Ret.MAP_VALUE_OR_NULL,   "",         False, "Storage that belongs to a task", (Param("map", Arg.MAP), Param("task", Arg.TASK_OR_NULL), Param("value", Arg.MAP_VALUE_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(157, "task_storage_delete",            "5.11", False, ANYWHERE, Ret.INTEGER,             "",         False, "Delete the storage that belongs to a task", (Param("map", Arg.MAP), Param("task", Arg.TASK_OR_NULL))),
    Helper(158, "get_current_task_btf",           "5.11", True,  ANYWHERE, Ret.TASK,                "",         False, "The current task as a typed pointer", ()),
    Helper(159, "bprm_opts_set",                  "5.11", False, NOWHERE,  Ret.INTEGER,             "",         False, "Set options of the program being executed", (Param("bprm", Arg.BTF), Param("flags", Arg.ANYTHING))),
    Helper(160, "ktime_get_coarse_ns",            "5.11", False, NETWORK,  Ret.INTEGER,             "",         False, "Nanoseconds since boot, cheap and coarse", ()),
    Helper(161, "ima_inode_hash",                 "5.11", False, NOWHERE,  Ret.INTEGER,             "sleeps",   False, "Hash of a file as measured by IMA", (Param("inode", Arg.BTF), Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE))),
    Helper(162, "sock_from_file",                 "5.11", False, NOWHERE,  Ret.BTF_OR_NULL,         "",         False, "The socket behind a file", (Param("file", Arg.BTF),)),
    Helper(163, "check_mtu",                      "5.12", True,  XDP_CLS,  Ret.INTEGER,             "",         False, "Would the packet fit through a device?", (Param("ctx", Arg.CTX), Param("ifindex", Arg.ANYTHING), Param("mtu_len", Arg.U32_INOUT), Param("len_diff", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(164, "for_each_map_elem",              "5.13", False, ANYWHERE, Ret.INTEGER,             "callback", False, "Call a function for every element of a map", (Param("map", Arg.MAP), Param("callback_fn", Arg.FUNC), Param("callback_ctx", Arg.STACK_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(165, "snprintf",                       "5.13", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Format text into a buffer", (Param("str", Arg.MEM_WRITE_OR_NULL), Param("str_size", Arg.SIZE_OR_ZERO), Param("fmt", Arg.CONST_STR), Param("data", Arg.MEM_OR_NULL), Param("data_len", Arg.SIZE_OR_ZERO))),
    Helper(166, "sys_bpf",                        "5.14", False, NOWHERE,  Ret.INTEGER,             "sleeps",   False, "Make a bpf system call, from syscall programs", (Param("cmd", Arg.ANYTHING), Param("attr", Arg.MEM), Param("attr_size", Arg.SIZE))),
    Helper(167, "btf_find_by_name_kind",          "5.14", False, NOWHERE,  Ret.INTEGER,             "sleeps",   False, "Find a BTF type by name, from syscall programs", (Param("name", Arg.MEM), Param("name_sz", Arg.SIZE), Param("kind", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(168, "sys_close",                      "5.14", False, NOWHERE,  Ret.INTEGER,             "sleeps",   False, "Close a descriptor, from syscall programs", (Param("fd", Arg.ANYTHING),)),
    Helper(169, "timer_init",                     "5.15", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Prepare the timer inside a map value", (Param("timer", Arg.TIMER), Param("map", Arg.MAP), Param("flags", Arg.ANYTHING))),
    Helper(170, "timer_set_callback",             "5.15", True,  ANYWHERE, Ret.INTEGER,             "callback", False, "Choose the function a timer calls", (Param("timer", Arg.TIMER), Param("callback_fn", Arg.FUNC))),
    Helper(171, "timer_start",                    "5.15", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Start a timer", (Param("timer", Arg.TIMER), Param("nsecs", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(172, "timer_cancel",                   "5.15", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Stop a timer and wait for its callback", (Param("timer", Arg.TIMER),)),
    Helper(173, "get_func_ip",                    "5.15", True,  TRACING,  Ret.INTEGER,             "",         False, "Address of the probed function", (Param("ctx", Arg.CTX),)),
    Helper(174, "get_attach_cookie",              "5.15", False, TRACING,  Ret.INTEGER,             "",         False, "The number given when this program was attached", (Param("ctx", Arg.CTX),)),
    Helper(175, "task_pt_regs",                   "5.15", True,  ANYWHERE, Ret.PT_REGS,             "",         False, "The saved user registers of a task", (Param("task", Arg.TASK),)),
    Helper(176, "get_branch_snapshot",            "5.16", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Copy the CPU's last branch records", (Param("entries", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("flags", Arg.UNCHECKED))),
    Helper(177, "trace_vprintk",                  "5.16", True,  ANYWHERE, Ret.INTEGER,             "",         False, "Print a line to the trace pipe with any number of arguments", (Param("fmt", Arg.MEM), Param("fmt_size", Arg.SIZE), Param("data", Arg.MEM_OR_NULL), Param("data_len", Arg.SIZE_OR_ZERO))),
    Helper(178, "skc_to_unix_sock",               "5.16", False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct unix_sock", (Param("sk", Arg.SOCK_COMMON_BTF),)),
    Helper(179, "kallsyms_lookup_name",           "5.16", False, NOWHERE,  Ret.INTEGER,             "",         False, "Address of a kernel symbol, from syscall programs", (Param("name", Arg.MEM), Param("name_sz", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING), Param("res", Arg.LONG_OUT))),
    Helper(180, "find_vma",                       "5.17", False, ANYWHERE, Ret.INTEGER,             "callback", False, "Call a function with the memory mapping that holds an address", (Param("task", Arg.TASK), Param("addr", Arg.ANYTHING), Param("callback_fn", Arg.FUNC), Param("callback_ctx", Arg.STACK_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(181, "loop",                           "5.17", False, ANYWHERE, Ret.INTEGER,             "callback", False, "Call a function a number of times", (Param("nr_loops", Arg.ANYTHING), Param("callback_fn", Arg.FUNC), Param("callback_ctx", Arg.STACK_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(182, "strncmp",                        "5.17", False, ANYWHERE, Ret.INTEGER,             "",         False, "Compare a string with a constant one", (Param("s1", Arg.MEM), Param("s1_sz", Arg.SIZE), Param("s2", Arg.CONST_STR))),
    Helper(183, "get_func_arg",                   "5.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Argument of the traced function", (Param("ctx", Arg.CTX), Param("n", Arg.ANYTHING), Param("value", Arg.LONG_OUT))),
    Helper(184, "get_func_ret",                   "5.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Return value of the traced function", (Param("ctx", Arg.CTX), Param("value", Arg.LONG_OUT))),
    Helper(185, "get_func_arg_cnt",               "5.17", False, NOWHERE,  Ret.INTEGER,             "",         False, "Number of arguments of the traced function", (Param("ctx", Arg.CTX),)),
    Helper(186, "get_retval",                     "5.18", False, NOWHERE,  Ret.INTEGER,             "",         False, "Return value the system call will have", ()),
    Helper(187, "set_retval",                     "5.18", False, NOWHERE,  Ret.INTEGER,             "",         False, "Set the return value the system call will have", (Param("retval", Arg.ANYTHING),)),
    Helper(188, "xdp_get_buff_len",               "5.18", False, XDP,      Ret.INTEGER,             "",         False, "Length of the frame, fragments included", (Param("xdp_md", Arg.CTX),)),
    Helper(189, "xdp_load_bytes",                 "5.18", False, XDP,      Ret.INTEGER,             "",         False, "Copy bytes out of a frame, fragments included", (Param("xdp_md", Arg.CTX), Param("offset", Arg.ANYTHING), Param("buf", Arg.MEM_OUT), Param("len", Arg.SIZE))),
    Helper(190, "xdp_store_bytes",                "5.18", False, XDP,      Ret.INTEGER,             "",         False, "Write bytes into a frame, fragments included", (Param("xdp_md", Arg.CTX), Param("offset", Arg.ANYTHING), Param("buf", Arg.MEM), Param("len", Arg.SIZE))),
    Helper(191, "copy_from_user_task",            "5.18", True,  ANYWHERE, Ret.INTEGER,             "sleeps",   False, "Copy bytes from the memory of another process", (Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("user_ptr", Arg.ANYTHING), Param("tsk", Arg.TASK), Param("flags", Arg.ANYTHING))),
    Helper(192, "skb_set_tstamp",                 "5.18", False, CLS,      Ret.INTEGER,             "",         False, "Set the packet's delivery or receive time", (Param("skb", Arg.CTX), Param("tstamp", Arg.ANYTHING), Param("tstamp_type", Arg.ANYTHING))),
    Helper(193, "ima_file_hash",                  "5.18", False, NOWHERE,  Ret.INTEGER,             "sleeps",   False, "Hash of a file, computed if need be", (Param("file", Arg.BTF), Param("dst", Arg.MEM_OUT), Param("size", Arg.SIZE))),
    Helper(194, "kptr_xchg",                      "5.19", False, ANYWHERE, Ret.BTF_OR_NULL,         "release",  False, "Exchange the kernel pointer stored in a map value", (Param("dst", Arg.KPTR_DEST), Param("ptr", Arg.BTF_OR_NULL))),
    Helper(195, "map_lookup_percpu_elem",         "5.19", False, ANYWHERE, Ret.MAP_VALUE_OR_NULL,   "",         True,  "Find the value of a per-CPU map for a given CPU", (Param("map", Arg.MAP), Param("key", Arg.MAP_KEY), Param("cpu", Arg.ANYTHING))),
    Helper(196, "skc_to_mptcp_sock",              "5.19", False, NETWORK,  Ret.BTF_OR_NULL,         "",         False, "View a socket as struct mptcp_sock", (Param("sk", Arg.SOCK_COMMON),)),
    Helper(197, "dynptr_from_mem",                "5.19", False, ANYWHERE, Ret.INTEGER,             "",         False, "Make a dynamic pointer to memory", (Param("data", Arg.MEM_OUT), Param("size", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING), Param("ptr", Arg.DYNPTR_OUT))),
    Helper(198, "ringbuf_reserve_dynptr",         "5.19", False, ANYWHERE, Ret.INTEGER,             "acquire",  False, "Reserve a record whose size is known at run time only", (Param("ringbuf", Arg.MAP), Param("size", Arg.ANYTHING), Param("flags", Arg.ANYTHING), Param("ptr", Arg.DYNPTR_OUT))),
    Helper(199, "ringbuf_submit_dynptr",          "5.19", False, ANYWHERE, Ret.VOID,                "release",  False, "Hand a reserved dynamic record to the reader", (Param("ptr", Arg.DYNPTR_RELEASE), Param("flags", Arg.ANYTHING))),
    Helper(200, "ringbuf_discard_dynptr",         "5.19", False, ANYWHERE, Ret.VOID,                "release",  False, "Give a reserved dynamic record back unread", (Param("ptr", Arg.DYNPTR_RELEASE), Param("flags", Arg.ANYTHING))),
    Helper(201, "dynptr_read",                    "5.19", False, ANYWHERE, Ret.INTEGER,             "",         False, "Copy bytes out of a dynamic pointer", (Param("dst", Arg.MEM_OUT), Param("len", Arg.SIZE_OR_ZERO), Param("src", Arg.DYNPTR), Param("offset", Arg.ANYTHING), Param("flags", Arg.ANYTHING))),
    Helper(202, "dynptr_write",                   "5.19", False, ANYWHERE, Ret.INTEGER,             "",         False, "Copy bytes into a dynamic pointer", (Param("dst", Arg.DYNPTR), Param("offset", Arg.ANYTHING), Param("src", Arg.MEM), Param("len", Arg.SIZE_OR_ZERO), Param("flags", Arg.ANYTHING))),
    Helper(203, "dynptr_data",                    "5.19", False, ANYWHERE, Ret.DYNPTR_MEM_OR_NULL,  "",         False, "Address of a part of a dynamic pointer", (Param("ptr", Arg.DYNPTR), Param("offset", Arg.ANYTHING), Param("len", Arg.ALLOC_SIZE))),
    Helper(204, "tcp_raw_gen_syncookie_ipv4",     "6.0",  True,  XDP_CLS,  Ret.INTEGER,             "",         True,  "Make a SYN cookie from raw IPv4 headers", (Param("iph", Arg.MEM_FIXED, 20), Param("th", Arg.MEM), Param("th_len", Arg.SIZE_OR_ZERO))),
    Helper(205, "tcp_raw_gen_syncookie_ipv6",     "6.0",  True,  XDP_CLS,  Ret.INTEGER,             "",         True,  "Make a SYN cookie from raw IPv6 headers", (Param("iph", Arg.MEM_FIXED, 40), Param("th", Arg.MEM), Param("th_len", Arg.SIZE_OR_ZERO))),
    Helper(206, "tcp_raw_check_syncookie_ipv4",   "6.0",  True,  XDP_CLS,  Ret.INTEGER,             "",         True,  "Check a SYN cookie in raw IPv4 headers", (Param("iph", Arg.MEM_FIXED, 20), Param("th", Arg.MEM_FIXED, 20))),
    Helper(207, "tcp_raw_check_syncookie_ipv6",   "6.0",  True,  XDP_CLS,  Ret.INTEGER,             "",         True,  "Check a SYN cookie in raw IPv6 headers", (Param("iph", Arg.MEM_FIXED, 40), Param("th", Arg.MEM_FIXED, 20))),
    Helper(208, "ktime_get_tai_ns",               "6.1",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Nanoseconds of international atomic time", ()),
    Helper(209, "user_ringbuf_drain",             "6.1",  False, ANYWHERE, Ret.INTEGER,             "callback", False, "Call a function for every record a process wrote", (Param("map", Arg.MAP), Param("callback_fn", Arg.FUNC), Param("ctx", Arg.STACK_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(210, "cgrp_storage_get",               "6.2",  False, ANYWHERE, Ret.MAP_VALUE_OR_NULL,   "",         False, "Storage that belongs to a cgroup", (Param("map", Arg.MAP), Param("cgroup", Arg.CGROUP_OR_NULL), Param("value", Arg.MAP_VALUE_OR_NULL), Param("flags", Arg.ANYTHING))),
    Helper(211, "cgrp_storage_delete",            "6.2",  False, ANYWHERE, Ret.INTEGER,             "",         False, "Delete the storage that belongs to a cgroup", (Param("map", Arg.MAP), Param("cgroup", Arg.CGROUP_OR_NULL))),
)  # fmt: skip

HELPER_BY_ID: Final = {helper.id: helper for helper in HELPERS}
HELPER_BY_NAME: Final = {helper.name: helper for helper in HELPERS}

GPL_COMPATIBLE: Final = frozenset(
    {"GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL"}
)
"""Licence texts with which a program may call the `gpl` helpers, letter for letter."""

GPL_EXCEPTIONS: Final = frozenset({("get_stackid", "perf_event")})
"""Helper and program type where a `gpl` row binds nobody: 6.18 has another function behind that name there."""

PERFMON_ONLY: Final = frozenset({
    "trace_printk", "trace_vprintk", "get_current_comm", "get_current_task", "get_current_task_btf", "get_task_stack",
    "task_pt_regs", "perf_event_read", "perf_event_read_value", "send_signal", "send_signal_thread", "probe_read_user",
    "probe_read_user_str", "probe_read_kernel", "probe_read_kernel_str", "copy_from_user", "copy_from_user_task",
    "snprintf", "snprintf_btf", "get_branch_snapshot", "find_vma", "skc_to_tcp6_sock", "skc_to_tcp_sock",
    "skc_to_tcp_timewait_sock", "skc_to_tcp_request_sock", "skc_to_udp6_sock", "skc_to_unix_sock", "skc_to_mptcp_sock",
})  # fmt: skip
"""Helpers that the network types may call only when their loader has CAP_PERFMON."""

WITHOUT_ARGUMENTS: Final = frozenset(("get_cgroup_classid", kind) for kind in ANYWHERE - CLS)
"""Helper and program type where the arguments are not looked at: it asks about the current task there."""

_MEMORY: Final = ("fp", "pkt", "pkt_meta", "map_key", "map_value", "mem", "ringbuf_mem", "buf", "trusted_ptr_")
_SOCKETS: Final = ("sock_common", "sock", "tcp_sock", "xdp_sock")
_TYPED: Final = ("ptr_", "trusted_ptr_", "rcu_ptr_")

ACCEPTS: Final[dict[Arg, tuple[str, ...]]] = {
    Arg.MAP: ("map_ptr",),
    Arg.MAP_KEY: _MEMORY,
    Arg.MAP_VALUE: _MEMORY,
    Arg.MAP_VALUE_OR_NULL: _MEMORY,
    Arg.MAP_VALUE_OUT: _MEMORY,
    Arg.MEM: _MEMORY,
    Arg.MEM_OR_NULL: _MEMORY,
    Arg.MEM_WRITE: _MEMORY,
    Arg.MEM_WRITE_OR_NULL: _MEMORY,
    Arg.MEM_OUT: _MEMORY,
    Arg.MEM_OUT_OR_NULL: _MEMORY,
    Arg.MEM_FIXED: _MEMORY,
    Arg.LONG_OUT: _MEMORY,
    Arg.U32_INOUT: _MEMORY,
    Arg.SIZE: ("scalar",),
    Arg.SIZE_OR_ZERO: ("scalar",),
    Arg.ALLOC_SIZE: ("scalar",),
    Arg.CTX: ("ctx",),
    Arg.CTX_OR_NULL: ("ctx",),
    Arg.RINGBUF_MEM: ("ringbuf_mem",),
    Arg.FUNC: ("func",),
    Arg.STACK_OR_NULL: ("fp",),
    Arg.CONST_STR: ("map_value",),
    Arg.SOCK_COMMON: _SOCKETS,
    Arg.SOCK_COMMON_BTF: (*_SOCKETS, "ptr_", "trusted_ptr_"),
    Arg.TASK: _TYPED,
    Arg.TASK_OR_NULL: _TYPED,
    Arg.CGROUP_OR_NULL: _TYPED,
    Arg.BTF: _TYPED,
    Arg.BTF_OR_NULL: _TYPED,
    Arg.PERCPU_BTF: ("percpu_ptr_", "percpu_rcu_ptr_", "percpu_trusted_ptr_"),
    Arg.SPIN_LOCK: ("map_value", "ptr_"),
    Arg.TIMER: ("map_value",),
    Arg.KPTR_DEST: ("map_value", "ptr_"),
    Arg.DYNPTR: ("fp", "dynptr_ptr"),
    Arg.DYNPTR_OUT: ("fp", "dynptr_ptr"),
    Arg.DYNPTR_RELEASE: ("fp", "dynptr_ptr"),
}
"""Kinds of value, in the log's words and order, that an argument may be. `ANYTHING` and `UNCHECKED` take them all."""

NULLABLE: Final = frozenset(kind for kind in Arg if kind.value.endswith("-or-null"))
"""Arguments for which the constant 0 will do."""
