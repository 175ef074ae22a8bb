"""The scenario language told to machines: a text as data, and the JSON Schema of that data.

Both come from STATEMENTS. What a schema cannot say (that a number fits its range, that a call's process is one of the
scenario's, that nothing comes after the end) `vm.kernel.scenario.parse` says.
"""

from collections.abc import Mapping
from typing import Any, Final

from vm.kernel.scenario import Entry, parse, words
from vm.kernel.statements import STATEMENT_BY_NAME, STATEMENTS, Statement

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def outline(text: str, *, library: Mapping[str, Entry] | None = None) -> dict[str, Any]:
    """A scenario's statements in their order, with values as they are spelt; raises ScenarioError where `parse` does."""
    parse(text, library=library)
    return {"statements": [_outlined(line) for line in map(words, text.splitlines()) if line]}


def _outlined(line: list[str]) -> dict[str, Any]:
    name, *rest = line
    outlined: dict[str, Any] = {"statement": name}
    if STATEMENT_BY_NAME[name].argument is not None:
        outlined["argument"] = _bare(rest.pop(0))
    outlined |= {setting: _bare(value) for setting, _, value in (word.partition("=") for word in rest)}
    return outlined


def _bare(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def schema() -> dict[str, Any]:
    """The JSON Schema of what `outline` gives."""
    return {
        "$schema": DIALECT,
        "title": "A scenario of the playground",
        "description": "The statements of a scenario's text, in their order; values are spelt as in the text.",
        "type": "object",
        "required": ["statements"],
        "additionalProperties": False,
        "properties": {"statements": {"type": "array", "items": {"oneOf": [_rule(row) for row in STATEMENTS]}}},
    }


def _rule(row: Statement) -> dict[str, Any]:
    properties: dict[str, Any] = {"statement": {"const": row.name}}
    if row.argument is not None:
        properties["argument"] = dict(row.argument.schema)
    for setting in row.settings:
        properties[setting.name] = {**setting.read.schema, "title": setting.doc}
    return {
        "title": row.usage,
        "description": row.doc,
        "type": "object",
        "required": [
            "statement",
            *(["argument"] if row.argument else []),
            *(setting.name for setting in row.settings if setting.required),
        ],
        "additionalProperties": False,
        "properties": properties,
    }
