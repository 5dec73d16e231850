"""RES0xx: what can be wrong with a result that is read strictly."""

from __future__ import annotations

from typing import Final

from rubric_dsl.text.codes._make import error

NOT_AS_DEFINED: Final = error("RES001", "应是{expected}，实际是 {found}", "expected {expected}, found {found}")
MISSING_KEY: Final = error("RES002", "缺“{key}”这一项", 'the key "{key}" is missing')
UNKNOWN_KEY: Final = error(
    "RES003",
    "格式里没有“{key}”这一项",
    'the format has no key "{key}"',
    (
        "可能是以后的版本写的；只读自己认识的各项，就不必严格读取",
        "a later version may have written it; who only takes the keys they know need not read strictly",
    ),
)
NEVER_WRITTEN: Final = error(
    "RES004",
    "这一项为空时不写，不会是这个值",
    "this key is left out where it has nothing to say, and is never written so",
)
TOO_DEEP: Final = error("RES005", "嵌套得太深，读不了", "it is nested too deep to be read")
