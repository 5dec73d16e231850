"""How types are called in messages."""

from __future__ import annotations

from rubric_dsl.model.types import Type
from rubric_dsl.text.diagnostic import Words

_KINDS = {
    "yes_no": Words(zh="是或否的判断", en="a yes/no value"),
    "number": Words(zh="一个数", en="a number"),
    "percent": Words(zh="比率（%）", en="a percentage"),
    "ratio": Words(zh="比值", en="a ratio"),
    "date": Words(zh="日期", en="a date"),
    "text": Words(zh="文字", en="a text"),
    "choice": Words(zh="选项", en="a choice"),
}


def of_type(type: Type) -> Words:
    """``a percentage``, ``比率``."""
    return _KINDS[type.kind]


def of_kinds(*kinds: str) -> Words:
    """Several, joined by “or”."""
    return Words(
        zh="或".join(_KINDS[k].zh for k in kinds),
        en=" or ".join(_KINDS[k].en for k in kinds),
    )
