"""What holds of every document of every format: its definition, its schema and its reader agree on it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from jsonschema import Draft202012Validator

from rubric_dsl import ResultError, results
from rubric_dsl.results.record import Record

Path = tuple[str | int, ...]
OTHERWISE: tuple[Any, ...] = (None, 7, -1, "…", True, [], {})


@cache
def validator(form: type[Any]) -> Draft202012Validator:
    """What holds documents of a format to its schema."""
    schema = results.schema(form)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def held(record: Record, mutations: int = 1) -> None:
    """That what is written fits the schema and is read as it was, and that both refuse the same mutations of it."""
    data = results.write(record)
    text = json.dumps(data)
    again = json.loads(text)
    form = type(record)
    validator(form).validate(again)
    read = results.read(form, again)
    assert read == record
    assert json.dumps(results.write(read)) == text
    draw = Random(len(text))
    places = list(_places(again))
    for path in draw.choices(places, k=mutations):
        for mutated in _mutations(again, path, draw):
            assert validator(form).is_valid(mutated) == _is_read(mutated, form), (path, _at(mutated, path[:-1]))


def _is_read(data: Any, form: type[Record]) -> bool:
    try:
        results.read(form, data)
    except ResultError as error:
        for d in error.diagnostics:
            assert d.message("zh") and d.message("en")
        return False
    return True


def _places(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every place of a document but the whole."""
    if path:
        yield path
    if isinstance(data, dict):
        for name, part in data.items():
            yield from _places(part, (*path, name))
    elif isinstance(data, list):
        for n, part in enumerate(data):
            yield from _places(part, (*path, n))


def _mutations(data: Any, path: Path, draw: Random) -> Iterator[Any]:
    """The document with a place removed, with another value there, and with a key that nobody knows beside it."""
    for change in ("remove", "replace", "add"):
        mutated = copy.deepcopy(data)
        holder = _at(mutated, path[:-1])
        if change == "remove":
            del holder[path[-1]]
        elif change == "replace":
            holder[path[-1]] = draw.choice(OTHERWISE)
        elif isinstance(holder, dict):
            holder["unknown key"] = draw.choice(OTHERWISE)
        yield mutated


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
