"""Amending: a tree and statements that change it make another tree.

Everything keeps the place where it was written, so what is wrong with the result is said at the
line that caused it, in whichever file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from rubric_dsl.check.report import Report
from rubric_dsl.syntax import tree
from rubric_dsl.text.codes import amend as codes
from rubric_dsl.text.diagnostic import Words

Statements = tuple[Any, ...]
Edit = Callable[[Any], Any]
"""What becomes of a statement: another one, or None where it goes."""

_KINDS = {
    "section": Words(zh="部分", en="section"),
    "item": Words(zh="项目", en="item"),
    "point": Words(zh="分项", en="point"),
    "fact": Words(zh="佐证", en="fact"),
    "reading": Words(zh="口径", en="reading"),
    "table": Words(zh="对照表", en="table"),
    "ladder": Words(zh="分档", en="ladder"),
    "let": Words(zh="令", en="let"),
    "grade": Words(zh="等次", en="grade"),
    "veto": Words(zh="一票否决", en="veto"),
    "rank": Words(zh="排名", en="ranking"),
    "review": Words(zh="复核", en="review"),
    "grades": Words(zh="等次", en="grades"),
}
_NODES = ("section", "item", "point")


def amended(base: tree.Tree, header: tree.Header, amendments: Iterable[Any], report: Report) -> tree.Tree:
    """The base with a new header and the amendments made, in order."""
    assert base.header is not None
    made = evolve(base, header=_header(base.header, header))
    for statement in amendments:
        if isinstance(statement, tree.Amendment):
            made = apply(made, statement, report)
        else:
            report.say(codes.NOT_AN_AMENDMENT, statement.span)
    return made


def apply(base: tree.Tree, amendment: tree.Amendment, report: Report) -> tree.Tree:
    """The tree with one amendment made; as it was, with a diagnostic, where that cannot be done."""
    match amendment:
        case tree.Add():
            return _add(base, amendment, report)
        case tree.Remove(target=target):
            return _edit(base, target, lambda _: None, report)
        case tree.Replace(target=target, with_=with_):
            return _edit(base, target, lambda old: _replaced(old, with_), report)
        case tree.Change(target=target):
            return _edit(base, target, lambda old: _changed(old, amendment), report)


def _header(base: tree.Header, new: tree.Header) -> tree.Header:
    """The new header, with whatever it does not say as the base says it."""
    body = _merged(base.body, new.body)
    return evolve(new, title=new.title or base.title, base=None, body=body)


def _merged(old: Statements, new: Statements) -> Statements:
    """The new statements in the place of those of the same kind (and name); the rest as it was."""
    taken = {_slot(part) for part in new}
    kept: list[Any] = []
    placed: set[Any] = set()
    for part in old:
        slot = _slot(part)
        if slot not in taken:
            kept.append(part)
        elif slot not in placed:
            placed.add(slot)
            kept += [n for n in new if _slot(n) == slot]
    return (*kept, *(n for n in new if _slot(n) not in placed))


def _slot(part: tree.Placed) -> object:
    """What a statement takes the place of when it is given anew."""
    match part:
        case tree.Clause():
            return "clauses"
        case tree.Let(name=name) | tree.SourceDecl(name=name) | tree.FactDecl(name=name):
            return type(part), name.text
        case tree.NodeDecl(id=id):
            return "node", id.text
        case tree.Round(leaves=leaves):
            return type(part), leaves
        case tree.Placed():
            return type(part)


def _replaced(old: Any, new: Any) -> Any:
    """The new statement in the place of the old: its id, and for a node its title and worth, stay
    unless the new one has its own."""
    if not isinstance(new, tree.NodeDecl):
        return new
    given = {type(part) for part in new.body}
    kept = tuple(p for p in old.body if isinstance(p, tree.Worth | tree.Weight) and type(p) not in given)
    return evolve(new, title=new.title or old.title, body=(*kept, *new.body))


def _changed(old: tree.Placed, change: tree.Change) -> Any:
    """What is given takes the place of what is of the same kind; the rest stays."""
    body = change.body
    match old:
        case tree.NodeDecl():
            # What is wrong with the node from now on is said here, where it was changed.
            id = change.target.name or old.id
            return evolve(old, id=id, title=change.title or old.title, body=_merged(old.body, body))
        case tree.FactDecl() if body and isinstance(body[0], tree.FactDecl):
            return _changed_fact(old, body[0])
        case tree.TableDecl():
            declared = body[0] if body and isinstance(body[0], tree.TableDecl) else None
            keys = declared.keys if declared is not None and declared.keys else old.keys
            rows = declared.rows if declared is not None else tuple(r for r in body if isinstance(r, tree.TableRow))
            return evolve(old, keys=keys, rows=rows or old.rows)
        case tree.ReadingDecl():
            return _changed_reading(old, change)
        case tree.GradeDecl():
            declared_grade = body[0] if body and isinstance(body[0], tree.GradeDecl) else None
            if declared_grade is not None:
                merged = _merged(old.body, declared_grade.body)
                return evolve(old, condition=declared_grade.condition, body=merged, span=declared_grade.span)
            return evolve(old, body=_merged(old.body, body))
        case tree.ReviewBlock():
            return evolve(old, members=_merged(old.members, body))
        case tree.GradesBlock():
            return evolve(old, members=_merged(old.members, body))
        case tree.Placed():
            return body[0] if body else old


def _changed_fact(old: tree.FactDecl, new: tree.FactDecl) -> tree.FactDecl:
    return evolve(
        new,
        label=new.label or old.label,
        default=new.default if new.default is not None else old.default,
        checks=new.checks or old.checks,
        members=_merged(old.members, new.members),
    )


def _changed_reading(old: tree.ReadingDecl, change: tree.Change) -> tree.ReadingDecl:
    cites = tuple(p for p in change.body if isinstance(p, tree.Cite))
    notes = tuple(p for p in change.body if isinstance(p, tree.Note))
    alternative = next((p for p in change.body if isinstance(p, tree.Alternative)), None)
    return evolve(
        old,
        text=change.title or old.text,
        cites=cites or old.cites,
        notes=notes or old.notes,
        alternative=alternative or old.alternative,
    )


# --- finding what an amendment is about ----------------------------------------------------------


def _edit(base: tree.Tree, target: tree.Target, edit: Edit, report: Report) -> tree.Tree:
    known: list[str] = []
    other: list[str] = []
    done = 0

    def visit(part: Any) -> Iterable[Any]:
        nonlocal done
        kind, name = _identity(part)
        if kind in _NODES and target.kind in _NODES and target.name is not None and name == target.name.text:
            if kind != target.kind:
                other.append(kind)
            else:
                done += 1
                return _kept(edit(part))
        elif kind == target.kind and target.of is None:
            known.append(name)
            # Vetoes have no name of their own: all of a grade's are meant.
            if target.name is None or name == target.name.text:
                done += 1
                return _kept(edit(part))
        elif kind in _NODES:
            known.append(name)
        return (_inside(part, visit),)

    made = evolve(base, statements=tuple(n for s in base.statements for n in visit(s)))
    if made.header is not None:
        # A let may stand in the head.
        made = evolve(made, header=evolve(made.header, body=tuple(n for s in made.header.body for n in visit(s))))
    if target.of is not None:
        made, done = _edit_field(base, target, edit, known)
    if done:
        return made
    name = target.name.text if target.name is not None else ""
    if other:
        report.say(codes.OTHER_KIND, target.span, name=name, actual=_KINDS[other[0]], kind=_KINDS[target.kind])
    else:
        report.unknown(codes.NO_TARGET, target.span, name, known, kind=_KINDS[target.kind])
    return base


def _kept(part: Any) -> Iterable[Any]:
    return () if part is None else (part,)


def _inside(part: tree.Placed, visit: Callable[[Any], Iterable[Any]]) -> Any:
    """What stands inside a statement, visited as well."""
    match part:
        case tree.NodeDecl(body=body):
            return evolve(part, body=tuple(n for p in body for n in visit(p)))
        case tree.EvidenceBlock(members=members):
            return evolve(part, members=tuple(n for p in members for n in visit(p)))
        case tree.GradesBlock(members=lines):
            return evolve(part, members=tuple(n for p in lines for n in visit(p)))
        case tree.Placed():
            return part


def _identity(part: tree.Placed) -> tuple[str, str]:
    """The kind and name by which amendments know a statement."""
    match part:
        case tree.NodeDecl(kind=kind, id=id):
            return kind, id.text
        case tree.FactDecl(name=name):
            return "fact", name.text
        case tree.ReadingDecl(name=name):
            return "reading", name.text
        case tree.TableDecl(kind=kind, name=name):
            return kind, name.text
        case tree.Let(name=name):
            return "let", name.text
        case tree.GradeDecl(name=name):
            return "grade", name.text
        case tree.Veto(grade=grade):
            return "veto", grade.text
        case tree.Rank():
            return "rank", ""
        case tree.ReviewBlock():
            return "review", ""
        case tree.GradesBlock():
            return "grades", ""
        case tree.Placed():
            return "", ""


def _edit_field(base: tree.Tree, target: tree.Target, edit: Edit, known: list[str]) -> tuple[tree.Tree, int]:
    assert target.of is not None and target.name is not None
    events, name = target.of.text, target.name.text
    done = 0

    def fields(fact: tree.FactDecl) -> tree.FactDecl:
        nonlocal done
        members: list[Any] = []
        for member in fact.members:
            if isinstance(member, tree.FactDecl) and member.name.text == name:
                done += 1
                members += _kept(edit(member))
                continue
            if isinstance(member, tree.FactDecl):
                known.append(member.name.text)
            members.append(member)
        return evolve(fact, members=tuple(members))

    return _facts(base, lambda f: fields(f) if f.name.text == events else f), done


def _facts(base: tree.Tree, edit: Callable[[tree.FactDecl], tree.FactDecl]) -> tree.Tree:
    statements: list[Any] = []
    for statement in base.statements:
        if isinstance(statement, tree.EvidenceBlock):
            members = tuple(edit(m) if isinstance(m, tree.FactDecl) else m for m in statement.members)
            statement = evolve(statement, members=members)
        statements.append(statement)
    return evolve(base, statements=tuple(statements))


# --- adding --------------------------------------------------------------------------------------


def _add(base: tree.Tree, add: tree.Add, report: Report) -> tree.Tree:
    new = add.statement
    kind, name = _identity(new)
    field_of = add.under.text if add.under is not None and kind == "fact" else None
    if kind not in ("veto", "") and field_of is None and _exists(base.statements, kind, name):
        report.say(codes.ALREADY_THERE, new.span, kind=_KINDS[kind], name=name)
        return base
    match new:
        case tree.NodeDecl():
            return _add_node(base, new, add, report)
        case tree.FactDecl() if field_of is not None:
            return _facts(base, lambda f: evolve(f, members=(*f.members, new)) if f.name.text == field_of else f)
        case tree.FactDecl() | tree.Check():
            return _add_fact(base, new)
        case tree.GradeDecl() | tree.Veto() | tree.Rank():
            return _add_grade(base, new, add, report)
        case tree.Placed():
            return evolve(base, statements=(*base.statements, new))


def _exists(statements: Iterable[Any], kind: str, name: str) -> bool:
    for part in statements:
        found_kind, found = _identity(part)
        same_kind = found_kind == kind or (found_kind in _NODES and kind in _NODES)
        if same_kind and found == name:
            return True
        inside = part.body if isinstance(part, tree.NodeDecl) else getattr(part, "members", ())
        if not isinstance(part, tree.FactDecl) and _exists(inside, kind, name):
            return True
    return False


def _add_fact(base: tree.Tree, new: tree.FactDecl | tree.Check) -> tree.Tree:
    statements = list(base.statements)
    for i, statement in enumerate(statements):
        if isinstance(statement, tree.EvidenceBlock):
            statements[i] = evolve(statement, members=(*statement.members, new))
            return evolve(base, statements=tuple(statements))
    return evolve(base, statements=(tree.EvidenceBlock(members=(new,), span=new.span), *statements))


def _add_grade(base: tree.Tree, new: Any, add: tree.Add, report: Report) -> tree.Tree:
    """After the grade named, else before the first (vetoes and rankings), or before the last."""
    for i, statement in enumerate(base.statements):
        if not isinstance(statement, tree.GradesBlock):
            continue
        members = list(statement.members)
        names = [m.name.text if isinstance(m, tree.GradeDecl) else None for m in members]
        if add.after is not None:
            if add.after.text not in names:
                report.unknown(codes.NO_PLACE, add.after.span, add.after.text, [n for n in names if n])
                return base
            at = names.index(add.after.text) + 1
        elif isinstance(new, tree.GradeDecl):
            at = max((j for j, n in enumerate(names) if n is not None), default=len(members))
        else:
            at = next((j for j, n in enumerate(names) if n is not None), len(members))
        members.insert(at, new)
        block = evolve(statement, members=tuple(members))
        return evolve(base, statements=(*base.statements[:i], block, *base.statements[i + 1 :]))
    return evolve(base, statements=(*base.statements, tree.GradesBlock(members=(new,), span=new.span)))


def _add_node(base: tree.Tree, new: tree.NodeDecl, add: tree.Add, report: Report) -> tree.Tree:
    """After the sibling named, else last below the parent named, else below the one its id continues."""
    wanted = add.after or add.under
    if wanted is None and "." in new.id.text:
        wanted_name, code_span = new.id.text.rpartition(".")[0], new.id.span
    elif wanted is not None:
        wanted_name, code_span = wanted.text, wanted.span
    else:
        return evolve(base, statements=_after_last_node(base.statements, new))
    known: list[str] = []
    done = False

    def visit(parts: Statements) -> Statements:
        nonlocal done
        made: list[Any] = []
        for part in parts:
            if not isinstance(part, tree.NodeDecl):
                made.append(part)
                continue
            known.append(part.id.text)
            here = not done and part.id.text == wanted_name
            if here and add.after is None:
                done = True
                made.append(evolve(part, body=(*part.body, new)))
                continue
            made.append(evolve(part, body=visit(part.body)))
            if here:
                done = True
                made.append(new)
        return tuple(made)

    statements = visit(base.statements)
    if not done:
        report.unknown(codes.NO_PLACE, code_span, wanted_name, known)
        return base
    return evolve(base, statements=statements)


def _after_last_node(statements: Statements, new: tree.NodeDecl) -> Statements:
    last = max((i for i, s in enumerate(statements) if isinstance(s, tree.NodeDecl)), default=len(statements) - 1)
    return (*statements[: last + 1], new, *statements[last + 1 :])
