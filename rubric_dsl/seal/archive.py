"""A bundle read from an archive or a folder, whoever made it; and the digests of its files."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from rubric_dsl.evidence.raw import shown
from rubric_dsl.seal.shape import Shape, data_of
from rubric_dsl.seal.written import BUNDLE_FORMAT, CERTIFICATE, EVIDENCE, MANIFEST, STANDINGS, TRACES
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.refused import SealError
from rubric_dsl.text.unreadable import read_file, why_not

Files: TypeAlias = Mapping[str, bytes]

MOST_BYTES: Final = 256_000_000
"""The most bytes that all files of a bundle can have, and an archive of them."""
_MOST_FILES: Final = 1000
_MOST_PACKED: Final = 200
"""How many times its size an archive can unpack to: what units and rubrics say repeats itself less."""
_SMALL: Final = 1_000_000
"""What may be packed however much."""
_MOST_KEY_BYTES: Final = 100_000
_SAFE: Final = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[\w.\- ]+(?:/[\w.\- ]+)*")
_BROKEN: Final = Words(zh="压缩包已损坏，或被截断", en="the archive is damaged or cut off")
_NO_MANIFEST: Final = Words(zh=f"里面没有 {MANIFEST}", en=f"it has no {MANIFEST}")
_LOCKED: Final = Words(zh="压缩包加了密码", en="the archive is encrypted")

_MANIFEST_SHAPE: Final[Shape] = {
    "format": BUNDLE_FORMAT,
    "rubric": {"name": str, "title": str, "sha256": str, "file": str},
    "date": (str, None),
    "versions": {"rubric-dsl": str, "dsl": int, "formats": [str]},
    "files": {...: {"sha256": re.compile(r"[0-9a-f]{64}"), "size": int}},
}


def read(path: str | os.PathLike[str]) -> Files:
    """The files of a bundle by name.

    Raises SealError for what cannot be a bundle: unreadable, damaged, absurdly large, or with names that
    lead elsewhere.
    """
    place = os.fspath(path)
    try:
        files = dict(_of_folder(Path(path)) if Path(path).is_dir() else _of_archive(place))
    except (OSError, ValueError) as error:
        if isinstance(error, SealError):
            raise
        raise _refused(codes.UNREADABLE, place, why=why_not(error)) from None
    if MANIFEST not in files:
        raise _refused(codes.NOT_A_BUNDLE, place, why=_NO_MANIFEST)
    return files


def file_of(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a key or signature. Raises SealError where there are none to read."""
    try:
        return read_file(path, _MOST_KEY_BYTES)
    except (OSError, ValueError) as error:
        raise _refused(codes.UNREADABLE, os.fspath(path), why=why_not(error)) from None


def plain_digest(said: str) -> str:
    """A digest as it may be printed in a notice, in groups: its digits alone."""
    return re.sub(r"[\s\-:]", "", said).lower()


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    room = MOST_BYTES
    count = 0
    for above, below, names in os.walk(folder):
        below.sort()
        for name in sorted(names):
            file = Path(above, name)
            within = file.relative_to(folder).as_posix()
            count += 1
            # A link leads out of the bundle, and a pipe never ends.
            if file.is_symlink() or not file.is_file() or not _SAFE.fullmatch(within):
                raise _refused(codes.UNSAFE_NAME, os.fspath(folder), name=shown(within))
            if file.stat().st_size > room or count > _MOST_FILES:
                raise _too_large(os.fspath(folder))
            data = read_file(file, room, plain=True)
            room -= len(data)
            yield within, data


def _of_archive(place: str) -> Iterator[tuple[str, bytes]]:
    packed = Path(place).stat().st_size
    room = min(MOST_BYTES, max(_SMALL, packed * _MOST_PACKED))
    seen: set[str] = set()
    if packed > MOST_BYTES:
        raise _too_large(place)
    try:
        with zipfile.ZipFile(place) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > room:
                raise _too_large(place)
            for entry in entries:
                if entry.is_dir() and not entry.file_size:
                    continue
                if not _SAFE.fullmatch(entry.filename):
                    raise _refused(codes.UNSAFE_NAME, place, name=shown(entry.filename))
                if entry.filename in seen:
                    raise _refused(codes.TWICE, entry.filename)
                seen.add(entry.filename)
                if entry.flag_bits & 1:
                    raise _refused(codes.NOT_A_BUNDLE, place, why=_LOCKED)
                # What the archive says of sizes need not be true, so no more is unpacked than there is room for.
                with archive.open(entry) as stream:
                    data = stream.read(room + 1)
                room -= len(data)
                if room < 0:
                    raise _too_large(place)
                yield entry.filename, data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, LookupError, OverflowError):
        raise _refused(codes.NOT_A_BUNDLE, place, why=_BROKEN) from None


def _refused(code: object, path: str, **args: object) -> SealError:
    return SealError([Diagnostic(code=code, path=path, args=args)])  # type: ignore[arg-type]


def _too_large(place: str) -> SealError:
    return _refused(codes.TOO_LARGE, place, limit=MOST_BYTES // 1_000_000, times=_MOST_PACKED, files=_MOST_FILES)


def digest_of(files: Files) -> str:
    """The one digest: the SHA-256 of the manifest."""
    return hashlib.sha256(files[MANIFEST]).hexdigest()


def manifest_of(files: Files) -> tuple[dict[str, object] | None, list[Diagnostic]]:
    """The manifest, if it is one, and every file that is not what it says."""
    found: list[Diagnostic] = []
    manifest = data_of(files[MANIFEST], _MANIFEST_SHAPE, MANIFEST, found)
    if manifest is None:
        return None, found
    listed = manifest["files"]
    for name in (EVIDENCE, TRACES, STANDINGS, CERTIFICATE, manifest["rubric"]["file"]):
        if name not in listed:
            found.append(Diagnostic(code=codes.MISSING_FILE, path=shown(name)))
    for name, about in listed.items():
        data = files.get(name)
        if data is None:
            found.append(Diagnostic(code=codes.MISSING_FILE, path=shown(name)))
            continue
        for code, expected, is_ in (
            (codes.DIGEST_DIFFERS, about["sha256"], hashlib.sha256(data).hexdigest()),
            (codes.SIZE_DIFFERS, about["size"], len(data)),
        ):
            if expected != is_:
                found.append(Diagnostic(code=code, path=shown(name), args={"expected": expected, "found": is_}))
    for name in files:
        if name not in listed and name != MANIFEST:
            found.append(Diagnostic(code=codes.EXTRA_FILE, path=name))
    return manifest, found


def reader(files: Files) -> Callable[[str], bytes]:
    """Reads what a rubric amends from the bundle alone, whatever path it names."""

    def read_one(path: str) -> bytes:
        try:
            return files[path.replace(os.sep, "/")]
        except KeyError:
            raise FileNotFoundError from None

    return read_one
