"""JSON, JSON Lines, YAML and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from rubric_dsl.evidence.read import Read, from_data, from_json, from_jsonl, from_path, from_yaml
from rubric_dsl.text.show.terminal import render

from .models import FULL, MODEL


def short(part: object) -> str:
    return ascii(part)[:40] if isinstance(part, str) else ""


def said(read: Read) -> list[tuple[str, str]]:
    """Where and what; every diagnostic must also show in both languages, without speaking Python."""
    for d in read[1]:
        for lang in ("zh", "en"):
            text = render(d, lang)
            for word in ("Error", "Traceback", "dict", "NoneType", "Expecting", "yaml.", "expected <"):
                assert word not in text
    return [(d.span.at if d.span else d.path or "", d.code.id) for d in read[1]]


def test_json_is_read_exactly() -> None:
    text = '{"unit": "甲", "facts": {"balance": 0.1, "exam_pass_rate": 99.50, "tasks_planned": 1e2}}'
    (unit,), wrong = from_json(MODEL, "\ufeff" + text)
    assert wrong == ()
    assert (unit.facts["balance"], unit.facts["exam_pass_rate"], unit.facts["tasks_planned"]) == (
        Fraction(1, 10),
        Fraction(199, 200),
        100,
    )


def test_json_gives_what_data_gives() -> None:
    assert from_json(MODEL, json.dumps(FULL)) == from_data(MODEL, FULL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("", "EVD007")]),
        ("  \n", [("", "EVD007")]),
        ('{"unit": "甲",}', [("e:1:13", "EVD005")]),
        ('{"unit": "甲", "facts": [1, ]}', [("e:1:26", "EVD005")]),
        ('{"unit" "甲"}', [("e:1:9", "EVD005")]),
        ('{"unit": "甲"', [("e:1:13", "EVD005")]),
        ('{"unit": 甲}', [("e:1:10", "EVD005")]),
        ('{"unit": "甲\n"}', [("e:1:12", "EVD005")]),
        ('{"unit": "甲', [("e:1:10", "EVD005")]),
        ('{"unit": "\\x"}', [("e:1:11", "EVD005")]),
        ('{"unit": "\\ud83"}', [("e:1:12", "EVD005")]),
        ('{"unit": "甲"} {}', [("e:1:15", "EVD005")]),
        ("[" * 100_000, [("e", "EVD006")]),
        ('{"a":' * 100_000, [("e", "EVD006")]),
        ('{"unit": "甲", "unit": "乙"}', [("unit", "EVD010")]),
        ('{"unit": "甲", "facts": {"balance": 1, "balance": 1}}', [("facts.balance", "EVD010")]),
        (
            '{"unit": "甲", "facts": {"commendations": [{"title": "x", "title": "y"}]}}',
            [("facts.commendations[0].title", "EVD010")],
        ),
        ('{"unit": "甲", "judgements": {"1.1": {"points": 1, "points": 2}}}', [("judgements.1.1.points", "EVD010")]),
        ('{"units": [], "units": []}', [("units", "EVD010")]),
        ('{"unit": "甲", "facts": {"balance": NaN}}', [("facts.balance", "EVD021")]),
        ('{"unit": "甲", "facts": {"balance": -Infinity}}', [("facts.balance", "EVD021")]),
        ('{"unit": "甲", "facts": {"balance": 1e999999999}}', [("facts.balance", "EVD023")]),
        ('{"unit": "甲", "facts": {"balance": 1e-999999999}}', [("facts.balance", "EVD023")]),
        ('{"unit": "甲", "facts": {"balance": 1e99999999999999999999}}', [("facts.balance", "EVD023")]),
        ('{"unit": "甲", "facts": {"balance": ' + "9" * 10_000 + "}}", [("facts.balance", "EVD023")]),
        ('{"unit": "甲", "facts": {"balance": 0.' + "9" * 10_000 + "}}", [("facts.balance", "EVD023")]),
        ('{"unit": "甲\\u0000"}', [("unit", "EVD016")]),
        ('{"unit": "\\ud800"}', [("unit", "EVD016")]),
        ('{"unit": "甲", "facts": {"\\ud800\\u0000": 1}}', [("facts.\ufffd\ufffd", "EVD012")]),
    ],
    ids=short,
)
def test_json_refused(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(from_json(MODEL, text, "e")) == expected


def test_places_count_characters_in_normal_form() -> None:
    assert said(from_json(MODEL, '{"unit": "e\u0301" x', "e")) == [("e:1:14", "EVD005")]


def test_json_lines_place_errors_in_normal_form() -> None:
    assert said(from_jsonl(MODEL, '{"unit": "e\u0301"}\n{"unit": "e\u0301" x', "e")) == [("e:2:14", "EVD005")]


def test_json_lines() -> None:
    text = '{"unit": "甲"}\r\n\n{"unit": "乙", "facts": {"balance": 1.0}}\n{"unit"\n{"unit": "甲"}\n3\n'
    read = from_jsonl(MODEL, "\ufeff" + text, "e.jsonl")
    assert [u.path for u in read[0]] == ["e.jsonl:1", "e.jsonl:3", "e.jsonl:5"]
    assert said(read) == [("e.jsonl:4:8", "EVD005"), ("e.jsonl:5.unit", "EVD017"), ("e.jsonl:6", "EVD009")]
    assert read[1][1].args["first"] == "e.jsonl:1"
    assert said(from_jsonl(MODEL, "\n \n")) == [("", "EVD007")]


YAML = """\
units:
  - unit: 007
    facts:
      participated: 是
      tasks_planned: 010
      balance: 0.10
      exam_pass_rate: 99.5%
      founded: 2001-02-03
      remark: no
      level: 省级
      commendations:
        - {date: 2018-03-02, title: 1:30, material: 会议记录第 3 号}
      assignments: []
    judgements:
      1.1: {points: 1.50, reason: ~}
