"""The outcome of appeals, told: what was decided, what changed, that the rest did not, who moves and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rubric_dsl.appeal.asked_words import AskedWording
from rubric_dsl.appeal.cases import Case, Contested
from rubric_dsl.appeal.comparison import LineChange, NodeChange
from rubric_dsl.appeal.consequences import Consequences, UnitChange
from rubric_dsl.appeal.move_words import MoveWording
from rubric_dsl.explain.certificate import certificate_sentences
from rubric_dsl.explain.document import Block, Column, Document, Heading, Listing, Paragraph, Particulars, Table
from rubric_dsl.explain.ledger_words import LedgerWording
from rubric_dsl.explain.value_words import brief, one_line
from rubric_dsl.grading.compare import QuotaChange
from rubric_dsl.model.numbers import Number
from rubric_dsl.scoring.ledger import NodeScore
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language

_NONE: Final = "—"


def outcome_document(outcome: Consequences, lang: Language) -> Document:
    """The outcome as a document."""
    return _Telling(outcome, lang).document()


class _Telling:
    """Tells one outcome in one language."""

    def __init__(self, outcome: Consequences, lang: Language) -> None:
        self.outcome = outcome
        self.lang: Language = lang
        self.say = catalogue("appeal", lang).say
        self.count = catalogue("appeal", lang).count
        self.asked = AskedWording(outcome.basis, lang)
        self.moves = MoveWording(outcome.after.model, lang)
        self.before = LedgerWording(outcome.before.model, lang)
        self.after = LedgerWording(outcome.after.model, lang)

    def document(self) -> Document:
        case = self.outcome.case
        title = self.say("outcome.title") if case is None else self.say("outcome.title_case", case=case)
        blocks = (*self.decided(), *self.scores(), *self.unchanged(), *self.standings(), *self.certificate())
        subtitle = one_line(self.outcome.before.model.title)
        return Document(title=title, subtitle=subtitle, lang=self.lang, blocks=tuple(blocks))

    # --- what was decided ------------------------------------------------------------------------

    def decided(self) -> Iterator[Block]:
        yield Heading(text=self.say("outcome.decided"))
        for case in self.outcome.cases:
            on = case.on.isoformat()
            yield Heading(text=self.say("case.heading", case=case.number, unit=one_line(case.unit), on=on), level=2)
            for one in case.contests:
                yield Particulars(rows=tuple(self.contest(case, one)))
        if not self.outcome.cases:
            yield Paragraph(text=self.say("case.none"))
        undecided = sum(1 for case in self.outcome.cases for c in case.contests if c.ruling is None)
        if undecided:
            yield Paragraph(text=self.count("case.undecided", undecided), manner="remark")

    def contest(self, case: Case, one: Contested) -> Iterator[tuple[str, str]]:
        contest, ruling = one.contest, one.ruling
        nodes = self.say("outcome.listed").join(self.asked.node(id) for id in contest.nodes)
        yield self.say("case.contest", n=one.number), nodes
        yield self.say("case.asked"), self.asked.asked(case.unit, contest.asked)
        yield self.say("case.reason"), one_line(contest.reason)
        if ruling is None:
            yield self.say("case.ruling"), self.say("case.open")
            return
        kinds = {
            "upheld": self.say("case.upheld"),
            "partly": self.say("case.partly"),
            "rejected": self.say("case.rejected"),
        }
        on = ruling.on.isoformat()
        who = on if ruling.by is None else self.say("case.by", on=on, by=one_line(ruling.by))
        yield self.say("case.ruling"), self.say("case.ruled", ruling=kinds[ruling.kind], who=who)
        if ruling.kind == "partly" and ruling.granted is not None:
            yield self.say("case.instead"), self.asked.asked(case.unit, ruling.granted)
        yield self.say("case.ruling_reason"), one_line(ruling.reason)

    # --- what changed ----------------------------------------------------------------------------

    def scores(self) -> Iterator[Block]:
        yield Heading(text=self.say("outcome.scores"))
        changed = [unit for unit in self.outcome.units if unit.nodes]
        if not changed:
            yield Paragraph(text=self.say("outcome.no_scores"))
        for unit in changed:
            yield Heading(text=one_line(unit.unit), level=2)
            yield self.nodes(unit)
            if unit.appealed:
                yield from self.lines(unit)

    def nodes(self, unit: UnitChange) -> Table:
        columns = (
            Column(title=self.say("outcome.node"), share=4),
            Column(title=self.say("outcome.before"), number=True),
            Column(title=self.say("outcome.after"), number=True),
            Column(title=self.say("outcome.difference"), number=True),
        )
        # The whole comes last, as a sum does.
        nodes = sorted(unit.nodes, key=lambda n: n.id == "")
        rows = tuple(
            (self.asked.node(n.id), self.points(n.before), self.points(n.after), self.difference(n)) for n in nodes
        )
        return Table(columns=columns, rows=rows, total=bool(nodes) and nodes[-1].id == "")

    def points(self, score: NodeScore | None) -> str:
        return _NONE if score is None or not score.applies else brief(score.points)

    def difference(self, change: NodeChange) -> str:
        before, after = change.before, change.after
        if before is None or after is None or not (before.applies and after.applies):
            return _NONE
        change_of: Number = after.points - before.points
        return f"+{brief(change_of)}" if change_of > 0 else brief(change_of)

    def lines(self, unit: UnitChange) -> Iterator[Block]:
        for node in unit.nodes:
            entries = tuple(entry for line in node.lines for entry in self.line(node, line))
            if entries:
                yield Paragraph(text=self.say("outcome.lines", node=self.asked.node(node.id)))
                yield Listing(entries=entries)

    def line(self, node: NodeChange, line: LineChange) -> Iterator[str]:
        sides = (
            (self.say("outcome.was"), self.before, line.before, node.before),
            (self.say("outcome.is"), self.after, line.after, node.after),
        )
        for side, wording, one, score in sides:
            if one is not None and score is not None:
                told = wording.line(one, score)
                text = self.say("outcome.line", side=side, points=told.points, text=told.text)
                rests = (*told.rests_on, *(f"✓ {c}" for c in told.counted), *(f"✗ {a}" for a in told.set_aside))
                yield (
                    text if not rests else self.say("outcome.rests", line=text, rests=self.say("asked.and").join(rests))
                )

    def unchanged(self) -> Iterator[Block]:
        proof = self.outcome.unchanged
        yield Heading(text=self.say("outcome.rest"))
        if proof.holds:
            yield Paragraph(text=self.say("outcome.unchanged", nodes=proof.nodes, units=proof.units))
            return
        yield Paragraph(text=self.say("outcome.exceptions"), manner="strong")
        listed = (f"{one_line(unit)}: {self.asked.node(id)}" for unit, id in proof.exceptions)
        yield Listing(entries=tuple(listed))

    # --- who moves -------------------------------------------------------------------------------

    def standings(self) -> Iterator[Block]:
        yield Heading(text=self.say("outcome.moves"))
        moved = [unit for unit in self.outcome.units if unit.moved]
        if not moved:
            yield Paragraph(text=self.say("outcome.no_moves"))
            return
        graded = self.outcome.before.model.grading is not None
        columns = [Column(title=self.say("outcome.unit"), share=3)]
        titles = [self.say("outcome.total"), self.say("outcome.rank"), *([self.say("outcome.grade")] if graded else [])]
        columns += [Column(title=title, share=2) for title in titles]
        yield Table(columns=tuple(columns), rows=tuple(self.row(unit, graded) for unit in moved))
        for heading, units in (
            (self.say("outcome.regraded"), [u for u in moved if u.regraded]),
            (self.say("outcome.reranked"), [u for u in moved if not u.regraded]),
        ):
            if units:
                yield Paragraph(text=heading)
                yield Listing(entries=tuple(map(self.move, units)))
        if self.outcome.quotas:
            yield Listing(entries=tuple(map(self.quota, self.outcome.quotas)))

    def row(self, unit: UnitChange, graded: bool) -> tuple[str, ...]:
        before, after = unit.before, unit.after
        totals = [_NONE if t is None else brief(t) for t in (before.total, after.total)]
        ranks = [_NONE if r is None else str(r) for r in (before.rank, after.rank)]
        grades = [_NONE if g is None else one_line(g) for g in (before.grade, after.grade)]
        pairs = (totals, ranks, *([grades] if graded else []))
        return (one_line(unit.unit), *(a if a == b else f"{a} → {b}" for a, b in pairs))

    def move(self, unit: UnitChange) -> str:
        why = self.moves.why(unit.why)
        name = one_line(unit.unit)
        if not unit.regraded:
            return self.say("outcome.moved", unit=name, why=why)
        before, after = (_NONE if g is None else one_line(g) for g in (unit.before.grade, unit.after.grade))
        return self.say("outcome.move", unit=name, before=before, after=after, why=why)

    def quota(self, change: QuotaChange) -> str:
        before, after = change.before, change.after
        one = after or before
        assert one is not None
        held = [_NONE if q is None or not q.holders else self.moves.units(q.holders) for q in (before, after)]
        seats = 0 if after is None else after.seats
        args = {"grade": one_line(one.grade), "seats": seats, "before": held[0], "after": held[1]}
        empty = seats - (0 if after is None else len(after.holders))
        if one.quota.bound == "at most" and empty > 0:
            return self.say("outcome.quota_empty", **args, empty=empty)
        return self.say("outcome.quota", **args)

    def certificate(self) -> Iterator[Block]:
        yield Heading(text=self.say("outcome.certificate"))
        after = self.outcome.after
        yield Listing(entries=tuple(certificate_sentences(after.model, after.result.certificate, self.lang)))
