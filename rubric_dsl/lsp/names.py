"""Names across files: where they are declared, where they are used, and giving them another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen
from lsprotocol import types

from rubric_dsl.check.load import load
from rubric_dsl.check.mentions import Mention, Symbol
from rubric_dsl.language import keywords
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.files import Files
from rubric_dsl.syntax import fold
from rubric_dsl.text.diagnostic import Language, Words
from rubric_dsl.text.source import Source, Span


@frozen
class Found:
    """A mention, in the document whose text it is in."""

    document: Document
    mention: Mention

    @property
    def location(self) -> types.Location:
        """Its place in a file."""
        assert self.document.checked is not None
        return types.Location(self.document.uri, self.document.checked.range(self.mention.span))


class CannotRename(Exception):
    """A name that cannot be given."""

    def __init__(self, words: Words, **args: object) -> None:
        super().__init__(words.say("en", args))
        self._words = words
        self._args = args

    def say(self, lang: Language) -> str:
        """Why not."""
        return self._words.say(lang, self._args)


def definition(files: Files, document: Document, offset: int) -> list[types.Location]:
    """Where what is named at an offset is declared; for a file's name, the file."""
    base = _base_at(files, document, offset)
    if base is not None:
        return [types.Location(base.uri, types.Range(types.Position(0, 0), types.Position(0, 0)))]
    mention = document.mention_at(offset)
    if mention is None:
        return []
    for one in _chain(files, document):
        declared = [f for f in _of(one, mention.symbol) if f.mention.declares]
        if declared:
            return [f.location for f in declared]
    return []


def references(files: Files, document: Document, offset: int, declared: bool) -> list[types.Location]:
    """Where what is named at an offset is named, in all files that share it."""
    mention = document.mention_at(offset)
    if mention is None:
        return []
    return [f.location for f in _shared(files, document, mention.symbol) if declared or not f.mention.declares]


def highlights(document: Document, offset: int) -> list[types.DocumentHighlight]:
    """Where what is named at an offset is named in the same file."""
    mention = document.mention_at(offset)
    if mention is None:
        return []
    return [
        types.DocumentHighlight(f.location.range, types.DocumentHighlightKind.Text)
        for f in _of(document, mention.symbol)
    ]


def links(files: Files, document: Document) -> list[types.DocumentLink]:
    """The file that a rubric amends, as a link."""
    header = document.loaded.tree.header if document.loaded is not None else None
    if header is None or header.base is None or document.checked is None:
        return []
    base = header.base
    start = base.span.text.find(base.file)
    target = _base_at(files, document, base.span.start + max(start, 0))
    if start < 0 or target is None:
        return []
    span = Span(base.span.source, base.span.start + start, base.span.start + start + len(base.file))
    return [types.DocumentLink(document.checked.range(span), target=target.uri)]


# --- another name --------------------------------------------------------------------------------

_NO_NAME = Words(zh="“{name}”不能作名称", en="“{name}” cannot be a name")
_NO_ID = Words(
    zh="“{name}”不能作编号：写 2.1 这样的数字，或一个名称", en="“{name}” cannot be an id: digits like 2.1, or a name"
)
_CONFUSED = Words(
    zh="改为“{name}”就会与别的名称混在一起：{what}", en="renaming it “{name}” would confuse it with another: {what}"
)
_TAKEN = Words(zh="已有“{name}”", en="there is a “{name}” already")
_NOTHING = Words(zh="这里没有可以改名的名称", en="there is nothing to rename here")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)*\Z")


def renameable(document: Document, offset: int) -> types.PrepareRenamePlaceholder | None:
    """The name at an offset, where it can be given another."""
    mention = document.mention_at(offset)
    if mention is None or document.checked is None or not _by_name(mention):
        return None
    return types.PrepareRenamePlaceholder(document.checked.range(_bare(mention.span)), mention.symbol.name)


def rename(files: Files, document: Document, offset: int, name: str) -> types.WorkspaceEdit:
    """Another name for what is named at an offset, in all files that share it.

    A node takes the nodes below it along where their ids continue its own. Raises CannotRename where the
    name cannot be one, or where with it the files would not say the same.
    """
    mention = document.mention_at(offset)
    if mention is None or not _by_name(mention):
        raise CannotRename(_NOTHING)
    symbol, family = mention.symbol, files.family(document)
    root = _declared(files, document).get(symbol)
    taken = [_named(one, symbol) if _declared(files, one).get(symbol) == root else [] for one in family]
    quoted = all(_is_quoted(f) for found in taken for f in found if f.symbol == symbol)
    name = name.strip() if quoted else fold.fold(name.strip())
    _possible(symbol.kind, name, quoted)
    if not _NUMBER.match(name):  # What continues digits does not continue a word.
        taken = [[f for f in found if f.symbol == symbol] for found in taken]
    taking = {symbol: name} | {f.symbol: _continued(symbol, name, f.symbol) for found in taken for f in found}
    edits: dict[str, list[types.TextEdit]] = {}
    spans: dict[str, list[tuple[Span, str]]] = {}
    for one, found in zip(family, taken, strict=True):
        assert one.checked is not None
        for named in found:
            span, text = _bare(named.span), taking[named.symbol]
            spans.setdefault(one.path, []).append((span, text))
            edits.setdefault(one.uri, []).append(types.TextEdit(one.checked.range(span), text))
    _prove(files, family, spans, taking)
    return types.WorkspaceEdit(changes=edits)


