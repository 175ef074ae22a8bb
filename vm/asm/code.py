"""The statements of one section to slots; the numbered lines of a listing to the places they name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NoReturn

from vm.asm import directives, kernel_syntax, mnemonics
from vm.asm.cursor import Cursor, nearest
from vm.asm.reader import Label, Part, Statement
from vm.asm.slots import Link, Scope, Slot, register, unknown_register, wide
from vm.asm.tokens import complain, span_of
from vm.errors import AsmError, Diagnostic, Span
from vm.facts import isa
from vm.insn import SLOT, decode

MAX_ERRORS: Final = 200
"""Errors in one section after which reading it makes no sense."""


MAX_SLOTS: Final = 1 << 17
"""Slots of one section: far more than a source of 64 KiB can spell, but `.zero` is short."""


MAX_RAW: Final = 1 << 16
"""Bytes of instructions one directive may write."""


@dataclass(slots=True)
class Code:
    """One section of instructions.

    spans       place of each slot; None for the second half of ld_imm64
    labels      name -> slot
    functions   labels that the source declares to be functions: .globl
    """

    name: str
    span: Span | None
    slots: list[Slot] = field(default_factory=list)
    spans: list[Span | None] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    _by_slot: dict[int, list[str]] = field(default_factory=dict)

    def by_slot(self) -> dict[int, list[str]]:
        """Slot -> labels; made once, when all labels are known."""
        if not self._by_slot:
            for name, slot in self.labels.items():
                self._by_slot.setdefault(slot, []).append(name)
        return self._by_slot

    def at(self, slot: int) -> list[str]:
        """The labels at `slot` that an author chose, not a compiler."""
        return [name for name in self.by_slot().get(slot, ()) if not name.startswith(".L")]


def build(part: Part, scope: Scope, cursor: Callable[[Statement], Cursor], errors: list[Diagnostic]) -> Code:
    """The slots of `part`; what is wrong goes to `errors`."""
    code = Code(part.name, part.span)
    if any(isinstance(item, Statement) and item.number is not None for item in part.items):
        _Listing(code, scope, cursor, errors).build(part)
        return code
    allowed = len(errors) + MAX_ERRORS
    for item in part.items:
        try:
            if isinstance(item, Label):
                _label(code, item, len(code.slots))
            elif item.target:
                _relocate(code, item, scope)
            else:
                slots, span = _slots(cursor(item), item, scope, code)
                if slots:
                    if len(code.slots) + len(slots) > MAX_SLOTS:
                        raise complain(
                            "asm.too-many-insns",
                            f"a section has at most {MAX_SLOTS} instructions",
                            span or Span(1, 1, 1),
                        )
                    code.slots += slots
                    code.spans += _spans(slots, span)
        except AsmError as error:
            errors += error.diagnostics
            if len(errors) > allowed:
                break
    return code


def _spans(slots: list[Slot], span: Span | None) -> list[Span | None]:
    if len(slots) == 2 and slots[0].insn.opcode == isa.LD_IMM64:
        return [span, None]
    return [span] * len(slots)


def _label(code: Code, label: Label, slot: int) -> None:
    if label.name in code.labels:
        raise complain("asm.duplicate", f"the label {label.name} is already defined", label.span)
    code.labels[label.name] = slot


def _slots(c: Cursor, statement: Statement, scope: Scope, code: Code) -> tuple[list[Slot], Span | None]:
    """What one statement becomes. Directives become nothing."""
    if statement.named and (slots := _named_map(c, statement.named, scope)):
        return slots, c.whole()
    if statement.opcode == isa.LD_IMM64 and statement.tokens[-1][1] != "ll":
        c.tokens = [*statement.tokens, ("word", "ll", statement.tokens[-1][2] + len(statement.tokens[-1][1]))]
    slots = _statement(c, scope, code)
    c.finish()
    if statement.source == isa.CALL_LOCAL and slots and slots[0].insn.opcode == isa.CALL and not slots[0].link:
        slots = [slots[0]._replace(insn=slots[0].insn._replace(src=isa.CALL_LOCAL))]
    return slots, c.whole()


def _statement(c: Cursor, scope: Scope, code: Code) -> list[Slot]:
    """What the first words of a statement say it is."""
    kind, word, _ = c.tokens[0]
    if kind == "reg" and word[0] != "%":
        return kernel_syntax.assignment(c, scope)
    if word == "lock" and c.peek() != "*":
        c.take()
        return mnemonics.FORMS[word](c, scope)
    form = kernel_syntax.STATEMENTS.get(word)
    if form:
        return form(c, scope)
    mnemonic = mnemonics.FORMS.get(word)
    if mnemonic:
        c.take()
        return mnemonic(c, scope)
    if kind == "reg":
        return kernel_syntax.assignment(c, scope)
    if word.startswith("."):
        return _directive(c, code)
    return _unknown(c, word)


def _unknown(c: Cursor, word: str) -> NoReturn:
    text = word.lstrip("%")
    if text[:1] in {"r", "w"} and text[1:].isdigit():
        unknown_register(c, "an instruction")
    known = [*kernel_syntax.STATEMENTS, *mnemonics.FORMS]
    hint = nearest(word, known) if c.kind == "word" else ""
    c.fail("asm.unknown-instruction", f"no instruction begins with '{word[:40]}'", hint)


def _directive(c: Cursor, code: Code) -> list[Slot]:
    word = c.take()[1]
    if word in {".globl", ".global"}:
        code.functions.add(directives.name_(c, "a function"))
        while c.accept(","):
            code.functions.add(directives.name_(c, "a function"))
        return []
    if word == ".type" or word in directives.IGNORED or word.startswith(".cfi_"):
        c.at = len(c.tokens)
        return []
    if word == ".insn":
        return _raw(c, _hexadecimal(c))
    if word in directives.DATA or word in directives.TEXTS or word in directives.SPACE:
        return _raw(c, directives.data(word, c))
    c.at = 0
    return c.fail("asm.unknown-directive", f"no directive is called {word[:40]}", nearest(word, directives.KNOWN))


def _hexadecimal(c: Cursor) -> bytes:
    """`.insn 3f10ffff00000000`: the bytes as they lie in memory."""
    digits = "".join(token[1] for token in c.tokens[c.at :])
    start = c.at
    c.at = len(c.tokens)
    try:
        return bytes.fromhex(digits)
    except ValueError:
        c.fail(
            "asm.bad-number",
            "expected the bytes of the instruction in hexadecimal",
            ".insn b700000001000000",
            c.span(start) if start < len(c.tokens) else None,
        )


def _raw(c: Cursor, data: bytes) -> list[Slot]:
    if len(data) > MAX_RAW:
        c.fail("asm.out-of-range", f"one directive writes at most {MAX_RAW} bytes of instructions", span=c.whole())
    if not data or len(data) % SLOT:
        c.fail("asm.odd-bytes", f"instructions have 8 bytes, these are {len(data)}", span=c.whole())
    return [Slot(insn) for insn in decode(data)]


def _named_map(c: Cursor, named: tuple[str, int | None], scope: Scope) -> list[Slot] | None:
    """A 64-bit load whose remark in the verifier's log names a map."""
    name, offset = named
    index = scope.maps.get(name)
    if index is None:
        index = next((i for known, i in scope.maps.items() if known[:15] == name[:15]), None)
    if index is None:
        c.fail(
            "asm.unknown-name", f"the log speaks of a map {name[:40]}", f"declare it: .map {name[:40]}, ...", c.whole()
        )
    dst = register(c)[0]
    return wide(dst, isa.WIDE_MAP, index, 0) if offset is None else wide(dst, isa.WIDE_MAP_VALUE, index, offset)


