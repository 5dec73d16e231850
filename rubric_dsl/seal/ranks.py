"""Standings and certificate: that ranks, grades, quotas and ties follow from totals and evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Any

from attrs import define, evolve, frozen

from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.ranges import YES
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, exact, plain
from rubric_dsl.model.rubric import Grade, Grading, Quota, RubricModel, Veto
from rubric_dsl.model.types import NUMBER, Type
from rubric_dsl.model.walk import walk
from rubric_dsl.seal.clauses import held, text_of
from rubric_dsl.seal.findings import Place
from rubric_dsl.seal.known import Known
from rubric_dsl.seal.shape import NUMBER as NUMBER_SHAPE
from rubric_dsl.seal.shape import number
from rubric_dsl.seal.written import written
from rubric_dsl.text.codes import seal as codes

Key = tuple[Any, ...]
_UNRANKED = 10**9
"""What ``rank`` is for a unit that is not ranked: behind everybody."""


@frozen(kw_only=True)
class Scored:
    """A unit as standings and trace have it: ``total`` is None for one that is not scored."""

    unit: str
    env: Known
    grade: str | None
    rank: int | None
    total: Number | None
    before: Number | None
    """The total before a veto made it count as something else."""
    veto: Veto | None


@define(eq=False)
class _Contender:
    """A scored unit on its way to a grade."""

    scored: Scored
    env: Known
    group: Key
    key: Key
    ranked: bool
    grade: str | None = None

    @property
    def above(self) -> Key:
        return (not self.ranked, self.key)


class Ranks:
    """The certificate of a cohort, held against its standings."""

    def __init__(
        self, model: RubricModel, certificate: Mapping[str, Any], units: Sequence[Scored], place: Place
    ) -> None:
        self.model = model
        self.certificate = certificate
        self.units = units
        self.place = place
        self.grading = model.grading

    def check(self) -> None:
        """Check it all."""
        said, place = self.certificate, self.place
        place.same(codes.NOT_FOLLOWING, len(self.units), said["units"], "units")
        self._as_rubric()
        self._vetoes()
        scored = [u for u in self.units if u.total is not None]
        if not place.same(
            codes.NOT_FOLLOWING, [u.unit for u in scored], [p["unit"] for p in said["placings"]], "placings"
        ):
            return
        contenders = [self._contender(u, p, i) for i, (u, p) in enumerate(zip(scored, said["placings"], strict=True))]
        if None in contenders:
            return
        self._ranks([c for c in contenders if c is not None])
        self._unranked()
        if self.grading is not None:
            self._grades(self.grading, [c for c in contenders if c is not None])
        else:
            place.same(codes.NOT_FOLLOWING, [], said["quotas"], "quotas")
            for unit in self.units:
                place.at(unit.unit).same(codes.NOT_FOLLOWING, None, unit.grade, "grade")
        self._counts()

    def _as_rubric(self) -> None:
        ranking = self.grading.ranking if self.grading is not None else None
        says = None if ranking is None else {
            "by": _keys(ranking.by),
            "same": [text_of(e) for e in ranking.same],
            "where": None if ranking.where is None else text_of(ranking.where),
        }  # fmt: skip
        self.place.same(codes.NOT_AS_RUBRIC, says, self.certificate["ranking"], "ranking")

    # --- vetoes ----------------------------------------------------------------------------------

    def _vetoes(self) -> None:
        told = [{"unit": u.unit, **_veto(u.veto)} for u in self.units if u.veto is not None]
        self.place.same(codes.NOT_AS_RUBRIC, told, self.certificate["vetoes"], "vetoes")
        for unit in self.units:
            place = self.place.at(unit.unit)
            env = unit.env if unit.before is None else _with_total(unit.env, unit.before)
            if unit.total is None and (unit.veto is None or unit.veto.effect != "unscored"):
                place.say(codes.NOT_FOLLOWING, expected="total", found=None)
            if unit.total is not None and unit.veto is not None and unit.veto.effect == "unscored":
                place.say(codes.NOT_FOLLOWING, expected=None, found="total")
            vetoes = self.grading.vetoes if self.grading is not None else ()
            unscored = [v for v in vetoes if v.effect == "unscored"]
            others = [v for v in vetoes if v.effect != "unscored" and unit.total is not None]
            for veto in (*unscored, *others):
                if veto is unit.veto:
                    held(env, veto.condition, True, place)
                    break
                held(env, veto.condition, False, place)

    # --- ranks -----------------------------------------------------------------------------------

    def _contender(self, unit: Scored, placing: Mapping[str, Any], index: int) -> _Contender | None:
        place = self.place.at(f"placings[{index}] {unit.unit}")
        ranking = self.grading.ranking if self.grading is not None else None
        assert unit.total is not None
        env = _with_total(unit.env, unit.total)
        by = ranking.by if ranking is not None else (m.SortKey(value=m.Total(type=NUMBER)),)
        same = ranking.same if ranking is not None else ()
        if len(placing["keys"]) != len(by) or len(placing["group"]) != len(same):
            place.same(codes.NOT_AS_RUBRIC, len(by) + len(same), len(placing["keys"]) + len(placing["group"]), "keys")
            return None
        keys = [_read(said, key.value.type) for said, key in zip(placing["keys"], by, strict=True)]
        if None in keys:
            place.same(codes.SHAPE, "keys", None, "keys")
            return None
        for at, (value, key) in enumerate(zip(keys, by, strict=True)):
            _is(env, key.value, value, placing["keys"][at], place.at(f"keys[{at}]"))
        for at, (said, e) in enumerate(zip(placing["group"], same, strict=True)):
            known = env.value(e)
            if known is not None:
                place.same(codes.NOT_FOLLOWING, written(known, e.type), said, f"group[{at}]")
        place.same(codes.NOT_FOLLOWING, unit.rank, placing["rank"], "rank")
        if ranking is not None:
            held(env, ranking.where, unit.rank is not None, place)
        if (ranking is None or ranking.where is None) and unit.rank is None:
            place.same(codes.NOT_FOLLOWING, "rank", None, "rank")
        last = unit.veto is not None and unit.veto.effect == "ranked last"
        order = (last, *(_ordered(v, k.lower) for v, k in zip(keys, by, strict=True)))
        return _Contender(unit, env, tuple(placing["group"]), order, unit.rank is not None)

    def _ranks(self, contenders: Sequence[_Contender]) -> None:
        groups: dict[Key, list[Key]] = {}
        for c in contenders:
            if c.ranked:
                groups.setdefault(c.group, []).append(c.key)
        for keys in groups.values():
            keys.sort()
        for c in contenders:
            if c.ranked:
                among = groups[c.group]
                rank = 1 + bisect_left(among, c.key)
                self.place.counts["ranks"] += 1
                self.place.at(c.scored.unit).same(codes.NOT_FOLLOWING, rank, c.scored.rank, "rank")
                within: dict[m.Expr, bool | None] = {
                    part: _within(part, c.scored.rank or 0, len(among), c.env) for part in self._within()
                }
            else:
                within = dict.fromkeys(self._within(), False)
            truths = {part: truth for part, truth in within.items() if truth is not None}
            rank_of = m.RankOf(type=NUMBER)
            numbers = {**c.env.numbers, rank_of: Interval.at(c.scored.rank or _UNRANKED)}
            c.env = evolve(c.env, numbers=numbers, truths={**c.env.truths, **truths})

    def _within(self) -> list[m.RankWithin]:
        """The ``rank within …`` that grades ask for."""
        if self.grading is None:
            return []
        conditions = [g.condition for g in self.grading.grades if g.condition is not None]
        every = [*conditions, *(let.value for let in self.model.let.values())]
        return [part for e in every for part in walk(e) if isinstance(part, m.RankWithin)]

    def _unranked(self) -> None:
        said = self.certificate["unranked"]
        expected = [u.unit for u in self.units if u.total is None]
        expected += [u.unit for u in self.units if u.total is not None and u.rank is None]
        self.place.same(codes.NOT_FOLLOWING, expected, [u["unit"] for u in said], "unranked")

    # --- grades and quotas -----------------------------------------------------------------------

    def _grades(self, grading: Grading, contenders: list[_Contender]) -> None:
        for unit in self.units:
            if unit.veto is not None:
                self.place.at(unit.unit).same(codes.NOT_FOLLOWING, unit.veto.grade, unit.grade, "grade")
        for c in contenders:
            c.grade = None if c.scored.veto is None else c.scored.veto.grade
        outcomes = list(self.certificate["quotas"])
        for grade in grading.grades:
            self._quotas(grade, "at least", contenders, outcomes)
        for grade in grading.grades:
            if any(q.bound == "at most" for q in grade.quotas):
                self._quotas(grade, "at most", contenders, outcomes)
                continue
            for c in contenders:
                if c.grade is None:
                    place = self.place.at(c.scored.unit)
                    taken = c.scored.grade == grade.name
                    if grade.condition is None:
                        taken = place.same(codes.NOT_FOLLOWING, grade.name, c.scored.grade, "grade") or True
                    held(c.env, grade.condition, taken, place)
                    c.grade = grade.name if taken else None
        for outcome in outcomes:
            self.place.same(codes.NOT_FOLLOWING, None, outcome["grade"], "quotas")
        for c in contenders:
            self.place.at(c.scored.unit).same(codes.NOT_FOLLOWING, c.grade, c.scored.grade, "grade")

    def _quotas(self, grade: Grade, bound: str, contenders: list[_Contender], outcomes: list[Any]) -> None:
        quotas = [q for q in grade.quotas if q.bound == bound]
        if not quotas or not contenders:
            return
        candidates: list[_Contender] | None = None
        for quota in quotas:
            admitted: list[_Contender] = []
            groups = {c.group for c in contenders}
            for _ in groups:
                outcome = outcomes.pop(0) if outcomes else None
                if outcome is None or (outcome["grade"], outcome["bound"]) != (grade.name, bound):
                    self.place.same(
                        codes.NOT_FOLLOWING, f"{grade.name} {bound}", outcome and outcome["grade"], "quotas"
                    )
                    return
                group = tuple(outcome["group"])
                members = [c for c in contenders if c.group == group]
                if not members:
                    self.place.same(codes.NOT_FOLLOWING, None, str(outcome["group"]), "quotas")
                    return
                place = self.place.at(f"quotas {grade.name}")
                ours = self._candidates(grade, outcome, members, candidates, place)
                admitted += _filled(quota, outcome, ours, members, place)
            candidates = admitted
        for c in candidates or ():
            c.grade = grade.name

    def _candidates(
        self, grade: Grade, outcome: Mapping[str, Any], members: Iterable[_Contender],
        before: list[_Contender] | None, place: Place,
    ) -> list[_Contender]:  # fmt: skip
        """The units that the certificate calls candidates, as far as they can be and those left out need not be."""
        named = set(outcome["candidates"])
        found: list[_Contender] = []
        for c in members:
            is_one = c.scored.unit in named
            at = place.at(c.scored.unit)
            if before is not None:
                at.same(codes.NOT_FOLLOWING, c in before, is_one, "candidates")
            elif c.grade is None and (grade.condition is not None or not is_one):
                held(c.env, grade.condition, is_one, at)
                at.same(codes.NOT_FOLLOWING, True, is_one or grade.condition is not None, "candidates")
            elif c.grade is not None:
                at.same(codes.NOT_FOLLOWING, False, is_one, "candidates")
            if is_one:
                found.append(c)
        return found

    def _counts(self) -> None:
        grading = self.grading
        names = [g.name for g in grading.grades] if grading is not None else []
        names += [v.grade for v in grading.vetoes if v.grade not in names] if grading is not None else []
        held_by = Counter(u.grade for u in self.units)
        expected = {name: held_by[name] for name in names}
        self.place.same(codes.NOT_FOLLOWING, expected, self.certificate["counts"], "counts")


def _filled(
    quota: Quota, outcome: Mapping[str, Any], candidates: list[_Contender], members: list[_Contender], place: Place
) -> list[_Contender]:
    """Check a quota's arithmetic, and who takes its seats; those who do."""
    place.counts["quotas"] += 1
    says = {"rounding": "up" if quota.rounded_up else "down", "ties": quota.ties, "at": quota.span.at}
    for key, expected in says.items():
        place.same(codes.NOT_AS_RUBRIC, expected, outcome[key], key)
    truths = [YES if quota.where is None else c.env.truth(quota.where) for c in members]
    sure, possible = sum(not t.no for t in truths), sum(t.yes for t in truths)
    base = outcome["base"]
    place.within(Interval(sure, possible), base, "base")
    share = None if outcome["share"] is None else number(outcome["share"])
    amount = members[0].env.number(quota.amount)
    if place.same(codes.NOT_AS_RUBRIC, quota.amount.type.kind == "percent", share is not None, "share"):
        place.within(
            amount, number(outcome["exact"]) if share is None else share, "exact" if share is None else "share"
        )
    made = number(outcome["exact"]) if share is None else exact(Fraction(share) * base)
    place.at("exact").sum(number(outcome["exact"]), made, f"{plain(share or 0)} × {base}")
    rounded = (ceil if quota.rounded_up else floor)(made) if share is not None else int(made)
    place.at("seats").sum(outcome["seats"], rounded, plain(made))
    at_least = quota.bound == "at least"
    order = sorted(candidates, key=lambda c: c.above, reverse=at_least)
    place.same(codes.NOT_FOLLOWING, [c.scored.unit for c in order], outcome["candidates"], "candidates")
    taken, tie = _taken(quota, outcome, candidates, rounded, at_least, place)
    holders = [c.scored.unit for c in order if c in taken]
    place.same(codes.NOT_FOLLOWING, holders, outcome["holders"], "holders")
    place.same(codes.NOT_FOLLOWING, tie, outcome["tie"], "tie")
    return taken


