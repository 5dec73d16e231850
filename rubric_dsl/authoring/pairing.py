"""Which item of last year's rubric is which item of this year's: by number, title and clause, not by line."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from difflib import SequenceMatcher

from rubric_dsl.authoring.official import condensed
from rubric_dsl.model.rubric import Node, RubricModel

Pair = tuple[Node | None, Node | None]

_ALIKE = 0.6
"""How alike the words of two nodes must be to be one, where nothing else says so."""


def paired(before: RubricModel, after: RubricModel) -> tuple[Pair, ...]:
    """Each node with its counterpart, the rubric itself left out; None for one that was added or removed.

    In the order of the later rubric, with what was removed after what it stood behind.
    """
    old = [n for n in before.root.walk() if n.id]
    new = [n for n in after.root.walk() if n.id]
    match: dict[str, Node] = {}
    taken: set[str] = set()

    def take(a: Node, b: Node) -> None:
        match[b.id] = a
        taken.add(a.id)

    def left(nodes: Iterable[Node], gone: Iterable[str]) -> list[Node]:
        away = set(gone)
        return [n for n in nodes if n.id not in away]

    def by(key: Callable[[Node], Hashable]) -> None:
        """Pair those that alone have a key."""
        olds, news = left(old, taken), left(new, match)
        for value in {key(n) for n in news}:
            a, b = [n for n in olds if key(n) == value], [n for n in news if key(n) == value]
            if value and len(a) == len(b) == 1 and (a[0].children == ()) == (b[0].children == ()):
                take(a[0], b[0])

    by(lambda n: (n.id, _title(n)))
    by(_title)
    by(_quotes)
    # A number that stays is most likely the same item, unless its words say otherwise.
    for b in left(new, match):
        a = next((n for n in left(old, taken) if n.id == b.id), None)
        if a is not None and (_alike(a, b) > _ALIKE / 2 or not _words(a) or not _words(b)):
            take(a, b)
    # What is left: the most alike first.
    scores = sorted(
        ((_alike(a, b), a.id, b.id) for a in left(old, taken) for b in left(new, match) if a.kind == b.kind),
        key=lambda s: (-s[0], s[1], s[2]),
    )
    for score, a_id, b_id in scores:
        if score >= _ALIKE and a_id not in taken and b_id not in match:
            take(before.node[a_id], after.node[b_id])
    return _in_order(old, new, match)


def _in_order(old: list[Node], new: list[Node], match: dict[str, Node]) -> tuple[Pair, ...]:
    counterpart = {a.id: id for id, a in match.items()}
    pairs: list[Pair] = []
    behind: dict[str | None, list[Node]] = {}
    last: str | None = None
    for node in old:
        if node.id in counterpart:
            last = counterpart[node.id]
        else:
            behind.setdefault(last, []).append(node)
    pairs += [(node, None) for node in behind.get(None, ())]
    for node in new:
        pairs.append((match.get(node.id), node))
        pairs += [(gone, None) for gone in behind.get(node.id, ())]
    return tuple(pairs)


def _title(node: Node) -> str:
    return condensed(node.title or "")


def _quotes(node: Node) -> tuple[str, ...]:
    return tuple(condensed(c.quote) for c in node.cites if c.quote)


def _words(node: Node) -> str:
    return _title(node) + "".join(_quotes(node))


def _alike(a: Node, b: Node) -> float:
    # A measure for guessing, not a number of points.
    return SequenceMatcher(None, _words(a), _words(b), autojunk=False).ratio()
