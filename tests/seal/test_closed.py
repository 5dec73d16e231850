"""A bundle has its files and nothing else: no name that is taken for another, no link, nothing beside it, no more."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rubric_dsl
from rubric_dsl.seal import archive, strict_json

from .sealing import redone, said, verified
from .small import RUBRIC, UNITS, Opened, bundle, tampered
from .test_digests import codes_of, refused, written

LOOK_ALIKES = [
    "Traces.jsonl",
    "traces.jsonl ",
    " traces.jsonl",
    "ｔｒａｃｅｓ.jsonl",
    "traces\u200b.jsonl",
    "traces\u00a0.jsonl",
    "EVIDENCE.json",
    "manifest.JSON",
    "rubric/small.Rubric",
    "ｒubric/small.rubric",
]


def in_folder(folder: Path) -> Path:
    for name, data in bundle().files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_name_that_is_taken_for_another(name: str) -> None:
    """Listed or not, whatever it holds."""
    files = {**bundle().files, name: b"whatever"}
    for made in (files, redone(files)):
        assert "SEL017" in codes_of(verified(made).found), said(verified(made).found)


def test_a_file_from_which_nothing_follows() -> None:
    files = {**bundle().files, "rubric/other.rubric": b"rubric", "flattened.rubric": b"rubric", "note.txt": b"x"}
    found = verified(redone(files)).found
    assert codes_of(found) == {"SEL019"} and len(found) == 3
    assert codes_of(verified(files).found) == {"SEL007"}


def test_links_and_pipes_in_a_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "more.txt").write_text("x")
    for number, make in enumerate(
        (
            lambda f: (f / "more").symlink_to(outside, target_is_directory=True),
            lambda f: (f / "more.txt").symlink_to(outside / "more.txt"),
            lambda f: (f / "broken").symlink_to(outside / "none"),
            lambda f: (
                (f / "rubric").rename(f.parent / f"moved{f.name}"),
                (f / "rubric").symlink_to(f.parent / f"moved{f.name}"),
            )[0],
            lambda f: os.mkfifo(f / "pipe"),
        )
    ):
        folder = in_folder(tmp_path / str(number))
        make(folder)
        assert refused(folder) == {"SEL018"}


def entry(name: str, mode: int = 0, data: bytes = b"x") -> tuple[zipfile.ZipInfo, bytes]:
    made = zipfile.ZipInfo(name)
    made.create_system = 3
    made.external_attr = mode << 16
    return made, data


def archived(*more: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in bundle().files.items():
            made.writestr(name, data)
        for info, data in more:
            made.writestr(info, data)
    return buffer.getvalue()


def test_links_in_an_archive(tmp_path: Path) -> None:
    for mode in (stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFCHR):
        assert refused(written(tmp_path, archived(entry("link", mode, b"/etc/passwd")))) == {"SEL018"}
    assert codes_of(rubric_dsl.verify(written(tmp_path, archived(entry("more", stat.S_IFREG)))).found) == {"SEL007"}


@pytest.mark.parametrize(
    "name", ["../", "/etc/", "a/../b/", "..", ".", "./manifest.json", "a//b", "C:\\x", "a:b", "a\0b"]
)
def test_names_that_lead_elsewhere(name: str, tmp_path: Path) -> None:
    # The writer of archives cuts a name at NUL; a forger does not.
    data = archived(entry(name.replace("\0", "\1"))).replace(b"a\1b", b"a\0b")
    assert refused(written(tmp_path, data)) == {"SEL004"}


def test_a_name_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archived(entry("traces.jsonl"))
    assert refused(written(tmp_path, data)) == {"SEL005"}
    assert refused(written(tmp_path, archived(entry("more/", stat.S_IFDIR, b""), entry("more")))) == {"SEL005"}


def test_the_list_of_an_archive_is_not_read_where_it_is_absurdly_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = archived()
    monkeypatch.setattr(zipfile, "ZipFile", None)
    end = len(whole) - 22
    long = whole[: end + 12] + struct.pack("<I", 2_000_000) + whole[end + 16 :]
    assert refused(written(tmp_path, long)) == {"SEL003"}
    # Where the end is not at the end, what is read as it is not what was looked at.
    assert refused(written(tmp_path, whole + b"x")) == {"SEL002"}
    assert refused(written(tmp_path, whole[: end + 20] + struct.pack("<H", 3) + b"xyz")) == {"SEL002"}


def test_more_files_than_a_bundle_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_FILES", 10)
    assert rubric_dsl.verify(written(tmp_path, archived())).holds
    assert refused(written(tmp_path, archived(*(entry(f"{n}") for n in range(10))))) == {"SEL003"}
    folder = in_folder(tmp_path / "folder")
    for n in range(10):
        (folder / "empty" / f"{n}").mkdir(parents=True)
    assert refused(folder) == {"SEL003"}


def in_manifest(*path: str, value: Any) -> Callable[[Opened], None]:
    def change(opened: Opened) -> None:
        inside = opened.manifest
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("date",), "昨天<script>"), (("date",), 7), (("date",), "2024-13-01"), (("date",), "20240101"),
        (("versions", "dsl"), 7), (("versions", "dsl"), "1"), (("versions", "rubric-dsl"), "newest"),
        (("versions", "rubric-dsl"), None), (("versions", "formats"), ["rubric.trace/2"]), (("versions", "more"), "x"),
        (("versions",), None), (("format",), "rubric.bundle/2"), (("format",), 1), (("more",), "x"),
        (("rubric", "title"), "Other"), (("rubric", "sha256"), "0" * 64), (("rubric", "file"), "rubric/none"),
        (("rubric", "file"), None), (("rubric", "file"), "evidence.json"), (("rubric",), []),
    ],
)  # fmt: skip
def test_what_the_manifest_says(path: tuple[str, ...], value: Any) -> None:
    found = verified(tampered(in_manifest(*path, value=value))).found
    assert found, path
    for lang in ("zh", "en"):
        assert "  " not in found[0].message(lang) and "，实际是 ，" not in found[0].message(lang)


@pytest.mark.parametrize(
    "entry", [None, {}, {"sha256": "x"}, {"sha256": 1, "size": "x"}, {"sha256": "0" * 64, "size": True}, []]
)
def test_what_the_manifest_says_of_a_file(entry: Any) -> None:
    files = dict(bundle().files)
    opened = Opened.of(files)
    opened.manifest["files"]["traces.jsonl"] = entry
    files["manifest.json"] = json.dumps(opened.manifest).encode()
    found = verified(files).found
    assert found and all(d.message("zh").strip(" ，") and "应是，" not in d.message("zh") for d in found)


def test_a_date_and_a_version_are_named_as_not_recomputed() -> None:
    verification = verified(tampered(in_manifest("date", value="2024-12-31")))
    assert verification.holds and "manifest.json date" in verification.not_recomputed


def test_sentences_are_named_as_not_recomputed_and_must_be_sentences() -> None:
    def other(opened: Opened) -> None:
        opened.certificate["sentences"]["zh"] = ["全部优秀。"]

    verification = verified(tampered(other))
    assert verification.holds and "certificate.json sentences" in verification.not_recomputed
    for value in (None, [], {"zh": []}, {"zh": [], "en": [1]}, {"zh": [], "en": [], "fr": []}):
        found = verified(tampered(lambda o, v=value: o.certificate.__setitem__("sentences", v))).found  # type: ignore[misc]
        assert found and "sentences" in (found[0].path or "")


def test_a_text_of_a_rubric_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = entry("rubric/small2.rubric", data=b"\n" * 20_000_001)
    assert refused(written(tmp_path, archived(long))) == {"SEL003"}
    monkeypatch.setattr(archive, "MOST_BYTES_OF_RUBRIC", 100)
    assert refused(in_folder(tmp_path / "folder")) == {"SEL003"}


def test_what_is_not_read_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    rubric = rubric_dsl.loads(RUBRIC)
    monkeypatch.setattr(strict_json, "MOST_VALUES", 50)
    with pytest.raises(rubric_dsl.SealError, match="SEL053"):
        rubric.seal(rubric.cohort(UNITS))
