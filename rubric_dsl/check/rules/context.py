"""What a rule looks at, and where it puts what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import define

from rubric_dsl.check.flow import Place, places
from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.points import static_points
from rubric_dsl.check.ranges import Ranges, ranges_of
from rubric_dsl.check.report import Report
from rubric_dsl.check.resolve import Resolved
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.syntax.tree import Tree


@define(slots=False, kw_only=True)
class Context:
    """A resolved rubric with what the rules share: node ranges, what is known, every place."""

    model: RubricModel
    tree: Tree
    resolved: Resolved
    report: Report

    @cached_property
    def points(self) -> Mapping[str, Interval]:
        """What each node can come to."""
        return static_points(self.model)

    @cached_property
    def env(self) -> Ranges:
        """What is known everywhere."""
        return ranges_of(self.model, self.points)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every expression that is evaluated."""
        return tuple(places(self.model, self.env))
