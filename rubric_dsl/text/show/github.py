"""Diagnostics as annotations of GitHub's workflows."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.text.show.sarif import Found


def github(found: Found) -> Iterable[str]:
    """A line for each diagnostic, which GitHub shows beside the line it is about."""
    for path, diagnostics, lang in found:
        for d in diagnostics:
            advice = d.advice(lang)
            message = d.message(lang) + (f"\n{advice}" if advice else "")
            where = {"file": path}
            if d.span is not None:
                line, column = d.span.source.position(d.span.start)
                last, end = d.span.source.position(d.span.end)
                where = {"file": d.span.source.name, "line": str(line), "endLine": str(last)}
                where |= {"col": str(column), "endColumn": str(end)} if line == last else {}
            where["title"] = d.code.id
            properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
            yield f"::{d.code.severity.value} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
