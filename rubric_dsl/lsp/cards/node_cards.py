"""Cards of nodes and of what they rest on: readings and sources; and of grades."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubric_dsl.check.mentions import Symbol
from rubric_dsl.lsp.cards.markdown import code, escaped, points, quote
from rubric_dsl.lsp.cards.parts import CardParts
from rubric_dsl.model.numbers import plain
from rubric_dsl.syntax import tree
from rubric_dsl.text.diagnostic import Words

_FULL = Words(zh="满分 {points}", en="full marks {points}")
_NEEDS = Words(zh="材料", en="needs")
_NOTE = Words(zh="注", en="note")
_REFERRED = Words(zh="引用它的条目", en="looked at by")
_AMENDED = Words(zh="修改于第 {line} 行", en="amended on line {line}")
_RESTS = Words(zh="据此计分的", en="what rests on it")
_ALTERNATIVE = Words(zh="另解", en="alternative")
_CITED = Words(zh="{nodes} 个条目引用，共 {times} 处", en="{nodes} nodes cite it, {times} citations in all")
_OTHERWISE = Words(zh="其他情形", en="otherwise")
_WHEN = Words(zh="条件", en="when")
_VETO = Words(zh="一票否决", en="veto")
_QUOTA = Words(zh="名额", en="quota")


def of_node(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A section, item or point: its points, its clause, what it rests on."""
    node = on.names.nodes.get(symbol.name)
    if node is None:
        return
    yield f"**{on.node_name(symbol.name)}** · {on.word(node.kind.upper())}"
    bounds = [
        code(part.span.text) for part in node.body if isinstance(part, tree.Worth | tree.Cap | tree.Floor | tree.Start)
    ]
    made = on.loaded.model.node.get(symbol.name) if on.loaded.model is not None else None
    if made is not None and made.full is not None:
        bounds.append(on.say(_FULL, points=plain(made.full)))
    if bounds:
        yield " · ".join(bounds)
    yield from _cites(on, (part for part in node.body if isinstance(part, tree.Cite)))
    told = []
    for part in node.body:
        match part:
            case tree.UseReading(name=name):
                reading = on.known.readings.get(name.text)
                told.append(f"{on.word('READING')} {on.named(name.text, reading.text if reading else None)}")
            case tree.Needs(text=text):
                told.append(on.labelled(_NEEDS, escaped(text)))
            case tree.Note(text=text):
                told.append(on.labelled(_NOTE, escaped(text)))
            case tree.Placed():
                pass
    uses = on.users.of(symbol)
    if uses.nodes or uses.grades:
        told.append(on.used(uses, _REFERRED))
    told += [on.say(_AMENDED, line=span.source.position(span.start)[0]) for span in uses.amended]
    if told:
        yield points(told)


def _cites(on: CardParts, cites: Iterable[tree.Cite]) -> Iterator[str]:
    for cite in cites:
        source = on.known.sources.get(cite.source.text)
        title = source.title if source is not None else cite.source.text
        yield f"{on.word('CITE')} {escaped(title)} {escaped(cite.where)}"
        if cite.quote is not None:
            yield quote(cite.quote)


def of_reading(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A reading, and what was not taken."""
    reading = on.known.readings.get(symbol.name)
    if reading is None:
        return
    yield on.head(symbol.name, on.word("READING"), reading.text)
    yield from _cites(on, reading.cites)
    told = [on.labelled(_NOTE, escaped(note.text)) for note in reading.notes]
    if reading.alternative is not None:
        told.append(on.labelled(_ALTERNATIVE, escaped(reading.alternative.text)))
    yield points([*told, on.used(on.users.of(symbol), _RESTS)])


def of_source(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """An official text, and how often it is cited."""
    source = on.known.sources.get(symbol.name)
    if source is None:
        return
    yield on.head(symbol.name, on.word("SOURCE"), source.title)
    nodes = on.users.of(symbol).nodes
    yield on.say(_CITED, nodes=len(nodes), times=on.users.citations(symbol.name))


def of_grade(on: CardParts, symbol: Symbol) -> Iterator[str]:
    """A grade: when it is given."""
    blocks = [s for s in on.file.statements if isinstance(s, tree.GradesBlock)]
    told = []
    for member in (m for grades in blocks for m in grades.members):
        match member:
            case tree.Veto(grade=grade, condition=condition) if grade.text == symbol.name:
                told.append(on.labelled(_VETO, code(condition.span.text)))
            case tree.GradeDecl(name=name, condition=condition) if name.text == symbol.name:
                when = code(condition.span.text) if condition is not None else on.say(_OTHERWISE)
                told.append(on.labelled(_WHEN, when))
                lines = [code(line.span.text) for line in member.body if isinstance(line, tree.Quota | tree.Ties)]
                told += [on.labelled(_QUOTA, on.listed(lines))] if lines else []
            case tree.Placed():
                pass
    if told:
        yield on.head(symbol.name, on.word("GRADE"), None)
        yield points(told)
