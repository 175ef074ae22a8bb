"""The door: is this program safe? `verify` answers with a value, `Verified` or `Refused`, as Linux would."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from vm.facts import isa, limits
from vm.facts.program_types import KNOWN_FLAGS, PERFMON_ONLY, SLEEPABLE
from vm.program import Program
from vm.protocol.events import Explanation, Stats
from vm.verifier import stackdepth, subprograms
from vm.verifier.cfg import Flow, subprogram_lines, survey
from vm.verifier.explain import explain
from vm.verifier.explore import explore
from vm.verifier.log import Log, stats_line
from vm.verifier.profile import ROOT, Profile
from vm.verifier.refusal import Refuse
from vm.verifier.structure import find_subprograms
from vm.verifier.walk import Walk, Watch

_PROBING: Final = {isa.MODE_MEM: isa.MODE_PROBE, isa.MODE_MEMSX: isa.MODE_PROBE_SX}
NO_STATS: Final = Stats(insns_processed=0, total_states=0, peak_states=0, max_states_per_insn=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A program that was proved safe. Only `verify` makes one.

    log                    as the kernel would write it at the level asked for; "" at level 0
    packet_pointer_loads   slots of the 4-byte context loads that bring packet pointers
    kernel_loads           slots of loads from memory of the kernel: what does not lie there reads as 0
    context_end            where the furthest access to the context ends, in bytes from its beginning
    """

    program: Program
    stats: Stats
    log: str = ""
    packet_pointer_loads: frozenset[int] = frozenset()
    kernel_loads: frozenset[int] = frozenset()
    context_end: int = 0

    @property
    def ok(self) -> bool:
        """True: to be asked of either answer."""
        return True

    @property
    def runnable(self) -> Program:
        """The program as engines run it: loads that may fault are marked, as the kernel marks them."""
        if not self.kernel_loads:
            return self.program
        insns = list(self.program.insns)
        for pc in self.kernel_loads:
            insns[pc] = insns[pc]._replace(opcode=_PROBING[insns[pc].opcode & 0xE0] | insns[pc].opcode & 0x1F)
        return replace(self.program, insns=tuple(insns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A program that was not.

    code          stable name of the class of complaint, a row of `vm.facts.rejections`
    errno_name    what bpf(2) answers
    insn          slot complained of, None if the complaint has no place
    error_lines   the complaint in the kernel's words, first line to last
    explanation   the same in plain words
    knew          facts about what was complained of: name -> value
    """

    program: Program
    code: str
    errno_name: str
    insn: int | None
    error_lines: tuple[str, ...]
    stats: Stats
    log: str = ""
    explanation: Explanation | None = None
    knew: dict[str, object] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """False: to be asked of either answer."""
        return False


def verify(
    program: Program,
    *,
    log_level: int = 0,
    profile: Profile = ROOT,
    watch: Watch | None = None,
    tick: Callable[[int], None] | None = None,
    prune: bool = True,
) -> Verified | Refused:
    """Judge `program`.

    log_level   0 none, 1 the last path, 2 everything
    profile     what the loader is allowed
    watch       shown every state on the way
    tick        called every few thousand instructions with the number walked so far; may raise to give up
    prune       False: walk every path to its end, whatever checkpoints say. An endless loop is still found; a loop
                that only a checkpoint ends (may_goto, callbacks) is walked up to the limit, and counts mean nothing
    """
    log = Log(program, log_level) if log_level else None
    walk: Walk | None = None
    try:
        _check_load(program, profile)
        flow = _survey(program, log, profile)
        walk = Walk(program, flow, profile=profile, log=log)
        walk.watch = watch
        walk.tick = tick
        walk.prune = prune
        explore(walk)
        if log:
            log.accepted()
        stackdepth.check(program, flow, walk.stack_depths)
        subprograms.check_calls(walk)
    except Refuse as refusal:
        return _refused(program, refusal, walk, log)
    stats = _stats(walk)
    if log:
        log.stats(stats)
    return Verified(
        program=program,
        stats=stats,
        log=log.text() if log else "",
        packet_pointer_loads=frozenset(walk.packet_pointer_loads),
        kernel_loads=frozenset(walk.kernel_loads),
        context_end=walk.context_end,
    )


def _check_load(program: Program, profile: Profile) -> None:
    """What bpf(2) refuses before it verifies, without a word."""
    if not 0 < len(program.insns) <= limits.value("verifier-insns"):
        raise Refuse("load.size", "E2BIG")
    if program.flags & ~KNOWN_FLAGS:
        raise Refuse("load.flags", "EINVAL", flags=program.flags & ~KNOWN_FLAGS)
    if program.prog_type in PERFMON_ONLY and not profile.pointer_leaks:
        raise Refuse("load.permission", "EPERM")


def _survey(program: Program, log: Log | None, profile: Profile) -> Flow:
    starts = find_subprograms(program)
    if log:
        log.functions(subprogram_lines(starts))
    if program.flags & SLEEPABLE and program.prog_type != "kprobe":
        line = "Only fentry/fexit/fmod_ret, lsm, iter, uprobe, and struct_ops programs can be sleepable"
        raise Refuse("load.sleepable", "EINVAL", line)
    flow = survey(program, starts, perfmon=profile.pointer_leaks)
    if log:
        log.survey(flow)
    return flow


def _stats(walk: Walk | None) -> Stats:
    if walk is None:
        return NO_STATS
    return Stats(
        insns_processed=walk.processed,
        total_states=walk.total_states,
        peak_states=walk.peak_states,
        max_states_per_insn=walk.max_states_per_insn,
    )


def _refused(program: Program, refusal: Refuse, walk: Walk | None, log: Log | None) -> Refused:
    found = refusal.knew.pop("insn", None) if walk is None else walk.pc
    place = found if isinstance(found, int) else None
    stats = _stats(walk)
    lines = refusal.lines
    if refusal.knew.pop("unended", False):  # the kernel forgets a line break: the counts follow on the same line
        lines = (*lines[:-1], lines[-1] + stats_line(stats))
    if log:
        if refusal.code != "loop.infinite":
            log.refused(lines)
        if (lines or walk is not None) and lines is refusal.lines:
            log.stats(stats)
    return Refused(
        program=program,
        code=refusal.code,
        errno_name=refusal.errno_name,
        insn=place,
        error_lines=lines,
        stats=stats,
        log=log.text() if log else "",
        explanation=explain(refusal, walk, program, place),
        knew=refusal.knew,
    )
