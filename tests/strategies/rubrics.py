"""Random rubrics that check, as texts."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from .expressions import Scope, nonneg
from .facts import declare
from .grades import grades
from .nodes import NodeWriter
from .pen import Pen


@st.composite
def rubric_texts(draw: st.DrawFn, *, compares: bool | None = None, reads_points: bool = True) -> str:
    """The text of a rubric. ``compares`` says whether points may look at the cohort (None: either), and
    ``reads_points`` whether a node may look at the points of others."""
    pen = Pen(draw)
    facts = declare(pen)
    looks = pen.chance(5) if compares is None else compares
    same = tuple(name for name, _ in facts.atoms.choices)
    s = Scope(pen=pen, facts=facts, atoms=facts.atoms, compares=looks, same=same)
    head = ['rubric r "随机细则"', "  dsl 1", "  period 2018-01-01 .. 2018-12-31", '  source rules "细则"']
    if pen.chance(2):
        head.append(
            f"  round leaves {pen.pick(('0.01', '0.1', '1'))} {pen.pick(('half_up', 'half_even', 'up', 'down'))}"
        )
    lets = []
    if pen.chance(3):
        lets.append(f"let base = {nonneg(evolve(s, compares=False))}")
        s = evolve(s, atoms=s.atoms + evolve(type(s.atoms)(), nonneg=("base",)))
    writer = NodeWriter(pen, reads_points=reads_points)
    root = writer.parent(s, "", 0, worth=None, need_worth=False)
    first, *rest = root.lines
    attributes = [
        line for line in rest if not line.lstrip().startswith(("section", "item", "point")) and _depth(line) == 2
    ]
    body = rest[len(attributes) :]
    worth = first.partition(" worth ")[2]
    if worth:
        attributes.insert(0, f"  worth {worth}")
    reading = 'reading R1 "口径一"\n  cite rules "二"'
    lines = [*head, *attributes, *facts.lines, *lets, reading, *(line.removeprefix("  ") for line in body)]
    if not pen.chance(4):
        lines += grades(evolve(s, scores=tuple(i for i in root.ids if i), parents=tuple(p for p in root.parents if p)))
    return "\n".join(lines) + "\n"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
