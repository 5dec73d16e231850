"""Why a file cannot be read or written, in both languages and not in the words of the system."""

from __future__ import annotations

from rubric_dsl.text.diagnostic import Words

_ABSENT = Words(zh="没有这个文件或文件夹", en="there is no such file or folder")
_FOLDER = Words(zh="这是一个文件夹", en="it is a folder")
_REFUSED = Words(zh="没有权限，或磁盘出错", en="it is not permitted, or the disk failed")


def why_not(error: Exception) -> Words:
    """What an OSError (or the ValueError of an impossible path) comes down to."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return _ABSENT
        case IsADirectoryError():
            return _FOLDER
        case _:
            return _REFUSED
