"""Native code as an engine: the same face as the interpreter, the same bytes afterwards.

A module holds all programs of a machine, so that tail calls stay in native code. What a helper may
ask of the world is copied into the control block before an invocation, and what programs change
there is copied back. Helpers without native code come to `host`, which runs the very body that the
interpreter would.
"""

import ctypes
import hashlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from vm.facts.baseline import PAGE_SIZE
from vm.facts.helpers import HELPER_BY_ID
from vm.facts.isa import ATOMICS, MODE_ATOMIC, ST, STX
from vm.insn import encode
from vm.jit import callback, execute
from vm.jit.blocks import NotLowered
from vm.jit.body import Build
from vm.jit.calls import HOST_LOAD, calls_back
from vm.jit.control import INDEX, WORDS
from vm.jit.linkage import Linkage, MapLink, Unit
from vm.jit.lower import lower
from vm.jit.maps import DESCRIPTOR
from vm.jit.numbers import FAULT_NUMBERS
from vm.jit.rings import LOG
from vm.jit.stretches import END, MAX_SLOTS, ROW, Stretch
from vm.program import Program
from vm.runtime.alu import U64, signed
from vm.runtime.faults import KINDS, Fault, FaultRaised
from vm.runtime.helpers import bind
from vm.runtime.machine import Committed, Machine, Outcome, TailCall
from vm.runtime.maps.hash import HashMap, LruHashMap
from vm.runtime.maps.instance import MapInstance
from vm.runtime.maps.lpm import LpmTrie
from vm.runtime.maps.queue import QueueMap
from vm.runtime.maps.ringbuf import RingBuffer
from vm.runtime.memory import ARENA, ARENA_SIZE, FRAMES, STACK_STRIDE, stack_top

MESSAGES: Final = {
    "call-depth": "calls nest deeper than 8 frames",
}

LOAD_ACQUIRE: Final = next(op.imm for op in ATOMICS if op.name == "load_acquire")

_COUNT, _LIMIT, _FAULT, _TAIL, _FRAME = (INDEX[name] for name in ("count", "limit", "fault", "tail", "frame"))
_LOGGED, _MOVED, _REDIRECT, _META = (INDEX[name] for name in ("logged", "moved", "redirect", "packet_meta"))
_CONSUMED = INDEX["consumed"]
_FAULT_PC: Final = INDEX["fault_pc"]
_NOW, _CPU, _PID_TGID, _UID_GID, _CONTEXT, _RANDOM = (
    INDEX[name] for name in ("now_ns", "cpu", "pid_tgid", "uid_gid", "context", "random")
)


class ObjectCache(Protocol):
    """Where compiled objects are kept. What comes out of it is executed: keep it private."""

    def get(self, key: bytes) -> bytes | None: ...
    def put(self, key: bytes, image: bytes) -> None: ...


