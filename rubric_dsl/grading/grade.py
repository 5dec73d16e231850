"""The driver: evidence of a cohort to standings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from attrs import evolve

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading import quotas
from rubric_dsl.grading.noted import Unknown, noted
from rubric_dsl.grading.ranking import Contender, rank
from rubric_dsl.grading.standings import Certificate, CohortResult, Placing, QuotaOutcome, Standing, Unranked
from rubric_dsl.model.rubric import Grade, Grading, Veto
from rubric_dsl.scoring.cohort import compare
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.frame import Frame
from rubric_dsl.scoring.ledger import Line, NodeScore, UnitScore, Unmet
from rubric_dsl.text.diagnostic import Diagnostic

Progress = Callable[[int, int], None]
"""Told how many units of how many are scored."""


def grade(
    engine: Engine, cohort: Iterable[Evidence], progress: Progress | None = None
) -> tuple[CohortResult | None, tuple[Diagnostic, ...]]:
    """The standings, or None and everything that is wrong with the evidence."""
    frames = [engine.frame(evidence) for evidence in cohort]
    # What fails a check may be anything, a divisor of 0 too, so it is reported and not scored.
    contradictory = [engine.checked(frame) for frame in frames]
    problems = [d for failed in contradictory for d in failed]
    vetoed = _unscored(engine, frames)
    scored = [
        f for f, failed in zip(frames, contradictory, strict=True) if f.evidence.unit not in vetoed and not failed
    ]
    compare(scored, engine.compile)
    contenders: list[Contender] = []
    for done, frame in enumerate(scored, 1):
        contenders.append(_contender(engine, frame))
        if progress is not None:
            progress(done, len(scored))
    veto(engine, contenders)
    outcomes: list[QuotaOutcome] = []
    if not problems and not any(f.absent or f.problems for f in frames):
        outcomes = decide(engine, contenders)
    for frame in frames:
        problems += engine.problems(frame)
    if problems:
        return None, tuple(problems)
    return _result(engine, frames, vetoed, contenders, outcomes), ()


def veto(engine: Engine, contenders: list[Contender]) -> None:
    """Find the vetoes, and let totals be what these say. The contenders are scored, and know their cohort."""
    for contender in contenders:
        _veto(engine, contender)
    if any(c.veto is not None and c.veto.effect == "as" for c in contenders):
        # Vetoes see the totals as they were scored; ranks and grades see what they count as.
        for contender in contenders:
            _count_as(contender)
        compare([c.frame for c in contenders], engine.compile)


def _unscored(engine: Engine, frames: list[Frame]) -> dict[str, Veto]:
    """The units that a veto leaves unscored, by name."""
    found = ((frame.evidence.unit, engine.unscored(frame)) for frame in frames)
    return {unit: veto for unit, veto in found if veto is not None}


def _contender(engine: Engine, frame: Frame) -> Contender:
    score = engine.score(frame)
    frame.total = score.root.points
    return Contender(frame=frame, score=score)


def _veto(engine: Engine, contender: Contender) -> None:
    """Find the veto that holds first."""
    grading = engine.model.grading
    if grading is None or not contender.score.root.complete:
        return
    for veto in grading.vetoes:
        if veto.effect != "unscored":
            with noted(contender.frame):
                if contender.veto is None and engine.compile(veto.condition)(contender.frame, ()):
                    contender.veto = veto


def _count_as(contender: Contender) -> None:
    """Let the total be what the veto says."""
    if contender.veto is not None and contender.veto.effect == "as":
        contender.score = _counted_as(contender.score, contender.veto)
        contender.frame.total = contender.veto.as_points


def _counted_as(score: UnitScore, veto: Veto) -> UnitScore:
    root = score.root
    assert veto.as_points is not None
    line = Line(kind="zero", points=veto.as_points - root.points, span=veto.span, because=veto.because)
    made: NodeScore = evolve(root, points=veto.as_points, lines=(*root.lines, line))
    return UnitScore(evidence=score.evidence, root=made)


def decide(engine: Engine, contenders: list[Contender]) -> list[QuotaOutcome]:
    """Rank the contenders and give each its grade; evidence that lacks is noted in their frames.

    Nothing is scored here, so that a cohort can be decided again with one unit otherwise.
    """
    grading = engine.model.grading
    try:
        rank(contenders, grading.ranking if grading is not None else None, engine.compile)
    except Unknown:
        return []
    if grading is None:
        return []
    for c in contenders:
        if c.veto is not None:
            c.grade = c.veto.grade
    outcomes: list[QuotaOutcome] = []
    # What must be held is set aside first, from below; what remains is given from above.
    for g in grading.grades:
        outcomes += _quotas(engine, g, "at least", contenders)
    for g in grading.grades:
        if any(q.bound == "at most" for q in g.quotas):
            outcomes += _quotas(engine, g, "at most", contenders)
        else:
            for c in _candidates(engine, g, contenders):
                c.grade = g.name
    return outcomes


def _candidates(engine: Engine, g: Grade, contenders: list[Contender]) -> list[Contender]:
    holds = engine.compile.optional(g.condition)
    found: list[Contender] = []
    for c in contenders:
        if c.grade is None:
            with noted(c.frame):
                if holds is None or holds(c.frame, ()):
                    found.append(c)
    return found


def _quotas(engine: Engine, g: Grade, bound: str, contenders: list[Contender]) -> list[QuotaOutcome]:
    outcomes: list[QuotaOutcome] = []
    quotas_of = [q for q in g.quotas if q.bound == bound]
    if not quotas_of or not contenders:
        return outcomes
    candidates = _candidates(engine, g, contenders)
    for quota in quotas_of:
        try:
            candidates, found = quotas.fill(g.name, quota, candidates, contenders, engine.compile)
        except Unknown:
            return outcomes
        outcomes += found
    for c in candidates:
        c.grade = g.name
    return outcomes


def _result(
    engine: Engine,
    frames: list[Frame],
    vetoed: dict[str, Veto],
    contenders: list[Contender],
    outcomes: list[QuotaOutcome],
) -> CohortResult:
    by_unit = {c.unit: c for c in contenders}
    standings: list[Standing] = []
    for frame in frames:
        unit = frame.evidence.unit
        if unit in vetoed:
            veto = vetoed[unit]
            standings.append(
                Standing(
                    unit=unit, grade=veto.grade, rank=None, total=None, score=None, evidence=frame.evidence, veto=veto
                )
            )
        else:
            c = by_unit[unit]
            standings.append(
                Standing(
                    unit=unit,
                    grade=c.grade,
                    rank=frame.rank,
                    total=frame.total,
                    score=c.score,
                    evidence=frame.evidence,
                    veto=c.veto,
                    group=c.group,
                )
            )
    grading = engine.model.grading
    ranked = sorted((c for c in contenders if c.ranked), key=lambda c: (str(c.group), c.key))
    certificate = Certificate(
        units=len(frames),
        ranking=grading.ranking if grading else None,
        ranked=tuple(c.unit for c in ranked),
        placings=tuple(Placing(unit=c.unit, group=c.group, keys=c.values, rank=c.frame.rank) for c in contenders),
        unranked=(
            *(Unranked(unit=unit, veto=veto) for unit, veto in vetoed.items()),
            *(Unranked(unit=c.unit, unmet=_left_out(engine, grading, c)) for c in contenders if not c.ranked),
        ),
        grades=grading.grades if grading else (),
        quotas=tuple(outcomes),
        counts=_counts(grading, standings),
    )
    return CohortResult(standings=tuple(standings), certificate=certificate)


def _left_out(engine: Engine, grading: Grading | None, c: Contender) -> tuple[Unmet, ...]:
    assert grading is not None and grading.ranking is not None and grading.ranking.where is not None
    return engine.reasons(grading.ranking.where)(c.frame, ())


def _counts(grading: Grading | None, standings: list[Standing]) -> dict[str, int]:
    held = Counter(s.grade for s in standings if s.grade is not None)
    names = [g.name for g in grading.grades] if grading else []
    names += [v.grade for v in grading.vetoes if v.grade not in names] if grading else []
    return {name: held[name] for name in names}
