"""``rubric.certificate/1``: how a cohort was ranked and graded, as data."""

from __future__ import annotations

from typing import Any

from rubric_dsl.explain.certificate import certificate_sentences
from rubric_dsl.explain.trace import rubric_data
from rubric_dsl.grading.standings import CohortResult, Placing, QuotaOutcome, Standing, Tie, Unranked
from rubric_dsl.model.expr import Expr, SortKey
from rubric_dsl.model.numbers import plain
from rubric_dsl.model.rubric import Ranking, RubricModel, Veto
from rubric_dsl.model.types import NUMBER
from rubric_dsl.seal.written import CERTIFICATE_FORMAT, written


def certificate_data(model: RubricModel, result: CohortResult) -> dict[str, Any]:
    """The certificate: what placed each unit, the vetoes, the arithmetic of each quota, and the sentences."""
    made = result.certificate
    return {
        "format": CERTIFICATE_FORMAT,
        "rubric": rubric_data(model),
        "units": made.units,
        "ranking": None if made.ranking is None else _ranking(made.ranking),
        "placings": [_placing(p, made.ranking) for p in made.placings],
        "unranked": [_unranked(u) for u in made.unranked],
        "vetoes": [_veto(s, s.veto) for s in result.standings if s.veto is not None],
        "quotas": [_quota(q, made.ranking) for q in made.quotas],
        "counts": dict(made.counts),
        "sentences": {lang: certificate_sentences(model, made, lang) for lang in ("zh", "en")},
    }


def _text(e: Expr) -> str:
    return " ".join(e.span.text.split())


def _keys(keys: tuple[SortKey, ...]) -> list[dict[str, Any]]:
    return [{"text": _text(key.value), "lower": key.lower} for key in keys]


def _ranking(ranking: Ranking) -> dict[str, Any]:
    return {
        "by": _keys(ranking.by),
        "same": [_text(e) for e in ranking.same],
        "where": None if ranking.where is None else _text(ranking.where),
    }


def _placing(placing: Placing, ranking: Ranking | None) -> dict[str, Any]:
    types = [key.value.type for key in ranking.by] if ranking is not None else [NUMBER]
    return {
        "unit": placing.unit,
        "group": _group(placing.group, ranking),
        "keys": [written(value, type) for value, type in zip(placing.keys, types, strict=True)],
        "rank": placing.rank,
    }


def _group(group: tuple[Any, ...], ranking: Ranking | None) -> list[Any]:
    types = [e.type for e in ranking.same] if ranking is not None else []
    return [written(value, type) for value, type in zip(group, types, strict=True)]


def _unranked(unranked: Unranked) -> dict[str, Any]:
    made: dict[str, Any] = {"unit": unranked.unit}
    if unranked.unmet:
        made["unmet"] = [u.text for u in unranked.unmet]
    return made


def _veto(standing: Standing, veto: Veto) -> dict[str, Any]:
    return {
        "unit": standing.unit,
        "grade": veto.grade,
        "effect": veto.effect,
        "condition": _text(veto.condition),
        "because": veto.because,
        "at": veto.span.at,
    }


def _quota(outcome: QuotaOutcome, ranking: Ranking | None) -> dict[str, Any]:
    quota = outcome.quota
    return {
        "grade": outcome.grade,
        "bound": quota.bound,
        "group": _group(outcome.group, ranking),
        "base": outcome.base,
        "share": None if outcome.share is None else plain(outcome.share),
        "exact": plain(outcome.exact),
        "rounding": "up" if quota.rounded_up else "down",
        "seats": outcome.seats,
        "ties": quota.ties,
        "candidates": list(outcome.candidates),
        "holders": list(outcome.holders),
        "tie": None if outcome.tie is None else _tie(outcome.tie, quota.ties_by),
        "at": quota.span.at,
    }


def _tie(tie: Tie, keys: tuple[SortKey, ...]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "units": list(tie.units), "seats": tie.seats, "effect": tie.effect, "taken": list(tie.taken),
    }  # fmt: skip
    if tie.effect == "by":
        made["by"] = _keys(keys)
        made["keys"] = [
            [written(value, key.value.type) for value, key in zip(values, keys, strict=True)] for values in tie.keys
        ]
    return made
