"""A score taken apart: every lost point under its cause, every bonus under its event, and the sum proved.

A leaf's full marks less its points is what it lost; its causes sum to exactly that. What stands above
the leaves adds, weights, averages, scales or picks: each makes of a leaf's point some part of a point of
the total, its ``weight``. Over the whole,

    weighted full marks − weighted losses + weighted bonuses + weighted steps above (caps, gates, rounding) = total

holds exactly, whatever the rubric combines, and ``Account.balanced`` says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import zip_longest
from typing import Final

from attrs import evolve, frozen

from rubric_dsl.check.points import clause_range
from rubric_dsl.check.ranges import ranges_of
from rubric_dsl.explain.findings import Finding, Findings
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import Number, divide, exact, total
from rubric_dsl.model.rubric import Node, PerQuantity, PerRow
from rubric_dsl.results.notice import CauseKind
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.frame import Frame, Rows
from rubric_dsl.scoring.ledger import Aside, Counted, Item, Line, LineKind, NodeScore, UnitScore
from rubric_dsl.whatif.restore import Restoration


@frozen(kw_only=True)
class Cause:
    """A cause of a loss; ``cost`` is what it took off, below 0 what it gave back.

    ``nominal`` is what the clause took by itself, where the floor or rounding made it another number.
    ``lines`` are the ledger lines it is about. ``potential`` is the most that an award could give.
    ``restorations`` are what would have brought back what it took, each proved by scoring the changed
    evidence; in a notice alone.
    """

    kind: CauseKind
    cost: Number
    lines: tuple[Line, ...] = ()
    nominal: Number | None = None
    potential: Number | None = None
    findings: tuple[Finding, ...] = ()
    restorations: tuple[Restoration, ...] = ()


@frozen(kw_only=True)
class ItemAccount:
    """A leaf that lost points (or a node that stands once for each event): the causes sum to ``lost``."""

    score: NodeScore
    above: tuple[Node, ...]
    """The nodes it stands under, from the outermost, without the rubric itself."""
    worth: Number
    """Its full marks; of a step above the leaves, what had come together below it."""
    lost: Number
    causes: tuple[Cause, ...]
    weight: Number = 1
    """How much of a point of the total a point of it is; 0 where a higher one was picked instead."""
    item: Item | None = None
    """The event it is about, within a node that stands once for each."""
    parts: tuple[ItemAccount, ...] = ()
    """For a node that stands once for each event: what each lost, in its own marks."""

    @property
    def node(self) -> Node:
        """The node."""
        return self.score.node

    @property
    def effect(self) -> Number:
        """What the loss took off the total."""
        return self.weight * self.lost


@frozen(kw_only=True)
class BonusAccount:
    """A leaf without full marks of its own: what it brought (or cost), and what its cap cut off."""

    score: NodeScore
    above: tuple[Node, ...]
    points: Number
    cut: Number
    weight: Number = 1

    @property
    def node(self) -> Node:
        """The node."""
        return self.score.node


@frozen(kw_only=True)
class Room:
    """A bonus cap: what came together below it, and how much head-room is left.

    ``within`` is the node further up whose cap leaves less head-room, if one does; ``left`` is then that.
    """

    node: Node
    bound: Number
    gathered: Number
    left: Number
    within: Node | None = None

    @property
    def cut(self) -> Number:
        """What it cut off."""
        return max(self.gathered - self.bound, 0)


@frozen(kw_only=True)
class Adjustment:
    """A step above the leaves that changed the sum: a cap, a floor, a gate, rounding. ``points`` is what it made of the total."""

    score: NodeScore
    line: Line
    points: Number


@frozen(kw_only=True)
class Account:
    """A unit's score taken apart, in document order; all sums are in points of the total.

    ``items`` are the leaves that do not have exactly their full marks.
    """

    score: UnitScore
    full: Number
    items: tuple[ItemAccount, ...]
    bonuses: tuple[BonusAccount, ...]
    rooms: tuple[Room, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def lost(self) -> Number:
        """What the leaves lost together."""
        return total(item.effect for item in self.items)

    @property
    def gained(self) -> Number:
        """What leaves without full marks brought together."""
        return total(bonus.weight * bonus.points for bonus in self.bonuses)

    @property
    def cut(self) -> Number:
        """What caps on bonuses above the leaves cut off; part of ``adjusted``."""
        capped = {room.node.id for room in self.rooms}
        return -total(a.points for a in self.adjustments if a.line.kind == "cap" and a.score.node.id in capped)

    @property
    def adjusted(self) -> Number:
        """What the steps above the leaves changed."""
        return total(a.points for a in self.adjustments)

    def balanced(self) -> bool:
        """Whether it all sums to the total, and every item's causes to what it lost."""
        whole = self.full - self.lost + self.gained + self.adjusted == self.score.root.points
        return whole and all(_explained(item) for item in self.items)


