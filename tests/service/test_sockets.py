"""Who may open a socket: a page of this very origin, or a script without one. All else ends before the handshake."""

import contextlib

import pytest
import websockets
from websockets.sync.client import ClientConnection, connect

from tests.service.conftest import PASS, SLOW, Service, unique

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def run_id(service: Service) -> str:
    run = service.start_run(unique(PASS, "origins"))
    service.wait_for_end(run["id"])
    return run["id"]


# HOST and PORT stand for those of the service
ORIGINS = [
    # name               Origin headers                            served?
    ("own",              ["http://HOST:PORT"],                     True),
    ("missing (script)", [],                                       True),
    ("foreign",          ["http://evil.example"],                  False),
    ("look-alike",       ["http://HOST:PORT.evil.example"],        False),
    ("sub-domain",       ["http://a.HOST:PORT"],                   False),
    ("null",             ["null"],                                 False),
    ("empty",            [""],                                     False),
    ("other port",       ["http://HOST:1"],                        False),
    ("no port",          ["http://HOST"],                          False),
    ("other scheme",     ["https://HOST:PORT"],                    False),
    ("socket scheme",    ["ws://HOST:PORT"],                       False),
    ("other name",       ["http://localhost:PORT"],                False),
    ("with user",        ["http://HOST:PORT@evil.example"],        False),
    ("user at us",       ["http://evil.example@HOST:PORT"],        False),
    ("with path",        ["http://HOST:PORT/"],                    False),
    ("bad port",         ["http://HOST:99999999"],                 False),
    ("twice the same",   ["http://HOST:PORT", "http://HOST:PORT"], False),
    ("own and foreign",  ["http://HOST:PORT", "http://evil.example"], False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "origins", "served"), ORIGINS, ids=[o[0] for o in ORIGINS])
def test_origin(service: Service, run_id: str, name: str, origins: list[str], served: bool) -> None:
    host, _, port = service.url.removeprefix("http://").partition(":")
    headers = [("Origin", o.replace("HOST", host).replace("PORT", port)) for o in origins]
    address = f"ws://{host}:{port}/ws/runs/{run_id}/"
    if served:
        with connect(address, additional_headers=headers, proxy=None) as socket:
            assert '"seq":0' in socket.recv(timeout=10)
        return
    with pytest.raises(websockets.InvalidStatus) as refused:
        connect(address, additional_headers=headers, proxy=None)
    assert refused.value.response.status_code in {400, 403}  # 400: the protocol library saw two


@pytest.mark.parametrize(
    "path",
    ["/ws/runs/nothing/", "/ws/nothing/", "/ws/runs/RUN", "/ws/runs/RUN/?since=-1", "/ws/runs/RUN/?since=x", "/"],
)
def test_sockets_to_nowhere_are_refused_before_the_handshake(service: Service, run_id: str, path: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        service.socket(path.replace("RUN", run_id))
    assert refused.value.response.status_code in {403, 404}


def test_a_foreign_host_name_is_refused(service: Service, run_id: str) -> None:
    import socket as sockets

    host, _, port = service.url.removeprefix("http://").partition(":")
    request = (
        f"GET /ws/runs/{run_id}/ HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with sockets.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(request.encode())
        assert raw.recv(100).split()[1] == b"403"


def read_to_the_end(socket: ClientConnection) -> None:
    with contextlib.suppress(websockets.ConnectionClosed):
        while True:
            socket.recv(timeout=20)


def test_a_client_that_talks_is_hung_up_on(service: Service) -> None:
    run = service.start_run(unique(SLOW, "talker"))
    with service.socket(f"/ws/runs/{run['id']}/") as socket:
        socket.send("hello")
        read_to_the_end(socket)
        assert socket.close_code == 1008


def test_a_message_of_a_megabyte_is_refused(service: Service) -> None:
    run = service.start_run(unique(SLOW, "shouter"))
    with service.socket(f"/ws/runs/{run['id']}/") as socket:
        socket.send("x" * (1 << 20))
        read_to_the_end(socket)
        assert socket.close_code in {1008, 1009}