def _named(document: Document, symbol: Symbol) -> list[Mention]:
    """Where a file names a symbol, or a node whose id continues its id."""
    return [
        m
        for m in document.mentions_here()
        if _by_name(m) and (m.symbol == symbol or (symbol.kind == m.symbol.kind == "node" and _continues(m, symbol)))
    ]


def _continues(mention: Mention, symbol: Symbol) -> bool:
    return _NUMBER.match(symbol.name) is not None and mention.symbol.name.startswith(f"{symbol.name}.")


def _continued(symbol: Symbol, name: str, other: Symbol) -> str:
    """What a symbol, or a node below it, is called once the symbol has another name."""
    return name + other.name.removeprefix(symbol.name)


def _possible(kind: str, name: str, quoted: bool) -> None:
    if kind == "node" and _NUMBER.match(name):
        return
    if quoted and name and not set(name) & {*fold.QUOTES, *fold.CLOSING, "\r", "\n"}:
        return
    if name.isidentifier() and not keywords.is_reserved(name):
        return
    raise CannotRename(_NO_ID if kind == "node" else _NO_NAME, name=name)


def _is_quoted(mention: Mention) -> bool:
    return _bare(mention.span) != mention.span


def _prove(
    files: Files,
    family: Iterable[Document],
    spans: Mapping[str, list[tuple[Span, str]]],
    taking: Mapping[Symbol, str],
) -> None:
    """Raises CannotRename unless the edited files name the same things at the same places, and nothing new is wrong."""
    texts: dict[str, str] = {}
    for one in family:
        assert one.checked is not None
        text = one.checked.source.text
        for span, new in sorted(spans.get(one.path, ()), key=lambda item: item[0].start, reverse=True):
            text = text[: span.start] + new + text[span.end :]
        texts[one.path] = text

    def read(path: str) -> bytes:
        known = texts.get(os.path.normpath(path))
        return files.read(path) if known is None else known.encode()

    name = next(iter(taking.values()))
    for one in family:
        assert one.loaded is not None and one.checked is not None
        after = load(Source.of(texts[one.path], one.path), files.reader(one, read))
        before_errors = sum(d.is_error for d in one.loaded.diagnostics)
        new_errors = [d for d in after.diagnostics if d.is_error]
        if len(new_errors) > before_errors:
            raise CannotRename(
                _CONFUSED, name=name, what=Words(zh=new_errors[0].message("zh"), en=new_errors[0].message("en"))
            )
        here = [m for m in after.mentions if os.path.normpath(m.span.source.name) == one.path]
        was = [_renamed(m.symbol, taking) for m in one.mentions_here()]
        now = [m.symbol for m in here]
        if was != now:
            other = next((b for a, b in zip(was, now, strict=False) if a != b), None)
            raise CannotRename(_CONFUSED if other else _TAKEN, name=name, what=other.name if other else name)


def _renamed(symbol: Symbol, taking: Mapping[Symbol, str]) -> Symbol:
    """A symbol as it is called afterwards, and its owner too."""
    if symbol in taking:
        return Symbol(symbol.kind, taking[symbol], symbol.owner)
    for old, new in taking.items():
        if old.kind == "fact":
            head, dot, rest = symbol.owner.partition(".")
            if symbol.owner == f"fact {old.name}":
                return Symbol(symbol.kind, symbol.name, f"fact {new}")
            if symbol.kind in ("field", "option") and head == old.name:
                return Symbol(symbol.kind, symbol.name, f"{new}{dot}{rest}")
        if old.kind == "field" and symbol.kind == "option" and symbol.owner == f"{old.owner}.{old.name}":
            return Symbol(symbol.kind, symbol.name, f"{old.owner}.{new}")
        if old.kind == "node" and symbol.kind == "let" and symbol.owner == old.name:
            return Symbol(symbol.kind, symbol.name, new)
    return symbol


# --- where names are shared ----------------------------------------------------------------------


def _shared(files: Files, document: Document, symbol: Symbol) -> Iterator[Found]:
    root = _declared(files, document).get(symbol)
    for one in files.family(document):
        if _declared(files, one).get(symbol) == root:
            yield from _of(one, symbol)


def _declared(files: Files, document: Document) -> Mapping[Symbol, str]:
    """For every symbol of a document the path of the first file, counted from the base, that declares it."""
    found: dict[Symbol, str] = {}
    for one in reversed(list(_chain(files, document))):
        for mention in one.mentions_here():
            if mention.declares:
                found.setdefault(mention.symbol, one.path)
    return found


def _chain(files: Files, document: Document) -> Iterator[Document]:
    """A document and what it amends, itself first."""
    yield document
    for source in document.loaded.sources[1:] if document.loaded is not None else ():
        other = files.at(source.name)
        if other is not None:
            yield other


def _of(document: Document, symbol: Symbol) -> list[Found]:
    return [Found(document, m) for m in document.mentions_here() if m.symbol == symbol]


def _base_at(files: Files, document: Document, offset: int) -> Document | None:
    """The file that a rubric amends, where an offset is in the words that name it."""
    header = document.loaded.tree.header if document.loaded is not None else None
    if header is None or header.base is None or not header.base.span.start <= offset <= header.base.span.end:
        return None
    return files.at(os.path.join(os.path.dirname(document.path), header.base.file))  # noqa: PTH118, PTH120


def _by_name(mention: Mention) -> bool:
    """Whether the text has the name there, and not a label or a twin of it."""
    return _bare(mention.span).text == mention.symbol.name


def _bare(span: Span) -> Span:
    """A name without its quotes."""
    if len(span.text) >= 2 and span.text[0] in fold.QUOTES:
        return Span(span.source, span.start + 1, span.end - 1)
    return span
