"""Giving way: what plays programs comes after what answers people, when cores are short.

Linux weighs sessions first and processes within a session second, so niceness alone says nothing to processes of
another session. A session that gives way has to be told so as well.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

SESSION: Final = Path("/proc/self/autogroup")  # Linux with CONFIG_SCHED_AUTOGROUP; elsewhere niceness suffices


def give_way(niceness: int) -> None:
    """Make this process, and the session it leads, at least that nice."""
    now = os.nice(max(0, niceness - os.nice(0)))
    if os.getsid(0) == os.getpid() and SESSION.exists():
        with contextlib.suppress(OSError):  # not ours to say, or said too often: niceness has to do
            SESSION.write_text(str(now))