def _explained(item: ItemAccount) -> bool:
    whole = all(_instance_explained(item, event, score) for event, score in item.score.instances)
    return whole and total(c.cost for c in item.causes) == item.lost and all(map(_explained, item.parts))


def _instance_explained(item: ItemAccount, event: Item, score: NodeScore) -> bool:
    """Whether what one event lost, in leaves and in the steps above them, makes its points."""
    full = total(
        leaf.weight * (leaf.score.points if leaf.score.worth is None else leaf.score.worth) for leaf in _leaves(score)
    )
    lost = total(part.effect for part in item.parts if part.item is event)
    return not score.applies or full - lost == score.points


class Accountant:
    """Takes scores of one rubric apart; made once for a rubric."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._findings = Findings(engine)
        self._potentials: dict[tuple[str, int], Number | None] = {}

    def account(self, score: UnitScore) -> Account:
        """The account of a unit's score."""
        frame = self._engine.frame(score.evidence)
        leaves = list(_leaves(score.root))
        items = [self._item(leaf, frame, ()) for leaf in leaves if leaf.score.worth is not None]
        bonuses = [_bonus(leaf) for leaf in leaves if leaf.score.worth is None]
        return Account(
            score=score,
            full=total(item.weight * item.worth for item in items),
            items=tuple(item for item in items if item.lost),
            bonuses=tuple(b for b in bonuses if b.points or _looked_at(b.score)),
            rooms=tuple(self._rooms(score.root, frame, None)),
            adjustments=tuple(_adjustments(score.root)),
        )

    # --- leaves ----------------------------------------------------------------------------------

    def _item(self, leaf: _Leaf, frame: Frame, rows: Rows, item: Item | None = None) -> ItemAccount:
        score = leaf.score
        worth = score.worth or 0
        lost = worth - score.points
        parts: tuple[ItemAccount, ...] = ()
        if score.node.each is not None and item is None:
            parts = tuple(self._parts(leaf, frame))
            causes = [Cause(kind="instances", cost=lost, lines=score.lines)] if lost else []
        else:
            causes = self._causes(score, worth, frame, rows)
        return ItemAccount(
            score=score, above=leaf.above, worth=worth, lost=lost, causes=tuple(causes), weight=leaf.weight, item=item,
            parts=parts,
        )  # fmt: skip

    def _parts(self, leaf: _Leaf, frame: Frame) -> Iterator[ItemAccount]:
        for item, instance in leaf.score.instances:
            for part in _leaves(instance, leaf.above):
                if part.score.worth is not None:
                    made = self._item(part, frame, (item,), item)
                    if made.lost:
                        yield made
            yield from _steps(instance, leaf.above, item)

    def _causes(self, score: NodeScore, worth: Number, frame: Frame, rows: Rows) -> list[Cause]:
        """The causes of what a leaf lost; they sum to it."""
        causes: list[Cause] = []
        lines = score.lines
        gate = next((line for line in lines if line.kind == "zero"), None)
        if gate is not None and len(lines) == 1:
            # Behind a shut gate nothing else was looked at.
            return [Cause(kind="gate", cost=worth - score.points, lines=(gate,))]
        if lines and lines[0].kind == "not_applicable":
            rest = [Cause(kind="rounding", cost=-x.points, lines=(x,)) for x in lines[1:] if x.points]
            return [Cause(kind="not_applicable", cost=worth - lines[0].points, lines=(lines[0],)), *rest]
        causes += self._unearned(score, worth, frame, rows)
        deducted = [(line, cut) for line, cut in _with_cut(lines) if line.kind == "deduct" and line.points]
        causes += [self._deducted(line, cut, frame, rows) for line, cut in deducted]
        for line in lines:
            match line.kind:
                case "cap" if line.clause is None:
                    causes.append(Cause(kind="cap", cost=-line.points, lines=(line,)))
                case "floor" if line.points:
                    causes.append(Cause(kind="floor", cost=-line.points, lines=(line,)))
                case "zero" if line.points:
                    causes.append(Cause(kind="gate", cost=-line.points, lines=(line,)))
                case "round" if line.points:
                    causes.append(Cause(kind="rounding", cost=-line.points, lines=(line,)))
                case (
                    "start" | "award" | "deduct" | "judged" | "child" | "combine" | "rescale" | "not_applicable"
                    | "cap" | "floor" | "zero" | "round"
                ):  # fmt: skip
                    pass
        return _settled(causes)

    def _unearned(self, score: NodeScore, worth: Number, frame: Frame, rows: Rows) -> Iterator[Cause]:
        """What the awards and the start leave of the full marks unearned, under the clauses that lack it."""
        start = next((line.points for line in score.lines if line.kind == "start"), 0)
        earned = [(line, cut) for line, cut in _with_cut(score.lines) if line.kind in ("award", "judged")]
        lacking = worth - start - total(line.points + cut for line, cut in earned)
        if lacking < 0:
            yield Cause(kind="surplus", cost=lacking, lines=tuple(line for line, _ in earned))
            return
        if lacking == 0:
            return
        if not earned:
            yield Cause(kind="start", cost=lacking, lines=tuple(x for x in score.lines if x.kind == "start"))
            return
        most = [self._potential(score.node, line) for line, _ in earned]
        known = [p for p in most if p is not None]
        if len(known) == len(most) and start + total(known) == worth:
            for (line, cut), potential in zip(earned, known, strict=True):
                if line.points + cut != potential:
                    yield self._short_of(line, potential - line.points - cut, potential, frame, rows)
            return
        short = [line for (line, cut), p in zip(earned, most, strict=True) if p is None or line.points + cut < p]
        if len(short) > 1:
            findings = tuple(f for line in short for f in self._why(line, frame, rows))
            yield Cause(kind="together", cost=lacking, lines=tuple(short), findings=findings)
        else:
            line = short[0] if short else earned[0][0]
            yield self._short_of(line, lacking, None, frame, rows)

    def _short_of(self, line: Line, cost: Number, potential: Number | None, frame: Frame, rows: Rows) -> Cause:
        findings = self._why(line, frame, rows)
        if line.given and not isinstance(_per(line), PerRow):
            return Cause(kind="judged", cost=cost, lines=(line,), potential=potential)
        if line.unmet and not line.points:
            return Cause(kind="condition", cost=cost, lines=(line,), potential=potential, findings=findings)
        per = _per(line)
        kind: CauseKind = "partial" if per is None else "unearned"
        return Cause(kind=kind, cost=cost, lines=(line,), potential=potential, findings=findings)

    def _deducted(self, line: Line, cut: Number, frame: Frame, rows: Rows) -> Cause:
        findings = self._why(line, frame, rows)
        per = _per(line)
        if line.given and not isinstance(per, PerRow):
            kind: CauseKind = "judged"
        elif isinstance(per, PerQuantity):
            kind = "quantity"
        else:
            kind = "condition" if per is None else "events"
        nominal = -line.points if cut else None
        return Cause(kind=kind, cost=-line.points - cut, lines=(line,), nominal=nominal, findings=findings)

    def _why(self, line: Line, frame: Frame, rows: Rows) -> tuple[Finding, ...]:
        clause = line.clause
        if clause is None:
            return ()
        if isinstance(clause.per, PerQuantity) and line.points:
            found = self._findings.of_quantity(clause.per.quantity, frame, rows)
            return () if found is None else (found,)
        return tuple(self._findings.of_unmet(line.unmet, frame, rows))

    def _potential(self, node: Node, line: Line) -> Number | None:
        """The most that an award can give, whatever the evidence; None where nothing bounds it."""
        assert line.clause is not None
        key = (node.id, line.clause.number)
        if key not in self._potentials:
            env = ranges_of(self._engine.model, {})
            if node.each is not None:
                env = env.inside(node.each.over)
            self._potentials[key] = clause_range(line.clause, env).high
        return self._potentials[key]

    # --- above the leaves ------------------------------------------------------------------------

    def _rooms(self, score: NodeScore, frame: Frame, outer: Room | None) -> Iterator[Room]:
        """The caps on bonuses, the innermost first."""
        room = self._room(score, frame, outer)
        for child in score.children:
            yield from self._rooms(child, frame, room or outer)
        if room is not None:
            yield room

    def _room(self, score: NodeScore, frame: Frame, outer: Room | None) -> Room | None:
        cap = score.node.cap
        if score.node.full is not None or not isinstance(cap, m.Expr) or not score.applies or score.instances:
            return None
        bound = self._findings.value(cap, frame, ())
        if not isinstance(bound, int | Fraction):
            return None
        before = total(line.points for line in score.lines if line.kind not in ("cap", "round", "zero") or line.clause)
        left = max(bound - score.points, 0)
        less = outer is not None and outer.left < left
        return Room(
            node=score.node,
            bound=bound,
            gathered=before,
            left=outer.left if outer is not None and less else left,
            within=(outer.within or outer.node) if outer is not None and less else None,
        )


