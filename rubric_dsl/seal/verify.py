"""Verifying a bundle: everything recomputed from what is in it, without the engine that made it.

First the digests. Then the rubric is read from its text and the evidence by the rubric's own schema,
and each file of results is held against them: the ledgers (``nodes``, ``clauses``), what they quote
(``quotes``), and the standings and the certificate (``ranks``). What a condition or an amount can be is
asked of the intervals that the rubric's checks use (``known``). Nothing here is of ``scoring``,
``grading`` or ``explain``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, cast

from attrs import field, frozen

from rubric_dsl.check.intervals import Interval
from rubric_dsl.check.load import Loaded, load
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.read import from_json
from rubric_dsl.evidence.write import to_data
from rubric_dsl.model.rubric import RubricModel, Veto
from rubric_dsl.seal.archive import Files, digest_of, manifest_of, read, reader
from rubric_dsl.seal.clauses import held
from rubric_dsl.seal.findings import Place
from rubric_dsl.seal.known import known
from rubric_dsl.seal.nodes import Ledger, walk
from rubric_dsl.seal.quotes import Quotes, Texts
from rubric_dsl.seal.ranks import Ranks, Scored
from rubric_dsl.seal.shape import NUMBER, Shape, data_of, number
from rubric_dsl.seal.signature import signature_fails
from rubric_dsl.seal.written import (
    CERTIFICATE,
    CERTIFICATE_FORMAT,
    EVIDENCE,
    FLAT,
    STANDINGS,
    STANDINGS_FORMAT,
    TRACE_FORMAT,
    TRACES,
)
from rubric_dsl.syntax.format import format
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.source import Source

_HEAD: Final[Shape] = {"name": str, "title": str, "sha256": str}
_PROOF: Final[dict[Any, Shape]] = {"id?": str, "material?": str, "verified_by?": str, "note?": str}
_VALUE: Final[Shape] = (str, bool, None)
_SEEN: Final[Shape] = {"name": str, "value": _VALUE, **_PROOF}
_UNMET: Final[Shape] = [{"text": str, "at": str, "values": [_SEEN], "held?": bool}]
_ITEM: Final[dict[Any, Shape]] = {"ref": str, "fields": {...: _VALUE}, **_PROOF}
_ASIDE: Final[Shape] = {**_ITEM, "reason": str, "unmet?": _UNMET, "instead?": str, "would?": NUMBER}
_GIVEN: Final[Shape] = {
    "points": NUMBER, "low": NUMBER, "high": NUMBER, "reason": (str, None), "by": (str, None), "ref?": str, **_PROOF,
}  # fmt: skip
_LINE: Final[Shape] = {
    "kind": str, "points": NUMBER, "clause": {"text": (str, None), "at": str}, "quantity?": NUMBER, "amount?": NUMBER,
    "bound?": NUMBER, "child?": str, "because?": str, "unmet?": _UNMET, "readings?": [str],
    "evidence?": {"counted": [{**_ITEM, "points?": NUMBER}], "set_aside": [_ASIDE], "facts": [_SEEN],
                  "judgements": [_GIVEN]},
}  # fmt: skip
_NODE: Final[dict[Any, Shape]] = {
    "id": str, "title": (str, None), "kind": str, "worth": (NUMBER, None), "points": NUMBER, "start": NUMBER,
    "applies": bool, "lines": [_LINE], "cites": [{"source": str, "where": str, "quote": (str, None)}],
    "readings": [str], "at": str, "needs?": [str], "notes?": [str],
}  # fmt: skip
_NODE["children"] = [_NODE]
_NODE["instances?"] = [{"event": _ITEM, "score": _NODE}]
_TRACE: Final[Shape] = {"format": TRACE_FORMAT, "rubric": _HEAD, "unit": str, "score": (_NODE, None)}
_STANDINGS: Final[Shape] = {
    "format": STANDINGS_FORMAT,
    "rubric": _HEAD,
    "units": [{
        "unit": str, "grade": (str, None), "rank": (int, None), "total": (NUMBER, None),
        "scores": ({...: (NUMBER, None)}, None),
    }],
}  # fmt: skip
_EVIDENCE: Final[Shape] = {"units": [dict]}
_KEYS: Final[Shape] = [{"text": str, "lower": bool}]
_CERTIFICATE: Final[Shape] = {
    "format": CERTIFICATE_FORMAT,
    "rubric": _HEAD,
    "units": int,
    "ranking": ({"by": _KEYS, "same": [str], "where": (str, None)}, None),
    "placings": [{"unit": str, "group": [_VALUE], "keys": [_VALUE], "rank": (int, None)}],
    "unranked": [{"unit": str, "unmet?": [str]}],
    "vetoes": [{"unit": str, "grade": str, "effect": str, "condition": str, "because": (str, None), "at": str}],
    "quotas": [{
        "grade": str, "bound": str, "group": [_VALUE], "base": int, "share": (NUMBER, None), "exact": NUMBER,
        "rounding": str, "seats": int, "ties": str, "candidates": [str], "holders": [str], "at": str,
        "tie": ({"units": [str], "seats": int, "effect": str, "taken": [str], "by?": _KEYS, "keys?": [[_VALUE]]}, None),
    }],
    "counts": {...: int},
    "sentences": {"zh": [str], "en": [str]},
}  # fmt: skip


@frozen(kw_only=True)
class Verification:
    """What came of verifying a bundle.

    ``found`` has everything that is wrong, in the order in which it was looked at; ``counts`` how many
    things of each kind were recomputed; ``bound``: whether the bundle was held against a published digest
    or a signature, so that nothing in it can have changed unseen.
    """

    digest: str
    title: str | None
    date: str | None
    version: str | None
    units: int
    counts: Mapping[str, int]
    found: tuple[Diagnostic, ...]
    bound: bool
    chinese: bool = field(default=False)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.found


def verify(
    path: str | os.PathLike[str],
    digest: str | None = None,
    signature: bytes | None = None,
    key: bytes | None = None,
) -> Verification:
    """Verify a bundle, an archive or a folder.

    ``digest`` is the published one, in hexadecimal; ``signature`` and ``key`` a detached signature and the
    PEM of the public key. Raises SealError for what cannot be looked at as a bundle, and for an unfit key.
    """
    return verify_files(read(path), digest, signature, key)


def verify_files(
    files: Files, digest: str | None = None, signature: bytes | None = None, key: bytes | None = None
) -> Verification:
    """Verify the files of a bundle, of which one is the manifest."""
    top = Place("")
    whole = digest_of(files)
    if digest is not None and digest.lower() != whole:
        top.at("manifest.json").say(codes.NOT_THE_PUBLISHED, expected=digest, found=whole)
    if signature is not None and key is not None and signature_fails(files, signature, key):
        top.at("manifest.json").say(codes.SIGNATURE_FAILS)
    manifest, wrong = manifest_of(files)
    top.found.extend(wrong)
    top.counts["files"] = len(files)
    model, units = (None, 0) if manifest is None else _contents(files, manifest, top)
    if not top.found and not top.counts["units"] == units > 0:
        # Whatever the reason: what was not recomputed does not hold.
        top.say(codes.NOTHING_VERIFIED, units=units, done=top.counts["units"])
    rubric, versions = ((manifest or {}).get(key, {}) for key in ("rubric", "versions"))
    return Verification(
        digest=whole,
        title=cast("Any", rubric).get("title"),
        date=cast("Any", manifest or {}).get("date"),
        version=cast("Any", versions).get("rubric-dsl"),
        units=units,
        counts=dict(top.counts),
        found=tuple(top.found),
        bound=digest is not None or signature is not None,
        chinese=model is not None and model.chinese,
    )


def _contents(files: Files, manifest: Any, top: Place) -> tuple[RubricModel | None, int]:
    """Everything that the files say, as far as they can be read; the rubric and how many units there are."""
    if any(name not in files for name in (manifest["rubric"]["file"], EVIDENCE, TRACES, STANDINGS, CERTIFICATE)):
        return None, 0
    loaded = _rubric(files, manifest, top)
    if loaded is None or loaded.model is None:
        return None, 0
    model = loaded.model
    evidence = _evidence(files, model, top)
    standings = data_of(files[STANDINGS], _STANDINGS, STANDINGS, top.found)
    certificate = data_of(files[CERTIFICATE], _CERTIFICATE, CERTIFICATE, top.found)
    if evidence is not None and standings is not None and certificate is not None:
        _results(model, Texts(loaded.sources), evidence, files[TRACES], standings, certificate, top)
    return model, len(evidence or ())


def _rubric(files: Files, manifest: Any, top: Place) -> Loaded | None:
    own = manifest["rubric"]["file"]
    try:
        source = Source.read(files[own], own)
    except UnicodeDecodeError:
        top.at(own).say(codes.NOT_DATA, why="UTF-8")
        return None
    loaded = load(source, reader(files))
    top.found.extend(d for d in loaded.diagnostics if d.is_error)
    if loaded.model is None or loaded.flat is None:
        return None
    top.at("manifest.json rubric").same(codes.NOT_AS_RUBRIC, {**_head(loaded.model), "file": own}, manifest["rubric"])
    flat = format(loaded.flat).encode() if len(loaded.sources) > 1 else None
    top.at(FLAT).same(codes.NOT_AS_RUBRIC, flat, files.get(FLAT))
    top.counts["rubrics"] = len(loaded.sources)
    return loaded


def _head(model: RubricModel) -> dict[str, str]:
    return {"name": model.name, "title": model.title, "sha256": model.sha256}


def _evidence(files: Files, model: RubricModel, top: Place) -> tuple[Evidence, ...] | None:
    """The evidence, read by the rubric's schema; it must be written just as it is read."""
    place = top.at(EVIDENCE)
    data = data_of(files[EVIDENCE], _EVIDENCE, EVIDENCE, top.found)
    if data is None:
        return None
    evidence, wrong = from_json(model, files[EVIDENCE].decode("utf-8"), EVIDENCE)
    top.found.extend(wrong)
    if wrong:
        return None
    expected = [to_data(model, e) for e in evidence]
    if place.same(codes.NOT_AS_RUBRIC, len(expected), len(data["units"]), "units"):
        for index, (right, one) in enumerate(zip(expected, data["units"], strict=True)):
            place.at(f"units[{index}]").same(codes.NOT_AS_RUBRIC, right, one)
    return evidence


