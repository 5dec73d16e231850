"""From text to logical lines: strings masked, comments set aside, brackets joined, indentation a tree.

* A line's ``text`` is folded and has exactly the characters from its ``start`` to its ``end``, so an
  offset into it is an offset into the source. Inside quotes every character is ``_``.
* A statement runs on while a ``(`` is open, over lines that are indented deeper than the statement
  and do not begin with a word that opens a statement; otherwise the bracket is what is wrong.
* Spaces indent; U+3000 counts as two; a tab is an error and counts as two.
* Comments above a line belong to it, unless they are indented deeper than it: then they end the
  block before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field

from rubric_dsl.language import keywords
from rubric_dsl.syntax import fold, margins
from rubric_dsl.text.codes import syntax as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words
from rubric_dsl.text.fix import Edit, Fix, replaced
from rubric_dsl.text.source import Source, Span

MAX_FILE = 5_000_000
MAX_LINE = 20_000
MAX_BRACKETS = 50
MAX_INDENTS = 30

_PHYSICAL = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_INDENT = re.compile(r"[ \u3000\u00a0\t]*")
_MARKS = re.compile("[\"＂“”「」『』#＃()（）'‘’＇`]")
_OPENER = re.compile(
    "(?:" + "|".join(keywords.pattern(word) for word in keywords.LINE_OPENERS) + r")(?![ ]*(?:[,):=<>!+*/^-]|$))"
)


@define
class Line:
    """A logical line: what it says, what stands around it, what is indented below it."""

    start: int
    end: int
    text: str
    indent: int
    before: tuple[str, ...] = ()
    after: str | None = None
    inside: list[str] = field(factory=list)
    children: list[Line] = field(factory=list)
    broken: bool = False
    """Whether something is wrong with it already, so that parsing it would only say so twice."""


@define
class Scanned:
    """A file as a tree of lines, with what was wrong on the way."""

    lines: list[Line]
    trailing: tuple[str, ...]
    diagnostics: list[Diagnostic]


def scan(source: Source, parts: Iterable[Span] | None = None) -> Scanned:
    """The lines of a source, or of whole lines of it. Any text scans; what is wrong with it is among the diagnostics."""
    return _Scanner(source).scan(parts)


@define
class _Comment:
    """A comment on a line of its own, or a blank line (``""``)."""

    indent: int
    text: str


class _Scanner:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.roots: list[Line] = []
        self.stack: list[Line] = []
        self.waiting: list[_Comment] = []
        self.line: Line | None = None
        """The line being read, while a bracket is open in it."""
        self.open: list[int] = []
        self.bad = False
        """Whether something was said about this physical line."""

    def scan(self, parts: Iterable[Span] | None) -> Scanned:
        text = self.source.text
        if len(text) > MAX_FILE:
            self.limit(0, 0, Words(zh="文件长度", en="the length of the file"), MAX_FILE)
            return Scanned([], (), self.diagnostics)
        for part in (Span(self.source, 0, len(text)),) if parts is None else parts:
            for start, end in _physical_lines(text, part):
                self.physical(start, end)
        self.finish()
        self.end_blocks(-1)
        return Scanned(self.roots, tuple(_without_outer_blanks(self.waiting)), self.diagnostics)

    # --- one physical line -----------------------------------------------------------------------

    def physical(self, start: int, end: int) -> None:
        text = self.source.text
        match = _INDENT.match(text, start, end)
        code = match.end() if match else start
        if start == 0 and text.startswith("\ufeff"):
            code = _INDENT.match(text, 1, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        if end - start > MAX_LINE:
            self.finish()
            self.bad = False
            self.limit(start, start + 1, Words(zh="一行的长度", en="the length of a line"), MAX_LINE)
            return
        if code == end:
            if self.line is None and (not self.waiting or self.waiting[-1].text):
                self.waiting.append(_Comment(0, ""))
            return
        indent = width_of(text[start:code])
        self.bad = False
        if text[code] in "#＃":
            self.hidden(code, end)
            comment = _comment(text[code:end])
            if self.line is not None:
                self.line.inside.append(comment)
            else:
                self.waiting.append(_Comment(indent, comment))
            return
        if self.line is not None and (
            indent <= self.line.indent or _OPENER.match(fold.fold(text[code:end])) or end - self.line.start > MAX_LINE
        ):
            self.finish()
        if self.line is None:
            self.begin(code, indent)
            if "\t" in text[start:code]:
                at = text.index("\t", start)
                spaces = "".join("  " if c in "\u3000\t" else c for c in text[start:code])
                self.say(codes.TAB, at, at + 1, fixes=replaced(Span(self.source, start, code), spaces))
                self.bad = False  # The line itself can still be read.
        self.piece(code, end)
        if not self.open:
            self.finish()

    def piece(self, start: int, end: int) -> None:
        """Adds a physical line's code to the line being read."""
        line = self.line
        if line is None:
            return
        masked, comment = self.masked(start, end)
        code = masked.rstrip(" ")
        # What lies between the pieces, line ends and comments, becomes spaces.
        line.text += " " * (start - line.start - len(line.text)) + code
        line.end = line.start + len(line.text)
        line.broken = line.broken or self.bad
        if comment is not None:
            if self.open:
                line.inside.append(comment)
            else:
                line.after = comment

    def masked(self, start: int, end: int) -> tuple[str, str | None]:
        """The folded code with strings masked, and the comment at its end."""
        text = self.source.text
        out: list[str] = []
        at = start
        comment = None
        while at < end:
            match = _MARKS.search(text, at, end)
            stop = match.start() if match else end
            out.append(self.plain(at, stop))
            if match is None:
                break
            mark = match[0]
            at = stop + 1
            if mark in "#＃":
                self.hidden(stop, end)
                comment = _comment(text[stop:end])
                break
            if mark in "(（":
                self.opened(stop)
                out.append("(")
            elif mark in ")）":
                self.closes(stop)
                out.append(")")
            elif mark in fold.QUOTES:
                close = fold.closing_quote(text, stop, end)
                if close is None:
                    self.unclosed(stop, end)
                    close = end - 1
                self.hidden(stop, close)
                out.append('"' + "_" * (close - stop - 1) + '"' * (close > stop))
                at = close + 1
            else:
                if mark in fold.CLOSING and self.unopened(stop, end):
                    pass
                elif mark in fold.SINGLE_QUOTES:
                    self.say(codes.SINGLE_QUOTE, stop, stop + 1, fixes=self.doubled(stop, end), quote=mark)
                else:
                    self.say(codes.BAD_CHARACTER, stop, stop + 1, shown=mark)
                out.append(" ")
        return "".join(out), comment

    def doubled(self, start: int, end: int) -> tuple[Fix, ...]:
        """The fix that puts double quotes in place of single ones, where there is one to close them."""
        text = self.source.text
        close = next((i for i in range(start + 1, end) if text[i] in fold.SINGLE_QUOTES), None)
        if close is None or any(c in text[start:close] for c in '"#＃'):
            return ()
        return (Fix(edits=tuple(Edit(Span(self.source, i, i + 1), '"') for i in (start, close))),)

    def unclosed(self, start: int, end: int) -> None:
        """Reports a quote that does not close; one of another kind may have been meant to close it."""
        text = self.source.text
        mark = text[start]
        if self.unopened(start, end):
            return
        other = next((c for c in text[start + 1 : end] if c in fold.CLOSING and c != fold.QUOTES[mark]), None)
        hint = None if other is None else _other_quote(mark, other)
        fixes: tuple[Fix, ...] = ()
        if other is not None and text[start + 1 : end].count(other) == 1:
            at = text.index(other, start + 1)
            fixes = replaced(Span(self.source, at, at + 1), fold.QUOTES[mark])
        self.say(codes.UNCLOSED_QUOTE, start, end, hint, fixes, open=mark, close=fold.QUOTES[mark])

    def unopened(self, at: int, end: int) -> bool:
        """Reports a quote that closes a text whose opening one is missing: 组织领导” 分值 12."""
        text = self.source.text
        begin = max(text.rfind(" ", 0, at), text.rfind("\u3000", 0, at), text.rfind("\n", 0, at)) + 1
        if at == begin or not text[at - 1].isalnum() or text[at + 1 : min(at + 2, end)].strip():
            return False
        opening = {"”": "“", "」": "「", "』": "『"}.get(text[at], text[at])
        if any(c in fold.QUOTES or c in fold.CLOSING for c in text[begin:at]):
            return False
        fixes = replaced(Span(self.source, begin, begin), opening)
        self.say(codes.UNOPENED_QUOTE, begin, at + 1, fixes=fixes, open=opening, close=text[at])
        return True

    def plain(self, start: int, end: int) -> str:
        """Code without quotes, brackets or comments, folded."""
        folded = fold.fold(self.source.text[start:end])
        bad = fold.first_unusable(folded)
        # A full stop at the end has a message of its own.
        if bad is not None and folded[bad:].strip(" ") not in ("。", ";"):
            char = self.source.text[start + bad]
            if fold.is_hidden(char):
                self.invisible(start + bad)
            else:
                self.say(codes.BAD_CHARACTER, start + bad, start + bad + 1, shown=fold.shown(char))
        return folded

    def hidden(self, start: int, end: int) -> None:
        """Refuses what cannot be seen in a string or comment, where it could make it read otherwise."""
        text = self.source.text[start:end]
        if text.isprintable():
            return
        for i, char in enumerate(text):
            if fold.is_hidden(char):
                self.invisible(start + i)
                return

    def invisible(self, at: int) -> None:
        """Reports a character that cannot be seen."""
        gone = replaced(Span(self.source, at, at + 1), "")
        self.say(codes.HIDDEN_CHARACTER, at, at + 1, fixes=gone, shown=fold.shown(self.source.text[at]))

    # --- brackets --------------------------------------------------------------------------------

    def opened(self, at: int) -> None:
        if len(self.open) == MAX_BRACKETS:
            self.limit(at, at + 1, Words(zh="括号层数", en="the depth of brackets"), MAX_BRACKETS)
        self.open.append(at)

    def closes(self, at: int) -> None:
        if self.open:
            self.open.pop()
        else:
            self.say(codes.UNMATCHED_BRACKET, at, at + 1)

    # --- lines and their tree --------------------------------------------------------------------

    def begin(self, start: int, indent: int) -> None:
        self.bad = False
        self.end_blocks(indent)
        beside, fits = self.beside(indent)
        if self.stack and not (fits and beside) and self.last_is_misplaced(start, indent):
            beside, fits = self.beside(indent)
        if not fits:
            indent = self.misplaced(start, indent)
            beside, _ = self.beside(indent)
        self.line = Line(start, start, "", indent, before=tuple(c.text for c in self.waiting))
        self.waiting = []
        if len(self.stack) == MAX_INDENTS:
            self.limit(start, start + 1, Words(zh="缩进层数", en="the depth of indentation"), MAX_INDENTS)
            return  # The line is read, for the sake of its brackets, and dropped.
        beside.append(self.line)
        self.stack.append(self.line)

    def beside(self, indent: int) -> tuple[list[Line], bool]:
        """The lines that one with this margin would stand beside, and whether it lines up with them."""
        deeper = [line for line in self.stack if line.indent < indent]
        dedented = len(deeper) < len(self.stack)
        self.stack = deeper
        beside = deeper[-1].children if deeper else self.roots
        return beside, not ((dedented or not deeper) and beside and beside[0].indent != indent)

    def misplaced(self, start: int, indent: int) -> int:
        """Reports a line that lines up with none above it; the margin that it was meant to have."""
        levels = {lines[0].indent: lines for lines in (self.roots, *(line.children for line in self.above())) if lines}
        wanted, sure = margins.meant(levels, indent, margins.opening(self.source.text[start : start + MAX_LINE]))
        self.bad_margin(start, indent, wanted, safe=sure)
        return wanted

    def above(self) -> list[Line]:
        """The last line of every level, outermost first."""
        last: list[Line] = []
        lines = self.roots
        while lines:
            last.append(lines[-1])
            lines = lines[-1].children
        return last

    def last_is_misplaced(self, start: int, indent: int) -> bool:
        """Whether the line above is what has the wrong margin; it is put where it belongs."""
        owner = self.stack[-1]
        around = self.stack[-2].children if len(self.stack) > 1 else self.roots
        depth = margins.too_shallow(around, indent, self.source.text[start : start + MAX_LINE])
        if not depth:
            return False
        self.bad_margin(owner.start, owner.indent, indent, safe=True)
        around.remove(owner)
        self.stack[-1] = around[-1]
        while depth > 1:
            self.stack.append(self.stack[-1].children[-1])
            depth -= 1
        self.stack[-1].children.append(owner)
        owner.indent = indent
        return True

    def bad_margin(self, start: int, now: int, wanted: int, *, safe: bool) -> None:
        self.bad = False
        fixes = (margins.moved(self.source, start, wanted, safe=safe),)
        self.say(codes.BAD_DEDENT, start, start + 1, fixes=fixes, now=now, wanted=wanted)
        self.bad = False  # The line itself can still be read.

    def finish(self) -> None:
        """Ends the line being read; a bracket still open in it is reported."""
        if self.line is not None and self.open:
            if not self.line.broken:
                self.bad = False
                self.say(codes.UNCLOSED_BRACKET, self.open[-1], self.open[-1] + 1)
            self.line.broken = True
        self.open = []
        self.line = None

    def end_blocks(self, indent: int) -> None:
        """Gives the waiting comments that are indented deeper than the next line to the blocks they end."""
        taken = 0
        for i, comment in enumerate(self.waiting):
            if not comment.text:
                continue
            owner = next((line for line in reversed(self.stack) if line.indent < comment.indent), None)
            if comment.indent <= indent or owner is None:
                break
            owner.inside += [c.text for c in self.waiting[taken : i + 1]]
            taken = i + 1
        self.waiting = self.waiting[taken:]

    # --- diagnostics -----------------------------------------------------------------------------

    def say(
        self, code: Code, start: int, end: int, hint: Words | None = None, fixes: tuple[Fix, ...] = (), **args: object
    ) -> None:
        if self.bad:
            return  # One report a line: what follows it is mostly its consequence.
        self.bad = True
        span = Span(self.source, start, end)
        self.diagnostics.append(Diagnostic(code=code, span=span, args=args, hint=hint, fixes=fixes))

    def limit(self, start: int, end: int, what: Words, limit: int) -> None:
        self.say(codes.TOO_MUCH, start, end, what=what, limit=limit)


def width_of(margin: str) -> int:
    """How far blanks indent what follows them: a wide space or a tab counts as two, a byte order mark not at all."""
    return sum(2 if c in "\u3000\t" else 1 for c in margin if c != "\ufeff")


def _physical_lines(text: str, part: Span) -> Iterator[tuple[int, int]]:
    for match in _PHYSICAL.finditer(text, part.start, part.end):
        if match.start() < match.end():
            yield match.start(), match.start() + len(match[0].rstrip("\r\n"))


def _comment(text: str) -> str:
    """A comment as the tree keeps it: from an ASCII ``#``, without spaces at its end."""
    return "#" + text[1:].rstrip()


def _other_quote(opening: str, other: str) -> Words:
    closing = fold.QUOTES[opening]
    return Words(
        zh=f"以 {opening} 开始的文字要以 {closing} 结束，而这里写的是 {other}",
        en=f"a text that starts with {opening} ends with {closing}, and here it ends with {other}",
    )


def _without_outer_blanks(comments: list[_Comment]) -> list[str]:
    texts = [c.text for c in comments]
    while texts and not texts[-1]:
        texts.pop()
    return texts
