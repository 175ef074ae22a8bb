"""What processes are for: the lives that a scenario gives to its processes.

A behaviour is an endless generator over an `Activity`; `every` is the mean time between two rounds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from vm.facts.baseline import CPUS
from vm.kernel.activity import Activity
from vm.kernel.calls import EACCES, EFAULT, ENOENT
from vm.kernel.layout import WILD_POINTER
from vm.kernel.packets import http_ok
from vm.kernel.steps import Sleep, Steps

MS: Final = 1_000_000

TOOLS: Final = (
    ("/usr/bin/ls", ("/etc", "/usr/share/zoneinfo")),
    ("/usr/bin/cat", ("/etc/hosts", "/etc/passwd", "/proc/meminfo")),
    ("/usr/bin/grep", ("/var/log/syslog", "/etc/services")),
    ("/usr/bin/git", ("/home/ada/src/.git/HEAD", "/home/ada/src/.git/index", "/home/ada/.gitconfig")),
    ("/usr/bin/date", ("/etc/localtime",)),
    ("/usr/bin/wc", ("/var/log/dpkg.log",)),
)
LIBRARIES: Final = ("/etc/ld.so.cache", "/usr/lib/x86_64-linux-gnu/libc.so.6")
PAGES: Final = ("/var/www/html/index.html", "/var/www/html/style.css", "/var/www/html/logo.svg", "/var/www/html/app.js")
LOGS: Final = ("/var/log/syslog", "/var/log/dpkg.log", "/var/log/nginx/access.log", "/var/log/auth.log")
TABLES: Final = ("/var/lib/postgresql/16/base/16384/2619", "/var/lib/postgresql/16/base/16384/16390")
CLIENT: Final = bytes((198, 51, 100, 23))
SERVER: Final = bytes((192, 0, 2, 80))


def shell(a: Activity, every: int) -> Steps:
    """Somebody types commands: each is a child that executes a tool, reads a few files and exits."""
    while True:
        yield from a.pause(a.stream.around(every))
        tool, files = a.stream.pick(TOOLS)
        line = a.space.string(f"{tool.rsplit('/', 1)[-1]} {files[0]}")
        prompt = a.space.string("$ ")
        typed = a.read("/dev/pts/0", 64, fd=0, kind="tty", wait_ns=a.stream.around(2 * MS))
        yield from a.user_call("readline", (prompt,), line, typed, f"{tool.rsplit('/', 1)[-1]}")
        child = yield from a.fork(a.stream.below(CPUS), partial(run_tool, tool=tool, files=files))
        yield from a.wait(child)
        yield from a.write("/dev/pts/0", b"done\n", kind="tty")


def run_tool(a: Activity, tool: str, files: tuple[str, ...]) -> Steps:
    """One short-lived command."""
    yield from a.execute(tool)
    for library in LIBRARIES:
        yield from a.open(library)
        yield from a.read(library, 832)
        yield from a.close(library)
    for path in files:
        yield from a.open(path)
        yield from a.read(path, 4096, disk=a.stream.chance(30))
        yield from a.close(path)
        yield from a.write("/dev/pts/0", f"{path}\n".encode(), kind="tty")
    if a.stream.chance(25):
        yield from a.open("/usr/share/locale/en_GB/LC_MESSAGES/coreutils.mo", error=ENOENT)
    yield from a.exit(0 if a.stream.chance(90) else 1)


def webserver(a: Activity, every: int) -> Steps:
    """Answers requests: a connection, a request, a file, an answer."""
    while True:
        yield from a.syscall("epoll_wait", (4, a.space.data, 512, -1), 1, (), (Sleep(a.stream.around(every)),))
        source = a.stream.between(20_000, 60_000)
        yield from a.accept(CLIENT[:3] + bytes([a.stream.between(1, 250)]), 80, source)
        page = a.stream.pick(PAGES)
        request = a.space.string(f"GET {page.removeprefix('/var/www/html')} HTTP/1.1")
        yield from a.user_call("ngx_http_process_request", (request,), 0, _serve(a, page), page)
        yield from a.write("/var/log/nginx/access.log", f'198.51.100.23 "GET {page}" 200\n'.encode(), fd=8)


def _serve(a: Activity, page: str) -> Steps:
    yield from a.receive(78, a.stream.around(80_000))
    yield from a.open(page)
    yield from a.read(page, 16_384, disk=a.stream.chance(8))
    yield from a.close(page)
    yield from a.user_call("ngx_http_gzip_filter", (page_size(page),), 0, (), page, ns=a.stream.around(420_000))
    yield from a.send(http_ok())
    yield from a.disconnect()


def page_size(page: str) -> int:
    """How long a page is, about."""
    return 900 * len(page)


def database(a: Activity, every: int) -> Steps:
    """Answers queries: mostly from memory, at times from the disk; syncs its log."""
    while True:
        yield Sleep(a.stream.around(every))
        table = a.stream.pick(TABLES)
        query = a.space.string("SELECT * FROM orders WHERE id = $1")
        work = chain(
            a.read(table, 8192, fd=12, disk=a.stream.chance(25)),
            a.user_call("ExecHashJoin", (query,), 0, (), "SELECT", ns=a.stream.around(380_000)),
        )
        yield from a.user_call("exec_simple_query", (query,), 0, work, "SELECT")
        if a.stream.chance(30):
            yield from a.write("/var/lib/postgresql/16/pg_wal/000000010000000000000001", bytes(8192), fd=14)
            yield from a.fsync("/var/lib/postgresql/16/pg_wal/000000010000000000000001")


def client(a: Activity, every: int) -> Steps:
    """Fetches pages from a server elsewhere."""
    while True:
        yield from a.pause(a.stream.around(every))
        yield from a.open("/etc/resolv.conf")
        yield from a.read("/etc/resolv.conf", 4096, overlay=True)
        yield from a.close("/etc/resolv.conf")
        yield from a.connect(SERVER[:3] + bytes([a.stream.between(80, 90)]), a.stream.pick((80, 443, 443)))
        yield from a.send(b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")
        yield from a.receive(a.stream.between(200, 1400), a.stream.around(MS))
        yield from a.disconnect()


def logger(a: Activity, every: int) -> Steps:
    """Takes lines from a socket and appends them to a file. When the scenario begins it waits for one."""
    yield from a.wake_from_read("/run/systemd/journal/dev-log", 211, a.stream.around(every) // 4, kind="socket")
    while True:
        yield from a.read("/run/systemd/journal/dev-log", 4096, fd=5, kind="socket", wait_ns=a.stream.around(every))
        yield from a.write("/var/log/syslog", b"Nov  3 11:58:07 host CRON[1207]: session opened\n", fd=7)


def cron(a: Activity, every: int) -> Steps:
    """Looks at its tables and starts a job."""
    while True:
        yield from a.pause(a.stream.around(every))
        yield from a.open("/etc/crontab")
        yield from a.read("/etc/crontab", 4096)
        yield from a.close("/etc/crontab")
        child = yield from a.fork(a.stream.below(CPUS), _job)
        yield from a.wait(child)
        yield from a.unlink("/var/spool/cron/atjobs/.seq")


def _job(a: Activity) -> Steps:
    yield from run_tool(a, "/usr/sbin/logrotate", ("/etc/logrotate.conf", "/var/lib/logrotate/status"))


def clumsy(a: Activity, every: int) -> Steps:
    """Opens what is not there, what it may not, and names that it cannot reach in memory."""
    while True:
        yield from a.pause(a.stream.around(every))
        yield from a.open("/home/ada/.config/settings.toml", error=ENOENT)
        yield from a.open("/etc/shadow", error=EACCES)
        yield from a.open("", error=EFAULT, pointer=WILD_POINTER)
        yield from a.open("/home/ada/notes.txt", write=True)


def forker(a: Activity, every: int) -> Steps:
    """Starts children as fast as it can; each does next to nothing."""
    while True:
        for _ in range(a.stream.between(4, 12)):
            yield from a.fork(a.stream.below(CPUS), lambda child: child.exit(0))
            yield a.stream.around(60_000)
        yield Sleep(a.stream.around(every))


def cruncher(a: Activity, every: int) -> Steps:
    """Compresses file after file: nearly all of its time is its own."""
    while True:
        path = a.stream.pick(LOGS)
        yield from a.open(path)
        for _ in range(a.stream.between(6, 14)):
            level = a.stream.between(6, 9)
            yield from a.user_call(
                "deflate", (a.space.string(path), level), 0, _block(a, path), f"{path}, level {level}"
            )
        yield from a.write("/var/log/archive.gz", bytes(64), fd=4)
        yield from a.close(path)
        yield from a.pause(a.stream.around(every))


def _block(a: Activity, path: str) -> Steps:
    """One block of a file: read, searched for what repeats, written with fewer bits."""
    yield from a.user_call("fill_window", (), 4096, a.read(path, 4096), path, ns=a.stream.around(60_000))
    for _ in range(3):
        yield a.stream.around(90_000)
        yield from a.user_call(
            "longest_match", (a.stream.below(32_768),), a.stream.between(3, 258), ns=a.stream.around(380_000)
        )
    yield from a.user_call("compress_block", (), 0, ns=a.stream.around(170_000))


def sorter(a: Activity, every: int) -> Steps:
    """Sorts the lines of a file, by a function that calls itself."""
    while True:
        path = a.stream.pick(LOGS)
        yield from a.open(path)
        yield from a.read(path, 16_384, disk=a.stream.chance(10))
        yield from a.close(path)
        last = a.stream.between(20, 60)
        yield from _sorted(a, 0, last)
        yield from a.write("/dev/pts/0", f"{last + 1} lines\n".encode(), kind="tty")
        yield from a.pause(a.stream.around(every))


def _sorted(a: Activity, low: int, high: int) -> Steps:
    """Calls quicksort(low, high), which returns how many it has put in order."""

    def inside() -> Steps:
        line = a.space.string(f"line {low} of {high}")
        yield from a.user_call("compare_lines", (line,), a.stream.below(3) - 1, ns=15_000 * (high - low))
        middle = a.stream.between(low, high)
        for first, last in ((low, middle - 1), (middle + 1, high)):
            if last - first > 3:
                yield from _sorted(a, first, last)

    yield from a.user_call("quicksort", (low, high), high - low + 1, inside(), f"{low}, {high}", ns=9_000)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One way to live. `every_ns` is the mean between two rounds where a scenario does not say."""

    name: str
    exe: str
    every_ns: int
    steps: Callable[[Activity, int], Steps]
    doc: str


