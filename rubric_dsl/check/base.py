"""The file that a rubric amends: found, read, checked against its pinned digest, itself amended."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from attrs import define

from rubric_dsl.check.amend import amended
from rubric_dsl.check.report import Report
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.scan import MAX_FILE
from rubric_dsl.text.codes import amend as codes
from rubric_dsl.text.source import Source
from rubric_dsl.text.unreadable import read_file, why_not

Reader: TypeAlias = Callable[[str], bytes]
"""Gives the bytes of a file by its path; OSError where there is none to be had, Outside where it is not to be read."""

MOST_BYTES: Final = 4 * MAX_FILE
"""The most bytes that a rubric can have: a character of UTF-8 is at most four."""


class Outside(Exception):
    """A file that lies where the one that names it may not lead."""


def from_disk(path: str) -> bytes:
    """The bytes of a plain file of this machine."""
    return read_file(path, MOST_BYTES, plain=True)


def beside(file: str | os.PathLike[str], read: Reader = from_disk) -> Reader:
    """Reads the files in the folder of a file, and in the folders below that; no others.

    Whoever checks a rubric that somebody sent has not asked to open what else is on the machine. Where a file lies
    is asked of the system, so that neither ``..`` nor a link leads out.
    """
    folder = os.path.realpath(Path(file).parent)

    def read_one(path: str) -> bytes:
        if not Path(os.path.realpath(path)).is_relative_to(folder):
            raise Outside
        return read(path)

    return read_one


@define
class Files:
    """Where the files that a rubric amends come from (nowhere, for a text of no folder), and those read, in order."""

    read: Reader | None
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
    if files.read is None:
        report.say(codes.NO_FOLDER, base.span, file=base.file)
        return None
    path = os.path.normpath(Path(source.name).parent / base.file)
    if path in seen or path == os.path.normpath(source.name):
        report.say(codes.BASE_RING, base.span, ring=" → ".join((*seen, os.path.normpath(source.name), path)))
        return None
    read = _read(base, path, report, files.read)
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


def _read(base: tree.Base, path: str, report: Report, read: Reader) -> tuple[tree.Tree, Source] | None:
    try:
        source = Source.read(read(path), path)
    except Outside:
        report.say(codes.BASE_OUTSIDE, base.span, file=base.file)
        return None
    except UnicodeDecodeError:
        report.say(codes.NOT_A_RUBRIC, base.span, file=base.file)
        return None
    except (OSError, ValueError) as error:
        report.say(codes.BASE_UNREADABLE, base.span, file=base.file, why=why_not(error))
        return None
    below, found = parse(source)
    if below.header is None:
        # What it is instead is not for those to read who are told what is wrong with the rubric.
        report.say(codes.NOT_A_RUBRIC, base.span, file=base.file)
        return None
    if base.sha256 is not None and base.sha256.lower() != source.sha256:
        report.say(codes.BASE_MOVED, base.span, file=base.file, actual=source.sha256)
        return None
    if any(d.is_error for d in found):
        report.say(codes.BASE_BROKEN, base.span, file=base.file)
        report.diagnostics += found
        return None
    return below, source
