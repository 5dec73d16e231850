"""What elements are made of, read off their fields: no walk names a class, so none can forget one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import attrs

from rubric_dsl.model.element import Element

Kind = TypeVar("Kind", bound=Element)


def children(element: Element) -> list[Element]:
    """What an element is directly made of, in the order of its fields."""
    found: list[Element] = []
    for name in _fields(element):
        _gather(getattr(element, name), found)
    return found


def walk(element: Element) -> Iterator[Element]:
    """The element and all that it is made of, each before its parts.

    What a let stands for, and what a table gives, is not entered: see ``model.places.entered``.
    """
    stack = [element]
    while stack:
        part = stack.pop()
        yield part
        stack += reversed(children(part))


def rebuilt(element: Kind, change: Callable[[Element], Element]) -> Kind:
    """The element made anew from below: each of its parts as ``change`` makes it of the changed parts."""
    fields = {name: getattr(element, name) for name in _fields(element)}
    changed = {name: _rebuilt(value, change) for name, value in fields.items()}
    different = {name: value for name, value in changed.items() if value is not fields[name]}
    return cast("Kind", change(attrs.evolve(element, **different) if different else element))


def _rebuilt(value: Any, change: Callable[[Element], Element]) -> Any:
    match value:
        case Element():
            return rebuilt(value, change)
        case tuple():
            made = tuple(_rebuilt(part, change) for part in value)
            return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
        case _:
            return value


def _gather(value: Any, into: list[Element]) -> None:
    if isinstance(value, Element):
        into.append(value)
    elif isinstance(value, tuple):
        for part in value:
            _gather(part, into)


_known: dict[type[Element], tuple[str, ...]] = {}


def _fields(element: Element) -> tuple[str, ...]:
    """The fields that may hold elements: all but what says where it stands and what its values are."""
    kind = type(element)
    if kind not in _known:
        _known[kind] = tuple(f.name for f in attrs.fields(kind) if f.name not in ("type", "span"))
    return _known[kind]