BEHAVIOURS: Final = (
    #         name         program                          every      steps      doc
    Behaviour("shell",     "/usr/bin/bash",                 60 * MS,   shell,     "types commands: fork, exec, read files, exit"),
    Behaviour("webserver", "/usr/sbin/nginx",               12 * MS,   webserver, "accepts connections, reads pages, answers, logs"),
    Behaviour("database",  "/usr/lib/postgresql/postgres",  9 * MS,    database,  "reads tables from memory or disk, syncs its log"),
    Behaviour("client",    "/usr/bin/curl",                 80 * MS,   client,    "connects to servers elsewhere and fetches pages"),
    Behaviour("logger",    "/usr/sbin/rsyslogd",            25 * MS,   logger,    "appends lines from a socket to a file"),
    Behaviour("cron",      "/usr/sbin/cron",                300 * MS,  cron,      "starts jobs now and then"),
    Behaviour("clumsy",    "/usr/bin/python3",              40 * MS,   clumsy,    "open calls that fail, a name that faults among them"),
    Behaviour("forker",    "/usr/bin/make",                 50 * MS,   forker,    "starts bursts of short-lived children"),
    Behaviour("cruncher",  "/usr/bin/gzip",                 10 * MS,   cruncher,  "compresses files: its time is its own"),
    Behaviour("sorter",    "/usr/bin/sort",                 30 * MS,   sorter,    "sorts lines by a function that calls itself"),
)  # fmt: skip

BEHAVIOUR_BY_NAME: Final = {row.name: row for row in BEHAVIOURS}
