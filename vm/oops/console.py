"""The consequence as the kernel's console shows it, drawn from the state of the run.

Every line is a line of the console, time stamp included. The wording is that of Linux 6.18 on x86-64; numbers that a
run does not have (control registers, the page table's root) are those of some machine.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vm.facts.baseline import KERNEL
from vm.facts.functions import FUNCTION_BY_NAME
from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.facts.table import complete
from vm.insn import Instruction
from vm.kernel.layout import FUNCTION_STRIDE, SYSTEM_CALL_WAY, function_address
from vm.oops import x86
from vm.oops.causes import CONSEQUENCES, PAGE, Consequence

MODULE: Final = "unverified"
BANNER: Final = "(simulated: no kernel was harmed)"
SOFTIRQ: Final = frozenset({"xdp", "sched_cls", "socket_filter"})
BEFORE, AFTER = 42, 21  # bytes of code in front of the instruction, and from it on
STUCK: Final = 26  # seconds

_TASK_TRACE: Final = ("do_syscall_64+0x7e/0x1b0", "entry_SYSCALL_64_after_hwframe+0x76/0x7e")
_SOFTIRQ_TRACE: Final = (
    "__napi_poll+0x2d/0x1b0",
    "net_rx_action+0x2a5/0x360",
    "handle_softirqs+0xd8/0x300",
    "__irq_exit_rcu+0xa8/0xc0",
    "common_interrupt+0x85/0xa0",
)
_VIA: Final = {
    "kprobe": ("kprobe_ftrace_handler+0x14b/0x1c0",),
    "tracepoint": ("trace_event_raw_event_handler+0x9c/0x110",),
    "raw_tracepoint": ("__traceiter_handler+0x3a/0x60",),
    "perf_event": ("__perf_event_overflow+0xe6/0x1f0", "perf_swevent_hrtimer+0xd6/0x120"),
    "xdp": ("virtnet_receive+0x6b1/0xda0", "virtnet_poll+0x7e/0x4f0"),
    "sched_cls": ("tcf_classify+0xb2/0x4a0", "__netif_receive_skb_core.constprop.0+0x3ce/0x1100"),
    "socket_filter": ("sk_filter_trim_cap+0x9e/0x230", "packet_rcv+0x115/0x540"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything the drawing is made of.

    registers   r0 to r10 as the instruction found them
    pc          slot of that instruction
    address     touched; None where none was
    size        bytes; 0 where nothing was touched
    write       a store
    near        what lies beside the address
    stack       return addresses of the task at the hook, innermost first; () where nobody knows
    """

    program: str
    prog_type: str
    insns: Sequence[Instruction]
    registers: Sequence[int]
    pc: int
    time_ns: int
    cpu: int
    pid: int
    uid: int
    comm: str
    address: int | None = None
    size: int = 0
    write: bool = False
    near: str = ""
    message: str = ""
    stack: Sequence[int] = ()

    def draw(self, consequence: Consequence) -> tuple[str, ...]:
        """The console's lines."""
        late = STUCK * 10**9 if consequence.name == "soft-lockup" else 0
        seconds, rest = divmod(self.time_ns + late, 10**9)
        stamp = f"[{seconds:5}.{rest // 1000:06}] "
        return tuple((stamp + line).rstrip() for line in _DRAW[consequence.name](self))


# One function a consequence.


def _fault(scene: Scene, heading: str, error: int, reason: str, label: str) -> list[str]:
    what = "write" if scene.write else "read"
    return [
        heading,
        f"#PF: supervisor {what} access in kernel mode",
        f"#PF: error_code({error | scene.write << 1:#06x}) - {reason}",
        "PGD 0 P4D 0",
        f"Oops: {label}: {error | scene.write << 1:04x} [#1] SMP PTI",
        *_state(scene),
        *_ending(scene),
    ]


def _null(scene: Scene) -> list[str]:
    return _fault(
        scene,
        f"BUG: kernel NULL pointer dereference, address: {scene.address or 0:016x}",
        0,
        "not-present page",
        "Oops",
    )


def _page(scene: Scene) -> list[str]:
    return _fault(
        scene, f"BUG: unable to handle page fault for address: {scene.address or 0:016x}", 0, "not-present page", "Oops"
    )


