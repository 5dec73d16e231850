"""The JSON Schemas (2020-12) of what comes out."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

SCHEMAS: Final = (
    "standings", "trace", "provisional", "notice", "why", "published", "outcome", "review", "cover", "readings", "diff", "replay",
)  # fmt: skip
"""The kinds of results that have a schema."""


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one of ``SCHEMAS``, whole in itself. Raises KeyError."""
    if kind not in SCHEMAS:
        raise KeyError(kind)
    text = files("rubric_dsl").joinpath("schemas", f"{kind}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
