"""What to say where a layout needs more than is installed."""

from __future__ import annotations

from rubric_dsl.text.codes import usage as codes
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.refused import Refused


def needs_extra(name: str) -> Refused:
    """The refusal that says which extra to install."""
    return Refused([Diagnostic(code=codes.NOT_INSTALLED, args={"extra": name})])
