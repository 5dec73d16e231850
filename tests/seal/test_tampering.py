"""A thousand tampered bundles. With the digest any byte counts; without it, whatever can be recomputed."""

from __future__ import annotations

import copy
from functools import cache
from random import Random

import pytest

from rubric_dsl.check.load import Loaded, load
from rubric_dsl.seal import verify
from rubric_dsl.text.source import Source

from .forging import changed, places
from .sealing import said, verified
from .small import Opened, bundle


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


def test_a_thousand_without_the_digest() -> None:
    whole, random = Opened.of(dict(bundle().files)), Random(2)
    kinds = ("traces", "standings", "certificate")
    every = [(kind, path) for kind in kinds for path in places(getattr(whole, kind))]
    for _ in range(1000):
        kind, path = random.choice(every)
        opened = Opened.of(dict(bundle().files))
        inside = getattr(opened, kind)
        for key in path[:-1]:
            inside = inside[key]
        before = copy.deepcopy(inside[path[-1]])
        if random.random() < 0.2:
            del inside[path[-1]]
        else:
            inside[path[-1]] = changed(before, random)
        found = verified(opened.closed()).found
        # What the sentences say in words is said in figures beside them; they are named as not recomputed.
        assert found or path[0] == "sentences", (kind, path, before)
