"""The verifier log's spelling, recorded from Linux 6.18."""

import pytest

from vm.asm import assemble
from vm.disasm import insn_text
from vm.insn import Instruction

# fmt: off
SPELLINGS = [
    # source                                       the log of 6.18
    ("r6 = r1",                                    "(bf) r6 = r1"),
    ("w0 = -1",                                    "(b4) w0 = -1"),
    ("r0 = 0x1122334455667788 ll",                 "(18) r0 = 0x1122334455667788"),
    ("*(u64 *)(r10 - 8) = -5",                     "(7a) *(u64 *)(r10 -8) = -5"),
    ("*(u64 *)(r10 - 16) = r3",                    "(7b) *(u64 *)(r10 -16) = r3"),
    ("r4 = *(u8 *)(r10 - 8)",                      "(71) r4 = *(u8 *)(r10 -8)"),
    ("r4 = *(s16 *)(r10 - 8)",                     "(89) r4 = *(s16 *)(r10 -8)"),
    ("r4 = -r4",                                   "(87) r4 = -r4"),
    ("w4 = -w4",                                   "(84) w4 = -w4"),
    ("r4 = be16 r4",                               "(dc) r4 = be16 r4"),
    ("r4 = le32 r4",                               "(d4) r4 = le32 r4"),
    ("r4 = bswap64 r4",                            "(d7) r4 = bswap64 r4"),
    ("r4 s>>= 3",                                  "(c7) r4 s>>= 3"),
    ("r4 s/= 3",                                   "(37) r4 s/= 3"),
    ("w4 s%= 3",                                   "(94) w4 s%= 3"),
    ("w4 s/= w3",                                  "(3c) w4 s/= w3"),
    ("r4 = (s8)r3",                                "(bf) r4 = (s8)r3"),
    ("w4 = (s16)w3",                               "(bc) w4 = (s16)w3"),
    ("r4 = -2147483648",                           "(b7) r4 = -2147483648"),
    ("lock *(u64 *)(r10 - 8) += r3",               "(db) lock *(u64 *)(r10 -8) += r3"),
    ("lock *(u32 *)(r10 - 8) |= r3",               "(c3) lock *(u32 *)(r10 -8) |= r3"),
    ("lock fetch add [r10-8], r3",                 "(db) r3 = atomic64_fetch_add((u64 *)(r10 -8), r3)"),
    ("lock fetch xor32 [r10-8], r3",               "(c3) r3 = atomic_fetch_xor((u32 *)(r10 -8), r3)"),
    ("r3 = xchg_64(r10 - 8, r3)",                  "(db) r3 = atomic64_xchg((u64 *)(r10 -8), r3)"),
    ("w3 = xchg32_32(r10 - 8, w3)",                "(c3) r3 = atomic_xchg((u32 *)(r10 -8), r3)"),
    ("r0 = cmpxchg_64(r10 - 8, r0, r3)",           "(db) r0 = atomic64_cmpxchg((u64 *)(r10 -8), r0, r3)"),
    ("w0 = cmpxchg32_32(r10 - 8, w0, w3)",         "(c3) r0 = atomic_cmpxchg((u32 *)(r10 -8), r0, r3)"),
    ("r3 = load_acquire((u64 *)(r10 - 8))",        "(db) r3 = load_acquire((u64 *)(r10 -8))"),
    ("w3 = load_acquire((u8 *)(r10 - 8))",         "(d3) r3 = load_acquire((u8 *)(r10 -8))"),
    ("store_release((u32 *)(r10 - 8), r3)",        "(c3) store_release((u32 *)(r10 -8), r3)"),
    ("if r3 == -1 goto +0",                        "(15) if r3 == 0xffffffff goto pc+0"),
    ("if w3 s> -1 goto +0",                        "(66) if w3 s> 0xffffffff goto pc+0"),
    ("if w3 & 16 goto +0",                         "(46) if w3 & 0x10 goto pc+0"),
    ("if r3 s>= r0 goto +0",                       "(7d) if r3 s>= r0 goto pc+0"),
    ("gotol +0",                                   "(06) gotol pc+0"),
    ("goto +0",                                    "(05) goto pc+0"),
    ("may_goto +0",                                "(e5) may_goto pc+0"),
    ("r0 = *(u8 *)skb[14]",                        "(30) r0 = *(u8 *)skb[14]"),
    ("r0 = *(u16 *)skb[r7 + 3]",                   "(48) r0 = *(u16 *)skb[r7 + 3]"),
    ("call bpf_loop",                              "(85) call bpf_loop#181"),
    ("call pc+5",                                  "(85) call pc+5"),
    ("exit",                                       "(95) exit"),
]
# fmt: on


@pytest.mark.parametrize(("source", "log"), SPELLINGS)
def test_spelling(source: str, log: str) -> None:
    program = assemble(source + "\nr0 = 0\nr0 = 0\nr0 = 0\nr0 = 0\nr0 = 0\nexit").programs[0]
    assert insn_text(program.insns, 0) == log
    assert insn_text(program.insns, 0, opcode=False) == log[5:]


def test_a_map_is_shown_by_the_address_given() -> None:
    program = assemble(".map m, array, value=8, max_entries=1\nr1 = m ll\nexit").programs[0]
    assert insn_text(program.insns, 0, wide=0xFFFF888115E55600) == "(18) r1 = 0xffff888115e55600"


@pytest.mark.parametrize("opcode", [0xC3, 0xDB])
def test_an_atomic_the_kernel_does_not_know_is_spelt_by_its_opcode_alone(opcode: int) -> None:
    assert insn_text((Instruction(opcode, 0, 1, 0, 0x100000),), 0) == f"BUG_{opcode:02x}"
