"""Writing the document a command makes: to standard output, or whole to a file or not at all."""

from __future__ import annotations

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeAlias

from rich.console import Console

from rubric_dsl.cli.bilingual import Misuse
from rubric_dsl.text.diagnostic import Words
from rubric_dsl.text.unreadable import why_not

PIPE_CLOSED: Final = 141
"""The exit code when who reads the output has had enough: as for a program that SIGPIPE ends."""

CANNOT_WRITE = Words(zh="写不了“{path}”：{why}", en='cannot write "{path}": {why}')
Chunk: TypeAlias = str | bytes
"""A piece of a document; text is written as UTF-8."""
_NOT_HERE = Words(
    zh="这种格式不能显示在终端上，请用 --output 写到文件", en="this format is no text: give it a file with --output"
)
_PIPED_WIDTH: Final = 1000
"""Where there is no screen to fit, nothing is folded."""


def emit(chunks: Iterable[Chunk], output: str | None = None) -> None:
    """Write a document as UTF-8, to standard output or to a file."""
    if output is None or output == "-":
        _to_stdout(chunks)
    else:
        replace(output, chunks)


def _to_stdout(chunks: Iterable[Chunk]) -> None:
    stream = sys.stdout
    try:
        if stream.isatty() or not hasattr(stream, "buffer"):
            for chunk in chunks:
                stream.write(_text(chunk))
        else:
            stream.flush()
            for chunk in chunks:
                stream.buffer.write(_bytes(chunk))
        stream.flush()
    except BrokenPipeError:
        # What Python would still flush on its way out has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(PIPE_CLOSED)


def replace(path: str, chunks: Iterable[Chunk]) -> None:
    """Write a file whole: what was there stays until all is written, and if anything fails."""
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError
        if mode is not None and not stat.S_ISREG(mode):
            target.write_bytes(b"".join(map(_bytes, chunks)))  # a device or a pipe
            return
        _renamed(target, chunks, mode)
    except (OSError, ValueError) as error:
        raise Misuse(CANNOT_WRITE, path=path, why=why_not(error)) from None


def _renamed(target: Path, chunks: Iterable[Chunk], mode: int | None) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(map(_bytes, chunks))
            file.flush()
            os.fsync(file.fileno())
        made.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _bytes(chunk: Chunk) -> bytes:
    return chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "replace")


def _text(chunk: Chunk) -> str:
    if isinstance(chunk, str):
        return chunk
    try:
        return chunk.decode("utf-8")
    except UnicodeDecodeError:
        raise Misuse(_NOT_HERE) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Page:
    """A document of tables and trees: laid out for the terminal it goes to, plain where it goes elsewhere."""

    def __init__(self, output: str | None) -> None:
        self._buffer = io.StringIO()
        self.on_terminal = output in (None, "-") and sys.stdout.isatty()
        width = None if self.on_terminal or "COLUMNS" in os.environ else _PIPED_WIDTH
        self.console = Console(
            file=self._buffer, force_terminal=self.on_terminal, width=width, highlight=False, markup=False, emoji=False,
            legacy_windows=False,
        )  # fmt: skip
        self._output = output

    def write(self) -> None:
        """Write what was printed to the console."""
        lines = self._buffer.getvalue().splitlines()
        emit(["".join(f"{line.rstrip()}\n" for line in lines)], self._output)
