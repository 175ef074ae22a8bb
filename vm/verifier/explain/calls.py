"""Refused calls: helpers, their arguments, functions, what was taken and not given back."""

from collections.abc import Mapping
from typing import Final

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID, HELPER_BY_NAME, HELPERS, Arg, Helper
from vm.facts.map_types import MAP_TYPE_BY_NAME
from vm.verifier.explain.case import Case, Teller, Told
from vm.verifier.explain.words import describe, many, map_name
from vm.verifier.scalar import Scalar
from vm.verifier.values import NotInit, Pointer

KIN: Final = 4
"""Helpers named as alternatives."""
INSTEAD: Final[Mapping[str, str]] = {
    "skb_load_bytes": "xdp_load_bytes",
    "skb_store_bytes": "xdp_store_bytes",
    "xdp_load_bytes": "skb_load_bytes",
    "xdp_store_bytes": "skb_store_bytes",
    "xdp_adjust_head": "skb_adjust_room",
    "skb_adjust_room": "xdp_adjust_head",
    "skb_change_head": "xdp_adjust_head",
    "skb_change_tail": "xdp_adjust_tail",
    "xdp_adjust_tail": "skb_change_tail",
    "redirect_map": "redirect",
    "copy_from_user": "probe_read_user",
}
"""The helper that does the same for another kind of program."""


def _not_allowed(case: Case) -> Told:
    prog_type, helper = case.program.prog_type, case.helper
    name = case.word("helper") or "this helper"
    where = sorted(helper.where) if helper else []
    if prog_type in where:  # barred for this loader, or for this kind of hook, not for the type
        return Told(
            f"{name} cannot be called here, though programs of type {prog_type} may call it in general.",
            f"The loader is {case.walk.profile.name}; the program hooks {case.program.section}." if case.walk else "",
            "The helper shows kernel memory, or changes what the hooked function does: it asks for more rights.",
            "Load with CAP_PERFMON, or hook a place that allows it.",
        )
    return Told(
        f"Programs of type {prog_type} cannot call {name}.",
        f"It may be called by: {', '.join(where)}." if where else "No program type of this playground may call it.",
        f"A helper that {prog_type} programs may call.",
        _alternatives(helper, prog_type),
    )


def _alternatives(helper: Helper | None, prog_type: str) -> str:
    """Helpers of this type of program that do what was wanted, or something like it."""
    if helper is None or not helper.where:
        return ""
    twin = HELPER_BY_NAME.get(INSTEAD.get(helper.name, ""))
    if helper.note == "sleeps" and twin is None:
        return ""
    if twin is not None and prog_type in twin.where:
        return f"For {prog_type} there is {twin.bpf_name}."
    words = [word for word in helper.name.split("_") if word not in {"get", "set", "bpf"}]
    kin = [h.bpf_name for h in HELPERS if prog_type in h.where and set(words[:2]) & set(h.name.split("_"))][:KIN]
    return f"Perhaps one of these does for {prog_type}: {', '.join(kin)}." if kin else ""


def _unknown(case: Case) -> Told:
    return Told(
        f"There is no helper number {case.insn.imm}.",
        f"Helpers have the numbers 1 to {HELPERS[-1].id}.",
        "The number of a helper, or better its name: `call bpf_ktime_get_ns`.",
    )


def _gpl_only(case: Case) -> Told:
    name = case.word("helper") or "This helper"
    licence = case.program.license
    return Told(
        f"{name} may only be called by programs whose licence is compatible with the GPL.",
        f'The licence of this program is "{licence}".' if licence else "This program names no licence.",
        'A licence such as "GPL" or "Dual BSD/GPL".',
    )


def _sleeps(case: Case) -> Told:
    helper = case.helper
    return Told(
        f"{case.actor} may wait for memory, and this program runs where nothing may wait.",
        f"The program hooks {case.program.section} and is not loaded as sleepable.",
        "Only sleepable programs, such as uprobes loaded so, may call it.",
        _alternatives(helper, case.program.prog_type),
    )


def _signature(helper: Helper) -> str:
    return f"{helper.bpf_name}({', '.join(param.name for param in helper.params)})"


def _wrong_type(case: Case) -> Told:
    helper, r = case.helper, case.r
    if helper is None or not 1 <= case.register <= len(helper.params):
        return Told(f"`{case.text}` gets something else in {r} than it takes.", f"{r} is {describe(case.value)}.")
    param = helper.params[case.register - 1]
    return Told(
        f"Argument {case.register} of {helper.bpf_name} ({param.name}) must be {KINDS[param.kind]}, "
        f"but {r} is {describe(case.value)}.",
        f"{r} is {describe(case.value)}.",
        f"In {_signature(helper)}, {param.name} is {KINDS[param.kind]}.",
        _hint(case, param.kind),
    )


