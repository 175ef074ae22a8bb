"""What an invocation finds in the control block, and what it leaves there.

What a helper may ask of the world is written down before; what native code did of which the machine
keeps a record of its own (records, borders of the packet, where it goes) is read afterwards, and before and
after each helper that the host runs.
"""

import ctypes
from collections.abc import Sequence
from typing import Final

from vm.jit.control import INDEX, Control
from vm.jit.rings import LOG
from vm.runtime.alu import U64
from vm.runtime.machine import Committed, Machine

_COUNT, _LIMIT, _FAULT, _TAIL = (INDEX[name] for name in ("count", "limit", "fault", "tail"))
_NOW, _CPU, _PID_TGID, _UID_GID, _CONTEXT, _RANDOM = (
    INDEX[name] for name in ("now_ns", "cpu", "pid_tgid", "uid_gid", "context", "random")
)
_LOGGED, _MOVED, _REDIRECT, _META = (INDEX[name] for name in ("logged", "moved", "redirect", "packet_meta"))
_XDP: Final = INDEX["xdp"]
_IFINDEX, _FLAGS = INDEX["redirect_ifindex"], INDEX["redirect_flags"]


class Scene:
    """Of one machine and one control block."""

    def __init__(self, machine: Machine, control: Control) -> None:
        self._machine, self._words = machine, control.words
        self._log = (ctypes.c_uint64 * (2 * LOG))()
        control.set("log", ctypes.addressof(self._log))

    def begin(self, arguments: Sequence[int], fuel: int) -> None:
        """An invocation begins, with r1, r2 = `arguments`."""
        machine, words = self._machine, self._words
        world, task = machine.world, machine.world.task
        words[_COUNT], words[_LIMIT], words[_FAULT], words[_TAIL] = 0, fuel, 0, 0
        words[_NOW], words[_CPU] = world.now_ns & U64, machine.cpu.number
        words[_PID_TGID] = (task.tgid << 32 | task.pid) & U64
        words[_UID_GID] = (task.gid << 32 | task.uid) & U64
        words[_CONTEXT] = arguments[0] if arguments else 0
        random = getattr(world, "random", None)
        if random is not None:
            words[_RANDOM] = random.state & U64
        self.hand_over()
        machine.tail_calls = 0

    def end(self) -> None:
        """It is over."""
        self.take_back()
        random = getattr(self._machine.world, "random", None)
        if random is not None:
            random.state = self._words[_RANDOM]

    def hand_over(self) -> None:
        """The packet's borders, for native code to move."""
        packet, context, words = self._machine.packet, self._machine.context, self._words
        words[_MOVED] = words[_REDIRECT] = 0
        if packet is not None and context is not None:
            words[_META], words[_META + 1], words[_META + 2] = packet.meta, packet.data, packet.end
            words[_META + 3] = packet.limit
            words[_XDP] = context.is_xdp

    def take_back(self) -> None:
        """What native code did so far of which the machine keeps a record of its own."""
        words, machine = self._words, self._machine
        for n in range(words[_LOGGED]):
            machine.emit(Committed(self._log[2 * n], self._log[2 * n + 1]))
        words[_LOGGED] = 0
        if words[_MOVED] and machine.packet is not None:
            words[_MOVED] = 0
            machine.packet.move(meta=words[_META], data=words[_META + 1], end=words[_META + 2])
        if words[_REDIRECT]:
            words[_REDIRECT] = 0
            machine.redirect = (words[_IFINDEX], words[_FLAGS])

    def drop(self) -> None:
        """Of a stretch: its outputs were counted, and nobody keeps them."""
        self._words[_LOGGED] = self._words[_MOVED] = self._words[_REDIRECT] = 0
