"""The production shape: a valid Compose file, and its very commands against a real PostgreSQL and a real Redis."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.service.conftest import PASS, ROOT, Service, unique
from tests.service.people import Crowd
from tests.workshops.conftest import FILE, HALF, RIGHT

pytestmark = pytest.mark.service

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = ("web", "worker", "migrate")
SECRETS = {"SECRET_KEY": "not-a-secret-" * 5, "POSTGRES_PASSWORD": "p", "REDIS_PASSWORD": "r3dis"}


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
def test_compose_accepts_the_file() -> None:
    said = subprocess.run(
        ["docker-compose", "-f", "docker-compose.yml", "config", "--quiet"],
        cwd=ROOT, env=os.environ | SECRETS, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed")
@pytest.mark.parametrize("missing", SECRETS)
def test_it_does_not_start_without_secrets(missing: str) -> None:
    environment = {name: value for name, value in (os.environ | SECRETS).items() if name != missing}
    said = subprocess.run(
        ["docker-compose", "-f", "docker-compose.yml", "config", "--quiet"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode != 0
    assert missing in said.stderr


@pytest.mark.parametrize("name", sorted(COMPOSE["services"]))
def test_every_service_is_bounded_and_stripped(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    if name != "migrate":
        assert service["pids_limit"]
        assert service["healthcheck"]["test"]
    if name in OURS:
        assert not service.get("cap_add")
    assert not service.get("privileged")
    assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_the_image_runs_as_nobody_special_from_packages_with_hashes() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert "\nUSER playground\n" in text
    assert "--require-hashes" in text


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(question, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL of our own."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin")) or [Path(p).parent for p in [shutil.which("initdb")] if p]
    if not found:
        pytest.skip("PostgreSQL is not installed")
    binaries, port = found[-1], free_port()
    folder = Path("/tmp") / f"pg-{os.getpid()}-{port}"
    folder.mkdir()
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    run = {"user": user, "cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data = folder / "data"
    subprocess.run([binaries / "initdb", "-D", data, "-U", "playground", "-A", "trust", "-N"], check=True, **run)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    server = subprocess.Popen([binaries / "postgres", "-D", data, *options.split()], **run)
    ready = [binaries / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]
    wait_for(lambda: subprocess.run(ready, check=False, **run).returncode == 0)
    create = [binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "playground", "playground"]
    subprocess.run(create, check=True, **run)
    yield f"postgres://playground@127.0.0.1:{port}/playground"
    server.send_signal(signal.SIGINT)
    server.wait(20)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """The URL of a Redis of our own, with the options of the Compose file."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed")
    port = free_port()
    command = [
        word.replace("${REDIS_PASSWORD}", SECRETS["REDIS_PASSWORD"]) for word in COMPOSE["services"]["redis"]["command"]
    ]
    server = subprocess.Popen([*command, "--port", str(port), "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL)
    yield f"redis://:{SECRETS['REDIS_PASSWORD']}@127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the Dockerfile copies from the checkout, and nothing else."""
    folder = tmp_path_factory.mktemp("image")
    copies = re.findall(r"^COPY (?!--)(.+)$", (ROOT / "Dockerfile").read_text().split("\nFROM ")[-1], re.MULTILINE)
    for *sources, target in (line.split() for line in copies):
        for source in sources:
            place = folder / target if not target.endswith("/") else folder / target / Path(source).name
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, place)
    return folder


@pytest.fixture(scope="module")
def production(
    image: Path, postgres: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Web and worker as in the Compose file, with the environment it gives them."""
    folder, port = tmp_path_factory.mktemp("production"), free_port()
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SECRET_KEY": SECRETS["SECRET_KEY"],
        "DATABASE_URL": postgres,
        "REDIS_URL": redis_url,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DJANGO_SETTINGS_MODULE": "playground.settings",
        "DATA_DIR": str(folder / "data"),
        "HOME": str(folder),
    }

    def command(name: str) -> list[str]:
        words = {"0.0.0.0": "127.0.0.1", "8000": str(port)}
        return [words.get(word, word) for word in COMPOSE["services"][name]["command"]]

    subprocess.run(command("migrate"), cwd=image, env=environment, check=True, stdout=subprocess.DEVNULL)
    log = folder / "log"
    with log.open("w") as out:
        parts = {
            name: subprocess.Popen(command(name), cwd=image, env=environment, stdout=out, stderr=out)
            for name in ("worker", "web")
        }
    running = Service(parts["web"], f"http://127.0.0.1:{port}", folder, log)
    try:
        running.wait_healthy()
        yield running
    finally:
        for part in reversed(parts.values()):
            part.terminate()
        for part in parts.values():
            part.wait(20)


@pytest.mark.parametrize("path", ["/", "/gallery", "/learn/", "/reference/", "/w", "/host/login", "/api/v1/docs"])
def test_the_image_has_what_the_pages_show(production: Service, path: str) -> None:
    with production.http(follow_redirects=True) as http:
        answer = http.get(path)
    assert answer.status_code == 200
    assert "</html>" in answer.text


def test_the_image_has_the_examples_and_workshops(production: Service) -> None:
    with production.http() as http:
        for example in sorted((ROOT / "examples").glob("*.md")):
            assert http.get(f"/gallery/{example.stem}").status_code == 200, example.stem


def test_a_run_and_a_snippet_on_postgresql_and_redis(production: Service) -> None:
    run = production.start_run(unique(PASS, "production"))
    texts, code = production.frames(run["id"])
    assert code == 1000
    assert '"reason":"done"' in texts[-1]
    with production.http() as http:
        snippet = http.post("/api/v1/snippets", json={"source": PASS, "title": "in PostgreSQL"}).json()
        assert "in PostgreSQL" in http.get(snippet["url"]).text
    twins = [production.start_run(unique(PASS, "production"), seed=7)["id"] for _ in range(20)]
    assert {production.wait_for_end(run_id)["state"] for run_id in twins} == {"done"}


def test_a_hundred_requests_at_once_fit_the_pool(production: Service) -> None:
    from concurrent.futures import ThreadPoolExecutor

    run = production.start_run(unique(PASS, "pool"))
    production.wait_for_end(run["id"])
    with httpx.Client(base_url=production.url, timeout=30) as http, ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: http.get(f"/api/v1/runs/{run['id']}").status_code, range(100)))
    assert set(answers) == {200}


def test_a_class_on_postgresql_and_redis(production: Service) -> None:
    """Joined, run, checked, graded, counted, exported, with the worker and the database of production."""
    with Crowd(production) as crowd:
        host = crowd.host(FILE)
        people = [crowd.participant(host, f"Person {n}") for n in range(3)]
        runs = [one.send(f"/room/{host.room}/run", 201, step="one", source=unique(RIGHT, "class")) for one in people]
        assert {production.wait_for_end(run["id"])["state"] for run in runs} == {"done"}
        for one, source, points in zip(people, (RIGHT, HALF, HALF), (4, 1, 1), strict=True):
            made = one.send(f"/room/{host.room}/submit", 201, step="one", source=source)
            assert one.wait(f"/room/{host.room}/submissions/{made['id']}")["points"] == points
        with host.socket() as socket:
            grid = json.loads(socket.recv(timeout=20))
        assert (grid["room"]["count"], grid["columns"]["one"]["passed"], grid["columns"]["one"]["stuck"]) == (3, 1, 2)
        host.send(f"/room/{host.room}/end")
        assert "Person 2" in host.http.get(f"/room/{host.room}/export.csv").text


def test_the_container_health_check_of_the_worker(production: Service, redis_url: str) -> None:
    alive = [sys.executable, *COMPOSE["services"]["worker"]["healthcheck"]["test"][2:]]
    assert subprocess.run(alive, cwd=ROOT, env=os.environ | {"REDIS_URL": redis_url}, check=False).returncode == 0


def test_django_finds_nothing_to_warn_of_in_a_deployment(tmp_path: Path) -> None:
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "HTTPS": "1",
        "SECRET_KEY": "q7" * 5 + "".join(map(chr, range(65, 120))),
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # what the tests of this process allow themselves
    said = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
