"""docs/codes has a page for each code, made from the catalogue and from text/codes/pages.

``pytest --update`` writes them anew.
"""

from __future__ import annotations

import pytest

from rubric_dsl.text.code_page import CodePage, in_catalogue, page_of
from rubric_dsl.text.codes import ALL
from rubric_dsl.text.diagnostic import Code, Language, Severity
from tests.docs.pages import ROOT

FOLDER = ROOT / "docs" / "codes"
SEVERITY = {Severity.ERROR: ("error", "错误"), Severity.WARNING: ("warning", "提醒")}
EXAMPLES = {"with": "For this · 对于", "bad": "Wrong · 错的", "good": "Right · 对的"}


def made(code: Code, page: CodePage) -> str:
    """The page as it is published: in English, in Chinese, then the examples."""
    parts = [f"# {code.id}", f"{' · '.join(SEVERITY[code.severity])} · [all messages](../codes.md)"]
    parts += [*_said(code, page, "en", "Hint: {}"), *_said(code, page, "zh", "建议：{}")]
    for example in page.examples:
        parts.append(f"{EXAMPLES[example.role]}:\n\n```{example.kind}\n{example.text}```")
    return "\n\n".join(parts) + "\n"


def _said(code: Code, page: CodePage, lang: Language, hint: str) -> list[str]:
    said = [f"> {in_catalogue(code.words, lang)}"]
    if code.hint is not None:
        said[0] += f"\n>\n> {hint.format(in_catalogue(code.hint, lang))}"
    return [*said, page.means(lang)]


@pytest.mark.parametrize("code", ALL.values(), ids=lambda c: c.id)
def test_page(code: Code, update: bool) -> None:
    path = FOLDER / f"{code.id}.md"
    text = made(code, page_of(code.id))
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text, "run pytest --update"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{code}.md" for code in ALL}