def _relocate(code: Code, statement: Statement, scope: Scope) -> None:
    """A relocation line of llvm-objdump: what the instruction above it refers to."""
    name = statement.target
    span = span_of(statement.tokens[0], statement.line)
    if code.slots and code.slots[-1].insn.opcode == isa.CALL:
        code.slots[-1] = _relocated_call(code.slots[-1], name, span)
        return
    if len(code.slots) < 2 or code.slots[-2].insn.opcode != isa.LD_IMM64:
        raise complain("asm.stray-relocation", "nothing above this line can be relocated", span)
    first = code.slots[-2].insn
    if name in scope.data or (name in scope.maps and name.startswith(".")):
        index, offset = scope.data.get(name, (scope.maps.get(name, 0), 0))
        code.slots[-2:] = wide(first.dst, isa.WIDE_MAP_VALUE, index, offset + first.imm)
    elif name in scope.maps:
        code.slots[-2:] = wide(first.dst, isa.WIDE_MAP, scope.maps[name], 0)
    elif name in scope.labels:
        code.slots[-2] = Slot(first._replace(src=isa.WIDE_FUNC), Link.FUNC, name, span)
    else:
        raise complain(
            "asm.unknown-name", f"no map or label is called {name[:60]}", span, f"declare it: .map {name[:40]}, ..."
        )


