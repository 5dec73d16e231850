"""The Louxing 2018 scheme written by hand in plain Python: no language, no ledger, no checks.

It is what a programmer would write for this one scheme, so it is the yardstick for speed, and a
second opinion on the points: it was written from the official text and not from the engine.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)
FIRST, LAST = "2018-01-01", "2018-12-31"
LABELS = {
    "责任清单": "responsibility_list",
    "工作计划": "annual_plan",
    "任务清单": "task_list",
    "国家级": "national",
    "省级": "provincial",
    "市级": "municipal",
    "全国性": "national",
    "全省性": "provincial",
}
SECTIONS = {
    "1.5": ("1.5.1", "1.5.2", "1.5.3"),
    "1.6": ("1.6.1", "1.6.2"),
    "4.2": ("4.2.1", "4.2.2"),
    "1": ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"),
    "2": ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6"),
    "3": ("3.1", "3.2", "3.3", "3.4"),
    "4": ("4.1", "4.2", "4.3", "4.4", "4.5", "4.6"),
}


def scores(unit: dict[str, Any]) -> dict[str, Fraction]:
    """The points of every node of a unit that takes part; the whole is ``total``."""
    facts = unit["facts"]
    made = {node: Fraction(given["points"]) for node, given in unit["judgements"].items()}
    in_time = {_label(f["document"]) for f in facts["filings"] if f["date"] <= "2018-01-31"}
    made["1.4"] = Fraction(len(in_time))
    made["1.5.2"] = Fraction(5 * int(facts["tasks_completed"]), int(facts["tasks_planned"]))
    made["1.5.3"] = max(Fraction(0), 3 - HALF * _late(facts["assignments"], "done"))
    made["1.6.1"] = Fraction(2 * facts["opinion_issued"])
    made["1.7"] = Fraction(2 * facts["budget_line"])
    made["2.1"] = max(Fraction(0), 3 - Fraction(3, 2) * max(0, 2 - len(_in_period(facts["study_sessions"]))))
    rates = ("online_hours_rate", "exam_attendance_rate", "exam_pass_rate")
    made["2.2"] = Fraction(sum(Fraction(str(facts[r]).rstrip("%")) == 100 for r in rates))
    made["2.4"] = Fraction(2 if _in_period(facts["trainings"]) else 0)
    clean = all(int(facts[f]) == 0 for f in ("lost_lawsuits", "compensation_cases", "staff_violations"))
    made["2.5"] = Fraction(2 * clean)
    made["2.6"] = Fraction(facts["culture_venue"] + facts["culture_web_column"] + facts["culture_display"])
    withheld = int(facts["documents_publishable"]) - int(facts["documents_published"])
    made["3.2"] = max(Fraction(0), 5 - HALF * withheld)
    made["3.4"] = min(Fraction(5), Fraction(5, 2) * len(_in_period(facts["case_reports"])))
    made["4.2.2"] = Fraction(2 * facts["window_facilities"])
    campaigns = _in_period(facts["campaigns"])
    constitution = sum(c["constitution_day"] for c in campaigns)
    one_more = len(campaigns) - min(constitution, 1) >= 1
    made["4.4"] = Fraction(5, 2) * (bool(constitution) + one_more)
    made["4.5"] = max(Fraction(0), 4 - HALF * _late(facts["submissions"], "sent"))
    made["5.1"] = min(Fraction(10), _priced(facts["commendations"], provincial=Fraction(5), municipal=Fraction(2)))
    made["5.2"] = _priced(facts["media_items"], national=HALF, provincial=TENTH)
    made["5.3"] = _priced(facts["talks"], national=Fraction(2), provincial=Fraction(1))
    made["5.4"] = sum((Fraction(a["points"]) for a in _in_period(facts["activities"])), Fraction(0))
    made["5.5"] = min(
        Fraction(10), sum((Fraction(e["points"]) for e in _in_period(facts["joint_events"])), Fraction(0))
    )
    made = {node: _rounded(points) for node, points in made.items()}
    for node, children in SECTIONS.items():
        made[node] = sum((made[c] for c in children), Fraction(0))
    made["5"] = min(Fraction(20), sum((made[f"5.{i}"] for i in range(1, 6)), Fraction(0)))
    made["total"] = sum((made[str(i)] for i in range(1, 6)), Fraction(0))
    return made


def _label(value: str) -> str:
    return LABELS.get(value, value)


def _in_period(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for e in events if FIRST <= e["date"] <= LAST]


def _late(events: list[dict[str, Any]], done: str) -> int:
    return sum(e.get(done) is None or e[done] > e["due"] for e in events)


def _priced(events: list[dict[str, Any]], **prices: Fraction) -> Fraction:
    return sum((prices[_label(e["level"])] for e in _in_period(events)), Fraction(0))


def _rounded(points: Fraction) -> Fraction:
    doubled = points * 200
    return Fraction((doubled.numerator // doubled.denominator + 1) // 2, 100)
