"""What users hold: a rubric, evidence, scores, standings. Thin over the stages, and lazy."""

from __future__ import annotations
