"""What users hold: a rubric, evidence, scores, standings. Thin over the stages, and lazy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from rubric_dsl.check.load import Loaded, load_source
from rubric_dsl.evidence import read
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.explain import trace
from rubric_dsl.grading.grade import grade
from rubric_dsl.grading.standings import Certificate, CohortResult, Standing
from rubric_dsl.model.numbers import to_public
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.scoring.bounds import Range, provisional
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.scoring.ledger import NodeScore, UnitScore
from rubric_dsl.scoring.run import score_one
from rubric_dsl.text.diagnostic import Diagnostic, Language
from rubric_dsl.text.refused import EvidenceError, RubricError
from rubric_dsl.text.source import Source
