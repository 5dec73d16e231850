"""Whole random rubrics: a head, evidence, nodes, grades, in any order; and files that amend them."""

from __future__ import annotations

from attrs import evolve, frozen

from rubric_dsl.testing.rubrics.clauses import clause
from rubric_dsl.testing.rubrics.declarations import (
    Declared,
    checked_by_another,
    events,
    evidence_check,
    fact,
    named_value,
    table,
)
from rubric_dsl.testing.rubrics.expressions import MODES, amount, condition
from rubric_dsl.testing.rubrics.grades import grades, review
from rubric_dsl.testing.rubrics.names import Names
from rubric_dsl.testing.rubrics.nodes import NodeWriter, Written
from rubric_dsl.testing.rubrics.pen import Pen
from rubric_dsl.testing.rubrics.scope import Scope

_PERIODS = (
    ("2018-01-01 .. 2018-12-31", ("01-31", "3月15日", "12-31")),
    ("2018-07-01 .. 2019-06-30", ("01-31", "07-01", "6月30日")),
    ("2019-12-20 至 2020-03-01", ("02-29", "12-31", "01-01")),
)


@frozen(kw_only=True)
class Drawn:
    """A rubric as text; ``base`` is the text of the file ``base.rubric`` that it amends, if it does."""

    text: str
    base: str | None = None


def written(
    pen: Pen, *, compares: bool | None = None, reads_points: bool = True, gathers: bool = True, amends: bool = False
) -> Drawn:
    """A rubric. ``compares`` says whether points may look at the cohort (None: either), ``reads_points``
    whether a node may look at the points of others, ``gathers`` whether values are taken over events and not
    only clauses given for each, ``amends`` whether it may amend another file."""
    return _Writer(
        pen, compares=pen.chance(2) if compares is None else compares, reads_points=reads_points, gathers=gathers
    ).write(amends)


