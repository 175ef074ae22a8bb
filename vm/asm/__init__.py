"""Assembly text to programs. The language is described in docs/language.md.

tokens.py          characters to tokens
listing.py         what pasted listings add around an instruction
reader.py          lines to statements, section by section
cursor.py          reading one statement; constant expressions
kernel_syntax/     r1 = *(u32 *)(r2 + 4)
mnemonics.py       ldxw r1, [r2+4]
directives.py      .map, .record, data
code.py            statements to slots
link.py            sections and functions to programs
assembler.py       the order of it all
"""

from vm.asm.assembler import assemble

__all__ = ["assemble"]
