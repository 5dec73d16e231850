"""Evidence data for the sample rubric, and data that is evidence for nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from rubric_dsl.model.rubric import EventsFact, Fact
from rubric_dsl.model.types import Type

from .models import MODEL

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20),
    st.decimals(-1000, 1000, places=4),
    st.fractions(-10, 10, max_denominator=1000).map(lambda f: f"{f.numerator}/{f.denominator}"),
    st.fractions(-10, 10, max_denominator=1000),
)
REMARKS = st.fixed_dictionaries(
    {}, optional={name: st.none() | TEXTS for name in ("id", "material", "verified_by", "note")}
)
JUDGED = st.fixed_dictionaries({"points": NUMBERS}, optional={"reason": TEXTS, "by": TEXTS})


def values(type: Type) -> st.SearchStrategy[Any]:
    match type.kind:
        case "yes_no":
            return st.booleans()
        case "number" if type.whole:
            return st.integers(0, 10**6)
        case "number":
            return NUMBERS
        case "percent":
            return NUMBERS | st.decimals(0, 100, places=2).map(lambda d: f"{d}%")
        case "date":
            return st.dates() | st.dates(date(2017, 12, 1), date(2019, 1, 31)).map(date.isoformat)
        case "text":
            return TEXTS
        case _:
            return st.sampled_from([word for o in type.options for word in (o.name, o.label)])


def merged(parts: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {name: value for part in parts for name, value in part.items()}


def fact_values(fact: Fact) -> st.SearchStrategy[Any]:
    if not isinstance(fact, EventsFact):
        bare = st.none() | values(fact.type)
    else:
        fields = st.fixed_dictionaries({}, optional={f.name: st.none() | values(f.type) for f in fact.fields})
        parts = st.tuples(fields, JUDGED) if fact.judged else st.tuples(fields)
        bare = st.lists(st.tuples(parts.map(merged), REMARKS).map(merged), max_size=4, unique_by=_id)
    return bare | st.tuples(st.fixed_dictionaries({"value": bare}), REMARKS).map(merged)


def _id(event: dict[str, Any]) -> object:
    import unicodedata

    given = event.get("id")
    return object() if given is None else unicodedata.normalize("NFC", given)


UNITS = st.fixed_dictionaries(
    {"unit": TEXTS.filter(lambda t: bool(t.strip()) and t.isprintable())},
    optional={
        "facts": st.fixed_dictionaries({}, optional={f.name: fact_values(f) for f in MODEL.facts}),
        "judgements": st.fixed_dictionaries({}, optional={"1.1": st.tuples(JUDGED, REMARKS).map(merged)}),
    },
)

NAMES = st.sampled_from(
    ["unit", "units", "facts", "judgements", "value", "points", "id", "material", "1.1", "5.4", "level", "date"]
    + [f.name for f in MODEL.facts]
) | st.text(max_size=5)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.decimals(allow_nan=None, allow_infinity=None),
    st.sampled_from(["2018-02-30", "99%", "1e9999999", "provincial", Decimal("1e999999"), 10**500, b"x", ...]),
    st.datetimes(),
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25
)
JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)