class Native:
    """All programs of a machine, compiled.

    machine         its memory must be one arena (`Memory.arena` is not None)
    pointer_loads   by program: slots of the context loads that yield packet pointers, from the verifier.
                    A program without an entry was not verified: then every access is range-checked
    loops           `repeat` and `batch` are wanted
    stretches       `stretch` is wanted
    cache           compiled objects by content, None for no cache
    raises          NotLowered when some program has no native form
    """

    def __init__(
        self,
        machine: Machine,
        programs: Sequence[Program],
        pointer_loads: Mapping[int, frozenset[int]],
        *,
        level: int = 2,
        coverage: bool = False,
        loops: bool = False,
        stretches: bool = False,
        cache: ObjectCache | None = None,
    ) -> None:
        if machine.memory.arena is None:
            raise NotLowered("this platform cannot reserve the arena that native code needs")
        self.machine, self.programs = machine, tuple(programs)
        verified = all(index in pointer_loads for index in range(len(programs)))
        self.build = Build(checked=not verified, coverage=coverage, loops=loops, stretches=stretches)
        self.units = _units(programs, pointer_loads)
        self.linkage = Linkage([map_link(instance) for instance in machine.maps])
        self.code = execute.Code(
            self._object(level, cache), loops=loops, callbacks=calls_back(self.units), stretches=stretches
        )
        self._bound: dict[int, Callable[[list[int]], None]] = {}
        self._control = (ctypes.c_uint64 * len(WORDS))()
        self._words = memoryview(self._control).cast("B").cast("Q")
        self._ctl = ctypes.addressof(self._control)
        self._mem = ctypes.addressof(ctypes.c_char.from_buffer(machine.memory.arena))
        self._alive: list[object] = []  # what native code has the address of
        self._raised: BaseException | None = None
        self._in_stretch = False
        self._generation = -1
        self._shown: list[int] = []
        self._connect()

    # --- making -----------------------------------------------------------------------------

    def _object(self, level: int, cache: ObjectCache | None) -> bytes:
        if cache is None:
            return execute.compile_object(lower(self.units, self.linkage, self.build), level)
        key = self._key(level)
        image = cache.get(key)
        if image is None:
            image = execute.compile_object(lower(self.units, self.linkage, self.build), level)
            cache.put(key, image)
        return image

    def _key(self, level: int) -> bytes:
        """Everything the object depends on, hashed."""
        units = [(encode(unit.insns), sorted(unit.pointer_loads), unit.coverage) for unit in self.units]
        parts = (execute.VERSION, execute.host_cpu(), level, self.build, units, list(self.linkage.maps))
        return hashlib.sha256(repr(parts).encode()).digest()

    def _connect(self) -> None:
        """Fill the words that stay the same: the callback, the maps' descriptors, the coverage counters."""
        callback.hosts[self._ctl] = self
        self._set("callback", callback.ADDRESS)
        descriptors = (ctypes.c_uint64 * (len(DESCRIPTOR) * len(self.machine.maps) + 1))()
        for number, instance in enumerate(self.machine.maps):
            for word, buffer in enumerate(flat_buffers(instance)):
                descriptors[number * len(DESCRIPTOR) + word] = self._keep(buffer)
        self._alive.append(descriptors)
        self._set("maps", ctypes.addressof(descriptors))
        self._log = (ctypes.c_uint64 * (2 * LOG))()
        self._set("log", ctypes.addressof(self._log))
        slots = sum(len(unit.insns) for unit in self.units)
        self.coverage = (ctypes.c_uint64 * slots)() if self.build.coverage else None
        if self.coverage is not None:
            self._set("coverage", ctypes.addressof(self.coverage))
        if self.build.checked:
            self._page_numbers = (ctypes.c_uint32 * (ARENA_SIZE // PAGE_SIZE))()
            self._set("pages", ctypes.addressof(self._page_numbers))

    def counts(self) -> list[list[int]]:
        """By program, by slot: how often each instruction began. Of a coverage build."""
        assert self.coverage is not None
        return [self.coverage[unit.coverage : unit.coverage + len(unit.insns)] for unit in self.units]

    def _keep(self, buffer: bytearray | memoryview | None) -> int:
        """The host address of a flat buffer, which stays where it is as long as this engine lives."""
        if buffer is None or not len(buffer):
            return 0
        view = (ctypes.c_char * memoryview(buffer).nbytes).from_buffer(buffer)
        self._alive.append(view)
        return ctypes.addressof(view)

    def _set(self, name: str, value: int) -> None:
        self._words[INDEX[name]] = value & U64

    # --- running ----------------------------------------------------------------------------

    def run(self, program: int, arguments: Sequence[int], fuel: int) -> Outcome:
        """One invocation of program number `program` with r1, r2 = `arguments`."""
        self._before(arguments, fuel)
        first = arguments[0] if arguments else 0
        second = arguments[1] if len(arguments) > 1 else 0
        self._raised = None
        retval = self.code.run(self._mem, self._ctl, program, first, second)
        return self._outcome(retval, fuel)

    def _outcome(self, retval: int, fuel: int) -> Outcome:
        """What came back, from the control block."""
        self._take_back()
        random = getattr(self.machine.world, "random", None)
        if random is not None:
            random.state = self._words[_RANDOM]
        if self._raised is not None and not isinstance(self._raised, FaultRaised):
            raise self._raised
        count = self._words[_COUNT]
        if self._words[_FAULT]:
            return Outcome(retval=0, insns=count, fault=self._fault(fuel))
        return Outcome(retval=retval, insns=count)

    def repeat(self, program: int, arguments: Sequence[int], fuel: int, times: int) -> Outcome:
        """`times` invocations on the same context, without coming back in between; the count is of all together."""
        self._before(arguments, fuel)
        self._raised = None
        first = arguments[0] if arguments else 0
        second = arguments[1] if len(arguments) > 1 else 0
        retval = self.code.repeat(self._mem, self._ctl, program, first, second, times)
        return self._outcome(retval, fuel)

    def batch(self, program: int, frames: Sequence[tuple[int, int]], rounds: int, fuel: int) -> tuple[int, list[int]]:
        """An XDP program over frames in the arena: (invocations, how often each verdict 0 to 4 and any other).

        frames   (offset of the first byte, offset of the end) in the arena
        """
        self._before((), fuel)
        self._raised = None
        table = (ctypes.c_uint32 * (2 * len(frames)))(*[offset for frame in frames for offset in frame])
        counts = (ctypes.c_uint64 * 6)()
        done = self.code.batch(self._mem, self._ctl, program, table, len(frames), rounds, counts)
        self._outcome(0, fuel)
        return done, list(counts)

    def stretch(self, rows: Sequence[int], contents: bytes, consumed: int) -> Stretch:
        """Invocations of verified programs that `vm.jit.stretches.suits`, without coming back in between.

        rows      vm.jit.stretches.ROW words for each, one behind the other
        contents  their contexts and packets
        consumed  a bit for each map: ring buffers whose records user space takes after each invocation
        """
        number = len(rows) // len(ROW)
        fuel = number * MAX_SLOTS
        table, ends = array("Q", rows), array("Q", bytes(8 * len(END) * number))
        words = self._words
        self._before((), fuel)
        words[_CONSUMED] = 0
        self._raised, self._in_stretch = None, True
        done = self.code.stretch(
            self._mem, self._ctl, table.buffer_info()[0], number, contents, ends.buffer_info()[0], consumed
        )
        self._in_stretch = False
        words[_LOGGED] = words[_MOVED] = words[_REDIRECT] = 0
        outcome = self._outcome(0, fuel)
        return Stretch(done, ends.tolist(), words[_CONSUMED], outcome)

    def _before(self, arguments: Sequence[int], fuel: int) -> None:
        machine = self.machine
        world, task = machine.world, machine.world.task
        words = self._words
        words[_COUNT], words[_LIMIT], words[_FAULT], words[_TAIL] = 0, fuel, 0, 0
        words[_NOW], words[_CPU] = world.now_ns & U64, machine.cpu.number
        words[_PID_TGID] = (task.tgid << 32 | task.pid) & U64
        words[_UID_GID] = (task.gid << 32 | task.uid) & U64
        words[_CONTEXT] = arguments[0] if arguments else 0
        random = getattr(world, "random", None)
        if random is not None:
            words[_RANDOM] = random.state & U64
        self._hand_over()
        machine.tail_calls = 0
        machine.call_function = self._call_function
        self._follow_layout()

    def _hand_over(self) -> None:
        """The packet's borders, for native code to move."""
        packet, context, words = self.machine.packet, self.machine.context, self._words
        words[_MOVED] = words[_REDIRECT] = 0
        if packet is not None and context is not None:
            words[_META], words[_META + 1], words[_META + 2] = packet.meta, packet.data, packet.end
            words[_META + 3] = packet.limit
            words[INDEX["xdp"]] = context.is_xdp

    def _take_back(self) -> None:
        """What native code did so far of which the machine keeps a record of its own."""
        words, machine = self._words, self.machine
        for n in range(words[_LOGGED]):
            machine.emit(Committed(self._log[2 * n], self._log[2 * n + 1]))
        words[_LOGGED] = 0
        if words[_MOVED] and machine.packet is not None:
            words[_MOVED] = 0
            machine.packet.move(meta=words[_META], data=words[_META + 1], end=words[_META + 2])
        if words[_REDIRECT]:
            words[_REDIRECT] = 0
            machine.redirect = (words[INDEX["redirect_ifindex"]], words[INDEX["redirect_flags"]])

    def _follow_layout(self) -> None:
        """Keep the page table of a range-checked build true: which region a page belongs to, and its borders."""
        if not self.build.checked or self._generation == self.machine.memory.generation:
            return
        self._generation = self.machine.memory.generation
        pointers = 0
        regions = list(self.machine.memory.regions())
        table = (ctypes.c_uint64 * (3 * (len(regions) + 1)))()
        for page in self._shown:
            self._page_numbers[page] = 0
        for number, region in enumerate(regions, 1):
            table[3 * number : 3 * number + 3] = [region.start, region.end, region.access]
            for offset in region.pointers:
                pointers |= 1 << offset // 4
        numbers = {id(region): number for number, region in enumerate(regions, 1)}
        self._shown = [page - (ARENA >> 12) for page in self.machine.memory.pages]
        for page, region in zip(self._shown, self.machine.memory.pages.values(), strict=True):
            self._page_numbers[page] = numbers[id(region)]
        self._regions = table
        self._set("regions", ctypes.addressof(table))
        self._set("pointers", pointers)

    def _fault(self, fuel: int) -> Fault:
        words = self._words
        pc = words[INDEX["fault_pc"]]
        if isinstance(self._raised, FaultRaised):
            return self._raised.at(pc)
        kind = KINDS[words[_FAULT] - 1].name
        size = words[INDEX["fault_size"]]
        address = words[INDEX["fault_address"]] if size else None
        return Fault(kind=kind, pc=pc, message=self._message(kind, pc, address, size, fuel), address=address, size=size)

    def _message(self, kind: str, pc: int, address: int | None, size: int, fuel: int) -> str:
        """The sentence that the interpreter would have said: memory says it about its own faults."""
        if kind == "out-of-fuel":
            return f"the budget of {fuel} instructions is used up"
        if kind == "unaligned":
            return f"atomic operation on {size} bytes at {address:#x}"
        if address is not None:
            for access in (1, 2):
                try:
                    self.machine.memory.region(address, size, access)
                except FaultRaised as raised:
                    if raised.kind == kind and (access == 2) == self._stores(pc):
                        return raised.message
        return MESSAGES.get(kind, kind)

    def _stores(self, pc: int) -> bool:
        insn = self.units[self._words[INDEX["program"]]].insns[pc]
        return insn.opcode & 7 in {ST, STX} and not (insn.opcode & 0xE0 == MODE_ATOMIC and insn.imm == LOAD_ACQUIRE)

    # --- called from native code ------------------------------------------------------------

    def host(self, number: int, r1: int, r2: int, r3: int, r4: int, r5: int) -> int:
        """Helper `number`, or an old packet load. Exceptions must not cross native frames: they wait in `_raised`."""
        try:
            if number == HOST_LOAD & U64:
                return self._load_packet(signed(r1, 32), r2)
            registers = [0, r1, r2, r3, r4, r5, 0, 0, 0, 0, self._words[_FRAME]]
            if self._in_stretch:  # an odd case of a map operation: it knows no packet
                self.machine.cpu.number = self._words[_CPU]
                self._operation(number)(registers)
                return registers[0]
            self._take_back()
            self._operation(number)(registers)
            self._hand_over()
            self._follow_layout()
            return registers[0]
        except TailCall as taken:
            self._words[_TAIL] = taken.index + 1
        except FaultRaised as raised:
            if not self._words[_FAULT]:
                self._words[_FAULT] = FAULT_NUMBERS[raised.kind]
                self._raised = raised
        except BaseException as broken:  # noqa: BLE001 - ours; raised again behind the native frames
            self._words[_FAULT], self._raised = len(KINDS), broken
        return 0

    def _operation(self, number: int) -> Callable[[list[int]], None]:
        operation = self._bound.get(number)
        if operation is None:
            operation = self._bound[number] = bind(self.machine, HELPER_BY_ID[number])
        return operation

    def _load_packet(self, offset: int, size: int) -> int:
        if self.machine.packet is None:
            raise FaultRaised("bad-pointer", "there is no packet to load from")
        data = self.machine.packet.classic(offset, size)
        if data is None:
            self._set("ended", 1)
            return 0
        return int.from_bytes(data, "big")

    def _call_function(self, slot: int, arguments: Sequence[int]) -> int:
        """A helper calls the function at `slot` of the program that called it."""
        words = self._words
        if words[_COUNT] >= words[_LIMIT]:
            raise FaultRaised("out-of-fuel", f"the budget of {words[_LIMIT]} instructions is used up")
        frame, here = words[_FRAME], words[_FAULT_PC]
        if frame + STACK_STRIDE > ARENA + stack_top(FRAMES - 1):
            raise FaultRaised("call-depth", MESSAGES["call-depth"])
        given = (*arguments, 0, 0, 0, 0, 0)[:5]
        key = words[INDEX["program"]] << 32 | slot
        self._follow_layout()
        result = self.code.call(self._mem, self._ctl, key, *given, frame + STACK_STRIDE)
        words[_FRAME] = frame
        self._take_back()
        if words[_FAULT]:
            raise self._raised if isinstance(self._raised, FaultRaised) else FaultRaised("bad-jump", "in a callback")
        words[_FAULT_PC] = here  # helpers that the callback called left their own place there
        return result


def _units(programs: Sequence[Program], pointer_loads: Mapping[int, frozenset[int]]) -> list[Unit]:
    units, first = [], 0
    for index, program in enumerate(programs):
        loads = pointer_loads.get(index, frozenset())
        units.append(Unit(index=index, insns=program.insns, pointer_loads=loads, coverage=first))
        first += len(program.insns)
    return units


def map_link(instance: MapInstance) -> MapLink:
    """A map as native code is linked against it."""
    spec, slots = instance.spec, instance.slots
    return MapLink(
        type=spec.type,
        key_size=spec.key_size,
        value_size=spec.value_size,
        max_entries=spec.max_entries,
        flags=spec.flags,
        values=slots.region.start if slots is not None and slots.capacity else None,
        area=instance.region.start if isinstance(instance, RingBuffer) else None,
    )


def flat_buffers(instance: MapInstance) -> list[bytearray | memoryview | None]:
    """The flat buffers of a map, in the order of DESCRIPTOR."""
    flat: dict[str, bytearray | memoryview] = {}
    if instance.slots is not None:
        flat |= {"keys": instance.slots.keys, "live": instance.slots.live, "top": instance.slots.used}
    if isinstance(instance, HashMap | LpmTrie):
        table = instance.table
        flat |= {"keys": table.keys, "heads": table.heads, "chain": table.chain, "counts": table.counts}
    if isinstance(instance, LruHashMap):
        flat["order"] = instance.recency.order
    if isinstance(instance, LpmTrie):
        flat["lengths"] = instance.lengths
    if isinstance(instance, QueueMap):
        flat |= {"store": instance.store, "state": instance.state}
    if isinstance(instance, RingBuffer):
        flat |= {"positions": instance.positions, "pending": instance.pending}
    return [flat.get(name) for name in DESCRIPTOR]
