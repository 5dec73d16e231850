"""Code actions: the mends that diagnostics offer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lsprotocol import types

from rubric_dsl.lsp.diagnose import shown
from rubric_dsl.lsp.document import Document
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.fix import Fix, apart

_CHANGE: Final = Words(zh="改为“{text}”", en="Change to “{text}”")
_INSERT: Final = Words(zh="插入“{text}”", en="Insert “{text}”")
_DELETE: Final = Words(zh="删去“{text}”", en="Delete “{text}”")
_DELETE_HIDDEN: Final = Words(zh="删去看不见的字符", en="Delete the invisible character")
_MEND: Final = Words(zh="改正：{code}", en="Mend: {code}")
_ALL: Final = Words(zh="改正全部有把握的错误（{n} 处）", en="Mend all that is certain ({n})")


def actions(
    document: Document, within: types.Range, only: Iterable[str] | None, lang: Language
) -> list[types.CodeAction]:
    """The mends of what is wrong in a range, and the one that makes all that are beyond doubt.

    ``only`` are the kinds that the editor asks for; None is all.
    """
    if document.loaded is None or not document.is_fresh:
        return []
    diagnostics = document.loaded.diagnostics
    found: list[types.CodeAction] = []
    if _asked(types.CodeActionKind.QuickFix, only):
        for one in diagnostics:
            if one.span is None or one.span.source is not document.places.source:
                continue
            if _meet(document.places.range(one.span), within):
                found += (_quick(document, one, fix, lang) for fix in one.fixes)
    safe = apart(fix for one in diagnostics for fix in one.fixes if fix.safe)
    if safe and _asked(types.CodeActionKind.SourceFixAll, only):
        title = _ALL.say(lang, {"n": len(safe)})
        edit = _edit(document, safe)
        found.append(types.CodeAction(title, kind=types.CodeActionKind.SourceFixAll, edit=edit))
    return found


def _quick(document: Document, one: Diagnostic, fix: Fix, lang: Language) -> types.CodeAction:
    return types.CodeAction(
        _title(one, fix, lang),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=shown([one], document, lang),
        is_preferred=fix.safe,
        edit=_edit(document, [fix]),
    )


def _title(one: Diagnostic, fix: Fix, lang: Language) -> str:
    if len(fix.edits) != 1:
        return one.advice(lang) or _MEND.say(lang, {"code": one.code.id})
    (edit,) = fix.edits
    text, was = edit.text.strip(), edit.span.text
    if not text:
        return (_DELETE if was.isprintable() else _DELETE_HIDDEN).say(lang, {"text": was})
    return (_CHANGE if was.strip() else _INSERT).say(lang, {"text": text})


def _edit(document: Document, fixes: Iterable[Fix]) -> types.WorkspaceEdit:
    edits = [types.TextEdit(document.places.range(e.span), e.text) for fix in fixes for e in fix.edits]
    return types.WorkspaceEdit(changes={document.uri: edits})


def _asked(kind: types.CodeActionKind, only: Iterable[str] | None) -> bool:
    return only is None or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _meet(a: types.Range, b: types.Range) -> bool:
    return a.start <= b.end and b.start <= a.end
