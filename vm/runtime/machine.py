"""One machine to run programs on: memory, maps, the world, and what came out.

Both engines run on it and change nothing else. A machine outlives invocations: maps keep their
contents, the context and the packet are laid out anew each time.
"""

import errno
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol, TypeAlias

from vm.errors import Diagnostic, LimitExceeded
from vm.facts import limits
from vm.facts.contexts import SK_BUFF
from vm.facts.isa import CALL, CALL_LOCAL, LD_IMM64, WIDE_FUNC, WIDE_MAP, WIDE_MAP_VALUE
from vm.program import MapSpec, Program, map_bytes
from vm.runtime import contexts, maps
from vm.runtime.contexts import Context
from vm.runtime.faults import Fault, FaultRaised
from vm.runtime.maps.creation import fits
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.references import HashOfMaps, InnerMaps, PerfEventArray, ProgArray
from vm.runtime.maps.ringbuf import RingBuffer
from vm.runtime.maps.slots import Change
from vm.runtime.memory import (
    FRAMES,
    HANDLE_STRIDE,
    HANDLES,
    SCRATCH,
    SCRATCH_STRIDE,
    STACK_SIZE,
    Memory,
    fill,
    stack_top,
)
from vm.runtime.packet import ETHERNET, MAX_XDP, Packet
from vm.runtime.tunnel import Tunnel

U64: Final = (1 << 64) - 1

_BLANK_STACK: Final = bytes(STACK_SIZE)


class TaskView(Protocol):
    """What helpers ask of the task that runs."""

    @property
    def pid(self) -> int: ...
    @property
    def tgid(self) -> int: ...
    @property
    def comm(self) -> bytes: ...
    @property
    def uid(self) -> int: ...
    @property
    def gid(self) -> int: ...
    @property
    def address(self) -> int: ...
    @property
    def stack(self) -> int: ...
    @property
    def cgroup_id(self) -> int: ...


class WorldView(Protocol):
    """What helpers ask of the simulated machine. `vm.kernel.world.World` is one."""

    @property
    def now_ns(self) -> int: ...
    @property
    def cpu(self) -> int: ...
    @property
    def task(self) -> TaskView: ...
    def random_u32(self) -> int: ...
    def read_kernel(self, address: int, size: int) -> bytes | None: ...
    def read_user(self, address: int, size: int) -> bytes | None: ...
    def write_user(self, address: int, data: bytes) -> bool: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A record that came out of ring buffer or perf event array number `map`."""

    map: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of bpf_trace_printk, as written, without the newline that ends it."""

    text: str


@dataclass(frozen=True, slots=True)
class Committed:
    """A ring record was finished at `position`; its bytes come out when the consumer reaches it."""

    map: int
    position: int


Output: TypeAlias = Record | Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an invocation ended.

    retval   all 64 bits of r0, unsigned; 0 when it faulted
    insns    instructions executed, the faulting one included; ld_imm64 is one
    fault    None when it returned
    """

    retval: int
    insns: int
    fault: Fault | None = None


class TailCall(Exception):  # noqa: N818 - control flow of a helper, not an error
    """bpf_tail_call found a program: the engine leaves the current one for program `index`."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


CallFunction: TypeAlias = Callable[[int, Sequence[int]], int]
"""(slot of a function, its arguments) -> its r0: how a helper calls back into the program."""


def _no_engine(pc: int, arguments: Sequence[int]) -> int:
    raise AssertionError(f"no engine is running, and function {pc} was called with {arguments}")