def _user(scene: Scene) -> list[str]:
    return _fault(
        scene,
        f"BUG: unable to handle page fault for address: {scene.address or 0:016x}",
        1,
        "permissions violation",
        "Oops",
    )


def _read_only(scene: Scene) -> list[str]:
    return _fault(
        scene,
        f"BUG: unable to handle page fault for address: {scene.address or 0:016x}",
        1,
        "permissions violation",
        "Oops",
    )


def _protection(scene: Scene) -> list[str]:
    head = (
        f"Oops: general protection fault, probably for non-canonical address {scene.address or 0:#x}: 0000 [#1] SMP PTI"
    )
    return [head, *_state(scene), *_ending(scene)]


def _bad_code(scene: Scene) -> list[str]:
    return ["Oops: invalid opcode: 0000 [#1] SMP PTI", *_state(scene), *_ending(scene)]


def _kasan(scene: Scene, kind: str) -> list[str]:
    rule = "=" * 66
    what = f"{'Write' if scene.write else 'Read'} of size {scene.size or 1} at addr {scene.address or 0:016x} by task {scene.comm}/{scene.pid}"
    return [
        rule,
        f"BUG: KASAN: {kind} in {_place(scene)}",
        what,
        "",
        *_who(scene),
        *_trace(scene),
        "",
        f"The buggy address belongs to {scene.near or 'nothing'}: {scene.message}",
        rule,
        "Disabling lock debugging due to kernel taint",
    ]


def _out_of_bounds(scene: Scene) -> list[str]:
    return _kasan(scene, "slab-out-of-bounds")


def _stack_overrun(scene: Scene) -> list[str]:
    return _kasan(scene, "stack-out-of-bounds")


def _stack_smashed(scene: Scene) -> list[str]:
    place = _place(scene)
    return [
        f"Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: {place}",
        *_who(scene),
        *_trace(scene),
        "Kernel Offset: disabled",
        f"---[ end Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: {place} ]---",
    ]


def _stack_overflow(scene: Scene) -> list[str]:
    stack = 0xFFFF_C900_0000_0000 | scene.pid << 14
    return [
        f"BUG: TASK stack guard page was hit at {stack - 8:016x} (stack is {stack:016x}..{stack + 0x4000:016x})",
        "Oops: stack guard page: 0000 [#1] SMP PTI",
        *_state(scene),
        *_ending(scene),
    ]


def _soft_lockup(scene: Scene) -> list[str]:
    return [
        f"watchdog: BUG: soft lockup - CPU#{scene.cpu} stuck for {STUCK}s! [{scene.comm}:{scene.pid}]",
        f"Modules linked in: {MODULE}(OE)",
        *_state(scene),
    ]


def _leak(scene: Scene) -> list[str]:
    return [
        f"{MODULE}: {scene.program} left a record of its ring busy at {scene.address or 0:016x}",
        "INFO: task ringbuf-reader:811 blocked for more than 122 seconds.",
        f"      Tainted: G           OE       {KERNEL}.0 #1",
        '"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
        "task:ringbuf-reader  state:D stack:0     pid:811   tgid:811   ppid:1",
        "Call Trace:",
        " <TASK>",
        " __schedule+0x3f1/0xb20",
        " schedule+0x27/0xd0",
        f" ringbuf_wait_for_record+0x6c/0xa0 [{MODULE}]",
        *(f" {frame}" for frame in _TASK_TRACE),
        " </TASK>",
    ]


def _quiet(_: Scene) -> list[str]:
    return []


_DRAW: Final[dict[str, Callable[[Scene], list[str]]]] = {
    "null-pointer": _null,
    "page-fault": _page,
    "user-access": _user,
    "general-protection": _protection,
    "out-of-bounds": _out_of_bounds,
    "read-only": _read_only,
    "stack-smashed": _stack_smashed,
    "stack-overrun": _stack_overrun,
    "stack-overflow": _stack_overflow,
    "soft-lockup": _soft_lockup,
    "bad-code": _bad_code,
    "use-after-release": _quiet,
    "leak": _leak,
    "silent": _quiet,
}
complete(CONSEQUENCES, _DRAW)


# What several have in common.


