"""Parts of a rubric's text in words: labels in place of names, signs in place of ``<=``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rubric_dsl.evidence.data import MISSING
from rubric_dsl.explain.value_words import one_line, value_words
from rubric_dsl.model.rubric import EventsFact, Fact, Field, Node, RubricModel
from rubric_dsl.model.types import Type
from rubric_dsl.scoring.ledger import Seen, Unmet
from rubric_dsl.syntax.keywords import BUILTIN_NAMES, KEYWORDS, canonical_function, function_spelled
from rubric_dsl.text.diagnostic import Language, Words

_VALUE = Words(zh="{name} {value}", en="{name} is {value}")
_ANSWER = Words(zh="{name}：{value}", en="{name}: {value}")
_IS_NOT = Words(zh="{name}是{value}，不是{other}", en="{name} is {value}, not {other}")
_NONE_SUCH = Words(zh="没有这样的事项：{what}", en="there are no {what}")
_CONDITION = Words(zh="{values}（条件：{text}）", en="{values} (the condition: {text})")
_CONDITIONS = Words(zh="{values}（对照的条件：{text}）", en="{values} (what was looked at: {text})")
_COMMA = Words(zh="，", en=", ")
_SEMICOLON = Words(zh="；", en="; ")

_SIGNS: Final = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×", "/": "÷"}
_PHRASES: Final = [
    KEYWORDS[terminal]
    for terminal in (
        "IS_NOT_MISSING", "IS_MISSING", "NOT_IN", "WITH_SAME", "WHERE", "AND", "OR", "NOT", "IN", "IF", "ELSE", "OF",
        "YES", "NO", "LOWER", "WITHIN",
    )
]  # fmt: skip
_TOKEN: Final = re.compile(
    r"""(?P<text>"[^"]*"|「[^」]*」|“[^”]*”|『[^』]*』)
    |(?P<phrase>"""
    + "|".join(rf"(?<!\w)(?:{k.en.replace(' ', '[ ]+')}|{k.zh})(?!\w)" for k in _PHRASES)
    + r""")
    |(?P<date>\d{4}-\d\d-\d\d)|(?P<day>(?<![\w-])\d\d-\d\d(?![\w-]))
    |(?P<name>(?:cohort|全体)\.\w+|[^\W\d]\w*)(?P<call>\()?
    |(?P<sign><=|>=|!=|\*|/)""",
    re.VERBOSE,
)
_EXPLANATION: Final = re.compile(r"[；;]|，如|, such as|, e\.g\.")
_ANY: Final = re.compile(r"(?:any|任一) ?\((?P<what>.*)\)")


class Wording:
    """Says parts of one rubric's text in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self.model = model
        self.lang: Language = lang
        self._phrase = {word: k.spelled(lang) for k in _PHRASES for word in (k.en, k.zh)}

    def expression(self, text: str, fact: str | None = None) -> str:
        """An expression as written, with labels in place of names; ``fact`` is whose fields it may name."""
        names = self._names(text, fact)

        def said(found: re.Match[str]) -> str:
            whole = found.group()
            match found.lastgroup:
                case "phrase":
                    return self._phrase[" ".join(whole.split())]
                case "day" if self.lang == "zh":
                    month, day = whole.split("-")
                    return f"{int(month)}月{int(day)}日"
                case "call":
                    return function_spelled(canonical_function(found["name"]), self.lang) + "("
                case "name":
                    return names.get(whole, whole)
                case "sign":
                    return _SIGNS[whole]
                case _:
                    return whole

        return one_line(_TOKEN.sub(said, text))

    def _names(self, text: str, fact: str | None) -> Mapping[str, str]:
        """Labels by name: of options, of the facts and their fields, of the fact's own fields before all."""
        names: dict[str, str] = {}
        if self.lang == "zh":
            names.update(BUILTIN_NAMES)
        facts = self.model.facts
        mentioned = [f for f in facts if f.name == fact or re.search(rf"(?<!\w){re.escape(f.name)}(?!\w)", text)]
        for declared in sorted(mentioned, key=lambda f: f.name == fact):
            fields = declared.fields if isinstance(declared, EventsFact) else (declared,)
            for field in fields:
                names.update(_labels(field.type))
            names.update({f.name: label_of(f) for f in (*fields, declared) if f.label})
        return names

    def seen(self, seen: Seen, fact: str | None = None) -> str:
        """A value that was looked at: 考试合格率 99.5%."""
        found = _ANY.fullmatch(seen.name)
        if found is not None and seen.value is False:
            return self.say(_NONE_SUCH, what=self.expression(found["what"], fact))
        words = _ANSWER if isinstance(seen.value, bool) else _VALUE
        return self.say(words, name=self.expression(seen.name, fact), value=self._value(seen, fact))

    def _value(self, seen: Seen, fact: str | None) -> str:
        field = self._field(seen.name, fact)
        return value_words(seen.value, field.type if field is not None else seen.type, self.lang)

    def _field(self, name: str, fact: str | None) -> Field | None:
        declared = self.model.fact.get(fact or "")
        return declared.by_name.get(name) if isinstance(declared, EventsFact) else None

    def _other_choice(self, unmet: Unmet, fact: str | None) -> str | None:
        """For ``level = provincial`` with another level: 级别是市级，不是省级."""
        name, sign, wanted = unmet.text.partition(" = ")
        if not sign or len(unmet.values) != 1 or unmet.values[0].value in (wanted, MISSING):
            return None
        (seen,) = unmet.values
        field = self._field(name, fact)
        type = field.type if field is not None else seen.type
        if seen.name != name or wanted not in {o.name for o in type.options}:
            return None
        label = label_of(field) if field is not None and field.label else ""
        value, other = self._value(seen, fact), value_words(wanted, type, self.lang)
        return self.say(_IS_NOT, name=label, value=value, other=other).strip()

    def unmet(self, unmet: tuple[Unmet, ...], fact: str | None = None) -> str:
        """The atoms that decided a condition, with the values that decided them."""
        if len(unmet) == 1 and (said := self._other_choice(unmet[0], fact)) is not None:
            return said
        values = self.say(_COMMA).join(dict.fromkeys(self.seen(s, fact) for u in unmet for s in u.values))
        # An atom that is only a name says no more than its value does.
        bare = {s.name for u in unmet for s in u.values}
        telling = tuple(u for u in unmet if u.text not in bare)
        text = self.texts(telling, fact)
        if not values or not text:
            return values or text
        return self.say(_CONDITION if len(telling) == 1 else _CONDITIONS, values=values, text=text)

    def texts(self, unmet: tuple[Unmet, ...], fact: str | None = None) -> str:
        """The texts of atoms alone."""
        return self.say(_SEMICOLON).join(self.expression(text, fact) for text in dict.fromkeys(u.text for u in unmet))

    def say(self, words: Words, **args: object) -> str:
        """A sentence in this wording's language."""
        return words.say(self.lang, args)


def label_of(fact: Fact) -> str:
    """What a fact or field is called: its label without the explanation that may follow, else its name."""
    return one_line(_EXPLANATION.split(fact.label)[0] if fact.label else fact.name)


def node_name(node: Node) -> str:
    """What a node is called: its id and title."""
    return f"{node.id} {one_line(node.title or '')}".strip()


def _labels(type: Type) -> dict[str, str]:
    return {o.name: o.label for o in type.options if o.label}
