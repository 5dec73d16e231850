"""The rules as a TextMate grammar, which VS Code and other editors colour by."""

from __future__ import annotations

from typing import Any

from rubric_dsl.highlight.kinds import Kind
from rubric_dsl.highlight.rules import Include, Match, Rule, Span
from rubric_dsl.highlight.states import STATES

_ROOT = "file"


def grammar() -> dict[str, Any]:
    """The grammar, as what its JSON file holds."""
    return {
        "comment": "Made by editors/vscode/generate.py from rubric_dsl/syntax/keywords.py; do not edit.",
        "name": "Rubric",
        "scopeName": "source.rubric",
        "fileTypes": ["rubric"],
        "patterns": [{"include": f"#{_ROOT}"}],
        "repository": {state: {"patterns": [_pattern(rule) for rule in rules]} for state, rules in STATES.items()},
    }


def scope(kind: Kind) -> str:
    """What a kind is called in the grammar."""
    return f"{kind.value}.rubric"


def _pattern(rule: Rule) -> dict[str, Any]:
    match rule:
        case Include(state=state):
            return {"include": f"#{state}"}
        case Match():
            return {"match": rule.regex, "captures": _captures(rule)}
        case Span():
            return _span(rule)


def _span(span: Span) -> dict[str, Any]:
    made: dict[str, Any] = {"begin": span.begin.regex, "beginCaptures": _captures(span.begin)}
    kind, end = span.end
    if span.lines:
        made["while"] = span.lines
    else:
        made["end"] = end
        made["endCaptures"] = {} if kind is None else {"0": {"name": scope(kind)}}
    if span.kind is not None:
        made["contentName"] = scope(span.kind)
    return made | {"patterns": [{"include": f"#{span.inside}"}]}


def _captures(rule: Match) -> dict[str, Any]:
    return {str(group): {"name": scope(kind)} for group, kind in enumerate(rule.kinds, 1) if kind is not None}
