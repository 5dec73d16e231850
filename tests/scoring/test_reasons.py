"""What is said of conditions that fail is said of the right events, in the right sense."""

from __future__ import annotations

import rubric_dsl

TEXT = """\
rubric r "试"
  dsl 1
evidence
  prizes events
    level one of (national "国家级", local "本地")
  talks events
    level one of (national "全国性", local "本地")
item 1 cap 5
  award 1 per prizes where level = national
item 2 cap 5
  award 1 per talks where level = national
item 3 cap 5
  award 1 per talks where not level = local
"""


def test_equal_conditions_on_different_events() -> None:
    rubric = rubric_dsl.loads(TEXT)
    score = rubric.score({"unit": "甲", "facts": {"prizes": [{"level": "local"}], "talks": [{"level": "local"}]}})
    (line,) = score["2"].ledger
    (unmet,) = line.aside[0].unmet
    assert unmet.expr.span.at == "<text>:11:27"
    assert [o.label for o in unmet.values[0].type.options] == ["全国性", "本地"]


def test_an_atom_that_holds_where_the_contrary_is_asked() -> None:
    rubric = rubric_dsl.loads(TEXT.replace("not level = local", "not (level = local or level = national)"))
    score = rubric.score({"unit": "甲", "facts": {"prizes": [], "talks": [{"level": "local"}]}})
    (unmet,) = score["3"].ledger[0].aside[0].unmet
    assert (unmet.text, unmet.held) == ("level = local", True)


def test_a_unit_that_a_veto_leaves_unscored() -> None:
    grades = 'grades\n  rank units by total\n  veto 差 when count(prizes) = 0 unscored because "没有参评"\n  grade 好 otherwise\n'
    rubric = rubric_dsl.loads(TEXT + grades)
    try:
        rubric.score({"unit": "甲", "facts": {"prizes": [], "talks": []}})
    except rubric_dsl.EvidenceError as error:
        assert [d.message("zh") for d in error.diagnostics] == ["“甲”不计分：没有参评"]
    else:
        raise AssertionError("it is not scored")
