"""rubric explain-code: the page of a code, for whoever has met it."""

from __future__ import annotations

from rubric_dsl.text.codes import ALL
from tests.cli.conftest import Run


def test_in_english(run: Run) -> None:
    said = run("explain-code", "RUB202", "--lang", "en")
    assert said.exit_code == 0
    first, *rest = said.stdout.splitlines()
    assert first == "RUB202  error"
    text = "\n".join(rest)
    assert "95% is 0.95" in text
    assert text.index("wrong:") < text.index("award 5 when coverage >= 95\n")
    assert text.index("right:") < text.index("award 5 when coverage >= 95%")
    assert "比率" not in text


def test_in_chinese(run: Run) -> None:
    said = run("explain-code", "RUB303", "--lang", "zh")
    assert said.exit_code == 0
    assert said.stdout.startswith("RUB303  提醒\n")
    for part in ("建议：写明 封顶", "一项就可能左右名次", "错的：", "对的："):
        assert part in said.stdout
    assert "hint" not in said.stdout


def test_what_an_example_is_for_comes_first(run: Run) -> None:
    said = run("explain-code", "EVD024", "--lang", "en").stdout
    assert said.index("for this:") < said.index("wrong:") < said.index("right:")


def test_in_lower_case(run: Run) -> None:
    assert run("explain-code", "rub012", "--lang", "en").stdout == run("explain-code", "RUB012", "--lang", "en").stdout


def test_a_code_that_there_is_not(run: Run) -> None:
    said = run("explain-code", "RUB0122", "--lang", "en")
    assert said.exit_code == 2 and said.stdout == ""
    assert "there is no code RUB0122; did you mean RUB" in said.stderr
    said = run("explain-code", "hello", "--lang", "zh")
    assert said.exit_code == 2 and "没有 hello 这个代号" in said.stderr and "是不是" not in said.stderr


def test_all_of_them(run: Run) -> None:
    said = run("explain-code", "--lang", "zh").stdout.splitlines()
    assert [line.split("  ")[0] for line in said] == list(ALL)


def test_braces_of_the_catalogue_are_shown_once(run: Run) -> None:
    said = run("explain-code", "EVD043", "--lang", "en").stdout
    assert "{points: 1.5, reason: …}" in said and "{{" not in said
