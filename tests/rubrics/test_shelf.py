"""Each rubric of the shelf, against results worked out by hand."""

from __future__ import annotations

from tests.rubrics.shelf import graded, sums


def test_apgar() -> None:
    """By the table: 2 points for 100 beats and more, 1 below, 0 for none; the signs stand in the evidence."""
    assert sums(graded("apgar")) == {
        "Ada": ("reassuring", 1, "9"),
        "Ben": ("moderately abnormal", 2, "6"),
        "Chi": ("low", 3, "2"),
        "Dov": ("low", 4, "0"),
    }


def test_world_cup() -> None:
    """As it came out on 28 June 2018: Japan and Senegal level on 4 points, 0 goals, 4 scored and 1 point
    in their own match; Japan's 4 yellow cards to Senegal's 6 decided."""
    standings = graded("world_cup_2018_h")
    assert sums(standings) == {
        "Colombia": ("qualified", 1, "6"),
        "Japan": ("qualified", 2, "4"),
        "Senegal": ("eliminated", 3, "4"),
        "Poland": ("eliminated", 4, "3"),
    }
    assert standings.certificate.ranked == ("Colombia", "Japan", "Senegal", "Poland")


def test_site_safety() -> None:
    """甲: 安全管理 97 → 9.7，文明施工 94 → 14.1，脚手架 8.5，高处作业 95 → 9.5，用电 7.8，提升机 9，
    机具三样应得 30 实得 26，26/30×100×5% = 13/3。合计 944/15，应得 70（无基坑、模板、塔吊），
    ×100/70 = 1888/21，约 89.9。
    乙: 专项方案 10 分扣完，保证项目有一项不得分，安全管理表记零；其余 15+9+8+8.5+9+8.8 = 58.3，
    应得 75，58.3/75×100 = 1166/15，约 77.7，但有一张表为零，不合格。
    丙: 79 → 7.9，84 → 12.6，7.2，7，7.1，高处作业 100-10-6 = 84 → 8.4，7.5，7，7.4，机具 94 → 4.7，合计 76.8。
    """
    standings = graded("site_safety")
    assert sums(standings) == {
        "甲工地": ("优良", 1, "1888/21"),
        "乙工地": ("不合格", 2, "1166/15"),
        "丙工地": ("合格", 3, "76.8"),
    }
    second = standings["乙工地"].score
    assert second is not None
    gate = next(line for line in second["sheet1"].ledger if line.kind == "zero")
    assert (gate.points, gate.because) == (-90, "保证项目有一项不得分，检查表记零分")
    assert [(u.text, [str(s.value) for s in u.values]) for u in gate.unmet] == [
        ("any(children(guard1) where points = 0)", ["True"])
    ]
