"""The built-in scenarios, written as users write theirs."""

import difflib
from dataclasses import dataclass
from functools import cache
from typing import Final

from vm.errors import Diagnostic, ScenarioError
from vm.kernel.scenario import parse
from vm.kernel.statements import Scenario

DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario of the library.

    hook    the kind of program it suits best, "" for any
    knobs   kinds of traffic and names of processes that the settings of `use` turn
    """

    name: str
    hook: str
    text: str
    knobs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its name for people."""
        return _parsed(self.text).title

    @property
    def summary(self) -> str:
        """What it shows, in a sentence."""
        return _parsed(self.text).about


_DEFAULT: Final = """\
title "A little of everything"
about "Named processes at work and mixed traffic; every hook that a program asks for fires"
duration 1s
process bash runs=shell uid=1000 every=70ms
process nginx runs=webserver uid=33 threads=2 every=40ms
process postgres runs=database uid=114 threads=2 every=30ms
process rsyslogd runs=logger uid=104 every=40ms
process cron runs=cron uid=0 every=300ms
process curl runs=client uid=1000 every=90ms
traffic dns rate=40/s
traffic http rate=6/s
traffic ping rate=8/s
traffic arp rate=4/s
traffic ip6 rate=8/s
traffic vlan rate=5/s
traffic options rate=4/s
traffic odd rate=5/s
sample every=20ms
exercise every=25ms
"""

_SHELL: Final = """\
title "Shell session"
about "Two people type commands: forks, execs, files opened and read, exits"
duration 2s
process bash runs=shell uid=1000 every=45ms
process bash runs=shell uid=1001 every=80ms
process cron runs=cron uid=0
process rsyslogd runs=logger uid=104
"""

_WEB: Final = """\
title "Web server under load"
about "Four nginx workers and a database answer requests; some reads wait for the disk"
duration 1s
process nginx runs=webserver uid=33 threads=4 every=6ms
process postgres runs=database uid=114 threads=3 every=8ms
process rsyslogd runs=logger uid=104 every=20ms
traffic http rate=120/s sources=40
traffic dns rate=20/s
"""

_MIXED: Final = """\
title "Mixed traffic"
about "IPv4, IPv6, ARP, VLAN, options, fragments, and frames that are short or malformed"
duration 1s
process nginx runs=webserver uid=33
traffic dns rate=60/s
traffic http rate=15/s
traffic ping rate=25/s
traffic arp rate=12/s
traffic ip6 rate=40/s
traffic vlan rate=30/s
traffic options rate=25/s
traffic odd rate=50/s
"""

_FLOOD: Final = """\
title "SYN flood over a normal background"
about "Web and name traffic; after 300 ms three hundred senders begin to flood port 80"
duration 1s
process nginx runs=webserver uid=33 threads=2
traffic http rate=40/s sources=20
traffic dns rate=30/s
traffic synflood rate=4000/s sources=300 start=300ms stop=800ms
"""

_DNS_HTTP: Final = """\
title "Names and pages"
about "Clients ask for names and then fetch pages: DNS over UDP, HTTP over TCP"
duration 2s
process curl runs=client uid=1000 every=60ms
process nginx runs=webserver uid=33
traffic dns rate=80/s sources=30
traffic http rate=30/s sources=30
"""

_DISK: Final = """\
title "Memory or disk"
about "A database reads: two microseconds from memory, four milliseconds from the disk"
duration 2s
process postgres runs=database uid=114 threads=4 every=6ms
process rsyslogd runs=logger uid=104
"""

_BUSY: Final = """\
title "Busy CPUs"
about "Three compressors and a sorter want two CPUs: they wait for each other; a shell and a web server now and then"
duration 2s
process gzip runs=cruncher uid=1000 threads=3 every=8ms
process sort runs=sorter uid=1000 every=12ms
process nginx runs=webserver uid=33 every=20ms
process bash runs=shell uid=1000 every=120ms
sample every=5ms
"""

_STORM: Final = """\
title "Fork storm"
about "A build starts bursts of children that live for microseconds"
duration 500ms
process make runs=forker uid=1000 every=10ms
process make runs=forker uid=1000 every=14ms
process bash runs=shell uid=1000
"""

_SCAN: Final = """\
title "Port scan"
about "One sender tries port after port while others go about their business"
duration 1s
traffic portscan rate=400/s
traffic http rate=20/s
traffic dns rate=20/s
"""

