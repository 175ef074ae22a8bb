"""The lexer's time is linear, it loses no character, and its words are the facts' words."""

import time

import pytest
from pygments.token import Error, Keyword, Name

from vm.export.pygments_lexer import EbpfLexer
from vm.facts.helpers import HELPERS

UNITS = [
    '"',
    '"\\',
    "/*",
    "/**",
    "#",
    "s",
    ".",
    "r1 ",
    "0x",
    "'\\",
    "a:",
    " ",
    "\n",
    "%r",
    "a ",
    "'",
    "r0 = *(u32 *)(r1 + 4)\n",
]


def seconds(text: str) -> float:
    begun = time.process_time()
    assert "".join(value for _, _, value in EbpfLexer().get_tokens_unprocessed(text)) == text
    return time.process_time() - begun


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    def best(size: int) -> float:
        return min(seconds((unit * size)[:size]) for _ in range(3))

    small, large = best(8_192), best(32_768)
    assert large < 8 * small + 0.05  # four times the text; quadratic time would be sixteen times as much


def test_every_helper_is_a_function() -> None:
    text = "\n".join(f"call {helper.bpf_name}" for helper in HELPERS)
    found = [value for kind, value in EbpfLexer().get_tokens(text) if kind is Name.Function]
    assert found == [helper.bpf_name for helper in HELPERS]


def test_a_program_has_no_errors() -> None:
    text = '.map m, hash, key=4, value=8, max_entries=1\nstart: w1 s>>= 3 // x\nif r1 s> r2 goto start\nr1 = m ll\nexit # end\n.license "GPL"'
    kinds = {value: kind for kind, value in EbpfLexer().get_tokens(text)}
    assert Error not in kinds.values()
    assert kinds["start"] is Name.Label or kinds["start"] is Name
    assert kinds["hash"] is Keyword.Type
    assert kinds["w1"] is Name.Variable
