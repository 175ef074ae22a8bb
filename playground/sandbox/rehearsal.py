"""Being warm: what is done before any job comes, so that no job waits for it.

The fork server warms up once: a child cannot open a file, so all it will need is imported and touched here. But the
memory of the two parts again page by page as the child writes to it, which is most of what a short job takes. So a
child that stands by rehearses a run, and finds those pages its own when a job comes.
"""

import gc
import json
import sys
from itertools import islice
from typing import Final

from playground.sandbox import jobs
from playground.sandbox.jobs import JOBS
from playground.sandbox.keeping import CODE, PREPARED, Keeping
from vm.jit.engine import Native

SOURCE: Final = """.license "GPL"
.map seen, array, key=4, value=8, max_entries=1
.section xdp
    r6 = *(u32 *)(r1 + 0)
    r7 = *(u32 *)(r1 + 4)
    r8 = r6
    r8 += 14
    if r8 > r7 goto out
    r8 = *(u16 *)(r6 + 12)
    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = seen ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    lock *(u64 *)(r0 + 0) += r8
out:
    r0 = 2
    exit
"""
LINES: Final = 6
"""Lines of a run that are rehearsed: its source, its verdicts, what may be kept, and its first hooks."""

_kept: Final[dict[str, str]] = {}
"""What the fork server was told to keep of the rehearsal."""


def rehearse() -> None:
    """Read, assemble, verify, link and begin to play a little program, as a run does that is native at once."""
    request = {"source": SOURCE, "run_id": "rehearsal", "scenario": None, "seed": 1, "engine": "jit", "kept": _kept}
    told = json.loads(json.dumps(request))
    told["kept"].pop(PREPARED, None)  # read below: here the source is to be assembled
    for tag, text in islice(jobs.run(told, worth=0, linked=_go_on), LINES):
        if tag.decode() in {PREPARED, CODE}:
            _kept[tag.decode()] = text
    Keeping(SOURCE, _kept).source.get()
    gc.collect()
    gc.freeze()  # what is kept stays: the collector of a child that runs has less to look at


def _go_on(_: Native) -> None:
    """A rehearsal seals nothing: the run that follows may have to compile."""


def warm_up() -> None:
    """Import and touch all that a child will need: every job once."""
    play = {"source": SOURCE, "scenario": None, "run_id": "warm", "seed": 1, "trace": False}
    for letter, request in (
        (b"r", play | {"engine": "interp"}),
        (b"c", {"source": SOURCE}),
        (b"p", {"pcap": "", "title": ""}),
        (b"d", {"source": SOURCE, "scenario": None}),
        (b"b", {"source": SOURCE, "program": None, "form": "llvm"}),
        (b"o", {"object": "", "program": None}),
        (b"a", {"source": SOURCE, "program": None, "want": ["log", "native", "proof", "states"]}),
    ):
        jobs.perform(JOBS[letter].do, request, _complain)
    rehearse()


def _complain(line: bytes) -> None:
    """The warm-up's output: only its failures matter, and they must be seen."""
    if line.startswith(b"X"):
        sys.stderr.write(f"sandbox: warm-up failed: {line.decode()}")
