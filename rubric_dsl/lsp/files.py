"""The rubrics an editor works with: those that are open, as they are there, and the rest as they are on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field
from pygls import uris

from rubric_dsl.check.base import Reader, beside, from_disk
from rubric_dsl.check.load import load
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from rubric_dsl.text.source import Source

# A folder with more files than this is no folder of rubrics, and to look through it all would take a while.
_MOST_FILES = 2000


@define(eq=False)
class Files:
    """Open documents by their URI, and where to look for others."""

    encoding: str = "utf-16"
    folders: tuple[str, ...] = ()
    open: dict[str, Document] = field(factory=dict)
    _kept: dict[str, Document] = field(factory=dict)
    """Files that are not open, as they were when last read."""

    def opened(self, uri: str, text: str, version: int | None) -> Document:
        """A document that the editor has opened."""
        document = Document(uri=uri, places=self.places(uri, text), version=version)
        self.open[uri] = document
        return document

    def places(self, uri: str, text: str) -> Places:
        """The text of a document, under the path of its file."""
        return Places(text, path_of(uri), self.encoding)

    def reader(self, document: Document, read: Reader | None = None) -> Reader | None:
        """Reads what a document amends; None for a text that was never saved, which has no folder."""
        return beside(document.path, read or self.read) if document.uri.startswith("file:") else None

    def read(self, path: str) -> bytes:
        """The bytes of a file as the editor has it, else as it is on disk. Raises OSError where there is none."""
        wanted = os.path.normpath(path)
        for document in tuple(self.open.values()):
            if document.path == wanted:
                return document.places.text.encode("utf-8", "surrogatepass")
        return from_disk(path)

    def resting_on(self, document: Document) -> tuple[Document, ...]:
        """The other open documents that amend a document."""
        return tuple(
            other
            for other in self.open.values()
            if other is not document
            and other.loaded is not None
            and any(os.path.normpath(s.name) == document.path for s in other.loaded.sources)
        )

    def family(self, document: Document) -> tuple[Document, ...]:
        """A document, what it amends, and all rubrics of the folders that amend any of these; checked as they are now."""
        every = {path: self._checked(path) for path in {document.path, *self._rubrics()}}
        every[document.path] = document
        chains = {path: _chain(one) for path, one in every.items() if one is not None}
        related = set(chains.get(document.path, ())) | {document.path}
        while True:
            wider = related | {p for path, chain in chains.items() if related & {*chain, path} for p in (*chain, path)}
            if wider == related:
                break
            related = wider
        found = (every[path] if path in every else self._checked(path) for path in sorted(related))
        return tuple(one for one in found if one is not None)

    def at(self, path: str) -> Document | None:
        """The rubric of a file, checked as it is now; None where it cannot be read."""
        return self._checked(os.path.normpath(path))

    def _checked(self, path: str) -> Document | None:
        for document in self.open.values():
            if document.path == path:
                if not document.is_fresh:
                    places = document.places
                    document.take(load(places.source, self.reader(document)), places)
                return document
        kept = self._kept.get(path)
        if kept is not None and self._is_as_read(kept):
            return kept
        try:
            text = from_disk(path).decode("utf-8").removeprefix("\ufeff")
        except (OSError, ValueError):
            return None
        uri = uris.from_fs_path(path) or path
        document = Document(uri=uri, places=self.places(uri, text))
        document.take(load(document.places.source, self.reader(document)), document.places)
        self._kept[path] = document
        return document

    def _is_as_read(self, document: Document) -> bool:
        """Whether a file, and what it amends, still says what it said."""
        assert document.loaded is not None
        try:
            return all(Source.read(self.read(s.name), s.name).text == s.text for s in document.loaded.sources)
        except (OSError, ValueError):
            return False

    def _rubrics(self) -> Iterator[str]:
        seen = 0
        for folder in self.folders:
            for root, below, names in os.walk(folder):
                below[:] = sorted(name for name in below if not name.startswith(".") and name != "node_modules")
                for name in sorted(names):
                    seen += 1
                    if seen > _MOST_FILES:
                        return
                    if name.endswith(".rubric"):
                        yield os.path.normpath(Path(root) / name)


def path_of(uri: str) -> str:
    """The path of a URI's file; the URI itself where it is no file's (a text that was never saved)."""
    path = uris.to_fs_path(uri)
    return os.path.normpath(path) if path and uri.startswith("file:") else uri


def _chain(document: Document) -> tuple[str, ...]:
    """The files that a rubric is made of."""
    sources = document.loaded.sources if document.loaded is not None else ()
    return tuple(os.path.normpath(source.name) for source in sources)
