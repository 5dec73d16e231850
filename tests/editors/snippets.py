"""The snippets of the extension as an editor inserts them, and a rubric that each can stand in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"

_PLACE = re.compile(
    r"\$(?:(?P<bare>\d+)|\{(?P<again>\d+)\}|\{(?P<number>\d+)(?::(?P<text>[^{}$]*)|\|(?P<choices>[^|]*)\|)\})"
)


def snippets(language: str) -> dict[str, str]:
    """The bodies of a language's snippets, by name."""
    read = json.loads((EXTENSION / "snippets" / f"{language}.json").read_text("utf-8"))
    return {name: "\n".join(snippet["body"]) for name, snippet in read.items()}


def expanded(body: str) -> Iterator[str]:
    """A snippet as it is inserted when nothing is typed over: one text for each way to choose."""
    places = list(_PLACE.finditer(body))
    offered = {m["number"]: m["choices"].split(",") for m in places if m["choices"] is not None}
    given = {m["number"]: m["text"] for m in places if m["text"] is not None}
    for chosen in product(*offered.values()):
        text, values = body, given | dict(zip(offered, chosen, strict=True))
        for m in reversed(places):
            text = text[: m.start()] + values[m["bare"] or m["again"] or m["number"]] + text[m.end() :]
        assert "$" not in text, text
        yield text


def framed(name: str, language: str, text: str) -> str:
    """The text in a rubric: in the frame of its name where ``<<<`` stands, as deep as that."""
    frame = FRAMES[name if language == "en" else ENGLISH[name]]
    # A reading says what another node would be; the frame has one of the kind it says.
    frame = frame.replace("{kind}", next((w for w in ("section", "部分", "point", "分项") if w in text), "item"))
    if language == "zh":
        for en, zh in CHINESE.items():
            frame = re.sub(rf"\b{en}\b", zh, frame)
    match = re.search(r"^( *)<<<$", frame, re.MULTILINE)
    assert match is not None
    return frame.replace(match[0], "\n".join(match[1] + line if line else line for line in text.splitlines()))


ENGLISH = {
    "细则": "rubric file", "部分": "section", "项目": "item", "分项": "point", "加": "award", "加每": "award per",
    "扣每": "deduct per", "评定": "judged", "对照表": "table", "分档": "ladder", "佐证": "evidence", "事项": "events",
    "口径": "reading", "等次": "grades", "名额": "quota", "一票否决": "veto", "复核": "review", "修订": "amends",
}  # fmt: skip
"""The snippets of one language, by their names in the other."""

CHINESE = {
    "rules": "办法", "established": "已制定", "honours": "表彰", "level": "级别", "provincial": "省级", "tasks": "任务",
    "late": "逾期", "tariff": "标准", "place": "名次", "by_rate": "按率", "rate": "合格率", "planned": "计划数",
    "staff": "人员", "full_time": "专职", "finished": "完成日期", "cheated": "弄虚作假", "poor": "不合格", "good": "合格",
}  # fmt: skip
"""The names that the snippets suggest."""

BASE = """\
rubric name_2024 "2024"
  dsl 1
  period 2024-01-01 .. 2024-12-31
item 1 worth 10
  item 1.1 "a" worth 5
    judged
  item 1.2 "b" worth 5
    judged
"""
"""What the snippet of an amending file amends."""

_HEAD = """\
rubric framed "Framed"
  dsl 1
  period 2024-01-01 .. 2024-12-31
"""
_SOURCE = _HEAD + '  source rules "Rules"\n'
_GRADED = "item 1 worth 100\n  judged\ngrades\n"

FRAMES = {
    "rubric file": "<<<\n",
    "section": _HEAD + "<<<\n",
    "item": _HEAD + "section 1 worth 10\n  <<<\n",
    "point": _HEAD + "section 1 worth 10\n  item 1.1 worth 10\n    <<<\n",
    "award": _HEAD + "evidence\n  established yes_no\nitem 1 worth 2\n  <<<\n",
    "award per": _HEAD + "evidence\n  honours events\n    level one of (provincial, other)\nitem 1 cap 10\n  <<<\n",
    "deduct per": _HEAD + "evidence\n  tasks events\n    late yes_no\nitem 1 worth 10\n  <<<\n",
    "judged": _HEAD + "item 1 worth 5\n  <<<\n",
    "table": _HEAD
    + "evidence\n  prizes events\n    level one of (provincial, other)\n    place count check place >= 1\n"
    + "<<<\nitem 1 cap 10\n  award tariff(level, place) per prizes\n",
    "ladder": _HEAD + "evidence\n  rate percent check rate >= 0%\n<<<\nitem 1 worth 5\n  award by_rate(rate)\n",
    "evidence": _HEAD
    + "<<<\nitem 1 worth 4\n  award 1 when established\n  award min(rate / 1%, planned)\n"
    + "  award 1 when staff = full_time\n  award 1 when finished is not missing\n",
    "events": _HEAD + "evidence\n  <<<\nitem 1 worth 5\n  deduct 1 per tasks where late\n",
    "reading": _SOURCE + '<<<\n{kind} 1.1 worth 10\n  cite rules "1"\n  reading R1\n  judged 0 .. 10\n',
    "grades": _HEAD + "item 1 worth 100\n  judged\n<<<\n",
    "quota": _HEAD
    + _GRADED
    + "  rank units by total\n  grade good when total >= 60\n    <<<\n  grade poor otherwise\n",
    "veto": _HEAD
    + "evidence\n  cheated yes_no\n"
    + _GRADED
    + "  <<<\n  grade good when total >= 60\n  grade poor otherwise\n",
    "review": _SOURCE + 'item 1 worth 10\n  cite rules "1"\n  judged\n<<<\n',
    "amends": "<<<\n",
}
"""By the English names of the snippets, a rubric for each to stand in."""
