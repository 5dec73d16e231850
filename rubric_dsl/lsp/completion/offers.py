"""The names that can be offered at a point of a line, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rubric_dsl.check.resolve import Known
from rubric_dsl.language.functions import BUILTIN_WORDS, FUNCTIONS
from rubric_dsl.language.keywords import (
    BUILTIN_NAMES,
    CHILD_FIELDS,
    KEYWORDS,
    ROUND_MODES,
    function_spelled,
    name_spelled,
)
from rubric_dsl.lsp.completion.half_line import HalfLine
from rubric_dsl.lsp.completion.offer import Offer, OfferKind, Rank
from rubric_dsl.lsp.completion.surroundings import Surroundings
from rubric_dsl.lsp.completion.wanted import (
    AMENDING,
    Wanted,
    collections,
    columns,
    declared_here,
    function,
    may_be_of_events,
    operand,
)
from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.words.type_words import type_word
from rubric_dsl.model.rubric import EventsFact, Fact, Field
from rubric_dsl.model.types import Type
from rubric_dsl.syntax import tree
from rubric_dsl.syntax.expect import Expected
from rubric_dsl.text.diagnostic import Language

_NAME = re.compile(r"[^\W\d]\w*")


class Offers:
    """Lists names, for one place in one document."""

    def __init__(self, document: Document, known: Known, line: HalfLine, here: Expected, lang: Language) -> None:
        self.document = document
        self.known = known
        self.names = known.names
        self.line = line
        self.here = here
        self.lang = lang
        self.around = Surroundings(known.names, line, here)

    def offers(self, wanted: Wanted) -> Iterator[Offer]:
        """The names that are wanted."""
        offered = set()
        for offer in self._known(wanted):
            offered.add(offer.name)
            yield offer
        if self.here.parts and self.here.parts[0].kind in AMENDING:
            # What is removed in the text that was checked is not known any more.
            there = {*offered, *self.names.nodes}
            for symbol in (mention.symbol for mention in self.document.mentions_here()):
                if symbol.kind == wanted.want and symbol.name not in there:
                    yield Offer(name=symbol.name, kind=symbol.kind, rank=Rank.ELSEWHERE)

    def _known(self, wanted: Wanted) -> Iterator[Offer]:
        match wanted.want:
            case "source":
                for source in self.known.sources.values():
                    yield Offer(
                        name=source.name, kind="source", detail=source.title, also=(source.title,), rank=Rank.BEST
                    )
            case "reading":
                for name, reading in self.known.readings.items():
                    yield Offer(name=name, kind="reading", detail=reading.text, also=(reading.text,), rank=Rank.BEST)
            case "grade":
                yield from self._grades()
            case "node":
                yield from self._nodes(wanted.of)
            case "fact":
                yield from self._every_fact()
            case "field":
                fact = self.names.events(wanted.of)
                yield from self._fields(fact, Rank.BEST) if fact is not None else ()
            case "let":
                yield from self._lets(self.names.lets, Rank.BEST)
            case "table":
                yield from self._tables(Rank.BEST)
            case "events":
                yield from self._events(Rank.BEST)
            case "collection":
                yield from self._events(Rank.BEST)
                yield self._function("children", Rank.HERE)
            case "quantity":
                yield from self._events(Rank.BEST)
                yield from self._expression()
            case "key":
                yield from self._every_fact()
            case "mode":
                for terminal in ROUND_MODES:
                    word = KEYWORDS[terminal]
                    yield Offer(name=word.spelled(self.lang), kind="mode", also=(word.en, word.zh), rank=Rank.BEST)
            case "pattern":
                yield from self._pattern()
            case "expression":
                yield from self._expression()

    def shown(self) -> Iterator[Offer]:
        """What a ``because`` can show in braces: first what its statement names."""
        for fact in self.names.facts.values():
            if isinstance(fact, Field):
                yield self._fact(fact, Rank.BEST if fact.name in self.line.text else Rank.FACTS)
        for name in ("quantity", "amount", "points"):
            yield Offer(name=name, kind="builtin", rank=Rank.NODE)

    # --- expressions -----------------------------------------------------------------------------

    def _expression(self) -> Iterator[Offer]:
        if self.here.last().kind == "DEFAULT":
            yield from self._options_of(self.here.parts[0].text)
            return
        compared = operand(self.here)
        called = function(self.here)
        if compared is not None:
            yield from self._options_of(compared)
        elif called is not None and called[0] in self.names.tables:
            keys = self.names.tables[called[0]].keys or ()
            if called[1] < len(keys):
                yield from self._options_of(keys[called[1]].text)
        yield from self._values()
        if compared is not None and not self.around.types(compared):
            yield from self._every_option()

    def _values(self) -> Iterator[Offer]:
        own = declared_here(self.line, self.here)
        if own is not None:
            yield Offer(name=own, kind="fact" if len(self.line.above) == 1 else "field", rank=Rank.BEST)
        seen: list[EventsFact] = []
        for rows in self.around.rows():
            if rows not in seen:
                seen.append(rows)
                yield from self._fields(rows, Rank.HERE)
        if any(written.split("(")[0] in ("children", "子项") for written in collections(self.line, self.here)):
            for name in CHILD_FIELDS:
                spelled = CHILD_FIELDS[name] if self.lang == "zh" else name
                yield Offer(name=spelled, kind="builtin", detail=self._said(name), also=(name,), rank=Rank.HERE)
        for node in self.around.nodes():
            yield from self._lets(self.names.node_lets.get(node, {}), Rank.NODE)
        yield from self._lets(self.names.lets, Rank.FILE)
        if self.line.start in ("grades_line", "grade_line"):
            for name in BUILTIN_NAMES:
                spelled = name_spelled(name, self.lang)
                yield Offer(name=spelled, kind="builtin", detail=self._said(name), also=(name,), rank=Rank.HERE)
        for fact in self.names.facts.values():
            if isinstance(fact, Field):
                yield self._fact(fact, Rank.FACTS)
        yield from self._tables(Rank.TABLES)
        for name in FUNCTIONS:
            yield self._function(name, Rank.FUNCTIONS)
        if may_be_of_events(self.line, self.here):
            for other in self.names.facts.values():
                if isinstance(other, EventsFact) and other not in seen:
                    yield from self._fields(other, Rank.ELSEWHERE)

    # --- options ---------------------------------------------------------------------------------

    def _options_of(self, name: str) -> Iterator[Offer]:
        """The options of what goes by a name here."""
        for type in self.around.types(name):
            yield from self._options(type, Rank.BEST)

    def _options(self, type: Type, rank: Rank) -> Iterator[Offer]:
        for option in type.options:
            label = option.label or ""
            yield Offer(name=option.name, kind="option", detail=label, also=(label,) if label else (), rank=rank)

    def _every_option(self) -> Iterator[Offer]:
        for field in self._every_field():
            yield from self._options(field.type, Rank.ELSEWHERE)

    def _every_field(self) -> Iterator[Field]:
        for fact in self.names.facts.values():
            yield from fact.fields if isinstance(fact, EventsFact) else (fact,)

    def _pattern(self) -> Iterator[Offer]:
        named = (self.names.tables.get(name) for name in _NAME.findall(self.line.above[-1].text))
        declared = next((table for table in named if table is not None), None)
        at = columns(self.here)
        if declared is not None and at < len(declared.keys):
            yield from self._options_of(declared.keys[at].text)
        # The words of a key may be options of something called otherwise.
        yield from self._every_option()

    # --- names of one kind -----------------------------------------------------------------------

    def _said(self, builtin: str) -> str:
        words = BUILTIN_WORDS[builtin]
        return words.zh if self.lang == "zh" else words.en

    def _fact(self, fact: Fact, rank: Rank) -> Offer:
        label = fact.label or ""
        kind: OfferKind = "events" if isinstance(fact, EventsFact) else "fact"
        also = (label,) if label else ()
        return Offer(name=fact.name, kind=kind, detail=type_word(fact, self.lang), about=label, also=also, rank=rank)

    def _events(self, rank: Rank) -> Iterator[Offer]:
        return (self._fact(fact, rank) for fact in self.names.facts.values() if isinstance(fact, EventsFact))

    def _every_fact(self) -> Iterator[Offer]:
        for fact in self.names.facts.values():
            yield self._fact(fact, Rank.BEST)
        for fact in self.names.facts.values():
            if isinstance(fact, EventsFact):
                yield from self._fields(fact, Rank.HERE)

    def _fields(self, fact: EventsFact, rank: Rank) -> Iterator[Offer]:
        for field in fact.fields:
            label = field.label or ""
            also = (label,) if label else ()
            detail = type_word(field, self.lang)
            yield Offer(name=field.name, kind="field", detail=detail, about=label or fact.name, also=also, rank=rank)
        yield from self._lets(self.names.event_lets.get(fact.name, {}), rank)

    def _lets(self, lets: Mapping[str, tree.Let], rank: Rank) -> Iterator[Offer]:
        word = KEYWORDS["LET"].spelled(self.lang)
        for name, let in lets.items():
            yield Offer(name=name, kind="let", detail=f"{word} {let.value.span.text}", rank=rank)

    def _tables(self, rank: Rank) -> Iterator[Offer]:
        for name, declared in self.names.tables.items():
            listed = ", ".join(key.text for key in declared.keys) or "x"
            keys = f"（{listed.replace(', ', '，')}）" if self.lang == "zh" else f"({listed})"
            word = KEYWORDS["LADDER" if declared.kind == "ladder" else "TABLE"].spelled(self.lang)
            yield Offer(name=name, kind="table", detail=f"{word} {keys}", rank=rank, arguments=keys)

    def _function(self, name: str, rank: Rank) -> Offer:
        told = FUNCTIONS[name]
        spelled = function_spelled(name, self.lang)
        about = told.meaning.zh if self.lang == "zh" else told.meaning.en
        other = function_spelled(name, "en" if self.lang == "zh" else "zh")
        return Offer(
            name=spelled,
            kind="function",
            detail=spelled + told.brackets(self.lang),
            about=about,
            also=(other,),
            rank=rank,
            arguments=told.brackets(self.lang),
        )

    def _nodes(self, kind: str) -> Iterator[Offer]:
        for id, node in self.names.nodes.items():
            if kind in ("", node.kind):
                title = node.title or ""
                yield Offer(name=id, kind="node", detail=title, also=(title,) if title else (), rank=Rank.BEST)

    def _grades(self) -> Iterator[Offer]:
        loaded = self.document.loaded
        named = (m.symbol.name for m in loaded.mentions if m.symbol.kind == "grade") if loaded is not None else ()
        for name in dict.fromkeys(named):
            yield Offer(name=name, kind="grade", rank=Rank.BEST)
