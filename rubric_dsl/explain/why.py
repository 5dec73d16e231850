"""Why, why not, what if: one unit's result opened, as a document and as data."""

from __future__ import annotations

from functools import partial
from typing import Any

from attrs import define, frozen

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.explain.document import Block, Document, Heading, Listing, Paragraph
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.explain.value_words import one_line
from rubric_dsl.explain.whatif_data import judgements_data, losses_data, reach_data, worths_data
from rubric_dsl.explain.whatif_words import WhatIfWording
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.why import WhyResult
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.whatif.cohort import Cohort
from rubric_dsl.whatif.events import EventWorth, event_worths
from rubric_dsl.whatif.judgements import JudgedPoints, judged_points
from rubric_dsl.whatif.losses import Loss, losses
from rubric_dsl.whatif.reach import Reach, reach
from rubric_dsl.whatif.state import State


@frozen(kw_only=True)
class Why:
    """What was found about a unit, at one node (the whole: ``""``).

    ``reach`` and ``judgements`` are of the whole only, and of a unit that is scored.
    """

    model: RubricModel
    evidence: Evidence
    node: str
    losses: tuple[Loss, ...]
    worths: tuple[EventWorth, ...]
    reach: Reach | None = None
    judgements: tuple[JudgedPoints, ...] | None = None


def why(engine: Engine, result: CohortResult, unit: str, node: str = "", grade: str | None = None) -> Why:
    """Opens a unit's result at a node: what was lost, what would have restored it, what each event is worth.

    Of the whole also what the next grade (or the one named) would take, and which judgements could
    change the grade. Raises KeyError for a unit, node or grade that there is not.
    """
    cohort = Cohort(engine, result, unit)
    standing = cohort.standing
    score = standing.score
    found: dict[str, Any] = {"losses": (), "worths": ()}
    if score is not None:
        state = State(engine=engine, evidence=standing.evidence, among=cohort.among)
        found = {"losses": losses(engine, score, node), "worths": event_worths(state, node)}
        if not node:
            found |= {"reach": reach(cohort, grade), "judgements": judged_points(cohort)}
    return Why(model=engine.model, evidence=standing.evidence, node=node, **found)


@define(frozen=True, slots=False, eq=False, repr=False)
class Explained:
    """What was found about a unit; ``found.reach.verdict`` says how much is proved."""

    found: Why

    @classmethod
    def of(cls, engine: Engine, result: CohortResult, unit: str, node: str, grade: str | None) -> Explained:
        """What there is to find. Raises KeyError for a unit, node or grade that there is not."""
        return cls(found=why(engine, result, unit, node, grade))

    def explain(self, lang: Language = "zh") -> Explanation:
        """What was found, told; data ``rubric.why/1``."""
        return Explanation(told=partial(why_document, self.found, lang), made=partial(why_data, self.found))


def why_data(found: Why) -> WhyResult:
    """What was found, as data."""
    model = found.model
    return WhyResult(
        rubric=RubricHead.of(model),
        unit=found.evidence.unit,
        node=found.node,
        losses=losses_data(model, found.losses),
        events=worths_data(model, found.worths),
        reach=None if found.reach is None else reach_data(model, found.reach),
        judgements=None if found.judgements is None else judgements_data(found.judgements),
    )


def why_document(found: Why, lang: Language) -> Document:
    """What was found, in sentences."""
    say = catalogue("whatif", lang).say
    words = WhatIfWording(found.model, lang)
    blocks: list[Block] = []
    if found.reach is not None:
        blocks.append(Heading(text=say("why.grade")))
        blocks.append(Paragraph(text=words.now(found.reach.now), manner="strong"))
        blocks.append(Listing(entries=tuple(words.reach(found.reach, found.evidence))))
    if found.judgements is not None:
        blocks.append(Heading(text=say("why.judgements")))
        blocks.append(Listing(entries=tuple(words.judgements(found.judgements))))
    if found.losses:
        blocks.append(Heading(text=say("why.losses")))
        blocks.append(Listing(entries=tuple(words.loss(loss, found.evidence) for loss in found.losses)))
    if found.worths:
        blocks.append(Heading(text=say("why.events")))
        blocks.append(Listing(entries=tuple(map(words.event, found.worths))))
    if not blocks:
        blocks.append(Paragraph(text=say("why.nothing")))
    node = found.model.node[found.node]
    subtitle = one_line(f"{node.id} {node.title or ''}".strip())
    return Document(title=one_line(found.evidence.unit), subtitle=subtitle, lang=lang, blocks=tuple(blocks))
