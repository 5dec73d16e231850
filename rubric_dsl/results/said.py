"""What a kind of data is in words, for whoever is told that something else stands there."""

from __future__ import annotations

from typing import assert_never

from rubric_dsl.results.kinds import (
    Choice,
    Day,
    Exact,
    Flag,
    Group,
    Kept,
    Kind,
    Listed,
    OrNull,
    Part,
    Plain,
    Row,
    Text,
    Whole,
)
from rubric_dsl.text.diagnostic import Words


def said(kind: Kind) -> Words:
    """The kind in words."""
    match kind:
        case Text(pattern=None):
            return Words(zh="文字", en="a text")
        case Text(name=name):
            return Words(zh=f"{name} 形式的文字", en=f"a text that is a {name}")
        case Whole(least=None):
            return Words(zh="整数", en="a whole number")
        case Whole(least=least):
            return Words(zh=f"不小于 {least} 的整数", en=f"a whole number of at least {least}")
        case Exact():
            return Words(zh="写成文字的精确数", en="an exact number as text")
        case Day():
            return Words(zh="形如 2018-01-31 的日期", en="a date such as 2018-01-31")
        case Flag():
            return Words(zh="true 或 false", en="true or false")
        case Choice(options=options):
            return Words(zh=f"下列之一：{'、'.join(options)}", en=f"one of {', '.join(options)}")
        case Plain():
            return Words(zh="文字、true、false 或 null", en="a text, true, false or null")
        case Kept():
            return Words(zh="文字，或由文字组成的清单、对象", en="texts, in lists and objects")
        case Listed():
            return Words(zh="清单", en="a list")
        case Row(of=parts):
            return Words(zh=f"有 {len(parts)} 个值的清单", en=f"a list of {len(parts)}")
        case Group():
            return Words(zh="对象", en="an object")
        case Part(forms=forms):
            kinds = [text for form in forms for text in form.__constants__.values()]
            if len(forms) == 1 or not kinds:
                return Words(zh="对象", en="an object")
            return Words(zh=f"对象，kind 为下列之一：{'、'.join(kinds)}", en=f"an object of kind {', '.join(kinds)}")
        case OrNull(of=of):
            some = said(of)
            return Words(zh=f"{some.zh}或 null", en=f"{some.en} or null")
        case _:
            assert_never(kind)
