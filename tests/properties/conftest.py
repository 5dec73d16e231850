"""What the properties share."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric_dsl.model.rubric import RubricModel

from .agreement import model_of


@pytest.fixture(scope="session")
def lxq() -> RubricModel:
    return model_of((Path(__file__).parents[2] / "rubrics" / "lxq_2018.rubric").read_text("utf-8"))
