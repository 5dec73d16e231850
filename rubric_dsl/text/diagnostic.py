"""What is wrong, as data: a code, a place, further places, arguments for the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Literal

from attrs import field, frozen

from rubric_dsl.text.fix import Fix
from rubric_dsl.text.source import Span

Language = Literal["zh", "en"]


class Severity(Enum):
    """How much a diagnostic matters: an error refuses the rubric or the evidence, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen(kw_only=True)
class Words:
    """A sentence in both languages, with ``{name}`` where an argument goes."""

    zh: str
    en: str

    def say(self, lang: Language, args: Mapping[str, object]) -> str:
        """The sentence in one language; an argument may itself be ``Words``."""
        said = {key: value.say(lang, {}) if isinstance(value, Words) else value for key, value in args.items()}
        return (self.zh if lang == "zh" else self.en).format_map(said)


@frozen(kw_only=True)
class Code:
    """An entry of the catalogue: a stable code, what it says, and (optionally) the usual mend."""

    id: str
    severity: Severity
    words: Words
    hint: Words | None = None


@frozen(kw_only=True)
class Label:
    """A further place of a diagnostic, with what it has to do with it."""

    span: Span
    words: Words
    args: Mapping[str, object] = field(factory=dict)


@frozen(kw_only=True)
class Diagnostic:
    """One thing that is wrong.

    ``span`` is its place in a text, or None for evidence, whose place is ``path``
    (``units[3].facts.filings[1].date``). ``hint`` replaces the code's usual hint.
    """

    code: Code
    span: Span | None = None
    path: str | None = None
    args: Mapping[str, object] = field(factory=dict)
    labels: tuple[Label, ...] = ()
    hint: Words | None = None
    fixes: tuple[Fix, ...] = ()
    """Mends that a program can apply."""

    @property
    def is_error(self) -> bool:
        """Whether it refuses what it is about."""
        return self.code.severity is Severity.ERROR

    def message(self, lang: Language = "en") -> str:
        """What is wrong, in one sentence."""
        return self.code.words.say(lang, self.args)

    def advice(self, lang: Language = "en") -> str | None:
        """The likely mend, if there is one."""
        hint = self.hint or self.code.hint
        return hint.say(lang, self.args) if hint else None


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each said once."""
    seen: dict[tuple[object, ...], Diagnostic] = {}
    for d in diagnostics:
        place = (d.span.source.name, d.span.start, d.span.end) if d.span else ("", 0, 0)
        key = (*place, d.path or "", d.code.id, tuple(sorted((k, str(v)) for k, v in d.args.items())))
        seen.setdefault(key, d)
    # Evidence keeps the order it was read in; only text has a place to sort by.
    return tuple(d for _, d in sorted(seen.items(), key=lambda item: item[0][:3]))
