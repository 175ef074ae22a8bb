"""Events as lines for people."""

from collections.abc import Iterator, Sequence
from typing import Final

from vm.commands.records import decode
from vm.disasm import insn_text
from vm.facts.isa import LD_IMM64
from vm.facts.map_types import MAP_TYPE_BY_NAME
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME
from vm.kernel.world import BOOT_NS
from vm.program import Program
from vm.protocol import events as e
from vm.protocol.events import Event

_SHOWN_BYTES: Final = 32
_BAR: Final = 40


class Console:
    """What a loader would print of a run: decoded records, trace_pipe lines, at the end the maps if asked for."""

    def __init__(self, *, maps: bool = False, programs: Sequence[Program] = ()) -> None:
        self._layouts: dict[str, tuple[e.RecordField, ...]] = {}
        self._maps = maps
        self._programs = {program.name: program for program in programs}
        self._specs: dict[str, e.MapInfo] = {}
        self._held: dict[str, dict[tuple[bytes, int | None], bytes]] = {}
        self._marks: dict[str, str] = {}  # by section: how trace_pipe marks lines
        self._pid, self._flags = 0, ""

    def show(self, event: Event) -> str:
        """One event: one line, or several; "" for what need not be shown."""
        match event:
            case e.Assembled():
                self._layouts = {layout.map: layout.fields for layout in event.records}
                self._specs = {spec.name: spec for spec in event.maps}
                self._marks = {p.section: PROGRAM_TYPE_BY_NAME[p.prog_type].trace_flags for p in event.programs}
                return show(event)
            case e.Hook():
                self._pid = event.pid
                self._flags = self._marks[event.section]
                return show(event)
            case e.Record() if event.map in self._layouts:
                return f"    record   {event.map}: {decode(self._layouts[event.map], event.data)}"
            case e.Printed():
                seconds = event.time_ns / 1e9
                comm = "<idle>" if event.comm.startswith("swapper/") else event.comm
                line = (
                    f"{comm[:16]:>16}-{self._pid:<7} [{event.cpu:03}] {self._flags} {seconds:12.6f}: bpf_trace_printk: "
                )
                return f"    {line}{event.text}"
            case e.MapChanged():
                self._keep(event)
                return show(event)
            case e.Coverage() if event.program in self._programs:
                return "\n".join(_counted(self._programs[event.program], event.counts))
            case e.Finished():
                return "\n".join(filter(None, (*self._final(), show(event))))
            case _:
                return show(event)

    def _keep(self, event: e.MapChanged) -> None:
        held = self._held.setdefault(event.map, {})
        if event.value is not None:
            held[event.key, event.cpu] = event.value
            return
        for entry in [entry for entry in held if entry[0] == event.key]:
            del held[entry]

    def _final(self) -> list[str]:
        """The elements that changed in the run, as they are at its end: sums over CPUs, histograms."""
        lines = []
        for name, held in self._held.items() if self._maps else ():
            spec = self._specs[name]
            values: dict[bytes, int | bytes] = {}
            for (key, _), value in sorted(held.items(), key=lambda entry: entry[0][0]):
                word = int.from_bytes(value, "little") if len(value) in {4, 8} else value
                old = values.get(key)
                values[key] = old + word if isinstance(old, int) and isinstance(word, int) else word
            row = MAP_TYPE_BY_NAME[spec.type]
            lines.append(f"\n{name} ({spec.type}{', summed over CPUs' if row.per_cpu else ''})")
            numbers = {number(key): word for key, word in values.items() if isinstance(word, int)}
            if _is_histogram(spec) and numbers:
                lines += histogram({int(key): word for key, word in numbers.items()})
            else:
                lines += [f"    {number(key)}: {w if isinstance(w, int) else hexdump(w)}" for key, w in values.items()]
        return lines


def _is_histogram(spec: e.MapInfo) -> bool:
    """Whether a map has as many counters as there are powers of two: the page asks the same."""
    return spec.type in {"array", "percpu_array"} and 16 <= spec.max_entries <= 64 and spec.value_size in {4, 8}


def _counted(program: Program, counts: Sequence[int]) -> Iterator[str]:
    """The program with how often each instruction began, and an empty column where none did."""
    seconds = {pc + 1 for pc, insn in enumerate(program.insns) if insn.opcode == LD_IMM64}
    slots = [pc for pc in range(len(program.insns)) if pc not in seconds]
    ran = sum(counts[pc] > 0 for pc in slots)
    yield f"\n{program.name}: {ran} of {len(slots)} instructions ran"
    for pc in slots:
        yield f"{counts[pc] or '':>12} {pc:>5}: {insn_text(program.insns, pc, style='kernel')}"


