"""Layout of scores: a tree that opens down to the event, short tables, ranges."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rubric_dsl.api import Provisional, Rubric, Score
from rubric_dsl.cli.hanging import Tree
from rubric_dsl.cli.prose import Prose
from rubric_dsl.cli.scored import Scored
from rubric_dsl.explain.ledger_words import LineWords, NodeWords
from rubric_dsl.explain.points_words import READING, points_of
from rubric_dsl.explain.value_words import brief, one_line
from rubric_dsl.model.numbers import exact
from rubric_dsl.text.diagnostic import Language, Words

_AT = Words(zh="细则第 {line} 行", en="line {line} of the rubric")
_CITES = Words(zh="依据 {cites}", en="cites {cites}")
_PART = Words(zh="部分", en="part")
_POINTS = Words(zh="得分", en="points")
_WORTH = Words(zh="分值", en="worth")
_LEAST = Words(zh="最低", en="least")
_MOST = Words(zh="最高", en="most")
_NO_BOUND = Words(zh="不限", en="open")
_TOTAL = Words(zh="总分", en="total")
_UNSCORED = Words(zh="不计分：{why}", en="not scored: {why}")
_MISSING = Words(zh="缺少的佐证（{n} 处）：", en="missing evidence ({n}):")
_ALL_IN = Words(zh="佐证齐全。", en="All evidence is in.")


def opened(console: Console, unit: str, root: NodeWords, lang: Language) -> None:
    """A score, or a node of one, as a tree: nodes with their points, lines below the leaves, events below the lines."""
    console.print(Text(one_line(unit), style="bold"))
    _tree(root, lang).show(console)
    console.print()


def _tree(node: NodeWords, lang: Language, parent: Tree | None = None) -> Tree:
    label = Prose()
    if node.id and node.event is None:
        label.append(f"{node.id} ", style="bold")
    label.append(node.event or node.title)
    label.append("  ")
    label.append(points_of(node, lang), style=_style(node))
    tree = Tree(label) if parent is None else parent.add(label)
    if node.cites and not node.below:
        tree.add(Prose(_CITES.say(lang, {"cites": "、".join(node.cites)}), style="dim"))
    for reading in node.readings:
        tree.add(Prose(READING.say(lang, {"reading": reading}), style="dim"))
    # What its children make comes before what becomes of it.
    for child in node.below:
        _tree(child, lang, tree)
    for line in node.lines:
        _line(line, lang, tree)
    return tree


def _line(line: LineWords, lang: Language, parent: Tree) -> None:
    label = Prose()
    label.append(f"{line.points:>5}  ", style="green" if line.points.startswith("+") else _LOSS.get(line.points, "red"))
    label.append(line.text)
    if line.at is not None:
        label.append(f"  {_AT.say(lang, {'line': line.at})}", style="dim")
    tree = parent.add(label)
    for rest in line.rests_on:
        tree.add(Prose(rest))
    for counted in line.counted:
        tree.add(Prose(f"✓ {counted}"))
    for aside in line.set_aside:
        tree.add(Prose(f"✗ {aside}", style="dim"))


_LOSS = {"0": "yellow"}


def _style(node: NodeWords) -> str:
    if not node.applies:
        return "dim"
    if node.worth is None:
        return "cyan"
    return "green" if node.full else "red" if node.points == "0" else "yellow"


def short(console: Console, score: Score, lang: Language) -> None:
    """A unit's score as a short table: its parts and the total."""
    whole = score.words(lang)
    table = _table(one_line(score.unit), (_POINTS, _WORTH), lang)
    for part in whole.below:
        points = part.points if part.applies else "—"
        table.add_row(_named(part.id, part.title), points, part.worth or "—")
    table.add_section()
    table.add_row(_TOTAL.say(lang, {}), whole.points, whole.worth or "—", style="bold")
    console.print(table)
    console.print()


def unscored(console: Console, one: Scored, lang: Language) -> None:
    """A unit that a veto leaves unscored."""
    console.print(Text(one_line(one.unit), style="bold"))
    why = one.veto.because or one.veto.grade if one.veto is not None else ""
    console.print(Prose(_UNSCORED.say(lang, {"why": one_line(why)}), style="yellow"))
    console.print()


def ranges(console: Console, one: Provisional, rubric: Rubric, ids: Sequence[str], lang: Language) -> None:
    """What a unit can still come to, node by node, and what is missing."""
    table = _table(one_line(one.unit), (_LEAST, _MOST, _WORTH), lang)
    for id in ids:
        if not id:
            continue
        node = rubric.model.node[id]
        low, high = one[id]
        worth = "—" if node.full is None else brief(node.full)
        style = "" if low == high else "yellow"
        table.add_row(_named(id, one_line(node.title or "")), _end(low, lang), _end(high, lang), worth, style=style)
    if "" in ids:
        table.add_section()
        full = rubric.model.root.full
        worth = "—" if full is None else brief(full)
        table.add_row(_TOTAL.say(lang, {}), _end(one.low, lang), _end(one.high, lang), worth, style="bold")
    console.print(table)
    console.print((_MISSING if one.missing else _ALL_IN).say(lang, {"n": len(one.missing)}))
    for missing in one.missing:
        console.print(Text(f"  {missing.path}  {missing.message(lang)}"), soft_wrap=True)
    console.print()


def _table(title: str, columns: Sequence[Words], lang: Language) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", show_edge=False, pad_edge=False)
    table.add_column(_PART.say(lang, {}))
    for words in columns:
        table.add_column(words.say(lang, {}), justify="right", no_wrap=True)
    return table


def _named(id: str, title: str) -> Text:
    return Text(f"{id} {title}".strip())


def _end(value: Decimal | Fraction | None, lang: Language) -> str:
    return _NO_BOUND.say(lang, {}) if value is None else brief(exact(value))
