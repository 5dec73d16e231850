"""A small rubric in which most kinds of lines occur, and its bundle as data that can be tampered with."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from attrs import define

import rubric_dsl
from rubric_dsl.seal.written import CERTIFICATE, EVIDENCE, MANIFEST, STANDINGS, TRACES

from .sealing import redone

RUBRIC = """rubric small "Small"
  dsl 1
  period 2024-01-01 .. 2024-12-31
evidence
  taking_part yes_no "takes part"
  planned count "planned" check planned >= 1
  done count "done" check done <= planned
  lessons events in period "lessons"
    date date
    topic text
    level one of (basic, advanced)
item 1 "Plan" worth 5
  note "no text to cite"
  award 5 * done / planned because "{done} of {planned} were done"
  round 0.1 half_up
item 2 "Lessons" worth 3
  note "no text to cite"
  award 2 per lessons where level = advanced, highest per topic
  award 0.5 per lessons where level = basic up to 1
item 3 "Manner" worth 2
  note "no text to cite"
  judged
grades
  rank units by total
  veto absent when not taking_part unscored because "does not take part"
  grade good when total >= 4
    quota at most 50% of units
    ties out
  grade fair otherwise
"""


def lesson(day: str, topic: str, level: str = "advanced") -> dict[str, Any]:
    return {"date": day, "topic": topic, "level": level, "material": f"minutes of {day}"}


UNITS: list[dict[str, Any]] = [
    {
        "unit": "North",
        "facts": {
            "taking_part": True,
            "planned": {"value": 3, "material": "plan"},
            "done": 2,
            "lessons": [
                lesson("2024-03-01", "law"),
                lesson("2024-04-01", "law"),
                lesson("2024-05-01", "roads"),
                lesson("2023-12-31", "law"),
                *(lesson(f"2024-06-0{n}", "law", "basic") for n in (1, 2, 3)),
            ],
        },
        "judgements": {"3": {"points": "1.5", "reason": "often late", "by": "team one"}},
    },
    {
        "unit": "South",
        "facts": {"taking_part": True, "planned": 4, "done": 3, "lessons": [lesson("2024-03-01", "law", "basic")]},
        "judgements": {"3": {"points": 2}},
    },
    {"unit": "East", "facts": {"taking_part": False}},
    {
        "unit": "West",
        "facts": {"taking_part": True, "planned": 4, "done": 3, "lessons": [lesson("2024-07-01", "law", "basic")]},
        "judgements": {"3": {"points": 2}},
    },
]


@cache
def bundle() -> rubric_dsl.Bundle:
    rubric = rubric_dsl.loads(RUBRIC, "small.rubric")
    return rubric.seal(rubric.cohort(UNITS))


@define
class Opened:
    """A bundle's results as data, to be changed and closed again."""

    files: dict[str, bytes]
    traces: list[Any]
    standings: Any
    certificate: Any
    evidence: Any
    manifest: Any

    @classmethod
    def of(cls, files: dict[str, bytes]) -> Opened:
        traces = [json.loads(line) for line in files[TRACES].decode().splitlines()]
        others = (json.loads(files[name]) for name in (STANDINGS, CERTIFICATE, EVIDENCE, MANIFEST))
        return cls(dict(files), traces, *others)

    def closed(self) -> dict[str, bytes]:
        """The files, with every digest redone: what someone makes who covers what they changed."""
        files = {
            **self.files,
            TRACES: b"".join(json.dumps(t, ensure_ascii=False).encode() + b"\n" for t in self.traces),
            STANDINGS: json.dumps(self.standings).encode(),
            CERTIFICATE: json.dumps(self.certificate).encode(),
            EVIDENCE: json.dumps(self.evidence).encode(),
            MANIFEST: json.dumps(self.manifest).encode(),
        }
        return redone(files)

    def node(self, unit: int, child: int) -> Any:
        """The trace of a child of the whole."""
        return self.traces[unit]["score"]["children"][child]

    def line(self, unit: int, child: int, line: int) -> Any:
        return self.node(unit, child)["lines"][line]


def tampered(change: Callable[[Opened], object]) -> dict[str, bytes]:
    opened = Opened.of(dict(bundle().files))
    change(opened)
    return opened.closed()
