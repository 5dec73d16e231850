"""Every unit gets its notice, in both languages and in every layout, and its sums are right."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

import rubric_dsl
from rubric_dsl.explain.layout import Layout
from rubric_dsl.explain.schemas import schema_of
from rubric_dsl.text.diagnostic import Language
from tests.strategies.cohorts import rubrics_and_cohorts

NOTICE = Draft202012Validator(schema_of("notice"))
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def told(text: str, units: list[dict[str, Any]], *layouts: Layout) -> None:
    for standing in rubric_dsl.loads(text).grade(units):
        for lang in LANGUAGES:
            notice = standing.explain(lang)
            data = notice.to_dict()
            NOTICE.validate(data)
            assert all(standing.unit in notice.laid_out(layout).decode() for layout in layouts if layout != "docx")
            assert all(notice.laid_out(layout) for layout in layouts)
            if data["sum"] is not None:
                sums(data)


def sums(data: dict[str, Any]) -> None:
    """Full marks less what each item lost, and so on, is the total; the causes of a loss make it."""
    said = {name: Fraction(points) for name, points in data["sum"].items()}
    assert said["lost"] == sum(Fraction(item["effect"]) for item in data["items"])
    assert said["gained"] == sum(Fraction(bonus["effect"]) for bonus in data["bonuses"])
    assert said["adjusted"] == sum(Fraction(step["points"]) for step in data["adjustments"])
    assert said["total"] == said["full"] - said["lost"] + said["gained"] + said["adjusted"] == Fraction(data["total"])
    for item in data["items"]:
        explained(item)


def explained(item: dict[str, Any]) -> None:
    assert Fraction(item["worth"]) - Fraction(item["points"]) == Fraction(item["lost"])
    assert sum(Fraction(cause["cost"]) for cause in item["causes"]) == Fraction(item["lost"])
    assert all(cause["text"] for cause in item["causes"])
    for part in item.get("parts", ()):
        explained(part)


@given(rubrics_and_cohorts(max_size=3))
def test_of_any_rubric(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    told(text, units, "text", "markdown", "html")


@settings(max_examples=10)
@given(rubrics_and_cohorts(max_size=2))
def test_in_word(given: tuple[str, list[dict[str, Any]]]) -> None:
    text, units = given
    told(text, units, "docx")
