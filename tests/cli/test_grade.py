"""``rubric grade``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import rubric_dsl
from rubric_dsl.cli.grade_csv import harmless
from tests.cli.conftest import COHORT, LXQ, ROOT, Run, unit

Cohort = Callable[..., str]


def test_louxing_is_as_expected() -> None:
    rubric = rubric_dsl.load(LXQ)
    expected = json.loads((ROOT / "examples" / "louxing" / "expected.json").read_text("utf-8"))
    assert rubric.grade(rubric.read_evidence(COHORT)).to_dict()["units"] == expected


def test_table_and_certificate(run: Run) -> None:
    result = run("grade", LXQ, COHORT, "--lang", "zh")
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    first = next(line for line in lines if "区公安分局" in line)
    assert [cell.strip() for cell in first.split("│")][:3] == ["1", "区公安分局", "116.5"]
    assert "20% × 11 = 2.2，取 2 个名额" in result.stdout
    assert "区教育局、区人民法院并列" in result.stdout
    assert "区城市管理局（没有按要求参加考评，一票否决为不合格）" in result.stdout
    assert "\x1b" not in result.stdout
    assert "取 2 个名额" not in run("grade", LXQ, COHORT, "--lang", "zh", "--no-certificate").stdout


def test_json_is_the_standings(run: Run) -> None:
    result = run("grade", LXQ, COHORT, "--format", "json")
    rubric = rubric_dsl.load(LXQ)
    assert json.loads(result.stdout) == rubric.grade(rubric.read_evidence(COHORT)).to_dict()


def test_jsonl_in_order_of_rank_with_traces(run: Run) -> None:
    result = run("grade", LXQ, COHORT, "--format", "jsonl", "--order", "rank", "--trace")
    units = [json.loads(line) for line in result.stdout.splitlines()]
    assert [u["rank"] for u in units] == [1, 2, 2, 4, 5, 6, 7, 8, 9, 10, 11, None]
    assert units[0]["trace"]["score"]["points"] == "116.5"
    assert units[-1]["trace"] is None


def test_trace_needs_json(run: Run) -> None:
    assert run("grade", LXQ, COHORT, "--trace").exit_code == 2


def test_csv(run: Run, small: str, cohort: Cohort) -> None:
    path = cohort(unit("=1+1"), unit("二"), unit("-x", 0, (9,)))
    result = run("grade", small, path, "--format", "csv", "--lang", "zh")
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(result.stdout.removeprefix("\ufeff"))))
    assert rows[0] == ["单位", "等次", "名次", "总分", "1 Work"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "二", "'-x"]
    assert rows[1][1:4] == ["good", "1", "10"]


@pytest.mark.parametrize(
    ("cell", "harmless_cell"),
    [
        ("=1", "'=1"), ("+1", "'+1"), ("-2.5", "-2.5"), ("-a", "'-a"), ("@a", "'@a"), ("\ta", "'\ta"),
        ("1/3", "'1/3"), ("97.5", "97.5"), ("区教育局", "区教育局"), ("", ""),
    ],
)  # fmt: skip
def test_cells_do_not_run(cell: str, harmless_cell: str) -> None:
    assert harmless(cell) == harmless_cell


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(unit("甲")),
        json.dumps([unit("甲"), unit("乙")], indent=1),
        json.dumps(unit("甲")) + "\n" + json.dumps(unit("乙")) + "\n",
        "unit: 甲\nfacts: {done: 3, late: []}\n",
        "\ufeff" + json.dumps(unit("甲")),
    ],
)
def test_stdin_is_sniffed(run: Run, small: str, text: str) -> None:
    result = run("grade", small, "-", "--format", "jsonl", input=text)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout.splitlines()[0])["unit"] == "甲"


def test_input_overrides_the_suffix(run: Run, small: str, tmp_path: Path) -> None:
    path = tmp_path / "evidence.txt"
    path.write_text(json.dumps(unit("甲")), "utf-8")
    assert run("grade", small, str(path)).exit_code == 1
    assert run("grade", small, str(path), "--input", "json").exit_code == 0


def test_broken_evidence_is_refused_whole(run: Run, small: str, cohort: Cohort) -> None:
    path = cohort(unit("甲"), {"unit": "乙", "facts": {"done": "many", "latte": []}})
    result = run("grade", small, path, "--format", "json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "units[1].facts.done" in result.stderr
    assert "did you mean" in result.stderr
    assert "errors: 3" in result.stderr


def test_unreadable_evidence(run: Run, small: str, tmp_path: Path) -> None:
    gbk = tmp_path / "gbk.json"
    gbk.write_bytes('{"unit": "单位"}'.encode("gbk"))
    for path in (str(tmp_path / "none.json"), str(tmp_path), str(gbk)):
        result = run("grade", small, path)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "EVD00" in result.stderr
    result = run("grade", small, "-", input=b'{"unit": "\xff"}')
    assert (result.exit_code, result.stdout) == (1, "")


def test_control_characters_do_not_reach_the_terminal(run: Run, small: str, cohort: Cohort) -> None:
    result = run("grade", small, cohort(unit("\x1b[31m甲"), unit("a\u202eb")))
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    shown = run("grade", small, cohort(unit("a\u202eb")))
    assert shown.exit_code == 0
    assert "\u202e" not in shown.output


def test_output_is_whole_or_not_at_all(run: Run, small: str, cohort: Cohort, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("before", "utf-8")
    assert run("grade", small, cohort({"unit": "甲"}), "--format", "json", "--output", str(out)).exit_code == 1
    assert out.read_text("utf-8") == "before"
    assert run("grade", small, cohort(unit("甲")), "--format", "json", "--output", str(out)).stdout == ""
    assert json.loads(out.read_text("utf-8"))["units"][0]["unit"] == "甲"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cohort.json", "out.json", "small.rubric"]


def test_output_that_cannot_be_written(run: Run, small: str, cohort: Cohort, tmp_path: Path) -> None:
    for output in (tmp_path, tmp_path / "none" / "out.json"):
        result = run("grade", small, cohort(unit("甲")), "--output", str(output))
        assert result.exit_code == 2
        assert result.stdout == ""


def test_warnings_go_to_stderr(run: Run, small: str, cohort: Cohort) -> None:
    text = Path(small).read_text("utf-8").replace("  dsl 1\n", "")
    Path(small).write_text(text, "utf-8")
    result = run("grade", small, cohort(unit("甲")), "--format", "json")
    assert result.exit_code == 0
    json.loads(result.stdout)
    assert "warnings: 1" in result.stderr
