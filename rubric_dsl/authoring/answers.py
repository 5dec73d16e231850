"""Reading the answers a new rubric is started from: data of a YAML file, checked, everything wrong in one report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from rubric_dsl.authoring.start import Answers, Part
from rubric_dsl.evidence.dates import read_date
from rubric_dsl.evidence.numbers import read_number
from rubric_dsl.evidence.proof import refuse_others
from rubric_dsl.evidence.report import Report, Wrong, joined
from rubric_dsl.evidence.texts import read_text
from rubric_dsl.evidence.yaml_text import parse_yaml
from rubric_dsl.model.numbers import Number
from rubric_dsl.text.codes import usage as codes
from rubric_dsl.text.diagnostic import Diagnostic

_KNOWN: Final = ("name", "title", "issuer", "first", "last", "parts", "bonus", "share", "passing", "window")
_NAME: Final = re.compile(r"[^\W\d]\w*")


def read_answers(text: str, file: str) -> tuple[Answers | None, tuple[Diagnostic, ...]]:
    """The answers of a YAML text, or None and everything wrong with them."""
    data, wrong = parse_yaml(text.removeprefix("\ufeff"), file)
    if wrong is not None:
        return None, (wrong,)
    report = Report()
    made = _answers(data, report)
    return (None, tuple(report.found)) if report.found else (made, ())


def _answers(data: object, report: Report) -> Answers | None:
    given = report.as_object(data, "")
    if given is None:
        return None
    refuse_others(given, _KNOWN, "", report)
    name = _text(given, "name", report) or ""
    if name and not _NAME.fullmatch(name):
        report.say("name", codes.NOT_A_NAME, name=name)
    title = _text(given, "title", report) or ""
    issuer = _text(given, "issuer", report) if given.get("issuer") is not None else None
    first, last = _day(given, "first", report), _day(given, "last", report)
    parts = tuple(_parts(given, report))
    optional = {key: _number(given, key, report) for key in ("bonus", "share", "passing", "window")}
    window = optional["window"]
    if window is not None and not isinstance(window, int):
        report.say("window", codes.NOT_ANSWERED, name="window")
        window = None
    if first is None or last is None or report.found:
        return None
    return Answers(
        name=name, title=title, issuer=issuer, period=(first, last), parts=parts, bonus=optional["bonus"],
        share=optional["share"], passing=optional["passing"], window=window,
    )  # fmt: skip


def _parts(given: Mapping[str, Any], report: Report) -> Any:
    raw = given.get("parts")
    if raw is None:
        report.say("parts", codes.NOT_ANSWERED, name="parts")
        return
    for n, one in enumerate(report.as_list(raw, "parts") or ()):
        path = f"parts[{n}]"
        part = report.as_object(one, path)
        if part is None:
            continue
        refuse_others(part, ("title", "items"), path, report)
        title = _text(part, "title", report, path)
        items = []
        for i, item in enumerate(report.as_list(part.get("items"), f"{path}.items") or ()):
            place = f"{path}.items[{i}]"
            pair = report.as_object(item, place)
            if pair is None:
                continue
            refuse_others(pair, ("title", "worth"), place, report)
            name, worth = _text(pair, "title", report, place), _number(pair, "worth", report, place, owed=True)
            if name is not None and worth is not None:
                items.append((name, worth))
        if title is not None:
            yield Part(title=title, items=tuple(items))


def _text(given: Mapping[str, Any], name: str, report: Report, path: str = "") -> str | None:
    raw = given.get(name)
    if raw is None:
        report.say(joined(path, name), codes.NOT_ANSWERED, name=name)
        return None
    value = read_text(raw)
    if isinstance(value, Wrong):
        report.add(joined(path, name), value)
        return None
    return value


def _number(
    given: Mapping[str, Any], name: str, report: Report, path: str = "", *, owed: bool = False
) -> Number | None:
    raw = given.get(name)
    if raw is None:
        if owed:
            report.say(joined(path, name), codes.NOT_ANSWERED, name=name)
        return None
    value = read_number(raw)
    if isinstance(value, Wrong):
        report.add(joined(path, name), value)
        return None
    if value < 0:
        report.say(joined(path, name), codes.NOT_ANSWERED, name=name)
        return None
    return value


def _day(given: Mapping[str, Any], name: str, report: Report) -> date | None:
    raw = given.get(name)
    if raw is None:
        report.say(name, codes.NOT_ANSWERED, name=name)
        return None
    value = read_date(raw)
    if isinstance(value, Wrong):
        report.add(name, value)
        return None
    return value
