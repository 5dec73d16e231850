"""From Lark's tree of a line to the statements of the tree: declarations, grades, the head of a file.

What is indented below a line is not here yet: lines.py hangs it on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from attrs import evolve
from lark import Token, Tree

from rubric_dsl.syntax import tree
from rubric_dsl.syntax.build_clauses import ClauseBuilder, keyword
from rubric_dsl.syntax.build_expressions import BuildError, comparison_sign
from rubric_dsl.syntax.grammar import Branch
from rubric_dsl.syntax.ranges import range_words
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.fix import replaced

_LOWER_OPS = (">", ">=")


class StatementBuilder(ClauseBuilder):
    """Builds the statement of one line."""

    def statement(self, part: Branch) -> Any:
        """Whatever statement a branch is."""
        return _BUILDERS[part.data](self, part)

    def attributes(self, part: Branch) -> tuple[tree.Attribute, ...]:
        """A line of attributes."""
        return tuple(self.statement(cast("Branch", a)) for a in part.children)

    # --- declarations ----------------------------------------------------------------------------

    def let(self, part: Branch) -> tree.Let:
        """``let name = value``."""
        _, name, _, value = part.children
        return tree.Let(name=self.name(cast("Token", name)), value=self.expr(value), span=self.span(part))

    def check(self, part: Branch) -> tree.Check:
        """``check C``."""
        return tree.Check(condition=self.expr(part.children[1]), span=self.span(part))

    def fact(self, part: Branch) -> tree.FactDecl:
        """A fact or a field; also what follows ``fact`` in an amendment."""
        parts = [p for p in part.children if not (isinstance(p, Token) and p.type == "FACT")]
        name, *rest = parts
        rest = [r for r in rest if not (isinstance(r, Tree) and r.data == "of_events")]
        default: Branch | None = None
        checks: list[tree.Expr] = []
        label = None
        optional = False
        for r in rest[1:]:
            if isinstance(r, Token):
                optional = optional or r.type == "OPTIONAL"
                label = self.string(r) if r.type == "STRING" else label
            elif r.data == "fact_check":
                checks.append(self.expr(r.children[1]))
            elif default is not None:
                self.twice(r, default)
            else:
                default = r
        return tree.FactDecl(
            name=self.name(cast("Token", name)),
            type=self.type(cast("Branch", rest[0])),
            optional=optional,
            label=label,
            default=self.default(default.children[1]) if default else None,
            checks=tuple(checks),
            span=self.span(part),
        )

    def default(self, part: Branch | Token) -> tree.Expr:
        """A default; ``none`` is a reference of that name."""
        return tree.Ref(name="none", span=self.span(part)) if isinstance(part, Token) else self.expr(part)

    def type(self, part: Branch) -> tree.TypeForm:
        """The type of a fact."""
        if part.data == "events":
            _, *rest = cast("list[Token]", part.children)
            by = self.name(rest[-1]) if len(rest) > 1 else None
            return tree.EventsType(in_period=bool(rest), by=by, span=self.span(part))
        if part.data == "choice":
            options = tuple(self.option(o) for o in cast("list[Branch]", part.children[1:]))
            return tree.ChoiceType(options=options, span=self.span(part))
        return tree.PlainType(word=keyword(part.children[0]), span=self.span(part))

    def option(self, part: Branch) -> tree.Option:
        """A choice with its label."""
        name, *label = cast("list[Token]", part.children)
        return tree.Option(name=self.name(name), label=self.string(label[0]) if label else None, span=self.span(part))

    def evidence(self, part: Branch) -> tree.EvidenceBlock:
        """``evidence``."""
        return tree.EvidenceBlock(members=(), span=self.span(part))

    def reading_decl(self, part: Branch) -> tree.ReadingDecl:
        """``reading NAME "…"``."""
        _, name, text = cast("list[Token]", part.children)
        return tree.ReadingDecl(name=self.name(name), text=self.string(text), span=self.span(part))

    def alternative(self, part: Branch) -> tree.Alternative:
        """``alternative "…"``."""
        return tree.Alternative(text=self.string(cast("Token", part.children[1])), span=self.span(part))

    def table(self, part: Branch) -> tree.TableDecl:
        """``table NAME (…)`` or ``ladder NAME``."""
        kind, name, *columns = part.children
        keys = tuple(self.name(cast("Token", c)) for c in cast("Branch", columns[0]).children) if columns else ()
        return tree.TableDecl(
            kind=keyword(kind), name=self.name(cast("Token", name)), keys=keys, rows=(), span=self.span(part)
        )

    def table_row(self, part: Branch) -> tree.TableRow:
        """A row; a lone ``else`` has no patterns."""
        *patterns, value = cast("list[Branch]", part.children)
        if len(patterns) == 1 and patterns[0].data == "pattern_any":
            patterns = []
        return tree.TableRow(
            patterns=tuple(self.pattern(p) for p in patterns), value=self.expr(value), span=self.span(part)
        )

    def pattern(self, part: Branch) -> tree.Pattern:
        """What a row asks of one key."""
        if part.data == "pattern_value":
            self.no_range(cast("Branch", part.children[0]))
            return tree.Pattern(value=self.expr(part.children[0]), span=self.span(part))
        bounds = tuple(self.bound(b) for b in part.children if isinstance(b, Tree))
        if len(bounds) == 2 and ("=" in (bounds[0].op, bounds[1].op) or _points_up(bounds[0]) == _points_up(bounds[1])):
            raise self.fail(codes.BAD_BOUND, part)
        return tree.Pattern(bounds=bounds, span=self.span(part))

    def no_range(self, part: Branch) -> None:
        """Refuses ``60%-80%`` as the value of a row: a range was meant, and it reads as a subtraction."""
        written = self.span(part).text
        match = re.fullmatch(r"([0-9.]+%?) *[-\u2013\u2212\uff0d] *([0-9.]+%?)", written)
        if match and not re.fullmatch("[01][0-9]-[0-3][0-9]|[0-9]{4}-.*", written):
            zh = bool(re.match(r"[^\x00-\x7f]", self.source.text.lstrip("\ufeff# \n")))
            new, hint = range_words(match[1], match[2], "且" if zh else "and")
            raise BuildError(
                evolve(
                    self.fail(codes.RANGE, part, hint=hint, written=written).diagnostic,
                    fixes=replaced(self.span(part), new, safe=False),
                )
            )

    def bound(self, part: Branch) -> tree.Bound:
        """``>= 95%``."""
        op, value = part.children
        return tree.Bound(op=cast("Any", comparison_sign(op)), value=self.expr(value), span=self.span(part))

    def node(self, part: Branch) -> tree.NodeDecl:
        """``section``, ``item`` or ``point`` with the attributes on its line."""
        kind, id_, *rest = part.children
        title, attributes = self.title_and_attributes(rest)
        return tree.NodeDecl(
            kind=keyword(kind),
            id=self.name(cast("Token", id_)),
            title=title,
            body=attributes,
            span=self.span(part),
        )

    def title_and_attributes(self, parts: list[Branch | Token]) -> tuple[str | None, tuple[Any, ...]]:
        """What may follow a name on a head line."""
        title = None
        if parts and isinstance(parts[0], Token):
            title = self.string(parts[0])
            parts = parts[1:]
        return title, tuple(self.statement(cast("Branch", p)) for p in parts)

    # --- grades and review -----------------------------------------------------------------------

    def grades(self, part: Branch) -> tree.GradesBlock:
        """``grades``."""
        return tree.GradesBlock(members=(), span=self.span(part))

    def ranking(self, parts: Iterable[Branch | Token]) -> tuple[tree.Key, ...]:
        """The keys among parts."""
        keys = [p for p in parts if isinstance(p, Tree) and p.data == "key"]
        return tuple(
            tree.Key(value=self.expr(k.children[-1]), lower=len(k.children) > 1, span=self.span(k)) for k in keys
        )

    def rank(self, part: Branch) -> tree.Rank:
        """``rank units by …``."""
        hung = {p.data: p for p in part.children if isinstance(p, Tree)}
        return tree.Rank(
            where=self.expr(hung["where"].children[1]) if "where" in hung else None,
            by=self.ranking(part.children),
            same=self.keys(hung["rank_same"].children[1:]) if "rank_same" in hung else (),
            span=self.span(part),
        )

    def veto(self, part: Branch) -> tree.Veto:
        """``veto GRADE when C``."""
        _, name, _, condition, *rest = part.children
        effect: Any = None
        points = None
        for r in rest:
            if isinstance(r, Token):
                effect = keyword(r)
            elif r.data == "as_points":
                points = self.expr(r.children[1])
        return tree.Veto(
            grade=self.name(cast("Token", name)),
            condition=self.expr(condition),
            effect=effect,
            as_points=points,
            because=self.because(rest),
            span=self.span(part),
        )

    def grade(self, part: Branch) -> tree.GradeDecl:
        """``grade NAME when C``."""
        _, name, condition = part.children
        return tree.GradeDecl(
            name=self.name(cast("Token", name)), condition=self.condition(condition), span=self.span(part)
        )

    def quota(self, part: Branch) -> tree.Quota:
        """``quota at most SHARE``."""
        _, bound, amount, *rest = part.children
        where = next((r for r in rest if isinstance(r, Tree)), None)
        return tree.Quota(
            bound=keyword(bound),
            amount=self.expr(amount),
            where=self.expr(where.children[1]) if where else None,
            rounded_up=any(isinstance(r, Token) and r.type == "ROUNDED_UP" for r in rest),
            span=self.span(part),
        )

    def ties(self, part: Branch) -> tree.Ties:
        """``ties out``, ``ties in`` or ``ties by …``."""
        mode = keyword(part.children[0]).removeprefix("ties ")
        return tree.Ties(mode=mode, by=self.ranking(part.children), span=self.span(part))

    def review(self, part: Branch) -> tree.ReviewBlock:
        """``review``."""
        return tree.ReviewBlock(members=(), span=self.span(part))

    def window(self, part: Branch) -> tree.Window:
        """``window N working days``."""
        _, days, word = part.children
        return tree.Window(
            days=self.expr(days), working=cast("Token", word).type == "WORKING_DAYS", span=self.span(part)
        )

    def silence(self, part: Branch) -> tree.Silence:
        """``silence accepted``."""
        return tree.Silence(span=self.span(part))

    # --- head of a file --------------------------------------------------------------------------

    def header(self, part: Branch) -> tree.Header:
        """``rubric NAME "title"``."""
        _, name, *rest = part.children
        base = next((r for r in rest if isinstance(r, Tree) and r.data == "base"), None)
        title, attributes = self.title_and_attributes([r for r in rest if r is not base])
        return tree.Header(
            name=self.name(cast("Token", name)),
            title=title,
            base=self.base(base) if base else None,
            body=attributes,
            span=self.span(part),
        )

    def base(self, part: Branch) -> tree.Base:
        """``amends NAME from "file"``."""
        _, name, _, file, *digest = cast("list[Token]", part.children)
        return tree.Base(
            name=self.name(name),
            file=self.string(file),
            sha256=self.string(digest[1]) if digest else None,
            span=self.span(part),
        )

    def dsl(self, part: Branch) -> tree.Dsl:
        """``dsl 1``."""
        return tree.Dsl(version=self.expr(part.children[1]), span=self.span(part))

    def issuer(self, part: Branch) -> tree.Issuer:
        """``issuer "…"``."""
        return tree.Issuer(text=self.string(cast("Token", part.children[1])), span=self.span(part))

    def issued(self, part: Branch) -> tree.Issued:
        """``issued DATE``."""
        return tree.Issued(date=self.expr(part.children[1]), span=self.span(part))

    def period(self, part: Branch) -> tree.Period:
        """``period FIRST .. LAST``."""
        _, first, _, last = part.children
        return tree.Period(first=self.expr(first), last=self.expr(last), span=self.span(part))

    def source_decl(self, part: Branch) -> tree.SourceDecl:
        """``source NAME "title"``."""
        _, name, title = cast("list[Token]", part.children)
        return tree.SourceDecl(name=self.name(name), title=self.string(title), span=self.span(part))


def _points_up(bound: tree.Bound) -> bool:
    return bound.op in _LOWER_OPS


_BUILDERS: dict[str, Callable[[StatementBuilder, Branch], Any]] = {
    build.__name__: build
    for build in (
        StatementBuilder.worth,
        StatementBuilder.cap,
        StatementBuilder.floor,
        StatementBuilder.start,
        StatementBuilder.weight,
        StatementBuilder.combine,
        StatementBuilder.per_event,
        StatementBuilder.applies,
        StatementBuilder.rescale,
        StatementBuilder.zero,
        StatementBuilder.round,
        StatementBuilder.cite,
        StatementBuilder.use_reading,
        StatementBuilder.note,
        StatementBuilder.needs,
        StatementBuilder.clause,
        StatementBuilder.row,
        StatementBuilder.let,
        StatementBuilder.check,
        StatementBuilder.fact,
        StatementBuilder.evidence,
        StatementBuilder.reading_decl,
        StatementBuilder.alternative,
        StatementBuilder.table,
        StatementBuilder.table_row,
        StatementBuilder.node,
        StatementBuilder.grades,
        StatementBuilder.rank,
        StatementBuilder.veto,
        StatementBuilder.grade,
        StatementBuilder.quota,
        StatementBuilder.ties,
        StatementBuilder.review,
        StatementBuilder.window,
        StatementBuilder.silence,
        StatementBuilder.header,
        StatementBuilder.dsl,
        StatementBuilder.issuer,
        StatementBuilder.issued,
        StatementBuilder.period,
        StatementBuilder.source_decl,
        StatementBuilder.attributes,
    )
}
"""What builds a branch, by the name of its rule."""
