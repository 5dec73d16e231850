"""The JSON Schemas (2020-12) of what comes out."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any, Final

SCHEMAS: Final = (
    "standings", "trace", "provisional", "notice", "why", "published", "outcome", "review", "cover", "readings", "diff", "replay",
)  # fmt: skip
"""The kinds of results that have a schema. What several of them hold is said once, in ``shared.json``."""
_REFERENCE: Final = re.compile(r'"#/\$defs/(\w+)"')


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one of ``SCHEMAS``, whole in itself. Raises KeyError."""
    if kind not in SCHEMAS:
        raise KeyError(kind)
    schema = _file(kind)
    shared = _file("shared")["$defs"]
    own: dict[str, Any] = schema.pop("$defs", {})
    wanted = [schema, *own.values()]
    needed: dict[str, Any] = {}
    while wanted:
        for name in _REFERENCE.findall(json.dumps(wanted.pop())):
            if name not in own and name not in needed:
                needed[name] = shared[name]
                wanted.append(shared[name])
    definitions = {**{name: part for name, part in shared.items() if name in needed}, **own}
    return {**schema, "$defs": definitions} if definitions else schema


def _file(name: str) -> dict[str, Any]:
    text = files("rubric_dsl").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
