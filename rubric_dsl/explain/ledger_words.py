"""A ledger in words: what each line gave or cost, on what evidence, and what did not count and why."""

from __future__ import annotations

from typing import assert_never

from attrs import frozen

from rubric_dsl.explain.event_words import EventWording
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.value_words import brief, number_words, one_line
from rubric_dsl.model.numbers import Number, RoundMode
from rubric_dsl.model.rubric import PerQuantity, PerRow, RubricModel
from rubric_dsl.results.because import reason
from rubric_dsl.scoring.ledger import Line, NodeScore, UnitScore
from rubric_dsl.text.diagnostic import Language, Words

_START = Words(zh="起评分", en="starts from here")
_JUST = Words(zh="得 {points} 分", en="awarded {points}")
_OFF = Words(zh="扣 {points} 分", en="taken off {points}")
_NOTHING_GAINED = Words(zh="不得分", en="not awarded")
_NOTHING_LOST = Words(zh="不扣分", en="nothing taken off")
_EACH = Words(zh="每件 {amount} 分 × {n} 件 = {points} 分", en="{amount} each × {n} = {points}")
_EACH_OFF = Words(zh="每件扣 {amount} 分 × {n} 件 = {points} 分", en="{amount} off each × {n} = {points}")
_TOGETHER = Words(zh="{n} 件，共 {points} 分", en="{n} of them, {points} together")
_TOGETHER_OFF = Words(zh="{n} 件，共扣 {points} 分", en="{n} of them, {points} off together")
_NO_EVENT = Words(zh="没有可计分的事项", en="nothing that counts")
_NO_EVENT_OFF = Words(zh="没有要扣分的事项", en="nothing to take off for")
_TIMES = Words(zh="{amount} 分 × {n} = {points} 分", en="{amount} × {n} = {points}")
_TIMES_OFF = Words(zh="扣 {amount} 分 × {n} = {points} 分", en="{amount} off × {n} = {points}")
_JUDGED = Words(zh="评定 {points} 分", en="judged {points}")
_BECAUSE = Words(zh="{what}：{why}", en="{what}: {why}")

_CAP = Words(zh="超出封顶的不计：至多 {bound} 分", en="beyond the cap: at most {bound}")
_FLOOR = Words(zh="扣到 {bound} 分为止", en="not below {bound}")
_ZERO = Words(zh="按规定记 {points} 分", en="set to {points}")
_ROUND = Words(zh="{mode}到 {step} 的整数倍", en="{mode} to multiples of {step}")
_RESCALE = Words(
    zh="有不适用的部分：在 {worth} 分中得 {raw} 分，折算到 {full} 分",
    en="parts do not apply: {raw} of {worth}, scaled to {full}",
)
_NOT_APPLICABLE = Words(zh="不适用", en="does not apply")
_SHARE = Words(zh="不适用，按 {worth} 分的 {share} 计", en="does not apply: {share} of {worth}")
_CHILD = Words(zh="{child} 的得分", en="from {child}")
_COMBINED = {
    "sum": Words(zh="合计 {points} 分", en="added up: {points}"),
    "highest": Words(zh="只取最高的 {n} 项，得 {points} 分", en="only the {n} highest: {points}"),
    "average": Words(zh="取平均，得 {points} 分", en="averaged: {points}"),
    "weighted": Words(zh="按权重合计，得 {points} 分", en="weighted: {points}"),
}
_EACH_COMBINED = {
    "sum": Words(zh="各件合计 {points} 分", en="all of them added up: {points}"),
    "highest": Words(zh="各件中取最高，得 {points} 分", en="the highest of them: {points}"),
    "lowest": Words(zh="各件中取最低，得 {points} 分", en="the lowest of them: {points}"),
    "average": Words(zh="各件取平均，得 {points} 分", en="the average of them: {points}"),
}
MODES: dict[RoundMode, Words] = {
    "half_up": Words(zh="四舍五入", en="rounded half up"),
    "half_even": Words(zh="四舍六入五取偶", en="rounded half to even"),
    "up": Words(zh="进一", en="rounded up"),
    "down": Words(zh="舍去尾数", en="rounded down"),
}

_FACTS = Words(zh="佐证：{facts}", en="evidence: {facts}")
_COMMA = Words(zh="，", en=", ")


@frozen(kw_only=True)
class LineWords:
    """A ledger line in words. ``points`` is signed; ``at`` is the line of the rubric's text, or None."""

    points: str
    text: str
    rests_on: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    at: int | None = None


@frozen(kw_only=True)
class NodeWords:
    """A node in words: its points and worth, its lines, what stands below it."""

    id: str
    title: str
    points: str
    worth: str | None
    applies: bool
    full: bool
    """Whether it has its full marks."""
    event: str | None = None
    """The event that this stands for, under a node that stands once for each."""
    cites: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    lines: tuple[LineWords, ...] = ()
    below: tuple[NodeWords, ...] = ()


def score_words(model: RubricModel, score: UnitScore, lang: Language) -> NodeWords:
    """A unit's score in words."""
    return node_words(model, score.root, lang)


def node_words(model: RubricModel, score: NodeScore, lang: Language) -> NodeWords:
    """A node's score in words, with all that is below it."""
    return LedgerWording(model, lang).node(score)


