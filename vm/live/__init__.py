"""The kernel of this machine, asked what it thinks of a program: verdict, log, counts, test runs.

A rim, as the command line is: it makes system calls. It loads and test-runs and never attaches;
programs and maps die with their descriptors. It needs Linux and CAP_BPF, CAP_PERFMON and
CAP_NET_ADMIN (root has them); `available()` says whether it can be used here.

Source: bpf(2), and the layouts of Linux's uapi header `bpf.h`.
"""

from vm.live.maps import LiveMap
from vm.live.programs import Loaded, available, load, release
from vm.live.syscall import KernelError

__all__ = ["KernelError", "LiveMap", "Loaded", "available", "load", "release"]