def _taken(
    quota: Quota, outcome: Mapping[str, Any], candidates: list[_Contender], seats: int, at_least: bool, place: Place
) -> tuple[list[_Contender], dict[str, Any] | None]:
    """Who takes the seats, in order, and the tie at their edge as the certificate must tell it."""
    taken: list[_Contender] = []
    for _, run in groupby(sorted(candidates, key=lambda c: c.above, reverse=at_least), key=lambda c: c.above):
        tied = list(run)
        left = seats - len(taken)
        if len(tied) <= left:
            taken += tied
            continue
        if left <= 0:
            break
        tie = {"units": [c.scored.unit for c in tied], "seats": left, "effect": quota.ties, "taken": []}
        if quota.ties == "out":
            return taken, tie
        if quota.ties == "in":
            return taken + tied, {**tie, "taken": tie["units"]}
        broken, keys = _broken(quota, outcome, tied, left, at_least, place)
        more = {"taken": [c.scored.unit for c in broken], "by": _keys(quota.ties_by), "keys": keys}
        return taken + broken, {**tie, **more}
    return taken, None


def _broken(
    quota: Quota, outcome: Mapping[str, Any], tied: list[_Contender], left: int, at_least: bool, place: Place
) -> tuple[list[_Contender], Any]:
    said = (outcome["tie"] or {}).get("keys", [])
    if [len(values) for values in said] != [len(quota.ties_by)] * len(tied):
        return [], []
    ordering: dict[str, Key] = {}
    for c, values in zip(tied, said, strict=True):
        keys = [_read(value, key.value.type) for value, key in zip(values, quota.ties_by, strict=True)]
        if None in keys:
            return [], []
        for value, text, key in zip(keys, values, quota.ties_by, strict=True):
            _is(c.env, key.value, value, text, place.at(f"tie {c.scored.unit}"))
        ordering[c.scored.unit] = tuple(_ordered(v, k.lower) for v, k in zip(keys, quota.ties_by, strict=True))
    taken: list[_Contender] = []
    in_order = sorted(tied, key=lambda c: ordering[c.scored.unit], reverse=at_least)
    for _, run in groupby(in_order, key=lambda c: ordering[c.scored.unit]):
        equal = list(run)
        if len(taken) + len(equal) > left:
            break
        taken += equal
    return taken, said


