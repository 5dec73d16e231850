"""From Lark's tree of a line to what stands in a node: its attributes, and the clauses of a leaf."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from lark import Token, Tree

from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.build_expressions import ExpressionBuilder
from rubric_dsl.syntax.grammar import Branch
from rubric_dsl.text.codes import syntax as codes


class ClauseBuilder(ExpressionBuilder):
    """Builds attributes and clauses."""

    # --- attributes ------------------------------------------------------------------------------

    def worth(self, part: Branch) -> tree.Worth:
        """``worth N``."""
        return tree.Worth(value=self.expr(part.children[1]), span=self.span(part))

    def cap(self, part: Branch) -> tree.Cap:
        """``cap N`` or ``cap none``."""
        return tree.Cap(value=self.or_none(part.children[1]), span=self.span(part))

    def floor(self, part: Branch) -> tree.Floor:
        """``floor N`` or ``floor none``."""
        return tree.Floor(value=self.or_none(part.children[1]), span=self.span(part))

    def or_none(self, part: Branch | Token) -> tree.Expr | None:
        """An expression, or None for ``none``."""
        return None if isinstance(part, Token) else self.expr(part)

    def start(self, part: Branch) -> tree.Start:
        """``start N``."""
        return tree.Start(value=self.expr(part.children[1]), span=self.span(part))

    def weight(self, part: Branch) -> tree.Weight:
        """``weight W``."""
        return tree.Weight(value=self.expr(part.children[1]), span=self.span(part))

    def combine(self, part: Branch) -> tree.Combine:
        """``combine MODE``."""
        _, mode, *count = cast("list[Token]", part.children)
        if count and not (count[0].isdigit() and int(count[0])):
            raise self.fail(codes.NOT_WHOLE, count[0], written=str(count[0]))
        return tree.Combine(mode=keyword(mode), count=int(count[0]) if count else None, span=self.span(part))

    def per_event(self, part: Branch) -> tree.PerEvent:
        """``per EVENTS, MODE``."""
        _, events, *rest = part.children
        mode = rest.pop()
        where = self.expr(cast("Branch", rest[0]).children[1]) if rest else None
        return tree.PerEvent(
            events=self.name(cast("Token", events)), where=where, mode=keyword(mode), span=self.span(part)
        )

    def applies(self, part: Branch) -> tree.Applies:
        """``applies when C, else …``."""
        condition = self.expr(part.children[2])
        otherwise: Any = None
        if len(part.children) > 3:
            last = part.children[4]
            otherwise = keyword(last) if isinstance(last, Token) else self.expr(last)
        return tree.Applies(condition=condition, otherwise=otherwise, span=self.span(part))

    def rescale(self, part: Branch) -> tree.Rescale:
        """``rescale``."""
        return tree.Rescale(span=self.span(part))

    def zero(self, part: Branch) -> tree.Zero:
        """``zero when C``."""
        return tree.Zero(
            condition=self.expr(part.children[2]), because=self.because(part.children[3:]), span=self.span(part)
        )

    def because(self, parts: Iterable[Branch | Token]) -> str | None:
        """The text of a ``because`` among parts."""
        for p in parts:
            if isinstance(p, Tree) and p.data == "because":
                return self.string(cast("Token", p.children[1]))
        return None

    def round(self, part: Branch) -> tree.Round:
        """``round STEP MODE``."""
        *leaves, step, mode = part.children[1:]
        return tree.Round(step=self.expr(step), mode=keyword(mode), leaves=bool(leaves), span=self.span(part))

    def cite(self, part: Branch) -> tree.Cite:
        """``cite SOURCE "where"``."""
        _, source, where, *quote = cast("list[Token]", part.children)
        return tree.Cite(
            source=self.name(source),
            where=self.string(where),
            quote=self.string(quote[0]) if quote else None,
            span=self.span(part),
        )

    def use_reading(self, part: Branch) -> tree.UseReading:
        """``reading NAME`` on a node."""
        return tree.UseReading(name=self.name(cast("Token", part.children[1])), span=self.span(part))

    def note(self, part: Branch) -> tree.Note:
        """``note "…"``."""
        return tree.Note(text=self.string(cast("Token", part.children[1])), span=self.span(part))

    def needs(self, part: Branch) -> tree.Needs:
        """``needs "…"``."""
        return tree.Needs(text=self.string(cast("Token", part.children[1])), span=self.span(part))

    # --- clauses ---------------------------------------------------------------------------------

    def amount(self, part: Branch | Token) -> tree.Amount:
        """An expression or ``judged``."""
        if isinstance(part, Tree) and part.data == "judged":
            return self.judged(part)
        return self.expr(part)

    def judged(self, part: Branch) -> tree.Judged:
        """``judged LO .. HI``."""
        bounds = [self.expr(c) for c in part.children if isinstance(c, Tree)]
        low, high = bounds if bounds else (None, None)
        optional = any(isinstance(c, Token) and c.type == "REASON_OPTIONAL" for c in part.children)
        return tree.Judged(low=low, high=high, reason_optional=optional, span=self.span(part))

    def clause(self, part: Branch) -> tree.Clause:
        """``award``, ``deduct`` or ``judged`` with its modifiers in any order."""
        first, *rest = part.children
        amount: tree.Amount | None = None
        kind = "judged"
        if isinstance(first, Tree):
            amount = self.judged(first)
        else:
            kind = keyword(first)
            if rest and cast("Branch", rest[0]).data not in ("per", "when", "up_to", "because"):
                amount = self.amount(rest.pop(0))
        hung: dict[str, Branch] = {}
        for modifier in cast("list[Branch]", rest):
            if modifier.data in hung:
                self.twice(modifier, hung[modifier.data])
            else:
                hung[modifier.data] = modifier
        return tree.Clause(
            kind=kind,  # type: ignore[arg-type]  # one of the three words of the grammar
            amount=amount,
            per=self.per(hung["per"]) if "per" in hung else None,
            when=self.expr(hung["when"].children[1]) if "when" in hung else None,
            up_to=self.expr(hung["up_to"].children[1]) if "up_to" in hung else None,
            because=self.because(hung.values()),
            span=self.span(part),
        )

    def per(self, part: Branch) -> tree.Per:
        """``per WHAT`` with its filter and selections."""
        _, what, *rest = part.children
        where = None
        selections: list[tree.HighestPer | tree.HighestCount] = []
        for r in cast("list[Branch]", rest):
            if r.data == "where":
                where = self.expr(r.children[1])
            elif r.data == "highest_per":
                selections.append(tree.HighestPer(keys=self.keys(r.children[1:]), span=self.span(r)))
            else:
                selections.append(tree.HighestCount(count=self.expr(r.children[1]), span=self.span(r)))
        return tree.Per(what=self.expr(what), where=where, selections=tuple(selections), span=self.span(part))

    def row(self, part: Branch) -> tree.Row:
        """A row of a clause's block."""
        amount, condition, *rest = part.children
        return tree.Row(
            amount=self.amount(amount),
            condition=self.condition(condition),
            because=self.because(rest),
            span=self.span(part),
        )

    def condition(self, part: Branch | Token) -> tree.Expr | None:
        """``when C``, or None for ``otherwise``."""
        return self.expr(part.children[1]) if isinstance(part, Tree) else None


def keyword(part: object) -> Any:
    """The English spelling of a keyword token, which is what the tree's literals are."""
    return KEYWORDS[cast("Token", part).type].en
