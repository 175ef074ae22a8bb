"""What goes wrong in a kernel: from the fault of a run, or the verifier's complaint, to the consequence in words."""

from dataclasses import dataclass
from typing import Final

from vm.facts.rejections import REJECTIONS
from vm.facts.table import complete
from vm.runtime.faults import KINDS, Fault
from vm.runtime.memory import ARENA, ARENA_SIZE, SCRATCH, STACK_SIZE, STACK_STRIDE, STACKS

PAGE: Final = 4096
USER_END: Final = 0x0000_8000_0000_0000
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
        "Addresses of x86-64 have their upper bits all equal. This one has not, and the processor raises a general protection fault before it looks for a page."),
    Consequence("out-of-bounds", "Memory of somebody else is touched",
        "Without a sanitizer nothing happens at all, and that is the worst case: bytes of another object are read or overwritten, and the crash comes later, elsewhere. What you see is what a kernel built with KASAN would say."),
    Consequence("read-only", "Memory that may only be read is written",
        "The page is write-protected. The processor faults, the kernel prints an oops and kills the current task."),
    Consequence("stack-smashed", "The kernel's stack is overwritten",
        "Above the frame lie the saved registers and the return address of the caller. The stack protector notices at the return, and because nothing can be trusted any more, the kernel panics."),
    Consequence("stack-overrun", "The program leaves its stack frame at the lower end",
        "Below the frame lies what the next function call, or the next interrupt, puts there. It is overwritten sooner or later; a kernel built with KASAN says so at once."),
    Consequence("stack-overflow", "The kernel's stack runs out",
        "A kernel stack has 16 KiB and a page behind it that faults. There is no stack left to handle the fault on: the kernel dies in the double fault handler."),
    Consequence("soft-lockup", "A CPU never comes back",
        "The program does not end. Nothing else runs on this CPU; after 26 seconds the watchdog reports it, and goes on reporting. Work that waits for this CPU waits for ever, and soon all CPUs wait."),
    Consequence("bad-code", "The processor meets bytes that are no instruction",
        "Control went where there is no code. With luck the processor raises an invalid opcode fault; without it, it runs whatever it finds."),
    Consequence("use-after-release", "A record is used after it was given back",
        "User space may be reading it at this moment, or another CPU may be writing its own record there. Nobody faults. The reader sees a record that never was."),
    Consequence("leak", "A record is reserved and never given back",
        "Records are read in the order of their reservation, so the reader waits before this one for ever. Nothing that comes behind it is ever delivered; when the ring is full, every later event is lost."),
    Consequence("silent", "Nothing happened this time",
        "No event of this scenario brought the mistake out. That proves nothing: the next packet may. The verifier looks at all of them."),
)  # fmt: skip

CONSEQUENCE_BY_NAME: Final = {row.name: row for row in CONSEQUENCES}

_BY_FAULT: Final = {
    "out-of-bounds": "page-fault",
    "read-only": "read-only",
    "write-only": "page-fault",
    "unaligned": "silent",
    "bad-pointer": "page-fault",
    "bad-opcode": "bad-code",
    "bad-register": "bad-code",
    "bad-jump": "bad-code",
    "bad-helper": "bad-code",
    "helper-unavailable": "silent",
    "bad-map": "page-fault",
    "call-depth": "stack-overflow",
    "out-of-memory": "silent",
    "out-of-fuel": "soft-lockup",
}
complete(KINDS, _BY_FAULT)

_WHY: Final = {row.code: row.why for row in REJECTIONS}


def consequence(fault: Fault | None, mistake: str = "", *, near: str = "") -> Consequence:
    """What follows from a fault, else from a mistake of `vm.oops.shadow`, else nothing.

    near   name of the memory whose border was passed, "" where the address belongs to nothing
    """
    if fault is None:
        return CONSEQUENCE_BY_NAME[mistake or "silent"]
    name = _BY_FAULT[fault.kind]
    if name == "page-fault" and fault.address is not None:
        name = _by_address(fault.address, near)
    return CONSEQUENCE_BY_NAME[name]


def _by_address(address: int, near: str) -> str:
    if address < PAGE or address >= (1 << 64) - PAGE:
        return "null-pointer"
    if address < USER_END:
        return "user-access"
    if address < KERNEL_START:
        return "general-protection"
    if ARENA + STACKS <= address < ARENA + SCRATCH:
        return "stack-smashed" if _above_a_frame(address) else "stack-overrun"
    return "out-of-bounds" if near and ARENA <= address < ARENA + ARENA_SIZE else "page-fault"


def _above_a_frame(address: int) -> bool:
    """Frames end in the middle of their stride: what lies in the lower half is below the frame's 512 bytes."""
    return (address - ARENA - STACKS) % STACK_STRIDE >= STACK_STRIDE // 2


def why(code: str) -> str:
    """Why the kernel refuses such a program; "" for a code without a row."""
    return _WHY.get(code, "")


assert STACK_SIZE < STACK_STRIDE // 2
