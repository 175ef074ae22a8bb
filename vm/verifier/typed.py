"""Loads through pointers whose target the kernel's type information describes: a map's own address, the current task.

A load must read one member: numbers at any place inside, addresses whole. What an address brings is a typed pointer
again, about which nothing is promised; or, where it does not lead to a structure, read-only memory of unknown size.
The processor's faults on such loads are caught: they bring 0 then.
"""

from typing import Final, NamedTuple

from vm.facts.kernel_types import KernelType, Member, kernel_type, spelt
from vm.facts.map_types import KERNEL_STRUCTS
from vm.verifier import tnum
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import UNKNOWN
from vm.verifier.values import (
    BTF_ID,
    MEM,
    RCU,
    RDONLY,
    TRUSTED,
    UNTRUSTED,
    Pointer,
    Value,
    kind_text,
)
from vm.verifier.walk import Walk

_RCU_MEMBERS: Final = frozenset((
    ("task_struct", "cpus_ptr"), ("task_struct", "group_leader"), ("task_struct", "real_parent"),
    ("task_struct", "cgroups"), ("cgroup", "kn"), ("css_set", "dfl_cgrp"), ("cgroup_subsys_state", "cgroup"),
))  # fmt: skip
"""Members that lead to what lives until the program ends, if their owner does."""


def check_map_object(walk: Walk, register: int, pointer: Pointer, off: int, size: int, *, write: bool) -> Value:
    """What a load from the kernel's own object behind a map brings."""
    assert pointer.map is not None
    struct = KERNEL_STRUCTS.get(pointer.map.type, "bpf_map")
    code, errno_name = "access.map-object", "EACCES"
    if not walk.profile.pointer_leaks:
        errno_name = "EPERM"
        line = f"'struct {struct}' access is allowed only to CAP_PERFMON and CAP_SYS_ADMIN"
    elif off < 0:
        line = f"R{register} is {struct} invalid negative access: off={off}"
    elif write:
        line = f"only read from {struct} is supported"
    else:
        return _member_read(walk, register, pointer, struct, off, size)
    raise Refuse(code, errno_name, line, register=register, value=pointer, off=off)


def check_typed(walk: Walk, register: int, pointer: Pointer, off: int, size: int, *, write: bool) -> Value:
    """What a load through a typed pointer brings; `off` counts from the structure's beginning."""
    struct, kind = spelt(pointer.btf), kind_text(pointer)
    errno_name, line = "EACCES", ""
    if not walk.profile.pointer_leaks:
        errno_name, line = "EPERM", f"'struct {struct}' access is allowed only to CAP_PERFMON and CAP_SYS_ADMIN"
    elif off < 0:
        line = f"R{register} is ptr_{struct} invalid negative access: off={off}"
    elif pointer.var.mask or pointer.var.value:
        place = tnum.text(pointer.var.value, pointer.var.mask)
        line = f"R{register} is ptr_{struct} invalid variable offset: off={off}, var_off={place}"
    elif write:
        line = "only read is supported"
    if line:
        raise Refuse("access.typed", errno_name, line, register=register, value=pointer, off=off, kind=kind)
    return _member_read(walk, register, pointer, pointer.btf, off, size)


def _member_read(walk: Walk, register: int, pointer: Pointer, struct: str, off: int, size: int) -> Value:
    found = _find(register, pointer, kernel_type(struct), off, size)
    walk.kernel_loads.add(walk.pc)
    owner, member = found.owner, found.member
    if member is None or not member.pointer:
        return UNKNOWN
    if not member.struct:
        return Pointer(MEM, RDONLY | UNTRUSTED)
    if found.overlaid:
        return Pointer(BTF_ID, UNTRUSTED, btf=member.struct)
    lasting = pointer.flags & (TRUSTED | RCU) and (owner.name, member.name) in _RCU_MEMBERS
    return Pointer(BTF_ID, RCU if lasting else pointer.flags & UNTRUSTED, btf=member.struct)


