"""The file that a rubric amends: found, read, checked against its pinned digest, itself amended."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from attrs import define

from rubric_dsl.check.amend import amended
from rubric_dsl.check.report import Report
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.parse import parse
from rubric_dsl.text.codes import amend as codes
from rubric_dsl.text.source import Source
from rubric_dsl.text.unreadable import why_not

Reader: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of a file by its path; OSError where there is none."""


def from_disk(path: str) -> bytes:
    """The bytes of a file of this machine."""
    return Path(path).read_bytes()


@define
class Files:
    """Where the files that a rubric amends come from, and those that were read, in order."""

    read: Reader
    sources: list[Source]


def whole(
    file: tree.Tree, source: Source, report: Report, files: Files, seen: tuple[str, ...] = ()
) -> tree.Tree | None:
    """The file with what it amends; the file itself where it amends nothing.

    None where the base cannot be had; the report says why, at the line that names it. ``seen`` are
    the files that led here.
    """
    files.sources.append(source)
    header = file.header
    if header is None or header.base is None:
        for statement in file.statements:
            if isinstance(statement, tree.Amendment):
                word = statement.span.text.split()[0]
                report.say(codes.NOT_AMENDING, statement.span, word=word)
        return file
    base = header.base
    path = os.path.normpath(Path(source.name).parent / base.file)
    if path in seen or path == os.path.normpath(source.name):
        report.say(codes.BASE_RING, base.span, ring=" → ".join((*seen, os.path.normpath(source.name), path)))
        return None
    read = _read(base, path, report, files)
    if read is None:
        return None
    below, base_source = read
    known = whole(below, base_source, report, files, (*seen, os.path.normpath(source.name)))
    if known is None or known.header is None:
        return None
    if known.header.name.text != base.name.text:
        report.say(codes.BASE_NAME, base.name.span, file=base.file, actual=known.header.name.text, name=base.name.text)
        return None
    return amended(known, header, file.statements, report)


def _read(base: tree.Base, path: str, report: Report, files: Files) -> tuple[tree.Tree, Source] | None:
    try:
        source = Source.read(files.read(path), path)
    except (OSError, ValueError) as error:
        report.say(codes.BASE_UNREADABLE, base.span, file=base.file, why=why_not(error))
        return None
    if base.sha256 is not None and base.sha256.lower() != source.sha256:
        report.say(codes.BASE_MOVED, base.span, file=base.file, actual=source.sha256)
        return None
    below, found = parse(source)
    if any(d.is_error for d in found):
        report.say(codes.BASE_BROKEN, base.span, file=base.file)
        report.diagnostics += found
        return None
    return below, source
