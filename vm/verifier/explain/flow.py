"""Refused courses: loops, limits, jumps, malformed instructions, loads that bpf(2) does not begin."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from vm.facts import isa
from vm.facts.program_types import KNOWN_FLAGS
from vm.verifier.explain.case import Case, Teller, Told
from vm.verifier.explain.origin import path
from vm.verifier.explain.words import describe, many
from vm.verifier.structure import jump_target

LOOKED_AT: Final = 2_000
"""Instructions of the last stretch that a loop is looked for in."""


def _round(case: Case) -> list[int]:
    """The instructions of the last round of a loop that came back to where the walk stands."""
    slots: list[int] = []
    if case.walk is not None:
        for pc, _ in islice(path(case.walk), LOOKED_AT):
            slots.append(pc)
            if pc == case.pc:
                break
    return slots or [case.pc]


def _conditions(case: Case, slots: list[int]) -> Iterator[int]:
    """Conditional jumps among these, in the order written."""
    for pc in sorted(set(slots)):
        insn = case.program.insns[pc]
        plain = insn.opcode in (isa.JA, isa.GOTOL, isa.CALL, isa.EXIT)
        if insn.opcode & 7 in (isa.JMP, isa.JMP32) and not plain:
            yield pc


def _infinite(case: Case) -> Told:
    slots = _round(case)
    first, last = min(slots), max(slots)
    span = f"instructions {first} to {last}" if last > first else f"instruction {first}"
    conditions = list(_conditions(case, slots))
    if not conditions:
        return Told(
            f"The loop over {span} has no way out.",
            "No conditional jump is in it.",
            "Some condition must end the loop.",
            "Count the rounds in a register, and leave with `if ... goto ...` when they are enough.",
        )
    deciding = case.program.insns[conditions[-1]]
    held = [f"r{deciding.dst} is {describe(case.value_of(deciding.dst))}"]
    if deciding.opcode & isa.REG:
        held.append(f"r{deciding.src} is {describe(case.value_of(deciding.src))}")
    return Told(
        f"The loop over {span} makes no progress: after a round everything is as it was before.",
        f"`{case.spelt(conditions[-1])}` decides whether it goes on; {' and '.join(held)}, in this round as in the last.",
        f"r{deciding.dst} must come closer to the end with every round, in a way the verifier can follow.",
        "Count the rounds in a register or a stack slot. Numbers in map values, from helpers or from packets are not followed; "
        "with may_goto or bpf_loop they need not be.",
    )


def _too_many(case: Case) -> Told:
    walk = case.walk
    if walk is None:
        return Told(case.row.title)
    visits = Counter(pc for pc, _ in islice(path(walk), LOOKED_AT))
    often = [pc for pc, count in visits.items() if count > 2]
    where = (
        f"At the end it was going round instructions {min(often)} to {max(often)}" if often else "At the end it stood"
    )
    return Told(
        f"The program has {many(len(walk.insns), 'slot')}, but the verifier walked {walk.processed} instructions over all paths.",
        f"{where}; it gave up at instruction {case.pc}, `{case.text}`.",
        "All paths together must stay under one million instructions.",
    )


def _too_many_jumps(case: Case) -> Told:
    visits = Counter(pc for pc, _ in islice(path(case.walk), LOOKED_AT)) if case.walk is not None else Counter()
    often = sorted(pc for pc in _conditions(case, list(visits)) if visits[pc] > 2)
    told = f"`{case.spelt(often[-1])}` at {case.where(often[-1])} left a branch behind in every round." if often else ""
    return Told(
        "More than 8192 branches wait to be walked: each round of a loop, or each test, leaves one behind.",
        told,
        "Branches must meet again, or the loop must have few rounds.",
        "Limit the loop to fewer rounds (a counter), or use bpf_loop.",
    )


# Structure


def _unreachable(case: Case) -> Told:
    starts = {f.start for f in case.program.subprograms} | {pc for pc, _ in case.program.source_map.labels}
    before = case.program.insns[case.pc - 1].opcode if case.pc else 0
    end = "exit" if before == isa.EXIT else "an unconditional jump"
    labelled = case.pc in starts
    return Told(
        f"No path leads to instruction {case.pc}, `{case.text}`.",
        f"{case.function(case.pc)} is neither called nor jumped to."
        if labelled
        else f"The instruction in front of it is {end}, and nothing jumps here."
        if case.pc
        else "",
        "Every instruction must be on some path.",
        "Remove it, call it, or jump to it.",
    )


def _fall_through(case: Case) -> Told:
    last = case.pc + 1 >= len(case.program.insns)
    return Told(
        f"`{case.text}` is the last instruction of {'the program' if last else 'a function'}, and it goes on to what follows.",
        f"Instruction {case.pc} is neither exit nor a jump.",
        "The last instruction of every function is exit, or a jump back.",
        "Add `exit` behind it, with r0 set before.",
    )


def _out_of_range(case: Case) -> Told:
    target = jump_target(case.insn, case.pc)
    count = len(case.program.insns)
    outside = not 0 <= target < count
    return Told(
        f"`{case.text}` at {case.where(case.pc)} jumps to instruction {target}, "
        + ("where there is none." if outside else "which belongs to another function."),
        f"The program has instructions 0 to {count - 1}.",
        "A jump stays inside its function.",
        "Jump to a label; distances count slots behind the jump, and a 64-bit constant takes two.",
    )


def _into_wide(case: Case) -> Told:
    inside = case.pc + 1
    insns = case.program.insns
    jumping = [
        pc
        for pc, insn in enumerate(insns)
        if insn.opcode & 7 in (isa.JMP, isa.JMP32)
        and insn.opcode not in (isa.CALL, isa.EXIT)
        and jump_target(insn, pc) in (inside, case.pc)
    ]
    who = f"`{case.spelt(jumping[0])}` at {case.where(jumping[0])}" if jumping else "A jump"
    return Told(
        f"{who} lands inside of a 64-bit load.",
        f"The load at instruction {case.pc if insns[case.pc].opcode else case.pc - 1} takes two slots; the second is data.",
        "A jump lands on the first slot of an instruction.",
        "Use a label: it counts the slots for you.",
    )


def _plain(case: Case) -> Told:
    """For complaints about one instruction as it is written."""
    title, insn = case.row.title, case.insn
    if case.pc < 0:
        return Told("")
    return Told(
        f"{title[:1].upper()}{title[1:]}: `{case.text}` at {case.where(case.pc)}.",
        f"Opcode {insn.opcode:#04x}, dst r{insn.dst}, src r{insn.src}, off {insn.off}, imm {insn.imm}.",
    )


def _shift(case: Case) -> Told:
    wide = case.insn.opcode & 7 == isa.ALU64
    bits = 64 if wide else 32
    return Told(
        f"`{case.text}` shifts by {case.insn.imm}, but the register has {bits} bits.",
        f"The constant is {case.insn.imm}.",
        f"A constant shift is from 0 to {bits - 1}.",
    )


def _division(case: Case) -> Told:
    return Told(
        f"`{case.text}` divides by the constant 0.",
        "The divisor is 0 in every run.",
        "A constant divisor must not be 0.",
        "A register that happens to be 0 is fine: a quotient is then 0, and a remainder leaves the number as it was.",
    )


def _kernel_variable(case: Case) -> Told:
    return Told(
        "The load asks for the address of a kernel variable by its type number.",
        f"The number is {case.insn.imm}.",
        "Such loads are described by the kernel's own type information (BTF), which a program in assembly does not have.",
    )


def _direct_value(case: Case) -> Told:
    insns, index = case.program.insns, case.insn.imm
    spec = case.program.maps[index] if 0 <= index < len(case.program.maps) else None
    if spec is None:
        return _plain(case)
    off = insns[case.pc + 1].imm if case.pc + 1 < len(insns) else 0
    if spec.type == "array" and spec.max_entries == 1:
        return Told(
            f"`{case.text}` takes the address of byte {off}, past the end of a value of {spec.name}.",
            f"A value of {spec.name} has {many(spec.value_size, 'byte')}.",
            f"The offset must be from 0 to {spec.value_size - 1}.",
            "Lower the offset, or make the value larger.",
        )
    return Told(
        f"`{case.text}` takes the address of a value of {spec.name}, which has none that is known before the program runs.",
        f"{spec.name} is of type {spec.type} with {many(spec.max_entries, 'element')}.",
        "Only the value of an array with one element has such an address.",
        "Use bpf_map_lookup_elem, or an array with max_entries=1.",
    )


def _bad_map(case: Case) -> Told:
    return Told(
        f"`{case.text}` names map {case.insn.imm}, and there is no such map.",
        f"The program has {many(len(case.program.maps), 'map')}.",
        "The name, or the number, of a map that is declared.",
    )


def _packet_load(case: Case) -> Told:
    walk = case.walk
    prog_type = case.program.prog_type
    if walk is None:
        return Told(
            f"`{case.text}` is one of the old packet loads, which cannot be used here.",
            f"The program is of type {prog_type}.",
            "They are for socket_filter and sched_cls programs, outside of functions.",
        )
    if prog_type not in ("socket_filter", "sched_cls"):
        return Told(
            f"`{case.text}` is one of the old packet loads, which {prog_type} programs do not have.",
            f"The program is of type {prog_type}.",
            "They are for socket_filter and sched_cls programs.",
            "In xdp compare with data_end and load from the packet directly." if prog_type == "xdp" else "",
        )
    return Told(
        f"`{case.text}` reads the packet that r6 stands for, but r6 is not the context.",
        f"r6 is {describe(case.value_of(6))}.",
        "r6 must be the context.",
        "Begin with `r6 = r1`.",
    )


def _load_flags(case: Case) -> Told:
    return Told(
        f"The program asks for load flags that do not exist: {case.knew('flags'):#x}.",
        f"Its flags are {case.program.flags:#x}.",
        f"The bits that exist are {KNOWN_FLAGS:#x}.",
    )


def _load_size(case: Case) -> Told:
    return Told(
        f"The program has {many(len(case.program.insns), 'instruction')}.",
        "",
        "A program has at least 1 and at most 1,000,000 instructions.",
    )


def _load_type(case: Case) -> Told:
    row = case.row
    return Told(
        f"{row.title[:1].upper()}{row.title[1:]}: {case.program.prog_type}.",
        f"The program is of type {case.program.prog_type} (section {case.program.section}).",
    )


def _unmodelled(case: Case) -> Told:
    what = case.word("what") or f"What `{case.text}` does"
    return Told(
        f"{what[:1].upper()}{what[1:]} is not modelled in this playground.",
        f"The instruction is `{case.text}`." if case.pc >= 0 else "",
        "Linux may accept this program, or refuse it for a reason of its own; we do not guess.",
    )


TELLERS: Final[dict[str, Teller]] = {
    "loop.infinite": _infinite,
    "limit.too-many-insns": _too_many,
    "limit.too-many-jumps": _too_many_jumps,
    "structure.unreachable": _unreachable,
    "structure.fall-through": _fall_through,
    "structure.jump-out-of-range": _out_of_range,
    "structure.jump-into-ldimm64": _into_wide,
    "structure.shift": _shift,
    "structure.division": _division,
    "structure.direct-value": _direct_value,
    "structure.kernel-variable": _kernel_variable,
    "structure.bad-map": _bad_map,
    "structure.packet-load": _packet_load,
    "structure.reserved-field": _plain,
    "structure.unknown-opcode": _plain,
    "structure.ldimm64": _plain,
    "structure.address-space": _plain,
    "structure.function-info": _plain,
    "structure.too-many-functions": _plain,
    "structure.too-many-maps": _plain,
    "structure.tail-call": _plain,
    "structure.back-edge": _plain,
    "load.flags": _load_flags,
    "load.size": _load_size,
    "load.sleepable": _load_type,
    "load.permission": _load_type,
    "verifier.not-modelled": _unmodelled,
}
