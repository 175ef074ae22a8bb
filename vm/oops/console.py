"""The consequence as the kernel's console shows it, drawn from the state of the run.

Every line is a line of the console, time stamp included. The wording is that of Linux 6.18 on x86-64; numbers that a
run does not have (control registers, page tables, how far into a kernel function a call is) are those of some machine.
"""

from collections.abc import Callable, Sequence
from typing import Final

from vm.facts.baseline import KERNEL
from vm.facts.table import complete
from vm.oops import kasan, x86
from vm.oops.causes import CONSEQUENCES, KERNEL_START, KERNEL_TEXT, KERNEL_TEXT_END, PAGE, USER_END, Consequence
from vm.oops.scene import BEFORE, MODULE, Scene, opcodes
from vm.oops.traces import call_trace

BANNER: Final = "(simulated: no kernel was harmed)"
STUCK: Final = 26  # seconds
FATAL: Final = "Fatal exception in interrupt"
LINKED: Final = f"Modules linked in: {MODULE}(OE)"

_PRESENT, _WRITE, _FETCH = 1, 2, 16  # bits of a page fault's error code
_CANARY: Final = 0x8E2D_51C3_B0F4_6A00
_OPS: Final = 0x60  # where in a map's operations the address of its lookup stands
_FAULTED, _RUNNING = 0x10246, 0x206  # EFLAGS
_TABLES: Final = (("PGD", 0x1_0A3E_067), ("P4D", 0x1_0A3E_067), ("PUD", 0x1_0A3F_067), ("PMD", 0x1_0A42_067))
U64: Final = (1 << 64) - 1


def draw(scene: Scene, consequence: Consequence) -> tuple[str, ...]:
    """The console's lines."""
    late = STUCK * 10**9 if consequence.name == "soft-lockup" else 0
    seconds, rest = divmod(scene.time_ns + late, 10**9)
    stamp = f"[{seconds:5}.{rest // 1000:06}] "
    return tuple((stamp + line).rstrip() for line in _DRAW[consequence.name](scene))


# One function a consequence.


def _access(scene: Scene) -> list[str]:
    """A load or store at an address where the page tables, or the processor, say no."""
    return _page_fault(scene, scene.address or 0, write=scene.write, present=_is_present(scene))


def _is_present(scene: Scene) -> bool:
    """Whether a page is there and only the right to it is missing."""
    address = scene.address or 0
    return scene.mapped or KERNEL_TEXT <= address < KERNEL_TEXT_END


def _page_fault(scene: Scene, address: int, *, write: bool, present: bool) -> list[str]:
    code = _WRITE * write | _PRESENT * present
    return [
        _heading(address),
        f"#PF: supervisor {'write' if write else 'read'} access in kernel mode",
        *_reason(address, code),
        *_die(scene, f"Oops: {code:04x}", cr2=address),
    ]


def _heading(address: int) -> str:
    if address < PAGE:
        return f"BUG: kernel NULL pointer dereference, address: {address:016x}"
    return f"BUG: unable to handle page fault for address: {address:016x}"


def _reason(address: int, code: int) -> tuple[str, str]:
    """Error code in words, and how far the walk through the page tables came."""
    if code & _PRESENT:
        entry = 0x8000_0001_19B7_3067 if address < KERNEL_START else 0x1_02E1_0161
        tables = " ".join(f"{name} {value:x}" for name, value in (*_TABLES, ("PTE", entry)))
    elif PAGE <= address < USER_END:
        tables = " ".join(f"{name} {value:x}" for name, value in _TABLES) + " PTE 0"
    else:
        tables = "PGD 0 P4D 0"
    return (
        f"#PF: error_code({code:#06x}) - {'permissions violation' if code & _PRESENT else 'not-present page'}",
        tables,
    )


def _protection(scene: Scene) -> list[str]:
    return _general_protection(scene, scene.address or 0)


def _general_protection(scene: Scene, address: int, where: Sequence[str] = ()) -> list[str]:
    title = f"general protection fault, probably for non-canonical address {address:#x}: 0000"
    return _die(scene, title, where=where)


def _confused(scene: Scene) -> list[str]:
    """The helper reads the address of the operations out of what is no map, and follows it."""
    first = _CANARY if scene.pointer is None else scene.pointer
    address = first + _OPS & U64
    if USER_END <= address < KERNEL_START:
        return _general_protection(scene, address)
    return _page_fault(scene, address, write=False, present=False)


def _bad_code(scene: Scene) -> list[str]:
    return _die(scene, "invalid opcode: 0000")


def _ran_away(scene: Scene) -> list[str]:
    place, code = scene.beyond()
    return _die(scene, "int3: 0000", where=(f"RIP: 0010:{place}", f"Code: {code}"), flags=_RUNNING)


