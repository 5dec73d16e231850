"""A docket in a folder of YAML files that a person can read: ``published.yaml``, and a file for each case.

A case file is only ever added to: its opening, then each decision, are entries of one list.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from rubric_dsl.appeal.history import Entry, History, Opened, Published, entry_of, in_sequence, published_of
from rubric_dsl.evidence.raw import Written
from rubric_dsl.evidence.yaml_text import parse_yaml
from rubric_dsl.text.characters import visible
from rubric_dsl.text.codes import appeal as codes
from rubric_dsl.text.codes import evidence as evidence_codes
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import AppealError
from rubric_dsl.text.unreadable import why_not

PUBLISHED: Final = "published.yaml"
_CASE: Final = "case-{number:03}.yaml"
_CASES: Final = "case-*.yaml"

_HEAD: Final = {
    "zh": "# 已公布的结果。案卷只能续写，不能改写：每条记录都有前后相连的校验值。\n",
    "en": "# The published result. A docket is only added to: the digests of its entries follow on each other.\n",
}
_CASE_HEAD: Final = {"zh": "# 第 {number} 号案：{unit}\n", "en": "# Case {number}: {unit}\n"}


def load(folder: str | os.PathLike[str]) -> History:
    """The history kept in a folder. Raises AppealError where it is not there, was changed, or does not follow on."""
    history, wrong = read(Path(folder))
    if history is None or wrong:
        raise AppealError(wrong, "en")
    return history


def read(folder: Path) -> tuple[History | None, tuple[Diagnostic, ...]]:
    """The history kept in a folder as far as it can be read, and what is wrong with it."""
    if not (folder / PUBLISHED).is_file():
        return None, (Diagnostic(code=codes.NO_DOCKET, args={"name": folder.as_posix()}),)
    found: list[Diagnostic] = []
    raw, wrong = _parsed(folder / PUBLISHED)
    published, more = (None, ()) if wrong is not None else published_of(raw, PUBLISHED)
    found += [wrong] if wrong is not None else more
    entries: list[Entry] = []
    for file in sorted(folder.glob(_CASES)):
        raw, wrong = _parsed(file)
        if wrong is not None:
            found.append(wrong)
            continue
        for item in raw if isinstance(raw, list) else [raw]:
            entry, more = entry_of(item, file.name)
            if entry is not None:
                entries.append(entry)
            found += more
    if published is None or found:
        return None, tuple(found)
    return in_sequence(published, tuple(entries))


def save(folder: str | os.PathLike[str], history: History, lang: Language) -> None:
    """Write what of a history is not in the folder yet. Raises AppealError."""
    path = Path(folder)
    known = 0
    if (path / PUBLISHED).exists():
        there = load(path)
        known = len(there.entries)
        if there.published != history.published:
            raise AppealError([Diagnostic(code=codes.DOCKET_THERE, args={"name": path.as_posix()})], lang)
        if there.entries != history.entries[:known]:
            first = next(
                (b.number for a, b in zip(there.entries, history.entries, strict=False) if a != b),
                len(history.entries) + 1,
            )
            raise AppealError([Diagnostic(code=codes.HISTORY_BROKEN, args={"entry": first})], lang)
    try:
        if not (path / PUBLISHED).exists():
            path.mkdir(parents=True, exist_ok=True)
            with (path / PUBLISHED).open("x", encoding="utf-8", newline="\n") as file:
                file.write(_published(history.published, lang))
        for entry in history.entries[known:]:
            _add(path, entry, lang)
    except (OSError, ValueError) as error:
        args = {"name": path.as_posix(), "why": why_not(error)}
        raise AppealError([Diagnostic(code=codes.CANNOT_KEEP, args=args)], lang) from None


def _add(folder: Path, entry: Entry, lang: Language) -> None:
    head = ""
    if isinstance(entry.act, Opened):
        head = _CASE_HEAD[lang].format(number=entry.act.case, unit=visible(entry.act.unit))
    name = _CASE.format(number=entry.act.case)
    with (folder / name).open("x" if head else "a", encoding="utf-8", newline="\n") as file:
        file.write(head + _yaml([{**entry.to_data(), "sha256": entry.sha256}]))


def _published(published: Published, lang: Language) -> str:
    return _HEAD[lang] + _yaml({**published.to_data(), "sha256": published.sha256})


# --- yaml ----------------------------------------------------------------------------------------


def _parsed(file: Path) -> tuple[Any, Diagnostic | None]:
    args: dict[str, object]
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        args = {"name": file.name, "offset": error.start + 1}
        return None, Diagnostic(code=evidence_codes.NOT_UTF8, path=file.name, args=args)
    except (OSError, ValueError) as error:
        args = {"name": file.name, "why": why_not(error)}
        return None, Diagnostic(code=evidence_codes.FILE_UNREADABLE, path=file.name, args=args)
    return parse_yaml(text, file.name)


def _yaml(data: object) -> str:
    """Data as YAML: texts as they are, in quotes where YAML would take them for something else."""
    try:
        import yaml
    except ImportError:
        raise AppealError([Diagnostic(code=evidence_codes.YAML_NOT_INSTALLED)]) from None

    class Dumper(yaml.SafeDumper):  # type: ignore[misc]
        """Writes texts that were read as plain texts."""

    Dumper.add_representer(Written, lambda dumper, text: dumper.represent_str(str(text)))
    Dumper.ignore_aliases = lambda *_: True
    written: str = yaml.dump(
        data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None
    )
    return written
