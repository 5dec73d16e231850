"""The server through a real client, as an editor starts it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from tests.lsp.texts import LOUXING, SMALL, at

TIMEOUT = 20


class Editor:
    """An editor with one document open."""

    def __init__(self, client: LanguageClient, uri: str, text: str) -> None:
        self.client = client
        self.uri = uri
        self.text = text
        self.version = 1
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.problems: list[str] = []

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            self.problems.append(params.message)

    @property
    def document(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    def position(self, marked: str) -> types.Position:
        before = self.text[: at(self.text, marked)]
        return types.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)

    def edit(self, old: str, new: str) -> None:
        """Replace a piece of the text, by an edit of that range alone."""
        start, end = self.position(f"|{old}"), self.position(f"{old}|")
        self.text = self.text.replace(old, new)
        self.version += 1
        change = types.TextDocumentContentChangePartial(types.Range(start, end), new)
        identifier = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    async def said(self, codes: list[str]) -> types.PublishDiagnosticsParams:
        """What is said of the present text, as soon as it is that."""
        found: list[Any] = []
        while True:
            try:
                params = await asyncio.wait_for(self.published.get(), TIMEOUT)
            except TimeoutError:
                pytest.fail(f"last said of version {self.version}: {found}, and not {codes}")
            if params.version == self.version:
                found = [d.code for d in params.diagnostics]
                if found == codes:
                    return params


def talk(path: Path, text: str, about: Callable[[Editor], Awaitable[None]], **options: Any) -> None:
    """Start a server, open a document, talk, and end it as an editor does."""

    async def session() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client, path.as_uri(), text)
        await client.start_io(sys.executable, "-m", "rubric_dsl", "lsp")
        folder = types.WorkspaceFolder(path.parent.as_uri(), "folder")
        await client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(), workspace_folders=[folder], **options)
        )
        client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(editor.uri, "rubric", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await about(editor)
        assert editor.problems == []
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(asyncio.wait_for(session(), 2 * TIMEOUT))


def test_a_rubric_is_written(tmp_path: Path) -> None:
    path = tmp_path / "small.rubric"
    path.write_text(SMALL, "utf-8")

    async def about(editor: Editor) -> None:
        client, document = editor.client, editor.document
        await editor.said([])
        editor.edit("6 * done /", "6 * dnoe /")
        found = await editor.said(["RUB101"])
        assert "是不是" in found.diagnostics[0].message
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document, found.diagnostics[0].range, types.CodeActionContext(found.diagnostics))
        )
        assert [a.title for a in actions or ()] == ["改为“done”"]
        editor.edit("6 * dnoe /", "6 * done /")
        await editor.said([])
        editor.edit("worth 4", "worth 5")
        # What only the whole can tell comes a little later.
        await editor.said(["RUB301", "RUB304"])
        editor.edit("worth 5", "worth 4")
        await editor.said([])
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert [s.name for s in symbols or ()][-2:] == ["2 加分", "等次"]
        place = editor.position("6 * d|one /")
        where = types.ReferenceContext(include_declaration=True)
        uses = await client.text_document_references_async(types.ReferenceParams(where, document, place))
        assert len(uses or ()) == 5
        (declared,) = await client.text_document_definition_async(types.DefinitionParams(document, place))  # type: ignore[misc]
        assert isinstance(declared, types.Location) and declared.range.start.line == 6
        renamed = await client.text_document_rename_async(types.RenameParams(document, place, "completed"))
        assert renamed is not None and renamed.changes is not None and len(renamed.changes[editor.uri]) == 5
        with pytest.raises(JsonRpcException, match="planned"):
            await client.text_document_rename_async(types.RenameParams(document, place, "planned"))
        for answer in (
            await client.text_document_folding_range_async(types.FoldingRangeParams(document)),
            await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document)),
            await client.text_document_inlay_hint_async(
                types.InlayHintParams(document, types.Range(types.Position(0, 0), types.Position(99, 0)))
            ),
            await client.text_document_prepare_rename_async(types.PrepareRenameParams(document, place)),
            await client.text_document_document_highlight_async(types.DocumentHighlightParams(document, place)),
        ):
            assert answer
        shown = await client.text_document_hover_async(types.HoverParams(document, place))
        assert shown is not None and "完成数" in str(shown.contents)
        editor.edit("award 4 when enough", "award 4 when en")
        offered = await client.text_document_completion_async(
            types.CompletionParams(document, editor.position("award 4 when en|"))
        )
        assert isinstance(offered, types.CompletionList)
        assert "enough" in [item.label for item in offered.items]
        editor.edit("award 4 when en ", "award 4 when enough ")
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        assert not await client.text_document_formatting_async(types.DocumentFormattingParams(document, options))

    talk(path, SMALL, about, locale="zh-cn")


def test_the_whole_of_a_text_may_be_sent_and_an_unsaved_one_be_open() -> None:
    async def about(editor: Editor) -> None:
        await editor.said([])
        editor.text = LOUXING.read_text("utf-8").replace("level = provincial", "level = provincail", 1)
        editor.version += 1
        editor.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(editor.version, editor.uri),
                [types.TextDocumentContentChangeWholeDocument(editor.text)],
            )
        )
        found = await editor.said(["RUB107"])
        assert "did you mean" in found.diagnostics[0].message
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(editor.document))
        while (await asyncio.wait_for(editor.published.get(), TIMEOUT)).version is not None:
            pass

    talk(LOUXING, LOUXING.read_text("utf-8"), about, initialization_options={"language": "en"})


def test_what_amends_an_open_file_is_checked_when_that_changes(tmp_path: Path) -> None:
    (tmp_path / "small.rubric").write_text(SMALL, "utf-8")
    text = 'rubric next "明年" amends small from "small.rubric"\nchange item 1.1 worth 6\n'
    path = tmp_path / "next.rubric"
    path.write_text(text, "utf-8")

    async def about(editor: Editor) -> None:
        await editor.said([])
        base = types.TextDocumentItem((tmp_path / "small.rubric").as_uri(), "rubric", 1, SMALL)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(base))
        changed = types.TextDocumentContentChangeWholeDocument(SMALL.replace("item 1.1", "item 1.9"))
        identifier = types.VersionedTextDocumentIdentifier(2, base.uri)
        editor.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [changed]))
        while True:
            params = await asyncio.wait_for(editor.published.get(), TIMEOUT)
            if params.uri == editor.uri and [d.code for d in params.diagnostics] == ["RUB608"]:
                break

    talk(path, text, about)


def test_a_large_text_is_followed_key_by_key(tmp_path: Path) -> None:
    """The line being edited is answered for while the check of the whole is put off."""
    items = "".join(f'  item 1.{i} "项目" worth 1\n    award 1 when planned > {i}\n' for i in range(1, 400))
    text = SMALL.replace(
        'section 1 "基本" worth 10\n',
        f'section 3 "许多"\n{items.replace("item 1.", "item 3.")}section 1 "基本" worth 10\n',
    )

    async def about(editor: Editor) -> None:
        await asyncio.wait_for(editor.published.get(), TIMEOUT)
        for typed in ("w", "wh", "whe", "when", "when ", "when x"):
            before = "planned > 200" if typed == "w" else f"planned > 200 and {typed[:-1]}"
            editor.edit(f"{before}\n", f"planned > 200 and {typed}\n")
            params = await asyncio.wait_for(editor.published.get(), TIMEOUT)
            assert params.version == editor.version
            assert any(d.range.start.line == editor.position("planned > 200| and").line for d in params.diagnostics)

    talk(tmp_path / "large.rubric", text, about)
