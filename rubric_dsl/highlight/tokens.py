"""Reads a text with the rules, the way an editor reads a TextMate grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from attrs import frozen

from rubric_dsl.highlight.kinds import Kind
from rubric_dsl.highlight.rules import Include, Match, Rule, Span
from rubric_dsl.highlight.states import STATES

Token: TypeAlias = tuple[int, int, Kind | None]
"""From where to where, and what it is; None for blanks and for what is nothing of the language's."""


def tokens(text: str) -> Iterator[Token]:
    """All of a text, piece by piece; the pieces joined are the text, whatever it is."""
    start = at = 0
    kind: Kind | None = None
    for begins, ends, what in _read(text):
        for end, now in ((begins, None), (ends, what)):
            if at < end and now is not kind:
                if start < at:
                    yield start, at, kind
                start, kind = at, now
            at = end
    if at < len(text) and kind is not None:
        yield start, at, kind
        start, kind = at, None
    if start < len(text):
        yield start, len(text), kind


@frozen
class _Open:
    """A state that was entered: its rules, and where it ends."""

    rules: tuple[tuple[re.Pattern[str], Match | Span], ...]
    kind: Kind | None = None
    end: re.Pattern[str] | None = None
    end_kind: Kind | None = None
    lines: re.Pattern[str] | None = None


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.MULTILINE)


@cache
def _rules(state: str) -> tuple[tuple[re.Pattern[str], Match | Span], ...]:
    return tuple((_compiled((rule if isinstance(rule, Match) else rule.begin).regex), rule) for rule in _flat(state))


def _flat(state: str) -> Iterator[Match | Span]:
    rule: Rule
    for rule in STATES[state]:
        if isinstance(rule, Include):
            yield from _flat(rule.state)
        else:
            yield rule


def _entered(span: Span) -> _Open:
    end_kind, end = span.end
    return _Open(
        _rules(span.inside),
        span.kind,
        _compiled(end) if end else None,
        end_kind,
        _compiled(span.lines) if span.lines else None,
    )


def _read(text: str) -> Iterator[Token]:
    stack = [_Open(_rules("file"))]
    at = 0
    while at < len(text):
        if at == 0 or text[at - 1] == "\n":
            left = (i for i, state in enumerate(stack) if state.lines and not state.lines.match(text, at))
            del stack[next(left, len(stack)) :]
        state = stack[-1]
        if state.end is not None and (ends := state.end.match(text, at)):
            stack.pop()
            if ends.end() > at:
                yield at, ends.end(), state.end_kind
                at = ends.end()
            continue
        for regex, rule in state.rules:
            if found := regex.match(text, at):
                begin = rule if isinstance(rule, Match) else rule.begin
                for group, kind in enumerate(begin.kinds, 1):
                    start, end = found.span(group)
                    if start < end and kind is not None:
                        yield start, end, kind
                if isinstance(rule, Span):
                    stack.append(_entered(rule))
                at = found.end()
                break
        else:
            if state.kind is not None:
                yield at, at + 1, state.kind
            at += 1