def _out_of_bounds(scene: Scene) -> list[str]:
    return kasan.report(scene, _who(scene), stack=False)


def _stack_overrun(scene: Scene) -> list[str]:
    return kasan.report(scene, _who(scene), stack=True)


def _stack_smashed(scene: Scene) -> list[str]:
    message = f"stack-protector: Kernel stack is corrupted in: {scene.end()}"
    inner = (
        "dump_stack_lvl+0x5d/0x80",
        "vpanic+0x116/0x2e0",
        "panic+0x61/0x61",
        "__stack_chk_fail+0x14/0x20",
        scene.end(),
    )
    return [
        f"Kernel panic - not syncing: {message}",
        *_who(scene),
        *call_trace(scene, *inner),
        *_halted(message),
    ]


def _wild_return(scene: Scene) -> list[str]:
    """The processor fetches its next instruction from the address that was stored."""
    target = scene.value or 0
    if USER_END <= target < KERNEL_START:
        place, bytes_there = scene.ret()  # ret itself faults: RIP is still in the function
        return _general_protection(scene, target, (f"RIP: 0010:{place}", f"Code: {bytes_there}"))
    present = target >= KERNEL_START and target >> 32 == (scene.registers[10] >> 32)
    code = _FETCH | _PRESENT * present
    where = f"RIP: 0010:{target:#x}", f"Code: Unable to access opcode bytes at {target - BEFORE & U64:#x}."
    return [
        *([f"kernel tried to execute NX-protected page - exploit attempt? (uid: {scene.uid})"] if present else []),
        _heading(target),
        "#PF: supervisor instruction fetch in kernel mode",
        *_reason(target, code),
        *_die(scene, f"Oops: {code:04x}", where=where, cr2=target),
    ]


def _stack_overflow(scene: Scene) -> list[str]:
    stack = 0xFFFF_C900_0000_0000 | (scene.pid + 1) << 16
    which = "IRQ" if scene.in_interrupt else "TASK"
    deepest = [scene.place(scene.pc, after=True)] * 3
    trace = call_trace(scene, *deepest)
    return [
        f"BUG: {which} stack guard page was hit at {stack - 8:016x} (stack is {stack:016x}..{stack + 0x4000:016x})",
        *_die(scene, "stack guard page: 0000", cr2=stack - 8, stack=stack, trace=trace),
    ]


def _soft_lockup(scene: Scene) -> list[str]:
    return [
        f"watchdog: BUG: soft lockup - CPU#{scene.cpu} stuck for {STUCK}s! [{scene.comm}:{scene.pid}]",
        LINKED,
        *_who(scene),
        *_where(scene),
        *_registers(scene, flags=_RUNNING),
        *_segments(scene, 0),
        *call_trace(scene),
    ]


def _asleep(scene: Scene) -> list[str]:
    return [
        "BUG: sleeping function called from invalid context at include/linux/uaccess.h:170",
        f"in_atomic(): 1, irqs_disabled(): 0, non_block: 0, pid: {scene.pid}, name: {scene.comm}",
        "preempt_count: 1, expected: 0",
        "RCU nest depth: 1, expected: 0",
        *_who(scene),
        *call_trace(
            scene,
            "dump_stack_lvl+0x5d/0x80",
            "__might_resched+0x16f/0x200",
            scene.helper_place,
            scene.place(scene.pc, after=True),
        ),
    ]


def _not_linked(scene: Scene) -> list[str]:
    return [f"{MODULE}: Unknown symbol {scene.helper or scene.message} (err -2)"]


def _refcount(scene: Scene) -> list[str]:
    return [
        "------------[ cut here ]------------",
        "refcount_t: underflow; use-after-free.",
        f"WARNING: CPU: {scene.cpu} PID: {scene.pid} at lib/refcount.c:28 refcount_warn_saturate+0xbe/0x110",
        LINKED,
        *_who(scene),
        *call_trace(scene, scene.helper_place, scene.place(scene.pc, after=True)),
        "---[ end trace 0000000000000000 ]---",
    ]


def _quiet(_: Scene) -> list[str]:
    return []


