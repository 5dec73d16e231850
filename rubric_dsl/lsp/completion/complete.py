"""What may be written at the cursor: the keywords the grammar accepts there, and the names that fit.

It works on lines that are half written: the text is read only as far as the cursor, and only the
statement the cursor stands in. What the file declares is known from an earlier check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve
from lsprotocol import types

from rubric_dsl.language.keywords import KEYWORDS, pattern
from rubric_dsl.language.phrases import PHRASES, meaning, spelled
from rubric_dsl.lsp.completion.half_line import HalfLine, half_line
from rubric_dsl.lsp.completion.offer import Offer, OfferKind, Rank
from rubric_dsl.lsp.completion.offers import Offers
from rubric_dsl.lsp.completion.wanted import counts_events, wanted
from rubric_dsl.lsp.document import Document
from rubric_dsl.syntax import fold
from rubric_dsl.syntax.expect import Expected, expected
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.source import Span

_KINDS: dict[OfferKind, types.CompletionItemKind] = {
    "fact": types.CompletionItemKind.Variable,
    "events": types.CompletionItemKind.Struct,
    "field": types.CompletionItemKind.Field,
    "option": types.CompletionItemKind.EnumMember,
    "let": types.CompletionItemKind.Constant,
    "table": types.CompletionItemKind.Function,
    "node": types.CompletionItemKind.Class,
    "reading": types.CompletionItemKind.Reference,
    "source": types.CompletionItemKind.File,
    "grade": types.CompletionItemKind.Enum,
    "function": types.CompletionItemKind.Function,
    "builtin": types.CompletionItemKind.Variable,
    "mode": types.CompletionItemKind.EnumMember,
}


def completions(
    document: Document, position: types.Position, lang: Language, snippets: bool = False
) -> types.CompletionList:
    """What may be written at a position; ``lang`` is for a text that has no keywords yet."""
    source = document.places.source
    line = half_line(source, document.places.offset(position))
    if line is None:
        return types.CompletionList(is_incomplete=False, items=[])
    written = _language(document, lang)
    if line.in_text is not None:
        items = list(_in_text(document, line, written))
    else:
        here = expected(line.start, line.text)
        items = [] if here is None else list(_items(document, line, here, written, snippets))
    return types.CompletionList(is_incomplete=False, items=items)


def _language(document: Document, lang: Language) -> Language:
    loaded = document.loaded
    if loaded is None or (loaded.tree.header is None and not loaded.tree.statements):
        return lang
    return document.keywords


def _items(
    document: Document, line: HalfLine, here: Expected, lang: Language, snippets: bool
) -> Iterator[types.CompletionItem]:
    offers: list[Offer] = []
    want = wanted(line, here)
    if want is not None and document.known is not None:
        offers = _distinct(Offers(document, document.known, line, here, lang).offers(want))
    at = document.places.range(line.word)
    for i, offer in enumerate(offers):
        yield _name(offer, i, at, snippets)
    if want is not None and want.want not in ("expression", "pattern"):
        return  # What begins an expression is not meant where a name of one kind is.
    for i, terminal in enumerate(_keywords(document, line, here)):
        yield _keyword(terminal, here, i, at, lang)


def _distinct(offers: Iterable[Offer]) -> list[Offer]:
    """Each name once, as what it most likely is; a function may be called as a fact is."""
    best: dict[tuple[str, bool], Offer] = {}
    for offer in offers:
        key = offer.name, offer.kind == "function"
        if key not in best or offer.rank < best[key].rank:
            best[key] = offer
    return sorted(best.values(), key=lambda offer: offer.rank)


# --- keywords ------------------------------------------------------------------------------------


# What is written most often, where it may be written.
_FIRST = ("AWARD", "DEDUCT", "JUDGED", "CITE")
_CONDITIONS = frozenset({"AND", "OR", "NOT", "IN", "NOT_IN", "IS_MISSING", "IS_NOT_MISSING", "YES", "NO"})
# Behind these stands a number, though the grammar would take a condition there, too.
_OF_NUMBERS = frozenset({
    "AWARD", "DEDUCT", "JUDGED", "PER", "UP_TO", "WORTH", "CAP", "FLOOR", "START", "WEIGHT", "ROUND", "AT_MOST",
    "AT_LEAST", "WINDOW", "DSL", "PERIOD", "DOTS", "AS",
})  # fmt: skip


def _keywords(document: Document, line: HalfLine, here: Expected) -> Iterator[str]:
    in_grades = line.start in ("grades_line", "grade_line")
    in_events = "ORDINAL" in here.terminals and counts_events(line, here)
    of_number = _is_number(here)
    for terminal in (*_FIRST, *(word for word in KEYWORDS if word not in _FIRST), *PHRASES):
        if terminal not in here.terminals or (of_number and terminal in _CONDITIONS):
            continue
        if terminal in ("RANK_WITHIN_UP", "ORDINAL_SAME_BY"):
            continue  # They read as the shorter ones do.
        if terminal == "RANK_WITHIN" and not in_grades:
            continue
        if terminal.startswith("ORDINAL") and not in_events:
            continue
        if terminal == "RUBRIC" and document.loaded is not None and document.loaded.tree.header is not None:
            continue
        yield terminal


def _is_number(here: Expected) -> bool:
    """Whether one stands in a number, and not within brackets, where anything may be."""
    for part in reversed(here.parts):
        if part.kind in _OF_NUMBERS:
            return True
        if part.kind in KEYWORDS or part.kind in ("LPAR", "EQUALS", "COMPARE", "NOT_EQUAL"):
            return False
    return False


def _keyword(terminal: str, here: Expected, place: int, at: types.Range, lang: Language) -> types.CompletionItem:
    if terminal == "OF" and any(part.kind == "QUOTA" for part in here.parts):
        terminal = "SHARE_OF"  # The two are one word in English, and so one terminal.
    word, twin = spelled(terminal, lang), spelled(terminal, "en" if lang == "zh" else "zh")
    return types.CompletionItem(
        label=word,
        kind=types.CompletionItemKind.Keyword,
        detail=twin,
        documentation=_markdown(meaning(terminal, lang)),
        filter_text=f"{word} {twin}" if twin != word else word,
        sort_text=f"{Rank.KEYWORDS:d}{place:05}",
        text_edit=types.TextEdit(at, word),
    )


def _markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


# --- names ---------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[^\W\d]\w*|\d+(?:\.\d+)*")


def _name(offer: Offer, place: int, at: types.Range, snippets: bool) -> types.CompletionItem:
    named = offer.kind in ("option", "node", "grade") and not _PLAIN.fullmatch(offer.name)
    text, form = (fold.quoted(offer.name) if named else offer.name), types.InsertTextFormat.PlainText
    if snippets and offer.arguments is not None:
        text, form = text + _stops(offer.arguments), types.InsertTextFormat.Snippet
    about = "" if offer.kind == "function" else offer.about
    return types.CompletionItem(
        label=offer.name,
        label_details=types.CompletionItemLabelDetails(description=offer.about or offer.detail or None),
        kind=_KINDS[offer.kind],
        detail=f"{offer.detail} {about}".strip() or None,
        documentation=_markdown(offer.about) if offer.kind == "function" else None,
        filter_text=_found_by(offer),
        sort_text=f"{offer.rank:d}{place:05}",
        insert_text_format=form,
        text_edit=types.TextEdit(at, text),
    )


def _stops(arguments: str) -> str:
    """The arguments of a function as places to jump to, in the brackets they stand in."""
    parts = re.split(r"(， ?|, ?)", arguments[1:-1])
    stops = (f"${{{i // 2 + 1}:{part}}}" if i % 2 == 0 else part for i, part in enumerate(parts))
    return f"{arguments[0]}{''.join(stops)}{arguments[-1]}"


_HAN = re.compile(r"[\u3400-\u9fff]")


def _found_by(offer: Offer) -> str:
    """What is typed to find it: its name, its label, and the label's characters one by one.

    Editors match only from where a word begins, and Chinese has no spaces: without the last, 任务 would
    not find 年度计划任务数.
    """
    labels = " ".join(offer.also)
    spaced = _HAN.sub(lambda char: f" {char[0]}", labels) if _HAN.search(labels) else ""
    return " ".join(" ".join((offer.name, labels, spaced)).split())


# --- in texts ------------------------------------------------------------------------------------

_BECAUSE_END = re.compile(rf"(?:{pattern(KEYWORDS['BECAUSE'])}) *$")


def _in_text(document: Document, line: HalfLine, lang: Language) -> Iterator[types.CompletionItem]:
    """In a ``because``, behind an open brace: what can be shown there."""
    source = document.places.source
    assert line.in_text is not None
    cursor = line.cursor
    before = source.text[line.in_text + 1 : cursor]
    brace = before.rfind("{")
    if brace < 0 or "}" in before[brace:] or document.known is None or not _BECAUSE_END.search(line.text):
        return
    start = line.in_text + 1 + brace + 1
    here = expected(line.start, line.text)
    if here is None:
        return
    end = cursor
    while end < len(source.text) and (source.text[end].isalnum() or source.text[end] == "_"):
        end += 1
    at = document.places.range(Span(source, start, end))
    offers = Offers(document, document.known, line, here, lang)
    for i, offer in enumerate(_distinct(offers.shown())):
        yield _name(evolve(offer, arguments=None), i, at, snippets=False)
