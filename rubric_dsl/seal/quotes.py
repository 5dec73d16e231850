"""What a trace quotes of the evidence, held against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.proof import PROOF_NAMES
from rubric_dsl.evidence.write import to_data
from rubric_dsl.model import expr as m
from rubric_dsl.model.element import Element
from rubric_dsl.model.numbers import Number, plain
from rubric_dsl.model.places import beside_rows, entered, of_unit
from rubric_dsl.model.rubric import Clause, EventsFact, RubricModel
from rubric_dsl.seal.findings import Place
from rubric_dsl.seal.known import Known
from rubric_dsl.seal.written import written
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.source import NOWHERE, Source

_PLACE: Final = re.compile(r"(.*):([0-9]{1,9}):([0-9]{1,9})", re.DOTALL)
_LONGEST_ATOM: Final = 10_000
_QUOTED: Final = ("ref", "fields", *PROOF_NAMES)


@frozen(kw_only=True)
class Row:
    """An event, or a child of a node, as a trace must quote it; ``env`` is what is known there."""

    quote: Mapping[str, Any]
    env: Known
    in_period: bool | None = True


class Texts:
    """The texts of the rubric, as they may be quoted."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.name: source for source in sources}
        self._all = " ".join(" ".join(source.text.split()) for source in self._sources.values())

    def stands(self, text: str, at: str) -> bool:
        """Whether a text stands at a place (file:line:column) of the rubric."""
        match = _PLACE.fullmatch(at)
        source = self._sources.get(match[1]) if match else None
        if match is None or source is None:
            # What the language itself supplies stands nowhere.
            return not text and at == NOWHERE.at
        try:
            start = source.offset(int(match[2]), int(match[3]))
        except IndexError:
            return False
        return " ".join(source.text[start : start + _LONGEST_ATOM].split()).startswith(text)

    def mention(self, name: str) -> bool:
        """Whether a name, or an expression that serves as one, stands anywhere in the rubric."""
        return name in self._all


