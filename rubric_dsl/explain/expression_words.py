"""What conditions and amounts looked at, in words: values with their names, and why a condition failed."""

from __future__ import annotations

from typing import Final

from rubric_dsl.evidence.data import MISSING
from rubric_dsl.explain.formulas import Formulas
from rubric_dsl.explain.value_words import one_line, value_words
from rubric_dsl.model import expr as m
from rubric_dsl.model.rubric import Node, RubricModel, Veto
from rubric_dsl.scoring.ledger import Seen, Unmet
from rubric_dsl.text.diagnostic import Language, Words

_VALUE: Final = Words(zh="{name} {value}", en="{name} is {value}")
_ANSWER: Final = Words(zh="{name}：{value}", en="{name}: {value}")
_IS_NOT: Final = Words(zh="{name}是{value}，不是{other}", en="{name} is {value}, not {other}")
_NONE_SUCH: Final = Words(zh="没有这样的事项：{what}", en="there are no {what}")
_CONDITION: Final = Words(zh="{values}（条件：{text}）", en="{values} (the condition: {text})")
_CONDITIONS: Final = Words(zh="{values}（对照的条件：{text}）", en="{values} (what was looked at: {text})")
_COMMA: Final = Words(zh="，", en=", ")
_SEMICOLON: Final = Words(zh="；", en="; ")


class Wording:
    """Says what one rubric's scores rest on in one language."""

    def __init__(self, model: RubricModel, lang: Language) -> None:
        self.model = model
        self.lang: Language = lang
        self._formulas = Formulas(model, lang)

    def expression(self, e: m.Expr, *, opening: str | None = None) -> str:
        """An expression; what lets of the events fact ``opening`` stand for in place of their names."""
        return self._formulas.said(e, opening=opening)

    def veto(self, veto: Veto) -> str:
        """Why a veto holds: the author's reason, else its condition."""
        return one_line(veto.because) if veto.because else self.expression(veto.condition)

    def seen(self, seen: Seen) -> str:
        """A value that was looked at: 考试合格率 99.5%."""
        if isinstance(seen.expr, m.Aggregate) and seen.expr.kind == "any" and seen.value is False:
            return self.say(_NONE_SUCH, what=self._formulas.collection(seen.expr.over))
        words = _ANSWER if isinstance(seen.value, bool) else _VALUE
        return self.say(words, name=self.expression(seen.expr), value=self._value(seen))

    def _value(self, seen: Seen) -> str:
        return value_words(seen.value, seen.type, self.lang)

    def _other_choice(self, unmet: Unmet) -> str | None:
        """For ``level = provincial`` with another level: 级别是市级，不是省级."""
        match unmet.expr, unmet.values:
            case m.Compare(op="=", left=left, right=m.Const(value=str() as wanted) as right), (seen,) if (
                seen.expr == left and seen.value not in (wanted, MISSING)
            ):
                other = value_words(wanted, right.type if right.type.options else left.type, self.lang)
                # Without a label the name says nothing that the choices do not.
                name = "" if (said := self.expression(left)) == seen.name else said
                return self.say(_IS_NOT, name=name, value=self._value(seen), other=other).strip()
            case _:
                return None

    def unmet(self, unmet: tuple[Unmet, ...]) -> str:
        """The atoms that decided a condition, with the values that decided them."""
        if len(unmet) == 1 and (said := self._other_choice(unmet[0])) is not None:
            return said
        values = self.say(_COMMA).join(dict.fromkeys(self.seen(s) for u in unmet for s in u.values))
        # An atom that is only a name says no more than its value does.
        bare = {s.expr for u in unmet for s in u.values}
        telling = tuple(u for u in unmet if u.expr not in bare)
        text = self.texts(telling)
        if not values or not text:
            return values or text
        return self.say(_CONDITION if len(telling) == 1 else _CONDITIONS, values=values, text=text)

    def texts(self, unmet: tuple[Unmet, ...]) -> str:
        """The atoms alone."""
        return self.say(_SEMICOLON).join(dict.fromkeys(self.expression(u.expr) for u in unmet))

    def say(self, words: Words, **args: object) -> str:
        """A sentence in this wording's language."""
        return words.say(self.lang, args)


def node_name(node: Node) -> str:
    """What a node is called: its id and title."""
    return f"{node.id} {one_line(node.title or '')}".strip()
