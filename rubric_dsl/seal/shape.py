"""JSON from a stranger held to its shape, so that whatever looks at it later may trust it to be of the right kind."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from types import EllipsisType
from typing import Any, Final, TypeAlias

from rubric_dsl.evidence.raw import described, shown
from rubric_dsl.model.numbers import LONGEST_DIGITS, Number, plain, read_plain
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words

Shape: TypeAlias = (
    type | str | re.Pattern[str] | tuple["Shape", ...] | list["Shape"] | dict["str | EllipsisType", "Shape"] | None
)
"""A type; a text or nothing as such; a pattern; one of several; a list of; an object with these keys.

``key?`` may lack; ``...`` as the only key: any names.
"""

NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9]|/[1-9][0-9]*)?")
_LONGEST: Final = 10 * LONGEST_DIGITS
"""How many characters a number may have: a numerator and a denominator, or all places of a decimal."""
_MOST_FOUND: Final = 1000
"""How many things wrong with one list are said."""
_KINDS: Final[Mapping[Any, Words]] = {
    str: Words(zh="文字", en="a text"),
    int: Words(zh="整数", en="a whole number"),
    bool: Words(zh="true 或 false", en="true or false"),
    dict: Words(zh="对象", en="an object"),
    list: Words(zh="清单", en="a list"),
    NUMBER: Words(zh="写成文字的精确数", en="an exact number as text"),
    None: Words(zh="null", en="null"),
}
_REPEATED = Words(zh="有重复的名称，或不是数的数", en="a name stands twice, or a number is none")
_NO_JSON = Words(zh="写法不对，或不是 UTF-8", en="it is malformed, or not UTF-8")


def number(text: str) -> Number:
    """The number that a text of the shape NUMBER writes."""
    return read_plain(text)


def data_of(text: bytes, shape: Shape, path: str, found: list[Diagnostic]) -> Any:
    """The data of a JSON text that must be of a shape; None, with what is wrong noted, where it is not."""
    before = len(found)
    why = _NO_JSON
    try:
        data = _DECODER.decode(text.decode("utf-8"))
        _check(data, shape, path, found)
    except _Enough:
        return None
    except _Unfit:
        why = _REPEATED
    except (ValueError, RecursionError):
        pass
    else:
        return data if len(found) == before else None
    found.append(Diagnostic(code=codes.NOT_DATA, path=path, args={"why": why}))
    return None


class _Unfit(Exception):
    """What JSON can say and nothing here means."""


class _Enough(Exception):
    """So much is wrong with a text that no more of it need be said."""


def _unfit(_: str) -> Any:
    raise _Unfit


def _whole(text: str) -> int:
    # No count in a bundle is longer, and long ones take Python forever.
    return int(text) if len(text) < 20 else _unfit(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _unfit("")


_DECODER: Final = json.JSONDecoder(
    parse_int=_whole, parse_float=_unfit, parse_constant=_unfit, object_pairs_hook=_object
)


def _check(data: Any, shape: Shape, path: str, found: list[Diagnostic]) -> None:
    match shape:
        case dict() if isinstance(data, dict):
            _check_object(data, shape, path, found)
        case list() if isinstance(data, list):
            before = len(found)
            for index, part in enumerate(data):
                _check(part, shape[0], f"{path}[{index}]", found)
                if len(found) - before > _MOST_FOUND:
                    raise _Enough
        case tuple():
            chosen = next((s for s in shape if _may_be(data, s)), None)
            if chosen is None and not (data is None and None in shape):
                _wrong(data, shape[0], path, found)
            elif data is not None:
                _check(data, chosen, path, found)
        case _ if not _may_be(data, shape):
            _wrong(data, shape, path, found)
        case _:
            pass


def _may_be(data: Any, shape: Shape) -> bool:
    match shape:
        case None:
            return data is None
        case str():
            return bool(data == shape)
        case re.Pattern():
            return (
                isinstance(data, str) and len(data) <= _LONGEST and shape.fullmatch(data) is not None and _plain(data)
            )
        case dict():
            return isinstance(data, dict)
        case list():
            return isinstance(data, list)
        case type():
            return type(data) is shape
        case _:
            return any(_may_be(data, s) for s in shape)


def _plain(text: str) -> bool:
    """Whether a number is written in the one way it is written: 1/3, not 2/6."""
    if "/" not in text:
        return not text.startswith("-0") or "." in text
    return plain(number(text)) == text


def _check_object(
    data: dict[str, Any], shape: dict[str | EllipsisType, Shape], path: str, found: list[Diagnostic]
) -> None:
    if ... in shape:
        for key, part in data.items():
            _check(part, shape[...], f"{path}.{shown(key)}", found)
        return
    known = {str(key).removesuffix("?"): part for key, part in shape.items()}
    for key, part in data.items():
        if key in known:
            _check(part, known[key], f"{path}.{key}", found)
        else:
            found.append(Diagnostic(code=codes.UNKNOWN_KEY, path=path, args={"key": shown(key)}))
    for name in shape:
        if not str(name).endswith("?") and name not in data:
            _wrong(None, shape[name], f"{path}.{name}", found)


def _wrong(data: Any, shape: Shape, path: str, found: list[Diagnostic]) -> None:
    kind: Any = dict if isinstance(shape, dict) else list if isinstance(shape, list) else shape
    expected = _KINDS.get(kind) if not isinstance(kind, str | tuple) else kind
    args = {"expected": expected or _KINDS[str], "found": described(data)}
    found.append(Diagnostic(code=codes.SHAPE, path=path, args=args))


def same(a: object, b: object) -> bool:
    """Whether two pieces of data are equal; 1 and true are not."""
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, Sequence) and isinstance(b, Sequence) and not isinstance(a, str) and not isinstance(b, str):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b
