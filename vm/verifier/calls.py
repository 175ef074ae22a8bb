"""Helper calls: may this program make them, is every argument what the helper takes, what comes back.

What a helper takes and returns is `vm.facts.helpers`; `vm.verifier.arguments` checks one argument.
The order of the checks is the kernel's, because the first complaint is the one that is shown. Sockets,
dynamic pointers and typed kernel pointers are followed up to the point where 6.18 might accept: there
we say that we do not model them.
"""

from collections.abc import Callable, Mapping
from typing import Final

from vm.facts import baseline
from vm.facts.formats import DIRECTIVE, UNPRINTABLE
from vm.facts.helpers import (
    GPL_COMPATIBLE,
    GPL_EXCEPTIONS,
    HELPER_BY_ID,
    PERFMON_ONLY,
    TRACING,
    WITHOUT_ARGUMENTS,
    Helper,
    Ret,
)
from vm.facts.map_types import MAP_TYPE_BY_NAME, RDONLY_PROG, READ_ONLY_TO_PROGRAMS
from vm.facts.program_types import PROGRAM_TYPE_BY_NAME, SLEEPABLE
from vm.facts.table import complete
from vm.insn import Instruction
from vm.program import MapSpec
from vm.verifier import dynptr, precision, stack, subprograms
from vm.verifier.arguments import MAX_ERRNO, Call, check_argument
from vm.verifier.compute import reserved
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import M32, M64, S64_MAX, UNKNOWN, Scalar, settle
from vm.verifier.state import Callback
from vm.verifier.values import (
    BTF_ID,
    DYNPTR,
    MAP_KEY,
    MAP_PTR,
    MAP_VALUE,
    MAYBE_NULL,
    MEM,
    NOT_INIT,
    RINGBUF,
    SOCK,
    SOCK_COMMON,
    TCP_SOCK,
    TRUSTED,
    NotInit,
    Pointer,
    Value,
    kind_text,
)
from vm.verifier.walk import Walk

_CHANGES_MAP: Final = frozenset(("map_delete_elem", "map_update_elem", "map_push_elem", "map_pop_elem"))
_SOCKET_MAPS: Final = frozenset(("sockmap", "sockhash"))
_VIEWS: Final = frozenset(("sk_fullsock", "tcp_sock"))
"""Helpers that give the same socket, seen in another way."""

_TYPED_SOCKET: Final = "skc_to_"
"""How helpers begin that give the kernel's own structure of a socket; its name follows."""

_ALL_PRESENT: Final = frozenset(("array", "percpu_array"))
"""Maps in which every index below max_entries has a value."""


def call_helper(walk: Walk, insn: Instruction, pc: int) -> int:
    """Check the call of a helper and make its effects. Returns the next slot."""
    if insn.dst or insn.off:
        raise reserved("BPF_CALL")
    helper = _permitted(walk, insn.imm)
    call = Call(walk, helper, pc)
    if (helper.name, walk.program.prog_type) not in WITHOUT_ARGUMENTS:
        for register, param in enumerate(helper.params, 1):
            check_argument(call, register, param)
    _check_direction(call)
    if helper.note == "tail":
        _check_prog_array(call)
    if call.raw is not None:
        stack.scribble(walk, *call.raw)
    if call.releases:
        _release(call)
    if helper.note == "tail":
        subprograms.check_leak(walk, "tail_call")
    elif helper.note == "callback":
        _call_back(call)
    elif helper.name == "dynptr_from_mem":
        _check_dynptr_data(call)
    elif helper.name == "snprintf":
        _check_format(call)
    registers = walk.registers
    registers[0:6] = [NOT_INIT] * 6
    registers[0] = _RESULT[helper.returns.name](call)
    _check_map_type(call)
    _check_hook(call)
    if helper.note == "packet":
        walk.clear_packet_pointers()
    elif helper.note == "tail" and len(walk.state.frames) > 1:
        return _tail_call(walk, pc)
    return pc + 1


