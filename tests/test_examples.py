"""The examples run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_five_lines() -> None:
    code = "import runpy; runpy.run_path('examples/five_lines.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert "1 区公安分局 116.5 优秀" in done.stdout
