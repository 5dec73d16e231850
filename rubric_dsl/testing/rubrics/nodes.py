"""Random nodes: leaves with clauses, parents that combine them, every attribute, every kind of id."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, field, frozen

from rubric_dsl.model.numbers import exact, plain
from rubric_dsl.testing.rubrics.clauses import leaf
from rubric_dsl.testing.rubrics.declarations import named_value
from rubric_dsl.testing.rubrics.expressions import MODES, STEPS, amount, condition
from rubric_dsl.testing.rubrics.names import Names
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.scope import Scope

KINDS = ("section", "item", "point")
WORTHS = ("5", "2", "10", "3.5", "1", "100")
_NAMED = ("bonus", "加分项", "total", "worth", '"一.1"', '"A 1"')
_DEEPEST = 3


@frozen(kw_only=True)
class Written:
    """A node as text, and what its parent has to know of it."""

    id: str
    lines: tuple[str, ...]
    full: Fraction | None
    scores: tuple[str, ...] = ()
    """Itself and what is below it, as far as others may read their points."""
    parents: tuple[str, ...] = field(default=())
    fixed: tuple[str, ...] = ()
    """Those of them whose worth is fixed."""
    leaves: tuple[tuple[str, str, str | None], ...] = ()
    """Word, id and worth of the leaves in it, for amendments."""
    drops: bool = False


class NodeWriter:
    """Writes the nodes of one rubric."""

    def __init__(self, pen: Pen, names: Names, late: Callable[[Scope], Scope], *, reads_points: bool = True) -> None:
        self.pen = pen
        self.names = names
        self.late = late
        """Declares, now and then, what looks at the nodes that are written already."""
        self.reads_points = reads_points
        self.judged: set[str] = set()
        """The events whose judgement is taken."""
        self._ids: set[str] = set()

    # --- ids -------------------------------------------------------------------------------------

    def _id(self, parent: str, place: int) -> str:
        pen = self.pen
        if pen.chance(9):
            named = pen.pick(_NAMED)
            if named not in self._ids:
                self._ids.add(named)
                return named
        below = f"{parent}." if parent and parent[0].isdigit() else ""
        number = pen.pick((place, place, place + 10))
        while f"{below}{number}" in self._ids:
            number += 1
        self._ids.add(f"{below}{number}")
        return f"{below}{number}"

    # --- the whole -------------------------------------------------------------------------------

    def top(self, s: Scope) -> tuple[list[str], list[Written], Scope]:
        """The attributes of the rubric itself, its nodes, and what grades may mention.

        What is written first may be read by what is written later, wherever it then stands.
        """
        return self._below(s, "", 0, worth=None, need_worth=False, each=None)

    def _below(
        self, s: Scope, id: str, level: int, *, worth: str | None, need_worth: bool, each: str | None
    ) -> tuple[list[str], list[Written], Scope]:
        """The combining attributes of a parent with its children, in the order in which they stand."""
        pen = self.pen
        combine = pen.pick(("sum", "sum", "sum", "highest", "average", "weighted"))
        most = 1 if worth else pen.number(1, 2)
        weights = pen.pick((("30%", "70%", "100%"), ("1", "2.5", "3")))
        equal = (worth or pen.pick(WORTHS)) if combine == "average" else worth if combine == "highest" else None
        children: list[Written] = []
        reach = s
        places = pen.shuffled(range(1, pen.number(1, 4 if level == 0 else 3) + 1))
        with_worth = pen.pick(places)
        for place in places:
            child_id = self._id(id, place)
            if combine == "sum" and worth and place != with_worth:
                child = self._leaf(reach, child_id, level, worth=None, bonus=True, each=each)
            else:
                given = worth if combine == "sum" else equal
                need = combine != "sum" or need_worth
                child = self.node(reach, child_id, level, worth=given, need_worth=need, each=each)
            if combine == "weighted":
                child = evolve(child, lines=(child.lines[0], f"  weight {pen.pick(weights)}", *child.lines[1:]))
            children.append(child)
            if self.reads_points:
                reach = evolve(
                    reach,
                    scores=reach.scores + child.scores,
                    parents=reach.parents + child.parents,
                    fixed=reach.fixed + child.fixed,
                )
                if level == 0:
                    reach = self.late(reach)
        children = [child for _, child in sorted(zip(places, children, strict=True), key=lambda pair: pair[0])]
        lines: list[str] = []
        full = self._full(combine, most, children)
        drops = any(c.drops for c in children)
        shown: str | None
        if combine == "weighted":
            shown = worth or pen.pick(WORTHS)
        else:
            shown = plain(exact(full)) if full is not None and (need_worth or worth or pen.chance(2)) else None
        if combine != "sum" or pen.chance(6):
            lines.append(
                f"combine {combine}" + (f" {most}" if combine == "highest" and (most > 1 or pen.chance(3)) else "")
            )
        if combine == "sum" and full is not None and shown and pen.chance(2 if drops else 8):
            lines.append("rescale")
            if not worth and pen.chance(2):
                # What is left is brought to any worth.
                shown = pen.pick(WORTHS)
        if shown:
            lines.insert(pen.number(0, len(lines)), f"worth {shown}")
        return lines, children, reach

    def _full(self, combine: str, most: int, children: list[Written]) -> Fraction | None:
        worths = sorted((c.full for c in children if c.full is not None), reverse=True)
        if not worths:
            return None
        if combine == "sum":
            return sum(worths, Fraction(0))
        return sum(worths[:most], Fraction(0)) if combine == "highest" else worths[0]

    # --- one node --------------------------------------------------------------------------------

    def node(
        self, s: Scope, id: str, level: int, *, worth: str | None, need_worth: bool = False, each: str | None = None
    ) -> Written:
        """A node of a given worth (None: it may choose, or be a bonus)."""
        if level < _DEEPEST and self.pen.chance(3):
            return self._parent(s, id, level, worth=worth, need_worth=need_worth, each=each)
        return self._leaf(s, id, level, worth=worth, need_worth=need_worth, each=each)

    def _parent(
        self, s: Scope, id: str, level: int, *, worth: str | None, need_worth: bool, each: str | None
    ) -> Written:
        own_each, inner, lines = self._each(s, each)
        lets, inner = self._lets(inner, own_each or each)
        below = evolve(inner, fixed=(*inner.fixed, id)) if worth and self.reads_points else inner
        combining, children, reach = self._below(
            below, id, level + 1, worth=worth, need_worth=need_worth, each=own_each or each
        )
        shown = next((line.removeprefix("worth ") for line in combining if line.startswith("worth ")), None)
        full = Fraction(shown) if shown else self._full_of(combining, children)
        # Its own gates and bounds may look at what is below it.
        own = evolve(reach, parents=(*reach.parents, id)) if self.reads_points else reach
        lines += combining + self._attributes(s, inner, own, shown, per_event=own_each is not None)
        drops = self._drops(lines) or any(c.drops for c in children)
        lines = self._arranged(lines)
        body = [*lines, *lets, *(line for c in children for line in c.lines)]
        seen = own_each is None
        return Written(
            id=id,
            lines=(self._head(id, level), *_indent(body)),
            full=full,
            scores=(id, *(i for c in children if seen for i in c.scores)),
            parents=(id, *(i for c in children for i in c.parents)) if seen else (),
            fixed=tuple(i for c in children for i in c.fixed) if seen else (),
            leaves=tuple(leaf for c in children for leaf in c.leaves) if seen and each is None else (),
            drops=drops,
        )

    def _full_of(self, combining: list[str], children: list[Written]) -> Fraction | None:
        mode = next((line.removeprefix("combine ") for line in combining if line.startswith("combine ")), "sum")
        name, _, most = mode.partition(" ")
        return self._full(name, int(most or 1), children)

    def _leaf(
        self,
        s: Scope,
        id: str,
        level: int,
        *,
        worth: str | None,
        need_worth: bool = False,
        bonus: bool = False,
        each: str | None = None,
    ) -> Written:
        pen = self.pen
        worth = worth or (pen.pick(WORTHS) if not bonus and (need_worth or not pen.chance(3)) else None)
        own_each, inner, lines = self._each(s, each)
        lets, inner = self._lets(inner, own_each or each)
        if worth:
            lines.append(f"worth {worth}")
            if self.reads_points:
                inner = evolve(inner, fixed=(*inner.fixed, id))
        lines += self._attributes(s, inner, inner, worth, per_event=own_each is not None)
        if pen.chance(5):
            lines.append(f"start {pen.pick(('1', '2', amount(inner, 1)))}")
        drops = self._drops(lines)
        body = [*self._arranged(lines), *lets, *leaf(inner, worth, self.judged, own_each or each)]
        word = self._head(id, level)
        return Written(
            id=id,
            lines=(word, *_indent(body)),
            full=Fraction(worth) if worth else None,
            scores=(id,),
            fixed=(id,) if worth and not drops else (),
            leaves=() if own_each or each else ((word.split(" ", 1)[0], id, worth),),
            drops=drops,
        )

    # --- attributes ------------------------------------------------------------------------------

    def _head(self, id: str, level: int) -> str:
        pen = self.pen
        title = f" {pen.quoted(pen.pick(('工作', 'Meetings', '制度', '[/b] | <i> {x}')))}" if pen.chance(2) else ""
        return f"{KINDS[min(level, 2)]} {id}{title}"

    def _each(self, s: Scope, each: str | None) -> tuple[str | None, Scope, list[str]]:
        """``per EVENTS, MODE`` now and then; never within another."""
        pen = self.pen
        if each is not None or not s.events or not s.counted or not pen.chance(6):
            return None, s, []
        events = pen.pick(s.counted)
        mode = pen.pick(("sum", "average", "highest", "lowest"))
        inner = evolve(
            s.inside(events),
            events=tuple(e for e in s.events if e.name != events.name),
            counted=tuple(e for e in s.counted if e.name != events.name),
        )
        where = f" where {condition(s.inside(events), 1)}" if pen.chance(3) else ""
        lines = [f"per {events.name}{where}, {mode}"]
        if mode != "sum" or pen.chance(6):
            also = f" and {condition(s, 0)}" if pen.chance(4) else ""
            lines.append(f"applies when any({events.name}{where}){also}")
        return events.name, inner, lines

    def _attributes(self, outer: Scope, s: Scope, bounds: Scope, worth: str | None, *, per_event: bool) -> list[str]:
        """``outer`` is what stands around it; ``bounds`` may also read its children."""
        pen = self.pen
        lines: list[str] = []
        if pen.chance(4):
            lines.append(
                pen.pick(("cap none", "cap 4", "cap 12", f"cap ({amount(bounds, 1)} + 20)", f"cap {amount(bounds, 1)}"))
            )
        if pen.chance(4):
            lines.append(pen.pick(("floor none", "floor -3", "floor 0", f"floor (-{amount(bounds, 1)})", "floor 1")))
        if not per_event and pen.chance(4):
            other = pen.pick(("", ", else full", ", else zero", ", else 60%", " else 0%")) if worth else ""
            lines.append(f"applies when {condition(outer, 1)}{other}")
        for _ in range(2):
            if pen.chance(6):
                because = f" because {pen.quoted('关键项不合格')}" if pen.chance(2) else ""
                lines.append(f"zero when {condition(bounds, 1)}{because}")
        if pen.chance(4):
            lines.append(f"round {pen.pick(STEPS)} {pen.pick(MODES)}")
        if pen.chance(6):
            lines.append(
                pen.pick(('cite rules "一"', 'cite rules "二" "原文"', 'note "说明"', 'needs "记录"', "reading R1"))
            )
        return lines

    def _drops(self, lines: list[str]) -> bool:
        return any(line.startswith("applies") and "else" not in line.rsplit(")", 1)[-1] for line in lines)

    def _lets(self, s: Scope, per_event: str | None) -> tuple[list[str], Scope]:
        """Names known in a node and below it."""
        lines: list[str] = []
        for _ in range(2):
            if self.pen.chance(6):
                made, atom = named_value(s, self.names.new(beside=frozenset(a.text for a in s.atoms)), 1)
                lines.append(made)
                s = s.knowing(atom)
        return lines, s

    def _arranged(self, lines: list[str]) -> list[str]:
        """Attributes in any order, some on one line."""
        pen = self.pen
        made: list[str] = []
        for line in pen.shuffled(lines):
            if made and pen.chance(4) and not any(word in made[-1] for word in ("when", "per ", "because")):
                made[-1] += f" {line}"
            else:
                made.append(line)
        return made


def _indent(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]
