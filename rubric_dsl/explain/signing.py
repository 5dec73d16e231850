"""Who issues a document and when, at its end; days as they are written in documents."""

from __future__ import annotations

from datetime import date

from rubric_dsl.explain.document import Signature
from rubric_dsl.explain.value_words import one_line
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.catalogue import catalogue
from rubric_dsl.text.diagnostic import Language


def signature(model: RubricModel, lang: Language, issued: date | None) -> Signature:
    """The issuer of the rubric and the day, which is a blank where it is not given."""
    say = catalogue("notice", lang).say
    issuer = one_line(model.issuer or "") or say("notice.issuer")
    return Signature(parts=(("", issuer), (say("notice.date"), "" if issued is None else day_words(issued, lang))))


def day_words(day: date, lang: Language) -> str:
    """A day in words: 2018 年 8 月 24 日."""
    say = catalogue("notice", lang).say
    return say("notice.day", year=day.year, month=day.month, day=day.day, iso=day.isoformat())
