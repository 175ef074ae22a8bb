"""Who called the program: the lines of a call trace, innermost first.

Frames below the hook are those of the run where it has any, else those that such a hook is known to have.
"""

from bisect import bisect_right
from typing import Final

from vm.facts.functions import FUNCTION_BY_NAME
from vm.facts.syscalls import SYSCALL_BY_NAME
from vm.kernel.layout import FUNCTION_STRIDE, SYSTEM_CALL_WAY, function_address
from vm.oops.scene import Scene

_SYSTEM_CALL: Final = {
    "do_syscall_64": "do_syscall_64+0x82/0x2d0",
    "entry_SYSCALL_64_after_hwframe": "entry_SYSCALL_64_after_hwframe+0x76/0x7e",
}
assert _SYSTEM_CALL.keys() == {*SYSTEM_CALL_WAY}

_PACKET: Final = {
    "xdp": ("virtnet_receive_done+0x6b1/0xb30", "virtnet_poll+0x2f4/0x740"),
    "sched_cls": (
        "tc_run+0xb2/0x140",
        "__netif_receive_skb_core.constprop.0+0x3ce/0x1100",
        "__netif_receive_skb_list_core+0x109/0x2c0",
        "netif_receive_skb_list_internal+0x1d2/0x300",
        "napi_complete_done+0x74/0x1c0",
        "virtnet_poll+0x3a8/0x740",
    ),
    "socket_filter": (
        "packet_rcv+0xd5/0x540",
        "__netif_receive_skb_core.constprop.0+0x2e1/0x1100",
        "__netif_receive_skb_one_core+0x3a/0xa0",
        "process_backlog+0x8a/0x160",
    ),
}
_SOFTIRQ: Final = (
    "__napi_poll+0x2e/0x1e0",
    "net_rx_action+0x328/0x420",
    "handle_softirqs+0xe1/0x2f0",
    "__irq_exit_rcu+0xc0/0xe0",
    "common_interrupt+0x85/0xa0",
)
_TIMER: Final = (
    "__perf_event_overflow+0xe6/0x3c0",
    "perf_swevent_hrtimer+0xd6/0x150",
    "__hrtimer_run_queues+0x13d/0x2c0",
    "hrtimer_interrupt+0xfd/0x240",
    "__sysvec_apic_timer_interrupt+0x55/0x100",
    "sysvec_apic_timer_interrupt+0x6c/0x90",
)
_IDLE: Final = (
    "do_idle+0x1fb/0x230",
    "cpu_startup_entry+0x29/0x30",
)
_BOOT: Final = (
    "rest_init+0xcc/0xd0",
    "start_kernel+0x6c4/0x6d0",
    "x86_64_start_reservations+0x24/0x30",
    "x86_64_start_kernel+0xd6/0xe0",
    "common_startup_64+0x13e/0x141",
)
_SECONDARY: Final = ("start_secondary+0x119/0x140", "common_startup_64+0x13e/0x141")
_VIA: Final = {
    "kprobe": ("kprobe_ftrace_handler+0x14b/0x1e0", "0xffffffffc0a010dc"),
    "kretprobe": (
        "kretprobe_rethook_handler+0x4a/0x80",
        "rethook_trampoline_handler+0xc5/0x170",
        "arch_rethook_trampoline_callback+0x36/0x50",
        "arch_rethook_trampoline+0x2c/0x50",
    ),
    "uprobe": ("handler_chain+0x93/0x220", "uprobe_notify_resume+0x2b5/0x5a0"),
    "uretprobe": ("uprobe_handle_trampoline+0x19c/0x300", "uprobe_notify_resume+0x1d1/0x5a0"),
    "raw_tracepoint": (),
    "tracepoint": (),
}
_USER: Final = ("exit_to_user_mode_loop+0x9f/0x120", "irqentry_exit_to_user_mode+0x1a6/0x200", "asm_exc_int3+0x39/0x40")
_ADDRESSES: Final = sorted(
    (function_address(name), name)
    for name in (*FUNCTION_BY_NAME, *(f"__x64_sys_{n}" for n in SYSCALL_BY_NAME), *SYSTEM_CALL_WAY)
)


def call_trace(scene: Scene, *inner: str) -> list[str]:
    """From `Call Trace:` to its last bracket. `inner`: frames inside of the program's own."""
    kind = "IRQ" if scene.in_interrupt else "TASK"
    lines = ["Call Trace:", f" <{kind}>", *_indented(inner), *_indented(_callers(scene)), *_indented(_hook(scene))]
    lines.append(f" </{kind}>")
    if kind == "IRQ":
        entry = (
            "asm_sysvec_apic_timer_interrupt+0x1a/0x20"
            if scene.program.prog_type == "perf_event"
            else "asm_common_interrupt+0x26/0x40"
        )
        lines += [" <TASK>", *_indented((entry, *_interrupted(scene))), " </TASK>"]
    return lines


def _callers(scene: Scene) -> tuple[str, ...]:
    """The program's own frames below the one where it happened, innermost first."""
    return tuple(scene.place(pc, after=True) for pc in reversed(scene.callers))


def _hook(scene: Scene) -> tuple[str, ...]:
    prog_type = scene.program.prog_type
    if prog_type == "perf_event":
        return _TIMER
    if prog_type in _PACKET:
        return (*_PACKET[prog_type], *_SOFTIRQ)
    hook, _, target = scene.program.section.partition("/")
    via = _VIA.get(hook.removesuffix(".s").removesuffix(".multi"), _VIA["kprobe"] if prog_type == "kprobe" else ())
    if hook.startswith("u"):
        return (*via, *_USER)
    event = target.rpartition("/")[2]
    if prog_type in {"tracepoint", "raw_tracepoint"} and event:
        via = _traced(event)
    below = _idle(scene) if scene.pid == 0 else tuple(map(_symbol, scene.stack)) or tuple(_SYSTEM_CALL.values())
    if event == "sched_switch":
        return (
            *via,
            "__schedule+0x4a5/0x1540",
            "schedule_idle+0x23/0x40" if scene.pid == 0 else "schedule+0x27/0xd0",
            *below,
        )
    return (*via, *below)


def _traced(event: str) -> tuple[str, ...]:
    """A module's probe is called by the trace point's iterator; those of system calls share one for each direction."""
    for direction, function in (("sys_enter", "syscall_trace_enter"), ("sys_exit", "syscall_exit_work")):
        if event.startswith(direction):
            return f"__traceiter_{direction}+0x3e/0x60", f"{function}+0x10d/0x1c0"
    return (f"__traceiter_{event}+0x3e/0x60",)


def _interrupted(scene: Scene) -> tuple[str, ...]:
    return () if scene.pid else ("default_idle+0x9/0x20", "default_idle_call+0x30/0x100", *_idle(scene))


def _idle(scene: Scene) -> tuple[str, ...]:
    return (*_IDLE, *(_SECONDARY if scene.cpu else _BOOT))


def _symbol(address: int) -> str:
    """An address in kernel text as function, offset and size."""
    start, name = _ADDRESSES[max(bisect_right(_ADDRESSES, (address, "~")) - 1, 0)]
    if name in _SYSTEM_CALL:
        return _SYSTEM_CALL[name]
    return f"{name}+{address - start or 9:#x}/{FUNCTION_STRIDE:#x}"  # at the entry, ftrace's call is over at 9


def _indented(frames: tuple[str, ...]) -> list[str]:
    return [f" {frame}" for frame in frames]
