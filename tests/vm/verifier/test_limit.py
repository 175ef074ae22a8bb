"""A million instructions walked are the end, in Linux's words, and their states fit into half a gigabyte."""

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from vm.asm import assemble
from vm.verifier import Refused, verify

ROOT = Path(__file__).parents[3]
MEGABYTE = 1 << 20


def source() -> str:
    """A loop that never comes to its end here and spills into all of the stack in each round: states as large as can be."""
    spills = "".join(f"*(u64 *)(r10 - {8 * slot}) = r7\n" for slot in range(1, 65))
    return f".section xdp\nr7 = 0\n{spills}again:\nr7 += 1\n{spills}if r7 < 200000 goto again\nr0 = 0\nexit\n"


def peak_kibibytes() -> int:
    """Most memory this program held. Linux's getrusage(2) counts what the parent held when it forked, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(), re.MULTILINE)[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def judge() -> None:
    """In a process of its own: prints what was said, instructions, checkpoints, and the peak of memory in bytes."""
    answer = verify(assemble(source()).programs[0])
    assert isinstance(answer, Refused)
    peak = peak_kibibytes() * 1024
    sys.stdout.write(f"{answer.errno_name}\n{answer.error_lines[0]}\n{answer.stats.total_states}\n{peak}\n")


@pytest.mark.timeout(900)  # ten seconds of computing, however busy the machine is
def test_a_million_instructions() -> None:
    code = "from tests.vm.verifier import test_limit; test_limit.judge()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    errno_name, line, states, peak = done.stdout.splitlines()
    assert (errno_name, line) == ("E2BIG", "BPF program is too large. Processed 1000001 insn")
    assert int(states) > 15_000
    assert int(peak) < 500 * MEGABYTE
