"""From text to tree: scan, then each line by itself, then how lines stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from attrs import evolve

from rubric_dsl.syntax import margins, tree
from rubric_dsl.syntax.build_amendments import LineBuilder
from rubric_dsl.syntax.build_expressions import FIRST_HERE, BuildError
from rubric_dsl.syntax.grammar import Failed, parse_line
from rubric_dsl.syntax.lines import below, below_text, hang, opening_words
from rubric_dsl.syntax.scan import Line, scan
from rubric_dsl.syntax.structure import check_below, check_once
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Diagnostic, Label, in_order
from rubric_dsl.text.source import Source, Span

# With this many lines that cannot be read a file is no rubric, and to say why takes a while for each.
_MOST_FAILURES = 200


Diagnose: TypeAlias = Callable[[Source, Line, str, Failed], Diagnostic]
"""Says why a line at a place (a start symbol) could not be read."""


def parse(
    source: Source, diagnose: Diagnose, parts: Iterable[Span] | None = None
) -> tuple[tree.Tree, tuple[Diagnostic, ...]]:
    """The tree of a text (or of parts of it, whole lines each), and everything wrong with it in order.

    Never raises. A line that cannot be read is left out of the tree, with what stands below it, and
    does not keep the others from being read, unless there are hundreds of such lines.
    """
    return Reader(source, diagnose).read(parts)


class Reader:
    """Reads one text."""

    def __init__(self, source: Source, diagnose: Diagnose) -> None:
        self.source = source
        self.diagnose = diagnose
        self.diagnostics: list[Diagnostic] = []
        self.chinese = self.english = 0
        self.failures = 0
        self.header_tried = False
        """Whether some line is meant as the header, if only a broken one."""

    def read(self, parts: Iterable[Span] | None = None) -> tuple[tree.Tree, tuple[Diagnostic, ...]]:
        """The tree of the text (or of parts of it), and everything wrong with it in order."""
        scanned = scan(self.source, parts)
        self.diagnostics += scanned.diagnostics
        self.header_tried = parts is not None  # A part need not have it.
        statements = self.block(scanned.lines, "top_line")
        header = self.header(statements)
        rest = tuple(s for s in statements if not isinstance(s, tree.Header))
        self.diagnostics += check_once(rest)
        read = tree.Tree(
            header=header,
            statements=rest,
            trailing=scanned.trailing,
            chinese=self.chinese > self.english,
            source_span=Span(self.source, 0, len(self.source.text)),
        )
        return read, in_order(self.diagnostics)

    def header(self, statements: list[Any]) -> tree.Header | None:
        """The header, which is the first statement of a file and its only one of the kind."""
        headers = [s for s in statements if isinstance(s, tree.Header)]
        if not headers:
            if not self.header_tried:
                at = statements[0].span.start if statements else 0
                self.diagnostics.append(Diagnostic(code=codes.NO_HEADER, span=Span(self.source, at, at)))
            return None
        first = headers[0]
        for other in headers[1:]:
            label = Label(span=first.span, words=FIRST_HERE)
            self.diagnostics.append(Diagnostic(code=codes.TWO_HEADERS, span=other.span, labels=(label,)))
        if statements[0] is not first:
            self.diagnostics.append(Diagnostic(code=codes.HEADER_NOT_FIRST, span=first.span))
        return first

    def block(self, lines: list[Line], start: str) -> list[Any]:
        """The statements of lines that stand in one place."""
        statements: list[Any] = []
        for line in lines:
            statements += self.line(line, start)
        return statements

    def line(self, line: Line, start: str) -> tuple[Any, ...]:
        """The statements of one line: several where attributes share it, none where it cannot be read."""
        if start == "top_line" and any(t == "RUBRIC" for t, _ in opening_words(line.text)):
            self.header_tried = True
        built = None if line.broken else self.built(line, start)
        if built is None:
            self.below_unread(line, start)
            return ()
        if isinstance(built, tuple):
            if line.children:
                self.nothing_below(line)
            return _around(built, line)
        return (_placed(self.with_children(built, line), line),)

    def built(self, line: Line, start: str) -> Any | None:
        """The statement (or attributes) of a line without what stands below it."""
        if self.failures == _MOST_FAILURES:
            return None
        read = parse_line(start, line.text)
        if isinstance(read, Failed):
            self.failures += 1
            self.diagnostics.append(self.diagnose(self.source, line, start, read))
            return None
        self.chinese += read.chinese
        self.english += read.english
        builder = LineBuilder(self.source, line.start)
        try:
            return builder.line(read.tree)
        except BuildError as refused:
            self.diagnostics.append(refused.diagnostic)
            return None
        finally:
            self.diagnostics += builder.diagnostics

    def with_children(self, statement: Any, line: Line) -> Any:
        """A statement with what stands below it."""
        start = below(statement)
        if start is None:
            if line.children:
                if (
                    isinstance(statement, tree.Clause)
                    and parse_line("row_line", line.children[0].text).__class__ is not Failed
                ):
                    first = line.children[0]
                    label = Label(span=self.span(first), words=codes.ROWS_HERE)
                    args = {"word": _first_word(line)}
                    self.diagnostics.append(
                        Diagnostic(code=codes.ROWS_AND_AMOUNT, span=self.span(line), args=args, labels=(label,))
                    )
                else:
                    self.nothing_below(line, statement)
            return statement
        children = tuple(self.block(line.children, start))
        own = statement.body if isinstance(statement, tree.NodeDecl | tree.Header | tree.Change) else ()
        if isinstance(statement, tree.Replace | tree.Add):
            inner = statement.with_ if isinstance(statement, tree.Replace) else statement.statement
            own = inner.body if isinstance(inner, tree.NodeDecl) else ()
        self.diagnostics += check_below(statement, (*own, *children), read_all=not line.children)
        return hang(statement, children)

    def below_unread(self, line: Line, start: str) -> None:
        """Reads what stands below a line that could not be read, for what is wrong there."""
        place = below_text(line.text)
        if place is None and start == "evidence_line":
            place = start
        if place is not None:
            self.block(line.children, place)

    def nothing_below(self, line: Line, statement: Any = None) -> None:
        """Reports lines below one that takes none."""
        first = line.children[0]
        args: dict[str, object] = {"word": _first_word(line), "wanted": line.indent}
        fixes = (margins.block_moved(self.source, line.children, first.indent - line.indent, safe=False),)
        hint = codes.FIELDS_OF_EVENTS if isinstance(statement, tree.FactDecl) else None
        self.diagnostics.append(
            Diagnostic(code=codes.NOTHING_BELOW, span=self.span(first), args=args, hint=hint, fixes=fixes)
        )

    def span(self, line: Line) -> Span:
        """The place of a whole line."""
        return Span(self.source, line.start, line.end)


def _first_word(line: Line) -> str:
    words = opening_words(line.text)
    return words[0][1] if words else line.text.split(" ")[0]


def _placed(statement: Any, line: Line) -> Any:
    """The statement with its comments."""
    if not (line.before or line.after or line.inside):
        return statement
    return evolve(statement, trivia=tree.Trivia(before=line.before, after=line.after, inside=tuple(line.inside)))


def _around(attributes: tuple[Any, ...], line: Line) -> tuple[Any, ...]:
    """Attributes that share a line: the comments above go to the first, those after to the last."""
    if len(attributes) == 1:
        return (_placed(attributes[0], line),)
    first, *middle, last = attributes
    if line.before:
        first = evolve(first, trivia=tree.Trivia(before=line.before))
    if line.after or line.inside:
        last = evolve(last, trivia=tree.Trivia(after=line.after, inside=tuple(line.inside)))
    return (first, *middle, last)
