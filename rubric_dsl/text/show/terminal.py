"""A diagnostic on a terminal: the message, the line it is about underlined, further places, the mend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from rubric_dsl.text.characters import visible, width
from rubric_dsl.text.diagnostic import Diagnostic, Language, Severity
from rubric_dsl.text.source import Span

_SEVERITY = {
    (Severity.ERROR, "zh"): "错误",
    (Severity.ERROR, "en"): "error",
    (Severity.WARNING, "zh"): "提醒",
    (Severity.WARNING, "en"): "warning",
}
_HINT = {"zh": "建议", "en": "hint"}
# A longer line is cut around the place, so that an absurd line stays readable.
_SHOWN = 100


Manner: TypeAlias = Literal["plain", "error", "warning", "gutter", "marks", "hint"]
"""What a piece of the text is, for those who have colours."""

Piece: TypeAlias = tuple[Manner, str]

_COLON: Final = {"zh": "：", "en": ": "}


def render(diagnostic: Diagnostic, lang: Language = "en") -> str:
    """The diagnostic in plain text, several lines."""
    return "".join(text for _, text in pieces(diagnostic, lang))


def pieces(diagnostic: Diagnostic, lang: Language) -> Iterator[Piece]:
    """The diagnostic in pieces, which together are its text."""
    severity, colon = diagnostic.code.severity, _COLON[lang]
    yield severity.value, f"{_SEVERITY[severity, lang]}[{diagnostic.code.id}]"
    place = diagnostic.span.at if diagnostic.span else diagnostic.path
    yield "plain", f"{f' {place}' if place else ''}{colon}{diagnostic.message(lang)}"
    if diagnostic.span is not None:
        yield from underline(diagnostic.span)
    for label in diagnostic.labels:
        yield "plain", f"\n  {label.span.at}{colon}{label.words.say(lang, label.args)}"
        yield from underline(label.span)
    advice = diagnostic.advice(lang)
    if advice:
        yield "plain", "\n  "
        yield "hint", _HINT[lang]
        yield "plain", f"{colon}{advice}"


def underline(span: Span) -> Iterator[Piece]:
    """The first line of a span, and a line of ``^`` below it that lines up on a terminal."""
    number, column = span.source.position(span.start)
    line = span.source.line(number).replace("\t", " ")
    start = column - 1
    end = min(len(line), start + max(1, span.end - span.start))
    first = max(0, start - _SHOWN // 2) if len(line) > _SHOWN else 0
    shown = line[first : first + _SHOWN]
    before = " " * width(line[first:start])
    marks = "^" * max(1, width(line[start : min(end, first + _SHOWN)]))
    gutter = f"{number:>5} |"
    yield "gutter", f"\n{gutter}"
    yield "plain", f" {visible(shown)}\n"
    yield "gutter", f"{' ' * (len(gutter) - 1)}|"
    yield "marks", f" {before}{marks}"
