"""What a case expects, a line each: points, grades, reasons, or that the evidence is refused.

1.1 = 2, total = 97.5, grade = 优秀
区教育局: rank = 1
2.1 因为 “应不少于 2 次”
refused EVD050 facts.study
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import field, frozen

_REFUSED: Final = re.compile(r"(?:refused|拒收)\s+(?P<code>[A-Z]{3}\d{3})(?:\s+(?P<path>\S.*))?")
_BECAUSE: Final = re.compile(r"(?P<node>\S+)\s+(?:because|因为)\s+[\"“「『](?P<text>.*)[\"”」』]")
_VALUE: Final = re.compile(r"(?P<key>[^\s=,，]+)\s*=\s*(?P<value>[^,，]*?)\s*(?:[,，]|$)")


@frozen(kw_only=True)
class Told:
    """What a unit came to, by what is asked: node ids, ``total``, ``rank``, ``grade``; and why it lost what it lost."""

    values: Mapping[str, str]
    reasons: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class Outcome:
    """What a case came to: each unit's result by its name, or the diagnostics (code, path) it was refused with."""

    units: Mapping[str, Told] = field(factory=dict)
    refused: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Mismatch:
    """Where a result is not what was expected; ``line`` counts the lines of the expectation from 1."""

    line: int
    what: str
    expected: str
    actual: str


def mismatches(expected: str, outcome: Outcome) -> Iterator[Mismatch]:
    """Where the outcome is otherwise. A refusal that was not expected is one too."""
    foreseen = False
    for number, line in enumerate(expected.splitlines(), 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        refusal = _REFUSED.fullmatch(said)
        if refusal is not None:
            foreseen = True
            if not any(code == refusal["code"] and refusal["path"] in (None, path) for code, path in outcome.refused):
                yield Mismatch(line=number, what="refused", expected=said, actual=_refusals(outcome) or "—")
            continue
        unit, said = _unit(said, outcome)
        told = outcome.units.get(unit)
        if told is None:
            yield Mismatch(line=number, what=unit or "?", expected=said, actual=_refusals(outcome) or "—")
            continue
        because = _BECAUSE.fullmatch(said)
        if because is not None:
            actual = told.reasons.get(because["node"], "")
            if because["text"] not in actual:
                yield Mismatch(line=number, what=because["node"], expected=because["text"], actual=actual or "—")
            continue
        found = list(_VALUE.finditer(said))
        if "".join(m[0] for m in found).replace(" ", "") != said.replace(" ", ""):
            yield Mismatch(line=number, what="?", expected=said, actual="?")
            continue
        for match in found:
            actual = told.values.get(match["key"], "—")
            if match["value"] != actual:
                yield Mismatch(line=number, what=match["key"], expected=match["value"], actual=actual)
    if outcome.refused and not foreseen:
        yield Mismatch(line=0, what="refused", expected="", actual=_refusals(outcome))


def updated(expected: str, outcome: Outcome) -> str:
    """The expectation with the values that came out; what it asks stays. Nothing asked: totals and grades."""
    if outcome.refused:
        return "".join(f"refused {code} {path}".rstrip() + "\n" for code, path in dict.fromkeys(outcome.refused))
    lines = [line for line in expected.splitlines() if not _REFUSED.fullmatch(line.strip())]
    if not any(line.strip() for line in lines):
        several = len(outcome.units) > 1
        keys = ("total", "rank", "grade") if several else ("total", "grade")
        return "".join(
            (f"{unit}: " if several else "")
            + ", ".join(f"{k} = {told.values[k]}" for k in keys if k in told.values)
            + "\n"
            for unit, told in outcome.units.items()
        )
    return "".join(_updated(line, outcome) + "\n" for line in lines)


def _updated(line: str, outcome: Outcome) -> str:
    unit, said = _unit(line.strip(), outcome)
    told = outcome.units.get(unit)
    if told is None or line.strip().startswith("#"):
        return line
    because = _BECAUSE.fullmatch(said)
    if because is not None:
        actual = told.reasons.get(because["node"], "")
        return line if because["text"] in actual else line.replace(because["text"], actual)

    def put(found: re.Match[str]) -> str:
        value = told.values.get(found["key"])
        more = "," if found[0].endswith(",") else ", " if found[0].endswith("，") else ""
        return found[0] if value is None else f"{found['key']} = {value}{more}"

    return line[: len(line) - len(line.lstrip())] + line.strip().removesuffix(said) + _VALUE.sub(put, said).rstrip()


def _unit(said: str, outcome: Outcome) -> tuple[str, str]:
    """The unit a line is about, and what it says of it; without a name, the only one there is."""
    for unit in sorted(outcome.units, key=len, reverse=True):
        for colon in (":", "："):
            if said.startswith(unit + colon):
                return unit, said[len(unit) + 1 :].strip()
    alone = next(iter(outcome.units), "") if len(outcome.units) == 1 else ""
    return alone, said


def _refusals(outcome: Outcome) -> str:
    return ", ".join(f"{code} {path}".strip() for code, path in dict.fromkeys(outcome.refused))
