"""Every example in the documentation is run, and comes out as the page says.

``pytest --update`` writes what comes out now; read the difference before you commit it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, blocks
from tests.docs.runner import Runner


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page(page: Path, tmp_path: Path, update: bool) -> None:
    text = page.read_text("utf-8")
    runner = Runner("zh" if ".zh" in page.name else "en", tmp_path)
    failed: list[str] = []
    pieces: list[str] = []
    done = 0
    for block in blocks(text):
        try:
            made = runner.run(block)
        except Exception as error:
            failed.append(f"{page.name}:{block.line}: {type(error).__name__}: {error}")
            continue
        if made is None or made == block.text:
            continue
        pieces += [text[done : block.start], made]
        done = block.end
        if not update:
            failed.append(f"{page.name}:{block.line}: the page says\n{block.text}but it is\n{made}")
    if update and pieces:
        page.write_text("".join((*pieces, text[done:])), "utf-8")
    if failed:
        pytest.fail("\n\n".join(failed), pytrace=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = page.parent / path if path else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor and file.suffix == ".md":
            assert anchor in _anchors(file.read_text("utf-8")), f"{page.name} links to {target}"


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", t.lower()).replace(" ", "-") for t in titles}
