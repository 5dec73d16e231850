"""Reading the assessor's points for nodes."""

from __future__ import annotations

from rubric_dsl.evidence.asked import judgements_asked
from rubric_dsl.evidence.data import Judged
from rubric_dsl.evidence.numbers import read_number
from rubric_dsl.evidence.proof import JUDGED_NAMES, PROOF_NAMES, read_proof, read_remark, refuse_others
from rubric_dsl.evidence.raw import shown
from rubric_dsl.evidence.report import Report, Wrong, joined, suggester
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.codes import evidence as codes

_KNOWN = (*JUDGED_NAMES, *PROOF_NAMES)


class JudgementsReader:
    """Reads the judgements of a unit; made once for a rubric."""

    def __init__(self, model: RubricModel) -> None:
        asked = judgements_asked(model)
        self._nodes = tuple(a.node.id for a in asked if a.fact is None)
        self._judged = frozenset(self._nodes)
        self._on_events = {a.node.id: model.fact[a.fact].label or a.fact for a in asked if a.fact is not None}
        self._every = frozenset(model.node)
        self._suggest = suggester(self._nodes)

    def read(self, raw: object, path: str, report: Report) -> dict[str, Judged]:
        """The judgements by node id. A form left blank (all of it null) is one not given."""
        given = {} if raw is None else report.as_object(raw, path) or {}
        judged: dict[str, Judged] = {}
        for node, form in given.items():
            place = joined(path, node)
            if node not in self._judged:
                self._refuse(node, place, report)
                continue
            judgement = None if form is None else self._one(form, place, report)
            if judgement is not None:
                judged[node] = judgement
        # In the order of the rubric, whatever the order of the document.
        return {node: judged[node] for node in self._nodes if node in judged}

    def _one(self, raw: object, path: str, report: Report) -> Judged | None:
        form = report.as_object(raw, path)
        if form is None:
            return None
        refuse_others(form, _KNOWN, path, report)
        reason = read_remark(form, "reason", path, report)
        by = read_remark(form, "by", path, report)
        proof = read_proof(form, path, report)
        if form.get("points") is None:
            if not form or any(value is not None for value in form.values()):
                report.say(path, codes.POINTS_ABSENT)
            return None
        points = read_number(form["points"])
        if isinstance(points, Wrong):
            report.add(f"{path}.points", points)
            return None
        return Judged(points=points, reason=reason, by=by, proof=proof)

    def _refuse(self, node: str, path: str, report: Report) -> None:
        if node in self._on_events:
            report.say(path, codes.JUDGED_ON_EVENTS, name=node, fact=self._on_events[node])
        elif node in self._every:
            report.say(path, codes.NODE_NOT_JUDGED, name=node)
        else:
            report.unknown(path, codes.UNKNOWN_NODE, self._suggest(node), name=shown(node))
