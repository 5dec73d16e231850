"""JSON from a stranger, read so that it means one thing and takes no more room than it should."""

from __future__ import annotations

import json
from typing import Any, Final

from rubric_dsl.seal.findings import Place
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Words

MOST_VALUES: Final = 5_000_000
"""How many values a text may have: each takes some hundred bytes, where its text may have two."""
_LONGEST_COUNT: Final = 18
"""How many digits a whole number may have: all others are written as texts."""

_NO_JSON = Words(zh="写法不对，或不是 UTF-8", en="it is malformed, or not UTF-8")
_UNFIT = Words(zh="有重复的名称，或不能精确写出的数", en="a name stands twice, or a number cannot be exact")
_TOO_MANY = Words(zh=f"内容超过 {MOST_VALUES:,} 项", en=f"it has more than {MOST_VALUES:,} values")


class _Unfit(Exception):
    """What JSON can say and nothing here means."""


def too_many(text: bytes) -> bool:
    """Whether a text has more values than are read."""
    return sum(text.count(mark) for mark in (b",", b"[", b"{")) > MOST_VALUES


def data_of(text: bytes, place: Place) -> Any:
    """The data of a JSON text; Ellipsis, with what is wrong noted, where it is none."""
    why = _NO_JSON
    if too_many(text):
        why = _TOO_MANY
    else:
        try:
            return _DECODER.decode(text.decode("utf-8"))
        except _Unfit:
            why = _UNFIT
        except (ValueError, RecursionError):
            pass
    place.say(codes.NOT_DATA, why=why)
    return ...


def _unfit(_: str) -> Any:
    raise _Unfit


def _whole(text: str) -> int:
    return int(text) if len(text) <= _LONGEST_COUNT else _unfit(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _unfit("")


_DECODER: Final = json.JSONDecoder(
    parse_int=_whole, parse_float=_unfit, parse_constant=_unfit, object_pairs_hook=_object
)
