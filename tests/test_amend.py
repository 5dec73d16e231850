"""Amending: next year's file, and readings read the other way."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

import rubric_dsl
from rubric_dsl.text.source import Source

ROOT = Path(__file__).parents[1]
NEXT_YEAR = """rubric lxq_2019 "2019 年细则" amends lxq_2018 from "lxq_2018.rubric"
  period 2019-01-01 .. 2019-12-31
change item 5.1 cap 12
change point 1.5.1 worth 8
change item 1.5 worth 16
change section 1 worth 33
replace item 2.4
  cite rules "二、4"
  award 1 per trainings up to 2
remove item 5.5
remove fact joint_events
add item 4.7 "新媒体普法" worth 2 after 4.6
  cite rules "四、7"
  judged
change section 4 worth 32
add fact hotline yes_no "开通热线"
add item 1.8 worth 0
  note "只作了解"
  award 0 when hotline
change reading R4 "每少 1 次扣 1 分"
change grade 优秀 when rank within 25%
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lxq_2018.rubric").write_bytes((ROOT / "rubrics/lxq_2018.rubric").read_bytes())
    return tmp_path


def load(folder: Path, text: str, name: str = "next.rubric") -> rubric_dsl.Rubric:
    (folder / name).write_text(text, "utf-8")
    return rubric_dsl.load(folder / name)


def codes(folder: Path, text: str) -> list[tuple[str, str]]:
    """The codes said, each with the line of the amending file (or the file) it is said at."""
    with pytest.raises(rubric_dsl.RubricError) as refused:
        load(folder, text)
    assert "Traceback" not in str(refused.value)
    return [
        (d.code.id, d.span.at.split("/")[-1].rsplit(":", 1)[0] if d.span else "") for d in refused.value.diagnostics
    ]


def test_next_year(folder: Path) -> None:
    rubric = load(folder, NEXT_YEAR)
    model = rubric.model
    assert rubric.warnings == ()
    assert (rubric.name, rubric.title, str(rubric.worth)) == ("lxq_2019", "2019 年细则", "100")
    assert model.period is not None and model.period[0].year == 2019
    assert [n.id for n in model.node["4"].children][-2:] == ["4.6", "4.7"]
    assert [n.id for n in model.node["1"].children][-1] == "1.8"
    assert model.node["2.4"].title == "专题法治培训"
    assert "5.5" not in model.node and "joint_events" not in model.fact
    assert model.reading["R4"].text == "每少 1 次扣 1 分"


def test_flattened_it_says_the_same_and_stands_alone(folder: Path) -> None:
    rubric = load(folder, NEXT_YEAR)
    text = rubric.flatten()
    alone = rubric_dsl.loads(text)
    assert "amends" not in text
    assert alone.model.root == rubric.model.root
    assert alone.model.facts == rubric.model.facts
    assert alone.flatten() == text


def test_a_chain(folder: Path) -> None:
    load(folder, NEXT_YEAR, "lxq_2019.rubric")
    third = load(folder, 'rubric lxq_2020 "2020" amends lxq_2019 from "lxq_2019.rubric"\nchange item 5.1 cap 15\n')
    cap = third.model.node["5.1"].cap
    assert cap is not None and not isinstance(cap, str) and getattr(cap, "value", None) == 15


