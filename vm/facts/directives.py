"""The directives of the assembly language, as the editor completes and the reference lists them."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive. `form` is an example that assembles in its place."""

    name: str
    form: str
    doc: str


DIRECTIVES: Final = (
    #         name        form                                                       doc
    Directive(".license", '.license "GPL"',                                          "the licence declared to the kernel; some helpers ask for the GPL"),
    Directive(".map",     ".map counts, hash, key=4, value=8, max_entries=1024",     "declares a map; also flags=, map_extra=, inner=, frozen=1, contents={0: 1}"),
    Directive(".section", ".section kprobe/vfs_read",                                "begins a program; libbpf's section names choose type and hook"),
    Directive(".text",    ".text",                                                   "begins functions that several programs share"),
    Directive(".equ",     ".equ ETH_HLEN, 14",                                       "names a constant"),
    Directive(".set",     ".set ETH_HLEN, 14",                                       "names a constant, perhaps again"),
    Directive(".record",  ".record events, pid:u32, comm:char[16]",                  "says how a map's records are laid out"),
    Directive(".globl",   ".globl main",                                             "declares a function; in a section, the start of a program"),
    Directive(".rodata",  ".rodata",                                                 "begins constants, kept in a map that programs may only read"),
    Directive(".data",    ".data",                                                   "begins variables with values, kept in a map"),
    Directive(".bss",     ".bss",                                                    "begins variables that start as zero, kept in a map"),
    Directive(".asciz",   '.asciz "opened %s\\n"',                                   "a string and a zero byte"),
    Directive(".ascii",   '.ascii "GPL"',                                            "a string"),
    Directive(".string",  '.string "text"',                                          "a string and a zero byte"),
    Directive(".byte",    ".byte 1, 2, 3",                                           "numbers of 1 byte"),
    Directive(".short",   ".short 1",                                                "numbers of 2 bytes"),
    Directive(".long",    ".long 1",                                                 "numbers of 4 bytes"),
    Directive(".quad",    ".quad 1",                                                 "numbers of 8 bytes"),
    Directive(".zero",    ".zero 8",                                                 "so many zero bytes"),
    Directive(".insn",    ".insn b700000001000000",                                  "an instruction by its bytes"),
)  # fmt: skip

DIRECTIVE_BY_NAME: Final = {row.name: row for row in DIRECTIVES}
