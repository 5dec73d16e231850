"""The certificate in sentences: who is ranked and who is not, how each quota came out, what ties did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.value_words import number_words, one_line
from rubric_dsl.grading.standings import Certificate, Placed, QuotaOutcome, Tie, Unranked
from rubric_dsl.model.expr import Expr, Total
from rubric_dsl.model.numbers import Number
from rubric_dsl.model.rubric import Ranking, RubricModel, Veto
from rubric_dsl.text.diagnostic import Language, Words

_NAMED = 20
"""How many units a sentence names before it only counts them."""

_UNITS = Words(zh="共 {units} 个单位，{ranked} 个参加排名。", en="Units: {units}, of which ranked: {ranked}.")
_UNITS_ONLY = Words(zh="共 {units} 个单位。", en="Units: {units}.")
_BY = Words(zh="排名依据：{keys}。", en="Ranked by {keys}.")
_BY_GROUP = Words(
    zh="排名依据：{keys}；按 {groups} 分组，各组分别排名。", en="Ranked by {keys}, within groups of {groups}."
)
_HIGHER = Words(zh="{key}，高者在前", en="{key}, the higher first")
_LOWER = Words(zh="{key}，低者在前", en="{key}, the lower first")
_TOTAL = Words(zh="总分", en="total")
_ONLY = Words(zh="只有符合条件的单位参加排名：{text}。", en="Ranked are only units for which this holds: {text}.")
_UNRANKED = Words(zh="不参加排名：{units}（{why}）。", en="Not ranked: {units} ({why}).")
_VETOED = Words(zh="{why}，一票否决为{grade}", en="{why}; by veto {grade}")

_SHARE = Words(
    zh="{grade}{group}名额：{bound} {share}，{share} × {base} = {exact}，{rounding} {seats} 个名额。",
    en="{grade}{group}, {bound} {share}: {share} × {base} = {exact}, {rounding} {seats}.",
)
_SEATS = Words(zh="{grade}{group}名额：{bound} {seats} 个。", en="{grade}{group}: {bound} {seats}.")
_AT_MOST = Words(zh="至多", en="at most")
_AT_LEAST = Words(zh="至少", en="at least")
_TAKE = Words(zh="取", en="seats:")
_TAKE_UP = Words(zh="进一，取", en="rounded up, seats:")
_GROUP = Words(zh="（{group}组）", en=" (group {group})")
_HOLDERS = Words(
    zh="符合{grade}条件的有 {candidates} 个单位，评为{grade}的有 {n} 个：{units}。",
    en="Units that fulfil the condition of {grade}: {candidates}; holding it: {n} ({units}).",
)
_NO_HOLDERS = Words(
    zh="符合{grade}条件的有 {candidates} 个单位，没有单位评为{grade}。",
    en="Units that fulfil the condition of {grade}: {candidates}; none holds it.",
)
_EDGE = Words(zh="名额线上下：{units}。", en="Around the edge: {units}.")
_PLACE = Words(zh="第 {place} 名{unit} {total} 分（{holds}）", en="{place}. {unit} {total} ({holds})")
_NO_PLACE = Words(zh="{unit} {total} 分（未排名，{holds}）", en="{unit} {total} (not ranked, {holds})")
_IN = Words(zh="取", en="in")
_OUT = Words(zh="不取", en="out")
_TIE_OUT = Words(
    zh="{units}并列，剩余 {seats} 个名额放不下，按规定并列的都不取，名额空出。",
    en="{units} are equal and do not all fit the {seats} left: by the tie rule none is taken, and the seats stay empty.",
)
_TIE_IN = Words(
    zh="{units}并列，剩余 {seats} 个名额，按规定并列的都取。",
    en="{units} are equal with {seats} left: by the tie rule all are taken.",
)
_TIE_BY = Words(
    zh="{units}并列，剩余 {seats} 个名额，按 {keys} 分先后，取{taken}。",
    en="{units} are equal with {seats} left: decided by {keys}, taken: {taken}.",
)
_TIE_BY_NONE = Words(
    zh="{units}并列，剩余 {seats} 个名额，按 {keys} 仍分不出先后，都不取。",
    en="{units} are equal with {seats} left, and still equal by {keys}: none is taken.",
)
_COUNTS = Words(zh="等次：{counts}。", en="Grades: {counts}.")
_COUNT = Words(zh="{grade} {n} 个", en="{grade} {n}")
_AND_MORE = Words(zh="{units}等 {n} 个单位", en="{units} and others, {n} in all")
_COMMA = Words(zh="、", en=", ")
_SEMICOLON = Words(zh="；", en="; ")


def certificate_sentences(model: RubricModel, certificate: Certificate, lang: Language) -> list[str]:
    """How the cohort was ranked and graded, a sentence each."""
    return list(_Telling(model, lang).sentences(certificate))


class _Telling:
    """Tells certificates of one rubric in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self.wording = Wording(model, lang)
        self.lang: Language = lang
        self.say = self.wording.say

    def sentences(self, c: Certificate) -> Iterator[str]:
        yield self.say(_UNITS if c.ranking else _UNITS_ONLY, units=c.units, ranked=len(c.ranked))
        if c.ranking is not None:
            yield from self.ranking(c.ranking)
        yield from self.unranked(c.unranked)
        for outcome in c.quotas:
            yield from self.quota(outcome)
        if c.counts:
            counts = (self.say(_COUNT, grade=one_line(grade), n=n) for grade, n in c.counts.items())
            yield self.say(_COUNTS, counts=self.listed(counts))

    def ranking(self, ranking: Ranking) -> Iterator[str]:
        keys = self.keys((key.value, key.lower) for key in ranking.by)
        groups = self.listed(self.wording.expression(k) for k in ranking.same)
        yield self.say(_BY_GROUP if groups else _BY, keys=keys, groups=groups)
        if ranking.where is not None:
            yield self.say(_ONLY, text=self.wording.expression(ranking.where))

    def keys(self, keys: Iterable[tuple[Expr, bool]]) -> str:
        said = []
        for value, lower in keys:
            key = self.say(_TOTAL) if isinstance(value, Total) else self.wording.expression(value)
            said.append(self.say(_LOWER if lower else _HIGHER, key=key))
        return self.say(_SEMICOLON).join(said)

    def unranked(self, unranked: tuple[Unranked, ...]) -> Iterator[str]:
        by_reason: dict[str, list[str]] = {}
        for one in unranked:
            why = self.veto(one.veto) if one.veto is not None else self.wording.unmet(one.unmet)
            by_reason.setdefault(why, []).append(one.unit)
        for why, units in by_reason.items():
            yield self.say(_UNRANKED, units=self.units(units), why=why)

    def veto(self, veto: Veto) -> str:
        why = self.wording.veto(veto)
        return self.say(_VETOED, why=why, grade=one_line(veto.grade))

    def quota(self, q: QuotaOutcome) -> Iterator[str]:
        grade = one_line(q.grade)
        group = self.say(_GROUP, group=self.listed(map(_group_text, q.group))) if q.group else ""
        bound = self.say(_AT_MOST if q.quota.bound == "at most" else _AT_LEAST)
        if q.share is None:
            yield self.say(_SEATS, grade=grade, group=group, bound=bound, seats=q.seats)
        else:
            up = q.quota.rounded_up and q.exact != q.seats
            yield self.say(
                _SHARE, grade=grade, group=group, bound=bound, share=f"{self.number(q.share * 100)}%", base=q.base,
                exact=self.number(q.exact), rounding=self.say(_TAKE_UP if up else _TAKE), seats=q.seats,
            )  # fmt: skip
        args = {"grade": grade, "candidates": len(q.candidates), "n": len(q.holders)}
        if q.holders:
            yield self.say(_HOLDERS, **args, units=self.units(q.holders))
        else:
            yield self.say(_NO_HOLDERS, **args)
        if q.edge:
            yield self.say(_EDGE, units=self.say(_SEMICOLON).join(map(self.placed, q.edge)))
        if q.tie is not None:
            yield self.tie(q.tie, q)

    def placed(self, placed: Placed) -> str:
        return self.say(
            _PLACE if placed.place is not None else _NO_PLACE,
            place=placed.place,
            unit=one_line(placed.unit),
            total=self.number(placed.total),
            holds=self.say(_IN if placed.holds else _OUT),
        )

    def tie(self, tie: Tie, q: QuotaOutcome) -> str:
        keys = self.keys((key.value, key.lower) for key in q.quota.ties_by)
        args = {"units": self.units(tie.units), "seats": tie.seats, "keys": keys, "taken": self.units(tie.taken)}
        match tie.effect:
            case "out":
                return self.say(_TIE_OUT, **args)
            case "in":
                return self.say(_TIE_IN, **args)
            case "by":
                return self.say(_TIE_BY if tie.taken else _TIE_BY_NONE, **args)

    def units(self, units: Iterable[str]) -> str:
        every = [one_line(unit) for unit in units]
        named = self.listed(every[:_NAMED])
        return named if len(every) <= _NAMED else self.say(_AND_MORE, units=named, n=len(every))

    def listed(self, parts: Iterable[str]) -> str:
        return self.say(_COMMA).join(parts)

    def number(self, value: Number) -> str:
        return number_words(value, self.lang)


def _group_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else one_line(str(value))
