"""From Lark's tree of a line to the expressions of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from attrs import evolve
from lark import Token, Tree

from rubric_dsl.language import keywords
from rubric_dsl.language.written import date as other_date
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.grammar import Branch
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Label, Words
from rubric_dsl.text.fix import replaced
from rubric_dsl.text.source import Source, Span

_UNITS = {"DAYS": "days", "WORKING_DAYS": "working days", "MONTHS": "months", "YEARS": "years"}
_ISO = re.compile(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_DAY = re.compile(r"([0-9][0-9])-([0-9][0-9])|([0-9]{1,2})月([0-9]{1,2})日")


class BuildError(Exception):
    """A line that parses but means nothing; it is left out of the tree."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


class ExpressionBuilder:
    """Builds the nodes of one line, whose first character is at ``offset`` in ``source``."""

    def __init__(self, source: Source, offset: int) -> None:
        self.source = source
        self.offset = offset
        self.diagnostics: list[Diagnostic] = []

    # --- places and words ------------------------------------------------------------------------

    def span(self, part: Branch | Token) -> Span:
        """The place of a token or branch."""
        if isinstance(part, Token):
            return Span(self.source, self.offset + (part.start_pos or 0), self.offset + (part.end_pos or 0))
        meta = part.meta
        return Span(self.source, self.offset + meta.start_pos, self.offset + meta.end_pos)

    def string(self, token: Token) -> str:
        """What stands between the quotes, as written."""
        return self.span(token).text[1:-1]

    def name(self, token: Token) -> tree.Name:
        """A name, or a quoted one."""
        if token.type == "STRING":
            return tree.Name(text=self.string(token), quoted=True, span=self.span(token))
        return tree.Name(text=str(token), span=self.span(token))

    def fail(self, code: Code, part: Branch | Token, hint: Words | None = None, **args: object) -> BuildError:
        """What to raise for a line that means nothing."""
        return BuildError(Diagnostic(code=code, span=self.span(part), args=args, hint=hint))

    def twice(self, part: Branch, first: Branch) -> None:
        """Reports a second one of what a statement takes once."""
        label = Label(span=self.span(first), words=FIRST_HERE)
        code = codes.DUPLICATE
        word = str(first_token(part))
        self.diagnostics.append(Diagnostic(code=code, span=self.span(part), args={"word": word}, labels=(label,)))

    # --- expressions -----------------------------------------------------------------------------

    def expr(self, part: Branch | Token) -> tree.Expr:
        """Any expression."""
        branch = cast("Branch", part)
        return _BUILDERS[branch.data](self, branch)

    def number(self, part: Branch) -> tree.Number:
        """A number, perhaps with 分."""
        text = str(part.children[0])
        return tree.Number(text=text.rstrip("分"), points=text.endswith("分"), span=self.span(part))

    def percentage(self, part: Branch) -> tree.Percent:
        """A number with ``%``."""
        return tree.Percent(text=str(part.children[0])[:-1], span=self.span(part))

    def date(self, part: Branch) -> tree.Date | tree.Day:
        """A date or a day of the year; other digits joined by hyphens are refused."""
        written = str(part.children[0])
        full = _ISO.fullmatch(written)
        try:
            if full:
                year, month, day = (int(g) for g in full.groups() if g is not None)
                return tree.Date(value=date(year, month, day), span=self.span(part))
            short = _DAY.fullmatch(written)
            if short:
                month, day = (int(g) for g in short.groups() if g is not None)
                # 02-29 is a day of some years; whether of the period's is the checker's to say.
                date(2000, month, day)
                return tree.Day(month=month, day=day, span=self.span(part))
        except ValueError:
            raise self.fail(codes.IMPOSSIBLE_DATE, part, hint=_days_of(month), written=written) from None
        whole = other_date(written)
        if whole is not None:
            diagnostic = self.fail(codes.OTHER_DATE, part, written=written, instead=whole).diagnostic
            raise BuildError(evolve(diagnostic, fixes=replaced(self.span(part), whole)))
        raise self.fail(codes.NO_DATE, part, hint=_spaced(written), written=written)

    def text(self, part: Branch) -> tree.Text:
        """A string."""
        return tree.Text(value=self.string(cast("Token", part.children[0])), span=self.span(part))

    def yes(self, part: Branch) -> tree.YesNo:
        """``yes``."""
        return tree.YesNo(value=True, span=self.span(part))

    def no(self, part: Branch) -> tree.YesNo:
        """``no``."""
        return tree.YesNo(value=False, span=self.span(part))

    def ref(self, part: Branch) -> tree.Ref:
        """A name; those the engine supplies under their English name."""
        return tree.Ref(name=keywords.canonical_name(str(part.children[0])), span=self.span(part))

    def dotted_id(self, part: Branch) -> tree.DottedId:
        """A node id with two dots or more."""
        return tree.DottedId(text=str(part.children[0]), span=self.span(part))

    def negative(self, part: Branch) -> tree.Negative:
        """``-x``."""
        return tree.Negative(operand=self.expr(part.children[1]), span=self.span(part))

    def arithmetic(self, part: Branch) -> tree.Arithmetic:
        """Two values and a sign between them."""
        left, op, right = part.children
        return tree.Arithmetic(op=str(op), left=self.expr(left), right=self.expr(right), span=self.span(part))  # type: ignore[arg-type]  # the grammar knows these five signs only

    def comparison(self, part: Branch) -> tree.Comparison:
        """Two values compared."""
        left, op, right = part.children
        return tree.Comparison(
            op=cast("Any", comparison_sign(op)), left=self.expr(left), right=self.expr(right), span=self.span(part)
        )

    def membership(self, part: Branch) -> tree.Membership:
        """``x in (…)``."""
        operand, word, *items = part.children
        return tree.Membership(
            operand=self.expr(operand),
            items=tuple(self.expr(i) for i in items),
            negated=_kind(word) == "NOT_IN",
            span=self.span(part),
        )

    def is_missing(self, part: Branch) -> tree.IsMissing:
        """``x is missing``."""
        operand, word = part.children
        return tree.IsMissing(operand=self.expr(operand), negated=_kind(word) == "IS_NOT_MISSING", span=self.span(part))

    def rank_within(self, part: Branch) -> tree.RankWithin:
        """``rank within SHARE``."""
        return tree.RankWithin(
            share=self.expr(part.children[1]), rounded_up=len(part.children) == 3, span=self.span(part)
        )

    def any_of(self, part: Branch) -> tree.Logic:
        """Conditions joined by ``or``."""
        return tree.Logic(op="or", operands=self.every_other(part), span=self.span(part))

    def all_of(self, part: Branch) -> tree.Logic:
        """Conditions joined by ``and``."""
        return tree.Logic(op="and", operands=self.every_other(part), span=self.span(part))

    def every_other(self, part: Branch) -> tuple[tree.Expr, ...]:
        """The operands of a run, without the words between them."""
        return tuple(self.expr(c) for c in part.children[::2])

    def negation(self, part: Branch) -> tree.Not:
        """``not x``."""
        return tree.Not(operand=self.expr(part.children[1]), span=self.span(part))

    def if_else(self, part: Branch) -> tree.IfElse:
        """``(x if c else y)``; what follows ``else`` may be another without brackets of its own."""
        then, _, condition, _, otherwise = part.children
        return tree.IfElse(
            then=self.expr(then),
            condition=self.expr(condition),
            otherwise=self.expr(otherwise),
            span=self.span(part),
        )

    def call(self, part: Branch) -> tree.Call:
        """A function with its arguments."""
        name, *rest = part.children
        function = keywords.canonical_function(str(name))
        arguments = [self.argument(cast("Branch", a)) for a in rest]
        if function == "round" and arguments and isinstance(arguments[-1].value, tree.Ref):
            ref = arguments[-1].value
            arguments[-1] = evolve(arguments[-1], value=evolve(ref, name=keywords.canonical_mode(ref.name)))
        return tree.Call(function=function, arguments=tuple(arguments), name_span=self.span(name), span=self.span(part))

    def argument(self, part: Branch) -> tree.Argument:
        """An argument with what hangs on it."""
        value, *rest = part.children
        lower = isinstance(value, Tree) and value.data == "lower"
        hung = {cast("Branch", r).data: cast("Branch", r) for r in rest}
        paired, of, where = hung.get("paired"), hung.get("of"), hung.get("where")
        return tree.Argument(
            value=self.expr(value.children[1] if lower and isinstance(value, Tree) else value),
            paired=self.expr(paired.children[0]) if paired else None,
            of=self.expr(of.children[1]) if of else None,
            where=self.expr(where.children[1]) if where else None,
            same=self.keys(hung["same"].children[1:]) if "same" in hung else (),
            lower=lower,
            unit=_UNITS[_kind(hung["unit"].children[0])] if "unit" in hung else None,  # type: ignore[arg-type]  # its values are the unit's words
            span=self.span(part),
        )

    def keys(self, parts: list[Branch | Token]) -> tuple[tree.Expr, ...]:
        """A run of keys."""
        return tuple(self.expr(p) for p in parts)

    def ordinal(self, part: Branch) -> tree.Ordinal:
        """``ordinal`` with what its order and its groups go by."""
        first = _kind(part.children[0])
        same: tuple[tree.Expr, ...] = ()
        if first in ("ORDINAL_SAME", "ORDINAL_SAME_BY"):
            same = self.keys(cast("Branch", part.children[1]).children)
        by = self.expr(part.children[-1]) if first in ("ORDINAL_BY", "ORDINAL_SAME_BY") else None
        return tree.Ordinal(same=same, by=by, span=self.span(part))


