"""Expressions in words, from the model: labels in place of names, signs in place of ``<=``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, assert_never

from rubric_dsl.explain.value_words import one_line
from rubric_dsl.language.keywords import CHILD_FIELDS, KEYWORDS, function_spelled, name_spelled
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, plain
from rubric_dsl.model.rubric import EventsFact, Fact, RubricModel
from rubric_dsl.model.types import Type
from rubric_dsl.syntax.fold import quoted
from rubric_dsl.text.diagnostic import Language

# How tightly a form binds; an operand that binds less than its place asks for stands in brackets.
_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _POWER, _WHOLE = range(8)
_BINDS: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}
_SIGNS: Final = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×", "/": "÷"}
_EXPLANATION: Final = re.compile(r"[；;]|，如|, such as|, e\.g\.")


class Formulas:
    """Says the expressions of one rubric in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self._model = model
        self._lang: Language = lang

    def said(self, e: m.Expr, *, opening: str | None = None) -> str:
        """An expression on one line; what lets of the events fact ``opening`` stand for in place of their names."""
        return one_line(_Printer(self._model, self._lang, opening).expr(e))

    def collection(self, over: m.Collection) -> str:
        """Events or children, with what selects them."""
        return one_line(_Printer(self._model, self._lang, None).collection(over))


def label_of(fact: Fact) -> str:
    """What a fact or field is called: its label without the explanation that may follow, else its name."""
    return one_line(_EXPLANATION.split(fact.label)[0] if fact.label else fact.name)


