"""Bundles that are no bundles, digests and signatures that fail, and what cannot be sealed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import rubric_dsl
from rubric_dsl.seal import archive, verify
from rubric_dsl.seal.signature import signed

from .sealing import ROOT, redone, said, sealed_of, verified
from .small import RUBRIC, UNITS, bundle


def codes_of(found: tuple[rubric_dsl.Diagnostic, ...]) -> set[str]:
    return {d.code.id for d in found}


def refused(path: Path) -> set[str]:
    with pytest.raises(rubric_dsl.SealError) as error:
        rubric_dsl.verify(path)
    return codes_of(error.value.diagnostics)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "bundle.zip"
    path.write_bytes(data)
    return path


def zipped(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in entries:
            made.writestr(name, data)
    return buffer.getvalue()


def test_sealing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    rubric = rubric_dsl.loads(RUBRIC, "elsewhere/small.rubric")
    assert rubric.seal(rubric.cohort(UNITS)).archive() == bundle().archive()
    assert rubric_dsl.verify(written(tmp_path, bundle().archive()), digest=bundle().digest).holds


def test_a_folder(tmp_path: Path) -> None:
    for name, data in bundle().files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert rubric_dsl.verify(tmp_path).holds
    (tmp_path / "more.txt").write_text("x")
    assert codes_of(rubric_dsl.verify(tmp_path).found) == {"SEL007"}
    (tmp_path / "more.txt").unlink()
    (tmp_path / "standings.json").unlink()
    assert codes_of(rubric_dsl.verify(tmp_path).found) == {"SEL006", "SEL016"}


def test_no_bundles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "none.zip") == {"SEL001"}
    assert refused(written(tmp_path, b"PK nothing")) == {"SEL002"}
    assert refused(written(tmp_path, bundle().archive()[:-200])) == {"SEL002"}
    assert refused(written(tmp_path, zipped(("a", b"x")))) == {"SEL002"}
    for name in ("../x", "/x", "a/../x", "a\\..\\x", "c:/x", "a\nb"):
        assert refused(written(tmp_path, zipped((name, b"x")))) & {"SEL004"}
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped(("manifest.json", b"{}"), ("manifest.json", b"{}"))
    assert refused(written(tmp_path, twice)) == {"SEL005"}
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    assert refused(written(tmp_path, bundle().archive())) == {"SEL003"}


def test_what_is_too_large_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in bundle().files.items():
            made.writestr(name, b"\n" * 60_000_000 if name == "traces.jsonl" else data)
    bomb = written(tmp_path, buffer.getvalue())
    assert bomb.stat().st_size < 100_000
    with monkeypatch.context() as never:
        never.setattr(zipfile.ZipFile, "open", None)
        assert refused(bomb) == {"SEL003"}
    # What an archive says of its sizes need not be true.
    lies = zipped(("manifest.json", b"x" * 70_000)).replace((70_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert refused(written(tmp_path, lies)) == {"SEL002"}
    monkeypatch.setattr(archive, "MOST_BYTES", 60_000)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "manifest.json").write_bytes(b"x" * 60_001)
    assert refused(folder) == {"SEL003"}


def test_lines_that_no_unit_has_are_not_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    real = verify.data_of
    monkeypatch.setattr(verify, "data_of", lambda text, place: (asked.append(text), real(text, place))[1])
    found = verified({**bundle().files, "traces.jsonl": b"\n" * 1_000_000}).found
    assert "SEL013" in codes_of(found) and len(asked) + len(found) < 50


def test_more_values_than_there_is_room_for_are_not_read() -> None:
    files = {**bundle().files, "standings.json": b"[" + b"{}," * 2_500_001 + b"{}]"}
    (found,) = (d for d in verified(redone(files)).found if d.path == "standings.json")
    assert found.code.id == "SEL013" and "values" in found.message("en")


def test_a_list_with_everything_wrong_is_told_in_part() -> None:
    files = {**bundle().files, "standings.json": b'{"format":"rubric.standings/1","units":[' + b"1," * 500_000 + b"1]}"}
    assert len(verified(files).found) < 2000


@pytest.mark.parametrize(
    "evidence", [b"null", b"[]", b"{}", b'{"units": null}', b'{"units": []}', b'{"units": [null]}', b"0", b'""']
)
def test_without_evidence_nothing_is_verified(evidence: bytes, tmp_path: Path) -> None:
    everything = {**bundle().files, "evidence.json": evidence}
    assert not verified(redone(everything)).holds
    bare = json.dumps(json.loads(bundle().files["evidence.json"])["units"]).encode()
    assert codes_of(verified(redone({**bundle().files, "evidence.json": bare})).found) == {"SEL014", "SEL016"}


def test_a_bundle_of_no_units() -> None:
    """Consistent in itself, and made by nobody: there is nothing in it to recompute."""
    rubric = rubric_dsl.loads(RUBRIC)
    with pytest.raises(rubric_dsl.EvidenceError, match="EVD063"):
        rubric.seal([])
    made = sealed_of(RUBRIC, ())
    assert made is not None
    verification = verified(made.files)
    assert codes_of(verification.found) == {"SEL016"} and verification.units == 0


@pytest.mark.parametrize("name", ["manifest.json", "traces.jsonl", "standings.json", "certificate.json"])
@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"null", b"[" * 100_000, b'{"a": NaN}', b'{"a": 1.5}', b'{"a": 1, "a": 2}', b"9" * 5000],
)
def test_hostile_texts(name: str, data: bytes) -> None:
    assert codes_of(verified({**bundle().files, name: data}).found) & {"SEL013", "SEL014", "SEL040", "SEL042"}


def test_digests() -> None:
    files = dict(bundle().files)
    assert codes_of(verified(files, digest="0" * 64).found) == {"SEL010"}
    files["standings.json"] += b" "
    assert {"SEL008", "SEL009"} <= codes_of(verified(files).found)


def test_signatures() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public, wrong = (
        k.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        for k in (key, other)
    )
    signature = signed(bundle().files, private)
    assert verified(bundle().files, signature=signature, key=public).holds
    assert codes_of(verified(bundle().files, signature=signature, key=wrong).found) == {"SEL011"}
    for unfit in ((b"short", public), (signature, b"no key"), (signature, private)):
        with pytest.raises(rubric_dsl.SealError, match="SEL012"):
            verified(bundle().files, signature=unfit[0], key=unfit[1])


def test_what_cannot_be_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lxq = rubric_dsl.load(ROOT / "rubrics" / "lxq_2018.rubric")
    other = lxq.reread(lxq.rereadable[0])
    units = other.read_evidence(ROOT / "examples" / "louxing" / "cohort.json")
    with pytest.raises(rubric_dsl.SealError, match="SEL050"):
        other.seal(units)
    monkeypatch.setattr("rubric_dsl.seal.bundle.MOST_BYTES", 10_000)
    with pytest.raises(rubric_dsl.SealError, match="SEL053"):
        lxq.seal(lxq.read_evidence(ROOT / "examples" / "louxing" / "cohort.json"))
    monkeypatch.setitem(__import__("sys").modules, "cryptography.hazmat.primitives", None)
    with pytest.raises(rubric_dsl.SealError, match="SEL052"):
        signed(bundle().files, b"")


def test_an_amended_rubric(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "small.rubric").write_text(RUBRIC, "utf-8")
    path = tmp_path / "newer.rubric"
    head = 'rubric newer "Newer" amends small from "{}"\nchange item 2 cap 4\n'
    path.write_text(head.format("old/small.rubric"), "utf-8")
    rubric = rubric_dsl.load(path)
    made = rubric.seal(rubric.cohort(UNITS))
    assert {"rubric/newer.rubric", "rubric/old/small.rubric", "flattened.rubric"} <= made.files.keys()
    assert said(verified(made.files).found) == []
    path.write_text(head.format(tmp_path / "old" / "small.rubric"), "utf-8")
    absolute = rubric_dsl.load(path)
    with pytest.raises(rubric_dsl.SealError, match="SEL051"):
        absolute.seal(absolute.cohort(UNITS))