class _Writer:
    def __init__(self, pen: Pen, *, compares: bool, reads_points: bool, gathers: bool) -> None:
        self.pen = pen
        self.gathers = gathers
        self.names = Names(pen, frozenset())
        self.compares = compares
        self.nodes = NodeWriter(pen, self.names, self._late, reads_points=reads_points)
        self.head: list[str] = []
        self.period: tuple[str, ...] = ()
        self.blocks: list[list[str]] = []
        """What stands below the head, a statement each, in any order."""
        self.floating: list[str] = []
        """Lets of the file, which may stand in several places."""
        self.tables: list[list[str]] = []
        self.plain: list[Declared] = []

    def write(self, amends: bool) -> Drawn:
        pen = self.pen
        self._head()
        s = self._evidence()
        s = self._named(s)
        attributes, nodes, reach = self.nodes.top(s)
        places = {let: pen.pick(("alone", "grades", "head", "evidence")) for let in self.floating}
        graded = not pen.chance(5)
        block = grades(evolve(reach, cohort=reach.cohort or pen.chance(4)), _at(places, "grades")) if graded else []
        alone = _at(places, "alone") + ([] if graded else _at(places, "grades"))
        pen.pick(self.blocks).extend(f"  {let}" for let in _at(places, "evidence"))
        self.head += [f"  {let}" for let in _at(places, "head")]
        root = [*attributes, *self._root_attributes(s)]
        self.head += [f"  {line}" for line in root]
        rest = [*self._reading(nodes, s), *self.tables, *([line] for line in alone)]
        if pen.chance(3):
            rest.append(review(s))
        blocks = self._placed([list(node.lines) for node in nodes], rest, block)
        text = "\n".join(line for part in (self.head, *blocks) for line in part) + "\n"
        if amends and pen.chance(4):
            return Drawn(text="\n".join(self._amending(nodes, s, block)) + "\n", base=text)
        return Drawn(text=text)

    # --- the head --------------------------------------------------------------------------------

    def _head(self) -> None:
        pen = self.pen
        lines = ["  dsl 1", '  source rules "细则"']
        if not pen.chance(5):
            period, days = pen.pick(_PERIODS)
            lines.append(f"  period {period}")
            self.period = days
        lines += pen.some(('  issuer "办公室"', "  issued 2018-03-01"), 2)
        if pen.chance(3):
            lines.append(f"  round leaves {pen.pick(('0.01', '0.1', '1'))} {pen.pick(MODES)}")
        self.head = [f"rubric r {pen.quoted('随机细则')}", *pen.shuffled(lines)]

    def _root_attributes(self, s: Scope) -> list[str]:
        pen = self.pen
        lines = []
        if pen.chance(5):
            lines.append(pen.pick(("cap none", "cap 12", f"cap ({amount(s, 1)} + 9)")))
        if pen.chance(5):
            lines.append(pen.pick(("floor none", "floor 0", f"floor (-{amount(s, 1)})")))
        if pen.chance(6):
            lines.append(f"zero when {condition(s, 1)}")
        if pen.chance(3):
            lines.append(f"round {pen.pick(('0.1', '1', '0.25'))} {pen.pick(MODES)}")
        return lines

    # --- evidence --------------------------------------------------------------------------------

    def _evidence(self) -> Scope:
        pen = self.pen
        s = Scope(pen=pen, period=self.period, cohort=self.compares)
        lines: list[list[str]] = []
        for _ in range(pen.number(1, 6)):
            declared = fact(pen, self.names, self.period)
            assert declared.atom is not None
            self.plain.append(declared)
            lines.append(list(declared.lines))
            s = s.knowing(declared.atom)
            if pen.chance(10):
                lines[-1] = list(checked_by_another(evolve(s, cohort=False), declared).lines)
        plain = evolve(s, cohort=False)
        for _ in range(pen.number(0, 2)):
            plain = self._one_more(plain)
        s = evolve(plain, cohort=s.cohort)
        for _ in range(pen.number(0, 3)):
            declared = events(evolve(s, cohort=False), self.names)
            assert declared.events is not None
            made = declared.events
            lines.append(list(declared.lines))
            if not any("default none" in line for line in declared.lines[:1]) and pen.chance(4):
                made = evolve(made, never_empty=True)
                lines.append([f"check {pen.pick((f'any({made.name})', f'count({made.name}) >= 1'))}"])
            s = evolve(s, events=(*s.events, made) if self.gathers else (), counted=(*s.counted, made))
        if pen.chance(5):
            lines.append([evidence_check(evolve(s, cohort=False))])
        lines = pen.shuffled(lines)
        parts = [lines]
        if len(lines) > 2 and pen.chance(4):
            parts = [lines[:1], lines[1:]]
        for part in parts:
            self.blocks.append(["evidence", *(f"  {line}" for one in part for line in one)])
        return s

    def _named(self, s: Scope) -> Scope:
        """Lets and tables, which may use those that were made before, wherever they then stand."""
        for _ in range(self.pen.number(0, 4)):
            s = self._one_more(s)
        return s

    def _late(self, s: Scope) -> Scope:
        """Now and then one that looks at the points of what is written already."""
        return self._one_more(s) if self.pen.chance(4) else s

    def _one_more(self, s: Scope) -> Scope:
        if self.pen.chance(2):
            made, atom = named_value(s, self.names.new(), self.pen.pick((1, 2)))
            self.floating.append(made)
            return s.knowing(atom)
        lines, one = table(s, self.names)
        self.tables.append(lines)
        return evolve(s, tables=(*s.tables, one))

    # --- where it all stands ---------------------------------------------------------------------

    def _placed(self, nodes: list[list[str]], rest: list[list[str]], block: list[str]) -> list[list[str]]:
        """Everything after the head in any order, but that nodes keep theirs."""
        pen = self.pen
        others = pen.shuffled([*self.blocks, *rest, *([block] if block else [])])
        placed: list[list[str]] = list(nodes)
        for other in others:
            placed.insert(pen.number(0, len(placed)), other)
        return placed

    # --- readings and amendments -----------------------------------------------------------------

    def _reading(self, nodes: list[Written], s: Scope) -> list[list[str]]:
        pen = self.pen
        lines = ["reading R1 “口径一”", '  cite rules "二"']
        if pen.chance(3):
            lines.append('  note "问过"')
        if pen.chance(3):
            lines.append('  alternative "另一种读法"')
            for statement in self._statements(nodes, s, most=2):
                lines += [f"    {line}" for line in statement]
        return [lines]

    def _amending(self, nodes: list[Written], s: Scope, block: list[str]) -> list[str]:
        """A file that amends the rubric: its head, and statements that change it."""
        pen = self.pen
        lines = [f"rubric r2 “后一年” amends r from {pen.quoted('base.rubric')}"]
        if self.period and pen.chance(3):
            lines.append(f"  period {pen.pick(_PERIODS[:1])[0]}")
        if pen.chance(3):
            lines.append(f"  round {pen.pick(('0.1', '1'))} {pen.pick(MODES)}")
        for statement in self._statements(nodes, s, most=4):
            lines += statement
        if block and pen.chance(2):
            lines += pen.pick(
                (
                    ["change rank units by total"],
                    ["add grade 新等 when total >= 1 after 优秀"]
                    if any("grade 优秀" in x for x in block)
                    else ["add veto 差 when yes as 0"],
                    ["change grade 优秀 when total >= 2"] if any("grade 优秀" in x for x in block) else ["remove rank"],
                    ["remove grades"],
                )
            )
        return lines

    def _statements(self, nodes: list[Written], s: Scope, *, most: int) -> list[list[str]]:
        """Amending statements, each of another thing."""
        pen = self.pen
        leaves = pen.shuffled([leaf for node in nodes for leaf in node.leaves])
        made: list[list[str]] = []
        facts = evolve(s, cohort=False)
        for _ in range(pen.number(1, most)):
            form = pen.pick(("change", "clauses", "replace", "remove", "add", "fact", "let", "table"))
            if form in ("change", "clauses", "replace", "remove") and leaves:
                word, id, worth = leaves.pop()
                bodies = clause(
                    facts, set(self.nodes.judged) | {e.name for e in s.events}, may_judge=False, per_event=None
                )
                match form:
                    case "change":
                        made.append(
                            [f"change {word} {id} {pen.pick(('cap 3', 'round 1 up', 'note “改”', 'floor none'))}"]
                        )
                    case "clauses":
                        made.append([f"change {word} {id}", *(f"  {line}" for line in bodies)])
                    case "replace":
                        made.append([f"replace {word} {id}", *(f"  {line}" for line in bodies)])
                    case _ if worth is None:
                        made.append([f"remove {word} {id}"])
                    case _:
                        pass
            elif form == "add":
                bodies = clause(
                    facts, set(self.nodes.judged) | {e.name for e in s.events}, may_judge=False, per_event=None
                )
                after = f" after {nodes[0].id}" if pen.chance(2) else ""
                made.append([f"add item {self.names.plain('新增')} “新”{after}", *(f"  {line}" for line in bodies)])
            elif form == "fact" and self.plain:
                one = pen.pick(self.plain)
                made.append(pen.pick(([f"change fact {one.lines[0]}"], [f"add fact {self.names.plain('新事')} count"])))
            elif form == "let" and self.floating:
                made.append([f"change {pen.pick(self.floating)}"])
            elif form == "table" and self.tables:
                lines = pen.pick(self.tables)
                made.append([f"change {lines[0]}", *lines[1:]])
        return made


def _at(places: dict[str, str], place: str) -> list[str]:
    return [let for let, where in places.items() if where == place]


__all__ = ["Drawn", "written"]