def histogram(buckets: dict[int, int]) -> list[str]:
    """Powers of two and how often each, as bcc and bpftrace draw them: bucket n counts 2**n to 2**(n+1) - 1."""
    most = max(buckets.values())
    lines = []
    for n in range(min(buckets), max(buckets) + 1):
        count = buckets.get(n, 0)
        low, high = 1 << n, (1 << n + 1) - 1
        lines.append(f"    {low if n else 0:>12} -> {high:<12} : {count:<8} |{'*' * (_BAR * count // most):<{_BAR}}|")
    return lines


def show(event: Event) -> str:
    """An event for people: one line, or several; "" for what need not be shown."""
    match event:
        case e.Assembled():
            maps = ", ".join(f"{spec.name} ({spec.type})" for spec in event.maps)
            return f"assembled  {len(event.programs)} program(s)" + (f", maps {maps}" if maps else "")
        case e.Accepted():
            return f"accepted   {event.program}, {event.stats.insns_processed} instructions walked by the verifier"
        case e.Rejected():
            place = f"line {event.line}: " if event.line else ""
            return "\n".join((f"rejected   {event.program}", *event.error_lines, f"           {place}{event.code}"))
        case e.Hook():
            at = (event.time_ns - BOOT_NS) / 1e6
            return f"\n{at:11.6f} ms  cpu{event.cpu}  {event.comm}[{event.pid}]  {event.section}: {event.summary}"
        case e.Returned():
            verdict = f" {event.verdict}" if event.verdict else ""
            out = f" out of {event.out}" if event.out else ""
            return f"    returned {signed(event.retval)}{verdict}{out}, {event.insns} instructions"
        case e.Record():
            return f"    record   {event.map}: {hexdump(event.data)}"
        case e.Printed():
            return f"    printed  {event.text}"
        case e.MapChanged():
            return f"    map      {event.map}[{number(event.key)}] {_value(event)}"
        case e.Stepped():
            writes = " ".join(f"r{w.reg}={w.value:#x}" for w in event.registers)
            stores = " ".join(f"[{w.address:#x}]={w.data.hex()}" for w in event.memory)
            return f"    {event.program}+{event.pc:<4} {writes} {stores}".rstrip()
        case _:
            return _show_rare(event)


def _show_rare(event: Event) -> str:
    match event:
        case e.Faulted():
            at = f" at {event.address:#x}" if event.address is not None else ""
            return f"    FAULT    {event.kind} at instruction {event.insn}{at}: {event.message}"
        case e.Oops():
            rule = f"--- simulated: what a kernel would have made of {event.program} ---"
            return "\n".join((f"\n{rule}", *event.console, event.title, event.summary, event.message)).rstrip()
        case e.Gap():
            counts = ", ".join(f"{count} {kind}" for kind, count in event.dropped.items())
            return f"    ...      {counts} not shown: {event.reason}"
        case e.Notice():
            result = f"not attached: {event.errno_name}" if event.errno_name else "attached all the same"
            return f"attach     {event.section} ({event.program}): {event.message}; {event.hint} ({result})"
        case e.UserAction():
            when = (event.time_ns - BOOT_NS) / 1e6
            entries = "".join(f"\n    {number(entry.key)}: {number(entry.value)}" for entry in event.entries or ())
            return f"\n{when:11.6f} ms  {event.comm}: {event.summary}{entries}"
        case e.Counters():
            return "\n" + "\n".join(f"{name:<28} {count}" for name, count in event.counters.items())
        case e.Finished():
            t = event.totals
            counts = f"{t.hooks} hooks, {t.insns} instructions, {t.records} records, {t.printed} lines printed"
            return f"\n{event.reason}: {event.message}\n{counts}"
        case _:
            return ""


def _value(event: e.MapChanged) -> str:
    cpu = f" on cpu{event.cpu}" if event.cpu is not None else ""
    return f"deleted{cpu}" if event.value is None else f"= {number(event.value)}{cpu}"


def signed(value: int) -> int:
    """A 64-bit number as C's `long` would print it."""
    return value - (1 << 64) if value >> 63 else value


def number(data: bytes) -> str:
    """Bytes of memory as the number they are, if they have the size of one."""
    return str(int.from_bytes(data, "little")) if len(data) in {1, 2, 4, 8} else hexdump(data)


def hexdump(data: bytes) -> str:
    """The first bytes in hex, and as text where they are printable."""
    shown = data[:_SHOWN_BYTES]
    words = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in shown)
    more = f" and {len(data) - _SHOWN_BYTES} more" if len(data) > _SHOWN_BYTES else ""
    return f"{shown.hex(' ')}  {words}{more}"
