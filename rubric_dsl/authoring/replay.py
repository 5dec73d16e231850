"""Last year's evidence under the new text: who comes out otherwise, by which clause, and what was never collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from rubric_dsl.authoring.compare import Comparison, compare
from rubric_dsl.authoring.register import UnitChange, change_data, differences
from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.load import Loaded, load_in_period
from rubric_dsl.evidence import read
from rubric_dsl.evidence.again import facts_for
from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.write import to_data
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.numbers import Number, divide, plain, plain_or_none
from rubric_dsl.model.rubric import Judgement, RubricModel
from rubric_dsl.scoring.bounds import provisional
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import UnitScore
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import EvidenceError

FORMAT: Final = "rubric.replay/1"
_LACKING: Final = (
    codes.ABSENT_FACT, codes.ABSENT_EVENTS, codes.ABSENT_FIELD, codes.JUDGEMENT_ABSENT, codes.EVENT_POINTS_ABSENT,
)  # fmt: skip


@frozen(kw_only=True)
class NodeMove:
    """An item whose points are others, under its later number (its earlier one where it is gone)."""

    before: str | None
    after: str | None
    title: str
    points: tuple[Number, Number]


@frozen(kw_only=True)
class UnitReplay:
    """What a unit comes to under the new text: exactly, or between two ends while evidence lacks."""

    unit: str
    before: Number | None
    low: Number | None
    high: Number | None
    moves: tuple[NodeMove, ...] = ()
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class Replay:
    """The outcome. ``changes`` is None while evidence lacks, for then nobody can be ranked.

    ``missing`` are the facts and judgements that the new text needs and that were not collected,
    each with its label and for how many units it lacks; ``dropped`` the facts it no longer asks for.
    """

    comparison: Comparison
    units: tuple[UnitReplay, ...]
    changes: tuple[UnitChange, ...] | None
    missing: Mapping[str, tuple[str, int]]
    dropped: tuple[str, ...]
    scaled: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """``rubric.replay/1``: JSON-able."""
        return {
            "format": FORMAT,
            "before": {"name": self.comparison.before.name, "sha256": self.comparison.before.sha256},
            "after": {"name": self.comparison.after.name, "sha256": self.comparison.after.sha256},
            "changes": None if self.changes is None else [change_data(c) for c in self.changes],
            "missing": [{"name": k, "label": label, "units": n} for k, (label, n) in self.missing.items()],
            "dropped": list(self.dropped),
            "scaled": list(self.scaled),
            "units": [
                {
                    "unit": u.unit,
                    "before": plain_or_none(u.before),
                    "after": [plain_or_none(u.low), plain_or_none(u.high)],
                    "missing": list(u.missing),
                    "moves": [
                        {"before": m.before, "after": m.after, "title": m.title, "points": [plain(p) for p in m.points]}
                        for m in u.moves
                    ],
                }
                for u in self.units
            ],
        }


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
    return UnitReplay(unit=unit, before=old.total, low=new.total, high=new.total, moves=moves)


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
        return UnitReplay(unit=evidence.unit, before=old.total, low=None, high=None)
    made, problems = provisional(engine, evidence)
    if made is None:
        raise EvidenceError(problems)
    whole: Interval = made.points[""]
    missing = tuple(_short(d) for d in made.missing)
    return UnitReplay(unit=evidence.unit, before=old.total, low=whole.low, high=whole.high, missing=missing)


def _missing(model: RubricModel, lacking: Sequence[Diagnostic]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for d in lacking:
        name = _short(d)
        label, n = found.get(name, (_label(model, name), 0))
        found[name] = (label, n + 1)
    return found


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
