"""Starting a rubric: next year's from last year's, or a new one from a few answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from rubric_dsl.language.keywords import BUILTIN_NAMES, KEYWORDS
from rubric_dsl.model.numbers import Number, plain, total
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language

_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")


@frozen(kw_only=True)
class Part:
    """A part of a new rubric: its title, worth and the titles and worths of its items."""

    title: str
    items: tuple[tuple[str, Number], ...]

    @property
    def worth(self) -> Number:
        """What its items are worth together."""
        return total(worth for _, worth in self.items)


@frozen(kw_only=True)
class Answers:
    """What must be known to start a rubric. Each item starts as one that an assessor judges.

    ``bonus`` is the most that bonuses may add (None: there are none), ``share`` the part of the units
    that may be excellent in percent (None: no such grade), ``passing`` the total from which a unit passes,
    ``window`` the working days to ask for a review (None: no review).
    """

    name: str
    title: str
    issuer: str | None
    period: tuple[date, date]
    parts: tuple[Part, ...]
    bonus: Number | None = None
    share: Number | None = None
    passing: Number | None = None
    window: int | None = None


def new_rubric(answers: Answers, lang: Language) -> str:
    """The text of a rubric that checks, with keywords in one language and remarks on what to do next."""
    return "\n".join(_lines(answers, lang)) + "\n"


def _lines(a: Answers, lang: Language) -> Iterator[str]:
    say = catalogue("authoring", lang).say

    def word(terminal: str) -> str:
        return KEYWORDS[terminal].spelled(lang)

    yield f"# {say('start.next')}"
    yield ""
    yield f"{word('RUBRIC')} {a.name} {_quoted(a.title)}"
    yield f"  {word('DSL')} 1"
    if a.issuer:
        yield f"  {word('ISSUER')} {_quoted(a.issuer)}"
    yield f"  {word('PERIOD')} {a.period[0].isoformat()} .. {a.period[1].isoformat()}"
    yield f"  {word('SOURCE')} rules {_quoted(a.title)}"
    for number, part in enumerate(a.parts, 1):
        yield ""
        yield f"{word('SECTION')} {number} {_quoted(part.title)} {word('WORTH')} {plain(part.worth)}"
        yield f"  {word('CITE')} rules {_quoted(str(number))}"
        for n, (title, worth) in enumerate(part.items, 1):
            yield f"  {word('ITEM')} {number}.{n} {_quoted(title)} {word('WORTH')} {plain(worth)}"
            yield f"    {word('CITE')} rules {_quoted(f'{number}.{n}')}"
            yield f"    {word('JUDGED')}"
    if a.bonus is not None:
        bonus = len(a.parts) + 1
        yield ""
        yield f"{word('EVIDENCE')}"
        yield f"  prizes {word('EVENTS')} {word('IN_PERIOD')} {_quoted(say('start.prizes'))}"
        yield f"    date {word('DATE_TYPE')} {_quoted(say('start.day'))}"
        yield f"{word('SECTION')} {bonus} {_quoted(say('start.bonus'))} {word('CAP')} {plain(a.bonus)}"
        yield f"  {word('CITE')} rules {_quoted(str(bonus))}"
        yield f"  {word('AWARD')} {plain(min(a.bonus, 1))} {word('PER')} prizes"
    yield from _grades(a, lang)
    if a.window is not None:
        yield ""
        yield word("REVIEW")
        yield f"  {word('WINDOW')} {a.window} {word('WORKING_DAYS')}"
        yield f"  {word('SILENCE')}"


def _grades(a: Answers, lang: Language) -> Iterator[str]:
    say = catalogue("authoring", lang).say

    def word(terminal: str) -> str:
        return KEYWORDS[terminal].spelled(lang)

    total_word = BUILTIN_NAMES["total"] if lang == "zh" else "total"
    if a.share is None and a.passing is None:
        return
    grade, when = word("GRADE"), word("WHEN")
    yield ""
    yield word("GRADES")
    yield f"  {word('RANK')} {word('UNITS')} {word('BY')} {total_word}"
    if a.passing is not None:
        yield f"  {grade} {_quoted(say('start.fail'))} {when} {total_word} < {plain(a.passing)}"
    if a.share is not None:
        yield f"  {grade} {_quoted(say('start.best'))} {when} {word('RANK')} {word('WITHIN')} {plain(a.share)}%"
        quota = f"{word('QUOTA')} {word('AT_MOST')} {plain(a.share)}% {word('SHARE_OF')} {word('UNITS')}"
        yield f"    {quota}"
        yield f"    {word('TIES_OUT')}"
    yield f"  {grade} {_quoted(say('start.pass'))} {word('OTHERWISE')}"


def next_year(model: RubricModel, file: str, speak: Language, *, pin: bool = False) -> str:
    """The text that next year's file starts with: it amends ``file``, and its names and period are a year on.

    Keywords are in the language of last year's, remarks in ``speak``. ``pin`` writes the digest of the file, so that it is refused if somebody changes it later.
    """
    keywords: Language = "zh" if model.chinese else "en"
    examples, remark = catalogue("authoring", keywords).say, catalogue("authoring", speak).say

    def word(terminal: str) -> str:
        return KEYWORDS[terminal].spelled(keywords)

    name, title = _later(model.name), _later(model.title)
    pinned = f" sha256 {_quoted(model.sha256)}" if pin else ""
    name = name if name != model.name else f"{name}_2"
    lines = [
        f"{word('RUBRIC')} {name} {_quoted(title)} {word('AMENDS')} {model.name} {word('FROM')} {_quoted(file)}{pinned}"
    ]
    if model.period is not None:
        first, last = (_year_on(day) for day in model.period)
        lines.append(f"  {word('PERIOD')} {first.isoformat()} .. {last.isoformat()}")
    shown = [examples(key) for key in ("amend.change", "amend.replace", "amend.remove", "amend.add")]
    lines += ["", *(f"# {line}" for line in (remark("amend.below"), *shown, remark("amend.then")))]
    return "\n".join(lines) + "\n"


def _later(text: str) -> str:
    return _YEAR.sub(lambda found: str(int(found[1]) + 1), text)


def _year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        # The 29th of February is a last day of the month.
        return day.replace(year=day.year + 1, day=28)


def _quoted(text: str) -> str:
    """The text in quotes that it does not itself hold."""
    for opening, closing in (('"', '"'), ("“", "”"), ("「", "」"), ("『", "』")):
        if opening not in text and closing not in text:
            return f"{opening}{' '.join(text.split())}{closing}"
    return f'"{" ".join(text.split()).replace(chr(34), "”")}"'
