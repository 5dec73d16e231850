"""What is known of a name, on a card: as Markdown, in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rubric_dsl.check.load import Loaded
from rubric_dsl.check.mentions import Symbol, SymbolKind
from rubric_dsl.check.resolve import Known
from rubric_dsl.lsp.cards import evidence_cards, node_cards
from rubric_dsl.lsp.cards.parts import CardParts
from rubric_dsl.text.diagnostic import Language

_CARDS: Mapping[SymbolKind, Callable[[CardParts, Symbol], Iterator[str]]] = {
    "fact": evidence_cards.of_fact,
    "field": evidence_cards.of_field,
    "option": evidence_cards.of_option,
    "let": evidence_cards.of_let,
    "table": evidence_cards.of_table,
    "node": node_cards.of_node,
    "reading": node_cards.of_reading,
    "source": node_cards.of_source,
    "grade": node_cards.of_grade,
}


def card(symbol: Symbol, loaded: Loaded, known: Known, lang: Language) -> str | None:
    """The card of a name; None where it is not declared."""
    paragraphs = list(_CARDS[symbol.kind](CardParts(loaded, known, lang), symbol))
    return "\n\n".join(paragraphs) if paragraphs else None
