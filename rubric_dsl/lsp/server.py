"""The server: what the protocol asks, handed to the files that answer it, and the checks that run meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from attrs import define, evolve, field
from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from rubric_dsl import __version__
from rubric_dsl.check.load import load
from rubric_dsl.lsp import names
from rubric_dsl.lsp.actions import actions
from rubric_dsl.lsp.cards.hover import hover
from rubric_dsl.lsp.completion.complete import completions
from rubric_dsl.lsp.diagnose import Said
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.files import Files
from rubric_dsl.lsp.formatting import formatted
from rubric_dsl.lsp.inlay import hints
from rubric_dsl.lsp.outline import folds, outline
from rubric_dsl.lsp.tokens import LEGEND, tokens
from rubric_dsl.text.diagnostic import Language

PAUSE = 0.2
"""Seconds without a keystroke after which the whole is checked again."""

Answer = TypeVar("Answer")


class _Ended(Exception):
    """A check that is no longer wanted."""


@define(eq=False)
class _Check:
    """A check of a whole document, under way."""

    ended: bool = False
    done: asyncio.Event = field(factory=asyncio.Event)

    def step(self) -> None:
        if self.ended:
            raise _Ended


class RubricServer(LanguageServer):
    """A language server for rubrics. ``lang`` is the language to speak; None follows the editor, else the file."""

    def __init__(self, lang: Language | None = None) -> None:
        super().__init__("rubric", __version__)
        self.lang = lang
        self.snippets = False
        """Whether the client can place the cursor in what it inserts."""
        self.files = Files()
        self.said: dict[str, Said] = {}
        self._checks: dict[str, _Check] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def speaks(self, document: Document) -> Language:
        """The language in which to speak of a document."""
        return self.lang or document.keywords

    # --- keeping up with the text ----------------------------------------------------------------

    def start(self, params: types.InitializeParams) -> None:
        """Take over what the client says of itself."""
        # An enumeration whose members are the names.
        self.files.encoding = f"{types.PositionEncodingKind(self.workspace.position_encoding or 'utf-16').value}"
        self.files.folders = tuple(
            path for folder in self.workspace.folders.values() if (path := uris.to_fs_path(folder.uri))
        )
        features = params.capabilities.text_document
        item = features.completion.completion_item if features and features.completion else None
        self.snippets = bool(item and item.snippet_support)
        options = params.initialization_options
        asked = options.get("language") if isinstance(options, dict) else None
        wanted = (asked, os.environ.get("RUBRIC_LANG"), params.locale)
        self.lang = self.lang or next((lang for name in wanted if (lang := _language(name))), None)

    def opened(self, uri: str, text: str, version: int | None) -> None:
        """A document was opened: check all of it."""
        self.said[uri] = Said()
        self.whole(self.files.opened(uri, text, version), pause=0)

    def edited(self, uri: str, text: str, version: int | None) -> None:
        """A document was edited: say what is wrong with the lines edited, and check the whole in a while."""
        document = self.files.open[uri]
        self._end(uri)  # First, so that it is out of the way.
        before = document.places
        document.places, document.version = self.files.places(uri, text), version
        self.said[uri].after_edit(document, before, self.speaks(document))
        self.publish(document)
        self.whole(document, PAUSE)

    def closed(self, uri: str) -> None:
        """A document was closed; what it says is again what its file says."""
        self._end(uri)
        document = self.files.open.pop(uri)
        del self.said[uri]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        for other in self.files.resting_on(document):
            self.whole(other, PAUSE)

    def publish(self, document: Document) -> None:
        """Show what is being said of a document."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, self.said[document.uri].diagnostics, document.version)
        )

    # --- checking the whole ----------------------------------------------------------------------

    def whole(self, document: Document, pause: float) -> None:
        """Check all of a document after a pause, in the place of a check of it that is under way."""
        self._end(document.uri)
        check = self._checks[document.uri] = _Check()
        task = asyncio.get_running_loop().create_task(self._check(document, check, pause))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, document: Document, check: _Check, pause: float) -> None:
        try:
            await asyncio.sleep(pause)
            places = document.places
            with contextlib.suppress(_Ended):
                check.step()
                loaded = await asyncio.to_thread(load, places.source, self.files.reader(document), check.step)
                if not check.ended:
                    document.take(loaded, places)
                    self.said[document.uri].whole(document, self.speaks(document))
                    self.publish(document)
                    for other in self.files.resting_on(document):
                        self.whole(other, PAUSE)
        finally:
            check.done.set()

    def _end(self, uri: str) -> None:
        check = self._checks.pop(uri, None)
        if check is not None:
            check.ended = True

    async def fresh(self, uri: str) -> Document | None:
        """A document once all of it is checked as it is now, in a copy that stays so; None where it is not open."""
        while (document := self.files.open.get(uri)) is not None and not document.is_fresh:
            check = self._checks.get(uri)
            if check is None or check.done.is_set():
                self.whole(document, pause=0)
                check = self._checks[uri]
            await check.done.wait()
        return evolve(document) if document is not None else None