def _tail_call(walk: Walk, pc: int) -> int:
    """In a function: another program takes its place and returns to its caller; where there is none, it goes on."""
    walk.push(pc + 1)
    walk.clear_packet_pointers()
    walk.registers[0] = UNKNOWN
    return subprograms.leave(walk, pc, replaced=True)


# Before the arguments


def _permitted(walk: Walk, number: int) -> Helper:
    """The helper with that number, if there is one and this program may call it."""
    program = walk.program
    helper = HELPER_BY_ID.get(number)
    if helper is None and number:
        raise Refuse("call.unknown-helper", "EINVAL", f"invalid func unknown#{number}")
    barred = helper is not None and helper.name in PERFMON_ONLY and not walk.profile.pointer_leaks
    if helper is None or barred or program.prog_type not in helper.where:
        name = helper.bpf_name if helper else "bpf_unspec"
        line = f"program of this type cannot use helper {name}#{number}"
        raise Refuse("call.not-allowed", "EINVAL", line, helper=name)
    if helper.gpl and program.license not in GPL_COMPATIBLE and (helper.name, program.prog_type) not in GPL_EXCEPTIONS:
        line = "cannot call GPL-restricted function from non-GPL compatible program"
        raise Refuse("call.gpl-only", "EINVAL", line, helper=helper.bpf_name)
    if helper.note == "sleeps" and not program.flags & SLEEPABLE:
        line = "helper call might sleep in a non-sleepable prog"
        raise Refuse("call.sleeps", "EINVAL", line, helper=helper.bpf_name)
    return helper


# Between the arguments and the result


def _spec(call: Call) -> MapSpec | None:
    return call.map.map if call.map else None


def _check_direction(call: Call) -> None:
    """Programs do not change maps that they may only read."""
    spec = _spec(call)
    if spec is None or call.helper.name not in _CHANGES_MAP:
        return
    if spec.flags & RDONLY_PROG or spec.type in READ_ONLY_TO_PROGRAMS:
        raise Refuse("map.forbidden-direction", "EACCES", "write into map forbidden", map=spec.name)


def _check_prog_array(call: Call) -> None:
    """A tail call goes through a prog_array; a constant index inside it is relied on."""
    spec = _spec(call)
    if spec is None or spec.type != "prog_array":
        raise Refuse("call.not-a-prog-array", "EINVAL", "expected prog array map for tail call", unended=True)
    index = call.walk.registers[3]
    if isinstance(index, Scalar) and not index.mask and index.value < spec.max_entries:
        precision.mark(call.walk, 3)


def _release(call: Call) -> None:
    """The reference that an argument held is given back."""
    value = call.walk.registers[call.releases]
    null = isinstance(value, Scalar) and not value.mask and not value.value
    if call.ref:
        if call.walk.release(call.ref):
            if call.dynptr is not None:
                dynptr.end(call.walk, call.releases)
            return
    elif null:
        return
    line = f"func {call.title} reference has not been acquired before"
    raise Refuse("call.not-acquired", "EINVAL", line, helper=call.helper.bpf_name, register=call.releases)


def _call_back(call: Call) -> None:
    """Queue a visit of the function that the helper will call."""
    walk = call.walk
    registers = walk.registers
    if call.helper.name == "loop":
        rounds = registers[1]
        _note_flags(call)
        if not isinstance(rounds, Scalar):
            raise Refuse("call.wrong-type", "EFAULT", "verifier bug: backtracking misuse", register=1, value=rounds)
        precision.mark(walk, 1)
        if walk.state.frame.callback_depth >= rounds.umax:
            walk.state.frame.callback_depth = 0
            if walk.log:
                walk.log.rounds_done(walk.state.frame.number)
            return
        arguments: list[Value] = [UNKNOWN, registers[3], NOT_INIT, NOT_INIT, NOT_INIT]
    elif call.helper.name == "for_each_map_elem":
        spec = _spec(call)
        assert call.map is not None
        assert spec is not None
        if "for_each_map_elem" not in MAP_TYPE_BY_NAME[spec.type].helpers:
            raise Refuse("call.not-a-callback", "ENOTSUPP", "callback function not allowed for map", map=spec.name)
        key = _element(call.map, MAP_KEY)
        arguments = [_element(call.map, MAP_PTR), key, _element(call.map, MAP_VALUE), registers[3], NOT_INIT]
    elif call.helper.name == "user_ringbuf_drain":
        sample = Pointer(DYNPTR, btf=dynptr.LOCAL, id=walk.new_id(), dynptr=1)
        arguments = [sample, registers[3], NOT_INIT, NOT_INIT, NOT_INIT]
    else:
        assert call.helper.name == "find_vma"
        arguments = [registers[1], Pointer(BTF_ID, btf="vm_area_struct"), registers[4], NOT_INIT, NOT_INIT]
    callback = Callback(call.helper.name, (0, 1))
    subprograms.push_callback(walk, call.function, callback, arguments)


