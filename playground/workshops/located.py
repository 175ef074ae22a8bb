"""YAML whose values know where they stand. No anchors, no tags, no name twice. No Django here."""

from dataclasses import dataclass
from typing import Any, Final

import yaml

from vm.errors import Diagnostic, Span

Path = tuple[str | int, ...]
NESTING: Final = 24


class Misread(Exception):
    """Text that is no YAML of ours."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Located:
    """A value, and the span of each of its parts."""

    value: Any
    spans: dict[Path, Span]

    def span(self, path: Path) -> Span:
        """Of the nearest part that exists."""
        while path not in self.spans:
            path = path[:-1]
        return self.spans[path]


def load(text: str, first_line: int) -> Located:
    """Read `text`, whose first line is line `first_line` of its file. Raises Misread."""
    spans: dict[Path, Span] = {(): Span(first_line, 1, 2)}
    loader = yaml.SafeLoader(text)
    try:
        _refuse_aliases(text, first_line)
        node = loader.get_single_node()
        if node is None:
            return Located({}, spans)
        _locate(node, (), spans, first_line)
        return Located(loader.construct_document(node), spans)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = _span(mark, mark, first_line) if mark else spans[()]
        raise Misread(Diagnostic(code="workshop.yaml", message=error.problem or "this is no YAML", span=span)) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = "nested too deep" if isinstance(error, RecursionError) else str(error).split("\n")[0]
        raise Misread(Diagnostic(code="workshop.yaml", message=message, span=spans[()])) from None
    finally:
        loader.dispose()


def _refuse_aliases(text: str, first_line: int) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            span = _span(event.start_mark, event.end_mark, first_line)
            raise Misread(Diagnostic(code="workshop.alias", message="anchors and aliases are not read", span=span))


def _locate(node: yaml.Node, path: Path, spans: dict[Path, Span], first_line: int) -> None:
    spans[path] = _span(node.start_mark, node.end_mark, first_line)
    if len(path) > NESTING:
        raise Misread(Diagnostic(code="workshop.yaml", message="nested too deep", span=spans[path]))
    if isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            _locate(item, (*path, n), spans, first_line)
    elif isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for name, item in node.value:
            inner = (*path, name.value if isinstance(name, yaml.ScalarNode) else "?")
            span = _span(name.start_mark, name.end_mark, first_line)
            if name.value in names:
                message = f"{name.value!r} stands twice"
                raise Misread(Diagnostic(code="workshop.twice", message=message, span=span))
            names.add(name.value)
            _locate(item, inner, spans, first_line)


def _span(start: yaml.Mark, end: yaml.Mark, first_line: int) -> Span:
    last = end.column + 1 if end.line == start.line else start.column + 2
    return Span(first_line + start.line, start.column + 1, max(last, start.column + 2))
