"""Prose of a workshop as HTML. Raw HTML in it stays text; links leave without telling where from. No Django here."""

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict


def _link(
    self: RendererHTML, tokens: Sequence[Token], n: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    tokens[n].attrSet("rel", "nofollow noopener ugc")
    tokens[n].attrSet("target", "_blank")
    return self.renderToken(tokens, n, options, env)


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.add_render_rule("link_open", _link)
    return markdown


MARKDOWN: Final = _markdown()


@lru_cache(maxsize=1024)
def html(text: str) -> str:
    """Safe HTML of Markdown."""
    return str(MARKDOWN.render(text))
