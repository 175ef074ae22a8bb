"""perf_event sampling: on every CPU a clock strikes, again and again, under whoever runs there.

The event is `cpu-clock`, the one that is there on every machine: a timer on each CPU. It strikes in the idle
task too, as in Linux; a counter of cycles would stand still there. `sample_period` is in nanoseconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vm.kernel import contexts, layout
from vm.kernel.agenda import Agenda
from vm.kernel.firing import Firing, Firings

OFFSET: Final = 0x24
"""How far into a function a sample finds the instruction pointer."""


@dataclass(frozen=True, slots=True, eq=False)
class Sampler:
    """The clock of one CPU."""

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
        task = self.firings.world.task
        space, inside = task.space, task.frames or (layout.IDLE if task.space is None else None)
        stack: tuple[int, ...] = ()
        if inside:  # some way into the innermost kernel function
            ip, sp, where = inside[-1] + OFFSET, task.stack + 0x3C0, "default_idle" if space is None else "the kernel"
            stack = layout.call_stack(inside, ip)
        else:
            assert space is not None
            where = task.functions[-1] if task.functions else "main_loop"
            ip, sp = space.function(where) + OFFSET, space.data + 0x800
        regs = contexts.registers(ip=ip, sp=sp, user=not stack)
        return self.firings.sample(
            contexts.perf_event(regs=regs, period=self.every_ns, address=0),
            stack, space.call_stack(task.functions, 0 if stack else ip) if space else (),
            note=f"sample in {task.name}, {where}, at {ip:#x}",
        )  # fmt: skip
