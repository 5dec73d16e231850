"""Rubrics and bundles read from files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rubric_dsl.api.rubric import PathLike, Rubric, sound
from rubric_dsl.check.base import MOST_BYTES, Reader, beside
from rubric_dsl.check.load import load as load_text
from rubric_dsl.text.codes import usage as usage_codes
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.refused import RubricError
from rubric_dsl.text.source import Source
from rubric_dsl.text.unreadable import read_file, why_not

if TYPE_CHECKING:
    # What only some programs ask for is imported when they ask: a program that only scores should not wait for it.
    from rubric_dsl.seal.verify import Verification


def load(path: PathLike) -> Rubric:
    """The rubric in a file.

    Raises RubricError, with everything that is wrong, if the file cannot be read or is no rubric
    that can be scored. Warnings do not raise; they are in ``Rubric.warnings``. What it amends is
    opened where it lies beside the file or in a folder below.
    """
    try:
        source = Source.read(read_file(path, MOST_BYTES), os.fspath(path))
    except UnicodeDecodeError as error:
        args = {"offset": error.start}
        raise RubricError([_unreadable(path, Diagnostic(code=usage_codes.NOT_UTF8, args=args))]) from None
    except (OSError, ValueError) as error:
        args_why = {"why": why_not(error)}
        raise RubricError([_unreadable(path, Diagnostic(code=usage_codes.CANNOT_READ, args=args_why))]) from None
    return _rubric(source, beside(path))


def loads(text: str, name: str = "<text>") -> Rubric:
    """The rubric in a string; ``name`` is what its places are called. No file is opened. Raises RubricError."""
    return _rubric(Source.of(text, name))


def check(path: PathLike) -> tuple[Diagnostic, ...]:
    """Everything there is to say about a rubric file, errors and warnings, sorted by place."""
    try:
        return load(path).warnings
    except RubricError as error:
        return error.diagnostics


def verify(
    path: PathLike, digest: str | None = None, signature: PathLike | None = None, key: PathLike | None = None
) -> Verification:
    """Recompute a bundle of sealed results, an archive or a folder, without the engine that made it.

    ``digest`` is the published one (hexadecimal; spaces and hyphens count for nothing); ``signature``
    and ``key`` are the files of a detached signature and of the public key (PEM). What is wrong is in
    ``Verification.found``. Raises SealError for what cannot be looked at as a bundle, for an unfit key,
    and where a signature is given and the library for it is not installed.
    """
    from rubric_dsl.seal.archive import file_of, plain_digest
    from rubric_dsl.seal.verify import verify as verify_bundle

    return verify_bundle(
        path,
        None if digest is None else plain_digest(digest),
        None if signature is None else file_of(signature),
        None if key is None else file_of(key),
    )


def _unreadable(path: PathLike, diagnostic: Diagnostic) -> Diagnostic:
    return Diagnostic(code=diagnostic.code, path=os.fspath(path), args=diagnostic.args)


def _rubric(source: Source, read: Reader | None = None) -> Rubric:
    return Rubric(loaded=sound(load_text(source, read)))
