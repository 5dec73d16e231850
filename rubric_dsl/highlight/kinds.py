"""What a stretch of text can be, and which kind each word of the language is."""

from __future__ import annotations

import re
from enum import Enum


class Kind(Enum):
    """What a stretch of text is. The value is its name in a TextMate grammar, without ``.rubric``."""

    COMMENT = "comment.line.number-sign"
    STRING = "string.quoted"
    INTERPOLATION = "variable.other.interpolated"
    NUMBER = "constant.numeric"
    UNIT = "keyword.other.unit"
    PERCENTAGE = "constant.numeric.percentage"
    DATE = "constant.numeric.date"
    NODE_ID = "entity.name.section"
    DECLARATION = "storage.type.declaration"
    ATTRIBUTE = "keyword.other.attribute"
    CLAUSE = "keyword.control.clause"
    OPERATOR_WORD = "keyword.operator.wordlike"
    TYPE = "support.type"
    CONSTANT = "constant.language"
    FUNCTION = "support.function"
    CALLED = "entity.name.function"
    SUPPLIED = "variable.language"
    DECLARED = "entity.name.type"
    OPTION = "variable.other.enummember"
    NAME = "variable.other"
    OPERATOR = "keyword.operator"
    PUNCTUATION = "punctuation"


_WORDS = {
    Kind.DECLARATION: """
        RUBRIC DSL AMENDS FROM SHA256 ISSUER ISSUED PERIOD SOURCE EVIDENCE READING ALTERNATIVE SECTION ITEM POINT
        LET TABLE LADDER GRADES RANK UNITS GRADE VETO QUOTA TIES_OUT TIES_IN TIES_BY REVIEW WINDOW SILENCE
        CHANGE REPLACE REMOVE ADD AFTER UNDER FACT DEFAULT CHECK IN_PERIOD
    """,
    Kind.ATTRIBUTE: """
        WORTH CAP FLOOR START WEIGHT COMBINE APPLIES RESCALE ZERO ROUND LEAVES CITE NOTE NEEDS
        AT_MOST AT_LEAST UNSCORED AS RANKED_LAST
    """,
    Kind.CLAUSE: "AWARD DEDUCT JUDGED REASON_OPTIONAL PER WHEN OTHERWISE UP_TO BECAUSE HIGHEST_PER",
    Kind.OPERATOR_WORD: """
        WHERE WITH_SAME BY LOWER IF ELSE AND OR NOT IN NOT_IN IS_MISSING IS_NOT_MISSING OF SHARE_OF DOTS
        WITHIN ROUNDED_UP
    """,
    Kind.TYPE: "YES_NO COUNT NUMBER_TYPE PERCENT_TYPE DATE_TYPE TEXT_TYPE ONE_OF EVENTS",
    Kind.CONSTANT: "YES NO NONE SUM HIGHEST LOWEST AVERAGE WEIGHTED FULL HALF_UP HALF_EVEN UP DOWN",
    Kind.SUPPLIED: "ORDINAL",
    Kind.UNIT: "WORKING_DAYS DAYS MONTHS YEARS",
}

KIND_OF: dict[str, Kind] = {terminal: kind for kind, words in _WORDS.items() for terminal in re.findall(r"\w+", words)}
"""The kind of each word of the language, by the name of its terminal."""