FIRST_HERE = Words(zh="第一次写在这里", en="the first one is here")


def first_token(part: Branch | Token) -> Token:
    """The first word of a branch."""
    while isinstance(part, Tree):
        part = part.children[0]
    return part


def comparison_sign(token: object) -> str:
    """``>=`` for ``≥`` and so on."""
    return {"≥": ">=", "≤": "<=", "≠": "!="}.get(str(token), str(token))


def _kind(part: object) -> str:
    return cast("Token", part).type


def _spaced(written: str) -> Words | None:
    """The mend where a subtraction was meant: ``20-5`` has no reading as a date."""
    parts = written.split("-")
    if len(parts) != 2:
        return None
    left, right = parts
    day = f"{left.zfill(2)}-{right.zfill(2)}" if left.isdigit() and right.isdigit() else ""
    if _DAY.fullmatch(day) and 1 <= int(left) <= 12 and 1 <= int(right) <= 31:
        return Words(
            zh=f"减法写成 {left} - {right}；日期写成 {day}", en=f"write {left} - {right} to subtract, {day} for the day"
        )
    zh, en = f"减法写成 {left} - {right}", f"write {left} - {right} to subtract"
    if float(left) < float(right):
        zh += f"；由考评人员在这个范围里评定，写成 评定 {left} 至 {right}"
        en += f", judged {left} .. {right} for points that somebody judges"
    return Words(zh=zh, en=en)


