"""What goes wrong in a kernel: from the fault of a run, or the verifier's complaint, to the consequence in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vm.facts.rejections import REJECTIONS
from vm.facts.table import complete
from vm.oops import x86
from vm.oops.scene import Scene
from vm.runtime.faults import KINDS
from vm.runtime.memory import ARENA, ARENA_SIZE, HANDLES, SCRATCH, STACK_SIZE, STACK_STRIDE, STACKS

PAGE: Final = 4096
USER_END: Final = 0x0000_8000_0000_0000
KERNEL_TEXT, KERNEL_TEXT_END = 0xFFFF_FFFF_8000_0000, 0xFFFF_FFFF_FF00_0000
KERNEL_START: Final = 0xFFFF_8000_0000_0000


@dataclass(frozen=True, slots=True)
class Consequence:
    """One way for a kernel to take it.

    name      stable: the `kind` of the event
    title     in a few words
    summary   what happens to the machine, for somebody who has never seen it
    """

    name: str
    title: str
    summary: str


CONSEQUENCES: Final = (
    Consequence("null-pointer", "The kernel follows a NULL pointer",
        "Nothing is mapped at address 0. The processor faults, the kernel prints an oops and kills whoever happened to run: a process that had nothing to do with it. Locks it held stay locked."),
    Consequence("page-fault", "The kernel touches an address where nothing is",
        "The processor faults on an address without memory. The kernel prints an oops and kills the current task; in an interrupt the whole machine stops."),
    Consequence("user-access", "The kernel follows a pointer into user memory",
        "Supervisor mode access prevention faults: the kernel may touch user memory only in functions made for it. Without that protection, whoever chose the address chose what the kernel reads."),
    Consequence("general-protection", "The address is none",
        "Addresses of x86-64 have their upper 17 bits all equal. This one has not, and the processor raises a general protection fault before it looks for a page."),
    Consequence("out-of-bounds", "Memory of somebody else is touched",
        "Without a sanitizer nothing happens at all, and that is the worst case: bytes of another object are read or overwritten, and the crash comes later, elsewhere. What you see is what a kernel built with KASAN would say."),
    Consequence("stale-bytes", "Bytes are read that nobody sent",
        "Behind the frame its page goes on, with what earlier frames left there. Nothing faults, and not even a sanitizer notices, for the page belongs to the driver. The program decides about bytes of a stranger's packet; send them on, and they have leaked."),
    Consequence("packet-overrun", "Something behind the packet is overwritten",
        "Behind the frame its page goes on, and in its last bytes lies what the kernel knows about the packet: where its fragments are, and which function frees it. Nothing faults here. The kernel follows those pointers later; attackers have written exactly there."),
    Consequence("read-only", "Memory that may only be read is written",
        "The page is write-protected. The processor faults, the kernel prints an oops and kills the current task."),
    Consequence("promise-broken", "What others rely on is overwritten",
        "The processor lets the store pass: it was the verifier that kept this memory constant. Whoever trusted it works with other numbers from now on, and nothing says so."),
    Consequence("stack-smashed", "The kernel's stack is overwritten",
        "Right above the frame lies a canary, then the caller's registers and the return address. At the return the canary is not the one that was put there, and because nothing on this stack can be trusted any more, the kernel panics."),
    Consequence("wild-return", "The kernel returns to where the program says",
        "The store jumped over the canary and hit the return address itself. The next instruction is fetched from there. Here the processor faults; with an address chosen by somebody who knows the kernel, it would not."),
    Consequence("stack-overrun", "The program leaves its stack frame",
        "Around the frame lie frames of others: below it what the next call or interrupt puts there, above it the caller's. Read, it is garbage, or a kernel address that leaks; written, somebody else's variables change. Only a kernel built with KASAN says so at once."),
    Consequence("stack-overflow", "The kernel's stack runs out",
        "A kernel stack has 16 KiB and a page behind it that faults. There is no stack left to handle the fault on: the kernel dies in the double fault handler."),
    Consequence("type-confusion", "One thing is taken for another",
        "The helper believes that it was handed an object of the kernel, takes the first word of it for an address, and goes there. What it finds is up to whoever wrote that word last. With luck the address is none."),
    Consequence("kernel-object", "This time the pointer was good",
        "It leads to a living object of the kernel, and a module would have read it. Nobody promised that: when the object is freed, the same line faults, or reads what has taken its place. bpf_probe_read_kernel asks first."),
    Consequence("kernel-overwritten", "An object of the kernel is overwritten",
        "The address is good, and the object behind it is the kernel's own: a pointer to functions, a count, a lock. Nothing faults at this instruction. The crash comes when somebody uses the object, and then nobody remembers this program."),
    Consequence("soft-lockup", "A CPU never comes back",
        "The program does not end. Nothing else runs on this CPU; after 26 seconds the watchdog reports it, and goes on reporting. Work that waits for this CPU waits for ever, and soon all CPUs wait."),
    Consequence("bad-code", "The processor meets bytes that are no instruction",
        "There is no machine code for this. A compiler that does not check puts something there, and the processor raises an invalid opcode fault."),
    Consequence("ran-away", "Control leaves the function",
        "Between functions the kernel puts bytes that trap, so that a processor which runs past an end stops at once. A little further on, it would have run whatever function comes next."),
    Consequence("not-linked", "The module loader would not take it either",
        "What the program refers to is not there, or not for it. For modules the loader resolves names, and a missing one ends it: the last check that a module gets, and of names only."),
    Consequence("use-after-release", "A record is used after it was given back",
        "User space may be reading it at this moment, or another CPU may be writing its own record there. Nobody faults and nothing is printed. The reader sees a record that never was."),
    Consequence("leak", "A record is reserved and never given back",
        "Records are read in the order of their reservation, so the reader waits before this one for ever. Nothing that comes behind it is delivered; when the ring is full, every later event is lost. The kernel is content and says nothing: an endless wait that can be interrupted is no hung task."),
    Consequence("refcount", "A reference is given back that was never taken",
        "The count falls below the number of those who use the object. The kernel warns, if the count was already zero; else it frees the object under their hands, and whoever gets that memory next shares it with them."),
    Consequence("sleeping", "The kernel may fall asleep where it must not",
        "While this hook runs the task cannot be put aside. If the page is in memory nothing happens, and only a kernel built for debugging warns, as you see. If it is not, the scheduler is asked to run another task and cannot: the CPU hangs, with whatever locks it holds."),
    Consequence("harmless", "A kernel would have survived this one",
        "The rule guards something else than this machine's memory: that the proof stays possible, that the answer means something to the hook, that secrets stay secret. A module may do it."),
    Consequence("silent", "Nothing happened this time",
        "No event of this scenario brought the mistake out. That proves nothing: the next packet may. The verifier looks at all of them."),
)  # fmt: skip

CONSEQUENCE_BY_NAME: Final = {row.name: row for row in CONSEQUENCES}

HARMLESS: Final = frozenset(
    {
        "access.misaligned", "access.socket", "access.zero-size", "call.bad-target", "call.const-string", "call.function-never-entered",
        "call.gpl-only", "call.not-a-callback", "call.not-constant", "call.two-references", "context.narrow-store", "limit.too-many-insns", "limit.too-many-jumps",
        "load.flags", "load.permission", "load.refused", "load.size", "load.sleepable", "map.incompatible",
        "pointer.comparison", "pointer.leak", "pointer.mixed", "pointer.speculation", "return.range", "stack.combined-size",
        "stack.partial-fill", "stack.partial-spill", "structure.address-space", "structure.back-edge", "structure.division",
        "structure.function-info", "structure.shift", "structure.tail-call", "structure.too-many-functions", "structure.too-many-maps",
        "structure.unreachable", "verifier.contradiction", "verifier.lost-track", "verifier.not-modelled",
    }
)  # fmt: skip
"""Refusals that keep something else than the memory and the time of the machine."""

_UNLINKED: Final = frozenset({"call.gpl-only", "call.unknown-helper", "structure.bad-map"})
"""Refusals of which a module's loader knows the like."""


