"""What all classes of the resolved rubric have in common."""

from __future__ import annotations

from attrs import frozen

from rubric_dsl.text.source import Span, span_field


@frozen(kw_only=True)
class Element:
    """A part of a resolved rubric. What it is made of are the elements in its fields (``model.walk``)."""


@frozen(kw_only=True)
class Placed(Element):
    """What stands at a place of the text."""

    span: Span = span_field()
