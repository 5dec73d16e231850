"""Reading results strictly: data held to its definition, with everything wrong in one report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar, assert_never

from rubric_dsl.evidence.raw import described, shown
from rubric_dsl.model.numbers import LONGEST_DIGITS, Number, plain, read_plain
from rubric_dsl.results import kinds as k
from rubric_dsl.results.kinds import Kind, fields_of, keys_of
from rubric_dsl.results.record import REQUIRED, Record
from rubric_dsl.results.said import said
from rubric_dsl.results.schema import DAY, EXACT
from rubric_dsl.text.codes import results as codes
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.refused import ResultError

R = TypeVar("R", bound=Record)

_LONGEST: Final = 3 * LONGEST_DIGITS
"""How many characters an exact number may have: two parts of a fraction, or all places of a decimal."""


def read(form: type[R], data: object) -> R:
    """The result that JSON-able data writes; ``form`` is its definition, such as ``StandingsResult``.

    Raises ResultError with everything that is not as the definition says: what is read, written again, is
    the same data.
    """
    reader = _Reader()
    try:
        made: R = reader.record(form, data, "")
    except RecursionError:
        raise ResultError([Diagnostic(code=codes.TOO_DEEP)]) from None
    if reader.found:
        raise ResultError(reader.found)
    return made


class _Reader:
    """Reads one result; where something is wrong it notes that and goes on, so what it returns is then worth nothing."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def record(self, form: type[Record], data: object, path: str) -> Any:
        if not isinstance(data, dict):
            return self._not(k.Part(forms=(form,)), data, path)
        for name in data.keys() - keys_of(form):
            self._say(codes.UNKNOWN_KEY, path, key=shown(str(name)))
        return self._made(form, data, path)

    def _made(self, form: type[Record], data: Mapping[str, Any], path: str) -> Record:
        for name, text in form.__constants__.items():
            if name not in data:
                self._say(codes.MISSING_KEY, path, key=name)
            elif data[name] != text:
                self._say(codes.NOT_AS_DEFINED, _below(path, name), expected=text, found=described(data[name]))
        values: dict[str, Any] = {}
        for field in fields_of(form):
            if field.inline and isinstance(field.kind, k.Part):
                values[field.name] = self._made(field.kind.forms[0], data, path)
            elif field.key in data:
                place = _below(path, field.key)
                value = self.value(field.kind, data[field.key], place)
                if value is not None and value == field.default:
                    self._say(codes.NEVER_WRITTEN, place)
                values[field.name] = value
            elif field.default is REQUIRED:
                self._say(codes.MISSING_KEY, path, key=field.key)
        return form(**values)

    def value(self, kind: Kind, data: Any, path: str) -> Any:
        """The value of a kind that stands at a place."""
        match kind:
            case k.Text(pattern=pattern):
                fits = isinstance(data, str) and (pattern is None or re.fullmatch(pattern, data) is not None)
                return data if fits else self._not(kind, data, path)
            case k.Whole(least=least):
                fits = type(data) is int and (least is None or data >= least)
                return data if fits else self._not(kind, data, path)
            case k.Exact():
                number = _number(data)
                return self._not(kind, data, path) if number is None else number
            case k.Day():
                day = _day(data)
                return self._not(kind, data, path) if day is None else day
            case k.Flag():
                return data if isinstance(data, bool) else self._not(kind, data, path)
            case k.Choice(options=options):
                return data if isinstance(data, str) and data in options else self._not(kind, data, path)
            case k.Plain():
                return data if data is None or isinstance(data, bool | str) else self._not(kind, data, path)
            case k.Kept():
                return data if _kept(data) else self._not(kind, data, path)
            case k.Listed(of=of):
                if not isinstance(data, list):
                    return self._not(kind, data, path)
                return tuple(self.value(of, item, f"{path}[{n}]") for n, item in enumerate(data))
            case k.Row(of=parts):
                if not isinstance(data, list) or len(data) != len(parts):
                    return self._not(kind, data, path)
                each = enumerate(zip(parts, data, strict=True))
                return tuple(self.value(part, item, f"{path}[{n}]") for n, (part, item) in each)
            case k.Group(of=of):
                if not isinstance(data, dict):
                    return self._not(kind, data, path)
                return {name: self.value(of, item, _below(path, shown(name))) for name, item in data.items()}
            case k.OrNull(of=of):
                return None if data is None else self.value(of, data, path)
            case k.Part(forms=forms):
                form = next((form for form in forms if len(forms) == 1 or _begins(form, data)), None)
                return self._not(kind, data, path) if form is None else self.record(form, data, path)
            case _:
                assert_never(kind)

    def _not(self, kind: Kind, data: object, path: str) -> None:
        self._say(codes.NOT_AS_DEFINED, path, expected=said(kind), found=described(data))

    def _say(self, code: Any, path: str, **args: object) -> None:
        self.found.append(Diagnostic(code=code, path=path or None, args=args))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _begins(form: type[Record], data: object) -> bool:
    """Whether data is of this one of several forms, as far as its constants say, or else its first key."""
    if not isinstance(data, dict):
        return False
    if form.__constants__:
        return all(data.get(name) == text for name, text in form.__constants__.items())
    return fields_of(form)[0].key in data


def _number(data: object) -> Number | None:
    if not isinstance(data, str) or len(data) > _LONGEST or not re.fullmatch(EXACT, data):
        return None
    number = read_plain(data)
    # 2/6 is a number too, and not how it is written.
    return number if "/" not in data or plain(number) == data else None


def _day(data: object) -> date | None:
    if not isinstance(data, str) or not re.fullmatch(DAY, data):
        return None
    try:
        return date.fromisoformat(data)
    except ValueError:
        return None


def _kept(data: object) -> bool:
    match data:
        case None | str():
            return True
        case list():
            return all(map(_kept, data))
        case dict():
            return all(map(_kept, data.values()))
        case _:
            return False
