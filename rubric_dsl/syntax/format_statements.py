"""Statements as text: the line each has, and what stands below it."""

from __future__ import annotations

from typing import Any, assert_never

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.fold import quoted
from rubric_dsl.syntax.format_expressions import SUM, ExpressionWriter
from rubric_dsl.syntax.lines import declaration_of

_ON_HEAD = (tree.Worth, tree.Weight, tree.Cap, tree.Floor, tree.Start, tree.Combine, tree.Round, tree.Rescale)
_TERMINAL = {word.en: terminal for terminal, word in KEYWORDS.items()} | {
    "number": "NUMBER_TYPE",
    "percent": "PERCENT_TYPE",
    "date": "DATE_TYPE",
    "text": "TEXT_TYPE",
}
_Parts = tuple[str, tuple[Any, ...]]


class StatementWriter(ExpressionWriter):
    """Writes statements with the keywords of one language."""

    def literal(self, english: str) -> str:
        """The keyword that a literal of the tree stands for."""
        return self.word(_TERMINAL[english])

    def parts(self, s: tree.Header | tree.Statement) -> _Parts:
        """A statement's own line and the statements below it."""
        match s:
            case tree.Header():
                return self.header(s)
            case tree.NodeDecl():
                return self.with_body(f"{self.literal(s.kind)} {self.name(s.id)}", s.title, s.body)
            case tree.EvidenceBlock():
                return self.word("EVIDENCE"), s.members
            case tree.GradesBlock():
                return self.word("GRADES"), s.members
            case tree.ReviewBlock():
                return self.word("REVIEW"), s.members
            case tree.FactDecl():
                return self.fact(s, ""), s.members
            case tree.ReadingDecl():
                alternative = () if s.alternative is None else (s.alternative,)
                head = f"{self.word('READING')} {self.name(s.name)} {quoted(s.text)}"
                return head, in_written_order((*s.cites, *s.notes, *alternative))
            case tree.Alternative():
                return f"{self.word('ALTERNATIVE')} {quoted(s.text)}", s.statements
            case tree.TableDecl():
                keys = f" ({', '.join(self.name(k) for k in s.keys)})" if s.keys else ""
                return f"{self.literal(s.kind)} {self.name(s.name)}{keys}", s.rows
            case tree.Clause():
                return self.clause(s), s.rows
            case tree.GradeDecl():
                return f"{self.word('GRADE')} {self.name(s.name)} {self.condition(s.condition)}", s.body
            case tree.Change() | tree.Replace() | tree.Remove() | tree.Add():
                return self.amendment(s)
            case single:
                return self.line(single), ()

    def line(self, s: tree.Single) -> str:
        """A statement that has nothing below it."""
        match s:
            case tree.Worth() | tree.Start() | tree.Weight():
                return f"{self.literal(type(s).__name__.lower())} {self.expr(s.value)}"
            case tree.Cap() | tree.Floor():
                value = self.word("NONE") if s.value is None else self.expr(s.value, soft=("NONE",))
                return f"{self.literal(type(s).__name__.lower())} {value}"
            case tree.Combine():
                count = f" {s.count}" if s.count is not None else ""
                return f"{self.word('COMBINE')} {self.literal(s.mode)}{count}"
            case tree.PerEvent():
                return f"{self.word('PER')} {self.name(s.events)}{self.where(s.where)}, {self.literal(s.mode)}"
            case tree.Applies():
                return f"{self.words('APPLIES', 'WHEN')} {self.expr(s.condition)}{self.otherwise(s.otherwise)}"
            case tree.Rescale():
                return self.word("RESCALE")
            case tree.Zero():
                return f"{self.words('ZERO', 'WHEN')} {self.expr(s.condition)}{self.because(s.because)}"
            case tree.Round():
                leaves = f" {self.word('LEAVES')}" if s.leaves else ""
                return f"{self.word('ROUND')}{leaves} {self.expr(s.step, soft=('LEAVES',))} {self.literal(s.mode)}"
            case tree.Cite():
                quote = f" {quoted(s.quote)}" if s.quote is not None else ""
                return f"{self.word('CITE')} {self.name(s.source)} {quoted(s.where)}{quote}"
            case tree.UseReading():
                return f"{self.word('READING')} {self.name(s.name)}"
            case tree.Note() | tree.Needs() | tree.Issuer():
                return f"{self.literal(type(s).__name__.lower())} {quoted(s.text)}"
            case tree.Row():
                return f"{self.amount(s.amount)}: {self.condition(s.condition)}{self.because(s.because)}"
            case tree.Let():
                return f"{self.word('LET')} {self.name(s.name)} = {self.expr(s.value)}"
            case tree.Check():
                return f"{self.word('CHECK')} {self.expr(s.condition)}"
            case tree.TableRow():
                patterns = ", ".join(self.pattern(p) for p in s.patterns) or self.word("ELSE")
                return f"{patterns}: {self.expr(s.value)}"
            case tree.Dsl():
                return f"{self.word('DSL')} {self.expr(s.version)}"
            case tree.Issued():
                return f"{self.word('ISSUED')} {self.expr(s.date)}"
            case tree.Period():
                return f"{self.word('PERIOD')} {self.range(s.first, s.last)}"
            case tree.SourceDecl():
                return f"{self.word('SOURCE')} {self.name(s.name)} {quoted(s.title)}"
            case of_grades:
                return self.grading(of_grades)

    def grading(self, s: tree.Rank | tree.Veto | tree.Quota | tree.Ties | tree.Window | tree.Silence) -> str:
        """A line of ``grades`` or ``review``."""
        match s:
            case tree.Rank():
                where = f" {self.word('WHERE')} {self.closed(s.where)}" if s.where is not None else ""
                by = self.ranking(s.by, closed=bool(s.same))
                return f"{self.words('RANK', 'UNITS')}{where} {self.word('BY')} {by}{self.same(s.same)}"
            case tree.Veto():
                effect = f" {self.literal(s.effect)}" if s.effect is not None else ""
                points = f" {self.word('AS')} {self.expr(s.as_points)}" if s.as_points is not None else ""
                because = self.because(s.because)
                return (
                    f"{self.word('VETO')} {self.name(s.grade)} {self.condition(s.condition)}{effect}{points}{because}"
                )
            case tree.Quota():
                amount = f"{self.word('QUOTA')} {self.literal(s.bound)} {self.closed(s.amount)}"
                share = ""
                if s.where is not None:
                    share = f" {self.words('SHARE_OF', 'UNITS', 'WHERE')} {self.closed(s.where)}"
                elif isinstance(s.amount, tree.Percent):
                    share = f" {self.words('SHARE_OF', 'UNITS')}"
                return f"{amount}{share}{' ' + self.word('ROUNDED_UP') if s.rounded_up else ''}"
            case tree.Ties():
                ties = self.word(f"TIES_{s.mode.upper()}")
                return f"{ties} {self.ranking(s.by)}" if s.mode == "by" else ties
            case tree.Window():
                return f"{self.word('WINDOW')} {self.expr(s.days)} {self.word('WORKING_DAYS' if s.working else 'DAYS')}"
            case tree.Silence():
                return self.word("SILENCE")
            case _:
                assert_never(s)

    # --- parts of lines --------------------------------------------------------------------------

    def where(self, condition: tree.Expr | None) -> str:
        """A filter, or nothing."""
        return "" if condition is None else f" {self.word('WHERE')} {self.expr(condition)}"

    def because(self, text: str | None) -> str:
        """A reason, or nothing."""
        return "" if text is None else f" {self.word('BECAUSE')} {quoted(text)}"

    def condition(self, condition: tree.Expr | None) -> str:
        """``when C``, or ``otherwise``."""
        return self.word("OTHERWISE") if condition is None else f"{self.word('WHEN')} {self.expr(condition)}"

    def otherwise(self, otherwise: Any) -> str:
        """The ``else`` of ``applies``."""
        if otherwise is None:
            return ""
        value = self.literal(otherwise) if isinstance(otherwise, str) else self.expr(otherwise, soft=("FULL", "ZERO"))
        return f", {self.word('ELSE')} {value}"

    def range(self, low: tree.Expr, high: tree.Expr) -> str:
        """``LOW .. HIGH``."""
        return f"{self.expr(low, SUM)} {self.word('DOTS')} {self.expr(high, SUM)}"

    def ranking(self, keys: tuple[tree.Key, ...], closed: bool = False) -> str:
        """Ranking keys."""
        return ", ".join(self.key(k, closed) for k in keys)

    def key(self, key: tree.Key, closed: bool) -> str:
        """A ranking key."""
        value = self.closed(key.value) if closed else self.expr(key.value)
        if key.lower:
            return f"{self.word('LOWER')} {value}"
        return value if closed and value.startswith("(") else self.expr(key.value, soft=("LOWER",))

    def amount(self, amount: tree.Amount) -> str:
        """What a clause or row is worth."""
        if not isinstance(amount, tree.Judged):
            # A clause with rows has its reason where others have their amount.
            return self.expr(amount, soft=("BECAUSE",))
        bounds = ""
        if amount.low is not None and amount.high is not None:
            bounds = f" {self.range(amount.low, amount.high)}"
        optional = f" {self.word('REASON_OPTIONAL')}" if amount.reason_optional else ""
        return f"{self.word('JUDGED')}{bounds}{optional}"

    def clause(self, s: tree.Clause) -> str:
        """A clause's own line."""
        amount = "" if s.amount is None else self.amount(s.amount)
        out = amount if s.kind == "judged" else f"{self.literal(s.kind)} {amount}".rstrip()
        if s.per is not None:
            out += f" {self.word('PER')} {self.expr(s.per.what)}{self.where(s.per.where)}"
            for selection in s.per.selections:
                match selection:
                    case tree.HighestPer(keys=keys):
                        out += f", {self.word('HIGHEST_PER')} {self.keys(keys)}"
                    case tree.HighestCount(count=count):
                        out += f", {self.word('HIGHEST')} {self.expr(count)}"
        if s.when is not None:
            out += f" {self.word('WHEN')} {self.expr(s.when)}"
        if s.up_to is not None:
            out += f" {self.word('UP_TO')} {self.expr(s.up_to)}"
        return out + self.because(s.because)

    def fact(self, s: tree.FactDecl, before_type: str) -> str:
        """A fact's own line; ``before_type`` is what an amendment says of whose field it is."""
        out = f"{self.name(s.name)}{before_type} {self.type(s.type)}{'?' if s.optional else ''}"
        if s.label is not None:
            out += f" {quoted(s.label)}"
        if s.default is not None:
            none = isinstance(s.default, tree.Ref) and s.default.name == "none"
            out += f" {self.word('DEFAULT')} {self.word('NONE') if none else self.expr(s.default, soft=('NONE',))}"
        return out + "".join(f" {self.word('CHECK')} {self.expr(c)}" for c in s.checks)

    def type(self, form: tree.TypeForm) -> str:
        """The type of a fact."""
        match form:
            case tree.PlainType():
                return self.literal(form.word)
            case tree.ChoiceType():
                options = [
                    self.name(o.name) + (f" {quoted(o.label)}" if o.label is not None else "") for o in form.options
                ]
                return f"{self.word('ONE_OF')} ({', '.join(options)})"
            case tree.EventsType():
                period = f" {self.word('IN_PERIOD')}" if form.in_period else ""
                by = f" {self.word('BY')} {self.name(form.by)}" if form.by is not None else ""
                return f"{self.word('EVENTS')}{period}{by}"

    def pattern(self, p: tree.Pattern) -> str:
        """What a row asks of one key."""
        if p.value is not None:
            return self.expr(p.value, SUM)
        bounds = f" {self.word('AND')} ".join(f"{b.op} {self.expr(b.value, SUM)}" for b in p.bounds)
        return bounds or self.word("ELSE")

    # --- heads with a body -----------------------------------------------------------------------

    def header(self, s: tree.Header) -> _Parts:
        """The ``rubric`` line."""
        head = f"{self.word('RUBRIC')} {self.name(s.name)}"
        if s.base is None:
            return self.with_body(head, s.title, s.body)
        title = f" {quoted(s.title)}" if s.title is not None else ""
        base = f" {self.word('AMENDS')} {self.name(s.base.name)} {self.word('FROM')} {quoted(s.base.file)}"
        digest = f" {self.word('SHA256')} {quoted(s.base.sha256)}" if s.base.sha256 is not None else ""
        return self.with_body(head + title + base + digest, None, s.body)

    def with_body(self, head: str, title: str | None, body: tuple[Any, ...]) -> _Parts:
        """A head line with the attributes that go on it, and what stays below."""
        if title is not None:
            head += f" {quoted(title)}"
        taken = 0
        for s in body:
            if not isinstance(s, _ON_HEAD) or s.trivia != tree.NO_TRIVIA:
                break
            head += f" {self.line(s)}"
            taken += 1
        return head, body[taken:]

    # --- amending --------------------------------------------------------------------------------

    def amendment(self, s: tree.Amendment) -> _Parts:
        """An amending statement."""
        match s:
            case tree.Remove():
                return f"{self.word('REMOVE')} {self.target(s.target)}", ()
            case tree.Change():
                declared = declaration_of(s)
                if declared is not None:
                    head, below = self.declared(declared, s.target.of)
                else:
                    head, below = self.with_body(self.target(s.target), s.title, s.body)
                return f"{self.word('CHANGE')} {head}", below
            case tree.Replace():
                head, below = self.declared(s.with_, s.target.of)
                return f"{self.word('REPLACE')} {head}", below
            case tree.Add():
                field = isinstance(s.statement, tree.FactDecl)
                head, below = self.declared(s.statement, s.under if field else None)
                after = f" {self.word('AFTER')} {self.name(s.after)}" if s.after is not None else ""
                under = f" {self.word('UNDER')} {self.name(s.under)}" if s.under is not None and not field else ""
                return f"{self.word('ADD')} {head}{after}{under}", below

    def target(self, target: tree.Target) -> str:
        """What is amended."""
        name = f" {self.name(target.name)}" if target.name is not None else ""
        of = f" {self.word('OF')} {self.name(target.of)}" if target.of is not None else ""
        return f"{self.literal(target.kind)}{name}{of}"

    def declared(self, statement: Any, of: tree.Name | None) -> _Parts:
        """A declaration after an amending word; only there a fact says that it is one."""
        if not isinstance(statement, tree.FactDecl):
            return self.parts(statement)
        whose = f" {self.word('OF')} {self.name(of)}" if of is not None else ""
        return f"{self.word('FACT')} {self.fact(statement, whose)}", statement.members


def in_written_order(statements: tuple[Any, ...]) -> tuple[Any, ...]:
    """Statements that the tree keeps by kind, as they followed each other in the text."""
    return tuple(sorted(statements, key=lambda s: s.span.start))
