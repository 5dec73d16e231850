"""Mends are looked for in every line that cannot be read: a file of such lines must not take long."""

from __future__ import annotations

import time
from pathlib import Path

from rubric_dsl.check.load import load
from rubric_dsl.text.source import Source

LXQ = Path(__file__).parents[2] / "rubrics" / "lxq_2018.rubric"


def test_a_file_without_quotes_is_refused_in_time() -> None:
    text = LXQ.read_text("utf-8").replace('"', "")
    start = time.perf_counter()
    assert load(Source.of(text, "lxq.rubric")).diagnostics
    assert time.perf_counter() - start < 20
