"""The tables of docs/formats.md: every key of every result, made from its definition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rubric_dsl.results import FORMATS, Record
from rubric_dsl.results import kinds as k
from rubric_dsl.results.kinds import Field, Kind, fields_of
from rubric_dsl.results.record import REQUIRED
from rubric_dsl.results.schema import name_of


def tables() -> dict[str, str]:
    """For each format the keys of its records; those that an earlier format has are not said again."""
    told: dict[str, str] = {}
    seen: set[type[Record]] = set()
    for format, form in FORMATS.items():
        rows = [row for record in _records(form, seen) for row in _rows(record)]
        lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
        body = "\n".join(["| | key | | |", "| --- | --- | --- | --- |", *lines])
        told[format] = f"<details><summary>Every key of <code>{format}</code></summary>\n\n{body}\n\n</details>\n"
    return told


def _records(form: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    """A record and those within it, from above."""
    if form in seen:
        return
    seen.add(form)
    yield form
    for field in _keys(form):
        for part in _parts(field.kind):
            yield from _records(part, seen)


def _keys(form: type[Record]) -> Iterator[Field]:
    for field in fields_of(form):
        if field.inline and isinstance(field.kind, k.Part):
            yield from _keys(field.kind.forms[0])
        else:
            yield field


def _parts(kind: Kind) -> tuple[type[Record], ...]:
    match kind:
        case k.Part(forms=forms):
            return forms
        case k.Listed(of=of) | k.Group(of=of) | k.OrNull(of=of):
            return _parts(of)
        case k.Row(of=of):
            return tuple(form for part in of for form in _parts(part))
        case k.Text() | k.Whole() | k.Exact() | k.Day() | k.Flag() | k.Choice() | k.Plain() | k.Kept():
            return ()
        case _:
            assert_never(kind)


def _rows(form: type[Record]) -> Iterator[tuple[str, str, str, str]]:
    yield f"**{name_of(form)}**", "", "", " ".join((form.__doc__ or "").split())
    for name, text in form.__constants__.items():
        yield "", f"`{name}`", f"`{text}`", ""
    for field in _keys(form):
        lacks = "" if field.default is REQUIRED else "; may lack"
        yield "", f"`{field.key}`", _kind(field.kind) + lacks, field.about


def _kind(kind: Kind) -> str:
    """What may stand there, in a few words."""
    match kind:
        case k.Text(name=name, about=about):
            return about or name or "text"
        case k.Whole(least=least):
            return "whole number" if least is None else f"whole number ≥ {least}"
        case k.Exact():
            return "exact number"
        case k.Day():
            return "date"
        case k.Flag():
            return "true or false"
        case k.Choice(options=options):
            return ", ".join(f"`{option}`" for option in options)
        case k.Plain():
            return "value as in evidence"
        case k.Kept():
            return "as it was written"
        case k.Listed(of=of):
            return f"list of {_kind(of)}"
        case k.Row(of=parts):
            return f"[{', '.join(map(_kind, parts))}]"
        case k.Group(of=of):
            return f"by name: {_kind(of)}"
        case k.OrNull(of=of):
            return f"{_kind(of)} or null"
        case k.Part(forms=forms):
            return " or ".join(f"*{name_of(form)}*" for form in forms)
        case _:
            assert_never(kind)