def _days_of(month: int) -> Words | None:
    """The mend where a month has no such day."""
    if not 1 <= month <= 12:
        return Words(zh="月份从 1 到 12，写在日的前面", en="months go from 1 to 12, and come before the day")
    days = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return Words(zh=f"{month} 月最多到 {days} 日", en=f"month {month} has {days} days at most")


_BUILDERS: dict[str, Callable[[ExpressionBuilder, Branch], tree.Expr]] = {
    "number": ExpressionBuilder.number,
    "percentage": ExpressionBuilder.percentage,
    "date": ExpressionBuilder.date,
    "text": ExpressionBuilder.text,
    "yes": ExpressionBuilder.yes,
    "no": ExpressionBuilder.no,
    "ref": ExpressionBuilder.ref,
    "dotted_id": ExpressionBuilder.dotted_id,
    "negative": ExpressionBuilder.negative,
    "arithmetic": ExpressionBuilder.arithmetic,
    "comparison": ExpressionBuilder.comparison,
    "membership": ExpressionBuilder.membership,
    "is_missing": ExpressionBuilder.is_missing,
    "rank_within": ExpressionBuilder.rank_within,
    "any_of": ExpressionBuilder.any_of,
    "all_of": ExpressionBuilder.all_of,
    "negation": ExpressionBuilder.negation,
    "if_else": ExpressionBuilder.if_else,
    "if_tail": ExpressionBuilder.if_else,
    "call": ExpressionBuilder.call,
    "ordinal": ExpressionBuilder.ordinal,
}
