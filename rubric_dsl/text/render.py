"""A diagnostic as text: the message, the line it is about underlined, further places, the mend."""

from __future__ import annotations

import unicodedata

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


def render(diagnostic: Diagnostic, lang: Language = "en") -> str:
    """The diagnostic in plain text, several lines, no colour."""
    head = f"{_SEVERITY[diagnostic.code.severity, lang]}[{diagnostic.code.id}]"
    colon = "：" if lang == "zh" else ": "
    place = diagnostic.span.at if diagnostic.span else diagnostic.path
    out = [f"{head} {place}{colon}{diagnostic.message(lang)}" if place else f"{head}{colon}{diagnostic.message(lang)}"]
    if diagnostic.span is not None:
        out += underline(diagnostic.span)
    for label in diagnostic.labels:
        out.append(f"  {label.span.at}{colon}{label.words.say(lang, label.args)}")
        out += underline(label.span)
    advice = diagnostic.advice(lang)
    if advice:
        out.append(f"  {_HINT[lang]}{colon}{advice}")
    return "\n".join(out)


def underline(span: Span) -> list[str]:
    """The first line of a span, and a line of ``^`` below it that lines up on a terminal."""
    number, column = span.source.position(span.start)
    line = span.source.line(number).replace("\t", " ")
    start = column - 1
    end = min(len(line), start + max(1, span.end - span.start))
    first = max(0, start - _SHOWN // 2) if len(line) > _SHOWN else 0
    shown = line[first : first + _SHOWN]
    before = " " * width(line[first:start])
    marks = "^" * max(1, width(line[start : min(end, first + _SHOWN)]))
    gutter = f"{number:>5} | "
    return [f"{gutter}{visible(shown)}", f"{' ' * (len(gutter) - 2)}| {before}{marks}"]


def width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def visible(text: str) -> str:
    """The text with a mark in place of control and direction characters, which would garble a terminal,
    and of what is no character at all, which no document may hold."""
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") or c in "\ufffe\uffff" else c for c in text
    )
