"""What a unit contests: new facts, a judgement, or a reading; and what of its evidence each of these touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from attrs import field, frozen

from rubric_dsl.appeal.kept import Kept
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.diagnostic import Words


@frozen(kw_only=True)
class EventEdits:
    """How the events of a fact are to differ; an event is named by where it stands, from 0."""

    added: tuple[Mapping[str, Kept], ...] = ()
    changed: tuple[tuple[int, Mapping[str, Kept]], ...] = ()
    struck: tuple[int, ...] = ()


@frozen(kw_only=True)
class NewFacts:
    """Values for plain facts, and edits of events."""

    values: Mapping[str, Kept] = field(factory=dict)
    events: Mapping[str, EventEdits] = field(factory=dict)


@frozen(kw_only=True)
class NewJudgement:
    """Other points for a node; or for one event (a fact and where it stands, from 0) that the node judges."""

    node: str
    form: Mapping[str, Kept]
    event: tuple[str, int] | None = None


@frozen(kw_only=True)
class OtherReading:
    """A reading that should have been the other one. It then is, for every unit."""

    name: str


Asked: TypeAlias = NewFacts | NewJudgement | OtherReading


@frozen(kw_only=True)
class Contest:
    """One thing that a unit contests: the nodes it is about, why, and what is asked for.

    ``kept`` is the contest as the docket keeps it.
    """

    nodes: tuple[str, ...]
    reason: str
    asked: Asked
    kept: Kept = field(eq=False, repr=False)


@frozen(kw_only=True)
class Touch:
    """What a contest lays hold of: of a unit, or (a reading) of the whole cohort."""

    unit: str | None
    fact: str | None = None
    event: int | None = None
    """Where the event stands of which the judgement is touched; None where the fact itself is."""
    judgement: str | None = None
    reading: str | None = None

    def meets(self, other: Touch) -> bool:
        """Whether both lay hold of the same. A fact includes what was judged on its events."""
        if self.unit != other.unit:
            return False
        if self.fact is not None and self.fact == other.fact:
            return self.event is None or other.event is None or self.event == other.event
        same = (self.judgement, self.reading) == (other.judgement, other.reading)
        return same and self.fact == other.fact

    def words(self, model: RubricModel) -> Words:
        """What it is, for people."""
        if self.reading is not None:
            return quoted("口径“{name}”", 'the reading "{name}"', name=self.reading)
        if self.fact is None:
            return quoted("“{name}”的评定", 'what was judged of "{name}"', name=self.judgement)
        name = model.fact[self.fact].label or self.fact
        if self.event is None:
            return quoted("“{name}”", '"{name}"', name=name)
        return quoted("“{name}”第 {n} 件的评定", 'what was judged of "{name}", no. {n}', name=name, n=self.event + 1)


def touches(unit: str, asked: Asked) -> Iterator[Touch]:
    """What a contest of a unit lays hold of."""
    match asked:
        case NewFacts(values=values, events=events):
            for fact in (*values, *events):
                yield Touch(unit=unit, fact=fact)
        case NewJudgement(event=(fact, index)):
            yield Touch(unit=unit, fact=fact, event=index)
        case NewJudgement(node=node):
            yield Touch(unit=unit, judgement=node)
        case OtherReading(name=name):
            yield Touch(unit=None, reading=name)
        case _:
            assert_never(asked)


def quoted(zh: str, en: str, **args: object) -> Words:
    """A phrase with its names filled in, to stand within a sentence."""
    safe = {name: str(value).replace("{", "{{").replace("}", "}}") for name, value in args.items()}
    return Words(zh=zh.format(**safe), en=en.format(**safe))
