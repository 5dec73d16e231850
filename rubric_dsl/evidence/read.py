"""Evidence from data, JSON, JSON Lines, YAML or a file, checked against a rubric.

Every function gives the units and everything wrong, in one report. Where any diagnostic is an
error the units are only what could be made of the rest, and the caller refuses the whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.json_text import Document, parse_json
from rubric_dsl.evidence.proof import refuse_others
from rubric_dsl.evidence.raw import described
from rubric_dsl.evidence.report import Report
from rubric_dsl.evidence.units import UnitReader
from rubric_dsl.evidence.yaml_text import parse_yaml
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.unreadable import read_file, why_not

Read: TypeAlias = tuple[tuple[Evidence, ...], tuple[Diagnostic, ...]]
"""The units, in the order of the input, and everything wrong with them."""

MOST_BYTES: Final = 256_000_000
"""How large a file may be: what is read of one takes some ten times its room."""

SUFFIXES: Final = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")
"""How the names of evidence files end."""

_EXPECTED = Words(zh="一个单位、{{units: [...]}} 或单位清单", en="a unit, {{units: [...]}}, or a list of units")


def from_data(model: RubricModel, data: object) -> Read:
    """Units from Python data: a unit ``{unit, facts, judgements}``, ``{"units": [...]}``, or a list of units.

    Numbers are int, Decimal, Fraction or text; floats are refused. Percent facts are given as
    percentages and kept as shares. The data is copied: changing it later changes no evidence. Never
    raises; what is wrong is in the diagnostics.
    """
    report = Report()
    units = UnitReader(model).read(_placed(data, report), report)
    return units, tuple(report.found)


def from_json(model: RubricModel, text: str, name: str = "<evidence>") -> Read:
    """Units from JSON text of the shapes that ``from_data`` takes; ``name`` stands for it in messages."""
    document = Document(name, text)
    if not document.text.strip():
        return (), (Diagnostic(code=codes.EMPTY_DOCUMENT, args={"name": name}),)
    data, wrong = parse_json(document.text, document)
    return from_data(model, data) if wrong is None else ((), (wrong,))


def from_jsonl(model: RubricModel, text: str, name: str = "<evidence>") -> Read:
    """Units from JSON Lines: one unit a line; blank lines count for nothing.

    The path of a unit is ``name:line``, lines counted from 1.
    """
    document = Document(name, text)
    report = Report()
    placed: list[tuple[str, object]] = []
    start = 0
    for number, line in enumerate(document.text.split("\n"), 1):
        if line.strip():
            data, wrong = parse_json(line, document, start)
            if wrong is None:
                placed.append((f"{name}:{number}", data))
            else:
                report.found.append(wrong)
        start += len(line) + 1
    if not placed and not report.found:
        report.say("", codes.EMPTY_DOCUMENT, name=name)
    units = UnitReader(model).read(placed, report)
    return units, tuple(report.found)


def from_yaml(model: RubricModel, text: str, name: str = "<evidence>") -> Read:
    """Units from YAML text of the shapes that ``from_data`` takes.

    Needs the extra ``yaml``; without it the diagnostic says what to install. yes_no facts may be
    answered true/false, yes/no, 是/否.
    """
    data, wrong = parse_yaml(text.removeprefix("\ufeff"), name)
    if wrong is not None:
        return (), (wrong,)
    if data is None:
        return (), (Diagnostic(code=codes.EMPTY_DOCUMENT, args={"name": name}),)
    return from_data(model, data)


def from_path(model: RubricModel, path: str | os.PathLike[str]) -> Read:
    """Units from a UTF-8 file, read by its suffix: one of ``SUFFIXES``.

    A file that cannot be read is a diagnostic too, not an exception.
    """
    args: dict[str, object]
    file = Path(path)
    name = file.as_posix()
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(SUFFIXES)
        return (), (Diagnostic(code=codes.UNKNOWN_FORMAT, path=name, args={"name": file.name, "known": known}),)
    try:
        text = read_file(file, MOST_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        args = {"name": file.name, "offset": error.start + 1}
        return (), (Diagnostic(code=codes.NOT_UTF8, path=name, args=args),)
    except (OSError, ValueError) as error:
        args = {"name": file.name, "why": why_not(error)}
        return (), (Diagnostic(code=codes.FILE_UNREADABLE, path=name, args=args),)
    if suffix == ".json":
        return from_json(model, text, name)
    return from_jsonl(model, text, name) if suffix in (".jsonl", ".ndjson") else from_yaml(model, text, name)


def _placed(data: object, report: Report) -> Iterable[tuple[str, object]]:
    """The units of some data with their paths: empty for a single unit, ``units[3]`` for one of several."""
    if isinstance(data, Mapping) and "units" not in data:
        return [("", data)]
    if isinstance(data, Mapping):
        given = report.as_object(data, "") or {}
        refuse_others(given, ("units",), "", report)
        data = report.as_list(given["units"], "units") or ()
    if not isinstance(data, list | tuple):
        report.say("", codes.WRONG_SHAPE, expected=_EXPECTED, got=described(data))
        return []
    return [(f"units[{index}]", unit) for index, unit in enumerate(data)]
