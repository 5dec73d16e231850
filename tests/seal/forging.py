"""Data changed at a place, as a forger would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from places(part, (*path, key))


def changed(value: Any, random: Random) -> Any:
    match value:
        case bool():
            return not value
        case None:
            return "1"
        case int():
            return value + random.choice((1, -1))
        case str() if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            return str(int(value.partition(".")[0]) + random.choice((1, 2, -1)))
        case str():
            return value + "x"
        case list():
            return value[:-1] if value else ["x"]
        case _:
            return {}
