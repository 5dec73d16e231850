"""What the extension knows of the language comes from the one table of words."""

from __future__ import annotations

import runpy

from tests.editors.snippets import EXTENSION


def test_the_committed_files_are_what_is_generated(update: bool) -> None:
    generator = runpy.run_path(str(EXTENSION / "generate.py"))
    if update:
        generator["main"]()
    for name, text in generator["files"]().items():
        assert (EXTENSION / name).read_text("utf-8") == text, f"run python editors/vscode/generate.py ({name})"
