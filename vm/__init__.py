"""eBPF without a kernel: assemble, verify, run. Pure: text and bytes in, values out.

Nothing below this package reads a clock, opens a file or a socket, or draws a random number that
its caller did not seed. `vm.cli` and `vm.batch` are the rim that talks to a terminal; `vm.compiled`
looks, while the package is imported, whether rooms of it were compiled.
"""
