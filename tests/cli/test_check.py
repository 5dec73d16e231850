"""``rubric check``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import LXQ, SMALL, Run


def test_sound(run: Run) -> None:
    result = run("check", LXQ)
    assert result.exit_code == 0
    assert "no problems" in result.stdout


def test_error_is_underlined(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.rubric"
    path.write_text(SMALL.replace("worth 10", "wrth 10"), "utf-8")
    result = run("check", str(path), "--lang", "zh")
    assert result.exit_code == 1
    assert "^^^^" in result.stdout
    assert "错误[RUB010]" in result.stdout
    assert "1 处错误" in result.stdout


def test_strict_minds_warnings(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "warned.rubric"
    path.write_text(SMALL.replace("  dsl 1\n", ""), "utf-8")
    assert run("check", str(path)).exit_code == 0
    assert run("check", str(path), "--strict").exit_code == 1


def test_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.rubric"
    path.write_text(SMALL.replace("worth 10", "wrth 10"), "utf-8")
    result = run("check", str(path), LXQ, "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [f["errors"] for f in report["files"]] == [1, 0]
    (found,) = report["files"][0]["diagnostics"]
    assert found["code"] == "RUB010"
    assert (found["at"]["line"], found["at"]["column"]) == (9, 18)


def test_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    gbk = tmp_path / "gbk.rubric"
    gbk.write_bytes("细则".encode("gbk"))
    result = run("check", str(tmp_path / "none"), str(tmp_path), str(gbk), "--lang", "zh")
    assert result.exit_code == 1
    for said in ("没有这个文件", "这是一个文件夹", "不是 UTF-8"):
        assert said in result.stdout


def test_language(run: Run, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "zh.rubric"
    run("fmt", LXQ, "--check")
    path.write_text(SMALL, "utf-8")
    assert "no problems" in run("check", str(path)).stdout
    run("fmt", "--keywords", "zh", str(path))
    assert "没有问题" in run("check", str(path)).stdout
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "no problems" in run("check", str(path)).stdout
    monkeypatch.setenv("RUBRIC_LANG", "zh")
    assert "没有问题" in run("check", str(path)).stdout
    assert "no problems" in run("check", str(path), "--lang", "en").stdout
    assert "no problems" in run("--lang", "en", "check", str(path)).stdout


SLIPS = (
    "rubric a “甲”\n  dsl 1\n  note “n”\nevidence\n  p yes_no\nitem 1 ‘甲’ worth2\n  note “n”\n  award2 if p==yes。\n"
)


def test_fix_mends_what_is_beyond_doubt(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.rubric"
    path.write_text(SLIPS.replace("\n", "\r\n"), "utf-8", newline="")
    result = run("check", "--fix", str(path), "--lang", "zh")
    assert result.exit_code == 0, result.stdout
    assert "改了 3 处" in result.stderr
    assert path.read_bytes().decode().endswith('item 1 "甲" worth 2\r\n  note “n”\r\n  award 2 when p=yes\r\n')
    again = run("check", "--fix", str(path), "--lang", "zh")
    assert again.stderr == ""


def test_fix_leaves_what_it_cannot_mend(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.rubric"
    path.write_text(SLIPS.replace("p==yes。", "q"), "utf-8")
    result = run("check", "--fix", str(path), "--lang", "en")
    assert result.exit_code == 1
    assert "award 2 when q" in path.read_text("utf-8")


def test_sarif(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.rubric"
    path.write_text(SLIPS, "utf-8")
    result = run("check", str(path), "--format", "sarif", "--lang", "en")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    assert log["version"] == "2.1.0"
    (made,) = log["runs"]
    assert made["tool"]["driver"]["rules"][made["results"][0]["ruleIndex"]]["id"] == made["results"][0]["ruleId"]
    region = made["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (6, 8)
    assert made["results"][0]["fixes"]


def test_annotations_for_github(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.rubric"
    path.write_text(SLIPS, "utf-8")
    first = run("check", str(path), "--format", "github", "--lang", "zh").stdout.splitlines()[0]
    assert first.startswith(f"::error file={path},line=6,endLine=6,col=8,endColumn=9,title=RUB002::单引号")