def _who(scene: Scene) -> list[str]:
    return [
        f"CPU: {scene.cpu} UID: {scene.uid} PID: {scene.pid} Comm: {scene.comm} Tainted: G           OE       {KERNEL}.0 #1 PREEMPT(voluntary)",
        "Tainted: [O]=OOT_MODULE, [E]=UNSIGNED_MODULE",
        f"Hardware name: eBPF playground {BANNER}",
    ]


def _offsets(scene: Scene) -> tuple[bytes, int]:
    """The function's bytes, and where the instruction begins in them."""
    pieces = x86.lay_out(scene.insns)
    at = max(0, min(scene.pc, len(pieces)))
    return x86.PROLOGUE + b"".join(pieces), len(x86.PROLOGUE) + sum(map(len, pieces[:at]))


def _place(scene: Scene) -> str:
    code, at = _offsets(scene)
    return f"{scene.program}+{at:#x}/{len(code):#x} [{MODULE}]"


def _state(scene: Scene) -> list[str]:
    """From the line of the CPU to the call trace."""
    code, at = _offsets(scene)
    shown = code[max(0, at - BEFORE) : at + AFTER]
    mark = min(at, BEFORE)
    words = " ".join(f"<{byte:02x}>" if n == mark else f"{byte:02x}" for n, byte in enumerate(shown))
    cr2 = scene.address if scene.address is not None else 0
    return [
        *_who(scene),
        f"RIP: 0010:{_place(scene)}",
        f"Code: {words}",
        *_registers(scene),
        f"FS:  0000000000000000(0000) GS:ffff8880{0x7DC0_0000 + (scene.cpu << 20):08x}(0000) knlGS:0000000000000000",
        "CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033",
        f"CR2: {cr2:016x} CR3: 0000000102a3e004 CR4: 0000000000772ef0",
        *_trace(scene),
    ]


def _registers(scene: Scene) -> list[str]:
    values = dict.fromkeys(x86.NAMES, 0)
    values.update({x86.NAMES[number]: scene.registers[n] for n, number in enumerate(x86.REGISTERS)})
    values["RSP"] = (scene.registers[10] - 0x220) & (1 << 64) - 1
    rows = (
        ("RAX", "RBX", "RCX"),
        ("RDX", "RSI", "RDI"),
        ("RBP", "R08", "R09"),
        ("R10", "R11", "R12"),
        ("R13", "R14", "R15"),
    )
    return [
        f"RSP: 0018:{values['RSP']:016x} EFLAGS: 00010246",
        *(" ".join(f"{name}: {values[name]:016x}" for name in row) for row in rows),
    ]


def _trace(scene: Scene) -> list[str]:
    """Who called the program, as far as the kind of hook tells."""
    kind = "IRQ" if scene.prog_type in SOFTIRQ or scene.prog_type == "perf_event" else "TASK"
    below: tuple[str, ...] = _SOFTIRQ_TRACE if kind == "IRQ" and scene.prog_type != "perf_event" else ()
    if kind == "TASK":
        below = tuple(map(_symbol, scene.stack)) or _TASK_TRACE
    frames = (*_VIA.get(scene.prog_type, ()), *below)
    return ["Call Trace:", f" <{kind}>", *(f" {frame}" for frame in frames), f" </{kind}>"]


_ADDRESSES: Final = sorted(
    (function_address(name), name)
    for name in (*FUNCTION_BY_NAME, *(f"__x64_sys_{n}" for n in SYSCALL_BY_NAME), *SYSTEM_CALL_WAY)
)


def _symbol(address: int) -> str:
    """An address in kernel text as function, offset and size."""
    start, name = _ADDRESSES[max(bisect_right(_ADDRESSES, (address, "~")) - 1, 0)]
    return f"{name}+{address - start:#x}/{FUNCTION_STRIDE:#x}"


def _ending(scene: Scene) -> list[str]:
    lines = [f"Modules linked in: {MODULE}(OE)"]
    if scene.address is not None:
        lines.append(f"CR2: {scene.address:016x}")
    lines.append("---[ end trace 0000000000000000 ]---")
    if scene.prog_type in SOFTIRQ or scene.prog_type == "perf_event":
        lines.append("Kernel panic - not syncing: Fatal exception in interrupt")
    else:
        lines.append(f"note: {scene.comm}[{scene.pid}] exited with preempt_count 1")
    return lines


assert PAGE == 4096
