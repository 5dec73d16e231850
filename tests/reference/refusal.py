"""Why the reference gives no result."""

from __future__ import annotations


class Refused(Exception):
    """The evidence is not enough, or not fit, to be scored."""


class Unknown(Refused):
    """A value is not known, or there is none: a fact that is absent, a mean of nothing."""
