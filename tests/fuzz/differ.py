"""One program, asked of the verifier and of this machine's kernel: where do the answers part?"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest

from vm import live
from vm.commands.compare import COUNTS, comparable
from vm.facts import isa
from vm.insn import Instruction, decode, encode
from vm.program import MapSpec, Program, Subprogram
from vm.verifier import ROOT, Profile, verify

COUNTS_ONLY = 4
"""The log level at which the kernel writes the complaint and the counts."""
LONGEST_NS = 20_000_000
UNMODELLED = "EOPNOTSUPP"
"""What a program is refused with that needs something we do not follow; the kernel never says it of such programs."""
LONGEST_LOG, HEAD = 20_000, 20
"""Characters of a log that is recorded in full; lines kept of a longer one, which ends in a digest."""


def program(prog_type: str, insns: list[Instruction], maps: tuple[MapSpec, ...] = ()) -> Program:
    return Program(name="fuzz", section=prog_type, prog_type=prog_type, insns=tuple(insns), maps=maps)


def kernel_answer(asked: Program, profile: Profile = ROOT, level: int = 2) -> dict:
    """What the kernel of this machine says, as a recorded case holds it."""
    with live.load(asked, log_level=level, perfmon=profile.pointer_leaks) as answer:
        return {
            "ok": answer.ok,
            "errno_name": answer.errno_name,
            "error_lines": list(answer.error_lines),
            "stats": [getattr(answer.stats, name) if answer.stats else 0 for name in COUNTS],
            "log": comparable(answer.log, asked) if level < COUNTS_ONLY else [],
        }


def own_answer(asked: Program, profile: Profile = ROOT, level: int = 2) -> dict:
    """What the verifier says, in the same form."""
    answer = verify(asked, log_level=level if level < COUNTS_ONLY else 0, profile=profile)
    return {
        "ok": answer.ok,
        "errno_name": "" if answer.ok else answer.errno_name,
        "error_lines": [] if answer.ok else list(answer.error_lines),
        "stats": [getattr(answer.stats, name) for name in COUNTS],
        "log": comparable(answer.log, asked),
    }


def kept(answer: dict) -> dict:
    """An answer as it is written down: a long log as its first lines and a digest of all."""
    log = answer["log"]
    if sum(map(len, log)) <= LONGEST_LOG:
        return answer
    digest = hashlib.sha256("\n".join(log).encode()).hexdigest()
    return answer | {"log": [*log[:HEAD], f"{len(log)} lines, {digest}"]}


def difference(theirs: dict, ours: dict) -> str:
    """The first thing that differs, weightiest first; "" when nothing does."""
    for name in ("ok", "errno_name", "error_lines", "stats"):
        if theirs[name] != ours[name]:
            return f"{name}: kernel {theirs[name]}, here {ours[name]}"
    for number, (a, b) in enumerate(zip_longest(theirs["log"], ours["log"])):
        if a != b:
            return f"log line {number}:\n  kernel {a}\n  here   {b}"
    return ""


def ask(asked: Program, profile: Profile = ROOT, level: int = 2) -> str:
    """The difference for one program; none for those whose logs would be too long to compare."""
    with live.load(asked, perfmon=profile.pointer_leaks) as answer:
        if answer.load_ns > LONGEST_NS:
            return ""
    theirs = kernel_answer(asked, profile, level)
    if theirs["errno_name"] == "ENOSPC":
        return ""
    try:
        ours = own_answer(asked, profile, level)
    except Exception as bug:  # noqa: BLE001 - it is what is being looked for
        return f"crash: {bug!r}"
    what = difference(theirs, ours)
    return f"unmodelled: {what}, {ours['error_lines']}" if what and ours["errno_name"] == UNMODELLED else what


def minimised(asked: Program, differs: Callable[[Program], bool]) -> Program:
    """The program without every instruction that the difference can do without."""
    changed = True
    while changed:
        changed = False
        for pc in reversed(range(len(asked.insns))):
            shorter = without(asked, pc)
            if shorter and differs(shorter):
                asked, changed = shorter, True
    return asked


def without(asked: Program, gone: int) -> Program | None:
    """The program without the instruction at a slot, its jumps corrected; None where that makes no sense."""
    insns = asked.insns
    if insns[gone].opcode == 0 or len(insns) < 2:
        return None
    width = 2 if insns[gone].opcode == isa.LD_IMM64 else 1
    kept = []
    for pc, insn in enumerate(insns):
        if gone <= pc < gone + width:
            continue
        relative = insn.imm if _by_imm(insn) else insn.off if _by_off(insn) else None
        if relative is not None:
            target = pc + 1 + relative
            relative = target - pc - 1 - (width if pc < gone < target else -width if target <= gone < pc else 0)
            kept.append(insn._replace(imm=relative) if _by_imm(insn) else insn._replace(off=relative))
        else:
            kept.append(insn)
    functions = tuple(replace(f, start=f.start - width) if f.start > gone else f for f in asked.subprograms)
    if len({function.start for function in functions}) < len(functions):
        return None
    return replace(asked, insns=tuple(kept), subprograms=functions)


def _by_imm(insn: Instruction) -> bool:
    local = insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL
    return insn.opcode == isa.GOTOL or local or (insn.opcode == isa.LD_IMM64 and insn.src == isa.WIDE_FUNC)


def _by_off(insn: Instruction) -> bool:
    return insn.opcode & 7 in {isa.JMP, isa.JMP32} and insn.opcode not in {isa.CALL, isa.EXIT, isa.GOTOL}


def case(asked: Program, answer: dict, **more: object) -> dict:
    """A program and an answer as one line of a case file."""
    maps = [
        {
            "name": m.name,
            "type": m.type,
            "key_size": m.key_size,
            "value_size": m.value_size,
            "max_entries": m.max_entries,
            "flags": m.flags,
        }
        for m in asked.maps
    ]
    functions = [[function.name, function.start] for function in asked.subprograms]
    extra = {"flags": asked.flags, "subprograms": functions} if asked.flags or functions else {}
    return {
        **more,
        "prog_type": asked.prog_type,
        "insns": encode(asked.insns).hex(),
        "maps": maps,
        **extra,
        "kernel": answer,
    }


def program_of(case: dict) -> Program:
    """The program of a recorded case."""
    maps = tuple(MapSpec(**spec) for spec in case["maps"])
    functions = tuple(Subprogram(name=name, start=start) for name, start in case.get("subprograms", ()))
    plain = program(case["prog_type"], list(decode(bytes.fromhex(case["insns"]))), maps)
    return replace(plain, flags=case.get("flags", 0), subprograms=functions)
