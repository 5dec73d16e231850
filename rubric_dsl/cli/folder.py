"""A folder of documents: a file for each unit, under names that any system takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rubric_dsl.cli.bilingual import Misuse
from rubric_dsl.cli.diagnostics import tell
from rubric_dsl.cli.document import CANNOT_WRITE, replace
from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Language, Words
from rubric_dsl.text.unreadable import why_not

_WRITTEN = Words(zh="已写入“{folder}”：{n} 个文件", en='written to "{folder}": {n} files')
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s\ufffd]+')
_LONGEST: Final = 60
"""Characters of a name; three bytes each in UTF-8, of the 255 that file systems take."""


class Folder:
    """Where the files go; made if it is not there."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._written = 0
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise Misuse(CANNOT_WRITE, path=path, why=why_not(error)) from None

    def within(self, name: str) -> Folder:
        """A folder in it."""
        return Folder(str(self._path / name))

    def write(self, name: str, data: bytes) -> None:
        """Write one file, whole or not at all."""
        replace(str(self._path / name), [data])
        self._written += 1

    def tell(self, lang: Language) -> None:
        """Say on standard error what was written."""
        tell(_WRITTEN.say(lang, {"folder": self._path, "n": self._written}))


def numbered(units: Sequence[str], suffix: str) -> list[str]:
    """A file name for each unit: its number, which makes it the only one, and as much of its name as is safe."""
    digits = len(str(len(units)))
    return [f"{n:0{digits}} {_safe(unit)}".strip() + suffix for n, unit in enumerate(units, 1)]


def _safe(unit: str) -> str:
    return _UNSAFE.sub(" ", visible(unit)).strip(" .")[:_LONGEST].strip(" .")
