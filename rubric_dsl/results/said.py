"""What a kind of data is in words, for whoever is told that something else stands there."""

from __future__ import annotations

from typing import assert_never

from rubric_dsl.results import kinds as k
from rubric_dsl.results.kinds import Kind
from rubric_dsl.text.diagnostic import Words


def said(kind: Kind) -> Words:
    """The kind in words."""
    match kind:
        case k.Text(pattern=None):
            return Words(zh="文字", en="a text")
        case k.Text(name=name):
            return Words(zh=f"{name} 形式的文字", en=f"a text that is a {name}")
        case k.Whole(least=None):
            return Words(zh="整数", en="a whole number")
        case k.Whole(least=least):
            return Words(zh=f"不小于 {least} 的整数", en=f"a whole number of at least {least}")
        case k.Exact():
            return Words(zh="写成文字的精确数", en="an exact number as text")
        case k.Day():
            return Words(zh="形如 2018-01-31 的日期", en="a date such as 2018-01-31")
        case k.Flag():
            return Words(zh="true 或 false", en="true or false")
        case k.Choice(options=options):
            return Words(zh=f"下列之一：{'、'.join(options)}", en=f"one of {', '.join(options)}")
        case k.Plain():
            return Words(zh="文字、true、false 或 null", en="a text, true, false or null")
        case k.Kept():
            return Words(zh="文字，或由文字组成的清单、对象", en="texts, in lists and objects")
        case k.Listed():
            return Words(zh="清单", en="a list")
        case k.Row(of=parts):
            return Words(zh=f"有 {len(parts)} 个值的清单", en=f"a list of {len(parts)}")
        case k.Group():
            return Words(zh="对象", en="an object")
        case k.Part(forms=forms):
            kinds = [text for form in forms for text in form.__constants__.values()]
            if len(forms) == 1 or not kinds:
                return Words(zh="对象", en="an object")
            return Words(zh=f"对象，kind 为下列之一：{'、'.join(kinds)}", en=f"an object of kind {', '.join(kinds)}")
        case k.OrNull(of=of):
            some = said(of)
            return Words(zh=f"{some.zh}或 null", en=f"{some.en} or null")
        case _:
            assert_never(kind)
