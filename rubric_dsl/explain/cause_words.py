"""The causes of lost points in sentences: what was wanted, what there was, what it cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from rubric_dsl.evidence.data import Value
from rubric_dsl.explain.account import Cause, ItemAccount
from rubric_dsl.explain.expression_words import Wording
from rubric_dsl.explain.findings import Finding, Subject
from rubric_dsl.explain.formulas import label_of
from rubric_dsl.explain.ledger_words import MODES
from rubric_dsl.explain.measure_words import measure_word
from rubric_dsl.explain.value_words import number_words, one_line, value_words
from rubric_dsl.model.expr import Events
from rubric_dsl.model.numbers import Number, plain, size
from rubric_dsl.model.rubric import Judgement, Node, PerRow
from rubric_dsl.results.because import filled
from rubric_dsl.results.notice import Relation
from rubric_dsl.scoring.ledger import Line
from rubric_dsl.text.catalogue import catalogue

_RELATION: Final[dict[Relation, str]] = {
    "at_least": "finding.at_least",
    "more_than": "finding.more_than",
    "at_most": "finding.at_most",
    "less_than": "finding.less_than",
    "equal": "finding.equal",
    "not_equal": "finding.not_equal",
}
_COUNTED: Final[dict[Relation, str]] = {
    "at_least": "counted.at_least",
    "more_than": "counted.more_than",
    "at_most": "counted.at_most",
    "less_than": "counted.less_than",
    "equal": "counted.equal",
    "not_equal": "counted.not_equal",
}


class CauseWording:
    """Says causes in the words of a rubric."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._lang = wording.lang
        self._say = catalogue("notice", wording.lang).say

    def cause(self, cause: Cause, item: ItemAccount) -> str:
        """A cause in a sentence, without its full stop."""
        said = [part for part in self._parts(cause, item) if part]
        return self._say("notice.comma").join(said)

    def _parts(self, cause: Cause, item: ItemAccount) -> Iterator[str]:
        """The sentence in parts: the author's reason, the arithmetic, what it cost."""
        say, node = self._say, item.node
        line = cause.lines[0] if cause.lines else None
        match cause.kind:
            case "quantity" | "events" | "condition" | "partial" | "unearned" | "gate":
                assert line is not None
                because = self._because(line)
                detail = [part for part in self._detail(cause, line, node, because) if part]
                if because and detail:
                    yield say("cause.because", because=because, detail=say("notice.comma").join(detail))
                else:
                    yield because or say("notice.comma").join(detail)
                yield from self._ending(cause)
            case "judged":
                assert line is not None
                yield from self._judged(cause, line)
            case "together":
                each = [self._of_several(one, node, cause) for one in cause.lines]
                yield say("cause.together", cost=self._number(cause.cost), each=say("notice.semicolon").join(each))
            case "start":
                start = line.points if line is not None else 0
                yield say("cause.start", points=self._number(start), cost=self._number(cause.cost))
            case "not_applicable":
                assert line is not None
                why = self._wording.unmet(line.unmet) if line.unmet else ""
                yield why
                share = f"{self._number((line.quantity or 0) * 100)}%"
                yield say("cause.not_applicable", share=share, cost=self._number(cause.cost))
            case "cap":
                assert line is not None
                yield say("cause.cap", bound=self._number(line.bound or 0), cost=self._number(cause.cost))
            case "floor":
                assert line is not None
                yield say("cause.floor", bound=self._number(line.bound or 0), back=self._number(-cause.cost))
            case "surplus":
                yield say("cause.surplus", back=self._number(-cause.cost))
            case "rounding":
                key = "cause.rounded_off" if cause.cost > 0 else "cause.rounded_up"
                yield say(key, mode=self._mode(node), points=self._number(size(cause.cost)))
            case "instances":
                yield say(self._combined(node), cost=self._number(cause.cost), n=len(item.score.instances))
            case _:
                assert_never(cause.kind)

    # --- the arithmetic of a clause --------------------------------------------------------------

    def _detail(self, cause: Cause, line: Line, node: Node, because: str) -> Iterator[str]:
        for finding in cause.findings:
            if not _told(finding, because):
                yield self._finding(finding, node, briefly=bool(because))
        if cause.kind == "quantity":
            yield self._each(cause, line, node)
        elif cause.kind == "events":
            yield self._per_event(line, node)
        elif cause.kind in ("condition", "gate"):
            if not cause.findings and not because:
                yield self._condition(line)
        elif cause.kind == "unearned":
            yield self._earned(line, node)
        elif cause.kind == "partial":
            yield self._worked_out(line)

    def _each(self, cause: Cause, line: Line, node: Node) -> str:
        rate = self._number(line.amount or 0)
        if not cause.findings:
            return self._say("cause.times", n=self._number(line.quantity or 0), rate=rate)
        (finding,) = cause.findings
        unit = self._unit(finding.subject, node) or self._say("cause.one")
        said = ""
        if _told(finding, self._because(line)) and finding.gap is not None:
            by = "cause.short_by" if finding.relation == "at_least" else "cause.over_by"
            said = self._say(by, gap=self._measured(finding.gap, finding, node)) + self._say("notice.comma")
        each = "cause.each_short" if finding.relation == "at_least" else "cause.each_over"
        return said + self._say(each, unit=unit, rate=rate)

    def _per_event(self, line: Line, node: Node) -> str:
        n = self._counted(line, node)
        if line.amount is None:
            return self._say("cause.events_together", n=n)
        return self._say("cause.events_each", n=n, rate=self._number(line.amount), unit=self._unit_of(line, node))

    def _earned(self, line: Line, node: Node) -> str:
        if line.clause is not None and isinstance(line.clause.per, PerRow):
            if not line.counted:
                return self._say("cause.none_counted")
            args = {"n": self._counted(line, node), "points": self._number(line.points)}
            if line.amount is None:
                return self._say("cause.earned_together", **args)
            return self._say(
                "cause.earned_each", **args, rate=self._number(line.amount), unit=self._unit_of(line, node)
            )
        quantity, rate = self._number(line.quantity or 0), self._number(line.amount or 0)
        return self._say("cause.earned_times", n=quantity, rate=rate, points=self._number(line.points))

    def _worked_out(self, line: Line) -> str:
        points = self._number(line.points)
        choices = line.clause.choices if line.clause is not None else ()
        if len(choices) == 1 and not isinstance(choices[0].amount, Judgement):
            formula = self._wording.expression(choices[0].amount)
            if any(sign in formula for sign in "+-×÷^("):
                return self._say("cause.formula", formula=formula, points=points)
        facts = self._facts(line)
        return (facts + self._say("notice.comma") if facts else "") + self._say("cause.points", points=points)

    def _facts(self, line: Line) -> str:
        return self._say("notice.comma").join(self._wording.seen(seen) for seen in line.facts)

    def _condition(self, line: Line) -> str:
        if line.unmet:
            return self._wording.unmet(line.unmet)
        # A deduction is made because its condition holds.
        when = line.clause.when if line.clause is not None else None
        if when is None:
            return ""
        text = self._wording.expression(when)
        facts = self._facts(line)
        return self._say("cause.held", facts=facts, text=text) if facts and facts != text else facts or text

    def _ending(self, cause: Cause) -> Iterator[str]:
        """What it cost; where the floor or rounding made it another number, how."""
        cost = self._number(cause.cost)
        rounding = next((line for line in cause.lines if line.kind == "round"), None)
        floor = next((line for line in cause.lines if line.kind == "floor"), None)
        if floor is not None and cause.nominal is not None:
            yield self._say("cause.exhausted", nominal=self._number(cause.nominal), cost=cost)
        elif rounding is not None and cause.kind == "partial":
            node_points = sum((line.points for line in cause.lines if line.kind != "floor"), start=0)
            yield self._say("cause.rounded_to", points=self._number(node_points), cost=cost)
        elif cause.nominal is not None:
            yield self._say("cause.bounded", nominal=self._number(cause.nominal), cost=cost)
        else:
            yield self._say("cause.cost", cost=cost)

    def _judged(self, cause: Cause, line: Line) -> Iterator[str]:
        given = line.given[0]
        deducts = line.kind == "deduct"
        by = one_line(given.judged.by or "") or self._say("cause.assessor")
        args = {"by": by, "points": self._number(given.judged.points), "low": self._number(given.low)}
        key = "cause.judged_off" if deducts else "cause.judged"
        yield self._say(key, **args, high=self._number(given.high))
        if not deducts or cause.nominal is not None:
            yield from self._ending(cause)
        if given.judged.reason:
            yield self._say("cause.reason", text=one_line(given.judged.reason))

    def _of_several(self, line: Line, node: Node, cause: Cause) -> str:
        because = self._because(line)
        if because:
            return because
        if line.unmet and not line.points:
            return self._wording.unmet(line.unmet)
        return self._earned(line, node) if line.quantity is not None else self._worked_out(line)

    # --- what was wanted -------------------------------------------------------------------------

    def _finding(self, finding: Finding, node: Node, *, briefly: bool) -> str:
        counts = finding.subject.counted or finding.type.whole
        gap = "" if finding.gap is None else self._measured(finding.gap, finding, node)
        said = self._say(
            (_COUNTED if counts else _RELATION)[finding.relation],
            subject="" if briefly and finding.subject.counted else self._subject(finding.subject),
            wanted=self._measured(finding.wanted, finding, node),
            period=self._say("finding.in_period") if finding.subject.in_period else "",
            actual=self._measured(finding.actual, finding, node),
            gap=gap,
        )
        return said.strip()

    def _subject(self, subject: Subject) -> str:
        if not subject.counted or subject.fact is None:
            return self._wording.expression(subject.expr)
        label = label_of(self._wording.model.fact[subject.fact])
        if subject.where is None:
            return label
        return self._say("finding.where", label=label, text=self._wording.expression(subject.where))

    def _measured(self, value: Value, finding: Finding, node: Node) -> str:
        """A value with its measure word, where it is a number of things."""
        said = value_words(value, finding.type, self._lang)
        unit = self._unit(finding.subject, node) if finding.subject.counted or finding.type.whole else ""
        return self._say("finding.measured", value=said, unit=unit) if unit else said

    def _unit(self, subject: Subject, node: Node) -> str:
        if self._lang == "en":
            return ""
        if subject.fact is None:
            return ""
        return measure_word(self._wording.model, node, subject.fact)

    def _counted(self, line: Line, node: Node) -> str:
        """How many events a line counted, with their measure word."""
        unit = self._unit_of(line, node)
        return self._say("finding.measured", value=len(line.counted), unit=unit) if unit else str(len(line.counted))

    def _unit_of(self, line: Line, node: Node) -> str:
        """What the events of a line are counted in."""
        per = line.clause.per if line.clause is not None else None
        if self._lang == "en" or not isinstance(per, PerRow) or not isinstance(per.over, Events):
            return ""
        return measure_word(self._wording.model, node, per.over.fact)

    def _because(self, line: Line) -> str:
        return "" if line.because is None else one_line(filled(line.because, line))

    def _mode(self, node: Node) -> str:
        mode = node.rounding.mode if node.rounding is not None else "half_up"
        return MODES[mode].say(self._lang, {})

    def _combined(self, node: Node) -> str:
        mode = node.each.mode if node.each is not None else "sum"
        match mode:
            case "average":
                return "instances.average"
            case "sum":
                return "instances.sum"
            case "highest":
                return "instances.highest"
            case "lowest":
                return "instances.lowest"

    def _number(self, value: Number) -> str:
        return number_words(value, self._lang)


def _told(finding: Finding, because: str) -> bool:
    """Whether the author's reason already names what was wanted and what there was."""
    if not because:
        return False
    return all(_shown(value, finding) in because for value in (finding.wanted, finding.actual))


def _shown(value: Value, finding: Finding) -> str:
    if isinstance(value, bool) or not isinstance(value, Number):
        return str(value)
    return plain(value * 100 if finding.type.kind == "percent" else value)
