"""What users hold of the tools for writers: each has its data, and tells itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from attrs import define, field

from rubric_dsl.authoring.compare import Comparison, compare
from rubric_dsl.authoring.compare_words import diff_document, replay_document
from rubric_dsl.authoring.cover import Cover, cover
from rubric_dsl.authoring.cover_words import cover_document, register_document
from rubric_dsl.authoring.official import OfficialText
from rubric_dsl.authoring.register import ReadingEntry, register, register_data
from rubric_dsl.authoring.replay import Replay, replay
from rubric_dsl.check.load import Loaded
from rubric_dsl.evidence.data import Evidence
from rubric_dsl.explain.explanation import Explanation
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.text.diagnostic import Language
from rubric_dsl.text.source import Source


@define(frozen=True, slots=False, eq=False, repr=False)
class Covered:
    """What of an official text a rubric covers."""

    _model: RubricModel = field(alias="model")
    _cover: Cover = field(alias="cover")

    @classmethod
    def of(cls, model: RubricModel, text: Source) -> Covered:
        """What the rubric covers of the text."""
        return cls(model=model, cover=cover(model, OfficialText(text)))

    @property
    def complete(self) -> bool:
        """Whether every quote is verbatim, every number of points has its node, and every node its clause."""
        return self._cover.complete

    def explain(self, lang: Language = "zh") -> Explanation:
        """What is covered and what is not, with the lines of the text; data ``rubric.cover/1``."""
        return Explanation(told=partial(cover_document, self._model, self._cover, lang), made=self._cover.data)


@define(frozen=True, slots=False, eq=False, repr=False)
class Register:
    """The register of readings. ``entries`` are in the order of the rubric."""

    _model: RubricModel = field(alias="model")
    entries: tuple[ReadingEntry, ...]
    _units: int | None = field(alias="units")

    @classmethod
    def of(cls, loaded: Loaded, cohort: Sequence[Evidence] | None) -> Register:
        """The register; with a cohort each alternative that can be scored is tried. Raises EvidenceError."""
        assert loaded.model is not None
        units = None if cohort is None else len(cohort)
        return cls(model=loaded.model, entries=register(loaded, cohort), units=units)

    def explain(self, lang: Language = "zh") -> Explanation:
        """The register told; data ``rubric.readings/1``."""
        return Explanation(
            told=partial(register_document, self._model, self.entries, lang, units=self._units),
            made=partial(register_data, self._model, self.entries),
        )


@define(frozen=True, slots=False, eq=False, repr=False)
class Compared:
    """What differs between two rubrics."""

    comparison: Comparison

    @classmethod
    def of(cls, before: RubricModel, after: RubricModel) -> Compared:
        """What differs."""
        return cls(comparison=compare(before, after))

    def explain(self, lang: Language = "zh") -> Explanation:
        """What differs, told; data ``rubric.diff/1``."""
        return Explanation(told=partial(diff_document, self.comparison, lang), made=self.comparison.data)


@define(frozen=True, slots=False, eq=False, repr=False)
class Replayed:
    """What a cohort's evidence comes to under another rubric."""

    replay: Replay

    @classmethod
    def of(cls, before: Loaded, after: Loaded, cohort: Sequence[Evidence], *, scale: bool) -> Replayed:
        """The cohort, read for the earlier rubric, scored under the later one. Raises EvidenceError."""
        return cls(replay=replay(before, after, cohort, scale=scale))

    def explain(self, lang: Language = "zh") -> Explanation:
        """Who comes out otherwise, or what lacks; data ``rubric.replay/1``."""
        return Explanation(told=partial(replay_document, self.replay, lang), made=self.replay.data)
