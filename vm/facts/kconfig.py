"""What a program may ask of the kernel's build and of its loader: values of `extern ... __kconfig` variables.

Sources: libbpf's virtual variables; the configuration of the kernel that is simulated.
"""

from typing import Final

VERSION: Final = (6, 18, 0)
YES: Final = 1

KCONFIG: Final = {
    "LINUX_KERNEL_VERSION":      VERSION[0] << 16 | VERSION[1] << 8 | VERSION[2],
    "LINUX_HAS_BPF_COOKIE":      YES,
    "LINUX_HAS_SYSCALL_WRAPPER": YES,
    "CONFIG_64BIT":              YES,
    "CONFIG_BPF":                YES,
    "CONFIG_BPF_JIT":            YES,
    "CONFIG_BPF_SYSCALL":        YES,
    "CONFIG_CGROUPS":            YES,
    "CONFIG_HZ":                 250,
    "CONFIG_NET":                YES,
    "CONFIG_SMP":                YES,
    "CONFIG_X86":                YES,
    "CONFIG_X86_64":             YES,
}  # fmt: skip
"""Numbers and truths; what is not here is not configured."""
