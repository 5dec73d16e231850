"""Expressions as text, with no more brackets than keep the tree as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, assert_never

from attrs import fields

from rubric_dsl.language import keywords
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.fold import quoted
from rubric_dsl.text.diagnostic import Language

# How tightly a form binds; an operand that binds less than its place asks for stands in brackets.
OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, POWER, ATOM = range(9)

_ARITHMETIC: Final = {
    "+": (SUM, SUM, PRODUCT),
    "-": (SUM, SUM, PRODUCT),
    "*": (PRODUCT, PRODUCT, UNARY),
    "/": (PRODUCT, PRODUCT, UNARY),
    "^": (POWER, ATOM, UNARY),
}
_FIRST_WORD = re.compile(r"[^\W\d]\w*")
_PLAIN_NAME = re.compile(r"[^\W\d]\w*|[0-9]+(?:\.[0-9]+)*")


class ExpressionWriter:
    """Writes expressions with the keywords of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def word(self, terminal: str) -> str:
        """A keyword."""
        return KEYWORDS[terminal].spelled(self.language)

    def words(self, *terminals: str) -> str:
        """Keywords in a row."""
        return " ".join(self.word(t) for t in terminals)

    def name(self, name: tree.Name) -> str:
        """A name, in quotes where it was or must be."""
        plain = _PLAIN_NAME.fullmatch(name.text) and not name.quoted
        return name.text if plain else quoted(name.text)

    def expr(self, e: tree.Expr, least: int = OR, soft: Iterable[str] = ()) -> str:
        """An expression, in brackets if it binds less than ``least``.

        ``soft``: the words that would be read as keywords in its place; an expression that begins
        with such a name is put in brackets, too.
        """
        text, binds = self.bare(e)
        first = _FIRST_WORD.match(text)
        taken = {spelling for t in soft for spelling in (KEYWORDS[t].en, KEYWORDS[t].zh)}
        return f"({text})" if binds < least or (first and first[0] in taken) else text

    def bare(self, e: tree.Expr) -> tuple[str, int]:
        """An expression without brackets around it, and how tightly it binds."""
        match e:
            case tree.Number():
                return e.text + ("分" if e.points else ""), ATOM
            case tree.Percent():
                return f"{e.text}%", ATOM
            case tree.Date():
                return e.value.isoformat(), ATOM
            case tree.Day():
                return f"{e.month:02}-{e.day:02}", ATOM
            case tree.Text():
                return quoted(e.value), ATOM
            case tree.YesNo():
                return self.word("YES" if e.value else "NO"), ATOM
            case tree.Ref():
                return keywords.name_spelled(e.name, self.language), ATOM
            case tree.DottedId():
                return e.text, ATOM
            case tree.Negative():
                return f"-{self.expr(e.operand, UNARY)}", UNARY
            case tree.Arithmetic():
                own, left, right = _ARITHMETIC[e.op]
                return f"{self.expr(e.left, left)} {e.op} {self.expr(e.right, right)}", own
            case tree.Comparison():
                return f"{self.expr(e.left, SUM)} {e.op} {self.expr(e.right, SUM)}", COMPARISON
            case tree.Membership():
                word = self.word("NOT_IN" if e.negated else "IN")
                return f"{self.expr(e.operand, SUM)} {word} ({self.exprs(e.items)})", COMPARISON
            case tree.IsMissing():
                word = self.word("IS_NOT_MISSING" if e.negated else "IS_MISSING")
                return f"{self.expr(e.operand, SUM)} {word}", COMPARISON
            case tree.RankWithin():
                up = f" {self.word('ROUNDED_UP')}" if e.rounded_up else ""
                return f"{self.words('RANK', 'WITHIN')} {self.tight(e.share)}{up}", COMPARISON
            case tree.Logic():
                own, word = (OR, "OR") if e.op == "or" else (AND, "AND")
                return f" {self.word(word)} ".join(self.expr(o, own + 1) for o in e.operands), own
            case tree.Not():
                return f"{self.word('NOT')} {self.expr(e.operand, NOT)}", NOT
            case tree.IfElse():
                then, condition, otherwise = self.expr(e.then), self.expr(e.condition), self.expr(e.otherwise)
                return f"({then} {self.word('IF')} {condition} {self.word('ELSE')} {otherwise})", ATOM
            case tree.Call():
                return self.call(e), ATOM
            case tree.Ordinal():
                return self.ordinal(e), ATOM
            case _:
                assert_never(e)

    def exprs(self, items: Iterable[tree.Expr]) -> str:
        """Expressions with commas between."""
        return ", ".join(self.expr(i) for i in items)

    def tight(self, e: tree.Expr) -> str:
        """A value that is one piece; an ordinal is put in brackets, for it would take in what follows."""
        return f"({self.bare(e)[0]})" if isinstance(e, tree.Ordinal) else self.expr(e, ATOM)

    def closed(self, e: tree.Expr) -> str:
        """An expression before ``by``, ``with same`` or ``rounded up``, which its own end must not take in."""
        text = self.expr(e)
        return f"({text})" if _holds(e, (tree.Ordinal, tree.RankWithin)) else text

    def same(self, keys: tuple[tree.Expr, ...]) -> str:
        """``with same …``, or nothing."""
        if not keys:
            return ""
        return f" {self.word('WITH_SAME')} {self.keys(keys)}"

    def keys(self, keys: tuple[tree.Expr, ...]) -> str:
        """One key, or several in brackets."""
        return self.tight(keys[0]) if len(keys) == 1 else f"({self.exprs(keys)})"

    def ordinal(self, e: tree.Ordinal) -> str:
        """``ordinal with same K by T``."""
        by = f" {self.word('BY')} {self.tight(e.by)}" if e.by is not None else ""
        return f"{self.word('ORDINAL')}{self.same(e.same)}{by}"

    def call(self, e: tree.Call) -> str:
        """A function with its arguments."""
        function = keywords.function_spelled(e.function, self.language)
        arguments = [self.argument(a) for a in e.arguments]
        if e.function == "round" and arguments and isinstance(e.arguments[-1].value, tree.Ref):
            modes = {KEYWORDS[t].en: t for t in keywords.ROUND_MODES}
            mode = modes.get(e.arguments[-1].value.name)
            if mode is not None:
                arguments[-1] = self.word(mode)
        return f"{function}({', '.join(arguments)})"

    def argument(self, a: tree.Argument) -> str:
        """An argument with what hangs on it."""
        write = self.closed if a.same else self.expr
        where = f" {self.word('WHERE')} {write(a.where)}" if a.where is not None else ""
        if a.lower:
            return f"{self.word('LOWER')} {write(a.value)}{where}{self.same(a.same)}"
        text = self.expr(a.value, soft=("LOWER",))
        if a.same:
            text = f"({text})" if _holds(a.value, (tree.Ordinal,)) else text
        if a.paired is not None:
            return f"{text}: {self.expr(a.paired)}"
        if a.unit is not None:
            return f"{text} {self.word(a.unit.upper().replace(' ', '_'))}"
        of = f" {self.word('OF')} {write(a.of)}" if a.of is not None else ""
        return f"{text}{of}{where}{self.same(a.same)}"


def _holds(e: Any, kinds: tuple[type, ...]) -> bool:
    """Whether a form of these kinds is anywhere in an expression."""
    if isinstance(e, kinds):
        return True
    if isinstance(e, tuple):
        return any(_holds(x, kinds) for x in e)
    if not hasattr(type(e), "__attrs_attrs__"):
        return False
    return any(_holds(getattr(e, f.name), kinds) for f in fields(type(e)) if f.name not in ("span", "name_span"))
