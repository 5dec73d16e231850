"""How a range is said in a row of a table."""

from __future__ import annotations

from rubric_dsl.text.diagnostic import Words


def range_words(low: str, high: str, conjunction: str) -> tuple[str, Words]:
    """How a range is said in a row, and the choice that this leaves."""
    if low.isdigit() and high.endswith("%"):
        low += "%"
    open_, closed = (f">= {low} {conjunction} {sign} {high}" for sign in ("<", "<="))
    return open_, Words(
        zh=f"写成“{open_}”（不含 {high}），或“{closed}”（含 {high}）",
        en=f"write {open_} to leave {high} out, or {closed} to include it",
    )
