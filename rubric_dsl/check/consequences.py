"""What is found only because of something else that is wrong, and so is not said."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from rubric_dsl.text.codes import grades, names, points
from rubric_dsl.text.diagnostic import Diagnostic, Label, Words
from rubric_dsl.text.source import Span

_SAID_ONCE = (names.UNKNOWN_NAME, names.UNKNOWN_EVENTS, names.UNKNOWN_FUNCTION, names.UNKNOWN_SOURCE)
_OF_NODES = (points.WORTH_MISSING, points.WORTHS_DIFFER, points.JUDGED_WITHOUT_RANGE)
_ALSO_HERE = Words(zh="这里也用了它", en="it is used here, too")
_THIS_TOO = Words(zh="这一条也是", en="this one, too")


def without_consequences(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without those that others bring with them."""
    found = list(diagnostics)
    without_worth = {d.args["name"] for d in found if d.code is points.WORTH_MISSING}
    gaps = [d.span for d in found if d.code is grades.GRADE_GAP]
    twice = any(d.code is names.DUPLICATE_NAME for d in found)
    nodes_twice = {d.args["name"] for d in found if d.code is names.DUPLICATE_NODE}
    # A line that is wrong in itself may be what a sum or a node lacks.
    wrong = {_line(d) for d in found if d.is_error and d.code not in _OF_NODES}
    kept: list[Diagnostic] = []
    for d in found:
        if d.code in _OF_NODES and (_line(d) in wrong or any(_at(label.span) in wrong for label in d.labels)):
            continue
        if d.code is names.ID_OUT_OF_PLACE and d.args["parent"] in nodes_twice:
            continue
        if d.code is points.JUDGED_WITHOUT_RANGE and d.args.get("name") in without_worth:
            continue
        if d.code is grades.GRADE_DEAD and any(
            gap is not None and d.span is not None and gap.start >= d.span.start and gap.end <= d.span.end
            for gap in gaps
        ):
            continue
        # What a name was that is now declared a second time is not known any more.
        if twice and d.code in (names.UNKNOWN_NAME, names.UNKNOWN_OPTION):
            continue
        kept.append(d)
    return _once(kept)


def _line(d: Diagnostic) -> tuple[str, int] | None:
    return _at(d.span) if d.span is not None else None


def _at(span: Span) -> tuple[str, int]:
    return span.source.name, span.source.position(span.start)[0]


def _once(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """A name that is not known is said once, with all places where it is used."""
    first: dict[tuple[str, object], int] = {}
    kept: list[Diagnostic] = []
    for d in diagnostics:
        out_of_place = d.code is names.ID_OUT_OF_PLACE
        key = (d.code.id, d.args.get("parent" if out_of_place else "name"))
        at = first.get(key)
        if not (d.code in _SAID_ONCE or out_of_place) or d.span is None:
            kept.append(d)
        elif at is None:
            first[key] = len(kept)
            kept.append(d)
        else:
            label = Label(span=d.span, words=_THIS_TOO if out_of_place else _ALSO_HERE)
            kept[at] = evolve(kept[at], labels=(*kept[at].labels, label))
    return kept
