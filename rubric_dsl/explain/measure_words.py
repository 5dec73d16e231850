"""Measure words: 2 次, 3 个, 1 件. A rubric does not state them; its own texts use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rubric_dsl.explain.value_words import one_line
from rubric_dsl.model.rubric import EventsFact, Fact, Node, RubricModel

_WORDS: Final = "次件个项条篇期场份人名例起部处家户块批回本册宗笔幅座间辆台课"
_NUMERAL: Final = r"(?:\d|[一二两三四五六七八九十百])"
_COUNTED: Final = re.compile(
    rf"(?<!第)(?<!\d){_NUMERAL}+(?:[ 　]*(?:至|[-—~～])[ 　]*{_NUMERAL}+)?[ 　]*([{_WORDS}])(?![月年日工])|每([{_WORDS}])"
)
_NUMBER_OF: Final = re.compile(rf"([{_WORDS}])数(?:量)?$")
_NOUNS: Final = (("案", "件"), ("事件", "件"), ("决定", "件"), ("任务", "项"), ("人员", "人"))


def measure_word(model: RubricModel, node: Node | None, fact: str, n: int | None = None) -> str:
    """What the events of a fact, or the things that a count counts, are counted in; with ``n``, the number and the word.

    The word that the node's own texts use after a number (不少于2次 → 次), or after 每; of a count, that
    of its label first (案件数 → 件). Else 次 for events that only have a day, and 件 for the rest.
    """
    declared = model.fact[fact]
    sources = (_quoted, _labelled) if isinstance(declared, EventsFact) else (_said, _labelled, _quoted)
    found = (word for source in sources if (word := source(node, declared)) is not None)
    word = next(found, "次" if _only_has_a_day(declared) else "件")
    return word if n is None else f"{n} {word}"


def _said(node: Node | None, fact: Fact) -> str | None:
    """The word after the value in one of the node's reasons: 年度计划 {planned} 项."""
    for because in _reasons(node):
        found = re.search(rf"\{{{re.escape(fact.name)}\}}[ 　]*([{_WORDS}])", because)
        if found is not None:
            return found[1]
    return None


def _reasons(node: Node | None) -> Iterator[str]:
    for clause in node.clauses if node is not None else ():
        if clause.because is not None:
            yield clause.because
        yield from (choice.because for choice in clause.choices if choice.because is not None)


def _quoted(node: Node | None, _: Fact) -> str | None:
    for cite in node.cites if node is not None else ():
        found = _COUNTED.search(one_line(cite.quote or ""))
        if found is not None:
            return found[1] or found[2]
    return None


def _labelled(_: Node | None, fact: Fact) -> str | None:
    label = one_line(fact.label or "")
    counts = _NUMBER_OF.search(label)
    if counts is not None:
        return counts[1]
    if isinstance(fact, EventsFact):
        return None
    return next((word for noun, word in _NOUNS if noun in label), None)


def _only_has_a_day(fact: Fact) -> bool:
    if not isinstance(fact, EventsFact):
        return False
    kinds = [field.type.kind for field in fact.fields]
    return kinds.count("date") == 1 and "choice" not in kinds
