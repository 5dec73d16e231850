"""The canonical text of a tree: what ``rubric fmt`` writes.

* Two spaces indent; a statement is on one line, however long; at most one blank line in a row.
* On the line of a node (or of ``rubric``) stand the attributes that come first in it and are short:
  worth, weight, cap, floor, start, combine, round, rescale. Attributes that have a comment of their
  own, or stand behind something else, stay below, so that the order of a text is never changed.
* Texts are in ``"…"`` if these can hold them; comments are kept, those within brackets below their line.

Formatting what it wrote changes nothing, and parsing it gives the same tree.
"""

from __future__ import annotations

from typing import Any, Literal

from rubric_dsl.syntax import tree
from rubric_dsl.syntax.format_statements import StatementWriter
from rubric_dsl.text.diagnostic import Language


def format(tree: tree.Tree, keywords: Literal["zh", "en"] | None = None) -> str:
    """The tree as text, in the language given or the one that most of its keywords have."""
    return _Formatter(keywords or ("zh" if tree.chinese else "en")).file(tree)


def on_one_line(statement: Any, keywords: Language) -> str:
    """A statement and what stands below it in a row, without comments: for showing, not for reading again."""
    head, below = StatementWriter(keywords).parts(statement)
    rest = "; ".join(on_one_line(child, keywords) for child in below)
    return f"{head}: {rest}" if rest else head


class _Formatter:
    def __init__(self, language: Language) -> None:
        self.writer = StatementWriter(language)
        self.lines: list[str] = []

    def file(self, whole: tree.Tree) -> str:
        for statement in (*((whole.header,) if whole.header else ()), *whole.statements):
            self.statement(statement, 0)
        for comment in whole.trailing:
            self.put(comment, 0)
        return "\n".join(self.lines) + "\n" if self.lines else ""

    def statement(self, statement: Any, depth: int) -> None:
        """A statement with its comments and what stands below it."""
        for comment in statement.trivia.before:
            self.put(comment, depth)
        head, below = self.writer.parts(statement)
        self.put(f"{head}  {statement.trivia.after}" if statement.trivia.after else head, depth)
        for child in below:
            self.statement(child, depth + 1)
        for comment in statement.trivia.inside:
            self.put(comment, depth + 1)

    def put(self, text: str, depth: int) -> None:
        """A line; a blank one only after one that is not."""
        if text:
            self.lines.append("  " * depth + text)
        elif self.lines and self.lines[-1]:
            self.lines.append("")
