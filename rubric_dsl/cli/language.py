"""Which language to speak: as asked, as the environment says, else as the rubric is written."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rubric_dsl.text.diagnostic import Language

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen(asked: str | None, otherwise: Language) -> Language:
    """``--lang``, else RUBRIC_LANG, else the locale (one that names no language says nothing), else ``otherwise``."""
    for name in (asked, os.environ.get("RUBRIC_LANG")):
        if name and (known := _known(name)) is not None:
            return known
    # As everywhere, the first of these that is set decides.
    locale = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return otherwise
    return _known(locale) or "en"


def asked_in(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` among arguments that may not parse."""
    for here, after in zip(arguments, [*arguments[1:], ""], strict=False):
        if here == "--lang":
            return after
        if here.startswith("--lang="):
            return here.removeprefix("--lang=")
    return None


def _known(name: str) -> Language | None:
    beginning = name.casefold()[:2]
    return "zh" if beginning == "zh" else "en" if beginning == "en" else None
