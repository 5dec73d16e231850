"""Sentences by key from a message catalogue: one catalogue per language and subject, kept with GNU gettext.

``locale/zh/LC_MESSAGES/notice.po`` and its English twin hold the same keys; translators edit the
``.po`` files with any gettext tool, and ``make catalogues`` compiles them to the ``.mo`` files that
are read here. What the program says of itself (diagnostics, help) are ``Words`` beside the code;
what is said to the people who are scored is here, so that it can be reworded without touching code.
"""

from __future__ import annotations

import gettext
import string
from functools import cache
from pathlib import Path
from typing import Final

from attrs import define, field

from rubric_dsl.text.diagnostic import Language

LOCALE: Final = Path(__file__).parents[1] / "locale"
"""Where the catalogues are."""


@define(frozen=True)
class Catalogue:
    """The sentences of one subject in one language."""

    subject: str
    lang: Language
    _messages: gettext.NullTranslations = field(alias="messages", repr=False, eq=False)

    def say(self, key: str, **args: object) -> str:
        """The sentence with this key, its ``{name}`` filled in. Raises KeyError for a key it does not have."""
        return self._filled(key, self._messages.gettext(key), args)

    def count(self, key: str, n: int, **args: object) -> str:
        """The sentence in the form that goes with ``n``, which fills ``{n}``. Raises KeyError."""
        return self._filled(key, self._messages.ngettext(key, key, n), {"n": n, **args})

    def _filled(self, key: str, sentence: str, args: dict[str, object]) -> str:
        # gettext gives the key back for what it does not have; no sentence is its own key.
        if sentence == key:
            raise KeyError(f"{self.subject}.po ({self.lang}) has no {key}")
        filled = string.Formatter().vformat(sentence, (), args)
        # In Chinese no space stands after a full-width bracket: 35/9（约 3.8889）分.
        return filled.replace("） ", "）") if self.lang == "zh" else filled


@cache
def catalogue(subject: str, lang: Language) -> Catalogue:
    """The catalogue of a subject (``notice``, …) in a language. Raises FileNotFoundError where there is none."""
    return Catalogue(subject=subject, lang=lang, messages=gettext.translation(subject, LOCALE, [lang]))
