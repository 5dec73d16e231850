"""Every example in the documentation is run, and comes out as the page says.

``pytest --update`` writes what comes out now; read the difference before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from rubric_dsl.language.keywords import BUILTIN_NAMES, CHILD_FIELDS, FUNCTIONS, KEYWORDS
from rubric_dsl.results import FORMATS
from rubric_dsl.text import codes
from rubric_dsl.text.code_page import in_catalogue
from rubric_dsl.text.diagnostic import Code, Language, Severity, Words
from tests.docs.pages import PAGES, ROOT, blocks
from tests.docs.result_tables import tables
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


# --- tables that are made from the code ----------------------------------------------------------


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _keywords() -> str:
    """Six columns, so that the table is not a hundred lines long."""
    words = [(f"`{w.en}`", w.zh) for t, w in KEYWORDS.items() if t != "SHA256"]
    third = -(-len(words) // 3)
    columns = [words[i : i + third] + [("", "")] * (third - len(words[i : i + third])) for i in (0, third, 2 * third)]
    return _table(("English", "中文") * 3, ((*a, *b, *c) for a, b, c in zip(*columns, strict=True)))


def _functions() -> str:
    names = FUNCTIONS | BUILTIN_NAMES | {f"{en} (of children)": zh for en, zh in CHILD_FIELDS.items()}
    return _table(("English", "中文"), ((f"`{en}`", zh) for en, zh in names.items()))


def _codes() -> str:
    def cell(words: Words, lang: Language) -> str:
        return in_catalogue(words, lang).replace("|", "\\|")

    rows = []
    for module in iter_modules(codes.__path__):
        for made in vars(import_module(f"{codes.__name__}.{module.name}")).values():
            if isinstance(made, Code):
                hint = made.hint
                en = cell(made.words, "en") + (f" — {cell(hint, 'en')}" if hint else "")
                zh = cell(made.words, "zh") + (f"——{cell(hint, 'zh')}" if hint else "")
                page = f"[{made.id}](codes/{made.id}.md)"
                rows.append((page, "warning" if made.severity is Severity.WARNING else "", en, zh))
    return _table(("code", "", "says, and advises", "中文"), sorted(rows))


_ENTRY = re.compile(r"^### No\. (?P<number>\d+)\n\n> (?P<text>.+) — `(?P<features>[A-Z0-9 ]+)`$", re.MULTILINE)


def _index() -> str:
    entries = _ENTRY.findall((ROOT / "docs" / "cookbook.md").read_text("utf-8"))
    rows = ((f"[{n}](#no-{n})", features, text) for n, text, features in sorted(entries, key=lambda e: int(e[0])))
    return _table(("no.", "feature", "the text"), rows)


TABLES = {
    "language.md": {"keywords": _keywords, "functions": _functions},
    "codes.md": {"codes": _codes},
    "cookbook.md": {"index": _index},
    "formats.md": {name: partial(tables().__getitem__, name) for name in FORMATS},
}


@pytest.mark.parametrize(("page", "name"), [(p, n) for p, names in TABLES.items() for n in names])
def test_made_from_the_code(page: str, name: str, update: bool) -> None:
    path = ROOT / "docs" / page
    text = path.read_text("utf-8")
    start = text.index(f"<!-- {name} -->\n") + len(f"<!-- {name} -->\n")
    end = text.index("<!-- end -->", start)
    made = f"\n{TABLES[page][name]()}\n"
    if update:
        path.write_text(text[:start] + made + text[end:], "utf-8")
    else:
        assert text[start:end] == made, "run pytest --update"


def test_every_phrasing_is_in_the_cookbook_once() -> None:
    text = (ROOT / "docs" / "cookbook.md").read_text("utf-8")
    numbers = [int(n) for n in re.findall(r"^### No\. (\d+)$", text, re.MULTILINE)]
    assert sorted(numbers) == list(range(1, 114))
    assert len(_ENTRY.findall(text)) == len(numbers), "an entry without its text or its features"
