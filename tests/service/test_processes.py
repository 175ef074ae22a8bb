"""Several web processes on one socket: what one of them counts, the others know."""

from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from playground import fairness
from tests.service.conftest import Service, launch
from tests.service.people import Crowd
from tests.workshops.conftest import FILE, RIGHT

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = launch(tmp_path_factory.mktemp("several"), WEB_PROCESSES="3")
    yield running
    running.stop()


def test_there_are_several(several: Service) -> None:
    assert len(several.parts("uvicorn")) == 3


def test_sockets_hear_what_another_process_was_told(several: Service) -> None:
    with Crowd(several) as crowd:
        host = crowd.host(FILE)
        ann = crowd.participant(host, "Ann")
        wires = [crowd.enter_context(host.socket()) for _ in range(6)]
        made = ann.send(f"/room/{host.room}/submit", 201, step="one", source=RIGHT)
        ann.wait(f"/room/{host.room}/submissions/{made['id']}")
        for wire in wires:
            while '"passed":1' not in wire.recv(timeout=20):
                pass


def test_guesses_are_counted_by_all(several: Service) -> None:
    """Each guess is a new connection, which any of the processes may take."""
    wrong = int(fairness.WRONG["code"].burst)
    guess = f"{several.url}/w/NQTACQDE"
    seen = Counter(httpx.get(guess, headers={"Accept": "text/html"}).status_code for _ in range(wrong + 60))
    assert wrong <= seen[404] < wrong + 60
    assert seen[429] == wrong + 60 - seen[404]
