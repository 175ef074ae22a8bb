"""A Pygments lexer for the assembly language. Its word lists come from the facts.

Every rule consumes at least one character, looks at no character twice, and none backtracks: the time is
linear in the text, whatever the text.
"""

from typing import Any, ClassVar, Final

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

from vm.asm.mnemonics import FORMS
from vm.facts import directives, helpers, isa, map_types

_TYPES: Final = tuple(f"{sign}{size.bytes * 8}" for size in isa.SIZES for sign in "us")
_KEYWORDS: Final = ("if", "goto", "gotol", "may_goto", "call", "callx", "exit", "lock", "ll", "local", "fetch")
_ATOMICS: Final = (
    *(f"{prefix}{op.name}" for op in isa.ATOMICS if op.fetch for prefix in ("atomic_", "atomic64_")),
    *(f"{name}{suffix}" for name in ("xchg", "cmpxchg") for suffix in ("_64", "32_32")),
    *(op.name for op in isa.ATOMICS if 1 in op.sizes),
)
_ORDERS: Final = tuple(op.name for op in isa.BYTE_ORDER)
_HELPERS: Final = tuple(helper.bpf_name for helper in helpers.HELPERS)
_MAP_TYPES: Final = tuple(row.name for row in map_types.MAP_TYPES)
_END: Final = r"(?![\w.$])"


class EbpfLexer(RegexLexer):  # type: ignore[misc]  # pygments ships no types
    """eBPF assembly in the kernel's syntax and in mnemonics."""

    name = "eBPF assembly"
    aliases: ClassVar = ["ebpf", "bpf"]
    filenames: ClassVar = ["*.bpf.s"]

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\s+", Whitespace),
            (r"(?<=\w)#[0-9]+", Number.Integer),
            (r"(?:#|//)[^\n]*", Comment.Single),
            (r"/\*", Comment.Multiline, "comment"),
            (words(tuple(d.name for d in directives.DIRECTIVES), suffix=_END), Keyword.Declaration),
            (rf"%?[rw](?:10|[0-9]){_END}", Name.Variable),
            (r"s(?:>>=|>=|<=|>|<|/=|%=)", Operator),
            (words(_KEYWORDS, suffix=_END), Keyword),
            (words(_TYPES, suffix=_END), Keyword.Type),
            (words((*_ATOMICS, *_ORDERS), suffix=_END), Keyword),
            (words(_HELPERS, suffix=_END), Name.Function),
            (r"([A-Za-z_.$][\w.$]*+)(\s*+)(:)", bygroups(Name.Label, Whitespace, Punctuation)),
            (words(tuple(FORMS), suffix=_END), Name.Builtin),
            (words(_MAP_TYPES, suffix=_END), Keyword.Type),
            (r"[A-Za-z_.$][\w.$]*+", Name),
            (r"0[xX][0-9a-fA-F]++", Number.Hex),
            (r"[0-9][0-9a-zA-Z_]*+", Number.Integer),
            (r'"(?:\\.|[^"\\\n])*+"?', String.Double),
            (r"'(?:\\.[0-9a-fA-F]{0,2}|[^'\\\n])'", String.Char),
            (r"[-+*/%&|^<>=!~]", Operator),
            (r"[()\[\]{},;:@]", Punctuation),
            (r".", Text),
        ],
        "comment": [
            (r"[^*]++", Comment.Multiline),
            (r"\*/", Comment.Multiline, "#pop"),
            (r"\*", Comment.Multiline),
        ],
    }
