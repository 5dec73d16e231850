"""Trees that some text has: every construct, in any combination the grammar allows."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

from hypothesis import strategies as st

from rubric_dsl.language.keywords import FUNCTIONS, KEYWORDS, RESERVED
from rubric_dsl.syntax import tree

# Soft words among them, because a name may be one almost anywhere.
_NAMES = [
    "a",
    "b1",
    "tasks",
    "表彰",
    "加分",
    "date",
    "日期",
    "level",
    "总额",
    "lower",
    "none",
    "full",
    "满分",
    "leaves",
    "_x",
    "sum",
]
_NAMES += ["取高", "worth", "units", "天"]
names = st.sampled_from(_NAMES).map(lambda t: tree.Name(text=t))
fact_names = st.sampled_from([n for n in _NAMES if n not in ("check", "let")]).map(lambda t: tree.Name(text=t))
quotable = names | st.sampled_from(["A-", "优 秀", "when", "3", ""]).map(lambda t: tree.Name(text=t, quoted=True))
ids = st.sampled_from(["1", "2.10", "1.5.2", "10.1.1.1", "bonus", "加分项"]).map(lambda t: tree.Name(text=t))


def _holdable(text: str) -> bool:
    bad = any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)
    return not bad and unicodedata.is_normalized("NFC", text) and unicodedata.is_normalized("NFC", f'"{text}"')


texts = st.text(alphabet=st.sampled_from('ab 甲乙“”「」『』#(（:，。"'), max_size=8).filter(
    lambda t: '"' not in t or ("「" not in t and "」" not in t)
) | st.text(max_size=6).filter(lambda t: _holdable(t) and '"' not in t)

numbers = st.sampled_from(["0", "1", "2.10", "0.5", "007", "100"]).map(lambda t: tree.Number(text=t))
whole = st.integers(1, 9).map(lambda n: tree.Number(text=str(n)))
dates = st.dates(datetime.date(1, 1, 1)).map(lambda d: tree.Date(value=d))
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)).map(
    lambda d: tree.Day(month=d.month, day=d.day)
)
refs = st.sampled_from([*_NAMES, "total", "rank"]).map(lambda t: tree.Ref(name=t))
atoms: Any = st.one_of(
    numbers,
    numbers.map(lambda n: tree.Percent(text=n.text)),
    dates,
    days,
    texts.map(lambda t: tree.Text(value=t)),
    st.booleans().map(lambda b: tree.YesNo(value=b)),
    refs,
    st.sampled_from(["1.5.2", "2.10.1"]).map(lambda t: tree.DottedId(text=t)),
)
functions = st.sampled_from([*FUNCTIONS, "honour", "对照"])
# A key that decides how the words before it are read must be plain: see keywords._phrases.
plain_keys = refs | st.builds(tree.Call, function=functions, arguments=st.tuples(st.builds(tree.Argument, value=refs)))


def _tuple(items: Any, least: int = 1, most: int = 3) -> Any:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


def _extend(e: Any) -> Any:
    some = st.none() | e
    arguments = st.one_of(
        st.builds(tree.Argument, value=e),
        st.builds(tree.Argument, value=e, paired=e),
        st.builds(tree.Argument, value=e, of=some, where=some, same=_tuple(e, 0, 2)),
        st.builds(tree.Argument, value=e, lower=st.just(True), where=some, same=_tuple(e, 0, 2)),
        st.builds(tree.Argument, value=e, unit=st.sampled_from(["days", "working days", "months", "years"])),
    )
    return st.one_of(
        st.builds(tree.Negative, operand=e),
        st.builds(tree.Arithmetic, op=st.sampled_from("+-*/^"), left=e, right=e),
        st.builds(tree.Comparison, op=st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), left=e, right=e),
        st.builds(tree.Membership, operand=e, items=_tuple(e), negated=st.booleans()),
        st.builds(tree.IsMissing, operand=e, negated=st.booleans()),
        st.builds(tree.Logic, op=st.sampled_from(["and", "or"]), operands=_tuple(e, 2)),
        st.builds(tree.Not, operand=e),
        st.builds(tree.IfElse, then=e, condition=e, otherwise=e),
        st.builds(tree.Call, function=functions, arguments=_tuple(arguments, 0)),
        st.builds(tree.Ordinal, same=_tuple(plain_keys, 0, 2), by=st.none() | plain_keys),
        st.builds(tree.RankWithin, share=atoms, rounded_up=st.booleans()),
    )


exprs: Any = st.recursive(atoms, _extend, max_leaves=6)
maybe = st.none() | exprs

# --- attributes and clauses ------------------------------------------------------------------------

modes = st.sampled_from(["half_up", "half_even", "up", "down"])
maybe_text = st.none() | texts
cites = st.builds(tree.Cite, source=names, where=texts, quote=maybe_text)
notes = st.builds(tree.Note, text=texts)
uses = st.builds(tree.UseReading, name=names)
attributes = st.one_of(
    st.builds(tree.Worth, value=exprs),
    st.builds(tree.Cap, value=maybe),
    st.builds(tree.Floor, value=maybe),
    st.builds(tree.Start, value=exprs),
    st.builds(tree.Weight, value=exprs),
    st.builds(tree.Combine, mode=st.sampled_from(["sum", "highest", "average", "weighted"])),
    st.builds(tree.Combine, mode=st.just("highest"), count=st.integers(1, 9)),
    st.builds(tree.PerEvent, events=names, where=maybe, mode=st.sampled_from(["average", "sum", "highest", "lowest"])),
    st.builds(tree.Applies, condition=exprs, otherwise=maybe | st.sampled_from(["full", "zero"])),
    st.just(tree.Rescale()),
    st.builds(tree.Zero, condition=exprs, because=maybe_text),
    st.builds(tree.Round, step=exprs, mode=modes, leaves=st.booleans()),
    cites,
    uses,
    notes,
    st.builds(tree.Needs, text=texts),
)
judged = st.builds(tree.Judged, reason_optional=st.booleans()) | st.builds(
    tree.Judged, low=exprs, high=exprs, reason_optional=st.booleans()
)
amounts = exprs | judged
pers = st.builds(
    tree.Per,
    what=exprs,
    where=maybe,
    selections=_tuple(
        st.builds(tree.HighestPer, keys=_tuple(exprs, 1, 2)) | st.builds(tree.HighestCount, count=exprs), 0, 2
    ),
)
_modifiers: dict[str, Any] = {"per": st.none() | pers, "when": maybe, "up_to": maybe, "because": maybe_text}


def _rows(conditional: Any, last: Any) -> Any:
    """Rows of which only the last may be the one for all other cases."""
    return st.tuples(_tuple(conditional, 1, 2), st.none() | last).map(lambda t: t[0] + ((t[1],) if t[1] else ()))


rows = _rows(
    st.builds(tree.Row, amount=amounts, condition=exprs, because=maybe_text),
    st.builds(tree.Row, amount=amounts, condition=st.none(), because=maybe_text),
)
clauses = st.one_of(
    st.builds(tree.Clause, kind=st.sampled_from(["award", "deduct"]), amount=amounts, **_modifiers),
    st.builds(tree.Clause, kind=st.just("judged"), amount=judged, **_modifiers),
    st.builds(tree.Clause, kind=st.sampled_from(["award", "deduct"]), rows=rows, per=st.none() | pers, up_to=maybe),
)
lets = st.builds(tree.Let, name=names, value=exprs)
nodes: Any = st.deferred(
    lambda: st.builds(
        tree.NodeDecl,
        kind=st.sampled_from(["section", "item", "point"]),
        id=ids,
        title=maybe_text,
        body=_once(attributes | clauses | lets | nodes),
    )
)


def _once(statements: Any, most: int = 3) -> Any:
    """Statements of which no two are of a kind that may stand once."""
    return st.lists(statements, max_size=most).map(lambda found: tuple({_kind(s): s for s in found}.values()))


def _kind(s: Any) -> object:
    if isinstance(s, tree.Round):
        return (tree.Round, s.leaves)
    return type(s)


# --- declarations ------------------------------------------------------------------------------------

plain_types = st.builds(tree.PlainType, word=st.sampled_from(["yes_no", "count", "number", "percent", "date", "text"]))
choices = st.builds(tree.ChoiceType, options=_tuple(st.builds(tree.Option, name=quotable, label=maybe_text)))
events = st.builds(tree.EventsType, in_period=st.booleans()) | st.builds(
    tree.EventsType, in_period=st.just(True), by=names
)
_fact: dict[str, Any] = {
    "name": fact_names,
    "optional": st.booleans(),
    "label": maybe_text,
    "default": maybe,
    "checks": _tuple(exprs, 0, 2),
}
fields = st.builds(tree.FactDecl, type=plain_types | choices, **_fact)
checks = st.builds(tree.Check, condition=exprs)
facts = fields | st.builds(tree.FactDecl, type=events, members=_tuple(fields | lets | checks, 0), **_fact)
evidence = st.builds(tree.EvidenceBlock, members=_tuple(facts | lets | checks, 0))
bounds = st.builds(tree.Bound, op=st.sampled_from(["=", "<", "<=", ">", ">="]), value=exprs)
ranges = st.builds(
    lambda low, high, x, y: (tree.Bound(op=low, value=x), tree.Bound(op=high, value=y)),
    st.sampled_from([">", ">="]),
    st.sampled_from(["<", "<="]),
    exprs,
    exprs,
)
patterns = st.one_of(
    st.builds(tree.Pattern, value=exprs),
    st.builds(tree.Pattern, bounds=st.tuples(bounds)),
    st.builds(tree.Pattern, bounds=ranges),
)
any_patterns = st.builds(lambda p: (p, tree.Pattern()), patterns) | _tuple(patterns)
table_rows = _rows(
    st.builds(tree.TableRow, patterns=any_patterns, value=exprs),
    st.builds(tree.TableRow, patterns=st.just(()), value=exprs),
)
tables = st.builds(
    tree.TableDecl, kind=st.sampled_from(["table", "ladder"]), name=names, keys=_tuple(names), rows=table_rows
)
ladders = st.builds(tree.TableDecl, kind=st.just("ladder"), name=names, keys=st.just(()), rows=table_rows)

# --- grades and review -------------------------------------------------------------------------------

keys = _tuple(st.builds(tree.Key, value=exprs, lower=st.booleans()), 1, 2)
ranks = st.builds(tree.Rank, where=maybe, by=keys, same=_tuple(exprs, 0, 2))
vetoes = st.builds(
    tree.Veto,
    grade=quotable,
    condition=exprs,
    effect=st.none() | st.sampled_from(["unscored", "ranked last"]),
    because=maybe_text,
) | st.builds(tree.Veto, grade=quotable, condition=exprs, as_points=exprs, because=maybe_text)
quotas = st.builds(
    tree.Quota, bound=st.sampled_from(["at most", "at least"]), amount=exprs, where=maybe, rounded_up=st.booleans()
)
ties = st.builds(tree.Ties, mode=st.sampled_from(["out", "in"])) | st.builds(tree.Ties, mode=st.just("by"), by=keys)
grades = st.builds(tree.GradeDecl, name=quotable, condition=exprs, body=_once(quotas | ties | cites | uses | notes))
grade_blocks = st.builds(
    tree.GradesBlock, members=_tuple(vetoes | grades | lets | cites | uses | notes, 0)
) | st.builds(lambda r, g: tree.GradesBlock(members=(r, g)), ranks, grades)
windows = st.builds(tree.Window, days=exprs, working=st.booleans())
reviews = st.builds(tree.ReviewBlock, members=_once(windows | st.just(tree.Silence()) | cites | notes))

# --- amending and whole files --------------------------------------------------------------------------


def _targets(kind: str, name: Any, of: Any = st.none()) -> Any:  # noqa: B008  # strategies are immutable
    return st.builds(tree.Target, kind=st.just(kind), name=name, of=of)


@st.composite
def amendments(draw: Any) -> tree.Amendment:
    verb = draw(st.sampled_from(["change", "replace", "add"]))
    declared: Any = draw(
        nodes | facts | readings | tables | lets | grades | vetoes | ranks | reviews | grade_blocks | ladders
    )
    of = draw(st.none() | names) if isinstance(declared, tree.FactDecl) else None
    if verb == "add":
        after = draw(st.none() | ids)
        under = of if isinstance(declared, tree.FactDecl) else draw(st.none() | ids)
        return tree.Add(statement=declared, after=after, under=under)
    match declared:
        case tree.NodeDecl():
            target = tree.Target(kind=declared.kind, name=declared.id)
        case tree.FactDecl():
            target = tree.Target(kind="fact", name=declared.name, of=of)
        case tree.ReadingDecl():
            target = tree.Target(kind="reading", name=declared.name)
        case tree.TableDecl():
            target = tree.Target(kind=declared.kind, name=declared.name)
        case tree.Let():
            target = tree.Target(kind="let", name=declared.name)
        case tree.GradeDecl():
            target = tree.Target(kind="grade", name=declared.name)
        case tree.Veto():
            target = tree.Target(kind="veto", name=declared.grade)
        case tree.Rank():
            target = tree.Target(kind="rank")
        case tree.ReviewBlock():
            target = tree.Target(kind="review")
        case _:
            target = tree.Target(kind="grades")
    if verb == "replace":
        return tree.Replace(target=target, with_=declared)
    match declared:
        case tree.NodeDecl():
            return tree.Change(target=target, title=declared.title, body=declared.body)
        case tree.ReadingDecl():
            return tree.Change(target=target, title=draw(maybe_text), body=declared.notes)
        case tree.TableDecl() if not declared.keys:
            return tree.Change(target=target, body=declared.rows)
        case tree.GradeDecl() if draw(st.booleans()):
            return tree.Change(target=target, body=declared.body)
        case tree.ReviewBlock() | tree.GradesBlock():
            return tree.Change(target=target, body=declared.members)
        case _:
            return tree.Change(target=target, body=(declared,))


removals = st.one_of(
    st.builds(tree.Remove, target=_targets("item", ids)),
    st.builds(tree.Remove, target=_targets("fact", names, st.none() | names)),
    st.builds(tree.Remove, target=_targets("veto", quotable)),
    st.builds(tree.Remove, target=_targets("ladder", names)),
    st.builds(tree.Remove, target=_targets("rank", st.none())),
)
amending: Any = amendments() | removals
alternatives = st.none() | st.builds(tree.Alternative, text=texts, statements=_tuple(amending, 0, 1))
readings = st.builds(
    tree.ReadingDecl,
    name=names,
    text=texts,
    cites=_tuple(cites, 0, 1),
    notes=_tuple(notes, 0, 1),
    alternative=alternatives,
)
header_lines = st.one_of(
    st.builds(tree.Dsl, version=whole),
    st.builds(tree.Issuer, text=texts),
    st.builds(tree.Issued, date=dates),
    st.builds(tree.Period, first=dates, last=exprs),
    st.builds(tree.SourceDecl, name=names, title=texts),
    attributes,
    lets,
)
bases = st.none() | st.builds(tree.Base, name=names, file=texts, sha256=maybe_text)
headers = st.builds(tree.Header, name=names, title=maybe_text, base=bases, body=_once(header_lines))
statements = evidence | readings | nodes | tables | ladders | lets | grade_blocks | reviews | amending
_trees = st.builds(tree.Tree, header=headers, statements=_once(statements))


@st.composite
def trees(draw: Any) -> tree.Tree:
    """Whole files. (A composite, because the strategy itself is too long to show.)"""
    whole: tree.Tree = draw(_trees)
    return whole


words = sorted({w for k in KEYWORDS.values() for w in (k.en, k.zh)})
reserved = [w for k in RESERVED for w in (k.en, k.zh)]
