"""What is said of a word when it is pointed at: what a name stands for, what a keyword means."""

from __future__ import annotations

from lsprotocol import types

from rubric_dsl.language.functions import BUILTIN_WORDS, FUNCTIONS
from rubric_dsl.language.keywords import (
    CHILD_FIELDS,
    KEYWORDS,
    ROUND_MODES,
    canonical_function,
    canonical_name,
    function_spelled,
    name_spelled,
)
from rubric_dsl.language.phrases import PHRASES, meaning, spelled
from rubric_dsl.lsp.cards.card import card
from rubric_dsl.lsp.cards.markdown import escaped
from rubric_dsl.lsp.completion.half_line import Word, words
from rubric_dsl.lsp.document import Document
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.source import Span


def hover(document: Document, offset: int, lang: Language) -> types.Hover | None:
    """What stands at an offset of the text that was last checked; None where nothing is to be said of it."""
    if document.loaded is None or document.checked is None:
        return None
    mention = document.mention_at(offset)
    if mention is not None:
        known = document.known
        told = card(mention.symbol, document.loaded, known, lang) if known is not None else None
        return _hover(document, told, mention.span) if told is not None else None
    here = list(words(document.checked.source, offset))
    at = next((i for i, word in enumerate(here) if word.span.start <= offset < word.span.end), None)
    if at is None:
        at = next((i for i, word in enumerate(here) if word.span.end == offset), None)
    if at is None:
        return None
    told = _word(here, at, lang)
    return _hover(document, told, here[at].span) if told is not None else None


def _hover(document: Document, text: str, span: Span) -> types.Hover:
    assert document.checked is not None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), document.checked.range(span))


def _word(here: list[Word], at: int, lang: Language) -> str | None:
    """What a keyword, a function or a name of the language means, and its spelling in the other language."""
    word = here[at]
    written = word.span.text
    other: Language = "zh" if written.isascii() else "en"
    if word.terminal in KEYWORDS or word.terminal in PHRASES:
        return _keyword(word.terminal, here, lang, other)
    if word.terminal not in ("NAME", "DOTTED_NAME"):
        return None
    if at + 1 < len(here) and here[at + 1].terminal == "LPAR":
        name = canonical_function(written)
        function = FUNCTIONS.get(name)
        if function is None:
            return None
        told = function.meaning.zh if lang == "zh" else function.meaning.en
        called = function_spelled(name, lang) + function.brackets(lang)
        return f"**{escaped(called)}** · {escaped(function_spelled(name, other))}\n\n{told}"
    mode = next((t for t in ROUND_MODES if written in (KEYWORDS[t].en, KEYWORDS[t].zh)), None)
    if mode is not None and any(w.terminal == "NAME" and canonical_function(w.span.text) == "round" for w in here[:at]):
        return _keyword(mode, here, lang, other)
    name = _CHILD_FIELD.get(written, canonical_name(written))
    builtin = BUILTIN_WORDS.get(name)
    if builtin is None:
        return None
    twin = CHILD_FIELDS.get(name) or name_spelled(name, "zh")
    told = builtin.zh if lang == "zh" else builtin.en
    return f"**{escaped(written)}** · {escaped(twin if other == 'zh' else name)}\n\n{told}"


_CHILD_FIELD = {zh: en for en, zh in CHILD_FIELDS.items()}


def _keyword(terminal: str, here: list[Word], lang: Language, other: Language) -> str:
    if terminal == "OF" and any(word.terminal == "QUOTA" for word in here):
        terminal = "SHARE_OF"  # The two are one word in English, and so one terminal.
    written, twin = spelled(terminal, "en" if other == "zh" else "zh"), spelled(terminal, other)
    both = f"**{escaped(written)}** · {escaped(twin)}" if twin != written else f"**{escaped(written)}**"
    return f"{both}\n\n{meaning(terminal, lang)}"
