"""Native code as an engine: the same face as the interpreter, the same bytes afterwards.

A module holds all programs of a machine, so that tail calls stay in native code. What a helper may
ask of the world is copied into the control block before an invocation, and what programs change
there is copied back (`vm.jit.scene`). Helpers without native code come to `host`, which runs the very
body that the interpreter would.
"""

import ctypes
from array import array
from collections.abc import Callable, Mapping, Sequence

from vm.facts.helpers import HELPER_BY_ID
from vm.jit import callback, execute, faults
from vm.jit.blocks import NotLowered
from vm.jit.body import Build
from vm.jit.calls import HOST_LOAD, calls_back
from vm.jit.control import INDEX, Control
from vm.jit.linkage import Linkage, units_of
from vm.jit.making import ObjectCache, made
from vm.jit.numbers import FAULT_NUMBERS
from vm.jit.pages import Pages
from vm.jit.places import Places, map_link
from vm.jit.scene import Scene
from vm.jit.stretches import END, MAX_SLOTS, ROW, Stretch
from vm.program import Program
from vm.runtime.alu import U64, signed
from vm.runtime.faults import KINDS, Fault, FaultRaised
from vm.runtime.helpers import bind
from vm.runtime.machine import Machine, Outcome, TailCall
from vm.runtime.memory import ARENA, FRAMES, STACK_STRIDE, stack_top

_COUNT, _LIMIT, _FAULT, _TAIL, _FRAME = (INDEX[name] for name in ("count", "limit", "fault", "tail", "frame"))
_FAULT_PC, _PROGRAM, _CPU, _CONSUMED = (INDEX[name] for name in ("fault_pc", "program", "cpu", "consumed"))


