"""The slips in the order in which they are thought of."""

from __future__ import annotations

from rubric_dsl.mistakes.draft import Slip
from rubric_dsl.mistakes.slips.left_out import (
    apart,
    call_without_brackets,
    left_out,
    name,
    opening_left_out,
    quotes,
    unquoted,
)
from rubric_dsl.mistakes.slips.marks import (
    brackets,
    chained,
    decimal_mark,
    end_mark,
    extra_mark,
    joined,
    range_sign,
    remark,
    row_range,
    signs,
    times_left_out,
)
from rubric_dsl.mistakes.slips.words import behind_value, dates, inner_comparison, numeral, unit, words

WORD_SLIPS: tuple[Slip, ...] = (
    end_mark,
    decimal_mark,
    row_range,
    brackets,
    range_sign,
    signs,
    dates,
    unit,
    behind_value,
    words,
    inner_comparison,
    numeral,
    chained,
    opening_left_out,
    apart,
)
"""What is written otherwise than it should be."""

GAPS: tuple[Slip, ...] = (
    remark,
    times_left_out,
    extra_mark,
    name,
    unquoted,
    quotes,
    call_without_brackets,
    left_out,
    joined,
)
"""What is too much, or left out: to be thought of last, since much can be read with a word put in."""
