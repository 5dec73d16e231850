"""Finding a unit of the evidence by its name, and a node of the rubric by its id."""

from __future__ import annotations

from collections.abc import Sequence

from rubric_dsl.api import Rubric
from rubric_dsl.cli.bilingual import Misuse
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.suggest import nearest

_NO_UNIT = Words(zh="佐证里没有“{name}”这个单位", en='the evidence has no unit "{name}"')
_NO_UNIT_NEAR = Words(
    zh="佐证里没有“{name}”这个单位，是不是“{near}”？", en='the evidence has no unit "{name}"; did you mean "{near}"?'
)
_NO_NODE = Words(zh="细则里没有编号为“{name}”的项目", en='the rubric has no node "{name}"')
_NO_NODE_NEAR = Words(
    zh="细则里没有编号为“{name}”的项目，是不是“{near}”？", en='the rubric has no node "{name}"; did you mean "{near}"?'
)


def unit_named(name: str, units: Sequence[Evidence]) -> Evidence:
    """The unit of that name. Raises Misuse, with the likely one, where there is none."""
    found = next((e for e in units if e.unit == name), None)
    if found is None:
        near = nearest(name, (e.unit for e in units))
        raise Misuse(_NO_UNIT if near is None else _NO_UNIT_NEAR, name=name, near=near)
    return found


def known_node(rubric: Rubric, id: str) -> None:
    """See that the rubric has a node. Raises Misuse, with the likely one, where it has not."""
    if id not in rubric.model.node:
        near = nearest(id, rubric.model.node)
        raise Misuse(_NO_NODE if near is None else _NO_NODE_NEAR, name=id, near=near)
