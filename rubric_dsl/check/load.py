"""From a source text to a checked model: parse, amend, resolve, check."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from rubric_dsl.check.amend import apply
from rubric_dsl.check.base import Files, Reader, whole
from rubric_dsl.check.consequences import without_consequences
from rubric_dsl.check.mentions import Mention, distinct, written
from rubric_dsl.check.report import Report
from rubric_dsl.check.resolve import Known, Resolved, resolve
from rubric_dsl.check.rules import run_rules
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.model.rubric import RubricModel
from rubric_dsl.syntax.tree import Amendment, Period, ReadingDecl, Tree
from rubric_dsl.text.codes import names as name_codes
from rubric_dsl.text.codes import types as type_codes
from rubric_dsl.text.diagnostic import Diagnostic, in_order
from rubric_dsl.text.source import Source


@frozen(kw_only=True)
class Loaded:
    """A rubric as far as it could be read.

    ``tree`` is the file's own, ``flat`` the same with what it amends. ``model`` is None where there
    is an error. ``sources`` are the files it was made of, its own first; none where it is not what any
    files say (an alternative). ``known`` is what it declares, as far as that could be read, and
    ``mentions`` where which name stands, in whichever of the sources.
    """

    tree: Tree
    flat: Tree | None
    model: RubricModel | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Source, ...] = ()
    known: Known | None = None
    mentions: tuple[Mention, ...] = ()


def _go_on() -> None:
    """What is done between the steps of a check that nobody means to end."""


def load(source: Source, read: Reader | None = None, step: Callable[[], None] = _go_on) -> Loaded:
    """Read a rubric; everything that is wrong with it is in the diagnostics, sorted by place.

    ``read`` gives the files that it amends; without it no file is opened. ``step`` is called between the
    steps of the work, and may raise to end it.
    """
    file, found = parse(source)
    step()
    report = Report()
    files = Files(read, [])
    flat = whole(file, source, report, files)
    step()
    if flat is None:
        diagnostics = [*found, *report.diagnostics]
        return Loaded(
            tree=file,
            flat=None,
            model=None,
            diagnostics=in_order(diagnostics),
            sources=tuple(files.sources),
            mentions=distinct(written(file)),
        )
    resolved = resolve(flat, source.sha256)
    mentions = [*written(file), *resolved.mentions]
    model: RubricModel | None = None
    if report.failed:
        flat, diagnostics = None, [*found, *report.diagnostics]
    elif any(d.is_error for d in found):
        flat, diagnostics = None, [*found, *filter(_stands_alone, without_consequences(resolved.diagnostics))]
    else:
        step()
        model, said = _held(flat, resolved, step)
        diagnostics = [*found, *said]
        # What alternatives mention counts also where something else is wrong.
        wrong, mentioned = _alternatives(flat, source.sha256)
        mentions += mentioned
        if model is not None:
            diagnostics += wrong
        if any(d.is_error for d in diagnostics):
            model = None
    return Loaded(
        tree=file,
        flat=flat,
        model=model,
        diagnostics=in_order(diagnostics),
        sources=tuple(files.sources),
        known=resolved.known,
        mentions=distinct(mentions),
    )


def load_alternative(loaded: Loaded, readings: tuple[str, ...]) -> Loaded:
    """The rubric as it would be if the readings named had been read the other way.

    Raises KeyError where a reading is not declared, or its alternative is in words alone.
    """
    assert loaded.flat is not None and loaded.model is not None
    statements = _statements(loaded.flat)
    report = Report()
    made = loaded.flat
    for name in readings:
        if not statements.get(name):
            raise KeyError(name)
        for amendment in statements[name]:
            made = apply(made, amendment, report)
    model, said = _checked(made, loaded.model.sha256)
    diagnostics = [*report.diagnostics, *said]
    return Loaded(tree=made, flat=made, model=model, diagnostics=in_order(diagnostics))


def load_in_period(loaded: Loaded, other: Loaded) -> Loaded:
    """The rubric as it would be for the period of another, days of the year included; as it is where that has none."""
    assert loaded.flat is not None and loaded.model is not None and other.flat is not None
    header, theirs = loaded.flat.header, other.flat.header
    period = next((s for s in theirs.body if isinstance(s, Period)), None) if theirs is not None else None
    if header is None or period is None:
        return loaded
    body = tuple(period if isinstance(s, Period) else s for s in header.body)
    flat = evolve(loaded.flat, header=evolve(header, body=body))
    model, said = _checked(flat, loaded.model.sha256)
    return Loaded(tree=flat, flat=flat, model=model, diagnostics=in_order(said))


def alternatives(flat: Tree) -> tuple[str, ...]:
    """The readings whose alternative is given in statements."""
    return tuple(_statements(flat))


def _checked(flat: Tree, sha256: str) -> tuple[RubricModel | None, list[Diagnostic]]:
    return _held(flat, resolve(flat, sha256))


def _held(
    flat: Tree, resolved: Resolved, step: Callable[[], None] = _go_on
) -> tuple[RubricModel | None, list[Diagnostic]]:
    """The model held to the rules."""
    diagnostics = [*resolved.diagnostics]
    if resolved.model is None:
        return None, without_consequences(diagnostics)
    diagnostics = without_consequences([*diagnostics, *run_rules(resolved.model, flat, resolved, step)])
    wrong = not resolved.sound or any(d.is_error for d in diagnostics)
    return (None if wrong else resolved.model), diagnostics


def _statements(flat: Tree) -> dict[str, tuple[Amendment, ...]]:
    """What each reading's alternative would change."""
    return {
        s.name.text: s.alternative.statements
        for s in flat.statements
        if isinstance(s, ReadingDecl) and s.alternative is not None and s.alternative.statements
    }


def _alternatives(flat: Tree, sha256: str) -> tuple[list[Diagnostic], tuple[Mention, ...]]:
    """Errors in what the alternatives of readings would make of the rubric, and what they mention.

    All at once first, which is quick and nearly always enough; one by one only where that fails,
    since alternatives need not go together.
    """
    alternatives = _statements(flat)
    if not alternatives:
        return [], ()
    wrong, mentions = _wrong(flat, [a for made in alternatives.values() for a in made], sha256)
    if wrong:
        each = [_wrong(flat, list(made), sha256) for made in alternatives.values()]
        return [d for said, _ in each for d in said], tuple(m for _, mentioned in each for m in mentioned)
    return [], mentions


def _wrong(flat: Tree, amendments: list[Amendment], sha256: str) -> tuple[list[Diagnostic], tuple[Mention, ...]]:
    report = Report()
    for amendment in amendments:
        flat = apply(flat, amendment, report)
    resolved = resolve(flat, sha256)
    _, said = _held(flat, resolved)
    return [d for d in (*report.diagnostics, *said) if d.is_error], resolved.mentions


def _stands_alone(diagnostic: Diagnostic) -> bool:
    """Whether it is wrong whatever the lines that could not be read would have said.

    Such a line may be the one that declares what others use, so most of what resolving finds then
    would only be noise: all but wrong types, words as names, and unknown names that are nearly those of known things.
    """
    return diagnostic.is_error and (diagnostic.code in _ALONE or "guess" in diagnostic.args)


_ALONE = (
    type_codes.WRONG_KIND, type_codes.NOT_COMPARABLE, type_codes.NOT_ADDABLE, type_codes.EVENTS_AS_VALUE,
    name_codes.WORD_AS_NAME,
)  # fmt: skip
