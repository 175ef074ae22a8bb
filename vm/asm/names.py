"""Names that need no declaration: context fields, fields of kernel structures and tracepoints, verdicts."""

from typing import Final

from vm.asm.cursor import nearest
from vm.facts import contexts, map_types, program_types, structs, syscalls, tracepoints
from vm.facts.layouts import layouts


def _fields() -> dict[str, int]:
    offsets: dict[str, int] = {}
    entries = (make(call) for call in syscalls.SYSCALLS for make in (syscalls.enter, syscalls.leave))
    for point in (*entries, *tracepoints.TRACEPOINTS):
        offsets |= {f"{point.name}.{field.name}": field.offset for field in (*tracepoints.HEADER, *point.fields)}
    for struct in structs.STRUCTS:
        offsets |= {f"{struct.name}.{member.name}": member.offset for member in struct.members}
    for context in contexts.CONTEXTS:
        offsets |= {f"{context.name}.{field.name}": field.offset for field in context.fields}
    return offsets


FIELDS: Final = _fields()
"""`structure.field` -> byte offset."""


def offset_of(name: str) -> int | None:
    """The byte offset of `structure.field`, or of a field in an embedded structure, as in `sock.__sk_common.skc_dport`.

    None where Linux 6.18 has no such field on x86-64, or a bit field, which has no byte of its own.
    """
    known = FIELDS.get(name)
    if known is not None:
        return known
    head, *path = name.split(".")
    offset, kind = 0, f".{head}"
    for part in path:
        layout = layouts().get(kind[1:]) if kind.startswith(".") else None
        place = layout.fields.get(part) if layout else None
        if place is None or place.width:
            return None
        offset, kind = offset + place.bit // 8, place.type.partition("[")[0]
    return offset


STRUCTURES: Final = frozenset(name.partition(".")[0] for name in FIELDS)

# Flags of helpers, from Linux's uapi header bpf.h.
_FLAGS: Final = {
    "BPF_ANY": 0, "BPF_NOEXIST": 1, "BPF_EXIST": 2, "BPF_F_LOCK": 4,
    "BPF_F_INDEX_MASK": 0xFFFFFFFF, "BPF_F_CURRENT_CPU": 0xFFFFFFFF,
    "BPF_F_SKIP_FIELD_MASK": 0xFF, "BPF_F_USER_STACK": 1 << 8, "BPF_F_FAST_STACK_CMP": 1 << 9, "BPF_F_REUSE_STACKID": 1 << 10,
    "BPF_F_RECOMPUTE_CSUM": 1, "BPF_F_INVALIDATE_HASH": 2,
    "BPF_F_PSEUDO_HDR": 1 << 4, "BPF_F_MARK_MANGLED_0": 1 << 5, "BPF_F_MARK_ENFORCE": 1 << 6,
    "BPF_RB_NO_WAKEUP": 1, "BPF_RB_FORCE_WAKEUP": 2,
    "BPF_RB_AVAIL_DATA": 0, "BPF_RB_RING_SIZE": 1, "BPF_RB_CONS_POS": 2, "BPF_RB_PROD_POS": 3,
    "BPF_F_INGRESS": 1, "BPF_F_BROADCAST": 8, "BPF_F_EXCLUDE_INGRESS": 16,
}  # fmt: skip

CONSTANTS: Final = {
    row.name: row.value for row in (*program_types.XDP_VERDICTS, *program_types.TC_VERDICTS, *map_types.MAP_FLAGS)
} | _FLAGS
"""`XDP_DROP`, `BPF_ANY` and their kin -> value. A source may define them anew."""


def field_hint(name: str) -> str:
    """Did-you-mean for an unknown `structure.field`."""
    head, _, _ = name.partition(".")
    layout = layouts().get(head)
    if head not in STRUCTURES and layout is None:
        return nearest(head, {*STRUCTURES, *layouts()})
    fields = [known for known in FIELDS if known.startswith(f"{head}.")]
    fields = fields or [f"{head}.{field}" for field in (layout.fields if layout else ())]
    return nearest(name, fields) or f"fields: {', '.join(sorted(fields, key=lambda field: offset_of(field) or 0)[:8])}"
