"""What an expression of a random rubric may mention where it stands."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import evolve, frozen

from rubric_dsl.testing.rubrics.pen import Pen

Kind: TypeAlias = Literal["yes_no", "number", "percent", "date", "text", "choice"]
KINDS: tuple[Kind, ...] = ("number", "yes_no", "percent", "date", "text", "choice")


@frozen(kw_only=True)
class Atom:
    """A name that stands for a value."""

    text: str
    kind: Kind
    options: tuple[str, ...] = ()
    """Of a choice: its options, as expressions write them."""
    whole: bool = False
    nonneg: bool = False
    positive: bool = False
    optional: bool = False
    """Whether it may be missing, so that it wants a guard."""


@frozen(kw_only=True)
class Events:
    """A declared list of events, with what its rows offer by bare name."""

    name: str
    atoms: tuple[Atom, ...]
    dated: bool = False
    """Whether ``ordinal`` knows their order without being told."""
    never_empty: bool = False


@frozen(kw_only=True)
class Table:
    """A declared table or ladder."""

    name: str
    keys: tuple[Atom, ...]
    """What may be asked for at each key: a kind, and its options."""
    value: Atom
    """What it gives: a kind, its options, whether it is below 0."""


@frozen(kw_only=True)
class Scope:
    """What may be mentioned, and which special forms may be used."""

    pen: Pen
    atoms: tuple[Atom, ...] = ()
    events: tuple[Events, ...] = ()
    counted: tuple[Events, ...] = ()
    """Events that clauses, and nodes that stand once for each, may count one by one."""
    tables: tuple[Table, ...] = ()
    period: tuple[str, ...] = ()
    """Days of the period, written without their year where that may be."""
    scores: tuple[str, ...] = ()
    """Nodes whose points and worth may be read, as an argument names them."""
    parents: tuple[str, ...] = ()
    """Nodes whose children may be read."""
    fixed: tuple[str, ...] = ()
    """Nodes whose worth is fixed, so that it may be read from within them too."""
    rows: int = 0
    """How many levels of rows it stands in."""
    cohort: bool = False
    ordinal: Events | None = None
    total: bool = False
    rank: bool = False

    def inside(self, events: Events) -> Scope:
        """Among the events: their fields hide facts and outer fields of the same name."""
        return evolve(self._within(events.atoms), ordinal=None)

    def among_children(self) -> Scope:
        """Among the children of a node."""
        number = Atom(text="", kind="number")
        rows = (
            evolve(number, text="points"),
            evolve(number, text="worth", nonneg=True),
            evolve(number, text="lost"),
        )
        return evolve(self._within(rows), ordinal=None)

    def _within(self, atoms: tuple[Atom, ...]) -> Scope:
        hidden = {a.text for a in atoms}
        seen = tuple(a for a in self.atoms if a.text not in hidden)
        return evolve(self, atoms=(*seen, *atoms), rows=self.rows + 1, cohort=False)

    def knowing(self, *atoms: Atom) -> Scope:
        """With more names."""
        hidden = {a.text for a in atoms}
        return evolve(self, atoms=(*(a for a in self.atoms if a.text not in hidden), *atoms))

    def of(
        self, kind: Kind, *, optional: bool = False, nonneg: bool = False, options: tuple[str, ...] = ()
    ) -> list[Atom]:
        """The names of a kind that are at hand."""
        return [
            a
            for a in self.atoms
            if a.kind == kind
            and a.optional == optional
            and (a.nonneg or not nonneg)
            and (not options or a.options == options)
        ]

    def tables_of(self, kind: Kind, *, nonneg: bool = False) -> list[Table]:
        """The tables that give a kind and whose keys can be asked for here."""
        return [
            t
            for t in self.tables
            if t.value.kind == kind
            and (t.value.nonneg or not nonneg)
            and all(k.kind != "choice" or self.of("choice", options=k.options) for k in t.keys)
        ]
