"""``rubric seal`` and ``rubric verify``, end to end."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import COHORT, LXQ, Run


def test_sealed_and_verified(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "lxq.zip")
    sealed = run("seal", LXQ, COHORT, "--output", path, "--lang", "zh")
    assert sealed.exit_code == 0
    digest = sealed.stdout.split()[-1]
    assert "已封存 12 个单位" in sealed.stdout
    alone = run("verify", path, "--lang", "zh")
    assert alone.exit_code == 0
    assert "没有同公布的总摘要或签名比对" in alone.stdout
    assert "单位：12" in alone.stdout and "节点得分：" in alone.stdout
    assert "12 个单位的结果全部由包里的佐证重新推算" in alone.stdout
    assert "未经推算，只是包里这样写：manifest.json date" in alone.stdout
    bound = run("verify", path, "--digest", digest, "--format", "json")
    assert bound.exit_code == 0
    told = json.loads(bound.stdout)
    assert told["bound"] is True
    assert told["counts"]["units"] == 12 and told["counts"]["nodes"] > 12 * 30
    assert "certificate.json sentences" in told["not_recomputed"]
    other = run("verify", path, "--digest", "0" * 64, "--lang", "en")
    assert other.exit_code == 1
    assert "SEL010" in other.stdout


def test_misuse(run: Run, tmp_path: Path) -> None:
    assert run("seal", LXQ, COHORT).exit_code == 2
    assert run("seal", LXQ, COHORT, "--output", str(tmp_path / "x"), "--date", "soon").exit_code == 2
    assert run("verify", "x.zip", "--digest", "12").exit_code == 2
    assert run("verify", "x.zip", "--signature", "x").exit_code == 2
    missing = run("verify", str(tmp_path / "none.zip"))
    assert missing.exit_code == 1
    assert "SEL001" in missing.stderr
