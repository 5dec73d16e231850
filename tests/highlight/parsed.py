"""What the parser takes each word of a text for: the measure that highlighting is held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lark import Token

from rubric_dsl.highlight.kinds import Kind
from rubric_dsl.language.keywords import KEYWORDS, ROUND_MODES, canonical_mode
from rubric_dsl.mistakes.hints import diagnose
from rubric_dsl.mistakes.reading import parse
from rubric_dsl.syntax import parse as parsing
from rubric_dsl.syntax.format import format
from rubric_dsl.syntax.grammar import parser
from rubric_dsl.syntax.scan import Line
from rubric_dsl.text.source import Source
from tests.docs.pages import PAGES, blocks, whole

ROOT = Path(__file__).parents[2]
SHELF = sorted((ROOT / "rubrics").glob("*.rubric"))

WORDS = {
    Kind.DECLARATION, Kind.ATTRIBUTE, Kind.CLAUSE, Kind.OPERATOR_WORD, Kind.TYPE, Kind.CONSTANT, Kind.UNIT,
    Kind.SUPPLIED,
}  # fmt: skip
NAMES = {Kind.NAME, Kind.DECLARED, Kind.NODE_ID, Kind.OPTION, Kind.FUNCTION, Kind.CALLED, Kind.SUPPLIED}
LITERALS = {
    "STRING": {Kind.STRING, Kind.INTERPOLATION},
    "NUMBER": {Kind.NUMBER, Kind.UNIT, Kind.NODE_ID},
    "PERCENT": {Kind.PERCENTAGE},
    "DATE": {Kind.DATE},
    "DOTTED": {Kind.NODE_ID},
    "NODE_ID": {Kind.NODE_ID},
    "DOTTED_NAME": {Kind.FUNCTION},
}
_PHRASES = {"ORDINAL_BY", "ORDINAL_SAME", "ORDINAL_SAME_BY", "RANK_WITHIN", "RANK_WITHIN_UP"}
_MODES = {KEYWORDS[t].en for t in ROUND_MODES}


class _Recorder(parsing.Reader):
    """Keeps each line that is read, with the symbol it is read from."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, diagnose)
        self.lines: list[tuple[Line, str]] = []

    def built(self, line: Line, start: str) -> object:
        self.lines.append((line, start))
        return super().built(line, start)


def expected(text: str) -> Iterator[tuple[int, int, set[Kind]]]:
    """Each token of a text that parses: from where to where, and the kinds it may be shown as."""
    recorder = _Recorder(Source.of(text))
    recorder.read()
    for line, start in recorder.lines:
        for token in parser().parse_interactive(line.text, start=start).iter_parse():
            assert token.start_pos is not None and token.end_pos is not None
            yield line.start + token.start_pos, line.start + token.end_pos, _kinds(token)


def _kinds(token: Token) -> set[Kind]:
    if token.type in KEYWORDS or token.type in _PHRASES:
        return WORDS
    if token.type == "NAME":
        return NAMES | ({Kind.CONSTANT} if canonical_mode(token) in _MODES else set())
    return LITERALS.get(token.type, {Kind.OPERATOR, Kind.PUNCTUATION})


def texts() -> Iterator[tuple[str, str]]:
    """Rubrics of every sort, by name: the shelf, the samples and the documentation, in both languages."""
    for path in [*SHELF, *sorted((ROOT / "tests" / "cases").rglob("*.rubric"))]:
        yield from _in_both_languages(path.name, path.read_text("utf-8"))
    for page in PAGES:
        for block in blocks(page.read_text("utf-8")):
            if block.kind == "rubric" and "refused" not in block.flags:
                yield from _in_both_languages(f"{page.name}:{block.line}", whole(block.text))


def _in_both_languages(name: str, text: str) -> Iterator[tuple[str, str]]:
    read, wrong = parse(Source.of(text, name))
    if wrong:  # some samples are wrong on purpose
        return
    yield name, text
    for language in ("en", "zh"):
        yield f"{name} ({language})", format(read, language)  # type: ignore[arg-type]
