"""An open document: its text as it is now, and what the last check of the whole found."""

from __future__ import annotations

from attrs import define, field

from rubric_dsl.check.base import beside
from rubric_dsl.check.load import Loaded, load
from rubric_dsl.check.mentions import Mention
from rubric_dsl.check.resolve import Known
from rubric_dsl.lsp.places import Places
from rubric_dsl.text.diagnostic import Language


@define(eq=False)
class Document:
    """A rubric that is open in an editor.

    ``loaded`` is what the whole text was found to be when it was last checked, which may be some edits
    ago: ``is_fresh`` says whether it is about the text as it is now. ``known`` is what some earlier
    text declared where the present one cannot be read that far.
    """

    uri: str
    places: Places
    version: int | None = None
    loaded: Loaded | None = None
    known: Known | None = None
    checked: Places | None = field(default=None, repr=False)
    """The text that ``loaded`` is about."""

    @classmethod
    def of(cls, text: str, name: str = "<text>") -> Document:
        """A document of a text, checked."""
        made = cls(uri=f"file://{name}", places=Places(text, name))
        made.take(load(made.places.source, beside(name)), made.places)
        return made

    @property
    def is_fresh(self) -> bool:
        """Whether ``loaded`` is about the present text."""
        return self.checked is self.places

    @property
    def path(self) -> str:
        """The path of its file."""
        return self.places.source.name

    @property
    def keywords(self) -> Language:
        """The language of most of its keywords."""
        return "zh" if self.loaded is not None and self.loaded.tree.chinese else "en"

    def take(self, loaded: Loaded, places: Places) -> None:
        """Keep what a check of a text found."""
        self.loaded, self.checked = loaded, places
        self.known = loaded.known or self.known

    def mentions_here(self) -> tuple[Mention, ...]:
        """Where the last checked text itself (and not what it amends) mentions what."""
        if self.loaded is None or self.checked is None:
            return ()
        return tuple(m for m in self.loaded.mentions if m.span.source is self.checked.source)

    def mention_at(self, offset: int) -> Mention | None:
        """What is named at an offset of the last checked text."""
        return next((m for m in self.mentions_here() if m.span.start <= offset <= m.span.end), None)