def _hint(case: Case, kind: Arg) -> str:
    """What is mostly forgotten where this kind of argument is due."""
    r, value = case.r, case.value
    if kind is Arg.MAP:
        return f"Load the map: `{r} = NAME ll`."
    if kind is Arg.CTX:
        moved = isinstance(value, Pointer) and value.kind == "ctx"
        return (
            "Pass it unmoved." if moved else f"Keep the context in r6 at the start (`r6 = r1`) and pass it: `{r} = r6`."
        )
    if isinstance(value, Pointer) and value.kind in {"map_value", "mem", "map_ptr"} and "or_null" in describe(value):
        return f"Check it first: `if {r} == 0 goto ...`."
    if isinstance(value, Scalar) and kind.value.startswith(("map-", "mem", "long", "u32")):
        return f"Put the bytes on the stack and pass their address: `{r} = r10`, `{r} += -8`."
    return ""


def _not_constant(case: Case) -> Told:
    name = case.helper.bpf_name if case.helper else "the helper"
    return Told(
        f"The size given to {name} in {case.r} differs from run to run.",
        case.held,
        f"{name} needs one constant size.",
    )


def _size_unbounded(case: Case) -> Told:
    r, buffer = case.r, case.register - 1
    return Told(
        f"The length in {r} is not limited to anything that a buffer has, in `{case.text}`.",
        f"{r} is {describe(case.value)}; the buffer r{buffer} is {describe(case.value_of(buffer))}.",
        f"{r} must not exceed the size of the buffer.",
    )


def _map_mismatch(case: Case) -> Told:
    spec = case.map_called(case.word("map"))
    helper = case.helper
    who = helper.bpf_name if helper else "The helper"
    if spec is None:
        return Told(f"{who} does not work on this map.", "", "Each map type has its own helpers.")
    row = MAP_TYPE_BY_NAME[spec.type]
    takers = [other.name for other in MAP_TYPE_BY_NAME.values() if helper and helper.name in other.helpers]
    return Told(
        f"{who} does not work on {spec.name}, which is of type {spec.type}.",
        f"{spec.type}: {row.doc}.",
        f"{who} takes: {', '.join(takers)}." if takers else "",
        f"Helpers for {spec.type} maps: {', '.join('bpf_' + name for name in row.helpers)}."
        if row.helpers
        else f"No helper takes {spec.type} maps.",
    )


def _not_a_prog_array(case: Case) -> Told:
    value = case.value_of(2)
    return Told(
        "bpf_tail_call takes a prog_array as its second argument.",
        f"r2 is {describe(value)}{f', which is of type {value.map.type}' if isinstance(value, Pointer) and value.map else ''}.",
        "A map of type prog_array, which holds programs.",
        "Declare one: `.map jumps, prog_array, max_entries=4`.",
    )


def _unknown_map(case: Case) -> Told:
    return Told(
        f"{case.actor} cannot tell which map is meant: another one was loaded than the other argument belongs to.",
        case.held,
        "The map must be loaded in front of the call and be the same on every path.",
    )


def _packet_argument(case: Case) -> Told:
    return Told(
        f"{case.actor} does not take memory inside a packet, but {case.r} points there.",
        case.held,
        "Memory on the stack, in a map value or in a record.",
    )


def _release_offset(case: Case) -> Told:
    return Told(
        f"{case.actor} takes back what was obtained, but {case.r} was moved since.",
        case.held,
        "The pointer exactly as it was returned.",
    )


def _not_acquired(case: Case) -> Told:
    value = case.value
    number = isinstance(value, Scalar)
    return Told(
        f"{case.actor} gives back what {case.r} points to, but that was never taken, or was given back before.",
        f"{case.r} is {describe(value)}." + (" Once given back, a pointer is a plain number." if number else ""),
        f"{case.r} must be what a helper such as bpf_ringbuf_reserve or bpf_sk_lookup_tcp returned, and still be held.",
    )


def _two_references(case: Case) -> Told:
    return Told(
        f"{case.actor} is given two pointers to things that must be given back.",
        f"{case.r} is {describe(case.value)}; another argument is one too.",
        "At most one argument may be such a pointer.",
    )


