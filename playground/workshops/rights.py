"""Who may do what: one table, asked in one place (`doors.py`), and the tests are made from it.

A role is what somebody is towards one workshop or room:

* anonymous     nobody we know, or a participant of another room
* participant   joined this room by its code
* cohost        was named by the room's host
* host          owns the workshop or room
* staff         runs this installation
* stranger      a host with an account, of another room
"""

from typing import Final

ROLES: Final = ("anonymous", "participant", "cohost", "host", "staff", "stranger")

_ROWS: Final = """
# action             anonymous participant cohost host staff stranger
account.use              x         x         x     x     x      x
account.leave            .         .         .     x     x      x
account.home             .         .         .     x     x      x
workshop.import          .         .         .     x     x      x
workshop.preview         .         .         .     x     x      x
workshop.see             .         .         .     x     x      .
workshop.edit            .         .         .     x     x      .
workshop.start           .         .         .     x     x      .
room.knock               x         x         x     x     x      x
room.enter               x         x         x     x     x      x
room.work                .         x         .     .     .      .
room.watch               .         x         x     x     x      .
room.see                 .         .         x     x     x      .
room.lead                .         .         x     x     x      .
room.people              .         .         x     x     x      .
room.grade               .         .         .     x     x      .
room.export              .         .         x     x     x      .
room.own                 .         .         .     x     x      .
"""


def _read(rows: str) -> dict[str, frozenset[str]]:
    table = {}
    for line in rows.strip().splitlines():
        if line.startswith("#"):
            continue
        action, *marks = line.split()
        assert len(marks) == len(ROLES), line
        table[action] = frozenset(role for role, mark in zip(ROLES, marks, strict=True) if mark == "x")
    return table


TABLE: Final = _read(_ROWS)


def may(role: str, action: str) -> bool:
    """Whether somebody of that role may do that."""
    return role in TABLE[action]
