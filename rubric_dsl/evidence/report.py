"""Everything wrong with evidence, gathered in the order it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, final

from attrs import field, frozen

from rubric_dsl.evidence.raw import Repeated, described, shown
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Code, Diagnostic, Words
from rubric_dsl.text.suggest import nearest

DID_YOU_MEAN: Final = Words(zh="是不是“{near}”？", en='did you mean "{near}"?')

OBJECT: Final = Words(zh="带有分栏的一组内容", en="a group of named values")
LIST: Final = Words(zh="清单", en="a list")

# A document with more unknown names than this is not misspelt, it is another document.
_SUGGESTED = 1000


@final
@frozen
class Wrong:
    """What is wrong with one value, before it is known where the value stands."""

    code: Code
    args: Mapping[str, object] = field(factory=dict)
    hint: Words | None = None


class Report:
    """Collects diagnostics; ``found`` has them in the order in which they were added."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, path: str, wrong: Wrong) -> None:
        """Say at ``path`` what is wrong there."""
        self.found.append(Diagnostic(code=wrong.code, path=path, args=wrong.args, hint=wrong.hint))

    def say(self, path: str, code: Code, hint: Words | None = None, **args: object) -> None:
        """Say at ``path`` that ``code`` is the case, with the arguments of its words."""
        self.found.append(Diagnostic(code=code, path=path, args=args, hint=hint))

    def unknown(self, path: str, code: Code, near: str | None, **args: object) -> None:
        """Say that a name is not known; ``near`` is the known one that was likely meant, if any."""
        self.add(path, Wrong(code, args) if near is None else Wrong(code, {**args, "near": near}, DID_YOU_MEAN))

    def as_object(self, raw: object, path: str) -> dict[str, object] | None:
        """The value as an object with text for names, or None after saying that it is not one."""
        if type(raw) is dict and all(type(key) is str for key in raw):
            return raw
        if not isinstance(raw, Mapping):
            self.say(path, codes.WRONG_SHAPE, expected=OBJECT, got=described(raw))
            return None
        if isinstance(raw, Repeated):
            for name in raw.repeated:
                self.say(joined(path, name), codes.REPEATED_KEY, name=shown(name))
        named: dict[str, object] = {}
        for key, value in raw.items():
            if isinstance(key, str):
                named[str(key)] = value
            else:
                self.say(path, codes.KEY_NOT_TEXT, got=described(key))
        return named

    def as_list(self, raw: object, path: str) -> list[object] | tuple[object, ...] | None:
        """The value as a list, or None after saying that it is not one."""
        if isinstance(raw, list | tuple):
            return raw
        self.say(path, codes.WRONG_SHAPE, expected=LIST, got=described(raw))
        return None


def joined(path: str, name: str) -> str:
    """The path of what is named ``name`` at ``path``."""
    name = name if len(name) <= 1 or name.isidentifier() else shown(name)
    return f"{path}.{name}" if path else name


def suggester(known: Iterable[str]) -> Callable[[str], str | None]:
    """A function that gives the nearest known name, quick to ask about the same slip again."""
    names = tuple(known)
    asked: dict[str, str | None] = {}

    def suggest(word: str) -> str | None:
        if word not in asked:
            if len(asked) >= _SUGGESTED:
                return None
            asked[word] = nearest(word, names)
        return asked[word]

    return suggest