def check_is(register: int, pointer: Pointer, wanted: str) -> None:
    """Refuse a pointer that leads neither to a `wanted` nor to something that begins with one."""
    name, off, lines = pointer.btf, pointer.off, []
    while name != wanted or off:
        try:
            held = _held(kernel_type(name), off)
            if held is None:
                _find(register, pointer, kernel_type(name), off, 1)
        except Refuse as refusal:
            held, lines = None, list(refusal.lines)
        if held is None:
            line = f"R{register} is of type {spelt(pointer.btf)} but {wanted} is expected"
            raise Refuse("call.wrong-type", "EACCES", *lines, line, register=register, value=pointer)
        name, off = held, 0


class _Found(NamedTuple):
    """What a load reads.

    owner      the innermost structure
    member     its member; None where numbers are read
    overlaid   it lies in a union, where it may be something else as well
    """

    owner: KernelType
    member: Member | None
    overlaid: bool


def _find(register: int, pointer: Pointer, type_: KernelType, off: int, size: int) -> _Found:
    """What a load of `size` bytes at `off` of a structure reads."""
    overlaid = False
    while True:
        overlaid = overlaid or (type_.union and len(type_.members) != 1)
        if off + size > type_.size:
            inner = _behind(type_, off)
            if inner is None:
                line = f"access beyond struct {type_.name} at off {off} size {size}"
                raise _refuse("EACCES", line, register, pointer, off)
            if not inner.struct:
                return _Found(type_, None, overlaid)
            type_, off = _element(inner, off)
            continue
        member = _at(type_, off, size)
        if member is None:
            line = f"struct {type_.name} doesn't have field at offset {off}"
            raise _refuse("EINVAL", line, register, pointer, off)
        if member.width:
            return _Found(type_, None, overlaid)
        if member.struct and not member.pointer:
            type_, off = _element(member, off)
            continue
        begins = member.bit // 8
        end = begins + member.size * abs(member.count)
        if member.pointer:
            begins += (off - begins) // 8 * 8
            if off != begins or size != 8:
                line = (
                    f"cannot access ptr member {member.name} with moff {begins} in struct {type_.name} with off {off}"
                )
                raise _refuse("EACCES", f"{line} size {size}", register, pointer, off)
            return _Found(type_, member, overlaid)
        if off + size > end and not overlaid:
            line = f"access beyond the end of member {member.name} (mend:{end}) in struct {type_.name}"
            raise _refuse("EACCES", f"{line} with off {off} size {size}", register, pointer, off)
        return _Found(type_, None, overlaid)


def _at(type_: KernelType, off: int, size: int) -> Member | None:
    """The member that bytes [off, off + size) lie in, as the kernel looks for it: in order, the first that fits."""
    for member in type_.members:
        begins = member.bit // 8
        if off + size <= begins:
            return None
        if member.width:
            if off <= begins and (member.bit + member.width + 7) // 8 <= off + size:
                return member
            continue
        if off < begins:
            return None
        if off < begins + member.size * abs(member.count):
            return member
    return None


def _behind(type_: KernelType, off: int) -> Member | None:
    """The array without a size that ends the structure, if the load is in it."""
    last = type_.members[-1] if type_.members else None
    if last is None or last.count or last.pointer or off < last.bit // 8:
        return None
    return last


def _held(type_: KernelType, off: int) -> str | None:
    """The structure held by value that begins at `off`."""
    while True:
        member = _at(type_, off, 1)
        if member is None or member.pointer or not member.struct:
            return None
        type_, off = _element(member, off)
        if not off:
            return member.struct


def _element(member: Member, off: int) -> tuple[KernelType, int]:
    """The structure held by value, and the offset in it: arrays count from the element's beginning."""
    return kernel_type(member.struct), (off - member.bit // 8) % member.size


def _refuse(errno_name: str, line: str, register: int, pointer: Pointer, off: int) -> Refuse:
    return Refuse("access.typed", errno_name, line, register=register, value=pointer, off=off, kind=kind_text(pointer))