class LedgerWording:
    """Says the ledgers of one rubric in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self.model = model
        self.lang: Language = lang
        self.wording = Wording(model, lang)
        self.events = EventWording(self.wording)
        self.say = self.wording.say

    def node(self, score: NodeScore, event: str | None = None) -> NodeWords:
        """A node with all that is below it; ``event`` is what it stands for, where it stands once for each."""
        node = score.node
        # That a child brought its points is to be seen from the child.
        shown = [line for line in score.lines if line.kind != "child"]
        each = [self.node(s, self.events.event(item)) for item, s in score.instances]
        return NodeWords(
            id=node.id,
            title=one_line(node.title or ""),
            points=brief(score.points),
            worth=None if score.worth is None else brief(score.worth),
            applies=score.applies,
            full=score.worth is None or score.points >= score.worth,
            event=event,
            cites=tuple(dict.fromkeys(one_line(c.where) for c in node.cites)),
            readings=tuple(f"{name}　{one_line(self.model.reading[name].text)}" for name in node.readings),
            lines=tuple(self.line(line, score) for line in shown),
            below=(*(self.node(child) for child in score.children), *each),
        )

    def line(self, line: Line, score: NodeScore) -> LineWords:
        """A line of a node's ledger."""
        span = line.clause.span if line.clause is not None else None
        text = self._headline(line, score)
        because = self._because(line, score)
        rests_on: list[str] = []
        if because is not None:
            text = self.say(_BECAUSE, what=text, why=because)
        elif line.unmet:
            text = self.say(_BECAUSE, what=text, why=self.wording.unmet(line.unmet))
        # Values that the reason has named need not be said again.
        known = {seen.name for unmet in line.unmet for seen in unmet.values} if because is None else set()
        facts = [f for f in line.facts if f.name not in known]
        if facts:
            said = (_with_proof(self.wording.seen(f), self.events.proof(f.proof) if f.proof else []) for f in facts)
            rests_on.append(self.say(_FACTS, facts=self.say(_COMMA).join(said)))
        given = {g.item.name: g for g in line.given if g.item is not None}
        return LineWords(
            points=signed(line.points),
            text=text,
            rests_on=tuple(rests_on),
            counted=tuple(self.events.counted(c, given.get(c.item.name)) for c in line.counted),
            set_aside=tuple(self.events.asides(line.aside)),
            at=span.source.position(span.start)[0] if span is not None else None,
        )

    def _because(self, line: Line, score: NodeScore) -> str | None:
        """The author's reason, where the line cost the unit points."""
        because = reason(line, score)
        return None if because is None else one_line(because)

    def _headline(self, line: Line, score: NodeScore) -> str:
        """What the line gave or cost, as arithmetic where there is any."""
        node = score.node
        of_node = [g for g in line.given if g.item is None]
        if of_node:
            return self.events.judged(of_node[0])
        match line.kind:
            case "start":
                return self.say(_START)
            case "award" | "deduct":
                return self._clause(line)
            case "judged":
                return self.say(_JUDGED, points=self._number(line.points))
            case "child":
                return self.say(_CHILD, child=line.child)
            case "combine":
                words = _COMBINED[node.combine] if node.each is None else _EACH_COMBINED[node.each.mode]
                raw = sum((one.points for one in score.lines if one.kind == "child"), start=line.points)
                return self.say(words, n=node.highest, points=self._number(raw))
            case "rescale":
                return self.say(
                    _RESCALE,
                    worth=self._maybe(line.quantity),
                    raw=self._maybe(line.amount),
                    full=self._maybe(line.bound),
                )
            case "cap":
                return self.say(_CAP, bound=self._maybe(line.bound))
            case "floor":
                return self.say(_FLOOR, bound=self._maybe(line.bound))
            case "zero":
                return self.say(_ZERO, points=0)
            case "round":
                mode = node.rounding.mode if node.rounding is not None else "half_up"
                return self.say(_ROUND, mode=MODES[mode], step=self._maybe(line.bound))
            case "not_applicable" if line.quantity is not None:
                share = f"{self._number(line.quantity * 100)}%"
                return self.say(_SHARE, share=share, worth=self._maybe(line.amount))
            case "not_applicable":
                return self.say(_NOT_APPLICABLE)
            case _:
                assert_never(line.kind)

    def _clause(self, line: Line) -> str:
        off = line.kind == "deduct"
        points = self._number(line.points if line.points >= 0 else -line.points)
        per = line.clause.per if line.clause is not None else None
        if line.quantity is not None and isinstance(per, PerRow):
            if not line.counted:
                return self.say(_NO_EVENT_OFF if off else _NO_EVENT)
            if line.amount is None:
                return self.say(_TOGETHER_OFF if off else _TOGETHER, n=len(line.counted), points=points)
            args = {"amount": self._number(line.amount), "n": len(line.counted), "points": points}
            return self.say(_EACH_OFF if off else _EACH, **args)
        if not line.points:
            return self.say(_NOTHING_LOST if off else _NOTHING_GAINED)
        if line.quantity is not None and line.amount is not None and isinstance(per, PerQuantity):
            args = {"amount": self._number(line.amount), "n": self._number(line.quantity), "points": points}
            return self.say(_TIMES_OFF if off else _TIMES, **args)
        return self.say(_OFF if off else _JUST, points=points)

    def _number(self, value: Number) -> str:
        return number_words(value, self.lang)

    def _maybe(self, value: Number | None) -> str:
        return "" if value is None else self._number(value)


def signed(points: Number) -> str:
    """Points with their sign, for a column; 0 has none, and endless decimals are cut after four."""
    return f"+{brief(points)}" if points > 0 else brief(points)


def _with_proof(said: str, proof: list[str]) -> str:
    return f"{said} [{'; '.join(proof)}]" if proof else said
