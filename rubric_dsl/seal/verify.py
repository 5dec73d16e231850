"""Verifying a bundle: everything in it recomputed from the rubric and the evidence, without the engine that made it.

First the digests. Then the rubric is read from its text and the evidence by the rubric's own schema, and each unit
is scored again and the cohort graded again by ``recompute``. From that follows, to the letter, what the traces, the
standings and the certificate must say (``retold``, ``recertified``), and what they say is held against it, value by
value. What cannot be recomputed is named, and what was not recomputed does not hold.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import field, frozen

from rubric_dsl.check.load import load
from rubric_dsl.check.points import static_points
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.evidence.raw import described
from rubric_dsl.evidence.read import from_json
from rubric_dsl.evidence.write import to_data
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.recompute.account import Account
from rubric_dsl.recompute.cohort import Cohort
from rubric_dsl.recompute.grading import grade
from rubric_dsl.recompute.refusal import Refused
from rubric_dsl.recompute.unit import Unit
from rubric_dsl.seal.archive import Files, read, reader
from rubric_dsl.seal.findings import NOTHING, Place
from rubric_dsl.seal.manifest import RESULTS, digest_of, hold_manifest, hold_names, manifest_of
from rubric_dsl.seal.recertified import certificate
from rubric_dsl.seal.retold import head, standing, trace
from rubric_dsl.seal.signature import signature_fails
from rubric_dsl.seal.strict_json import data_of
from rubric_dsl.seal.written import CERTIFICATE, EVIDENCE, FLAT, MANIFEST, STANDINGS, STANDINGS_FORMAT, TRACES
from rubric_dsl.syntax.format import format
from rubric_dsl.text.codes import seal as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.source import Source

NOT_RECOMPUTED: Final = (f"{MANIFEST} date", f"{MANIFEST} versions rubric-dsl", f"{CERTIFICATE} sentences")
"""What a bundle says that nothing in it decides: its date, what made it, and the certificate in words."""

_NO_UTF8: Final = Words(zh="不是 UTF-8", en="it is not UTF-8")
_UNIT: Final = {"unit", "facts", "judgements"}
_UNITS: Final = Words(
    zh="units 清单，每个单位有 unit、facts 和 judgements", en="units, each with unit, facts and judgements"
)
_SENTENCES: Final = Words(zh="zh 和 en 各一份句子清单", en="a list of sentences each in zh and en")
_TOO_DEEP: Final = Words(zh="层次太深", en="it is nested too deeply")

T = TypeVar("T")
R = TypeVar("R")


@frozen(kw_only=True)
class Verification:
    """What came of verifying a bundle.

    ``found`` has everything that is wrong, in the order in which it was looked at; ``counts`` how many
    things of each kind were recomputed, ``not_recomputed`` what could not be. ``bound``: whether the bundle was
    held against a published digest or a signature, so that nothing in it can have changed unseen.
    """

    digest: str
    title: str | None
    date: str | None
    version: str | None
    units: int
    counts: Mapping[str, int]
    found: tuple[Diagnostic, ...]
    bound: bool
    not_recomputed: tuple[str, ...] = NOT_RECOMPUTED
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
        top.at(MANIFEST).say(codes.NOT_THE_PUBLISHED, expected=digest, found=whole)
    if signature is not None and key is not None and signature_fails(files, signature, key):
        top.at(MANIFEST).say(codes.SIGNATURE_FAILS)
    manifest = manifest_of(files, top)
    model = None if manifest is None else _rubric(files, manifest, top)
    date = version = None
    evidence: tuple[Evidence, ...] = ()
    if manifest is not None and model is not None:
        date, version = hold_manifest(manifest, model, top)
        evidence = _evidence(files, model, top)
        if evidence:
            _results(model, evidence, files, top)
    units = len(evidence)
    if not top.counts["units"] == units > 0:
        # Whatever the reason: what was not recomputed does not hold.
        top.say(codes.NOTHING_VERIFIED, units=units, done=top.counts["units"])
    return Verification(
        digest=whole,
        title=None if model is None else model.title,
        date=date,
        version=version,
        units=units,
        counts=dict(top.counts),
        found=tuple(top.found),
        bound=digest is not None or signature is not None,
        chinese=model is not None and model.chinese,
    )


def _rubric(files: Files, manifest: dict[str, Any], top: Place) -> RubricModel | None:
    """The rubric read from its texts; nothing may lie beside them."""
    own: str = manifest["rubric"]["file"]
    try:
        source = Source.read(files[own], own)
    except UnicodeDecodeError:
        top.at(own).say(codes.NOT_DATA, why=_NO_UTF8)
        return None
    loaded = load(source, reader(files))
    top.add([d for d in loaded.diagnostics if d.is_error])
    if loaded.model is None or loaded.flat is None:
        return None
    names = [source.name for source in loaded.sources]
    if len(names) > 1:
        top.at(FLAT).hold(format(loaded.flat), _text(files.get(FLAT, b"")))
        names.append(FLAT)
    hold_names(files, manifest["files"], (*RESULTS, *names), top)
    return loaded.model


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _evidence(files: Files, model: RubricModel, top: Place) -> tuple[Evidence, ...]:
    """The evidence, read by the rubric's schema; it must be written just as it is read."""
    place = top.at(EVIDENCE)
    data = data_of(files[EVIDENCE], place)
    if data is ...:
        return ()
    units = data.get("units") if isinstance(data, dict) else None
    if not isinstance(units, list) or not all(isinstance(unit, dict) and unit.keys() == _UNIT for unit in units):
        place.say(codes.SHAPE, expected=_UNITS, found=described(data))
        return ()
    evidence, wrong = from_json(model, files[EVIDENCE].decode("utf-8"), EVIDENCE)
    top.add(wrong)
    if wrong:
        return ()
    place.hold({"units": [to_data(model, e) for e in evidence]}, data)
    return evidence