def _dynptr(case: Case) -> Told:
    helper = case.helper
    if helper is None:
        return Told(
            f"`{case.text}` would overwrite a dynamic pointer that still holds something.",
            "These 16 bytes of stack belong to a dynamic pointer made over a ring buffer.",
            "It must be submitted or discarded first.",
            "Keep other things in other slots of the stack.",
        )
    r = case.r if case.register >= 0 else "the argument"
    param = helper.params[case.register - 1] if 1 <= case.register <= len(helper.params) else None
    if param is not None and "dynptr" not in param.kind.value:
        return Told(
            f"{helper.bpf_name} makes a dynamic pointer over a map's value, and {r} ({param.name}) points elsewhere.",
            f"{r} is {describe(case.value)}.",
            "A pointer to a value of a map.",
            "Look up a value, or use bpf_ringbuf_reserve_dynptr.",
        )
    name = param.name if param else "argument"
    return Told(
        f"{helper.bpf_name} finds no fitting dynamic pointer in {r} ({name}).",
        f"{r} is {describe(case.value)}." if case.register >= 0 else "",
        "A dynamic pointer takes 16 aligned bytes of stack, at a constant offset. It is made by bpf_dynptr_from_mem or "
        "bpf_ringbuf_reserve_dynptr, over memory that is no stack.",
    )


def _const_string(case: Case) -> Told:
    return Told(
        f"{case.actor} needs a text that never changes, and {case.r} points elsewhere.",
        case.held,
        "A text with a 0 at its end, in a map that is read-only to programs and frozen.",
    )


def _bad_format(case: Case) -> Told:
    return Told(f"{case.actor} does not understand its format string.", "", "Conversions such as %d, %u, %x, %s, %p.")


def _needs_btf(case: Case) -> Told:
    value = case.value
    name = map_name(value) if isinstance(value, Pointer) else "The map"
    return Told(f"{case.actor} works on a special field of a map's value, and {name} does not say where that is.")


# Functions


def _too_deep(case: Case) -> Told:
    walk = case.walk
    chain = [case.function(frame_start) for frame_start in _chain(case)]
    recursive = len(set(chain)) < len(chain)
    return Told(
        "A function calls itself, directly or by others, without an end that the verifier can see."
        if recursive
        else "Functions call each other too deep.",
        f"The chain of calls is {' -> '.join(chain)} -> ..." if walk is not None and chain else "",
        "At most 8 functions may be on one chain, the main one included.",
        "Write the recursion as a loop, or with bpf_loop." if recursive else "Put two of the functions together.",
    )


def _chain(case: Case) -> list[int]:
    walk = case.walk
    if walk is None:
        return []
    return [walk.flow.subprograms[frame.subprogram] for frame in walk.state.frames]


def _bad_target(case: Case) -> Told:
    target = case.pc + 1 + case.insn.imm
    return Told(
        f"`{case.text}` leads to instruction {target}, outside of the program.",
        f"The program has instructions 0 to {len(case.program.insns) - 1}.",
        "A call leads to the first instruction of a function.",
    )


def _not_a_callback(case: Case) -> Told:
    helper = case.helper
    spec = case.map_called(case.word("map"))
    if spec is not None:
        return Told(
            f"{case.actor} cannot walk {spec.name}, which is of type {spec.type}.",
            "",
            "It walks the elements of hashes and arrays.",
            "Look the elements up one by one.",
        )
    if helper is None:
        return Told(
            f"`{case.text}` takes the address of a function in a program that does not describe its functions.",
            "",
            "Functions that helpers call need type information; the assembler writes it for functions with a label.",
        )
    return Told(
        f"{helper.bpf_name} calls back a function, and is given something else.",
        case.held,
        "The address of a function of this program, as `r2 = NAME ll` loads it.",
    )


def _never_entered(case: Case) -> Told:
    taken = case.walk.functions_taken if case.walk is not None else {}
    names = [case.function(case.walk.flow.subprograms[n]) for n in sorted(set(taken.values()))] if case.walk else []
    return Told(
        f"A function is handed to a helper that never calls it{f': {names[-1]}' if names else ''}.",
        "No path of the program enters it.",
        "Every function whose address is taken must be entered on some path.",
    )


def _kfunc(case: Case) -> Told:
    return Told(
        f"`{case.text}` calls a function of the kernel by its type number.",
        f"The number is {case.insn.imm}.",
        "Such calls are described by the kernel's own type information (BTF), which a program in assembly does not have.",
    )