@frozen
class _Leaf:
    """A node where points arise: a leaf, or a node that stands once for each event."""

    score: NodeScore
    above: tuple[Node, ...]
    weight: Number


def _leaves(score: NodeScore, above: tuple[Node, ...] = (), weight: Number = 1) -> Iterator[_Leaf]:
    if not score.applies:
        return
    # Behind a shut gate children may not have been looked at; then the node is told by its own line alone.
    if not _made_of_children(score):
        yield _Leaf(score, above, weight)
        return
    inner = (*above, score.node) if score.node.id else above
    for child, share in zip(score.children, _shares(score), strict=True):
        yield from _leaves(child, inner, exact(Fraction(weight * share)))


def _made_of_children(score: NodeScore) -> bool:
    return not score.instances and any(line.kind == "child" for line in score.lines)


def _shares(score: NodeScore) -> list[Number]:
    """What a point of each child is of a point of the node, before its own cap, floor, gate and rounding."""
    node = score.node
    standing = [c for c in score.children if c.applies]
    shares: dict[str, Number] = {c.node.id: 0 for c in score.children}
    match node.combine:
        case "sum":
            shares |= {c.node.id: 1 for c in standing}
        case "highest":
            best = sorted(standing, key=lambda c: c.points, reverse=True)[: node.highest]
            shares |= {c.node.id: 1 for c in best}
        case "average":
            shares |= {c.node.id: divide(1, len(standing)) for c in standing}
        case "weighted":
            all_weights = total(c.node.weight or 0 for c in standing)
            shares |= {
                c.node.id: divide((node.full or 0) * (c.node.weight or 0), all_weights * c.worth)
                for c in standing
                if c.worth and all_weights
            }
    worth = _applying(standing)
    if node.rescale and node.combine == "sum" and node.full is not None and worth and worth != node.full:
        more = divide(node.full, worth) - 1
        shares |= {c.node.id: shares[c.node.id] + more for c in standing if c.node.full is not None}
    return list(shares.values())


