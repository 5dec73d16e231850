"""The outline of a rubric, and what of it can be folded away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lsprotocol import types

from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.scan import Line, scan
from rubric_dsl.text.diagnostic import Language, Words
from rubric_dsl.text.source import Span

_EVIDENCE: Final = Words(zh="佐证", en="evidence")
_READINGS: Final = Words(zh="口径", en="readings")
_GRADES: Final = Words(zh="等次", en="grades")
_REVIEW: Final = Words(zh="复核", en="review")
_POINTS: Final = Words(zh="{n} 分", en="{n} points")
_AMENDS: Final = {
    tree.Change: Words(zh="修改 {name}", en="change {name}"),
    tree.Replace: Words(zh="替换 {name}", en="replace {name}"),
    tree.Remove: Words(zh="删除 {name}", en="remove {name}"),
    tree.Add: Words(zh="增加 {name}", en="add {name}"),
}
_KIND: Final = types.SymbolKind


def outline(document: Document, lang: Language) -> list[types.DocumentSymbol]:
    """The outline of the last checked text, as far as it can be read."""
    if document.loaded is None or document.checked is None:
        return []
    return list(_Outline(document.checked, lang).file(document.loaded.tree))


class _Outline:
    def __init__(self, places: Places, lang: Language) -> None:
        self.places = places
        self.lang: Language = lang
        self.ends = {line.start: end for line, end in _ends(scan(places.source).lines)}

    def file(self, file: tree.Tree) -> Iterator[types.DocumentSymbol]:
        if file.header is not None:
            name = file.header.name
            yield self.symbol(file.header, name.text, name.span, _KIND.Module, detail=file.header.title)
        readings = [s for s in file.statements if isinstance(s, tree.ReadingDecl)]
        for statement in file.statements:
            if isinstance(statement, tree.ReadingDecl):
                if statement is readings[0]:
                    yield self.together(_READINGS, readings)
            else:
                yield from self.statement(statement)

    def statement(self, statement: tree.Line) -> Iterator[types.DocumentSymbol]:
        match statement:
            case tree.EvidenceBlock(members=members):
                yield self.block(statement, _EVIDENCE, members)
            case tree.GradesBlock(members=members):
                yield self.block(statement, _GRADES, members)
            case tree.ReviewBlock():
                yield self.block(statement, _REVIEW, ())
            case tree.FactDecl(name=name, label=label, members=members):
                kind = _KIND.Struct if isinstance(statement.type, tree.EventsType) else _KIND.Field
                yield self.symbol(statement, name.text, name.span, kind, members, label)
            case tree.Let(name=name):
                yield self.symbol(statement, name.text, name.span, _KIND.Variable)
            case tree.ReadingDecl(name=name, text=text):
                yield self.symbol(statement, name.text, name.span, _KIND.Constant, detail=text)
            case tree.TableDecl(name=name):
                yield self.symbol(statement, name.text, name.span, _KIND.Enum)
            case tree.NodeDecl(id=id, title=title, body=body):
                kind = _KIND.Class if any(isinstance(p, tree.NodeDecl) for p in body) else _KIND.Method
                named = f"{id.text} {title}" if title else id.text
                yield self.symbol(statement, named, id.span, kind, body, self.worth(statement))
            case tree.GradeDecl(name=name):
                yield self.symbol(statement, name.text, name.span, _KIND.EnumMember)
            case tree.Veto(grade=grade):
                yield self.symbol(statement, grade.text, grade.span, _KIND.Event)
            case tree.Change(target=target) | tree.Replace(target=target) | tree.Remove(target=target):
                named = _AMENDS[type(statement)].say(self.lang, {"name": target.span.text})
                yield self.symbol(statement, named, target.span, _KIND.Event)
            case tree.Add(statement=added):
                for below in self.statement(added):
                    below.name = _AMENDS[tree.Add].say(self.lang, {"name": below.name})
                    yield below
            case tree.Placed():
                pass

    def block(self, statement: Any, words: Words, members: Any) -> types.DocumentSymbol:
        return self.symbol(statement, words.say(self.lang, {}), statement.span, _KIND.Namespace, members)

    def together(self, words: Words, statements: list[Any]) -> types.DocumentSymbol:
        below = [symbol for s in statements for symbol in self.statement(s)]
        whole = types.Range(below[0].range.start, below[-1].range.end)
        return types.DocumentSymbol(
            words.say(self.lang, {}), _KIND.Namespace, whole, below[0].selection_range, children=below
        )

    def symbol(
        self, statement: Any, name: str, at: Span, kind: types.SymbolKind, members: Any = (), detail: str | None = None
    ) -> types.DocumentSymbol:
        span = statement.span
        start = self.places.source.position(span.start)[0]
        end = max(span.end, self.ends.get(self._line_start(start), span.end))
        return types.DocumentSymbol(
            name=name,
            kind=kind,
            range=self.places.range(Span(span.source, min(span.start, at.start), max(end, at.end))),
            selection_range=self.places.range(at),
            detail=detail,
            children=[symbol for member in members for symbol in self.statement(member)],
        )

    def worth(self, node: tree.NodeDecl) -> str | None:
        worth = next((p for p in node.body if isinstance(p, tree.Worth)), None)
        return _POINTS.say(self.lang, {"n": worth.value.span.text}) if worth is not None else None

    def _line_start(self, line: int) -> int:
        """Where the code of a line begins."""
        written = self.places.source.line(line)
        return self.places.source.offset(line, 1) + len(written) - len(written.lstrip(" \u3000\u00a0\t\ufeff"))


def _ends(lines: list[Line]) -> Iterator[tuple[Line, int]]:
    """Every line with where its block ends."""
    for line in lines:
        below = list(_ends(line.children))
        yield from below
        yield line, max((end for _, end in below), default=line.end)


def folds(places: Places) -> list[types.FoldingRange]:
    """What can be folded: lines that others stand below, statements over several lines, runs of comments."""
    found = []
    for line, end in _ends(scan(places.source).lines):
        first, last = places.position(line.start).line, places.position(end).line
        if last > first:
            found.append(types.FoldingRange(first, last))
    start: int | None = None
    for number, text in enumerate([*places.lines, ""]):
        comment = text.lstrip(" \u3000\t").startswith(("#", "＃"))
        if comment and start is None:
            start = number
        elif not comment and start is not None:
            if number - start > 1:
                found.append(types.FoldingRange(start, number - 1, kind=types.FoldingRangeKind.Comment))
            start = None
    return sorted(found, key=lambda fold: fold.start_line)
