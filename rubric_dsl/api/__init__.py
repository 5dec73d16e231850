"""What users hold: a rubric, evidence, scores, standings. Thin over the stages, and lazy."""

from __future__ import annotations

from rubric_dsl.api.loading import check, load, loads, verify
from rubric_dsl.api.rubric import Rubric
from rubric_dsl.api.scores import NodePoints, Provisional, Score
from rubric_dsl.api.standings import Standing, Standings

__all__ = [
    "NodePoints", "Provisional", "Rubric", "Score", "Standing", "Standings", "check", "load", "loads", "verify",
]  # fmt: skip
