"""Flags of updates and of ring buffer output. Source: the kernel's user-space headers (uapi)."""

from typing import Final

NOEXIST: Final = 1
EXIST: Final = 2
LOCK: Final = 4

RB_NO_WAKEUP: Final = 1
RB_FORCE_WAKEUP: Final = 2