_PINGS: Final = """\
title "Echoes"
about "ICMP echo requests of all sizes over IPv4, some at the end of their TTL, and IPv6"
duration 1s
traffic ping rate=120/s sources=12
traffic ip6 rate=40/s
traffic arp rate=5/s
"""

_ERRORS: Final = """\
title "Opens that fail"
about "Missing files, forbidden files, a name that faults, and some that open"
duration 1s
process python3 runs=clumsy uid=1000 every=15ms threads=2
process bash runs=shell uid=1000
"""

_SIX: Final = """\
title "VLAN and IPv6"
about "Tagged frames, some tagged twice, beside IPv6"
duration 1s
traffic vlan rate=100/s
traffic ip6 rate=100/s
"""

_MALFORMED: Final = """\
title "Malformed frames"
about "Frames cut off in their headers, lengths that lie, unknown protocols, among a few that are right"
duration 1s
traffic odd rate=200/s sources=20
traffic options rate=40/s
traffic dns rate=20/s
"""

_BACKENDS: Final = """\
title "Backends going away"
about "Web traffic to be spread over backends; entry 1 of the map backends goes at 300 ms, entry 0 at 600 ms, 1 is back at 800 ms"
duration 1s
traffic http rate=120/s sources=60
delete backends at=300ms key=1
delete backends at=600ms key=0
update backends at=800ms key=1 value=mac:02:00:00:00:00:02,hex:0000
"""

_SLOW: Final = """\
title "A slow consumer"
about "Traffic and processes as by default, but user space takes only 40 records a second from each ring buffer, so it fills"
duration 1s
process bash runs=shell uid=1000 every=20ms threads=2
process nginx runs=webserver uid=33 threads=2 every=10ms
process postgres runs=database uid=114 threads=2 every=10ms
traffic dns rate=200/s
traffic http rate=20/s
reader * rate=40/s
exercise every=25ms
"""

SCENARIOS: Final = (
    #     name           suits         text           what its knobs turn
    Entry(DEFAULT,         "",           _DEFAULT,      ("dns", "bash")),
    Entry("shell",         "kprobe",     _SHELL,        ("bash",)),
    Entry("web",           "kprobe",     _WEB,          ("http", "nginx")),
    Entry("disk",          "kprobe",     _DISK,         ("postgres",)),
    Entry("errors",        "tracepoint", _ERRORS,       ("python3",)),
    Entry("forks",         "tracepoint", _STORM,        ("make",)),
    Entry("busy",          "perf_event", _BUSY,         ("gzip",)),
    Entry("mixed",         "xdp",        _MIXED,        ("odd",)),
    Entry("dns-http",      "xdp",        _DNS_HTTP,     ("dns", "http", "curl")),
    Entry("synflood",      "xdp",        _FLOOD,        ("synflood",)),
    Entry("portscan",      "xdp",        _SCAN,         ("portscan",)),
    Entry("pings",         "xdp",        _PINGS,        ("ping",)),
    Entry("vlan-ipv6",     "xdp",        _SIX,          ("vlan", "ip6")),
    Entry("malformed",     "xdp",        _MALFORMED,    ("odd",)),
    Entry("backends",      "xdp",        _BACKENDS,     ("http",)),
    Entry("slow-consumer", "",           _SLOW,         ("dns", "bash")),
)  # fmt: skip

BY_NAME: Final = {entry.name: entry for entry in SCENARIOS}


@cache
def _parsed(text: str) -> Scenario:
    return parse(text)


def scenario(name_or_text: str | None) -> Scenario:
    """The scenario of that name, or the one that the text describes; None for the default.

    A name is one word; anything with a blank or a line break is text.
    raises   ScenarioError; its code is "scenario.unknown" for a name that is not in the library
    """
    if name_or_text is None:
        return _parsed(_DEFAULT)
    entry = BY_NAME.get(name_or_text)
    if entry:
        return _parsed(entry.text)
    if any(c.isspace() for c in name_or_text.strip()):
        return parse(name_or_text, library=BY_NAME)
    shown = name_or_text if len(name_or_text) <= 40 else name_or_text[:40] + "..."
    close = difflib.get_close_matches(name_or_text[:40], BY_NAME, 1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(BY_NAME)}; or write a scenario's text"
    raise ScenarioError(Diagnostic(code="scenario.unknown", message=f"no scenario is called {shown!r}", hint=hint))
