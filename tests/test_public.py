"""What the package exports is what it says, whatever else was imported before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

EVERY_MODULE = """
import importlib, pkgutil, types
import rubric_dsl
{first}
for found in pkgutil.walk_packages(rubric_dsl.__path__, "rubric_dsl."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
{then}
for name in rubric_dsl.__all__:
    value = getattr(rubric_dsl, name)
    assert callable(value) and not isinstance(value, types.ModuleType), name
    assert value.__name__ == name and name in dir(rubric_dsl)
    assert getattr(rubric_dsl, name) is value
assert rubric_dsl.check("rubrics/lxq_2018.rubric") == ()
assert importlib.import_module("rubric_dsl.check").__name__ == "rubric_dsl.check"
"""


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("", ""),
        ("rubric_dsl.load('rubrics/lxq_2018.rubric')", ""),
        ("rubric_dsl.check", ""),
        ("", "importlib.reload(rubric_dsl)"),
        ("import rubric_dsl.check.load", ""),
        ("from rubric_dsl import *", "from rubric_dsl import *"),
    ],
)
def test_no_module_takes_the_place_of_a_public_name(first: str, then: str) -> None:
    code = EVERY_MODULE.format(first=first, then=then)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
