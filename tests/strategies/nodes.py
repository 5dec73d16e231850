"""Random nodes: leaves with clauses, parents that combine them, and every attribute."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, field, frozen

from rubric_dsl.model.numbers import exact, plain

from .clauses import clause, judged_leaf
from .expressions import Scope, condition, nonneg
from .pen import Pen

KINDS = ("section", "item", "point")
WORTHS = ("5", "2", "10", "3.5")
MODES = ("half_up", "half_even", "up", "down")


@frozen(kw_only=True)
class Written:
    """A node as text, and what its parent has to know of it."""

    id: str
    lines: tuple[str, ...]
    full: Fraction | None
    ids: tuple[str, ...] = ()
    """Itself and what is below it, as far as others may read their points."""
    parents: tuple[str, ...] = field(default=())
    drops: bool = False


class NodeWriter:
    """Writes the nodes of one rubric. ``judged`` are the events whose judgement is taken.

    ``reads_points``: whether nodes may look at the points of others.
    """

    def __init__(self, pen: Pen, *, reads_points: bool = True) -> None:
        self.pen = pen
        self.reads_points = reads_points
        self.judged: set[str] = set()

    def node(self, s: Scope, id: str, level: int, *, worth: str | None, need_worth: bool = False) -> Written:
        """A node of a given worth (None: it may choose, or be a bonus)."""
        pen = self.pen
        if level < 2 and pen.chance(3):
            return self.parent(s, id, level + 1, worth=worth, need_worth=need_worth)
        return self.leaf(s, id, level, worth=worth, need_worth=need_worth)

    # --- leaves ----------------------------------------------------------------------------------

    def leaf(
        self, s: Scope, id: str, level: int, *, worth: str | None, need_worth: bool = False, bonus: bool = False
    ) -> Written:
        pen = self.pen
        worth = worth or (pen.pick(WORTHS) if not bonus and (need_worth or not pen.chance(3)) else None)
        head = self._head(id, level) + (f" worth {worth}" if worth else "")
        each, inner, lines = self._each(s)
        lines += self._attributes(s, inner, worth, leaf=True)
        inner = self._in(inner, id)
        drops = any("applies when" in line and "else" not in line for line in lines)
        lines += self._lets(inner, id)
        if self.pen.chance(5) and (worth or each is None):
            lines += judged_leaf(inner, worth, self.judged)
        else:
            for _ in range(pen.number(1, 2)):
                lines += clause(inner, worth, self.judged, first=not any("judged" in line for line in lines))
        full = Fraction(worth) if worth else None
        return Written(id=id, lines=(head, *_indent(lines)), full=full, ids=(id,), drops=drops)

    def _each(self, s: Scope) -> tuple[str | None, Scope, list[str]]:
        """``per EVENTS, MODE`` now and then."""
        if s.rows or not s.facts.events or not self.pen.chance(6):
            return None, s, []
        events = self.pen.pick(s.facts.events)
        mode = self.pen.pick(("sum", "average", "highest", "lowest"))
        inner = s.inside(events)
        where = f" where {condition(inner, 1)}" if self.pen.chance(3) else ""
        lines = [f"per {events.name}{where}, {mode}"]
        if mode != "sum":
            lines.append(f"applies when any({events.name}{where})")
        return events.name, inner, lines

    # --- parents ---------------------------------------------------------------------------------

    def parent(self, s: Scope, id: str, level: int, *, worth: str | None, need_worth: bool) -> Written:
        pen = self.pen
        each, inner, lines = self._each(s)
        combine = pen.pick(("sum", "sum", "highest", "average", "weighted"))
        same_worth = (worth or pen.pick(WORTHS)) if combine == "average" else worth if combine == "highest" else None
        most = 1 if worth else pen.number(1, 2)
        weights = pen.pick((("30%", "70%", "100%"), ("1", "2.5", "3")))
        children: list[Written] = []
        reach = self._in(inner, id)
        for place in range(1, pen.number(1, 3) + 1):
            child_id = f"{id}.{place}" if id else str(place)
            if combine == "sum" and worth and place > 1:
                child = self.leaf(reach, child_id, level, worth=None, bonus=True)
            else:
                given = worth if combine == "sum" else same_worth
                child = self.node(reach, child_id, level, worth=given, need_worth=combine != "sum" or need_worth)
            if combine == "weighted":
                head, *rest = child.lines
                child = evolve(child, lines=(head, f"  weight {pen.pick(weights)}", *rest))
            children.append(child)
            if self.reads_points and not inner.rows:
                # What stands once for each event can be read by nothing, not even from within.
                reach = evolve(reach, scores=reach.scores + child.ids, parents=reach.parents + child.parents)
        full = self._full(combine, most, children)
        if combine == "weighted":
            full = Fraction(worth or pen.pick(WORTHS))
            shown: str | None = plain(exact(full))
        else:
            shown = plain(exact(full)) if full is not None and (need_worth or worth or pen.chance(2)) else None
        if combine != "sum":
            lines.append(f"combine {combine}" + (f" {most}" if combine == "highest" and most > 1 else ""))
        drops = any(c.drops for c in children)
        if combine == "sum" and full is not None and drops and shown and pen.chance(2):
            lines.append("rescale")
            if not worth and pen.chance(3):
                # What is left is brought to any worth.
                shown = pen.pick(WORTHS)
        own = evolve(reach, parents=(*reach.parents, id)) if id and self.reads_points and not inner.rows else reach
        lines += self._attributes(s, inner, shown, leaf=False, root=not id, bounds=own)
        lines += self._lets(inner, id) if id else []
        head = self._head(id, level - 1) + (f" worth {shown}" if shown else "")
        gone = drops or any("applies when" in line and "else" not in line for line in lines)
        ids = (id,) if each else (id, *(i for c in children for i in c.ids))
        return Written(
            id=id,
            lines=(head, *_indent(lines), *(line for c in children for line in _indent(c.lines))),
            full=Fraction(shown) if shown else full,
            ids=ids,
            parents=() if each else (id, *(p for c in children for p in c.parents)),
            drops=gone,
        )

    def _full(self, combine: str, most: int, children: list[Written]) -> Fraction | None:
        worths = sorted((c.full for c in children if c.full is not None), reverse=True)
        if not worths:
            return None
        if combine == "sum":
            return sum(worths, Fraction(0))
        return sum(worths[:most], Fraction(0)) if combine == "highest" else worths[0]

    def _in(self, s: Scope, id: str) -> Scope:
        return evolve(s, around=(*s.around, id)) if id and self.reads_points and not s.rows else s

    # --- what both have --------------------------------------------------------------------------

    def _head(self, id: str, level: int) -> str:
        title = f' "{self.pen.pick(("工作", "制度", "培训"))}{id}"' if self.pen.chance(2) else ""
        return f"{KINDS[min(level, 2)]} {id}{title}"

    def _attributes(
        self, outer: Scope, s: Scope, worth: str | None, *, leaf: bool, root: bool = False, bounds: Scope | None = None
    ) -> list[str]:
        """``outer`` is what stands around it; ``bounds`` may also read its children."""
        pen = self.pen
        bounds = bounds or s
        # Whether it applies is part of what is left of the worths around it.
        before = evolve(outer, around=())
        lines: list[str] = []
        if pen.chance(4):
            lines.append(pen.pick(("cap none", "cap 4", "cap 12", f"cap ({nonneg(bounds, 1)} + 20)")))
        if pen.chance(5):
            lines.append(pen.pick(("floor none", "floor -3", "floor 0", f"floor (-{nonneg(bounds, 1)})")))
        if leaf and pen.chance(5):
            lines.append(f"start {pen.pick(('1', '2', nonneg(s, 1)))}")
        if not s.rows and not root and pen.chance(5):
            other = pen.pick(("", ", else full", ", else zero", ", else 60%")) if worth else ""
            lines.append(f"applies when {condition(before, 1)}{other}")
        elif s.rows and outer.rows and pen.chance(8):
            lines.append(f"applies when {condition(before, 1)}")
        for _ in range(2):
            if pen.chance(7):
                lines.append(f"zero when {condition(bounds, 1)}" + (' because "关键项不合格"' if pen.chance(2) else ""))
        if pen.chance(4):
            lines.append(f"round {pen.pick(('0.1', '1', '0.25', '2'))} {pen.pick(MODES)}")
        if pen.chance(6):
            lines.append(pen.pick(('cite rules "一"', 'note "说明"', 'needs "记录"', "reading R1")))
        return lines

    def _lets(self, s: Scope, id: str) -> list[str]:
        return [f"let own_{id.replace('.', '_')} = {nonneg(s, 1)}"] if self.pen.chance(8) else []


def _indent(lines: tuple[str, ...] | list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
