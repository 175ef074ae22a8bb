"""Which kernel we imitate: the one place that says so."""

from typing import Final

KERNEL: Final = "6.18"
"""Linux release whose verdicts, wording and counts the verifier reproduces."""

ARCHITECTURE: Final = "x86_64"
"""Machine whose register names, context layouts and byte order the simulated kernel has."""

CPUS: Final = 2
"""Possible CPUs of the simulated machine, as of the machine whose kernel was asked: slots of a per-CPU
value, and one more than what bpf_get_smp_processor_id may return."""

PAGE_SIZE: Final = 4096
"""Bytes. Ring buffer sizes are multiples of it; user memory faults by it."""

ENOTSUPP: Final = 524
"""The kernel's own "not supported", which user space has no name for."""

VARIABLE_TYPES: Final = range(3930, 126_572)
FUNCTION_TYPES: Final = range(45_102, 126_572)
"""Where variables and functions stand among the numbered types of the kernel that was asked. Other numbers up to
`LAST_TYPE` are types of data; the numbers of single functions differ from build to build."""

LAST_TYPE: Final = 126_572
