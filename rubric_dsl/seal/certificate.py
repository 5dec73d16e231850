"""How a cohort was ranked and graded, as ``rubric.certificate/1`` has it."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.evidence.data import Value
from rubric_dsl.evidence.write import written
from rubric_dsl.explain.certificate import certificate_sentences
from rubric_dsl.grading.standings import CohortResult, Placing, QuotaOutcome, Standing, Tie, Unranked
from rubric_dsl.model.expr import Expr, SortKey
from rubric_dsl.model.rubric import Ranking, RubricModel, Veto
from rubric_dsl.model.types import NUMBER, Type
from rubric_dsl.results.bundle import (
    CertificateResult,
    PlacingTold,
    QuotaCertified,
    RankingTold,
    Sentences,
    SortKeyTold,
    TieCertified,
    UnrankedTold,
    VetoHeld,
)
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.kinds import PlainValue


def certificate(model: RubricModel, result: CohortResult) -> CertificateResult:
    """The certificate: what placed each unit, the vetoes, the arithmetic of each quota, and the sentences."""
    made = result.certificate
    zh, en = (tuple(certificate_sentences(model, made, lang)) for lang in ("zh", "en"))
    return CertificateResult(
        rubric=RubricHead.of(model),
        units=made.units,
        ranking=None if made.ranking is None else _ranking(made.ranking),
        placings=tuple(_placing(p, made.ranking) for p in made.placings),
        unranked=tuple(map(_unranked, made.unranked)),
        vetoes=tuple(_veto(s, s.veto) for s in result.standings if s.veto is not None),
        quotas=tuple(_quota(q, made.ranking) for q in made.quotas),
        counts=made.counts,
        sentences=Sentences(zh=zh, en=en),
    )


def _text(e: Expr) -> str:
    return " ".join(e.span.text.split())


def _keys(keys: tuple[SortKey, ...]) -> tuple[SortKeyTold, ...]:
    return tuple(SortKeyTold(text=_text(key.value), lower=key.lower) for key in keys)


def _ranking(ranking: Ranking) -> RankingTold:
    where = None if ranking.where is None else _text(ranking.where)
    return RankingTold(by=_keys(ranking.by), same=tuple(map(_text, ranking.same)), where=where)


def _placing(placing: Placing, ranking: Ranking | None) -> PlacingTold:
    types = [key.value.type for key in ranking.by] if ranking is not None else [NUMBER]
    return PlacingTold(
        unit=placing.unit,
        group=_group(placing.group, ranking),
        keys=_values(placing.keys, types),
        rank=placing.rank,
    )


def _group(group: tuple[Value, ...], ranking: Ranking | None) -> tuple[PlainValue, ...]:
    return _values(group, [] if ranking is None else [e.type for e in ranking.same])


def _values(values: Iterable[Value], types: Iterable[Type]) -> tuple[PlainValue, ...]:
    return tuple(written(value, type) for value, type in zip(values, types, strict=True))


def _unranked(unranked: Unranked) -> UnrankedTold:
    return UnrankedTold(unit=unranked.unit, unmet=tuple(u.text for u in unranked.unmet))


def _veto(standing: Standing, veto: Veto) -> VetoHeld:
    return VetoHeld(
        unit=standing.unit,
        grade=veto.grade,
        effect=veto.effect,
        condition=_text(veto.condition),
        because=veto.because,
        at=veto.span.at,
    )


def _quota(outcome: QuotaOutcome, ranking: Ranking | None) -> QuotaCertified:
    quota = outcome.quota
    return QuotaCertified(
        grade=outcome.grade,
        bound=quota.bound,
        group=_group(outcome.group, ranking),
        base=outcome.base,
        share=outcome.share,
        exact=outcome.exact,
        rounding="up" if quota.rounded_up else "down",
        seats=outcome.seats,
        ties=quota.ties,
        candidates=outcome.candidates,
        holders=outcome.holders,
        tie=None if outcome.tie is None else _tie(outcome.tie, quota.ties_by),
        at=quota.span.at,
    )


def _tie(tie: Tie, keys: tuple[SortKey, ...]) -> TieCertified:
    by = tie.effect == "by"
    types = [key.value.type for key in keys]
    return TieCertified(
        units=tie.units,
        seats=tie.seats,
        effect=tie.effect,
        taken=tie.taken,
        by=_keys(keys) if by else None,
        keys=tuple(_values(values, types) for values in tie.keys) if by else None,
    )
