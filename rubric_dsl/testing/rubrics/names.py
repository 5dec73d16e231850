"""Names for what a random rubric declares: plain ones, Chinese ones, and words of the language itself."""

from __future__ import annotations

from rubric_dsl.language.keywords import BUILTIN_NAMES, CHILD_FIELDS, FUNCTIONS, IN_EXPRESSIONS, KEYWORDS, is_reserved
from rubric_dsl.testing.rubrics.pen import Pen

_PLAIN = tuple("abcdefghjkmpqrstuvwxyz")
_CHINESE = ("人数", "案件数", "完成率", "级别", "学法", "表彰", "得票", "起止", "单位类别", "_备用", "数2")
_OPENERS = frozenset(["let", "令", "check", "校验"])
"""Words that open a line among facts."""
_WORDS = tuple(
    sorted(
        {
            word
            for word in (
                *(w for k in KEYWORDS.values() for w in (k.en, k.zh)),
                *FUNCTIONS,
                *FUNCTIONS.values(),
                *BUILTIN_NAMES,
                *BUILTIN_NAMES.values(),
                *CHILD_FIELDS,
                *CHILD_FIELDS.values(),
            )
            if word.isidentifier() and not is_reserved(word) and word not in IN_EXPRESSIONS | _OPENERS
        }
    )
)

NEVER_FIELDS = frozenset(["id", "material", "verified_by", "note", "points", "reason", "by"])
"""What every event may carry beside its fields."""
NEVER_CALLED = frozenset((*FUNCTIONS, *FUNCTIONS.values()))
"""A table of such a name would hide a function."""


class Names:
    """Hands out names, each once. ``words`` says that some are words of the language."""

    def __init__(self, pen: Pen, never: frozenset[str]) -> None:
        self._pen = pen
        self._taken: set[str] = set(never)
        self._words = pen.chance(2)

    def new(self, *, field: bool = False, called: bool = False, beside: frozenset[str] = frozenset()) -> str:
        """A name that nothing has yet, nor is among those ``beside`` it.

        It is that of a ``field`` of events, or of what is ``called`` like a function.
        """
        pool = _PLAIN
        if self._words and self._pen.chance(3):
            pool = _WORDS
        elif self._pen.chance(3):
            pool = _CHINESE
        return self._free(pool, beside | (NEVER_FIELDS if field else NEVER_CALLED if called else frozenset()))

    def plain(self, stem: str) -> str:
        """A name that begins so, for what is seldom mentioned."""
        return self._free((stem,), frozenset())

    def _free(self, pool: tuple[str, ...], refused: frozenset[str]) -> str:
        name = self._pen.pick(pool)
        number = 1
        while name in self._taken or name in refused:
            number += 1
            name = f"{self._pen.pick(pool)}_{number}"
        self._taken.add(name)
        return name
