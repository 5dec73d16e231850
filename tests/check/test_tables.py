"""Tables that look at points, and half-written lines."""

from __future__ import annotations

import pytest

import rubric_dsl

HEAD = 'rubric r "t"\n  dsl 1\nevidence\n  n count\n'


def codes(text: str) -> list[str]:
    with pytest.raises(rubric_dsl.RubricError) as refused:
        rubric_dsl.loads(HEAD + text)
    return [d.code.id for d in refused.value.diagnostics if d.is_error]


def test_rings_of_nodes_through_tables() -> None:
    through = "table c (x)\n  1: score(1)\n  else: 0\nitem 1 worth 5\n  award c(n)\n"
    assert codes(through) == ["RUB112"]


def test_a_table_that_could_not_be_read_makes_no_noise() -> None:
    assert codes("table c (x)\n  1: m\n  else: 0\nitem 1 worth 5\n  award c(n)\n") == ["RUB101"]


def test_a_clause_whose_rows_could_not_be_read() -> None:
    assert codes("item 1 worth 5\n  award\n    5 when n > 1\n") == ["RUB028"]


def test_an_unknown_function_with_a_filter() -> None:
    assert codes("item 1 worth 5\n  award 1 when sumwhen(n where n > 1) > 1\n") == ["RUB106"]


def said(table: str) -> list[tuple[str, int]]:
    """The codes said of a table over n, each with its line within the table."""
    source = f"{HEAD}table t (n)\n{table}item 1 cap 9\n  note 'n'\n  award t(n)\n".replace("'", '"')
    try:
        found = rubric_dsl.loads(source).warnings
    except rubric_dsl.RubricError as refused:
        found = refused.diagnostics
    return [(d.code.id, d.span.source.position(d.span.start)[0] - 5) for d in found if d.span is not None]


def test_a_table_of_thousands_of_rows() -> None:
    rows = [f"  >= {1500 - i}: {i % 7}\n" for i in range(1500)]
    whole = "".join([*rows, "  else: 0\n"])
    assert said(whole) == []
    assert said("".join(rows)) == [("RUB222", 0)]
    assert said(whole.replace("  >= 800: ", "  >= 1400: ", 1)) == [("RUB223", 701)]
    ends = [f"  >= {2 * i} and < {2 * i + 2 + (i == 700)}: {i % 7}\n" for i in range(1500)]
    assert said("".join([*ends, "  else: 0\n"])) == [("RUB224", 702)]
