"""What may stand under a key: the closed set of kinds of data, read off the types of a record's fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from rubric_dsl.results.record import Absent, Record


class Text(Record):
    """A text. One that is used in many places has a name; of some the pattern is known."""

    name: str | None = None
    pattern: str | None = None
    about: str | None = None


class Whole(Record):
    """A whole number."""

    least: int | None = None


class Exact(Record):
    """An exact number, written as text."""


class Day(Record):
    """A date."""


class Flag(Record):
    """True or false."""


class Choice(Record):
    """One of a few texts."""

    options: tuple[str, ...]


class Plain(Record):
    """A value as it stands in evidence; null where it is missing."""


class Kept(Record):
    """What somebody wrote, kept as it was: texts in lists and groups."""


class Listed(Record):
    """A list."""

    of: Kind


class Row(Record):
    """A list of so many parts, each of its own kind."""

    of: tuple[Kind, ...]


class Group(Record):
    """An object whose names are data."""

    of: Kind


class OrNull(Record):
    """Something, or null."""

    of: Kind


class Part(Record):
    """A record, or one of several, told apart by their constants or else by the first key of each."""

    forms: tuple[type[Record], ...]


Kind: TypeAlias = (
    Text | Whole | Exact | Day | Flag | Choice | Plain | Kept | Listed | Row | Group | OrNull | Part
)  # fmt: skip

Digest: TypeAlias = Annotated[str, Text(name="sha256", pattern="^[0-9a-f]{64}$")]
Place: TypeAlias = Annotated[str, Text(name="place", about="file:line:column")]
Count: TypeAlias = Annotated[int, Whole(least=0)]
Ordinal: TypeAlias = Annotated[int, Whole(least=1)]
PlainValue: TypeAlias = Annotated[str | bool | None, Plain()]
KeptData: TypeAlias = Annotated[Any, Kept()]

_SIMPLE: Final[Mapping[Any, Kind]] = {str: Text(), int: Whole(), bool: Flag(), date: Day()}


class Field(NamedTuple):
    """A field of a record: its attribute, its key, and what may stand there."""

    name: str
    key: str
    kind: Kind
    about: str
    default: Any
    inline: bool


_FIELDS: Final[dict[type[Record], tuple[Field, ...]]] = {}
"""What types say is looked up when it is first asked for, once: a record may name others that come after it."""


def fields_of(form: type[Record]) -> tuple[Field, ...]:
    """The fields of a record, in the order in which their keys are written."""
    if form not in _FIELDS:
        hints = get_type_hints(form, include_extras=True)
        _FIELDS[form] = tuple(_field(name, hints[name], form) for name in form.__keys__)
    return _FIELDS[form]


def keys_of(form: type[Record]) -> frozenset[str]:
    """Every key that a record may have."""
    own = (keys_of(f.kind.forms[0]) if f.inline and isinstance(f.kind, Part) else {f.key} for f in fields_of(form))
    return frozenset(form.__constants__).union(*own)


def _field(name: str, hint: Any, form: type[Record]) -> Field:
    said = form.__keys__[name]
    kind = kind_of(hint)
    if said.default is None and isinstance(kind, OrNull):
        # None stands for the key that lacks; no null is ever written there.
        kind = kind.of
    return Field(name, said.name or name, kind, said.about, said.default, said.inline)


def kind_of(hint: Any) -> Kind:
    """The kind that a type says."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        kind: Kind = arguments[1]
        return kind
    if origin is Literal:
        return Choice(options=arguments)
    if origin is tuple:
        ends = arguments[-1] is not ...
        return Row(of=tuple(map(kind_of, arguments))) if ends else Listed(of=kind_of(arguments[0]))
    if origin is Mapping:
        return Group(of=kind_of(arguments[1]))
    if origin in (Union, UnionType):
        return _either(arguments)
    if isinstance(hint, type) and issubclass(hint, Record):
        return Part(forms=(hint,))
    return _SIMPLE[hint]


def _either(types: tuple[Any, ...]) -> Kind:
    some = [t for t in types if t not in (NoneType, Absent)]
    kind: Kind
    if set(some) == {int, Fraction}:
        kind = Exact()
    elif len(some) > 1:
        kind = Part(forms=tuple(some))
    else:
        kind = kind_of(some[0])
    return OrNull(of=kind) if NoneType in types else kind
