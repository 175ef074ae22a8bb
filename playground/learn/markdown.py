"""Markdown into HTML for pages of ours: prose, programs that can be run, and programs beside their native code.

A fence with the info string `ebpf` is a program: it is coloured, its verdict is said below it, and it can be opened or run.
Words after `ebpf`: `scenario=NAME`; `refused=CODE`, if the verifier is to refuse it, and `then=KIND`, what becomes of a kernel that
runs it all the same; `look` for a piece that is not a whole program. A fence `ebpf native` shows a program's bytecode, LLVM IR and
machine code side by side. HTML in the text stays text.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter

from playground.learn import showing
from vm.export.pygments_lexer import EbpfLexer

LANGUAGE: Final = "ebpf"
_LEXER: Final = EbpfLexer(stripnl=False)
_FORMATTER: Final = HtmlFormatter(nowrap=True, classprefix="c-")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One program in a page. `whole` unless it is only a piece to look at; `refused` and `then` are what the page claims."""

    source: str
    scenario: str
    whole: bool
    native: bool
    refused: str = ""
    then: str = ""


def coloured(source: str) -> str:
    """A program as HTML, coloured by classes."""
    return str(highlight(source, _LEXER, _FORMATTER))


@lru_cache(maxsize=64)
def coloured_lines(source: str) -> tuple[SafeString, ...]:
    """The same, line by line."""
    return tuple(mark_safe(line) for line in coloured(source.rstrip("\n")).rstrip("\n").split("\n"))  # noqa: S308 - Pygments escapes


def snippets(text: str) -> list[Snippet]:
    """Every program of a page, in order."""
    return [_snippet(token) for token in _parser().parse(text) if _is_program(token)]


def html(text: str, address: str = "") -> str:
    """The page. `address` of the page itself, for links that open its programs."""
    return str(_parser().render(text, {"address": address, "count": 0}))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _is_program(token: Token) -> bool:
    return token.type == "fence" and token.info.split()[:1] == [LANGUAGE]


def _snippet(token: Token) -> Snippet:
    words = token.info.split()[1:]
    named = dict(word.split("=", 1) for word in words if "=" in word)
    unknown = {*words} - {"look", "native"} - {f"{k}={v}" for k, v in named.items()} | named.keys() - {
        "scenario", "refused", "then"
    }  # fmt: skip
    if unknown:
        raise ValueError(f"a fence says {sorted(unknown)}, which means nothing")
    scenario, refused, then = (named.get(name, "") for name in ("scenario", "refused", "then"))
    return Snippet(token.content, scenario, "look" not in words, "native" in words, refused, then)


def _fence(_: RendererHTML, tokens: list[Token], n: int, __: Any, env: dict[str, Any]) -> str:
    token = tokens[n]
    if not _is_program(token):
        return f'<pre tabindex="0"><code>{escape(token.content)}</code></pre>\n'
    snippet = _snippet(token)
    code = f'<pre class="code" tabindex="0"><code>{coloured(snippet.source)}</code></pre>'
    if not snippet.whole:
        return f"<figure>{code}</figure>\n"
    number, env["count"] = env["count"], env["count"] + 1
    if snippet.native:
        return native_block(snippet.source)
    return program_block(snippet.source, snippet.scenario, f"/?from={env['address']}&n={number}", code=code)


def program_block(source: str, scenario: str, link: str, *, code: str = "") -> str:
    """A program with its verdict, a link that opens it, and room for a run."""
    said = showing.verdict(source)
    tone = "good" if said.ok else "bad"
    lines = "".join(f"<code>{escape(line)}</code>" for line in said.lines)
    explained = f"<p>{_parser().renderInline(said.summary)}</p>" if said.summary else ""
    link = escape(link)
    return (
        f'<figure class="program" data-scenario="{escape(scenario)}"><div class="program-code">'
        f"{code or _pre(source)}</div>"
        f'<figcaption><div class="verdict {tone}"><strong>{escape(said.word)}</strong> {lines}{explained}</div>'
        f'<div class="program-actions"><button type="button" data-run hidden>Run here</button>'
        + ("" if said.ok else '<button type="button" data-run="module" hidden>Run as a kernel module</button>')
        + f'<a class="button" href="{link}">Open in the playground</a></div></figcaption>'
        '<div class="output" data-output hidden></div></figure>\n'
    )


def _pre(source: str) -> str:
    return f'<pre class="code" tabindex="0"><code>{coloured(source)}</code></pre>'


def native_block(source: str) -> str:
    """A program's three forms, in columns; the same number marks what came from the same instruction."""
    columns = "".join(
        f'<div class="native-column"><p class="native-title">{escape(column.title)}</p><pre tabindex="0"><code>'
        + "".join(
            f'<span class="native-slot">{"" if line.slot is None else line.slot:>3}</span> {escape(line.text)}\n'
            for line in column.lines
        )
        + "</code></pre></div>"
        for column in showing.native(source)
    )
    return f'<figure class="native"><div class="native-columns">{columns}</div></figure>\n'
