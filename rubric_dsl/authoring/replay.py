"""Last year's evidence under the new text: who comes out otherwise, by which clause, and what was never collected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from rubric_dsl.authoring.compare import Comparison, compare
from rubric_dsl.authoring.register import differences
from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.load import Loaded, load_in_period
from rubric_dsl.evidence import read
from rubric_dsl.evidence.again import facts_for
from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.write import to_data
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.numbers import Number, divide, plain
from rubric_dsl.model.rubric import Judgement, RubricModel
from rubric_dsl.results.readings import UnitChange
from rubric_dsl.results.replay import MissingTold, NodeMove, ReplayResult, RubricNamed, UnitReplay
from rubric_dsl.scoring.bounds import provisional
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import EvidenceError

_LACKING: Final = (
    codes.ABSENT_FACT, codes.ABSENT_EVENTS, codes.ABSENT_FIELD, codes.JUDGEMENT_ABSENT, codes.EVENT_POINTS_ABSENT,
)  # fmt: skip


@frozen(kw_only=True)
class Replay:
    """The outcome. ``changes`` is None while evidence lacks, for then nobody can be ranked.

    ``missing`` are the facts and judgements that the new text needs and that were not collected,
    ``dropped`` the facts it no longer asks for.
    """

    comparison: Comparison
    units: tuple[UnitReplay, ...]
    changes: tuple[UnitChange, ...] | None
    missing: tuple[MissingTold, ...]
    dropped: tuple[str, ...]
    scaled: tuple[str, ...]

    def data(self) -> ReplayResult:
        """The same as data."""
        return ReplayResult(
            before=_named(self.comparison.before),
            after=_named(self.comparison.after),
            changes=self.changes,
            missing=self.missing,
            dropped=self.dropped,
            scaled=self.scaled,
            units=self.units,
        )


def _named(model: RubricModel) -> RubricNamed:
    return RubricNamed(name=model.name, sha256=model.sha256)


def replay(before: Loaded, after: Loaded, cohort: Sequence[Evidence], *, scale: bool = False) -> Replay:
    """The cohort, read for the earlier rubric, scored under the later one as of the earlier period.

    A judgement whose range changed is asked for anew; with ``scale`` it is brought into the new range
    in proportion, which is an estimate and no judgement. Raises EvidenceError where the earlier
    rubric refuses the evidence, or the later one finds in it what it cannot take.
    """
    assert before.model is not None and after.model is not None
    then = load_in_period(after, before)
    model = then.model if then.model is not None else after.model
    comparison = compare(before.model, after.model)
    result, problems = grade(Engine(before.model), cohort)
    if result is None:
        raise EvidenceError(problems, _language(before.model))
    carrier = _Carrier(before.model, model, comparison, scale)
    data = [carrier.carried(e) for e in cohort]
    units, found = read.from_data(model, {"units": data})
    if any(d.is_error for d in found):
        raise EvidenceError(found, _language(before.model))
    engine = Engine(model)
    graded, lacking = grade(engine, units)
    wrong = [d for d in lacking if d.code not in _LACKING]
    if wrong:
        raise EvidenceError(wrong, _language(before.model))
    return Replay(
        comparison=comparison,
        units=tuple(
            _exact(e.unit, result, graded, comparison) if graded is not None else _between(engine, e, result)
            for e in units
        ),
        changes=None if graded is None else differences(result, graded),
        missing=_missing(model, lacking),
        dropped=tuple(sorted(f for f in before.model.fact if f not in model.fact)),
        scaled=tuple(carrier.scaled),
    )


class _Carrier:
    """Carries evidence over: facts that are still asked for, judgements under their new numbers."""

    def __init__(self, before: RubricModel, after: RubricModel, comparison: Comparison, scale: bool) -> None:
        self._before, self._after, self._scale = before, after, scale
        self._new = {old: new for new, old in comparison.ids.items()}
        self._asked = {a.node.id: a for a in judgements_asked(after) if a.fact is None}
        self._ranges = {a.node.id: _range(a.judgement) for a in judgements_asked(before) if a.fact is None}
        self.scaled: dict[str, None] = {}

    def carried(self, evidence: Evidence) -> dict[str, Any]:
        """The unit as data for the later rubric."""
        data = to_data(self._before, evidence)
        facts: Any = data["facts"]
        judgements: Any = data["judgements"]
        return {
            "unit": data["unit"],
            "facts": facts_for(self._after, facts),
            "judgements": dict(self._judgements(judgements)),
        }

    def _judgements(self, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for old, form in given.items():
            new = self._new.get(old, old)
            asked = self._asked.get(new)
            if asked is None:
                continue
            was, now = self._ranges.get(old), _range(asked.judgement)
            if was == now:
                yield new, form
            elif self._scale and was is not None and now is not None and was[1] != was[0]:
                self.scaled[new] = None
                yield (
                    new,
                    {**form, "points": plain(_scaled(form["points"], was, now)), "reason": form.get("reason") or "—"},
                )


def _range(judgement: Judgement) -> tuple[Number, Number] | None:
    low, high = (getattr(e, "value", None) for e in (judgement.low, judgement.high))
    return None if low is None or high is None else (low, high)


def _scaled(points: str, was: tuple[Number, Number], now: tuple[Number, Number]) -> Number:
    share = divide(Fraction(points) - was[0], was[1] - was[0])
    return now[0] + share * (now[1] - now[0])


def _exact(unit: str, before: CohortResult, after: CohortResult, comparison: Comparison) -> UnitReplay:
    old, new = before.by_unit[unit], after.by_unit[unit]
    moves = () if old.score is None or new.score is None else tuple(_moves(old.score, new.score, comparison))
    return UnitReplay(unit=unit, before=old.total, after=(new.total, new.total), missing=(), moves=moves)


def _moves(old: UnitScore, new: UnitScore, comparison: Comparison) -> Iterator[NodeMove]:
    """Leaves (and leaves that are gone) whose points are others."""
    seen = set()
    for id, score in new.by_id.items():
        earlier = comparison.ids.get(id)
        was = old.by_id.get(earlier) if earlier is not None else None
        seen.add(earlier)
        if score.node.children or not id:
            continue
        points = (0 if was is None else was.points, score.points)
        if points[0] != points[1]:
            yield NodeMove(before=earlier, after=id, title=score.node.title or "", points=points)
    for id, was in old.by_id.items():
        if id and id not in seen and not was.node.children and was.points:
            yield NodeMove(before=id, after=None, title=was.node.title or "", points=(was.points, 0))


def _between(engine: Engine, evidence: Evidence, before: CohortResult) -> UnitReplay:
    old = before.by_unit[evidence.unit]
    frame = engine.frame(evidence)
    if engine.unscored(frame) is not None or engine.needs_cohort:
        return UnitReplay(unit=evidence.unit, before=old.total, after=(None, None), missing=(), moves=())
    made, problems = provisional(engine, evidence)
    if made is None:
        raise EvidenceError(problems)
    whole: Interval = made.points[""]
    missing = tuple(_short(d) for d in made.missing)
    return UnitReplay(unit=evidence.unit, before=old.total, after=(whole.low, whole.high), missing=missing, moves=())


def _missing(model: RubricModel, lacking: Sequence[Diagnostic]) -> tuple[MissingTold, ...]:
    found = Counter(map(_short, lacking))
    return tuple(MissingTold(name=name, label=_label(model, name), units=n) for name, n in found.items())


def _short(d: Diagnostic) -> str:
    """``facts.hotline`` or ``judgements.4.7``, without the unit; of events only the fact."""
    path = (d.path or "").partition("].")[2] if (d.path or "").startswith("units[") else d.path or ""
    return path if path.startswith("judgements.") else path.partition("[")[0]


def _label(model: RubricModel, name: str) -> str:
    kind, _, rest = name.partition(".")
    if kind == "judgements":
        node = model.node.get(rest)
        return "" if node is None or node.title is None else node.title
    fact = model.fact.get(rest)
    return "" if fact is None or fact.label is None else fact.label


def _language(model: RubricModel) -> Language:
    return "zh" if model.chinese else "en"