def _results(
    model: RubricModel,
    texts: Texts,
    evidence: Sequence[Evidence],
    traces: bytes,
    standings: Any,
    certificate: Any,
    top: Place,
) -> None:
    head = _head(model)
    for name, data in ((STANDINGS, standings), (CERTIFICATE, certificate)):
        top.at(name).same(codes.NOT_AS_RUBRIC, head, data["rubric"], "rubric")
    # There is a line for each unit; whatever else follows is not taken apart.
    *lines, rest = traces.split(b"\n", len(evidence))
    top.at(TRACES).same(codes.SHAPE, "", rest[:100].decode("utf-8", "replace"))
    if not _as_listed(evidence, standings["units"], top.at(STANDINGS)):
        return
    vetoes = {v["unit"]: v for v in certificate["vetoes"]}
    units = []
    for index, (e, line, standing) in enumerate(zip(evidence, lines, standings["units"], strict=False)):
        trace = data_of(line, _TRACE, f"{TRACES}[{index}]", top.found)
        if trace is None:
            continue
        top.at(TRACES).same(codes.NOT_AS_RUBRIC, head, trace["rubric"], "rubric")
        if trace["unit"] != e.unit:
            top.at(TRACES).say(codes.UNITS_DIFFER, n=index + 1, expected=e.unit, found=trace["unit"])
            return
        units.append(_unit(model, texts, e, trace["score"], standing, vetoes.get(e.unit), top))
        top.counts["units"] += 1
    if len(lines) < len(evidence):
        top.at(TRACES).say(codes.UNITS_DIFFER, n=len(lines) + 1, expected=evidence[len(lines)].unit, found=None)
    elif len(units) == len(evidence):
        Ranks(model, certificate, units, top.at(CERTIFICATE)).check()