def _note_flags(call: Call) -> None:
    """The kernel turns bpf_loop into a plain loop where one function is called with flags of zero: it relies on them."""
    known = call.walk.plain_loops.get(call.pc, call.function)
    if known < 0:
        return
    flags = call.walk.registers[4]
    zero = isinstance(flags, Scalar) and not flags.mask and not flags.value
    if zero:
        precision.mark(call.walk, 4)
    call.walk.plain_loops[call.pc] = call.function if zero and known == call.function else -1


def _check_dynptr_data(call: Call) -> None:
    """Only values of maps live long enough."""
    data = call.walk.registers[1]
    if not isinstance(data, Pointer) or data.kind is not MAP_VALUE:
        line = f"Unsupported reg type {kind_text(data)} for bpf_dynptr_from_mem data"
        raise Refuse("call.dynptr", "EACCES", line, register=1, helper=call.helper.bpf_name)


def _check_format(call: Call) -> None:
    """The kernel knows every directive, and there is an argument of eight bytes for each."""
    length = call.walk.registers[5]
    assert isinstance(length, Scalar)
    if length.value % 8:
        raise Refuse("call.bad-format", "EINVAL", register=5, helper=call.helper.bpf_name)
    text, at, needed = call.text, 0, 0
    wrong = UNPRINTABLE.search(text) is not None
    while not wrong and (at := text.find(b"%", at)) >= 0:
        directive = DIRECTIVE.match(text, at)
        wrong = directive is None
        if directive is not None:
            at = directive.end()
            needed += not directive["percent"]
    if wrong or needed > length.value // 8:
        raise Refuse("call.bad-format", "EINVAL", "Invalid format string", register=3, helper=call.helper.bpf_name)


def _element(map_: Pointer, kind: str) -> Pointer:
    return Pointer(kind, map=map_.map, map_index=map_.map_index)


# The result


def _not_modelled(what: str) -> Refuse:
    return Refuse("verifier.not-modelled", "EOPNOTSUPP", f"{what} is not modelled here", what=what)


def _integer(call: Call) -> Scalar:
    name = call.helper.name
    if call.helper.note == "bounded":
        most = (call.size_max & M32) - ((call.size_max & 1 << 31) << 1)
        return settle(0, M64, 0, M64, -MAX_ERRNO, min(call.size_max, S64_MAX), 0, M32, -MAX_ERRNO, most)
    if name == "get_smp_processor_id":
        last = baseline.CPUS - 1
        return settle(0, M64, 0, last, 0, last, 0, last, 0, last)
    return UNKNOWN


def _nothing(call: Call) -> NotInit:
    return NOT_INIT


def _map_value(call: Call) -> Value:
    """Where a lookup found the value; a constant index of an array cannot miss."""
    spec = _spec(call)
    assert call.map is not None
    assert spec is not None
    value = _element(call.map, MAP_VALUE)
    present = spec.type in _ALL_PRESENT and call.key is not None and call.key < spec.max_entries
    if not (present and call.helper.name == "map_lookup_elem"):
        value.flags = MAYBE_NULL
        value.id = call.walk.new_id()
    if spec.type in _SOCKET_MAPS and call.helper.name == "map_lookup_elem":
        value.id = value.ref = call.walk.acquire()
    return value


