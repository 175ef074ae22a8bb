"""Bodies read strictly, names drawn well."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import fairness, identifiers, wire
from playground.errors import ApiError
from playground.programs.services import markdown
from playground.runs import frames


def refused(raw: bytes) -> ApiError | None:
    try:
        wire.parse(raw)
    except ApiError as error:
        return error
    return None


@given(st.binary(max_size=400))
def test_any_bytes_are_a_value_or_a_typed_error(raw: bytes) -> None:
    refusal = refused(raw)
    assert refusal is None or refusal.status == 400


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_json_can_say_is_read_as_json_reads_it(value: object) -> None:
    raw = json.dumps(value).encode()
    refusal = refused(raw)
    if refusal is None:
        assert wire.parse(raw) == value
    else:
        assert refusal.body["code"] in {"request.json", "request.nul", "request.surrogate"}


def test_reading_is_linear() -> None:
    """Quotes and backslashes without end cost what their length costs."""
    taken = []
    for size in (1 << 17, 1 << 19):
        raw = b'"' + b"\\" * size
        begun = time.perf_counter()
        with pytest.raises(ApiError):
            wire.parse(raw)
        taken.append(time.perf_counter() - begun)
    assert taken[1] < taken[0] * 16 + 0.05


def test_neighbours_of_an_ipv6_network_are_one() -> None:
    assert fairness.network("2001:db8:0:1::1") == fairness.network("2001:db8:0:ff::2")
    assert fairness.network("2001:db8:0:100::1") != fairness.network("2001:db8:0:1::1")
    assert fairness.network("192.0.2.1") != fairness.network("192.0.2.2")


def test_names() -> None:
    many = {identifiers.random_id() for _ in range(10_000)}
    assert len(many) == 10_000
    assert {len(name) for name in many} == {22}
    assert identifiers.content_id(b"a") == identifiers.content_id(b"a") != identifiers.content_id(b"b")
    assert len(identifiers.content_id(b"a")) >= 12


@given(st.text(alphabet="`a\n"), st.text(alphabet="`#[]()<>*x"))
def test_markdown_holds_any_source(source: str, title: str) -> None:
    class Snippet:
        pk = "x"

    Snippet.source, Snippet.title = source, title
    text = markdown(Snippet(), "https://example.org/s/x")
    fence = text.split("\n")[2].removesuffix("asm")
    assert set(fence) == {"`"}
    assert fence not in source


def test_frames_are_taken_apart_and_put_together() -> None:
    text = '{"run":"r","seq":3,"events":[{"type":"printed","text":"]}"}]}'
    events, values = frames.split("r", 3, text)
    assert frames.whole("r", 3, events) == text
    assert values[0]["type"] == "printed"
    assert frames.unpack(frames.pack([events, events])) == [events, events]
    assert frames.unpack(frames.pack([])) == []
