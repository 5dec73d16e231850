"""The manifest held against the files; and the files against what a bundle has, which is that and nothing else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from rubric_dsl.evidence.raw import described, shown
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.seal.archive import Files
from rubric_dsl.seal.findings import Place
from rubric_dsl.seal.retold import head
from rubric_dsl.seal.strict_json import data_of
from rubric_dsl.seal.written import (
    BUNDLE_FORMAT,
    CERTIFICATE,
    CERTIFICATE_FORMAT,
    EVIDENCE,
    MANIFEST,
    STANDINGS,
    STANDINGS_FORMAT,
    TRACE_FORMAT,
    TRACES,
)
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Words

RESULTS: Final = (EVIDENCE, TRACES, STANDINGS, CERTIFICATE)
"""The files that every bundle has, besides the manifest and the rubric."""

_VERSION: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}((a|b|rc|\.dev|\.post)[0-9]{1,4})?")
_DATE = Words(zh="2018-12-31 这样的日期，或者 null", en="a date like 2018-12-31, or null")
_A_VERSION = Words(zh="0.1.0 这样的版本号", en="a version like 0.1.0")
_LISTED = Words(zh="各文件的 sha256 和 size", en="the sha256 and size of each file")
_NAMED = Words(zh="清单里的一个文件名", en="the name of a file that is listed")


def digest_of(files: Files) -> str:
    """The one digest: the SHA-256 of the manifest."""
    return _sha256(files[MANIFEST])


def manifest_of(files: Files, top: Place) -> dict[str, Any] | None:
    """The manifest, as far as one can go on with it; what is wrong with it, and with the digests, is noted."""
    place = top.at(MANIFEST)
    manifest = data_of(files[MANIFEST], place)
    if manifest is ...:
        return None
    known = isinstance(manifest, dict) and manifest.get("format") == BUNDLE_FORMAT
    if not known:
        found = manifest.get("format") if isinstance(manifest, dict) else manifest
        place.at("format").say(codes.SHAPE, expected=BUNDLE_FORMAT, found=described(found))
        return None
    listed = _listed(manifest.get("files"), place)
    rubric = manifest.get("rubric")
    own = rubric.get("file") if isinstance(rubric, dict) else None
    if not isinstance(own, str) or own not in listed:
        place.at("rubric file").say(codes.SHAPE, expected=_NAMED, found=described(own))
        return None
    for name in (*RESULTS, *listed):
        if name not in listed or name not in files:
            top.at(shown(name)).say(codes.MISSING_FILE)
    for name, about in listed.items():
        if name in files:
            _held(name, about, files[name], top)
    return manifest if all(name in files for name in (own, *RESULTS)) else None


def _listed(files: object, place: Place) -> dict[str, dict[str, Any]]:
    """The entries of files that say what they should."""
    if not isinstance(files, dict):
        place.at("files").say(codes.SHAPE, expected=_LISTED, found=described(files))
        return {}
    fit = {}
    for name, about in files.items():
        if isinstance(about, dict) and about.keys() == {"sha256", "size"}:
            fit[name] = about
        else:
            place.at(f"files {shown(name)}").say(codes.SHAPE, expected=_LISTED, found=described(about))
    return fit


def _held(name: str, about: dict[str, Any], data: bytes, top: Place) -> None:
    top.counts["files"] += 1
    place = top.at(shown(name))
    for code, says, is_ in (
        (codes.DIGEST_DIFFERS, about["sha256"], _sha256(data)),
        (codes.SIZE_DIFFERS, about["size"], len(data)),
    ):
        if type(says) is not type(is_) or says != is_:
            place.say(code, expected=described(says) if not isinstance(says, str) else says, found=is_)


def hold_manifest(manifest: dict[str, Any], model: RubricModel, top: Place) -> tuple[str | None, str | None]:
    """The date and the version that the manifest tells; the rest of it must be as the rubric is, and known here."""
    place = top.at(MANIFEST)
    day, versions = manifest.get("date"), manifest.get("versions")
    made_by = versions.get("rubric-dsl") if isinstance(versions, dict) else None
    fit_day, fit_version = (
        isinstance(day, str) and _is_date(day),
        isinstance(made_by, str) and _VERSION.fullmatch(made_by),
    )
    if not fit_day and day is not None:
        place.at("date").say(codes.SHAPE, expected=_DATE, found=described(day))
    if not fit_version:
        place.at("versions rubric-dsl").say(codes.SHAPE, expected=_A_VERSION, found=described(made_by))
    expected = {
        "format": BUNDLE_FORMAT,
        "rubric": {**head(model), "file": manifest["rubric"]["file"]},
        "date": day,
        "versions": {
            "rubric-dsl": made_by,
            "dsl": model.version,
            "formats": [CERTIFICATE_FORMAT, STANDINGS_FORMAT, TRACE_FORMAT],
        },
        "files": manifest["files"],
    }
    place.hold(expected, manifest)
    return day if fit_day else None, made_by if fit_version else None


def hold_names(files: Files, listed: Iterable[str], known: Iterable[str], top: Place) -> None:
    """That there is no file but those that something was recomputed from, and none that could be taken for one."""
    by_look = {_look(name): name for name in (MANIFEST, *known)}
    for name in sorted({*files, *listed}):
        like = by_look.get(_look(name))
        place = top.at(shown(name))
        if like == name:
            continue
        if name not in listed:
            place.say(codes.EXTRA_FILE)
        if like is not None:
            place.say(codes.LOOK_ALIKE, name=like)
        elif name in listed:
            place.say(codes.NO_PART, name=shown(name))


def _look(name: str) -> str:
    """What a name looks like to who reads it: whatever its case, its blanks and the width of its letters."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def _is_date(says: str) -> bool:
    try:
        return date.fromisoformat(says).isoformat() == says
    except ValueError:
        return False


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