def _record(call: Call) -> Pointer:
    """A reserved record: NULL or the reference just acquired. The id for NULL is drawn first and never used."""
    call.walk.new_id()
    reference = call.walk.acquire()
    return Pointer(MEM, MAYBE_NULL | RINGBUF, size=call.alloc & M32, id=reference, ref=reference)


def _slice(call: Call) -> Pointer:
    """Part of the memory behind a dynamic pointer, or NULL; it lives as long as the pointer."""
    held = call.dynptr
    assert held is not None
    return Pointer(MEM, MAYBE_NULL, size=call.alloc & M32, id=call.walk.new_id(), ref=held.ref, dynptr=held.id)


def _socket(kind: str) -> Callable[[Call], Value]:
    """A socket or NULL: one that was found is a reference, one seen in another way belongs to what was passed."""

    def found(call: Call) -> Pointer:
        value = Pointer(kind, MAYBE_NULL, id=call.walk.new_id())
        if call.helper.note == "acquire":
            value.id = value.ref = call.walk.acquire()
        elif call.helper.name in _VIEWS:
            value.ref = call.ref
        return value

    return found


def _task(call: Call) -> Pointer:
    """The current task, of which one may rely on what it leads to."""
    return Pointer(BTF_ID, TRUSTED, btf="task_struct")


def _pt_regs(call: Call) -> Pointer:
    return Pointer(BTF_ID, btf="pt_regs")


def _typed_socket(call: Call) -> Value:
    """The socket with all its fields, or NULL if it is of another protocol."""
    if not call.helper.name.startswith(_TYPED_SOCKET):
        raise _not_modelled(f"what {call.helper.bpf_name} returns")
    struct = call.helper.name.removeprefix(_TYPED_SOCKET)
    return Pointer(BTF_ID, MAYBE_NULL, id=call.walk.new_id(), ref=call.ref, btf=struct)


def _unmodelled(call: Call) -> Value:
    raise _not_modelled(f"what {call.helper.bpf_name} returns")


_RESULT: Final[Mapping[str, Callable[[Call], Value]]] = complete(Ret, {
    "INTEGER": _integer,
    "VOID": _nothing,
    "MAP_VALUE": _map_value,
    "MAP_VALUE_OR_NULL": _map_value,
    "RINGBUF_MEM_OR_NULL": _record,
    "DYNPTR_MEM_OR_NULL": _slice,
    "SOCKET_OR_NULL": _socket(SOCK),
    "SOCK_COMMON_OR_NULL": _socket(SOCK_COMMON),
    "TCP_SOCK_OR_NULL": _socket(TCP_SOCK),
    "TASK": _task,
    "PT_REGS": _pt_regs,
    "BTF_OR_NULL": _typed_socket,
    "MEM_OR_BTF": _unmodelled,
    "MEM_OR_BTF_OR_NULL": _unmodelled,
})  # fmt: skip

# After the result


def _check_map_type(call: Call) -> None:
    """The helper knows what to do with this type of map."""
    spec = _spec(call)
    if spec is None:
        return
    row = MAP_TYPE_BY_NAME[spec.type]
    name = call.helper.name
    no_socket = spec.type in _SOCKET_MAPS and name in _CHANGES_MAP and call.walk.program.prog_type in TRACING
    if name in row.helpers and not no_socket:
        return
    lines = ["cannot update sockmap in this context"] if no_socket else []
    lines.append(f"cannot pass map_type {row.id} into func {call.title}")
    raise Refuse("call.map-mismatch", "EINVAL", *lines, map=spec.name, helper=call.helper.bpf_name)


def _check_hook(call: Call) -> None:
    """bpf_get_func_ip is known to all tracing programs and works in few."""
    prog_type = call.walk.program.prog_type
    if call.helper.name == "get_func_ip" and prog_type != "kprobe":
        line = f"func {call.title} not supported for program type {PROGRAM_TYPE_BY_NAME[prog_type].id}"
        raise Refuse("call.not-allowed", "ENOTSUPP", line, helper=call.helper.bpf_name)