HEAD = 'rubric b amends lxq_2018 from "lxq_2018.rubric"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}\nchange item 5.11 cap 12\n", [("RUB608", "next.rubric:2")]),
        (f"{HEAD}\nchange section 5.1 cap 12\n", [("RUB609", "next.rubric:2")]),
        (f"{HEAD}\nadd item 4.6 worth 2\n  judged\n", [("RUB610", "next.rubric:2")]),
        (f"{HEAD}\nadd item 7.1 worth 2 after 7.0\n  judged\n", [("RUB611", "next.rubric:2")]),
        (f"{HEAD}\nitem 9 worth 3\n  judged\n", [("RUB607", "next.rubric:2")]),
        (f"{HEAD}\nchange item 1.1 worth 5\n", [("RUB301", "next.rubric:2")]),
        (f"{HEAD}\nchange item 1.1\n  award 5 when budget_lin\n", [("RUB101", "next.rubric:3")]),
        ('rubric b amends other from "lxq_2018.rubric"\n', [("RUB603", "next.rubric:1")]),
        ('rubric b amends b from "next.rubric"\n', [("RUB604", "next.rubric:1")]),
        ('rubric b amends b from "absent.rubric"\n', [("RUB601", "next.rubric:1")]),
        (f'{HEAD} sha256 "00"\n', [("RUB602", "next.rubric:1")]),
        ('rubric b "x"\n  dsl 1\nitem 1 worth 1\n  judged\nremove item 1\n', [("RUB606", "next.rubric:5")]),
    ],
)
def test_what_is_wrong_is_said_at_the_line_that_caused_it(
    folder: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    assert codes(folder, text) == expected


def test_a_broken_base_is_named(folder: Path) -> None:
    (folder / "lxq_2018.rubric").write_text('rubric lxq_2018 "x"\n  dsl\n', "utf-8")
    assert codes(folder, f"{HEAD}\n")[-1] == ("RUB605", "next.rubric:1")


def test_a_pinned_base_that_did_not_move(folder: Path) -> None:
    digest = Source.read((folder / "lxq_2018.rubric").read_bytes(), "x").sha256
    assert load(folder, f'{HEAD} sha256 "{digest}"\n').name == "b"


SECRET = "root:x:0:0:a secret:/root:/bin/bash\n" * 3


def refused_base(folder: Path, base: str) -> str:
    """What is said of a file in the folder that amends one at ``base``: a code and all words."""
    with pytest.raises(rubric_dsl.RubricError) as refused:
        load(folder, f'rubric b "b" amends lxq_2018 from "{base}"\n')
    return str(refused.value)


def test_a_text_opens_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    os.mkfifo("pipe")
    for base in ("lxq_2018.rubric", str(folder / "lxq_2018.rubric"), "pipe", "../secret.txt"):
        for name in ("<text>", "next.rubric"):
            with pytest.raises(rubric_dsl.RubricError) as refused:
                rubric_dsl.loads(f'rubric b "b" amends lxq_2018 from "{base}"\n', name)
            assert [d.code.id for d in refused.value.diagnostics] == ["RUB613"]


def test_no_file_is_opened_but_beside_and_below(folder: Path) -> None:
    own = folder / "own"
    (own / "below").mkdir(parents=True)
    (folder / "lxq_2018.rubric").rename(own / "below" / "lxq_2018.rubric")
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    (own / "link.rubric").symlink_to(folder / "secret.txt")
    (own / "away").symlink_to(folder)
    for base in (
        "../secret.txt",
        "below/../../secret.txt",
        str(folder / "secret.txt"),
        "link.rubric",
        "away/secret.txt",
        "../there is none.txt",
    ):
        said = refused_base(own, base)
        assert "RUB612" in said and "secret:/root" not in said
    inside = f"../{own.name}/below/lxq_2018.rubric"
    for base in ("below/lxq_2018.rubric", inside, str(own / "below" / "lxq_2018.rubric")):
        assert load(own, f'rubric b "b" amends lxq_2018 from "{base}"\n').name == "b"
    (folder / "there").symlink_to(own)
    assert load(folder / "there", 'rubric b "b" amends lxq_2018 from "below/lxq_2018.rubric"\n').name == "b"


def test_what_lies_below_may_name_what_lies_beside(folder: Path) -> None:
    (folder / "below").mkdir()
    load(folder, NEXT_YEAR, "lxq_2019.rubric")
    middle = 'rubric lxq_2020 "2020" amends lxq_2019 from "../lxq_2019.rubric"\n'
    (folder / "below" / "lxq_2020.rubric").write_text(middle, "utf-8")
    head = 'rubric lxq_2021 "2021" amends lxq_2020 from "below/lxq_2020.rubric"\n'
    assert load(folder, head).name == "lxq_2021"


@pytest.mark.parametrize("text", [SECRET, "", "dsl 1\n" + SECRET, "rubric\n" + SECRET])
def test_a_file_that_is_no_rubric_is_not_quoted(folder: Path, text: str) -> None:
    (folder / "notes.txt").write_text(text, "utf-8")
    said = refused_base(folder, "notes.txt")
    assert "RUB614" in said and "secret:/root" not in said and "Traceback" not in said


def test_what_is_no_plain_file_or_too_large_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "below").mkdir()
    (folder / "binary").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setattr(import_module("rubric_dsl.check.base"), "MOST_BYTES", 10_000)
    assert "not a plain file" in refused_base(folder, "pipe")
    assert "a folder" in refused_base(folder, "below")
    assert "too large" in refused_base(folder, "lxq_2018.rubric")
    assert "RUB614" in refused_base(folder, "binary")


READINGS = """rubric r "t"
  dsl 1
  source s "文件"
evidence
  n count
reading R1 "每少一次扣 1 分"
  alternative "不足 2 次不得分"
    replace item 1
      award 3 when n >= 2
reading R2 "文字"
  alternative "只有文字"
item 1 "学习" worth 3
  cite s "一"
  reading R1
  reading R2
  deduct 1 per short(n, 2)
"""


def test_the_other_reading_is_scored() -> None:
    rubric = rubric_dsl.loads(READINGS)
    assert rubric.rereadable == ("R1",)
    evidence = {"unit": "甲", "facts": {"n": 1}}
    other = rubric.reread("R1")
    assert (str(rubric.score(evidence).points), str(other.score(evidence).points)) == ("2", "0")
    with pytest.raises(KeyError):
        rubric.reread("R2")


def test_an_alternative_that_makes_no_sense_is_an_error() -> None:
    with pytest.raises(rubric_dsl.RubricError) as refused:
        rubric_dsl.loads(READINGS.replace("n >= 2", "m >= 2"))
    assert [(d.code.id, d.span.at) for d in refused.value.diagnostics if d.span] == [("RUB101", "<text>:9:20")]