class _Printer:
    def __init__(self, model: RubricModel, lang: Language, opening: str | None) -> None:
        self._model = model
        self._lang: Language = lang
        self._opening = opening

    def expr(self, e: m.Expr, least: int = _OR) -> str:
        text, binds = self._bare(e)
        return f"({text})" if binds < least else text

    def _bare(self, e: m.Expr) -> tuple[str, int]:
        """An expression without brackets around it, and how tightly it binds."""
        match e:
            case m.Const():
                return self._constant(e), _WHOLE
            case m.FactRef(name=name):
                return label_of(self._model.fact[name]), _WHOLE
            case m.FieldRef():
                return self._field(e), _WHOLE
            case m.LetRef(scope=scope, name=name) if self._opening and scope == f"fact {self._opening}":
                return self._bare(self._model.let[scope, name].value)
            case m.LetRef(name=name):
                return name, _WHOLE
            case m.Arithmetic(op="-", left=m.Const(value=0, span=span), right=right) if span == e.span:
                # A sign before what is no number is resolved to a difference.
                return f"-{self.expr(right, _POWER)}", _PRODUCT
            case m.Arithmetic(op=op, left=left, right=right):
                own = _BINDS[op]
                before, after = (_WHOLE, _WHOLE) if op == "^" else (own, own + 1)
                return f"{self.expr(left, before)} {_SIGNS.get(op, op)} {self.expr(right, after)}", own
            case m.Compare(op=op, left=left, right=right):
                return f"{self.expr(left, _SUM)} {_SIGNS.get(op, op)} {self.expr(right, _SUM)}", _COMPARED
            case m.Contains(operand=operand, items=items):
                return f"{self.expr(operand, _SUM)} {self._word('IN')} ({self._list(items)})", _COMPARED
            case m.Not(operand=m.Contains(operand=operand, items=items)):
                return f"{self.expr(operand, _SUM)} {self._word('NOT_IN')} ({self._list(items)})", _COMPARED
            case m.Missing(operand=operand):
                return f"{self.expr(operand, _SUM)} {self._word('IS_MISSING')}", _COMPARED
            case m.Not(operand=m.Missing(operand=operand)):
                return f"{self.expr(operand, _SUM)} {self._word('IS_NOT_MISSING')}", _COMPARED
            case m.Not(operand=operand):
                return f"{self._word('NOT')} {self.expr(operand, _NOT)}", _NOT
            case m.Logic(op=op, operands=operands):
                own = _OR if op == "or" else _AND
                return f" {self._word(op.upper())} ".join(self.expr(o, own + 1) for o in operands), own
            case m.If(condition=condition, then=then, otherwise=otherwise):
                when = f"{self._word('IF')} {self.expr(condition)} {self._word('ELSE')}"
                return f"({self.expr(then)} {when} {self.expr(otherwise)})", _WHOLE
            case m.Apply(function=function, arguments=arguments):
                return self._call(function, *map(self.expr, arguments)), _WHOLE
            case m.RoundTo(operand=operand, step=step, mode=mode):
                percent = operand.type.kind == "percent"
                how = (_number(step, percent=percent), self._word(mode.upper()))
                return self._call("round", self.expr(operand), *how), _WHOLE
            case m.Plus(operand=operand, amount=amount, unit=unit):
                later = f"{self.expr(amount)} {self._word(unit.upper())}"
                return self._call("plus", self.expr(operand), later), _WHOLE
            case m.Interpolate(operand=operand, points=points):
                percent = operand.type.kind == "percent"
                knots = (
                    f"{_number(x, percent=percent)}: {_number(y, percent=e.type.kind == 'percent')}" for x, y in points
                )
                return self._call("interpolate", self.expr(operand), *knots), _WHOLE
            case m.Lookup(table=table, arguments=arguments):
                return f"{table}({self._list(arguments)})", _WHOLE
            case m.Aggregate():
                return self._aggregate(e), _WHOLE
            case m.ScoreOf(node=node):
                return self._call("score", node), _WHOLE
            case m.WorthOf(node=node):
                return self._call("worth", node), _WHOLE
            case m.Ordinal():
                return self._ordinal(e), _COMPARED
            case m.Cohort():
                return self._cohort(e), _WHOLE
            case m.Total():
                return name_spelled("total", self._lang), _WHOLE
            case m.RankOf():
                return name_spelled("rank", self._lang), _WHOLE
            case m.RankWithin(share=share, rounded_up=rounded_up):
                up = f" {self._word('ROUNDED_UP')}" if rounded_up else ""
                return f"{self._word('RANK')} {self._word('WITHIN')} {self.expr(share, _WHOLE)}{up}", _COMPARED
            case _:
                assert_never(e)

    def collection(self, over: m.Collection) -> str:
        match over:
            case m.Events(fact=fact):
                text = label_of(self._model.fact[fact])
            case m.Children(node=node):
                text = self._call("children", node)
            case _:
                assert_never(over)
        return text if over.where is None else f"{text} {self._word('WHERE')} {self.expr(over.where)}"

    def _constant(self, e: m.Const) -> str:
        match e.value:
            case bool():
                return self._word("YES" if e.value else "NO")
            case date():
                return self._date(e.value)
            case str() if e.type.kind == "text":
                return quoted(e.value)
            case str():
                return _option(e.value, e.type)
            case number:
                return _number(number, percent=e.type.kind == "percent")

    def _date(self, day: date) -> str:
        """A day; without its year where the period is all in that year."""
        period = self._model.period
        if self._lang == "zh" and period is not None and period[0].year == period[1].year == day.year:
            return f"{day.month}月{day.day}日"
        return day.isoformat()

    def _field(self, e: m.FieldRef) -> str:
        declared = self._model.fact[e.fact] if e.fact is not None else None
        if isinstance(declared, EventsFact):
            return label_of(declared.by_name[e.name]) if e.name in declared.by_name else e.name
        return CHILD_FIELDS.get(e.name, e.name) if self._lang == "zh" else e.name

    def _aggregate(self, e: m.Aggregate) -> str:
        over = self.collection(e.over)
        if e.kind == "all" and e.of is not None:
            return self._call(e.kind, f"{over} {self._word('WHERE')} {self.expr(e.of)}")
        what = over if e.of is None else f"{self.expr(e.of)} {self._word('OF')} {over}"
        return self._call(e.kind, what, *(() if e.trim is None else (self.expr(e.trim),)))

    def _ordinal(self, e: m.Ordinal) -> str:
        match e.by:
            case m.FieldRef(fact=str() as fact, name=name):
                events = self._model.fact[fact]
                usual = isinstance(events, EventsFact) and events.order_by == name
            case m.Typed():
                usual = False
        by = "" if usual else f" {self._word('BY')} {self.expr(e.by, _WHOLE)}"
        return f"{self._word('ORDINAL')}{self._same(e.same)}{by}"

    def _cohort(self, e: m.Cohort) -> str:
        where = "" if e.where is None else self.expr(e.where)
        keys = [f"{self._word('LOWER')} {self.expr(k.value)}" if k.lower else self.expr(k.value) for k in e.of]
        if e.kind == "count":
            return self._call("cohort.count", where + self._same(e.same))
        selected = f" {self._word('WHERE')} {where}" if where else ""
        return self._call(f"cohort.{e.kind}", ", ".join(keys) + selected + self._same(e.same))

    def _same(self, keys: tuple[m.Expr, ...]) -> str:
        if not keys:
            return ""
        said = self.expr(keys[0], _WHOLE) if len(keys) == 1 else f"({self._list(keys)})"
        return f" {self._word('WITH_SAME')} {said}"

    def _list(self, items: Iterable[m.Expr]) -> str:
        return ", ".join(map(self.expr, items))

    def _call(self, function: str, *arguments: str) -> str:
        return f"{function_spelled(function, self._lang)}({', '.join(arguments)})"

    def _word(self, terminal: str) -> str:
        return KEYWORDS[terminal].spelled(self._lang)


def _option(name: str, type: Type) -> str:
    return next((option.label for option in type.options if option.name == name and option.label), name)


def _number(value: Number, *, percent: bool) -> str:
    return f"{plain(value * 100)}%" if percent else plain(value)
