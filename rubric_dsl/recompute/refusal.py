"""Why there is no result."""

from __future__ import annotations

from rubric_dsl.text.diagnostic import Words


class Refused(Exception):
    """The evidence is not enough, or not fit, to be scored; ``why`` says what stands against it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        plain_zh, plain_en = (text.replace("{", "{{").replace("}", "}}") for text in (zh, en))
        self.why = Words(zh=plain_zh, en=plain_en)


class Unknown(Refused):
    """A value is not known, or there is none: a fact that is absent, a mean of nothing."""