def _language(name: object) -> Language | None:
    if not isinstance(name, str):
        return None
    return "zh" if name.casefold().startswith("zh") else "en" if name.casefold().startswith("en") else None


def serve(lang: Language | None) -> None:
    """Serve an editor over standard input and output until it says to stop."""
    # Whoever types should not wait for a check of the whole to make way, which it does at such intervals.
    sys.setswitchinterval(0.0005)
    make_server(lang).start_io()


def make_server(lang: Language | None = None) -> RubricServer:
    """A server with all that it can do."""
    server = RubricServer(lang)
    _follow(server)
    _answer(server)
    return server


def _follow(server: RubricServer) -> None:
    """Registers what keeps the server up with the texts."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.start(params)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        one = params.text_document
        server.opened(one.uri, one.text, one.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        text = server.workspace.get_text_document(uri).source
        server.edited(uri, text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        for document in tuple(server.files.open.values()):
            server.whole(document, PAUSE)


def _answer(server: RubricServer) -> None:
    """Registers what the server answers.

    Answers are worked out beside the loop, so that a keystroke need not wait for them.
    """
    feature = server.feature

    async def about(params: Any, answer: Callable[[Document], Answer], otherwise: Answer) -> Answer:
        document = await server.fresh(params.text_document.uri)
        return otherwise if document is None else await asyncio.to_thread(answer, document)

    def offset(document: Document, params: Any) -> int:
        return (document.checked or document.places).offset(params.position)

    @feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", "(", "{", ".", "=", "，", "（"]),
    )
    async def completion(params: types.CompletionParams) -> types.CompletionList:
        # It cannot wait for a text that is whole: it is asked for while a line is being written.
        document = server.files.open.get(params.text_document.uri)
        if document is None:
            return types.CompletionList(is_incomplete=False, items=[])
        lang, now = server.speaks(document), evolve(document)
        return await asyncio.to_thread(completions, now, params.position, lang, server.snippets)

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def hovering(params: types.HoverParams) -> types.Hover | None:
        return await about(params, lambda d: hover(d, offset(d, params), server.speaks(d)), None)

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        return await about(params, lambda d: names.definition(server.files, d, offset(d, params)), [])

    @feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        declared = params.context.include_declaration
        return await about(params, lambda d: names.references(server.files, d, offset(d, params), declared), [])

    @feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        return await about(params, lambda d: names.highlights(d, offset(d, params)), [])

    @feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def link(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        return await about(params, lambda d: names.links(server.files, d), [])

    @feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        return await about(params, lambda d: names.renameable(d, offset(d, params)), None)

    @feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        def renamed(document: Document) -> types.WorkspaceEdit:
            try:
                return names.rename(server.files, document, offset(document, params), params.new_name)
            except names.CannotRename as refused:
                raise JsonRpcInvalidParams(refused.say(server.speaks(document))) from refused

        return await about(params, renamed, None)

    @feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return await about(params, lambda d: outline(d, server.speaks(d)), [])

    @feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return await about(params, lambda d: folds(d.places), [])

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        only = params.context.only
        return await about(params, lambda d: actions(d, params.range, only, server.speaks(d)), [])

    @feature(types.TEXT_DOCUMENT_FORMATTING)
    async def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        return await about(params, lambda d: formatted(d.places), [])

    @feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    async def range_formatting(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit]:
        return await about(params, lambda d: formatted(d.places, params.range), [])

    @feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    async def semantic_tokens(params: types.SemanticTokensParams) -> types.SemanticTokens:
        return await about(params, tokens, types.SemanticTokens(data=[]))

    @feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, LEGEND)
    async def semantic_tokens_range(params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
        return await about(params, lambda d: tokens(d, params.range), types.SemanticTokens(data=[]))

    @feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def inlay_hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        return await about(params, lambda d: hints(d, params.range, server.speaks(d)), [])
