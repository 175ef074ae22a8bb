"""What is true of eBPF on the kernel we imitate. Frozen rows, no behaviour, each with its source.

This package imports the standard library only and acts on nothing. Every tool reads these tables:
assembler, disassembler, verifier, interpreter, JIT, reference pages, Pygments lexer, editor.
"""