def _out_of_bounds(scene: Scene) -> str:
    address = scene.address
    if address is None:
        return "type-confusion"
    if address < PAGE:
        return "null-pointer"
    if address < USER_END:
        return "user-access"
    if address < KERNEL_START:
        return "general-protection"
    if ARENA + STACKS <= address < ARENA + SCRATCH:
        return _on_the_stack(scene, address)
    if scene.near is not None and ARENA <= address < ARENA + ARENA_SIZE:
        return _beside_a_packet(scene, address) if scene.near.name == "the packet" else "out-of-bounds"
    if KERNEL_TEXT <= address < KERNEL_TEXT_END:
        return "read-only" if scene.write else "kernel-object"
    if scene.mapped or HANDLES <= address < HANDLES + (1 << 32):
        return "kernel-overwritten" if scene.write else "kernel-object"
    return "page-fault"


def _on_the_stack(scene: Scene, address: int) -> str:
    """Frames end in the middle of their stride. A store there hits the canary, the return address, or something else."""
    above = (address - ARENA - STACKS) % STACK_STRIDE - STACK_STRIDE // 2
    if not scene.write or above + scene.size <= 0:
        return "stack-overrun"
    if above < 8:
        return "stack-smashed"
    return "wild-return" if above < x86.SAVED + 8 and above + scene.size > x86.SAVED else "stack-overrun"


