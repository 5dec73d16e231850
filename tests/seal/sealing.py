"""Bundles for the tests, without the disk where it can be done without."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rubric_dsl
from rubric_dsl.check.load import load
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.grading.grade import grade
from rubric_dsl.scoring.engine import Engine
from rubric_dsl.seal.bundle import Bundle, bundle
from rubric_dsl.seal.verify import Verification, verify_files
from rubric_dsl.seal.written import MANIFEST
from rubric_dsl.text.diagnostic import Diagnostic
from rubric_dsl.text.source import Source

ROOT = Path(__file__).parents[2]
SHELF = {
    "lxq_2018": ("rubrics/lxq_2018.rubric", "examples/louxing/cohort.json"),
    "apgar": ("rubrics/apgar.rubric", "examples/apgar/evidence.yaml"),
    "site_safety": ("rubrics/site_safety.rubric", "examples/site_safety/evidence.yaml"),
    "world_cup": ("rubrics/world_cup_2018_h.rubric", "examples/world_cup_2018_h/evidence.yaml"),
    **{
        f"schemes/{path.stem}": (f"tests/schemes/{path.name}", f"tests/schemes/{path.stem}.evidence.yaml")
        for path in sorted((ROOT / "tests" / "schemes").glob("*.rubric"))
    },
}


def sealed(name: str) -> Bundle:
    """The bundle of a rubric of the shelf with its example."""
    rubric_path, evidence_path = SHELF[name]
    rubric = rubric_dsl.load(ROOT / rubric_path)
    return rubric.seal(rubric.read_evidence(ROOT / evidence_path))


def said(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{d.code.id} {d.path}: {d.message('en')}" for d in found]


def redone(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with every digest made anew, as by someone who covers what they changed."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in files.items()
        if name != MANIFEST
    }
    return {**files, MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"}


def verified(files: Mapping[str, bytes], **known: Any) -> Verification:
    return verify_files(files, **known)


def sealed_of(text: str, evidence: tuple[Evidence, ...]) -> Bundle | None:
    """What the engine makes of some evidence, sealed; None where it refuses it."""
    loaded = load(Source.of(text))
    assert loaded.model is not None
    result, _ = grade(Engine(loaded.model), evidence)
    return None if result is None else bundle(loaded, "0.1.0", evidence, result)
