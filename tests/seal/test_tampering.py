"""A thousand tampered bundles. With the digest any byte counts; without it, whatever something depends on."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest

from rubric_dsl.check.load import Loaded, load
from rubric_dsl.seal import verify
from rubric_dsl.text.source import Source

from .sealing import said, verified
from .small import Opened, bundle

FREE = re.compile(r"sentences|unmet|because")
"""Words that nothing depends on, unless they stand elsewhere: those can only be bound by the digest."""


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rubric is the same in all of them, so it is read once."""

    @cache
    def once(name: str, data: bytes) -> Loaded:
        return load(Source.read(data, name))

    monkeypatch.setattr(verify, "load", lambda source, read: once(source.name, source.data))


def test_any_byte_with_the_digest() -> None:
    made, random = bundle(), Random(1)
    for name in made.files:
        for _ in range(25):
            data = bytearray(made.files[name])
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            verification = verified({**made.files, name: bytes(data)}, digest=made.digest)
            assert any((d.path or "").startswith(name) for d in verification.found), said(verification.found)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, part in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from _places(part, (*path, key))


def _changed(value: Any, random: Random) -> Any:
    match value:
        case bool():
            return not value
        case None:
            return "1"
        case int():
            return value + random.choice((1, -1))
        case str() if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            return str(int(value.partition(".")[0]) + random.choice((1, 2, -1)))
        case str():
            return value + "x"
        case list():
            return value[:-1] if value else ["x"]
        case _:
            return {}


def test_a_thousand_without_the_digest() -> None:
    whole, random = Opened.of(dict(bundle().files)), Random(2)
    kinds = ("traces", "standings", "certificate")
    places = [(kind, path) for kind in kinds for path in _places(getattr(whole, kind))]
    for _ in range(1000):
        kind, path = random.choice(places)
        opened = Opened.of(dict(bundle().files))
        inside = getattr(opened, kind)
        for key in path[:-1]:
            inside = inside[key]
        before = copy.deepcopy(inside[path[-1]])
        if random.random() < 0.2:
            del inside[path[-1]]
        else:
            inside[path[-1]] = _changed(before, random)
        found = verified(opened.closed()).found
        assert found or FREE.search(".".join(map(str, path))) or _by_a_cap(whole, kind, path), (kind, path, before)


def _by_a_cap(whole: Opened, kind: str, path: tuple[Any, ...]) -> bool:
    """Which of several events a cap cuts makes no difference to the points."""
    data = getattr(whole, kind)
    for key in path[: path.index("set_aside")] if "set_aside" in path else ():
        data = data[key]
        if isinstance(data, dict) and data.get("kind") == "cap":
            return True
    return False
