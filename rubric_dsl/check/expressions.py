"""Expressions: names to what they mean, with types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NoReturn, TypeVar, assert_never

from rubric_dsl.check import functions, slips, wording
from rubric_dsl.check.arithmetic import beside, combined, comparable, is_small, is_whole, unified
from rubric_dsl.check.let_order import steps_of
from rubric_dsl.check.mentions import Mention, Symbol, shown_in
from rubric_dsl.check.report import DID_YOU_MEAN, Report
from rubric_dsl.check.scope import Names, Rows, Scope, child_rows, event_rows
from rubric_dsl.language import keywords
from rubric_dsl.language.written import date as written_date
from rubric_dsl.model import expr as m
from rubric_dsl.model.numbers import DIGITS, Number, divide, exact, plain
from rubric_dsl.model.rubric import EventsFact, Table
from rubric_dsl.model.steps import beneath
from rubric_dsl.model.types import COUNT, DATE, NUMBER, PERCENT, TEXT, YES_NO, Type
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import names as codes
from rubric_dsl.text.codes import syntax as syntax_codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words
from rubric_dsl.text.fix import Fix, replaced
from rubric_dsl.text.source import Span

Item = TypeVar("Item")


class Unresolved(Exception):
    """An expression has no meaning; the report says why."""


class Expressions:
    """Resolves expressions against the names of a file. Lets and tables are resolved where first used."""

    def __init__(
        self,
        names: Names,
        report: Report,
        table_of: Callable[[tree.TableDecl, Sequence[Type | None], Expressions], Table | None],
    ) -> None:
        self.names = names
        self.report = report
        self._table_of = table_of
        self._tables: dict[str, Table | None] = {}
        self._lets: dict[tuple[str, str], m.Expr | None] = {}
        self._open: list[tuple[str, str]] = []
        self._steps: dict[str, dict[str, tuple[str, ...]]] = {}
        self._said: set[tuple[Code, int]] = set()
        self.used: set[str] = set()
        """The names of the facts, lets (``let NAME``) and tables (``table NAME``) that were used."""
        self.mentions: list[Mention] = []
        """Where which name was used, for whoever reads the text and not the model."""
        self._owner_of_options: dict[tuple[object, ...], str] = {}

    # --- asking for a kind -----------------------------------------------------------------------

    def condition(self, e: tree.Expr, scope: Scope) -> m.Expr:
        """A yes/no expression. Raises Unresolved."""
        return self._of_kind(e, scope, "yes_no")

    def points(self, e: tree.Expr, scope: Scope) -> m.Expr:
        """A number of points or a quantity. Raises Unresolved."""
        return self._of_kind(e, scope, "number", "ratio")

    def _of_kind(self, e: tree.Expr, scope: Scope, *kinds: str) -> m.Expr:
        resolved = self.value(e, scope)
        if resolved.type.kind not in kinds:
            hint = None
            if kinds == ("number", "ratio") and resolved.type.kind == "percent":
                hint = Words(
                    zh=f"按比率给分写成 分值 * {e.span.text}；按百分点给分写成 {e.span.text} / 1%",
                    en=f"write points * {e.span.text} for a share of points, {e.span.text} / 1% for percentage points",
                )
            elif kinds == ("yes_no",):
                slip = slips.of_label(e.span, e.value, self.names.facts) if isinstance(e, tree.Text) else None
                if slip is not None:
                    self.say_and_give_up(slip)
                hint = Words(
                    zh="写 是 或 否，或一个比较，如 a >= 1", en="write yes or no, or a comparison such as a >= 1"
                )
            self.wrong(
                type_codes.WRONG_KIND,
                e.span,
                hint=hint,
                wanted=wording.of_kinds(*kinds[:1]),
                found=wording.of_type(resolved.type),
            )
        return resolved

    def constant(self, e: tree.Expr) -> Number:
        """A number that is the same for all evidence. Raises Unresolved."""
        match e:
            case tree.Number() | tree.Percent():
                return self._number(e)
            case tree.Negative(operand=operand):
                return -self.constant(operand)
            case tree.Arithmetic(op=op, left=left, right=right) if op in ("+", "-", "*", "/"):
                a, b = self.constant(left), self.constant(right)
                if op == "/" and b == 0:
                    self.wrong(type_codes.MAY_DIVIDE_BY_ZERO, right.span, text=right.span.text)
                return _calculate(op, a, b)
            case (
                tree.Arithmetic() | tree.Date() | tree.Day() | tree.Text() | tree.YesNo() | tree.Ref() | tree.DottedId()
                | tree.Comparison() | tree.Membership() | tree.IsMissing() | tree.Logic() | tree.Not() | tree.IfElse()
                | tree.Call() | tree.Ordinal() | tree.RankWithin()
            ):  # fmt: skip
                slip = slips.of_name(e.span, e.span.text, (), (), grades=False)
                if slip is not None:
                    self.say_and_give_up(slip)
                self.wrong(type_codes.NOT_CONSTANT, e.span)

    def share(self, e: tree.Expr) -> m.Const:
        """A percentage from 0 to 100, as a constant. Raises Unresolved."""
        value = self._of_kind(e, Scope(), "percent")
        share = self.constant(e)
        if not 0 <= share <= 1:
            self.wrong(type_codes.SHARE_OUT_OF_RANGE, e.span)
        return m.Const(value=share, type=value.type, span=e.span)

    # --- any kind --------------------------------------------------------------------------------

    def value(self, e: tree.Expr, scope: Scope, choices: Type | None = None) -> m.Expr:
        """The expression; a bare name may be one of ``choices``. Raises Unresolved."""
        match e:
            case tree.Number():
                value = self._number(e)
                return m.Const(value=value, type=COUNT if isinstance(value, int) else NUMBER, span=e.span)
            case tree.Percent():
                return m.Const(value=self._number(e), type=PERCENT, span=e.span)
            case tree.Date():
                return m.Const(value=e.value, type=DATE, span=e.span)
            case tree.Day():
                return m.Const(value=self._day(e), type=DATE, span=e.span)
            case tree.Text():
                return self._text(e, choices)
            case tree.YesNo():
                return m.Const(value=e.value, type=YES_NO, span=e.span)
            case tree.Ref():
                return self._name(e, scope, choices)
            case tree.DottedId():
                day = written_date(e.text)
                if day is not None:
                    fixes = replaced(e.span, day)
                    self.wrong(syntax_codes.OTHER_DATE, e.span, fixes=fixes, written=e.text, instead=day)
                self.wrong(
                    codes.WRONG_PLACE,
                    e.span,
                    name=e.text,
                    why=Words(zh="条目的得分写 score(…)", en="the points of a node are score(…)"),
                )
            case tree.Negative():
                operand = self._of_kind(e.operand, scope, "number", "percent", "ratio")
                if isinstance(operand, m.Const) and isinstance(operand.value, int | Fraction):
                    return m.Const(value=-operand.value, type=_signed(operand.type), span=e.span)
                zero = m.Const(value=0, type=operand.type, span=e.span)
                return m.Arithmetic(op="-", left=zero, right=operand, type=_signed(operand.type), span=e.span)
            case tree.Arithmetic():
                return self._arithmetic(e, scope)
            case tree.Comparison():
                left, right = self.together(e.left, e.right, scope)
                if not comparable(left.type, right.type, e.op):
                    self._not_comparable(e.span, left, right)
                return m.Compare(op=e.op, left=left, right=right, type=YES_NO, span=e.span)
            case tree.Membership():
                return self._membership(e, scope)
            case tree.IsMissing():
                operand = self.value(e.operand, scope)
                missing = m.Missing(operand=operand, type=YES_NO, span=e.span)
                return m.Not(operand=missing, type=YES_NO, span=e.span) if e.negated else missing
            case tree.Logic():
                operands = self.each(e.operands, lambda o: self.condition(o, scope))
                return m.Logic(op=e.op, operands=operands, type=YES_NO, span=e.span)
            case tree.Not():
                return m.Not(operand=self.condition(e.operand, scope), type=YES_NO, span=e.span)
            case tree.IfElse():
                condition = self.condition(e.condition, scope)
                then, otherwise = self.together(e.then, e.otherwise, scope, choices)
                type = unified(beside(then, [otherwise]), beside(otherwise, [then]))
                if type is None:
                    self._not_comparable(e.span, then, otherwise)
                return m.If(condition=condition, then=then, otherwise=otherwise, type=type, span=e.span)
            case tree.Call():
                return functions.resolve(self, e, scope, choices)
            case tree.Ordinal():
                return self._ordinal(e, scope)
            case tree.RankWithin():
                self._need_grades(e.span, "rank within", scope)
                share = self._of_kind(e.share, scope, "percent", "number")
                return m.RankWithin(share=share, rounded_up=e.rounded_up, type=YES_NO, span=e.span)
            case _:
                assert_never(e)

    def together(self, a: tree.Expr, b: tree.Expr, scope: Scope, choices: Type | None = None) -> tuple[m.Expr, m.Expr]:
        """Two expressions where each may tell which choices the other's bare name is from."""
        unknown = [e for e in (a, b) if isinstance(e, tree.Ref) and not self.is_name(e, scope)]
        if choices is None and len(unknown) == 2:
            self._neither(unknown[0], unknown[1], scope)
        if choices is None and isinstance(a, tree.Ref | tree.Text) and not self.is_name(a, scope):
            right = self.value(b, scope)
            return self.value(a, scope, right.type if right.type.kind == "choice" else None), right
        left = self.value(a, scope, choices)
        right = self.value(b, scope, left.type if left.type.kind == "choice" else choices)
        if isinstance(a, tree.Ref) and left.type.kind != "choice" and _has_option(right.type, a.name):
            # A name that is also a fact or a field means the option beside a value of its list, on either side.
            left = self._choice(a.name, a.span, right.type)
        return left, right

    def _fields(self, scope: Scope) -> list[tuple[str, Type]]:
        """The fields of the rows that an expression stands in, innermost first, and the plain facts."""
        fields = [(n, t) for rows in reversed(scope.rows) for n, t in rows.fields.items()]
        return fields + [(n, f.type) for n, f in self.names.facts.items() if not isinstance(f, EventsFact)]

    def _neither(self, a: tree.Ref, b: tree.Ref, scope: Scope) -> NoReturn:
        """Reports two names of which neither is known: the first, which may be the field that has the other."""
        guess = next((n for n, t in self._fields(scope) if any(b.name in (o.name, o.label) for o in t.options)), None)
        if (
            guess is not None
            and slips.of_name(a.span, a.name, self._option_names(), self._events(), grades=False) is None
        ):
            fixes = replaced(a.span, guess, safe=False)
            self.wrong(codes.UNKNOWN_NAME, a.span, hint=DID_YOU_MEAN, fixes=fixes, name=a.name, guess=guess)
        self.value(a, scope)
        raise Unresolved

    def collection(self, e: tree.Expr, where: tree.Expr | None, scope: Scope) -> tuple[m.Collection, Scope]:
        """Events or ``children(…)``, filtered; and the scope inside. Raises Unresolved."""
        level = len(scope.rows)
        match e:
            case tree.Ref(name=name):
                fact = self.names.events(name)
                if fact is None:
                    self.unknown(codes.UNKNOWN_EVENTS, e.span, name, self._events())
                self.used.add(name)
                self.mention(e.span, Symbol("fact", name))
                inside = scope.inside(event_rows(fact, self.names.event_lets.get(name, {})))
                filtered = self.condition(where, inside) if where is not None else None
                return m.Events(fact=name, where=filtered, level=level), inside
            case tree.Call(function="children", arguments=(tree.Argument(where=None, of=None, value=node),)):
                id = self.node_id(node)
                inside = scope.inside(child_rows(id))
                filtered = self.condition(where, inside) if where is not None else None
                return m.Children(node=id, where=filtered, level=level), inside
            case tree.Placed():
                self.wrong(
                    codes.WRONG_PLACE,
                    e.span,
                    name=e.span.text,
                    why=Words(zh="这里要一组事项，或 children(…)", en="events, or children(…), belong here"),
                )

    def is_collection(self, e: tree.Expr) -> bool:
        """Whether it names events or children (and not a value)."""
        match e:
            case tree.Ref(name=name):
                return self.names.events(name) is not None
            case tree.Call(function="children"):
                return True
            case tree.Placed():
                return False

    def node_id(self, e: tree.Expr) -> str:
        """The node an argument names. Raises Unresolved."""
        match e:
            case tree.Number(text=text) | tree.DottedId(text=text) | tree.Ref(name=text) | tree.Text(value=text):
                if text in self.names.nodes:
                    self.mention(e.span, Symbol("node", text))
                    return text
                self._unknown_node(e.span, text)
            case tree.Placed():
                self.wrong(
                    codes.WRONG_PLACE,
                    e.span,
                    name=e.span.text,
                    why=Words(zh="这里要条目的编号", en="the id of a node belongs here"),
                )

    def _unknown_node(self, span: Span, id: str) -> NoReturn:
        """Reports the id of no node, with those that stand beside where it would."""
        parent, dot, _ = id.rpartition(".")
        beside = [n for n in self.names.nodes if n.rpartition(".")[0] == parent] if dot else []
        if len(beside) < 2 or id.rstrip("0") in beside:
            self.unknown(codes.UNKNOWN_NODE, span, id, self.names.nodes)
        hint = Words(zh=f"“{parent}”之下现有 {'、'.join(beside)}", en=f"below “{parent}” there are {', '.join(beside)}")
        self.wrong(codes.UNKNOWN_NODE, span, hint=hint, name=id, guess="")

    def unknown(self, code: Code, span: Span, name: str, known: Iterable[str], **args: object) -> NoReturn:
        """Report an unknown name and give up on the expression."""
        self.report.unknown(code, span, name, known, **args)
        raise Unresolved

    def wrong(
        self, code: Code, span: Span, *, hint: Words | None = None, fixes: tuple[Fix, ...] = (), **args: object
    ) -> NoReturn:
        """Report and give up on the expression."""
        self.say_and_give_up(Diagnostic(code=code, span=span, args=args, hint=hint, fixes=fixes))

    def say_and_give_up(self, diagnostic: Diagnostic) -> NoReturn:
        """Report what is wrong with an expression and give up on it."""
        self.report.diagnostics.append(diagnostic)
        raise Unresolved

    def each(self, items: Iterable[Item], resolve: Callable[[Item], m.Expr]) -> tuple[m.Expr, ...]:
        """Resolve each item, so that all that is wrong is said, before giving up."""
        done: list[m.Expr] = []
        failed = False
        for item in items:
            try:
                done.append(resolve(item))
            except Unresolved:
                failed = True
        if failed:
            raise Unresolved
        return tuple(done)

    # --- what was used ---------------------------------------------------------------------------

    def mention(self, span: Span, symbol: Symbol) -> None:
        """Note that a name was used."""
        self.mentions.append(Mention(symbol, span))

    def mention_shown(self, span: Span, because: str | None, scope: Scope) -> None:
        """Note the names that a ``because`` shows in braces."""
        self.mentions += shown_in(span, because, lambda name: self._shown(name, scope))

    def _shown(self, name: str, scope: Scope) -> Symbol | None:
        for rows in reversed(scope.rows):
            if rows.fact is not None and name in rows.fields:
                return Symbol("field", name, rows.name)
        return Symbol("fact", name) if name in self.names.facts else None

    def owner(self, choices: Type) -> str:
        """The fact, or ``events.field``, that declares a choice; the first of those that declare the same."""
        if not self._owner_of_options:
            for name, fact in self.names.facts.items():
                for field in fact.fields if isinstance(fact, EventsFact) else (fact,):
                    owner = name if field is fact else f"{name}.{field.name}"
                    self._owner_of_options.setdefault(field.type.options, owner)
        return self._owner_of_options.get(choices.options, "")

    # --- parts -----------------------------------------------------------------------------------

    def _number(self, e: tree.Number | tree.Percent) -> Number:
        whole, _, decimals = e.text.partition(".")
        if len(whole.lstrip("0")) > DIGITS or len(decimals) > DIGITS:
            self.wrong(type_codes.TOO_LARGE, e.span, text=e.text[:20] + "…")
        return exact(e.value)

    def _day(self, e: tree.Day) -> date:
        period = self.names.period
        day = f"{e.month:02}-{e.day:02}"
        found: list[date] = []
        years = range(period[0].year, period[1].year + 1) if period else ()
        for year in years:
            try:
                found.append(date(year, e.month, e.day))
            except ValueError:
                continue
        inside = [d for d in found if period and period[0] <= d <= period[1]]
        if len(inside) == 1:
            return inside[0]
        if len(found) == 1 and len(years) == 1:
            return found[0]
        self.wrong(type_codes.DAY_WITHOUT_YEAR, e.span, day=day)

    def _text(self, e: tree.Text, choices: Type | None) -> m.Expr:
        if choices is None:
            return m.Const(value=e.value, type=TEXT, span=e.span)
        return self._choice(e.value, e.span, choices)

    def _choice(self, text: str, span: Span, choices: Type) -> m.Const:
        for option in choices.options:
            if text in (option.name, option.label):
                self.mention(span, Symbol("option", option.name, self.owner(choices)))
                return m.Const(value=option.name, type=choices, span=span)
        names = [n for o in choices.options for n in (o.name, o.label) if n]
        listed = ", ".join(f"{o.name} “{o.label}”" if o.label else o.name for o in choices.options)
        self.unknown(codes.UNKNOWN_OPTION, span, text, names, options=listed)

    def is_name(self, e: tree.Ref | tree.Text, scope: Scope) -> bool:
        """Whether it has a meaning of its own, without a list of options."""
        if isinstance(e, tree.Text):
            return False
        return (
            any(rows.field(e.name) in rows.fields or e.name in rows.lets for rows in scope.rows)
            or e.name in self.names.facts
            or e.name in self.names.lets
            or any(e.name in self.names.node_lets.get(node, {}) for node in self._enclosing(scope))
            or (scope.grades and e.name in ("total", "rank"))
        )

    def _name(self, e: tree.Ref, scope: Scope, choices: Type | None) -> m.Expr:
        name = e.name
        if choices is not None and any(name in (o.name, o.label) for o in choices.options):
            return self._choice(name, e.span, choices)
        for level in reversed(range(len(scope.rows))):
            rows = scope.rows[level]
            field = rows.field(name)
            if field in rows.fields:
                if rows.fact is not None and name in self.names.facts:
                    self._once(codes.SHADOWED, e.span, name=name, events=rows.name)
                if rows.fact is not None:
                    self.mention(e.span, Symbol("field", field, rows.name))
                of = None if rows.fact is None else rows.fact.name
                return m.FieldRef(name=field, fact=of, level=level, type=rows.fields[field], span=e.span)
            if name in rows.lets and rows.fact is not None:
                self.mention(e.span, Symbol("let", name, f"fact {rows.name}"))
                type = self._let_type(rows.lets[name], f"fact {rows.name}", Scope(rows=(rows,)))
                return m.LetRef(name=name, scope=f"fact {rows.name}", level=level, type=type, span=e.span)
        for node in self._enclosing(scope):
            if name in self.names.node_lets.get(node, {}):
                outer = scope.rows[:1] if self._stands_per_event(node) else ()
                let_scope = Scope(rows=outer, node=node)
                self.mention(e.span, Symbol("let", name, node))
                type = self._let_type(self.names.node_lets[node][name], node, let_scope)
                return m.LetRef(name=name, scope=node, level=len(outer), type=type, span=e.span)
        if name in self.names.lets:
            self.used.add(f"let {name}")
            self.mention(e.span, Symbol("let", name))
            type = self._let_type(self.names.lets[name], "", Scope())
            return m.LetRef(name=name, scope="", level=0, type=type, span=e.span)
        fact = self.names.facts.get(name)
        if fact is not None:
            self.mention(e.span, Symbol("fact", name))
        if isinstance(fact, EventsFact):
            self.wrong(type_codes.EVENTS_AS_VALUE, e.span, name=name)
        if fact is not None:
            self.used.add(name)
            return m.FactRef(name=name, type=fact.type, span=e.span)
        if name == "total":
            self._need_grades(e.span, name, scope)
            return m.Total(type=NUMBER, span=e.span)
        if name == "rank":
            self._need_grades(e.span, name, scope)
            return m.RankOf(type=COUNT, span=e.span)
        if choices is not None:
            return self._choice(name, e.span, choices)
        known = [n for rows in scope.rows for n in (*rows.fields, *rows.lets)]
        known += [*self.names.lets, *self.names.facts]
        events = self._events()
        slip = slips.of_name(e.span, name, [*known, *self._option_names()], events, grades=scope.grades)
        slip = slip or slips.of_label(e.span, name, self.names.facts)
        slip = slip or slips.of_option(e.span, name, self._fields(scope))
        if slip is None and slips.continues_hyphens(e.span, [*known, *events]):
            raise Unresolved
        slip = slip or slips.of_hyphens(e.span, [*known, *events])
        if slip is not None:
            self.say_and_give_up(slip)
        if scope.grades:
            known += [*keywords.BUILTIN_NAMES, *keywords.BUILTIN_NAMES.values()]
        if name in self.names.tables:
            keys = ", ".join(k.text for k in self.names.tables[name].keys) or "…"
            self.wrong(syntax_codes.NO_BRACKETS, e.span, word=name, mended=f"{name}({keys})")
        self.unknown(codes.UNKNOWN_NAME, e.span, name, known)

    def _events(self) -> list[str]:
        return [n for n in self.names.facts if self.names.events(n)]

    def _option_names(self) -> Iterable[str]:
        """The names and labels of all choices, and the fields they are choices of."""
        for fact in self.names.facts.values():
            for field in fact.fields if isinstance(fact, EventsFact) else (fact,):
                yield field.name
                yield from (n for o in field.type.options for n in (o.name, o.label) if n)

    def _enclosing(self, scope: Scope) -> Iterable[str]:
        node = scope.node
        while node:
            yield node
            node = self.names.parents.get(node)

    def _stands_per_event(self, node: str) -> bool:
        return any(
            isinstance(part, tree.PerEvent)
            for id in self._enclosing(Scope(node=node))
            if id in self.names.nodes
            for part in self.names.nodes[id].body
        )

    def _let_type(self, let: tree.Let, scope_name: str, scope: Scope) -> Type:
        resolved = self.let(let, scope_name, scope)
        if resolved is None:
            raise Unresolved
        return resolved.type

    def let(self, let: tree.Let, scope_name: str, scope: Scope) -> m.Expr | None:
        """What a let stands for, resolved once; None if it has no meaning."""
        key = (scope_name, let.name.text)
        if self._in_ring(key, let.name.span):
            return None
        if key not in self._lets:
            self._open.append(key)
            try:
                for step in self._steps_beneath(key):
                    self.let(step, scope_name, scope)
                self._lets[key] = self.value(let.value, scope)
            except Unresolved:
                self._lets[key] = None
            finally:
                self._open.pop()
        return self._lets[key]

    def _steps_beneath(self, key: tuple[str, str]) -> Iterator[tree.Let]:
        """The lets of the same scope that are resolved first, so that a long chain is no deep one."""
        scope, name = key
        if scope not in self._steps:
            self._steps[scope] = steps_of(self._lets_of(scope))
        steps = beneath(name, self._steps[scope], lambda n: (scope, n) in self._lets or (scope, n) in self._open)
        return (self._lets_of(scope)[step] for step in steps)

    def _lets_of(self, scope: str) -> Mapping[str, tree.Let]:
        if scope.startswith("fact "):
            return self.names.event_lets.get(scope.removeprefix("fact "), {})
        return self.names.node_lets.get(scope, {}) if scope else self.names.lets

    def table(self, name: str, keys: Sequence[Type | None] = ()) -> Table | None:
        """A table or ladder, resolved once; None if it has no meaning. ``keys`` are what it is called with first."""
        declared = self.names.tables[name]
        key = ("table", name)
        if self._in_ring(key, declared.name.span):
            return None
        if name not in self._tables:
            self._open.append(key)
            self._tables[name] = self._table_of(declared, keys, self)
            self._open.pop()
        return self._tables[name]

    def need_table(self, name: str, keys: Sequence[Type | None]) -> Table:
        """A table or ladder that is called with these. Raises Unresolved."""
        table = self.table(name, keys)
        if table is None:
            raise Unresolved
        return table

    def _in_ring(self, key: tuple[str, str], span: Span) -> bool:
        if key not in self._open:
            return False
        ring = [name for _, name in self._open[self._open.index(key) :]] + [key[1]]
        self.report.say(codes.RING, span, ring=" → ".join(ring))
        return True

    def resolved_let(self, ref: m.LetRef) -> m.Expr | None:
        """What a reference to a let stands for, which has been resolved with it."""
        return self._lets.get((ref.scope, ref.name))

    def _arithmetic(self, e: tree.Arithmetic, scope: Scope) -> m.Expr:
        left, right = self.each((e.left, e.right), lambda o: self.value(o, scope))
        if e.op == "^":
            exponent = right.value if isinstance(right, m.Const) else 0
            if not (is_whole(right) and is_small(right) and isinstance(exponent, int) and 0 <= exponent <= 100):
                self.wrong(type_codes.BAD_POWER, e.right.span)
        type = combined(e.op, left.type, right.type)
        if type is None:
            hint = None
            if left.type.kind == right.type.kind == "date":
                hint = Words(
                    zh="两个日期相差几天写 days(早, 晚)", en="the days between two dates are days(earlier, later)"
                )
            elif {left.type.kind, right.type.kind} == {"number", "percent"}:
                hint = Words(
                    zh="与比率加减的数也要写成 %，如 100%", en="write the number as a percentage too, as in 100%"
                )
            self.wrong(
                type_codes.NOT_ADDABLE,
                e.span,
                hint=hint,
                left=wording.of_type(left.type),
                right=wording.of_type(right.type),
            )
        if (
            isinstance(left, m.Const)
            and isinstance(right, m.Const)
            and e.op != "^"
            and not (e.op == "/" and right.value == 0)
        ):
            return m.Const(value=self.constant(e), type=type, span=e.span)
        return m.Arithmetic(op=e.op, left=left, right=right, type=type, span=e.span)

    def _membership(self, e: tree.Membership, scope: Scope) -> m.Expr:
        operand = self.value(e.operand, scope)
        choices = operand.type if operand.type.kind == "choice" else None
        items = self.each(e.items, lambda i: self.value(i, scope, choices))
        for item in items:
            if not comparable(operand.type, item.type, "="):
                self._not_comparable(item.span, operand, item)
        contains = m.Contains(operand=operand, items=items, type=YES_NO, span=e.span)
        return m.Not(operand=contains, type=YES_NO, span=e.span) if e.negated else contains

    def _ordinal(self, e: tree.Ordinal, scope: Scope) -> m.Expr:
        level = scope.ordinal
        rows: Rows | None = scope.rows[level] if level is not None and level < len(scope.rows) else None
        if level is None or rows is None or rows.fact is None:
            self.wrong(type_codes.ORDINAL_OUTSIDE, e.span)
        if e.by is not None:
            by = self.value(e.by, scope)
        elif rows.fact.order_by is None:
            self.wrong(type_codes.ORDINAL_UNDATED, e.span, events=rows.name)
        else:
            field = rows.fact.order_by
            by = m.FieldRef(name=field, fact=rows.name, level=level, type=rows.fields[field], span=e.span)
        same = self.each(e.same, lambda k: self.value(k, scope))
        return m.Ordinal(by=by, same=same, level=level, type=COUNT, span=e.span)

    def _need_grades(self, span: Span, name: str, scope: Scope) -> None:
        if not scope.grades:
            why = Words(
                zh="总分和排名只在等次的条件和排名的依据里有",
                en="total and rank exist only in the conditions and keys of grades",
            )
            self.wrong(codes.WRONG_PLACE, span, name=name, why=why)

    def _not_comparable(self, span: Span, left: m.Expr, right: m.Expr) -> NoReturn:
        slip = slips.of_comparison(left, right)
        if slip is not None:
            self.say_and_give_up(slip)
        hint = None
        fixes: tuple[Fix, ...] = ()
        if {left.type.kind, right.type.kind} == {"number", "percent"}:
            number = left if left.type.kind == "number" else right
            if isinstance(number, m.LetRef):
                number = self.resolved_let(number) or number
            match number:
                case m.Const(value=int() | Fraction() as plain_number, span=written):
                    meant = slips.share_meant(plain_number, written)
                    hint = Words(zh=f"写成 {meant}", en=f"write {meant}")
                    if plain_number == 1:
                        hint = Words(
                            zh="全部写成 100%，百分之一写成 1%", en="write 100% for the whole, 1% for a hundredth"
                        )
                    if span.start <= written.start and written.end <= span.end:
                        span = written
                        # 1 may be a hundredth or the whole.
                        fixes = replaced(written, meant, safe=plain_number != 1)
                case m.Arithmetic(
                    op="+" | "-", left=rate, right=m.Const(value=int() | Fraction() as added, span=written)
                ) if rate.type.kind == "ratio":
                    # A growth rate, now / before - 1.
                    share = f"{plain(added * 100)}%"
                    hint = Words(zh=f"把 {written.text} 写成 {share}", en=f"write {share} for {written.text}")
                case m.Typed():
                    pass
        self.wrong(
            type_codes.NOT_COMPARABLE,
            span,
            hint=hint,
            fixes=fixes,
            left=wording.of_type(left.type),
            right=wording.of_type(right.type),
        )

    def _once(self, code: Code, span: Span, **args: object) -> None:
        if (code, span.start) not in self._said:
            self._said.add((code, span.start))
            self.report.diagnostics.append(Diagnostic(code=code, span=span, args=args))


def _has_option(type: Type, name: str) -> bool:
    return any(name in (o.name, o.label) for o in type.options)


def _calculate(op: str, a: Number, b: Number) -> Number:
    if op == "/":
        return divide(a, b)
    return a + b if op == "+" else a - b if op == "-" else a * b


def _signed(type: Type) -> Type:
    return NUMBER if type == COUNT else type
