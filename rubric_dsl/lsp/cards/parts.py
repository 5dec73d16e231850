"""What cards are made of: names, lists, who uses what, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable

from rubric_dsl.check.load import Loaded
from rubric_dsl.check.resolve import Known
from rubric_dsl.language.keywords import KEYWORDS
from rubric_dsl.lsp.cards.markdown import code, escaped
from rubric_dsl.lsp.cards.uses import Users, Uses
from rubric_dsl.lsp.words.type_words import type_meaning
from rubric_dsl.model.rubric import Field
from rubric_dsl.syntax import tree
from rubric_dsl.text.diagnostic import Language, Words

_MOST_NODES = 20

USED_BY = Words(zh="用于", en="used by")
_LABELLED = Words(zh="{name}：{text}", en="{name}: {text}")
_UNUSED = Words(zh="没有条目用到", en="no node uses it")
_GRADES = Words(zh="等次", en="grades")
_THE_CHECKS = Words(zh="佐证的校验", en="checks of the evidence")
_WHOLE = Words(zh="整份细则", en="the whole rubric")
_AND_MORE = Words(zh="另有 {count} 条", en="and {count} more")


class CardParts:
    """A rubric that is told of in one language."""

    def __init__(self, loaded: Loaded, known: Known, lang: Language) -> None:
        self.loaded = loaded
        self.known = known
        self.names = known.names
        self.lang = lang
        self.users = Users(loaded)
        self.file = loaded.flat or loaded.tree

    def say(self, words: Words, **args: object) -> str:
        """A sentence in the reader's language."""
        return words.say(self.lang, args)

    def word(self, terminal: str) -> str:
        """A keyword."""
        return KEYWORDS[terminal].spelled(self.lang)

    def labelled(self, name: Words, text: str) -> str:
        """``name: text``."""
        return self.say(_LABELLED, name=name, text=text)

    def listed(self, texts: Iterable[str]) -> str:
        """Several, on one line."""
        return ("、" if self.lang == "zh" else ", ").join(texts)

    def head(self, name: str, kind: str | None, label: str | None) -> str:
        """The first line of a card: the name, what people call it, what it is."""
        head = f"**{escaped(name)}**" + (f" {escaped(label)}" if label else "")
        return f"{head} · {kind}" if kind else head

    def named(self, name: str, label: str | None) -> str:
        """A name with what people call it."""
        return f"{code(name)} {escaped(label)}" if label else code(name)

    def brief(self, field: Field) -> str:
        """A field in one line."""
        return f"{self.named(field.name, field.label)} · {type_meaning(field, self.lang)}"

    def node_name(self, id: str) -> str:
        """A node as people know it: its id and title."""
        node = self.names.nodes.get(id)
        title = node.title if node is not None else None
        return escaped(f"{id} {title}" if title else id) if id else self.say(_WHOLE)

    def used(self, uses: Uses, words: Words = USED_BY) -> str:
        """Who uses something."""
        names = [self.node_name(id) for id in uses.nodes[:_MOST_NODES]]
        if len(uses.nodes) > _MOST_NODES:
            names.append(self.say(_AND_MORE, count=len(uses.nodes) - _MOST_NODES))
        names += [self.say(_GRADES)] if uses.grades else []
        names += [self.say(_THE_CHECKS)] if uses.checks else []
        return self.labelled(words, self.listed(names)) if names else self.say(_UNUSED)

    def declared(self, name: str) -> tree.FactDecl | None:
        """The declaration of a fact, as written."""
        for statement in self.file.statements:
            for member in statement.members if isinstance(statement, tree.EvidenceBlock) else ():
                if isinstance(member, tree.FactDecl) and member.name.text == name:
                    return member
        return None
