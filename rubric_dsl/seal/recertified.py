"""The certificate as it must be by what was recomputed: ``rubric.certificate/1``, but for its sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rubric_dsl.evidence.write import written
from rubric_dsl.model.expr import SortKey
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import Ranking
from rubric_dsl.recompute.account import Asked
from rubric_dsl.recompute.cohort import Cohort
from rubric_dsl.recompute.expressions import Place
from rubric_dsl.recompute.grading import BY_TOTAL, Filled, Graded, Placing, Tie
from rubric_dsl.recompute.unit import Unit
from rubric_dsl.seal.atoms import atoms
from rubric_dsl.seal.retold import Data, head
from rubric_dsl.seal.written import CERTIFICATE_FORMAT


def certificate(cohort: Cohort, graded: Graded) -> Data:
    """How the cohort was ranked and graded."""
    grading = cohort.model.grading
    ranking = None if grading is None else grading.ranking
    by = ranking or BY_TOTAL
    return {
        "format": CERTIFICATE_FORMAT,
        "rubric": head(cohort.model),
        "units": len(cohort.units),
        "ranking": None if ranking is None else _ranking(ranking),
        "placings": [_placing(placing, by) for placing in graded.placings],
        "unranked": _unranked(cohort, graded, by),
        "vetoes": [_veto(unit) for unit in cohort.units if unit.veto is not None],
        "quotas": [_quota(filled, by) for filled in graded.quotas],
        "counts": _counts(cohort),
    }


def _keys(keys: tuple[SortKey, ...]) -> list[Data]:
    return [{"text": key.value.written, "lower": key.lower} for key in keys]


def _values(keys: tuple[SortKey, ...], values: tuple[Any, ...]) -> list[Any]:
    return [written(value, key.value.type) for key, value in zip(keys, values, strict=True)]


def _group(ranking: Ranking, values: tuple[Any, ...]) -> list[Any]:
    return [written(value, e.type) for e, value in zip(ranking.same, values, strict=True)]


def _names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.name for unit in units]


def _ranking(ranking: Ranking) -> Data:
    where = None if ranking.where is None else ranking.where.written
    return {"by": _keys(ranking.by), "same": [e.written for e in ranking.same], "where": where}


def _placing(placing: Placing, ranking: Ranking) -> Data:
    unit = placing.unit
    group, keys = _group(ranking, placing.group), _values(ranking.by, placing.values)
    return {"unit": unit.name, "group": group, "keys": keys, "rank": unit.rank}


def _unranked(cohort: Cohort, graded: Graded, ranking: Ranking) -> list[Data]:
    made: list[Data] = [{"unit": unit.name} for unit in cohort.units if not unit.scored]
    for placing in graded.placings:
        if not placing.ranked and ranking.where is not None:
            asked = Asked(condition=ranking.where, at=Place(unit=placing.unit))
            failed = [atom.condition.written for atom in atoms(asked)]
            made.append({"unit": placing.unit.name, **({"unmet": failed} if failed else {})})
    return made


def _veto(unit: Unit) -> Data:
    veto = unit.veto
    assert veto is not None
    return {
        "unit": unit.name,
        "grade": veto.grade,
        "effect": veto.effect,
        "condition": veto.condition.written,
        "because": veto.because,
        "at": veto.span.at,
    }


def _quota(filled: Filled, ranking: Ranking) -> Data:
    quota = filled.quota
    share = quota.amount.type.kind == "percent"
    return {
        "grade": filled.grade.name,
        "bound": quota.bound,
        "group": _group(ranking, filled.group),
        "base": filled.base,
        "share": plain(filled.amount) if share else None,
        "exact": plain(filled.exact),
        "rounding": "up" if quota.rounded_up else "down",
        "seats": filled.seats,
        "ties": quota.ties,
        "candidates": _names(filled.candidates),
        "holders": _names(filled.holders),
        "tie": None if filled.tie is None else _tie(filled, filled.tie),
        "at": quota.span.at,
    }


def _tie(filled: Filled, tie: Tie) -> Data:
    quota = filled.quota
    made: Data = {"units": _names(tie.units), "seats": tie.seats, "effect": quota.ties, "taken": _names(tie.taken)}
    if quota.ties != "by":
        return made
    return {**made, "by": _keys(quota.ties_by), "keys": [_values(quota.ties_by, values) for values in tie.keys]}


def _counts(cohort: Cohort) -> dict[str, int]:
    """How many units hold each grade, those that only a veto gives too."""
    grading = cohort.model.grading
    names = [] if grading is None else [*(g.name for g in grading.grades), *(v.grade for v in grading.vetoes)]
    held = Counter(unit.grade for unit in cohort.units)
    return {name: held[name] for name in dict.fromkeys(names)}