def _as_listed(evidence: Sequence[Evidence], listed: Sequence[Any], place: Place) -> bool:
    """Whether entries are of the units of the evidence, in its order."""
    for n, (e, one) in enumerate(zip_longest(evidence, listed), 1):
        expected, found = None if e is None else e.unit, None if one is None else one["unit"]
        if expected != found:
            place.say(codes.UNITS_DIFFER, n=n, expected=expected, found=found)
            return False
    return True


def _unit(
    model: RubricModel, texts: Texts, evidence: Evidence, score: Any, standing: Any, told: Any, top: Place
) -> Scored:
    """Check a unit's trace, and that its standing repeats it."""
    place = top.at(f"{STANDINGS} {evidence.unit}")
    vetoes = model.grading.vetoes if model.grading is not None else ()
    veto = next((v for v in vetoes if told is not None and v.span.at == told["at"]), None)
    nodes = [] if score is None else list(walk(score))
    env = known(model, evidence, {n["id"]: Interval.at(number(n["points"])) for n in nodes})
    for check in model.checks:
        if check.fact is None:
            held(env, check.condition, True, top.at(f"{EVIDENCE} {evidence.unit}"))
    scores = None if score is None else {n["id"]: n["points"] if n["applies"] else None for n in nodes if n["id"]}
    place.same(codes.NOT_FOLLOWING, scores, standing["scores"], "scores")
    total = None if score is None else number(score["points"])
    place.same(codes.NOT_FOLLOWING, None if score is None else score["points"], standing["total"], "total")
    before = total
    if score is not None:
        counted_as: Veto | None = veto if veto is not None and veto.effect == "as" else None
        if counted_as is not None and total is not None and score["lines"]:
            before = total - number(score["lines"][-1]["points"])
        Ledger(Quotes(model, texts, evidence), env, top.at(f"{TRACES} {evidence.unit}")).check(score, counted_as)
    return Scored(
        unit=evidence.unit,
        env=env,
        grade=standing["grade"],
        rank=standing["rank"],
        total=total,
        before=before,
        veto=veto,
    )