class Quotes:
    """The evidence of one unit, and the rubric, as they may be quoted."""

    def __init__(self, model: RubricModel, texts: Texts, evidence: Evidence) -> None:
        self.model = model
        self.texts = texts
        self.evidence = evidence
        data: Any = to_data(model, evidence)
        self._facts: Mapping[str, Any] = data["facts"]
        self._judgements: Mapping[str, Any] = data["judgements"]
        self.complete = self._complete()
        """Whether nothing is unknown: then every event that is looked at is told."""

    def _complete(self) -> bool:
        for fact in self.model.facts:
            if isinstance(fact, EventsFact):
                events = self.evidence.events.get(fact.name)
                needed = {f.name for f in fact.fields if f.default is None}
                if events is None or any(e.in_period is None or needed - e.fields.keys() for e in events):
                    return False
            elif fact.name not in self.evidence.facts and fact.default is None:
                return False
        return True

    def events(self, fact: str, env: Known, level: int) -> dict[str, Row]:
        """Every event of a fact by its name in quotations, as rows at a level."""
        given = self._facts.get(fact)
        listed = given["value"] if isinstance(given, dict) else given
        made: dict[str, Row] = {}
        declared = self.model.fact[fact]
        assert isinstance(declared, EventsFact)
        for event, data in zip(self.evidence.events.get(fact, ()), listed or (), strict=True):
            fields = {k: v for k, v in data.items() if k in declared.by_name}
            quote = {"ref": event.name, "fields": fields, **_proof(data)}
            made[event.name] = Row(quote=quote, env=env.at(event, level), in_period=event.in_period)
        return made

    def quoted(self, quote: Mapping[str, Any], rows: Mapping[str, Row], seen: set[str], at: Place) -> Row | None:
        """The row that is quoted, if it is one of these and quoted as it is, for the first time."""
        at.counts["quotations"] += 1
        ref = quote["ref"]
        row = rows.get(ref)
        if row is None:
            at.say(codes.NO_SUCH, ref=ref)
            return None
        if ref in seen:
            at.say(codes.COUNTED_TWICE, ref=ref)
        seen.add(ref)
        for key in _QUOTED:
            at.same(codes.QUOTED, row.quote.get(key), quote.get(key), key)
        return row

    def judgement(self, given: Mapping[str, Any], ref: str | None, node: str, at: Place) -> None:
        """That a judgement is what the evidence has, for an event or for the node."""
        at.counts["quotations"] += 1
        if ref is None:
            data = self._judgements.get(node)
        else:
            fact, _, index = ref.removesuffix("]").partition("[")
            listed = self._facts[fact]
            data = (listed["value"] if isinstance(listed, dict) else listed)[int(index)]
        if data is None or "points" not in data:
            at.say(codes.NO_SUCH, ref=ref or node)
            return
        expected = {"reason": None, "by": None, **{k: data[k] for k in ("points", "reason", "by") if k in data}}
        for key in ("points", "reason", "by", "ref", *PROOF_NAMES):
            right = ref if key == "ref" else expected.get(key, data.get(key))
            at.same(codes.QUOTED, right, given.get(key), key)

    def not_asked(self, quote: Mapping[str, Any], node: str, at: Place) -> None:
        """That a judgement set aside is the node's."""
        at.counts["quotations"] += 1
        data = self._judgements.get(node)
        if data is None:
            at.say(codes.NO_SUCH, ref=node)
            return
        expected = {"ref": "judgements[0]", "fields": {"node": node}, **_proof(data), "would": data["points"]}
        for key in (*_QUOTED, "would"):
            at.same(codes.QUOTED, expected.get(key), quote.get(key), key)

    def facts(self, told: list[Any], refs: Iterable[m.FactRef], env: Known, at: Place) -> None:
        """That a line tells the plain facts it reads, as they are."""
        expected = [made for ref in dict.fromkeys(refs) if (made := self._fact(ref, env)) is not None]
        at.counts["quotations"] += len(expected)
        if len(expected) != len(told):
            at.same(codes.QUOTED, [e["name"] for e in expected], [t["name"] for t in told], "facts")
        for index, (right, one) in enumerate(zip(expected, told, strict=False)):
            for key in ("name", "value", *PROOF_NAMES):
                at.same(codes.QUOTED, right.get(key), one.get(key), f"facts[{index}].{key}")

    def _fact(self, ref: m.FactRef, env: Known) -> dict[str, Any] | None:
        value = env.values.get(ref)
        if value is None:
            return None
        given = self._facts.get(ref.name)
        backed = _proof(given) if isinstance(given, dict) else {}
        return {"name": ref.name, "value": written(value, ref.type), **backed}

    def unmet(self, atoms: Iterable[Mapping[str, Any]], rows: Iterable[Row], env: Known, at: Place) -> None:
        """That what failed a condition is told with the values of facts and fields as they are, or by default."""
        rows = tuple(rows)
        lets = {name for _, name in self.model.let}
        known = [(k, v) for at in (env, *(row.env for row in rows)) for k, v in at.values.items()]
        for index, atom in enumerate(atoms):
            if not self.texts.stands(atom["text"], atom["at"]):
                at.at(f"unmet[{index}]").say(codes.NO_TEXT, text=atom["text"], at=atom["at"])
            for seen in atom["values"]:
                if not self.texts.mention(seen["name"]):
                    at.at(f"unmet[{index}]").say(codes.NO_TEXT, text=seen["name"], at=atom["at"])
                rights = [
                    written(value, ref.type)
                    for ref, value in known
                    if isinstance(ref, m.FactRef | m.FieldRef) and ref.name == seen["name"]
                ]
                # By the name of a let its value may be told, which what goes into it has to vouch for.
                if rights and seen["name"] not in lets:
                    at.counts["quotations"] += 1
                    if seen["value"] not in rights:
                        at.same(codes.QUOTED, rights[0], seen["value"], f"unmet[{index}] {seen['name']}")


def _proof(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in PROOF_NAMES if name in data}


def read_by(clause: Clause, model: RubricModel) -> Iterator[Element]:
    """What of a clause is not about one row of it, with all it is made of, lets and tables entered."""
    return entered(model, *beside_rows(clause), into=of_unit)


def child_quote(id: str, fields: Mapping[str, Number]) -> dict[str, Any]:
    """A child of a node as a trace quotes it."""
    return {"ref": id, "fields": {k: plain(v) for k, v in fields.items()}}
