"""The bundle: a rubric, evidence and results in one archive, with the digest of each file and one over all.

The same results always make the same files: nothing here asks a clock, and places name the rubric
as it is called in the bundle, wherever it lay.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import define, field, frozen

from rubric_dsl.check.load import Loaded, load
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.write import to_data
from rubric_dsl.grading.standings import CohortResult
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.results.bundle import BundleResult, CertificateResult, PackedFile, PackedRubric, Versions
from rubric_dsl.results.cited import RubricHead
from rubric_dsl.results.record import format_of
from rubric_dsl.results.standings import StandingEntry, StandingsResult
from rubric_dsl.results.trace import TraceResult
from rubric_dsl.results.traced import trace
from rubric_dsl.results.write import write
from rubric_dsl.seal.archive import MOST_BYTES, reader
from rubric_dsl.seal.certificate import certificate
from rubric_dsl.seal.strict_json import too_many
from rubric_dsl.seal.written import (
    CERTIFICATE,
    EVIDENCE,
    FLAT,
    MANIFEST,
    RUBRIC,
    STANDINGS,
    TRACES,
)
from rubric_dsl.syntax.format import format
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.refused import SealError
from rubric_dsl.text.source import Source

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can note: the same for every file of every bundle."""
_PLAIN_NAME: Final = re.compile(r"[\w.\- ]+")


@frozen(kw_only=True)
class Bundle:
    """The files of a bundle by name; ``digest`` is the SHA-256 of the manifest, which has that of each other file."""

    files: Mapping[str, bytes] = field(repr=False)
    digest: str

    def archive(self) -> bytes:
        """The bundle as a zip archive."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(self.files):
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o100644 << 16
                archive.writestr(entry, self.files[name])
        return buffer.getvalue()


def bundle(
    loaded: Loaded,
    version: str,
    evidence: Iterable[Evidence],
    result: CohortResult,
    day: date | None = None,
) -> Bundle:
    """The results sealed. ``day`` is what the bundle is to be dated, if anything.

    Raises SealError where the rubric is not what its files say, one of its files cannot be packed, or the whole
    is larger than a verifier unpacks.
    """
    model = loaded.model
    assert model is not None and loaded.flat is not None
    packed = _packed(loaded, model)
    files: dict[str, bytes] = {**packed.files}
    if len(loaded.sources) > 1:
        files[FLAT] = format(loaded.flat, None).encode()
    files[EVIDENCE] = _json_lines('{"units": [', (to_data(model, e) for e in evidence), "]}")
    traces = (write(trace(model, s.unit, s.score)) for s in result.standings)
    files[TRACES] = b"".join(_text(packed.renamed(t)) + b"\n" for t in traces)
    frame = _text(write(StandingsResult(rubric=RubricHead.of(model), units=()))).decode().removesuffix("]}")
    entries = (write(StandingEntry.of(model, standing)) for standing in result.standings)
    files[STANDINGS] = _json_lines(frame, entries, "]}")
    files[CERTIFICATE] = _indented(packed.renamed(write(certificate(model, result))))
    size = sum(map(len, files.values()))
    if size > MOST_BYTES or any(too_many(files[name]) for name in (EVIDENCE, STANDINGS, CERTIFICATE)):
        args = {"size": -(-size // 1_000_000), "limit": MOST_BYTES // 1_000_000}
        raise SealError([Diagnostic(code=codes.TOO_LARGE_TO_SEAL, args=args)])
    manifest = BundleResult(
        rubric=PackedRubric(head=RubricHead.of(model), file=packed.own),
        date=day,
        versions=Versions(
            package=version,
            dsl=model.version,
            formats=tuple(map(format_of, (CertificateResult, StandingsResult, TraceResult))),
        ),
        files={
            name: PackedFile(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
            for name, data in sorted(files.items())
        },
    )
    files[MANIFEST] = _indented(write(manifest))
    return Bundle(files=files, digest=hashlib.sha256(files[MANIFEST]).hexdigest())


def _text(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _indented(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_lines(before: str, items: Iterable[object], after: str) -> bytes:
    """A list with an item a line, so that a difference between two bundles shows as lines."""
    return before.encode() + b"\n" + b",\n".join(map(_text, items)) + b"\n" + after.encode() + b"\n"


@define
class _Packed:
    """The rubric's files as they are called in the bundle."""

    own: str
    files: Mapping[str, bytes]
    names: Mapping[str, str]

    def renamed(self, data: Any) -> Any:
        """The data with its places (file:line:column) in terms of the bundle's names."""
        match data:
            case dict():
                return {k: self._place(v) if k == "at" else self.renamed(v) for k, v in data.items()}
            case list():
                return [self.renamed(part) for part in data]
            case _:
                return data

    def _place(self, at: str) -> str:
        name, line, column = at.rsplit(":", 2)
        return f"{self.names.get(name, name)}:{line}:{column}"


def _packed(loaded: Loaded, model: RubricModel) -> _Packed:
    if not loaded.sources:
        raise SealError([Diagnostic(code=codes.OTHER_READING)])
    paths = [os.path.normpath(Path.cwd() / source.name) for source in loaded.sources]
    top = os.path.commonpath([Path(path).parent for path in paths])
    names: dict[str, str] = {}
    for path, source in zip(paths, loaded.sources, strict=True):
        within = PurePosixPath(os.path.relpath(path, top).replace(os.sep, "/"))
        if not names and not _PLAIN_NAME.fullmatch(within.name):
            # Only what the file itself is called may be changed: the others are named in the texts.
            within = within.with_name(f"{model.name}.rubric")
        names[source.name] = RUBRIC + str(within)
    files = {names[source.name]: source.data for source in loaded.sources}
    own = names[loaded.sources[0].name]
    if len(files) != len(loaded.sources) or not _reads_alike(own, files, loaded):
        raise SealError([Diagnostic(code=codes.CANNOT_PACK, path=loaded.sources[0].name)])
    return _Packed(own, files, names)


def _reads_alike(own: str, files: Mapping[str, bytes], loaded: Loaded) -> bool:
    """Whether the packed files make the rubric that was scored: they name each other by their places."""
    if len(files) == 1:
        return True
    again = load(Source.read(files[own], own), reader(files))
    return again.flat is not None and loaded.flat is not None and format(again.flat) == format(loaded.flat)
