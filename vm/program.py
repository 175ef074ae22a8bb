"""What a loader hands to the kernel: programs, maps, and where each instruction was written.

Plain values. The assembler, the ELF reader and the batch command make them; verifier, engines and
session take them.
"""

from dataclasses import dataclass, field

from vm.errors import Span
from vm.facts.baseline import CPUS
from vm.facts.map_types import MAP_TYPE_BY_NAME
from vm.insn import Instruction


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """How to create a map, as BPF_MAP_CREATE takes it.

    type         the kernel's name in lower case, a row of `vm.facts.map_types`
    key_size     bytes
    value_size   bytes
    contents     (key, value) pairs stored after creation
    inner        template of the inner maps of array_of_maps and hash_of_maps
    frozen       user space cannot write to it any more once it has its contents, as libbpf does with constants
    """

    name: str
    type: str
    key_size: int
    value_size: int
    max_entries: int
    flags: int = 0
    map_extra: int = 0
    contents: tuple[tuple[bytes, bytes], ...] = ()
    inner: "MapSpec | None" = None
    frozen: bool = False
    span: Span | None = field(default=None, compare=False)


def map_bytes(spec: MapSpec) -> int:
    """Memory that a map takes, about what bpf(2) would charge for it."""
    if spec.type in {"ringbuf", "user_ringbuf"}:
        return spec.max_entries
    row = MAP_TYPE_BY_NAME.get(spec.type)
    copies = CPUS if row is not None and row.per_cpu else 1
    return spec.max_entries * (max(8, spec.value_size) * copies + spec.key_size + 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMap:
    """Where each slot was written, and what its author called the places. Never changes a verdict.

    spans    one entry a slot; None for a slot nobody wrote (the second half of ld_imm64)
    labels   slot -> label in front of it
    """

    spans: tuple[Span | None, ...] = ()
    labels: tuple[tuple[int, str], ...] = ()

    def line(self, pc: int) -> int | None:
        """Source line of slot `pc`, counting from 1."""
        span = self.spans[pc] if 0 <= pc < len(self.spans) else None
        return span.line if span else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subprogram:
    """A function inside a program. The first one, at slot 0, is the program itself."""

    name: str
    start: int  # slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program ready to load.

    name                   its entry label, or made from the section
    section                as written, e.g. "kprobe/vfs_read"; names the hook
    prog_type              a row of `vm.facts.program_types`
    expected_attach_type   as in bpf(2)
    insns                  slots; in ld_imm64 with src 1 (map) or 2 (map value) `imm` is an index into
                           `maps`, as in the batch format; an index outside counts as descriptor -1
    maps                   all maps of the object, used here or not, same order in every program of it
    flags                  BPF_F_* of BPF_PROG_LOAD
    subprograms            known function starts, when the author's tool knew them (func_info); () when not
    """

    name: str
    section: str
    prog_type: str
    insns: tuple[Instruction, ...]
    maps: tuple[MapSpec, ...] = ()
    expected_attach_type: int = 0
    license: str = "GPL"
    flags: int = 0
    subprograms: tuple[Subprogram, ...] = ()
    source_map: SourceMap = SourceMap()


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """What one source text or one ELF file holds.

    programs   in the order written
    maps       shared by all of them
    records    ring record layouts the source declares: (name, ((field, type), ...)) each
    """

    programs: tuple[Program, ...]
    maps: tuple[MapSpec, ...] = ()
    license: str = "GPL"
    records: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