class Native:
    """All programs of a machine, compiled.

    machine         its memory must be one arena (`Memory.arena` is not None)
    pointer_loads   by program: slots of the context loads that yield packet pointers, from the verifier.
                    A program without an entry was not verified: then every access is range-checked
    coverage        `counts` is wanted
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
        self.programs = tuple(programs)
        verified = all(index in pointer_loads for index in range(len(programs)))
        self.build = Build(checked=not verified, coverage=coverage, loops=loops, stretches=stretches)
        self.units = units_of(programs, pointer_loads)
        self.linkage = Linkage([map_link(instance) for instance in machine.maps])
        image = made(self.units, self.linkage, self.build, level, cache)
        self.code = execute.Code(image, loops=loops, callbacks=calls_back(self.units), stretches=stretches)
        self._control = Control()
        self._words, self._ctl = self._control.words, self._control.address
        callback.hosts[self._ctl] = self
        self._control.set("callback", callback.ADDRESS)
        self._hits = (ctypes.c_uint64 * sum(len(unit.insns) for unit in self.units))() if coverage else None
        if self._hits is not None:
            self._control.set("coverage", ctypes.addressof(self._hits))
        self._raised: BaseException | None = None
        self._in_stretch = False
        self.onto(machine)

    def onto(self, machine: Machine) -> None:
        """Run on `machine` from now on, whose maps are like those that the code was made for."""
        self.machine = machine
        self._bound: dict[int, Callable[[list[int]], None]] = {}
        self._places = Places(machine, self._control)
        self._mem = self._places.arena
        self._scene = Scene(machine, self._control)
        self._pages = Pages(machine.memory, self._control) if self.build.checked else None

    def counts(self) -> list[list[int]]:
        """By program, by slot: how often each instruction began. Of a coverage build."""
        assert self._hits is not None
        return [self._hits[unit.coverage : unit.coverage + len(unit.insns)] for unit in self.units]

    # --- running ----------------------------------------------------------------------------

    def run(self, program: int, arguments: Sequence[int], fuel: int) -> Outcome:
        """One invocation of program number `program` with r1, r2 = `arguments`."""
        self._before(arguments, fuel)
        first, second, *_ = (*arguments, 0, 0)
        return self._outcome(self.code.run(self._mem, self._ctl, program, first, second))

    def repeat(self, program: int, arguments: Sequence[int], fuel: int, times: int) -> Outcome:
        """`times` invocations on the same context, without coming back in between; the count is of all together."""
        self._before(arguments, fuel)
        first, second, *_ = (*arguments, 0, 0)
        return self._outcome(self.code.repeat(self._mem, self._ctl, program, first, second, times))

    def batch(self, program: int, frames: Sequence[tuple[int, int]], rounds: int, fuel: int) -> tuple[int, list[int]]:
        """An XDP program over frames in the arena: (invocations, how often each verdict 0 to 4 and any other).

        frames   (offset of the first byte, offset of the end) in the arena
        """
        self._before((), fuel)
        table = (ctypes.c_uint32 * (2 * len(frames)))(*[offset for frame in frames for offset in frame])
        counts = (ctypes.c_uint64 * 6)()
        done = self.code.batch(self._mem, self._ctl, program, table, len(frames), rounds, counts)
        self._outcome(0)
        return done, list(counts)

    def stretch(self, rows: Sequence[int], contents: bytes, consumed: int) -> Stretch:
        """Invocations of verified programs that `vm.jit.stretches.suits`, without coming back in between.

        rows      vm.jit.stretches.ROW words for each, one behind the other
        contents  their contexts and packets
        consumed  a bit for each map: ring buffers whose records user space takes after each invocation
        """
        number = len(rows) // len(ROW)
        table, ends = array("Q", rows), array("Q", bytes(8 * len(END) * number))
        self._before((), number * MAX_SLOTS)
        self._words[_CONSUMED] = 0
        self._in_stretch = True
        done = self.code.stretch(
            self._mem, self._ctl, table.buffer_info()[0], number, contents, ends.buffer_info()[0], consumed
        )
        self._in_stretch = False
        self._scene.drop()
        outcome = self._outcome(0)
        return Stretch(done, ends.tolist(), self._words[_CONSUMED], outcome)

    def _before(self, arguments: Sequence[int], fuel: int) -> None:
        self._raised = None
        self._scene.begin(arguments, fuel)
        self.machine.call_function = self._call_function
        self._follow_layout()

    def _follow_layout(self) -> None:
        if self._pages is not None:
            self._pages.follow()

    def _outcome(self, retval: int) -> Outcome:
        """What came back, from the control block."""
        self._scene.end()
        if self._raised is not None and not isinstance(self._raised, FaultRaised):
            raise self._raised
        count = self._words[_COUNT]
        if self._words[_FAULT]:
            return Outcome(retval=0, insns=count, fault=self._fault())
        return Outcome(retval=retval, insns=count)

    def _fault(self) -> Fault:
        pc, words = self._words[_FAULT_PC], self._words
        if isinstance(self._raised, FaultRaised):
            return self._raised.at(pc)
        return faults.noted(self._control, self.machine.memory, self.units[words[_PROGRAM]].insns[pc])

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
            self._scene.take_back()
            self._operation(number)(registers)
            self._scene.hand_over()
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
            self._control.set("ended", 1)
            return 0
        return int.from_bytes(data, "big")

    def _call_function(self, slot: int, arguments: Sequence[int]) -> int:
        """A helper calls the function at `slot` of the program that called it."""
        words = self._words
        if words[_COUNT] >= words[_LIMIT]:
            raise FaultRaised("out-of-fuel", faults.out_of_fuel(self._control))
        frame, here = words[_FRAME], words[_FAULT_PC]
        if frame + STACK_STRIDE > ARENA + stack_top(FRAMES - 1):
            raise FaultRaised("call-depth", faults.TOO_DEEP)
        given = (*arguments, 0, 0, 0, 0, 0)[:5]
        key = words[_PROGRAM] << 32 | slot
        self._follow_layout()
        result = self.code.call(self._mem, self._ctl, key, *given, frame + STACK_STRIDE)
        words[_FRAME] = frame
        self._scene.take_back()
        if words[_FAULT]:
            raise self._raised if isinstance(self._raised, FaultRaised) else FaultRaised("bad-jump", "in a callback")
        words[_FAULT_PC] = here  # helpers that the callback called left their own place there
        return result
