"""A bundle read from an archive or a folder, whoever made it: within limits, and with nothing that leads elsewhere."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from rubric_dsl.check.base import MOST_BYTES as MOST_BYTES_OF_RUBRIC
from rubric_dsl.evidence.raw import shown
from rubric_dsl.seal.written import FLAT, MANIFEST, RUBRIC
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
_MOST_LIST: Final = 1_000_000
"""How many bytes the list of files at the end of an archive can have."""
_END: Final = struct.Struct("<4s8xI4xH")
"""The end of an archive: its signature, the size of the list of files, and that of a comment."""
_MOST_KEY_BYTES: Final = 100_000
_SAFE: Final = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[\w.\- ]+(?:/[\w.\- ]+)*")
_BROKEN: Final = Words(zh="压缩包已损坏，或被截断", en="the archive is damaged or cut off")
_NO_MANIFEST: Final = Words(zh=f"里面没有 {MANIFEST}", en=f"it has no {MANIFEST}")
_LOCKED: Final = Words(zh="压缩包加了密码", en="the archive is encrypted")


def read(path: str | os.PathLike[str]) -> Files:
    """The files of a bundle by name.

    Raises SealError for what cannot be a bundle: unreadable, damaged, absurdly large, or with names that
    lead elsewhere.
    """
    place = os.fspath(path)
    try:
        files = dict(_of_folder(Path(path)) if Path(path).is_dir() else _of_archive(place))
    except SealError:
        raise
    except (OSError, ValueError) as error:
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
    entries = 0
    for above, below, names in os.walk(folder):
        below.sort()
        entries += len(below) + len(names)
        if entries > _MOST_FILES:
            raise _too_large(os.fspath(folder))
        for name in (*below, *sorted(names)):
            entry = Path(above, name)
            within = entry.relative_to(folder).as_posix()
            if not _SAFE.fullmatch(within):
                raise _refused(codes.UNSAFE_NAME, os.fspath(folder), name=shown(within))
            # A link leads out of the bundle, and a pipe never ends.
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                raise _refused(codes.NOT_PLAIN, os.fspath(folder), name=shown(within))
            if entry.is_dir():
                continue
            if entry.stat().st_size > min(room, _most(within)):
                raise _too_large(os.fspath(folder))
            data = read_file(entry, room, plain=True)
            room -= len(data)
            yield within, data


def _of_archive(place: str) -> Iterator[tuple[str, bytes]]:
    packed = Path(place).stat().st_size
    room = min(MOST_BYTES, max(_SMALL, packed * _MOST_PACKED))
    seen: set[str] = set()
    if packed > MOST_BYTES or _list_of(place) > _MOST_LIST:
        raise _too_large(place)
    try:
        with zipfile.ZipFile(place) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > room:
                raise _too_large(place)
            for entry in entries:
                name = entry.filename.removesuffix("/")
                # What follows a NUL the reader of archives itself leaves out.
                if not _SAFE.fullmatch(name) or entry.orig_filename != entry.filename:
                    raise _refused(codes.UNSAFE_NAME, place, name=shown(entry.orig_filename))
                if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
                    raise _refused(codes.NOT_PLAIN, place, name=shown(name))
                if name in seen:
                    raise _refused(codes.TWICE, name)
                seen.add(name)
                if entry.is_dir() and not entry.file_size:
                    continue
                if entry.flag_bits & 1:
                    raise _refused(codes.NOT_A_BUNDLE, place, why=_LOCKED)
                # What the archive says of sizes need not be true, so no more is unpacked than there is room for.
                most = min(room, _most(name))
                with archive.open(entry) as stream:
                    data = stream.read(most + 1)
                if len(data) > most:
                    raise _too_large(place)
                room -= len(data)
                yield entry.filename, data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, LookupError, OverflowError):
        raise _refused(codes.NOT_A_BUNDLE, place, why=_BROKEN) from None


def _most(name: str) -> int:
    """How large a file may be: a text of a rubric no larger than one that is read elsewhere."""
    return MOST_BYTES_OF_RUBRIC if name == FLAT or name.startswith(RUBRIC) else MOST_BYTES


def _list_of(place: str) -> int:
    """How large an archive says that the list of its files is, which is read whole before anything of it is known."""
    with Path(place).open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - _END.size))
        end = file.read()
    signature, size, comment = _END.unpack(end) if len(end) == _END.size else (b"", 0, 0)
    # Archives for which there is more to say at the end are larger than a bundle, or say something else besides.
    if signature != b"PK\5\6" or comment:
        raise _refused(codes.NOT_A_BUNDLE, place, why=_BROKEN)
    return int(size)


def _refused(code: object, path: str, **args: object) -> SealError:
    return SealError([Diagnostic(code=code, path=path, args=args)])  # type: ignore[arg-type]


def _too_large(place: str) -> SealError:
    return _refused(codes.TOO_LARGE, place, limit=MOST_BYTES // 1_000_000, times=_MOST_PACKED, files=_MOST_FILES)


def digest_of(files: Files) -> str:
    """The one digest: the SHA-256 of the manifest."""
    return hashlib.sha256(files[MANIFEST]).hexdigest()


def reader(files: Files) -> Callable[[str], bytes]:
    """Reads what a rubric amends from the bundle alone, whatever path it names."""

    def read_one(path: str) -> bytes:
        try:
            return files[path.replace(os.sep, "/")]
        except KeyError:
            raise FileNotFoundError from None

    return read_one
