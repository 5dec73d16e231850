"""In what order lets that use each other are resolved, told by the names in their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from rubric_dsl.model.steps import DEEP, steps
from rubric_dsl.syntax import tree


def steps_of(lets: Mapping[str, tree.Let]) -> dict[str, tuple[str, ...]]:
    """The steps that the lets of one scope stand on."""
    if len(lets) <= DEEP:
        return {}
    return steps({name: [used for used in _names(let.value) if used in lets] for name, let in lets.items()})


def _names(part: Any) -> Iterator[str]:
    stack = [part]
    while stack:
        part = stack.pop()
        if isinstance(part, tree.Ref):
            yield part.name
        elif isinstance(part, tuple):
            stack += part
        elif attrs.has(type(part)):
            stack += [getattr(part, a.name) for a in attrs.fields(type(part)) if a.name != "span"]