_DRAW: Final[dict[str, Callable[[Scene], list[str]]]] = {
    "null-pointer": _access,
    "page-fault": _access,
    "user-access": _access,
    "general-protection": _protection,
    "out-of-bounds": _out_of_bounds,
    "stale-bytes": _quiet,
    "packet-overrun": _quiet,
    "read-only": _access,
    "promise-broken": _quiet,
    "stack-smashed": _stack_smashed,
    "wild-return": _wild_return,
    "stack-overrun": _stack_overrun,
    "stack-overflow": _stack_overflow,
    "type-confusion": _confused,
    "kernel-object": _quiet,
    "kernel-overwritten": _quiet,
    "soft-lockup": _soft_lockup,
    "bad-code": _bad_code,
    "ran-away": _ran_away,
    "not-linked": _not_linked,
    "use-after-release": _quiet,
    "leak": _quiet,
    "refcount": _refcount,
    "sleeping": _asleep,
    "harmless": _quiet,
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


def _die(
    scene: Scene, title: str, *, where: Sequence[str] = (), cr2: int | None = None,
    stack: int = 0, flags: int = _FAULTED, trace: Sequence[str] = (),
) -> list[str]:  # fmt: skip
    """An oops from its title on. After the trace the kernel repeats where it was: the beginning may have scrolled away.

    cr2     the address of a page fault
    stack   the lowest address of a stack that ran out
    """
    state = [*(where or _where(scene)), *_registers(scene, stack, flags=flags), *_segments(scene, cr2 or 0)]
    called = (scene.place(scene.pc, after=True),) if scene.helper else ()
    return [
        f"Oops: {title} [#1] SMP PTI",
        *_who(scene),
        *state,
        *(trace or call_trace(scene, *called)),
        LINKED,
        *([] if cr2 is None or stack else [f"CR2: {cr2:016x}"]),
        "---[ end trace 0000000000000000 ]---",
        *state,
        *_aftermath(scene, fatal=bool(stack)),
    ]


def _where(scene: Scene) -> list[str]:
    return _in_helper(scene) if scene.helper else [f"RIP: 0010:{scene.place(scene.pc)}", f"Code: {scene.code()}"]


def _in_helper(scene: Scene) -> list[str]:
    """A helper touches what its caller handed to it."""
    address = scene.address or 0
    at, code = len(x86.CALLED), x86.CALLED
    if scene.kind == "bad-pointer":  # first the operations' address, then the function's
        load = x86.access(address, x86.REGISTERS[1], address, write=False)
        at, code = at + len(load), code + load + x86.access(_OPS, 0, 0, write=False)
    else:
        base, value = scene.handed
        code += x86.access(address, None if base is None else x86.REGISTERS[base], value, write=scene.write)
    return [f"RIP: 0010:{scene.helper_place}", f"Code: {opcodes(code + bytes.fromhex('5dc3cc'), at)}"]


def _registers(scene: Scene, stack: int = 0, *, flags: int = _FAULTED) -> list[str]:
    values = dict.fromkeys(x86.NAMES, 0)
    values.update({x86.NAMES[number]: scene.registers[n] for n, number in enumerate(x86.REGISTERS)})
    values["RSP"] = scene.registers[10] - x86.FRAME & U64
    if scene.helper:
        values["RSP"] = values["RBP"] = values["RSP"] - 16 & U64
        values["RAX"] = (
            (_CANARY if scene.pointer is None else scene.pointer) if scene.kind == "bad-pointer" else values["RAX"]
        )
    if stack:
        values["RSP"], values["RBP"] = stack, stack + x86.FRAME
    rows = (
        ("RAX", "RBX", "RCX"),
        ("RDX", "RSI", "RDI"),
        ("RBP", "R08", "R09"),
        ("R10", "R11", "R12"),
        ("R13", "R14", "R15"),
    )
    return [
        f"RSP: 0018:{values['RSP']:016x} EFLAGS: {flags:08x}",
        *(" ".join(f"{name}: {values[name]:016x}" for name in row) for row in rows),
    ]


def _segments(scene: Scene, cr2: int) -> list[str]:
    thread = 0x0000_7F00_0000_0740 | scene.pid << 12 if scene.pid else 0
    return [
        f"FS:  {thread:016x}(0000) GS:ffff8880{0x7DC0_0000 + (scene.cpu << 20):08x}(0000) knlGS:0000000000000000",
        "CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033",
        f"CR2: {cr2:016x} CR3: 000000010a3e0004 CR4: 0000000000772ef0",
    ]


def _aftermath(scene: Scene, *, fatal: bool) -> list[str]:
    """What becomes of the task, or of the machine."""
    if fatal or scene.in_interrupt:
        return [f"Kernel panic - not syncing: {FATAL}", *_halted(FATAL)]
    if scene.pid == 0:
        message = "Attempted to kill the idle task!"
        return [f"Kernel panic - not syncing: {message}", *_halted(message)]
    state = "irqs disabled" if scene.program.section.endswith("sched_switch") else "preempt_count 1"
    return [f"note: {scene.comm}[{scene.pid}] exited with {state}"]


def _halted(message: str) -> list[str]:
    return ["Kernel Offset: disabled", f"---[ end Kernel panic - not syncing: {message} ]---"]
