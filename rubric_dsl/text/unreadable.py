"""Reading files whole, and why one cannot be read or written: in both languages and not in the words of the system."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

from rubric_dsl.text.diagnostic import Words

_ABSENT = Words(zh="没有这个文件或文件夹", en="there is no such file or folder")
_FOLDER = Words(zh="这是一个文件夹", en="it is a folder")
_REFUSED = Words(zh="没有权限，或磁盘出错", en="it is not permitted, or the disk failed")


class Unfit(OSError):
    """A file that could be opened and is not one to read; ``words`` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh=zh, en=en)


def read_file(path: str | os.PathLike[str], most: int, *, plain: bool = False) -> bytes:
    """The bytes of a file of at most ``most`` bytes. Raises OSError.

    What a user names may be a pipe; what a file names must be ``plain``: a pipe would be waited for, and a device
    does what nobody asked for.
    """
    with open(path, "rb", opener=_at_once if plain else None) as file:
        if plain and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unfit("这不是普通的文件", "it is not a plain file")
        return limited(file, most)


def limited(file: BinaryIO, most: int) -> bytes:
    """All that is in an open file, if it is at most ``most`` bytes. Raises OSError."""
    data = file.read(most + 1)
    if len(data) > most:
        size = f"{most / 1_000_000:g} MB"
        raise Unfit(f"文件太大，至多 {size}", f"it is too large; at most {size} are read")
    return data


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def why_not(error: Exception) -> Words:
    """What an OSError (or the ValueError of an impossible path) comes down to."""
    match error:
        case Unfit():
            return error.words
        case FileNotFoundError() | NotADirectoryError():
            return _ABSENT
        case IsADirectoryError():
            return _FOLDER
        case _:
            return _REFUSED