def _results(model: RubricModel, evidence: Sequence[Evidence], files: Files, top: Place) -> None:
    """The results, held against what is made of the units anew."""
    cohort = Cohort(model, evidence, _may_be_negative(model))
    place = top.at(EVIDENCE)
    # First each unit by itself, so that each that cannot be recomputed is named.
    looked_at = [_recomputed(cohort.find_unscored, unit, place.at(unit.name)) for unit in cohort.units]
    if not all(looked_at):
        return
    scored = [_recomputed(_account, unit, place.at(unit.name)) for unit in cohort.scored]
    if not all(scored):
        return
    graded = _recomputed(grade, cohort, top.at(CERTIFICATE))
    if graded is None:
        return
    _hold_traces(cohort, files[TRACES], top.at(TRACES))
    units = [standing(unit) for unit in cohort.units]
    standings = {"format": STANDINGS_FORMAT, "rubric": head(model), "units": units}
    _hold_file(standings, files[STANDINGS], top.at(STANDINGS))
    _hold_certificate(certificate(cohort, graded), files[CERTIFICATE], top.at(CERTIFICATE))
    top.counts["ranks"] += sum(unit.rank is not None for unit in cohort.units)
    top.counts["quotas"] += len(graded.quotas)


def _may_be_negative(model: RubricModel) -> Callable[[str], bool]:
    points = static_points(model)
    return lambda node: (low := points[node].low) is None or low < 0


def _recomputed(work: Callable[[T], R], given: T, place: Place) -> R | None:
    """What some work comes to; None, with what stands against it noted, where it comes to nothing."""
    try:
        return work(given)
    except Refused as refusal:
        place.say(codes.CANNOT_RECOMPUTE, why=refusal.why)
    except RecursionError:
        place.say(codes.CANNOT_RECOMPUTE, why=_TOO_DEEP)
    return None


def _account(unit: Unit) -> Account:
    return unit.account


def _hold_traces(cohort: Cohort, traces: bytes, place: Place) -> None:
    """The traces, one a line; whatever follows them is not taken apart."""
    *lines, rest = traces.split(b"\n", len(cohort.units))
    for index, unit in enumerate(cohort.units):
        found = data_of(lines[index], place.at(index)) if index < len(lines) else None
        name = found.get("unit") if isinstance(found, dict) else None
        if name != unit.name:
            place.say(codes.UNITS_DIFFER, n=index + 1, expected=unit.name, found=described(name))
            return
        place.at(unit.name).hold(trace(unit), found)
        place.counts["units"] += 1
        place.counts["nodes"] += unit.account.count() if unit.scored else 0
    if rest:
        place.say(codes.UNITS_DIFFER, n=len(lines) + 1, expected=NOTHING, found=rest[:100].decode("utf-8", "replace"))


def _hold_file(expected: object, text: bytes, place: Place) -> None:
    found = data_of(text, place)
    if found is not ...:
        place.hold(expected, found)


def _hold_certificate(expected: dict[str, Any], text: bytes, place: Place) -> None:
    """The certificate; its sentences say in words what is held here, and must only be sentences."""
    found = data_of(text, place)
    if found is ...:
        return
    sentences = found.get("sentences") if isinstance(found, dict) else None
    said = [sentences.get(lang) for lang in ("zh", "en")] if isinstance(sentences, dict) else [None]
    if not all(isinstance(each, list) and all(isinstance(one, str) for one in each) for each in said):
        place.at("sentences").say(codes.SHAPE, expected=_SENTENCES, found=described(sentences))
    place.hold({**expected, "sentences": dict(zip(("zh", "en"), said, strict=False))}, found)