def _relocated_call(slot: Slot, name: str, span: Span) -> Slot:
    insn = slot.insn._replace(src=isa.CALL_LOCAL)
    return (
        Slot(insn._replace(imm=insn.imm + 1), Link.CALL, name, span)
        if name.startswith(".")
        else Slot(insn, Link.CALL, name, span)
    )


class _Listing:
    """A section of numbered lines: each goes where its number says, however often it is listed."""

    def __init__(
        self, code: Code, scope: Scope, cursor: Callable[[Statement], Cursor], errors: list[Diagnostic]
    ) -> None:
        self.code = code
        self.scope = scope
        self.cursor = cursor
        self.errors = errors
        self.listed: dict[int, tuple[list[Slot], Span | None]] = {}
        self.pending: list[Label] = []
        self.labels: list[tuple[Label, int]] = []
        self.last = -1
        self.allowed = len(errors) + MAX_ERRORS

    def build(self, part: Part) -> None:
        """Fill `code`."""
        before = len(self.errors)
        for item in part.items:
            try:
                self._item(item)
            except AsmError as error:
                self.errors += error.diagnostics
                if len(self.errors) > self.allowed:
                    return
        if len(self.errors) == before:
            try:
                self._lay_out()
            except AsmError as error:
                self.errors += error.diagnostics

    def _item(self, item: Statement | Label) -> None:
        if isinstance(item, Label):
            self.pending.append(item)
            return
        if item.target:
            slots, span = self.listed.get(self.last, ([], None))
            scratch = Code("", None, list(slots))
            _relocate(scratch, item, self.scope)
            self.listed[self.last] = (scratch.slots, span)
            return
        slots, span = _slots(self.cursor(item), item, self.scope, self.code)
        if not slots:
            return
        number = self.last + len(self.listed.get(self.last, ([], None))[0]) if item.number is None else item.number
        if self.listed.setdefault(number, (slots, span))[0] != slots and not _same(self.listed[number][0], slots):
            raise complain(
                "asm.listing-conflict",
                f"instruction {number} is listed twice, differently",
                span or Span(item.line, 1, 1),
            )
        self.last = number
        self.labels += [(label, number) for label in self.pending]
        self.pending = []

    def _lay_out(self) -> None:
        first = expected = min(self.listed, default=0)
        for number in sorted(self.listed):
            slots, span = self.listed[number]
            if number != expected and span:
                missing = (
                    f"instruction {expected} is"
                    if number - expected == 1
                    else f"instructions {expected} to {number - 1} are"
                )
                raise complain(
                    "asm.listing-gap",
                    f"{missing} missing from this listing",
                    span,
                    "a verifier log shows only what the verifier walked; a dump shows everything",
                )
            self.code.slots += slots
            self.code.spans += _spans(slots, span)
            expected = number + len(slots)
        for label, number in self.labels:
            _label(self.code, label, number - first)
        for label in self.pending:
            _label(self.code, label, len(self.code.slots))


def _same(left: list[Slot], right: list[Slot]) -> bool:
    """Whether two listings of one instruction mean the same."""
    return [(slot.insn, slot.link, slot.target) for slot in left] == [
        (slot.insn, slot.link, slot.target) for slot in right
    ]
