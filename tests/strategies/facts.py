"""The evidence of a random rubric: what is declared, and what an expression may make of it."""

from __future__ import annotations

from attrs import evolve, field, frozen

from .pen import Pen


@frozen(kw_only=True)
class Atoms:
    """Texts of expressions that may stand at a place, by what they are."""

    counts: tuple[str, ...] = ()
    nonneg: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keys: tuple[str, ...] = ()
    """What may be missing, so that it serves only as a key."""

    def __add__(self, other: Atoms) -> Atoms:
        return Atoms(**{n: getattr(self, n) + getattr(other, n) for n in ATOM_KINDS})


ATOM_KINDS = tuple(a.name for a in Atoms.__attrs_attrs__)

LEVELS = ("high", "middle", "low")
PLACES = ("town", "village")


@frozen(kw_only=True)
class Events:
    """A declared list of events."""

    name: str
    inside: Atoms
    dated: bool = False
    order_keys: tuple[str, ...] = ()


@frozen(kw_only=True)
class Facts:
    """All that is declared, with its text."""

    lines: tuple[str, ...] = ()
    atoms: Atoms = field(factory=Atoms)
    events: tuple[Events, ...] = ()
    tables: tuple[str, ...] = ()
    ladders: tuple[str, ...] = ()

    def knowing(self, **more: tuple[str, ...]) -> Facts:
        return evolve(self, atoms=self.atoms + Atoms(**more))  # type: ignore[arg-type]


PLAIN: tuple[tuple[tuple[str, ...], Atoms], ...] = (
    (("flag yes_no",), Atoms(conditions=("flag",))),
    (("n count",), Atoms(counts=("n",))),
    (
        ("planned count check planned >= 1", "finished count check finished <= planned"),
        Atoms(counts=("planned", "finished"), nonneg=("(finished / planned)",)),
    ),
    (
        ('rate percent "完成率" check rate >= 0% check rate <= 100%',),
        Atoms(shares=("rate",), nonneg=("(rate / 1%)",)),
    ),
    (('level one of (high "高", middle "中", low)',), Atoms(choices=(("level", LEVELS),))),
    (("amount number",), Atoms(numbers=("amount",))),
    (("price number check price > 0 and price <= 50",), Atoms(nonneg=("price", "(10 / price)"))),
    (("since date", "until date?"), Atoms(dates=("since",), conditions=("(until is missing or until > since)",))),
    (
        ("extra number?",),
        Atoms(
            numbers=("(extra if extra is not missing else 1)",),
            conditions=("(extra is not missing and extra > 2)", "(extra is missing or extra <= 3)", "extra is missing"),
        ),
    ),
    (("参加 是否", "人数 次数 默认 3"), Atoms(counts=("人数",), conditions=("参加",))),
    (
        ("place one of (town, village)?",),
        Atoms(conditions=("(place is not missing and place = town)", "(place is missing or place in (village))")),
    ),
    (("owner text",), Atoms(texts=("owner",))),
    (
        ("good percent? default 50%",),
        Atoms(shares=("good",)),
    ),
)


def declare(pen: Pen) -> Facts:
    """Facts of several types, events among them, and tables over them."""
    lines: list[str] = ["evidence"]
    atoms = Atoms()
    chosen = pen.some(PLAIN, 6) or [PLAIN[0], PLAIN[1]]
    for declared, offers in chosen:
        lines += [f"  {line}" for line in declared]
        atoms = atoms + offers
    events = [made for make in (_visits, _cases, _talks) if not pen.chance(3) for made in (make(pen, lines),)]
    tables, ladders = _tables(pen, lines, any(e.name == "visits" for e in events))
    return Facts(lines=tuple(lines), atoms=atoms, events=tuple(events), tables=tables, ladders=ladders)


def _visits(pen: Pen, lines: list[str]) -> Events:
    in_period = pen.chance(2)
    lines += [
        f"  visits events{' in period' if in_period else ''}{' default none' if pen.chance(4) else ''}",
        "    date date",
        "    size count",
        "    grade_of one of (high, middle, low)",
        "    person text?",
        "    grave yes_no",
        "    let heavy = size > 2 or grave",
        "    let twice = 2 * size",
    ]
    return Events(
        name="visits",
        inside=Atoms(
            counts=("size", "twice"),
            conditions=("grave", "heavy", '(person is not missing and person = "甲")'),
            dates=("date",),
            choices=(("grade_of", LEVELS),),
            keys=("person", "grade_of", "month(date)"),
        ),
        dated=True,
        order_keys=("size", "(3 - size)"),
    )


def _cases(pen: Pen, lines: list[str]) -> Events:
    in_period = pen.chance(2)
    lines += [
        f'  cases events{" in period by opened" if in_period else ""} "案件"',
        "    opened date",
        "    closed date? check closed is missing or closed >= opened",
        "    matter text",
        "    mark number check mark >= 0",
        f"    share_of percent?{' default 10%' if pen.chance(2) else ''}",
        "    let late = closed is missing or days(opened, closed) > 10",
    ]
    return Events(
        name="cases",
        inside=Atoms(
            nonneg=("mark",),
            conditions=("late", "closed is missing", "(closed is not missing and closed > opened)"),
            dates=("opened",),
            texts=("matter",),
            numbers=("(mark - 2)",),
            keys=("matter", "closed"),
        ),
        dated=in_period,
        order_keys=("opened", "mark"),
    )


def _talks(pen: Pen, lines: list[str]) -> Events:
    checked = pen.chance(3)
    lines += [
        "  talks events",
        "    topic text",
        "    heard count default 2",
        '    site one of (town "镇", village "村")',
        "    held date",
    ]
    if checked:
        lines += ["  check count(talks) >= 1"]
    return Events(
        name="talks",
        inside=Atoms(
            counts=("heard",), texts=("topic",), dates=("held",), choices=(("site", PLACES),), keys=("topic", "site")
        ),
        dated=True,
        order_keys=("heard",),
    )


def _tables(pen: Pen, lines: list[str], levels: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    tables: tuple[str, ...] = ()
    ladders: tuple[str, ...] = ()
    if pen.chance(2):
        lines += ["ladder steps", "  >= 5: 3", "  > 2 and < 5: 1.5", "  = 2: 1", "  else: 0"]
        ladders = ("steps",)
    if levels and pen.chance(3):
        lines += [
            "table prize (grade_of, big)",
            "  high, > 2: 5",
            "  high, else: 3",
            "  middle, <= 1: 0.5",
            "  else: 0.25",
        ]
        tables = ("prize",)
    return tables, ladders
