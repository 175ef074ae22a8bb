"""ELF objects of clang -target bpf, and of what makes objects like it.

reader.py    bytes to sections, symbols, relocations; every bound
btf.py       .BTF to types, .BTF.ext to source lines
maps.py      .maps, maps, .rodata, .data and .bss to map descriptions
contents.py  programs and maps that maps hold from the start
externs.py   what the kernel or a loader is asked for by name
core.py      CO-RE relocations, for the kernel that is simulated
code.py      code sections to slots
loader.py    functions to programs
assembly.py  programs to text that llvm-mc takes
"""

from vm.elf.loader import Loaded, load, read_object

__all__ = ["Loaded", "load", "read_object"]
