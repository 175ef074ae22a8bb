"""Objects that come in become sources; snippets go out as files for other tools. Hostile files end in typed errors."""

import base64
import shutil
import struct
import subprocess
import time
from pathlib import Path

import pytest

from tests.service.conftest import Service
from vm.elf import load
from vm.insn import decode

pytestmark = pytest.mark.service

OBJECTS = sorted((Path(__file__).resolve().parents[1] / "cases" / "elf").glob("*.o"))
SOURCE = """.license "GPL"
.map counts, array, key=4, value=8, max_entries=1
.section xdp
first:
    r0 = 2
    exit
.section socket
second:
    r0 = 0
    exit
"""


def opened(service: Service, data: bytes, **more: str):
    with service.http() as http:
        return http.post("/api/v1/objects", json={"object": base64.b64encode(data).decode(), **more})


@pytest.mark.parametrize("path", OBJECTS, ids=lambda path: path.stem)
def test_an_object_becomes_a_source_that_the_service_takes(service: Service, path: Path) -> None:
    answer = opened(service, path.read_bytes())
    if answer.status_code == 400:  # longer than a source may be: then each program alone
        assert answer.json()["error"]["code"] == "object.too-long"
        name = load(path.read_bytes()).programs[0].name
        answer = opened(service, path.read_bytes(), program=name)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    with service.http() as http:
        checked = http.post("/api/v1/check", json={"source": made["source"]}).json()
    assert checked["diagnostics"] == []
    assert [p["name"] for p in checked["programs"]]


def damaged() -> dict[str, bytes]:
    """Objects that lie."""
    sound = bytearray(OBJECTS[0].read_bytes())
    table = bytes([*sound[:40], *struct.pack("<Q", 1 << 63), *sound[48:]])
    counts = bytes([*sound[:60], 0xFF, 0xFF, *sound[62:]])
    middle = bytearray(sound)
    middle[64 : len(sound) - 64 : 7] = b"\xff" * len(range(64, len(sound) - 64, 7))
    return {
        "no object": b"#!/bin/sh\n",
        "magic alone": b"\x7fELF",
        "half": bytes(sound[: len(sound) // 2]),
        "section table far away": table,
        "65535 sections": counts,
        "every seventh byte": bytes(middle),
        "a mebibyte of nothing": bytes(1 << 20),
        "magic and a mebibyte": b"\x7fELF\x02\x01\x01" + b"\xff" * ((1 << 20) - 8),
    }


@pytest.mark.parametrize("name", sorted(damaged()))
def test_a_damaged_object_is_a_typed_error_at_once(service: Service, name: str) -> None:
    begun = time.monotonic()
    answer = opened(service, damaged()[name])
    assert time.monotonic() - begun < 3
    assert answer.status_code in {200, 400}, answer.text
    if answer.status_code == 400:
        assert set(answer.json()["error"]) >= {"code", "message"}
    else:
        assert name == "every seventh byte"  # what the table of sections does not need may be anything


@pytest.mark.parametrize(("body", "status"), [
    ({"object": "no base64!"}, 400),
    ({"object": ""}, 400),
    ({}, 400),
    ({"object": 5}, 400),
    ({"object": "AAAA", "more": 1}, 400),
    ({"object": "A" * 1_460_000}, 413),
    ({"object": "AAAA" * 350_000}, 400),
])  # fmt: skip
def test_what_is_no_request(service: Service, body: dict, status: int) -> None:
    with service.http() as http:
        answer = http.post("/api/v1/objects", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["code"]


def test_a_program_that_is_not_there(service: Service) -> None:
    answer = opened(service, OBJECTS[0].read_bytes(), program="nobody")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "object.no-such-program")


def test_a_snippet_goes_out_as_bytecode_and_for_llvm(service: Service, tmp_path: Path) -> None:
    with service.http() as http:
        url = http.post("/api/v1/snippets", json={"source": SOURCE}).json()["url"]
        several = http.get(f"{url}.bin")
        second = http.get(f"{url}.bin", params={"program": "second"})
        missing = http.get(f"{url}.bin", params={"program": "third"})
        text = http.get(f"{url}.llvm.s")
        nowhere = http.get("/s/nowhere.bin")
        broken = http.post("/api/v1/snippets", json={"source": "no code"}).json()["url"]
        unreadable = http.get(f"{broken}.bin")
    assert (several.status_code, several.json()["error"]["code"]) == (400, "object.several-programs")
    assert [insn.opcode for insn in decode(second.content)] == [0xB7, 0x95]
    assert second.headers["content-type"] == "application/octet-stream"
    assert missing.json()["error"]["code"] == "object.no-such-program"
    assert nowhere.status_code == 404
    assert (unreadable.status_code, unreadable.json()["error"]["line"]) == (400, 1)
    assert text.headers["content-type"].startswith("text/plain")
    if shutil.which("llvm-mc"):
        (tmp_path / "out.s").write_text(text.text)
        command = ["llvm-mc", "-triple", "bpf", "-filetype=obj", "-o", str(tmp_path / "out.o"), str(tmp_path / "out.s")]
        subprocess.run(command, check=True)
        assert [p.name for p in load((tmp_path / "out.o").read_bytes()).programs] == ["first", "second"]
