"""perf_event sampling: on every CPU a counter runs over, again and again, under whoever runs there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vm.kernel import contexts, layout
from vm.kernel.agenda import Agenda
from vm.kernel.firing import Firing, Firings

OFFSET: Final = 0x24
"""How far into a function a sample finds the instruction pointer."""

PERIOD: Final = 1_000_000
"""`sample_period`: cycles, as the counter was asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Sampler:
    """The counter of one CPU."""

    number: int
    cpu: int
    every_ns: int
    agenda: Agenda
    firings: Firings

    def happen(self, time: int) -> Iterator[Firing]:
        self.firings.world.at(time, self.cpu)
        yield self._sample()
        self.agenda.put(time + self.every_ns, self)

    def _sample(self) -> Firing:
        task, user = self.firings.world.task, False
        if task.frames:  # inside of the kernel, some way into the innermost function
            ip, sp, where = task.frames[-1] + OFFSET, task.stack + 0x3C0, "the kernel"
        elif task.space is not None:
            ip, sp, user = task.space.function(task.function) + OFFSET, task.space.data + 0x800, True
            where = task.function
        else:
            ip, sp, where = layout.function_address("default_idle"), task.address + 0x800, "default_idle"
        regs = contexts.registers(ip=ip, sp=sp, user=user)
        data = contexts.perf_event(regs=regs, period=PERIOD, address=0)
        note = f"sample in {task.name}, {where}, at {ip:#x}"
        return self.firings.sample(data, note)
