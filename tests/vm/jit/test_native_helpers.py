"""Helpers with native code do what their bodies do: values seen by the program, maps, rings, borders of the packet.

Each source runs three times on both engines, as a verified program and with every access checked.
"""

import pytest

from tests.fuzz.engines import state
from vm.asm import assemble
from vm.interp import Interpreter
from vm.jit.engine import Native
from vm.kernel.world import World
from vm.runtime.machine import Machine

FRAME = bytes(range(64))

SOURCES = {
    "the oldest of an LRU table goes": """
.map recent, lru_hash, key=4, value=8, max_entries=2
.section xdp
    r6 = 0
again:
    *(u32 *)(r10 - 4) = r6
    *(u64 *)(r10 - 16) = r6
    r1 = recent ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    *(u32 *)(r10 - 4) = 0
    r1 = recent ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    r7 += r0
    r6 += 1
    if r6 < 5 goto again
    r0 = r7
    exit
""",
    "the longest prefix, of lengths that end within a byte": """
.map routes, lpm_trie, key=8, value=8, max_entries=4, flags=1, contents={[9, 0, 0, 0, 0x80, 0, 0, 0]: 9, [11, 0, 0, 0, 0x80, 0x60, 0, 0]: 11, [0, 0, 0, 0, 255, 255, 255, 255]: 1}
.section xdp
    r6 = 0
again:
    *(u32 *)(r10 - 8) = 12
    *(u32 *)(r10 - 4) = r6
    r1 = routes ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    if r0 == 0 goto next
    r1 = *(u64 *)(r0 + 0)
    r7 *= 31
    r7 += r1
next:
    r6 += 0x40
    if r6 < 0x200 goto again
    *(u32 *)(r10 - 8) = 33
    r1 = routes ll
    r2 = r10
    r2 += -8
    call bpf_map_lookup_elem
    r0 += r7
    exit
""",
    "sums of odd lengths": """
.section xdp
    *(u64 *)(r10 - 8) = 0x12345678
    *(u64 *)(r10 - 16) = -7
    r6 = 0
    r7 = 0
again:
    r1 = r10
    r1 += -16
    r2 = r6
    r3 = r10
    r3 += -8
    r4 = 7
    r4 -= r6
    r5 = r7
    call bpf_csum_diff
    r7 *= 65537
    r7 += r0
    r6 += 1
    if r6 < 8 goto again
    r0 = r7
    exit
""",
    "a loop that its callback stops, and one that it does not": """
.section xdp
main:
    r1 = 10
    r2 = stop_at_four ll
    r3 = r10
    r3 += -8
    r4 = 0
    *(u64 *)(r10 - 8) = 0
    call bpf_loop
    r6 = r0
    r1 = 3
    r2 = stop_at_four ll
    r3 = r10
    r3 += -8
    r4 = 0
    call bpf_loop
    r6 <<= 8
    r6 |= r0
    r1 = 3
    r2 = stop_at_four ll
    r3 = 0
    r4 = 1
    call bpf_loop
    r6 <<= 8
    r6 ^= r0
    r0 = *(u64 *)(r10 - 8)
    r0 ^= r6
    exit
.text
stop_at_four:
    r3 = *(u64 *)(r2 + 0)
    r3 += 1
    *(u64 *)(r2 + 0) = r3
    r0 = 0
    if r1 < 4 goto out
    r0 = 1
out:
    exit
""",
    "records given out, taken back and asked about": """
.map ring, ringbuf, max_entries=4096
.section xdp
    r8 = 0
again:
    r1 = ring ll
    r2 = 1000
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto full
    *(u64 *)(r0 + 0) = r8
    r1 = r0
    r2 = 0
    if r8 & 1 goto discard
    call bpf_ringbuf_submit
    goto more
discard:
    call bpf_ringbuf_discard
more:
    r8 += 1
    if r8 < 6 goto again
full:
    *(u64 *)(r10 - 8) = r8
    r1 = ring ll
    r2 = r10
    r2 += -8
    r3 = 5
    r4 = 0
    call bpf_ringbuf_output
    r7 = r0
    r1 = ring ll
    r2 = 3
    call bpf_ringbuf_query
    r0 += r7
    exit
""",
    "a queue and a stack that are full": """
.map line, queue, key=0, value=8, max_entries=3
.map pile, stack, key=0, value=8, max_entries=3
.section xdp
    r6 = 0
again:
    *(u64 *)(r10 - 8) = r6
    r1 = line ll
    r2 = r10
    r2 += -8
    r3 = 2
    call bpf_map_push_elem
    r7 += r0
    r1 = pile ll
    r2 = r10
    r2 += -8
    r3 = 0
    call bpf_map_push_elem
    r7 += r0
    r6 += 1
    if r6 < 5 goto again
    r1 = line ll
    r2 = r10
    r2 += -8
    call bpf_map_pop_elem
    r0 = *(u64 *)(r10 - 8)
    r7 *= 100
    r7 += r0
    r1 = pile ll
    r2 = r10
    r2 += -8
    call bpf_map_peek_elem
    r0 = *(u64 *)(r10 - 8)
    r7 *= 100
    r7 += r0
    r0 = r7
    exit
""",
    "borders of a frame": """
.section xdp
    r6 = r1
    r2 = -16
    call bpf_xdp_adjust_head
    r7 = r0
    r1 = r6
    r2 = -8
    call bpf_xdp_adjust_meta
    r7 += r0
    r1 = r6
    r2 = 4
    call bpf_xdp_adjust_head
    r7 += r0
    r1 = r6
    r2 = 100
    call bpf_xdp_adjust_tail
    r7 += r0
    r1 = r6
    r2 = -5000
    call bpf_xdp_adjust_tail
    r7 *= 100
    r7 += r0
    r1 = r6
    r2 = 3
    call bpf_xdp_adjust_meta
    r7 *= 100
    r7 += r0
    r1 = r6
    call bpf_xdp_get_buff_len
    r7 += r0
    r1 = 3
    r2 = 0
    call bpf_redirect
    r0 += r7
    exit
""",
}


@pytest.mark.parametrize("checked", [False, True], ids=["trusted", "checked"])
@pytest.mark.parametrize("name", SOURCES)
def test_native_code_and_bodies_agree(name: str, checked: bool) -> None:
    source = assemble('.license "GPL"' + SOURCES[name])
    first, second = (Machine(source.maps, World(), programs=source.programs) for _ in range(2))
    native = Native(second, source.programs, {} if checked else {0: frozenset()})
    interpreter = Interpreter(first, source.programs[0])
    answers = set()
    for _ in range(3):
        ours = interpreter.run((first.enter_xdp(FRAME),), 10**6)
        theirs = native.run(0, (second.enter_xdp(FRAME),), 10**6)
        assert ours.fault is None
        assert ours == theirs
        assert state(first) == state(second)
        answers.add(ours.retval)
    assert answers != {0}
