"""Native code for programs: bytecode to LLVM IR to the machine, over the simulated address space.

The same meaning as `vm.interp`, thousands of times faster. Every access is the arena's base plus
the low 32 bits of the address, so that even a program which the verifier should have refused
reaches nothing outside. Only `vm.jit.execute` and `vm.jit.text` import llvmlite.
"""