def _return_range(case: Case) -> Told:
    low, high = case.knew("low"), case.knew("high", 1)
    inside = case.walk is not None and len(case.walk.state.frames) > 1
    value = case.value_of(0) if case.value is None else case.value
    if isinstance(value, NotInit):
        return Told(
            f"{'The callback' if inside else 'The program'} ends without a return value: r0 is never set on this path.",
            "No instruction on the way to this exit wrote r0.",
            f"r0 must be a number from {low} to {high} at exit.",
            "Put `r0 = 0` in front of this exit.",
        )
    return Told(
        f"{'The callback' if inside else 'The program'} returns something else than {low} to {high}.",
        f"r0 is {describe(value)}.",
        f"r0 must be a number from {low} to {high} here{': 0 goes on, 1 stops' if inside else ''}.",
    )


# References

GIVEN_BACK: Final[Mapping[str, str]] = {
    "ringbuf_reserve": "bpf_ringbuf_submit or bpf_ringbuf_discard",
    "ringbuf_reserve_dynptr": "bpf_ringbuf_submit_dynptr or bpf_ringbuf_discard_dynptr, even where it failed",
    "sk_lookup_tcp": "bpf_sk_release",
    "sk_lookup_udp": "bpf_sk_release",
    "skc_lookup_tcp": "bpf_sk_release",
}


def _unreleased(case: Case) -> Told:
    references = case.walk.state.references if case.walk is not None else ()
    taken = references[0].insn if references else case.knew("alloc")
    insn = case.program.insns[taken]
    helper = HELPER_BY_ID.get(insn.imm) if insn.opcode == isa.CALL else None
    back = GIVEN_BACK.get(helper.name if helper else "", "the helper that gives it back")
    what = "record" if helper and helper.name.startswith("ringbuf") else "socket" if helper else "thing"
    more = f" ({many(len(references), 'thing')} are held.)" if len(references) > 1 else ""
    return Told(
        f"The {what} taken at {case.where(taken)} is not given back on this path.",
        f"`{case.spelt(taken)}` took it; `{case.text}` leaves the program while it is still held.{more}",
        "Every path must give back exactly once what it took.",
        f"Call {back} before `{case.text}` on this path.",
    )


KINDS: Final[Mapping[Arg, str]] = {kind: f"a value of kind {kind.value}" for kind in Arg} | {
    Arg.MAP: "a map",
    Arg.MAP_KEY: "a pointer to a key",
    Arg.MAP_VALUE: "a pointer to a value",
    Arg.MAP_VALUE_OUT: "a pointer to room for a value",
    Arg.MEM: "a pointer to memory",
    Arg.MEM_OR_NULL: "a pointer to memory or 0",
    Arg.MEM_WRITE: "a pointer to memory",
    Arg.MEM_OUT: "a pointer to room for the result",
    Arg.MEM_FIXED: "a pointer to memory",
    Arg.LONG_OUT: "a pointer to 8 bytes for the result",
    Arg.U32_INOUT: "a pointer to 4 bytes",
    Arg.SIZE: "a length",
    Arg.SIZE_OR_ZERO: "a length",
    Arg.ALLOC_SIZE: "a constant length",
    Arg.ANYTHING: "a number",
    Arg.CTX: "the context, as the program got it in r1",
    Arg.RINGBUF_MEM: "a reserved ring-buffer record",
    Arg.FUNC: "a function of this program",
    Arg.STACK_OR_NULL: "a stack address or 0",
    Arg.CONST_STR: "a constant string in a read-only map",
    Arg.DYNPTR: "a dynamic pointer on the stack",
    Arg.DYNPTR_OUT: "room on the stack for a dynamic pointer",
    Arg.DYNPTR_RELEASE: "a dynamic pointer to a reserved record",
}

TELLERS: Final[dict[str, Teller]] = {
    "call.not-allowed": _not_allowed,
    "call.unknown-helper": _unknown,
    "call.gpl-only": _gpl_only,
    "call.sleeps": _sleeps,
    "call.wrong-type": _wrong_type,
    "call.not-constant": _not_constant,
    "call.size-unbounded": _size_unbounded,
    "call.map-mismatch": _map_mismatch,
    "call.not-a-prog-array": _not_a_prog_array,
    "call.unknown-map": _unknown_map,
    "call.packet-argument": _packet_argument,
    "call.release-offset": _release_offset,
    "call.not-acquired": _not_acquired,
    "call.two-references": _two_references,
    "call.dynptr": _dynptr,
    "call.const-string": _const_string,
    "call.bad-format": _bad_format,
    "call.map-needs-type-information": _needs_btf,
    "call.too-deep": _too_deep,
    "call.bad-target": _bad_target,
    "call.not-a-callback": _not_a_callback,
    "call.function-never-entered": _never_entered,
    "call.kfunc": _kfunc,
    "return.range": _return_range,
    "reference.unreleased": _unreleased,
}
