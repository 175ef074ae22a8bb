"""Instructions to text, in three styles, from the same tables that the assembler reads.

    kernel     r0 = *(u32 *)(r1 + 4)      assembles back to the same bytes
    mnemonic   ldxw r0, [r1+4]            likewise
    verifier   (61) r0 = *(u32 *)(r1 +4)  exactly as the log of Linux 6.18 prints it

What no instruction's encoding allows (unknown opcodes, unused fields that are not zero) is written as
its bytes, `.insn 3f10ffff00000000`, in the first two styles.
"""

from vm.disasm.listing import disassemble, insn_text, statements
from vm.disasm.source import map_line, object_text

__all__ = ["disassemble", "insn_text", "map_line", "object_text", "statements"]