class Machine:
    """Everything a program can touch.

    programs          all programs of the object, for tail calls by index
    redirect          (interface index, flags) that the last invocation asked for
    call_stack        return addresses in the kernel at the hook, innermost first; user_stack: the process'
    function_address  where a kprobe sits
    tunnel            of the packet, if the program set one; its options beside it
    tail_calls        how many this invocation has made
    """

    def __init__(
        self,
        map_specs: Sequence[MapSpec],
        world: WorldView,
        *,
        programs: Sequence[Program] = (),
        map_memory: int = limits.value("map-memory"),
    ) -> None:
        _check_memory(map_specs, map_memory)
        self.memory = Memory()
        self.world = world
        self.cpu = CurrentCpu()
        self.maps: list[MapInstance] = [maps.create(n, spec, self.memory, self.cpu) for n, spec in enumerate(map_specs)]
        self.stacks = [
            self.memory.map(f"the stack of frame {n}", stack_top(n) - STACK_SIZE, STACK_SIZE) for n in range(FRAMES)
        ]
        self.programs = tuple(programs)
        nested = not programs or any(_calls_functions(program) for program in programs)
        self._used_stacks = self.stacks if nested else self.stacks[:1]
        self.packet: Packet | None = None
        self.context: Context | None = None
        self._xdp: tuple[Packet, Context] | None = None  # laid out once, as long as nothing else takes the place
        self.redirect: tuple[int, int] | None = None
        self.call_stack: tuple[int, ...] = ()
        self.user_stack: tuple[int, ...] = ()
        self.function_address = 0
        self.tail_calls = 0
        self.tunnel: Tunnel | None = None
        self.tunnel_options = b""
        self._nesting = 0
        self.call_function: CallFunction = _no_engine
        self._outputs: list[Record | Printed | Committed] = []
        self._waiting: list[Committed] = []
        self._rings = [instance for instance in self.maps if isinstance(instance, RingBuffer)]
        self._slow: set[int] = set()
        for instance in self.maps:
            self._resolve(instance)
            instance.watch()

    def _resolve(self, instance: MapInstance) -> None:
        """Let user space store into this map only what the kernel would take: programs and maps of the right kind."""
        if isinstance(instance, ProgArray):
            instance.names = partial(self._program_named, instance.index)
        elif isinstance(instance, InnerMaps | HashOfMaps) and instance.spec.inner is not None:
            instance.names = partial(self._map_named, instance.spec.inner)

    def _program_named(self, array: int, number: int) -> int:
        """Whether program `number` may stand in prog_array `array`: it must be of the kind of those that use that."""
        if number >= len(self.programs):
            return -errno.EBADF
        users = {program.prog_type for program in self.programs if _uses(program, array)}
        return 0 if users <= {self.programs[number].prog_type} else -errno.EINVAL

    def _map_named(self, template: MapSpec, number: int) -> int:
        """Whether map `number` may stand where maps like `template` are kept."""
        if number >= len(self.maps):
            return -errno.EBADF
        return 0 if fits(self.maps[number].spec, template) else -errno.EINVAL

    # Setting the scene of an invocation; each returns the address for r1.

    def enter_xdp(self, content: bytes, *, meta: int = 0, ifindex: int = 1, rx_queue: int = 0) -> int:
        """An XDP program's frame; the first `meta` bytes of `content` are metadata in front of it."""
        kept = self._xdp
        holds = self.memory.holds
        if kept and len(content) <= MAX_XDP and holds(kept[0].region) and holds(kept[1].region):
            self.packet, self.context = packet, context = kept
            packet.place(content, meta=meta)
            contexts.show_xdp(context, packet, ifindex, rx_queue)
        else:
            self.packet = Packet(self.memory, content, meta=meta)
            self.context = contexts.xdp(self.memory, self.packet, ifindex, rx_queue)
            self._xdp = (self.packet, self.context) if len(content) <= MAX_XDP else None
        return self._entered()

    def enter_skb(
        self, content: bytes, *, link_layer: bool = True, ifindex: int = 1, values: Mapping[str, int] | None = None
    ) -> int:
        """A socket buffer. Without `link_layer` (socket filters) the program sees it from behind the Ethernet header."""
        self.packet = Packet(self.memory, content, mac=0 if link_layer else min(ETHERNET, len(content)))
        fields = contexts.ethernet_values(content, ifindex) | dict(values or {})
        self.context = contexts.structured(self.memory, SK_BUFF, self.packet, fields)
        contexts.socket(self.memory, self.packet)
        return self._entered()

    def enter_plain(self, content: bytes, *, writable: bool = False) -> int:
        """A context of plain bytes: pt_regs, a tracepoint record, raw arguments, a test's memory."""
        self.packet = None
        self.context = contexts.plain(self.memory, content, writable=writable)
        return self._entered()

    def _entered(self) -> int:
        assert self.context is not None
        self.redirect = None
        self.tail_calls = 0
        self.tunnel, self.tunnel_options = None, b""
        self.cpu.number = self.world.cpu
        for stack in self._used_stacks:
            start = stack.start - stack.bias
            stack.buffer[start : start + STACK_SIZE] = _BLANK_STACK
        return self.context.address

    # What helpers and engines ask.

    def map_at(self, handle: int) -> MapInstance:
        """The map whose handle this is; raises FaultRaised "bad-pointer"."""
        index, rest = divmod(handle - HANDLES, HANDLE_STRIDE)
        if rest or not 0 <= index < len(self.maps):
            raise FaultRaised("bad-pointer", f"{handle:#x} is no map", handle)
        return self.maps[index]

    def scratch(self, data: bytes) -> int:
        """Put `data` where a callback can see it, and its address; each level of nesting has its own place."""
        region = self.memory.map("a callback's argument", SCRATCH + self._nesting * SCRATCH_STRIDE, len(data))
        fill(region, 0, data)
        return region.start

    @contextmanager
    def nested(self) -> Iterator[None]:
        """While a callback runs."""
        self._nesting += 1
        try:
            yield
        finally:
            self._nesting -= 1

    def packet_moved(self) -> None:
        """Tell the context that the packet's borders changed."""
        assert self.context is not None
        assert self.packet is not None
        self.context.show(self.packet)

    def emit(self, output: Record | Printed | Committed) -> None:
        self._outputs.append(output)

    def perf_listening(self, *, on: bool) -> None:
        """Whether user space has opened a perf event on every CPU of every perf_event_array."""
        for instance in self.maps:
            if isinstance(instance, PerfEventArray):
                instance.listening = on

    # What came out.

    def read_slowly(self, index: int) -> None:
        """From now on the records of ring buffer `index` stay there until somebody takes them."""
        self._slow.add(index)
        self._rings = [ring for ring in self._rings if ring.index != index]

    @property
    def read_at_once(self) -> tuple[int, ...]:
        """Indexes of the ring buffers whose records are taken as soon as an invocation has ended."""
        return tuple(ring.index for ring in self._rings)

    def drain(self) -> list[Output]:
        """Let every ring buffer's consumer read, and return records and lines in the program's order.

        A record is told where the last record that stood before it in its ring, or itself, was finished.
        """
        if not self._outputs and not self._waiting:
            for ring in self._rings:
                if ring.consumer < ring.producer:
                    ring.consume()  # what was discarded
            return []
        queues = {ring.index: deque(ring.consume()) for ring in self._rings}
        finished: set[tuple[int, int]] = set()
        drained: list[Output] = []
        still: list[Committed] = []
        for output in (*self._waiting, *self._outputs):
            if not isinstance(output, Committed):
                drained.append(output)
                continue
            if output.map in self._slow:
                continue
            finished.add((output.map, output.position))
            queue = queues[output.map]
            while queue and (output.map, queue[0][0]) in finished:
                drained.append(Record(output.map, queue.popleft()[1]))
            if self._may_come(output):
                still.append(output)
        self._waiting, self._outputs = still, []
        return drained

    def _may_come(self, output: Committed) -> bool:
        """Whether the consumer has yet to reach that record."""
        instance = self.maps[output.map]
        return isinstance(instance, RingBuffer) and instance.consumer <= output.position

    def changes(self) -> list[tuple[int, Change]]:
        """Map elements that are not what they were: (map index, change), by map, then by key."""
        return [(instance.index, change) for instance in self.maps for change in instance.changes()]

    def frame(self) -> bytes:
        """The packet as the network has it: from its Ethernet header to its end, without metadata."""
        packet = self.packet
        if packet is None:
            return b""
        return packet.load(-packet.mac, len(packet) + packet.mac) or b""

    def packet_out(self) -> bytes:
        """The packet as BPF_PROG_TEST_RUN gives it back."""
        if self.packet is None:
            return b""
        if self.context is not None and self.context.is_skb:
            mac = self.packet.mac
            return bytes(mac) + (self.packet.load(0, len(self.packet)) or b"")
        return self.packet.whole()


def _calls_functions(program: Program) -> bool:
    """Whether a program has functions of its own, to call or to hand to a helper, and so more than one frame."""
    return any(
        (insn.opcode == CALL and insn.src == CALL_LOCAL) or (insn.opcode == LD_IMM64 and insn.src == WIDE_FUNC)
        for insn in program.insns
    )


def _uses(program: Program, index: int) -> bool:
    """Whether a program refers to map `index`."""
    return any(
        insn.opcode == LD_IMM64 and insn.src in {WIDE_MAP, WIDE_MAP_VALUE} and insn.imm == index
        for insn in program.insns
    )


def _check_memory(specs: Sequence[MapSpec], most: int) -> None:
    total = sum(map_bytes(spec) for spec in specs)
    if total > most:
        largest = max(specs, key=map_bytes)
        raise LimitExceeded(
            Diagnostic(
                code="limit.map-memory",
                message=f"the maps need {total} bytes, of which {map_bytes(largest)} are {largest.name}'s; "
                f"the limit is {most}",
                hint="lower max_entries",
            )
        )
