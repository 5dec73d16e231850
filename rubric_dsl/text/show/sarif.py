"""Diagnostics in SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from rubric_dsl.text.diagnostic import Code, Diagnostic, Language
from rubric_dsl.text.fix import Fix
from rubric_dsl.text.source import Span

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_NAME: Final = {"zh": "zh-CN", "en": "en-US"}

Found = Sequence[tuple[str, Sequence[Diagnostic], Language]]
"""For each file its path, its diagnostics and the language to say them in."""


def sarif(found: Found, version: str) -> dict[str, Any]:
    """A SARIF log with one run, of this version of the program. Columns count UTF-16 code units, as the format does unless told otherwise."""
    every = {d.code.id: (d.code, lang) for _, diagnostics, lang in found for d in diagnostics}
    rules = [_rule(code, lang) for code, lang in every.values()]
    order = {id: n for n, id in enumerate(every)}
    results = [_result(path, d, lang, order[d.code.id]) for path, diagnostics, lang in found for d in diagnostics]
    lang = found[0][2] if found else "en"
    driver = {"name": "rubric", "version": version, "language": _NAME[lang], "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code, lang: Language) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": code.id,
        "shortDescription": {"text": code.words.zh if lang == "zh" else code.words.en},
        "defaultConfiguration": {"level": code.severity.value},
    }
    if code.hint is not None:
        rule["help"] = {"text": code.hint.zh if lang == "zh" else code.hint.en}
    return rule


def _result(path: str, d: Diagnostic, lang: Language, rule: int) -> dict[str, Any]:
    advice = d.advice(lang)
    made: dict[str, Any] = {
        "ruleId": d.code.id,
        "ruleIndex": rule,
        "level": d.code.severity.value,
        "message": {"text": d.message(lang) + (f"\n{advice}" if advice else "")},
        "locations": [{"physicalLocation": _place(path, d.span)}],
    }
    if d.labels:
        made["relatedLocations"] = [
            {"physicalLocation": _place(path, x.span), "message": {"text": x.words.say(lang, x.args)}} for x in d.labels
        ]
    if d.fixes:
        made["fixes"] = [_fix(fix) for fix in d.fixes]
    return made


def _fix(fix: Fix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.span.source.name, []).append(replacement)
    return {
        "artifactChanges": [
            {"artifactLocation": {"uri": _uri(name)}, "replacements": replacements}
            for name, replacements in changes.items()
        ]
    }


def _place(path: str, span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"artifactLocation": {"uri": _uri(path)}}
    return {"artifactLocation": {"uri": _uri(span.source.name)}, "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    start, start_column = _position(span, span.start)
    end, end_column = _position(span, span.end)
    return {"startLine": start, "startColumn": start_column, "endLine": end, "endColumn": end_column}


def _position(span: Span, offset: int) -> tuple[int, int]:
    line, column = span.source.position(offset)
    before = span.source.text[offset - column + 1 : offset]
    return line, 1 + len(before.encode("utf-16-le", "surrogatepass")) // 2


def _uri(path: str) -> str:
    return PurePath(path).as_posix()