def _with_total(env: Known, points: Number) -> Known:
    return evolve(env, numbers={**env.numbers, m.Total(type=NUMBER): Interval.at(points)})


def _within(part: m.RankWithin, rank: int, ranked: int, env: Known) -> bool | None:
    """Whether a rank lies within a share of the ranked; None where the share is not known."""
    share = env.number(part.share).single
    if share is None:
        return None
    places = Fraction(share) * ranked if part.share.type.kind == "percent" else share
    if part.share.type.kind == "percent":
        places = ceil(places) if part.rounded_up else floor(places)
    return bool(rank <= places)


def _is(env: Known, e: m.Expr, value: Any, said: object, place: Place) -> None:
    """That a key has a value that the evidence and the scores allow."""
    if e.type.numeric:
        place.within(env.number(e), value)
    else:
        known = env.value(e)
        if known is not None:
            place.same(codes.NOT_FOLLOWING, written(known, e.type), said)


def _read(said: object, type: Type) -> Number | date | None:
    """A key as it is ordered by; None for what no key is."""
    if type.kind == "yes_no":
        return said if isinstance(said, bool) else None
    if type.kind == "date":
        try:
            return date.fromisoformat(str(said))
        except ValueError:
            return None
    if not isinstance(said, str) or not NUMBER_SHAPE.fullmatch(said):
        return None
    return exact(Fraction(number(said)) / 100) if type.kind == "percent" else number(said)


def _ordered(value: Any, lower: bool) -> Any:
    ordinal = value.toordinal() if isinstance(value, date) else value
    return ordinal if lower else -ordinal


def _keys(keys: tuple[m.SortKey, ...]) -> list[dict[str, Any]]:
    return [{"text": text_of(key.value), "lower": key.lower} for key in keys]


def _veto(veto: Veto) -> dict[str, Any]:
    return {
        "grade": veto.grade,
        "effect": veto.effect,
        "condition": text_of(veto.condition),
        "because": veto.because,
        "at": veto.span.at,
    }