def _applying(standing: list[NodeScore]) -> Number:
    return total(c.worth for c in standing if c.worth is not None)


def _adjustments(score: NodeScore, weight: Number = 1) -> Iterator[Adjustment]:
    of_children = _made_of_children(score)
    if score.applies and not of_children:
        return
    # The whole may have points although nothing of it applies: those that a veto gives.
    for line in score.lines:
        if line.points and line.kind not in ("child", "combine", "rescale"):
            yield Adjustment(score=score, line=line, points=exact(Fraction(weight * line.points)))
    if not of_children:
        return
    for child, share in zip(score.children, _shares(score), strict=True):
        yield from _adjustments(child, exact(Fraction(weight * share)))


_STEPS: Final[dict[LineKind, CauseKind]] = {"cap": "cap", "floor": "floor", "zero": "gate", "round": "rounding"}


def _steps(score: NodeScore, above: tuple[Node, ...], item: Item, weight: Number = 1) -> Iterator[ItemAccount]:
    """What caps, floors, gates and rounding above the leaves made of one event's points."""
    if not score.applies or not _made_of_children(score):
        return
    inner = (*above, score.node)
    for child, share in zip(score.children, _shares(score), strict=True):
        yield from _steps(child, inner, item, exact(Fraction(weight * share)))
    causes = tuple(
        Cause(kind=_STEPS[line.kind], cost=-line.points, lines=(line,))
        for line in score.lines
        if line.points and line.kind in _STEPS
    )
    if causes:
        lost = total(cause.cost for cause in causes)
        yield ItemAccount(
            score=score, above=above, worth=score.points + lost, lost=lost, causes=causes, weight=weight, item=item
        )


