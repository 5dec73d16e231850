"""In what order lets that use each other are worked out.

A let may use a let that uses a let, some thousand times over. Who follows them one inside the other runs out
of Python's stack; so of a long chain some lets are worked out first, and the rest stands on these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

DEEP: Final = 20
"""How many lets are followed one inside the other."""


def steps(uses: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """For lets that use each other, by name: the steps that each stands on, as far as it does not reach the ground.

    A step is every ``DEEP``-th let of a chain. Whoever works out the steps beneath a let, in the order of
    ``beneath``, has never more than so many lets to follow.
    """
    depth: dict[str, int] = {}
    found: dict[str, tuple[str, ...]] = {}
    for name in _upwards(uses, uses):
        below = [u for u in uses[name] if u in depth]
        depth[name] = 1 + max((depth[u] for u in below), default=0)
        own = (s for u in below for s in ((u,) if depth[u] % DEEP == 0 else found[u]))
        found[name] = tuple(dict.fromkeys(own))
    return found


def beneath(name: str, on: Mapping[str, tuple[str, ...]], known: Callable[[str], bool]) -> Iterator[str]:
    """The steps beneath a let that are not known yet, each after those beneath it."""
    return _upwards(on.get(name, ()), on, known)


def _upwards(
    names: Iterable[str], uses: Mapping[str, Iterable[str]], known: Callable[[str], bool] = lambda name: False
) -> Iterator[str]:
    """Names and what these use, each once, after what it uses itself."""
    opened: set[str] = set()
    stack = [(name, False) for name in reversed([*names])]
    while stack:
        name, below_done = stack.pop()
        if below_done:
            yield name
        elif name not in opened and not known(name):
            opened.add(name)
            stack.append((name, True))
            stack += [(used, False) for used in uses.get(name, ()) if used not in opened]
