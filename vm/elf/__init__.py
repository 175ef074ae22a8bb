"""ELF objects of clang -target bpf, and of what makes objects like it.

reader.py    bytes to sections, symbols, relocations; every bound
btf.py       .BTF to types, .BTF.ext to source lines
maps.py      .maps, maps, .rodata, .data and .bss to map descriptions
loader.py    functions to programs
assembly.py  programs to text that llvm-mc takes
"""

from vm.elf.loader import Loaded, load, read_object

__all__ = ["Loaded", "load", "read_object"]
