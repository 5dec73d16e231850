"""A blank evidence file (YAML) that a person can fill in, with what is asked for beside each blank."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final, assert_never

from rubric_dsl.evidence.asked import Asked, judgements_asked
from rubric_dsl.evidence.yaml_text import NULLS
from rubric_dsl.model.expr import Const
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import EventsFact, Field, RubricModel
from rubric_dsl.model.types import Type
from rubric_dsl.text.diagnostic import Language, Words

_HEAD = Words(
    zh="按 {title} 填报。一个单位一份；空着的就是没有报。",
    en="Evidence for {title}. One unit a file; what is left blank is not given.",
)
_UNIT = Words(zh="单位名称", en="name of the unit")
_EVENTS = Words(
    zh="逐件填报：删去下面各行的 # 号，每件一组；一件也没有，写 []",
    en="one by one: remove the # from the lines below, one group for each; where there were none, write []",
)
_PERIOD = Words(zh="只计 {first} 至 {last} 的", en="only those from {first} to {last} count")
_CHECK = Words(zh="须符合：{text}", en="must hold: {text}")
_OPTIONAL = Words(zh="可不填", en="may stay blank")
_WITH_PROOF = Words(
    zh="每一项都可以连同材料填报，例如 {{value: 12, material: 会议记录第 3 号, verified_by: 考评一组}}",
    en="anything may be given with its proof, for example {{value: 12, material: minutes no. 3, verified_by: team one}}",
)
_JUDGEMENTS = Words(
    zh="以下由评分人填写：分数、理由（不是最好的分数须说明）、评分人、所据材料",
    en="for the assessor: points, the reason (owed for less than the best), who judged, on what material",
)
_RANGE = Words(zh="{low} 至 {high} 分", en="{low} to {high} points")
_AS_WRITTEN = Words(zh="评分规定：{text}", en="as the rubric says: {text}")
_WORTH = Words(zh="分值 {worth}", en="worth {worth}")
_NEEDS = Words(zh="材料：{needs}", en="proof: {needs}")
_POINTS = Words(zh="评定的分数", en="the points judged")
_REASON = Words(zh="理由", en="the reason")

_YES_NO = Words(zh="是 或 否", en="yes or no")
_COUNT = Words(zh="整数，例如 12", en="a whole number, such as 12")
_NUMBER = Words(zh="数字，例如 12.5", en="a number, such as 12.5")
_PERCENT = Words(zh="百分比，例如 99.5（即 99.5 %）", en="a percentage, such as 99.5 (meaning 99.5 %)")
_DATE = Words(zh="日期，例如 {day}", en="a date, such as {day}")
_TEXT = Words(zh="文字", en="text")
_ONE_OF = Words(zh="选一个：{options}", en="one of: {options}")

_ANY_DAY: Final = date(2018, 1, 31)


def template(model: RubricModel, lang: Language) -> str:
    """The blank file as YAML text, with comments in a language (``"zh"`` or ``"en"``).

    Left blank it reads as evidence in which everything is absent; filled in, it reads.
    """
    return "\n".join((*_Form(model, lang).lines(), ""))


class _Form:
    """Writes the lines of one blank file."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self._model = model
        self._lang: Language = lang
        self._day = model.period[0] if model.period else _ANY_DAY

    def lines(self) -> Iterator[str]:
        asked = judgements_asked(self._model)
        yield self._remark(_HEAD, title=self._model.title)
        yield self._remark(_WITH_PROOF)
        yield f"unit:   {self._remark(_UNIT)}"
        yield "facts:"
        yield from self._other_checks()
        for fact in self._model.facts:
            yield ""
            if isinstance(fact, EventsFact):
                yield from self._events(fact, [a for a in asked if a.fact == fact.name])
            else:
                yield from self._fact(fact)
        of_nodes = [a for a in asked if a.fact is None]
        if of_nodes:
            yield ""
            yield self._remark(_JUDGEMENTS)
            yield "judgements:"
            for one in of_nodes:
                yield from self._judgement(one)

    def _fact(self, fact: Field) -> Iterator[str]:
        yield f"  # {self._about(fact)}"
        yield from self._checks(None, fact.name)
        yield f"  {_key(fact.name)}:"

    def _events(self, fact: EventsFact, asked: list[Asked]) -> Iterator[str]:
        about = [_line(fact.label or fact.name)]
        if fact.dated_by is not None and self._model.period is not None:
            first, last = self._model.period
            about.append(self._say(_PERIOD, first=first.isoformat(), last=last.isoformat()))
        yield f"  # {self._join(about)}"
        yield from self._checks(None, fact.name)
        yield from self._checks(fact.name, fact.name)
        yield f"  {self._remark(_EVENTS)}"
        yield f"  {_key(fact.name)}:"
        dash = "- "
        for field in fact.fields:
            yield f"    # {dash}{_key(field.name)}:   # {self._about(field)}"
            dash = "  "
        for one in asked[:1]:
            yield f"    # {dash}points:   # {self._join([self._say(_POINTS), *self._bounds(one)])}"
            yield f"    #   reason:   # {self._say(_REASON)}"

    def _judgement(self, asked: Asked) -> Iterator[str]:
        node = asked.node
        about = [_line(node.title or node.id or self._model.title), *self._bounds(asked)]
        if node.worth is not None:
            about.append(self._say(_WORTH, worth=plain(node.worth)))
        if node.needs:
            about.append(self._say(_NEEDS, needs=_line("、".join(node.needs))))
        yield f"  {json.dumps(node.id, ensure_ascii=False)}:   # {self._join(about)}"
        for name in ("points", "reason", "by", "material"):
            yield f"    {name}:"

    def _bounds(self, asked: Asked) -> list[str]:
        low, high = asked.judgement.low, asked.judgement.high
        if isinstance(low, Const) and isinstance(high, Const):
            return [self._say(_RANGE, low=_constant(low), high=_constant(high))]
        return [self._say(_AS_WRITTEN, text=_line(asked.clause.text))] if asked.clause.text else []

    def _checks(self, fact: str | None, name: str) -> Iterator[str]:
        """The checks of the events of ``fact``, or those of the unit that speak of ``name``."""
        for check in self._model.checks:
            if check.fact == fact and (fact is not None or _speaks_of(check.text, name)):
                yield f"  {self._remark(_CHECK, text=_line(check.text))}"

    def _other_checks(self) -> Iterator[str]:
        """The checks of the unit that speak of no fact by name, only of what is made of them."""
        for check in self._model.checks:
            if check.fact is None and not any(_speaks_of(check.text, fact.name) for fact in self._model.facts):
                yield f"  {self._remark(_CHECK, text=_line(check.text))}"

    def _about(self, field: Field) -> str:
        about = [_line(field.label or field.name), self._kind(field.type)]
        if field.type.optional:
            about.append(self._say(_OPTIONAL))
        return self._join(about)

    def _kind(self, type: Type) -> str:
        match type.kind:
            case "yes_no":
                return self._say(_YES_NO)
            case "number" | "ratio":
                return self._say(_COUNT if type.whole else _NUMBER)
            case "percent":
                return self._say(_PERCENT)
            case "date":
                return self._say(_DATE, day=self._day.isoformat())
            case "text":
                return self._say(_TEXT)
            case "choice":
                options = "、".join(f"{o.name}（{o.label}）" if o.label else o.name for o in type.options)
                return self._say(_ONE_OF, options=_line(options))
            case _:
                assert_never(type.kind)

    def _say(self, words: Words, **args: object) -> str:
        return words.say(self._lang, args)

    def _remark(self, words: Words, **args: object) -> str:
        return f"# {_line(self._say(words, **args))}"

    def _join(self, parts: list[str]) -> str:
        return ("，" if self._lang == "zh" else "; ").join(parts)


def _speaks_of(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _line(text: str) -> str:
    """A text as part of a comment: on one line, with nothing in it that ends a line."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _key(name: str) -> str:
    return name if name.isidentifier() and name not in NULLS else json.dumps(name, ensure_ascii=False)


def _constant(bound: Const) -> str:
    return plain(bound.value) if not isinstance(bound.value, date | str) else _line(str(bound.value))