def _beside_a_packet(scene: Scene, address: int) -> str:
    assert scene.near is not None
    if scene.near.start & -PAGE <= address < (scene.near.end + PAGE - 1 & -PAGE):
        return "packet-overrun" if scene.write else "stale-bytes"
    return "out-of-bounds"


def _bad_pointer(scene: Scene) -> str:
    if scene.helper == "bpf_sk_release":
        return "refcount"
    if scene.helper.startswith("bpf_ringbuf_"):
        return "leak"
    return _out_of_bounds(scene) if scene.address is not None and scene.address < KERNEL_START else "type-confusion"


def _register(scene: Scene) -> str:
    insn = scene.program.insns[scene.pc]
    return "bad-code" if max(insn.dst, insn.src) > 10 else "stack-smashed"


def _read_only(scene: Scene) -> str:
    return "promise-broken" if scene.near is not None else "read-only"


def _always(name: str) -> Callable[[Scene], str]:
    return lambda _: name


_BY_FAULT: Final[dict[str, Callable[[Scene], str]]] = {
    "out-of-bounds": _out_of_bounds,
    "read-only": _read_only,
    "write-only": _always("kernel-object"),
    "unaligned": _always("harmless"),
    "bad-pointer": _bad_pointer,
    "bad-opcode": _always("bad-code"),
    "bad-register": _register,
    "bad-jump": _always("ran-away"),
    "bad-helper": _always("not-linked"),
    "helper-unavailable": _always("silent"),
    "bad-map": _always("not-linked"),
    "call-depth": lambda scene: "stack-overflow" if scene.recursive else "harmless",
    "out-of-memory": _always("silent"),
    "out-of-fuel": _always("soft-lockup"),
}
complete(KINDS, _BY_FAULT)

_WHY: Final = {row.code: row.why for row in REJECTIONS}
assert _WHY.keys() >= HARMLESS | _UNLINKED, (HARMLESS | _UNLINKED) - _WHY.keys()


_ELSE: Final = {"call.sleeps": "sleeping"}


def consequence(scene: Scene) -> Consequence:
    """What follows from the fault that the scene shows."""
    return CONSEQUENCE_BY_NAME[_BY_FAULT[scene.kind](scene)]


def without_fault(code: str) -> Consequence:
    """What follows when a program refused for `code` did no harm in a whole run."""
    name = "not-linked" if code in _UNLINKED else "harmless" if code in HARMLESS else _ELSE.get(code, "silent")
    return CONSEQUENCE_BY_NAME[name]


def why(code: str) -> str:
    """Why the kernel refuses such a program; "" for a code without a row."""
    return _WHY.get(code, "")


assert STACK_SIZE < STACK_STRIDE // 2