def _bonus(leaf: _Leaf) -> BonusAccount:
    score = leaf.score
    cut = -total(line.points for line in score.lines if line.kind == "cap" and line.points < 0)
    return BonusAccount(score=score, above=leaf.above, points=score.points, cut=cut, weight=leaf.weight)


def _looked_at(score: NodeScore) -> bool:
    """Whether there is anything to say of a bonus that brought nothing: evidence that was set aside."""
    return any(line.counted or line.aside for line in score.lines)


def _with_cut(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Number]]:
    """Each line with what the clause's own ``up to`` took from it: it follows as a cap with the same clause."""
    for here, after in zip_longest(lines, lines[1:]):
        own = after is not None and after.kind == "cap" and after.clause is not None and after.clause == here.clause
        yield here, (after.points if own and after is not None else 0)


def _per(line: Line) -> PerQuantity | PerRow | None:
    return line.clause.per if line.clause is not None else None


def _settled(causes: list[Cause]) -> list[Cause]:
    """Causes that undo each other taken together.

    What awards bring beyond the full marks is cut by the cap: neither is a loss. A single cause takes
    the floor and the rounding with it: 应扣 3.5 分，扣完为止，扣 3 分.
    """
    causes = _capped(causes)
    costly = [c for c in causes if c.cost > 0 and c.kind not in ("rounding", "cap")]
    others = [c for c in causes if c.kind in ("rounding", "floor", "surplus")]
    if len(costly) != 1 or not others or len(costly) + len(others) != len(causes):
        return causes
    (cause,) = costly
    settled = cause.cost + total(c.cost for c in others)
    lines = (*cause.lines, *(line for c in others if c.kind != "surplus" for line in c.lines))
    nominal = cause.nominal if cause.nominal is not None else cause.cost
    return [evolve(cause, cost=settled, nominal=nominal if settled != nominal else None, lines=lines)]


def _capped(causes: list[Cause]) -> list[Cause]:
    beyond = [c for c in causes if c.kind in ("surplus", "cap")]
    if len(beyond) < 2:
        return causes
    net = total(c.cost for c in beyond)
    rest = [c for c in causes if c not in beyond]
    left = next(c for c in beyond if (c.kind == "surplus") == (net < 0)) if net else None
    return rest if left is None else [evolve(left, cost=net), *rest]


def events_of(score: NodeScore) -> tuple[tuple[Counted, ...], tuple[Aside, ...]]:
    """The evidence of a leaf, each piece once: what counted for any line, and what counted for none, and why.

    Of several reasons for one piece the nearest miss is given: an event of the right kind that came
    too late was not passed over for not being of another kind.
    """
    counted: dict[str, Counted] = {}
    aside: dict[str, Aside] = {}
    for line in score.lines:
        for one in line.counted:
            counted.setdefault(one.item.name, one)
        for other in line.aside:
            ref = other.item.name
            if ref not in aside or _miss(other) < _miss(aside[ref]):
                aside[ref] = other
    cut = {ref for ref, other in aside.items() if other.reason == "cap"}
    return (
        tuple(one for ref, one in counted.items() if ref not in cut),
        tuple(other for ref, other in aside.items() if ref in cut or ref not in counted),
    )


def _miss(aside: Aside) -> tuple[bool, bool, int]:
    return aside.reason != "cap", aside.reason == "where", len(aside.unmet)
