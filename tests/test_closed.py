"""Closed means closed: no match over the tree, the model, the ledger or the results swallows what it does not know.

mypy holds every match to all the cases there are (`exhaustive-match`). A `case _` that does anything but
`assert_never` would take that away: what truly falls together says so by its base class.
"""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "rubric_dsl"

OPEN = {
    # What is matched is data from outside, or of a library, of which there is always something else.
    "appeal/contest_form.py": "a form",
    "appeal/kept.py": "values read from a file",
    "cli/usage.py": "errors of click",
    "evidence/raw.py": "values read from a file",
    "lsp/completion/wanted.py": "words of a half-written line",
    "model/walk.py": "values of fields",
    "results/read.py": "values of JSON",
    "seal/bundle.py": "values of JSON",
    "seal/findings.py": "values of JSON",
    "testing/values.py": "values of evidence",
    "syntax/build_amendments.py": "rules of the grammar by name",
    "text/unreadable.py": "errors of the operating system",
    # Words that are no type of ours: names of formats that click has checked, shapes of numerals, groups of a
    # regular expression, roles in a file's name, forms drawn at random.
    "authoring/official.py": "shapes of numerals",
    "cli/check.py": "formats",
    "cli/grade.py": "formats",
    "explain/expression_words.py": "groups of a regular expression",
    "testing/rubrics/clauses.py": "forms",
    "testing/rubrics/declarations.py": "kinds of atoms",
    "testing/rubrics/expressions.py": "kinds of atoms",
    "testing/rubrics/whole.py": "forms",
    "text/code_page.py": "roles",
    # Matches on several things at once, which no list of cases can close.
    "check/functions.py": "a function and its arguments",
    "recompute/functions.py": "a function and its arguments",
    "testing/limits.py": "two sides of a comparison",
}


def swallowing(path: Path) -> list[int]:
    """The lines of those cases that take whatever is left, and do something with it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.match_case) and isinstance(node.pattern, ast.MatchAs) and node.pattern.name is None:
            closes = len(node.body) == 1 and ast.unparse(node.body[0]).startswith("assert_never(")
            if node.pattern.pattern is None and not closes:
                found.append(node.body[0].lineno)
    return found


def test_no_case_swallows_what_it_does_not_know() -> None:
    found = {str(path.relative_to(PACKAGE)): swallowing(path) for path in PACKAGE.rglob("*.py")}
    assert {name for name, lines in found.items() if lines} == set(OPEN)


def test_identity_is_no_key() -> None:
    """What is looked up by ``id(x)`` is lost with the object: clauses have numbers, events and nodes have names."""
    used = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id"
    }
    # The cache of what evidence is drawn from keeps its models alive.
    assert used == {"testing/strategies.py"}
