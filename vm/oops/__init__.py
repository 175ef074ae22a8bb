"""What the verifier saved you from: a refused program, run as a kernel module would run.

A kernel module is native code that nobody checked. Here the refused bytecode runs in the machine that checks
every access, up to the access that goes wrong; then this package says what a kernel would have made of
it: an oops, a panic, a CPU that hangs, a report of the address sanitizer, or, worst, nothing at all.
It is a drawing, and says so; addresses and registers are those of the run.

* scene     everything known of the moment at which it went wrong
* shadow    registers and ring records, followed while the program runs
* x86       the bytes around the instruction, as the kernel's compiler for x86-64 arranges them
* causes    kind of fault, and what the verifier had said -> consequence in words
* traces    who called the program, line by line
* kasan     what a kernel with the address sanitizer reports
* console   the consequence as the console shows it
* witness   all of it for one run
"""

from vm.oops.witness import MOST_INSNS, Witness

__all__ = ["MOST_INSNS", "Witness"]
