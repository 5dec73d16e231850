"""Inlay hints: beside every worth, how far the worths so far add up to what the parent says."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from lsprotocol import types

from rubric_dsl.lsp.document import Document
from rubric_dsl.lsp.places import Places
from rubric_dsl.model.numbers import exact, plain
from rubric_dsl.syntax import tree
from rubric_dsl.text.diagnostic import Language, Words

_SO_FAR: Final = Words(zh="累计 {sum}", en="Σ {sum}")
_SO_FAR_OF: Final = Words(zh="累计 {sum}／{whole}", en="Σ {sum} of {whole}")
_WHOLE: Final = Words(zh="各项合计 {sum}", en="items: {sum}")
_EXPLAINED: Final = Words(
    zh="到这一项为止，同级各项的分值合计 {sum}", en="the worths of the items up to this one, together {sum}"
)
_OFF: Final = Words(zh="，与上一级的 {whole} 相差 {off}", en=", which differs from the {whole} above by {off}")


def hints(document: Document, within: types.Range, lang: Language) -> list[types.InlayHint]:
    """The hints of a range of the last checked text, as far as it can be read."""
    if document.loaded is None or document.checked is None:
        return []
    file, places = document.loaded.tree, document.checked
    nodes = [s for s in file.statements if isinstance(s, tree.NodeDecl)]
    own = file.header.body if file.header is not None else ()
    found = list(_children(places, nodes, _given(own), lang) if _adds_up(own) else ())
    if file.header is not None and (total := _together(nodes)) is not None and file.header.base is None:
        label = _WHOLE.say(lang, {"sum": _plain(total)})
        found.append(_hint(places, file.header.name.span.end, label))
    for node in nodes:
        found += _below(places, node, lang)
    return [h for h in found if within.start <= h.position <= within.end]


def _below(places: Places, node: tree.NodeDecl, lang: Language) -> Iterator[types.InlayHint]:
    children = [p for p in node.body if isinstance(p, tree.NodeDecl)]
    if children and _adds_up(node.body):
        yield from _children(places, children, _given(node.body), lang)
        total = _together(children)
        if total is not None and _given(node.body) is None:
            yield _hint(places, node.id.span.end, _WHOLE.say(lang, {"sum": _plain(total)}))
    for child in children:
        yield from _below(places, child, lang)


def _children(
    places: Places, children: list[tree.NodeDecl], whole: Fraction | None, lang: Language
) -> Iterator[types.InlayHint]:
    """A running sum at the worth of each of a node's children."""
    counted = [(child, worth) for child in children if (worth := _worth(child)) is not None]
    total = Fraction(0)
    for i, (child, worth) in enumerate(counted):
        total += worth
        at = next((p.value.span.end for p in child.body if isinstance(p, tree.Worth)), child.id.span.end)
        args = {"sum": _plain(total), "whole": _plain(whole) if whole is not None else ""}
        label = (_SO_FAR if whole is None else _SO_FAR_OF).say(lang, args)
        tip = _EXPLAINED.say(lang, args)
        if whole is not None and i == len(counted) - 1:
            label += " ✓" if total == whole else " ✗"
            if total != whole:
                tip += _OFF.say(lang, {"whole": _plain(whole), "off": _plain(abs(total - whole))})
        yield _hint(places, at, label, tip)


def _hint(places: Places, offset: int, label: str, tip: str | None = None) -> types.InlayHint:
    return types.InlayHint(places.position(offset), label, tooltip=tip, padding_left=True)


def _adds_up(body: tuple[object, ...]) -> bool:
    """Whether the children of a node are added."""
    return not any(isinstance(p, tree.Combine) and p.mode != "sum" for p in body)


def _given(body: tuple[object, ...]) -> Fraction | None:
    """The worth that is written, where it is a fixed number."""
    worth = next((p for p in body if isinstance(p, tree.Worth)), None)
    return _number(worth.value) if worth is not None else None


def _worth(node: tree.NodeDecl) -> Fraction | None:
    """A node's worth, written or made by its children."""
    given = _given(node.body)
    if given is not None or any(isinstance(p, tree.Worth) for p in node.body):
        return given
    children = [p for p in node.body if isinstance(p, tree.NodeDecl)]
    return _together(children) if children and _adds_up(node.body) else None


def _together(nodes: list[tree.NodeDecl]) -> Fraction | None:
    worths = [worth for node in nodes if (worth := _worth(node)) is not None]
    return sum(worths, Fraction(0)) if worths else None


def _number(e: tree.Expr) -> Fraction | None:
    match e:
        case tree.Number():
            return e.value
        case tree.Arithmetic(op="+" | "-" | "*" as op, left=left, right=right):
            a, b = _number(left), _number(right)
            if a is None or b is None:
                return None
            return a + b if op == "+" else a - b if op == "-" else a * b
        case tree.Placed():
            return None


def _plain(number: Fraction) -> str:
    return plain(exact(number))
