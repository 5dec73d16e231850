"""What a claim is tried on: a random rubric that checks clean, and units for it."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from attrs import define, field
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

import rubric_dsl
from rubric_dsl.model.rubric import EventsFact, RubricModel
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.whole import Drawn, written
from rubric_dsl.testing.strategies import cohort
from rubric_dsl.text.refused import RubricError


@define
class Case:
    """A rubric with complete evidence of a cohort, and of one unit what is left when some of it is absent."""

    drawn: Drawn
    rubric: rubric_dsl.Rubric = field(repr=False)
    units: list[dict[str, Any]]
    partial: dict[str, Any] | None = None
    crash: Exception | None = None
    """What was raised while the units were made: that is what scores them, to see that they are valid."""
    again: bool = False
    """Whether the text was looked at before, with other units."""

    @property
    def model(self) -> RubricModel:
        return self.rubric.model


def load(drawn: Drawn) -> rubric_dsl.Rubric | None:
    """The rubric; None where the checks refuse it, as they do when they find a gap or a dead row."""
    try:
        if drawn.base is None:
            return rubric_dsl.loads(drawn.text)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "base.rubric").write_text(drawn.base, "utf-8")
            (Path(folder) / "r2.rubric").write_text(drawn.text, "utf-8")
            return rubric_dsl.load(Path(folder) / "r2.rubric")
    except RubricError:
        return None


def saved(folder: Path) -> Case:
    """A case as it was written down: ``r.rubric``, the ``base.rubric`` it amends if it does, and ``units.json``."""
    base = folder / "base.rubric"
    drawn = Drawn(
        text=(folder / "r.rubric").read_text("utf-8"), base=base.read_text("utf-8") if base.exists() else None
    )
    rubric = load(drawn)
    assert rubric is not None, "it checks clean"
    data = json.loads((folder / "units.json").read_text("utf-8"))
    return Case(drawn, rubric, data["units"], data.get("partial"))


def save(case: Case, folder: Path) -> None:
    """Write a case down."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "r.rubric").write_text(case.drawn.text, "utf-8")
    if case.drawn.base is not None:
        (folder / "base.rubric").write_text(case.drawn.base, "utf-8")
    data = {"units": case.units, "partial": case.partial}
    (folder / "units.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def drawn_from(number: int, texts: int, look: Callable[[Case], None]) -> None:
    """Look at cases, two cohorts for each of so many texts that check clean; a number always makes the same.

    The texts are not drawn by Hypothesis, which is fond of small ones and of those it had before.
    """
    random = Random(number)
    for _ in range(texts):
        drawn = written(Pen(random.randint), amends=True)
        rubric = load(drawn)
        if rubric is not None:
            with_units(drawn, rubric, random.randrange(10**9), look)


def with_units(
    drawn: Drawn, rubric: rubric_dsl.Rubric, number: int, look: Callable[[Case], None], *, cohorts: int = 2
) -> None:
    """Look at a rubric with so many cohorts; a number always makes the same."""
    again = False

    @seed(number)
    @settings(
        max_examples=cohorts,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        nonlocal again
        units: list[dict[str, Any]] = []
        try:
            units = data.draw(cohort(rubric, 0, 4))
        except HypothesisException:
            raise
        except Exception as error:
            look(Case(drawn, rubric, [], crash=error, again=again))
        else:
            partial = data.draw(less(rubric.model, units[0])) if units else None
            look(Case(drawn, rubric, units, partial, again=again))
        again = True

    draw()


@st.composite
def less(draw: st.DrawFn, model: RubricModel, unit: dict[str, Any]) -> dict[str, Any]:
    """The unit without some of its evidence; whatever is not optional is then unknown."""
    left = copy.deepcopy(unit)
    facts: dict[str, Any] = left["facts"]
    for fact in model.facts:
        if draw(st.integers(0, 3)) == 3:
            facts.pop(fact.name, None)
        elif isinstance(fact, EventsFact):
            for event in facts.get(fact.name) or ():
                for name in list(event):
                    # Points without the reason they owe are wrong, and not merely incomplete.
                    if name != "reason" and draw(st.integers(0, 7)) == 7:
                        del event[name]
    for node in list(left["judgements"]):
        if draw(st.integers(0, 3)) == 3:
            del left["judgements"][node]
    return left
