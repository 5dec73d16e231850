"""What holds of every rubric that checks clean and of all evidence for it. Each claim is a function that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.net.cases import Case
from tests.net.claims import evidence, points, texts, words

Claim = Callable[[Case], None]

OF_TEXTS: tuple[Claim, ...] = (
    texts.other_spellings_say_the_same,
    texts.other_readings_are_read,
    texts.what_authors_are_shown,
)
"""Whatever the units: asked once of each text."""

CLAIMS: tuple[Claim, ...] = (
    points.evidence_can_be_made,
    points.engine_and_reference_agree,
    points.the_text_itself_says_so,
    points.order_changes_nothing,
    points.one_unit_alone_is_what_it_is_in_the_cohort,
    points.points_stay_within_what_is_declared,
    points.quotas_are_kept_and_equals_alike,
    evidence.files_say_what_data_says,
    evidence.slips_get_an_answer,
    evidence.bounds_hold,
    evidence.what_is_absent_is_asked_for_where_it_matters_and_only_there,
    words.results_are_as_defined,
    words.letters_are_made_and_sum,
    words.word_files_are_made,
    words.cohorts_are_told,
    words.why_answers,
    words.honest_bundles_hold,
    words.every_command_answers,
    *OF_TEXTS,
)


def broken(case: Case, claims: Iterable[Claim] = CLAIMS) -> dict[str, Exception]:
    """The claims that the case breaks, by name."""
    found: dict[str, Exception] = {}
    for claim in claims:
        if case.again and claim in OF_TEXTS:
            continue
        try:
            claim(case)
        except Exception as error:
            found[claim.__name__] = error
    return found