"""


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With libyaml and without."""
    if request.param == "SafeLoader":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("loader")
def test_yaml_keeps_what_is_written() -> None:
    (unit,), wrong = from_yaml(MODEL, YAML)
    assert wrong == ()
    assert unit.unit == "007"
    assert unit.unit.__class__ is str
    assert unit.facts["participated"] is True
    assert unit.facts["tasks_planned"] == 10
    assert unit.facts["balance"] == Fraction(1, 10)
    assert unit.facts["remark"] == "no"
    assert unit.events["commendations"][0].fields["title"] == "1:30"
    assert unit.judgements["1.1"].points == Fraction(3, 2)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("", "EVD007")]),
        ("# nothing\n", [("", "EVD007")]),
        ("unit: 甲\nfacts: &a {balance: *a}\n", [("e:2:21", "EVD008")]),
        ("- &a {unit: 甲}\n- *a: 乙\n", [("e:2:3", "EVD008")]),
        ("unit: 甲\nfacts: *a\n", [("e:2:8", "EVD008")]),
        ("unit: !!python/object:os.system 甲\n", [("e:1:7", "EVD008")]),
        ("unit: !!str 甲\n", [("e:1:7", "EVD008")]),
        ("unit: 甲\n---\nunit: 乙\n", [("e:2:1", "EVD008")]),
        ("unit: 甲\nunit: 乙\n", [("unit", "EVD010")]),
        ("unit: 甲\nfacts: {? [a] : b}\n", [("e:2:11", "EVD005")]),
        ("unit: 甲\nfacts:\n\tbalance: 1\n", [("e:3:1", "EVD005")]),
        ("[" * 60, [("e:1:51", "EVD006")]),
        ("[" * 20_000, [("e:1:51", "EVD006")]),
        ("unit: \x00\n", [("e", "EVD005")]),
        ("unit: 甲\nfacts: {balance: .inf}\n", [("facts.balance", "EVD021")]),
        ("unit: 甲\nfacts: {balance: 1_000}\n", [("facts.balance", "EVD021")]),
        ("unit: 甲\nfacts: {balance: 1e999999999}\n", [("facts.balance", "EVD023")]),
        ("unit: 甲\nfacts: {participated: maybe}\n", [("facts.participated", "EVD020")]),
        ("unit: 甲\nfacts:\n  <<: {}\n", [("facts.<<", "EVD012")]),
        ("unit: 'null'\nfacts: {remark: '', balance: ''}\n", [("facts.balance", "EVD021")]),
    ],
    ids=short,
)
def test_yaml_refused(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(from_yaml(MODEL, text, "e")) == expected


def test_yaml_aliases_are_read_but_do_not_multiply() -> None:
    shared = [{"level": "municipal", "title": "先进"}]
    dumped = yaml.safe_dump([{"unit": name, "facts": {"commendations": shared}} for name in "甲乙"])
    assert "*id001" in dumped
    first, second = from_yaml(MODEL, dumped)[0]
    assert first.events == second.events
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    assert [code for _, code in said(from_yaml(MODEL, "\n".join(lines)))] == ["EVD008"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ['unit: "甲\n', "unit: [甲\n", "a: b: c\n", "  a\n b: c\n- d\n", "unit: @x\n", "%x\n"])
def test_yaml_that_is_malformed(text: str) -> None:
    assert [code for _, code in said(from_yaml(MODEL, text, "e"))] == ["EVD005"]


def test_yaml_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    _, (wrong,) = from_yaml(MODEL, YAML)
    assert "pip install 'rubric-dsl[yaml]'" in wrong.message("zh")


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.json", lambda: json.dumps(FULL)),
        ("a.JSON", lambda: "\ufeff" + json.dumps(FULL, ensure_ascii=False)),
        ("a.jsonl", lambda: json.dumps(FULL) + "\n"),
        ("a.ndjson", lambda: json.dumps(FULL)),
        ("a.yaml", lambda: yaml.safe_dump(FULL, allow_unicode=True)),
        ("a.yml", lambda: "\ufeff" + yaml.safe_dump(FULL)),
    ],
)
def test_files(tmp_path: Path, name: str, write: Callable[[], str]) -> None:
    file = tmp_path / name
    file.write_text(write(), encoding="utf-8")
    (unit,), wrong = from_path(MODEL, file)
    assert wrong == ()
    assert unit.facts == from_data(MODEL, FULL)[0][0].facts


def test_files_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.json").write_bytes('{"unit": "甲"}'.encode("gbk"))
    (tmp_path / "folder.json").mkdir()
    for name, code in {
        "gbk.json": "EVD001",
        "folder.json": "EVD002",
        "absent.yaml": "EVD002",
        "nul\0.json": "EVD002",
        "a.xlsx": "EVD003",
        "none": "EVD003",
    }.items():
        assert said(from_path(MODEL, tmp_path / name)) == [((tmp_path / name).as_posix(), code)]


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "units.json"
    path.write_text('{"unit": "A"}' + " " * 1000, "utf-8")
    monkeypatch.setattr("rubric_dsl.evidence.read.MOST_BYTES", 1000)
    (found,) = from_path(MODEL, path)[1]
    assert found.code.id == "EVD002" and "too large" in found.message("en")
    monkeypatch.setattr("rubric_dsl.evidence.yaml_text.MOST_CHARACTERS", 10)
    assert [d.code.id for d in from_yaml(MODEL, "unit: A\nfacts: {}\n")[1]] == ["EVD065"]
