"""YAML text to data: every scalar stays as it was written, and only the plainest YAML is read.

The types of YAML 1.1 turn ``no`` into false, ``1:30`` into 90 and ``99.50`` into a float. Here a
scalar is its characters (or null), and the fact it is given for decides what they mean. Tags and
further documents are refused: evidence needs neither. Aliases are read, since programs that write
YAML use them for what they meet twice, but only so many: they can make a small file enormous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from rubric_dsl.evidence.raw import Repeated, Written
from rubric_dsl.text.codes import evidence as codes
from rubric_dsl.text.diagnostic import Diagnostic, Words
from rubric_dsl.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
"""What stands for nothing, where it is not in quotes."""

DEEPEST: Final = 50
"""How deep a file may be nested; evidence takes seven levels."""

MOST_CHARACTERS: Final = 16_000_000
"""How long a text may be: YAML is read slowly, and in many times its room."""

ALIASED: Final = 100_000
"""How many values all aliases of a file together may stand for."""

_ALIAS = Words(zh="没有出处或者代表太多内容的别名（*）", en="aliases (*) that stand for nothing known, or for too much")
_TAG = Words(zh="类型标记（!）", en="type tags (!)")
_DOCUMENTS = Words(zh="多个文档（---）", en="more than one document (---)")
_NOT_A_NAME = Words(zh="分栏的名称应是一个词或一句话", en="a name must be a single text")
_MALFORMED = Words(
    zh="多半是缩进不齐、冒号后面缺空格，或引号、括号没有成对",
    en="look for uneven indentation, a missing space after a colon, or quotes and brackets that do not match",
)
_TAB = Words(zh="缩进里有制表符，请改用空格", en="there is a tab in the indentation; use spaces")
_CONTROL = Words(zh="里面有看不见的控制字符", en="it contains an invisible control character")


class _Refused(Exception):
    """Carries the diagnostic that ends the reading of a file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


@define
class _Open:
    """A mapping or list that is not closed yet."""

    mapping: bool
    anchor: str | None = None
    size: int = 1
    values: list[object] = field(factory=list)
    keys: list[str] = field(factory=list)

    @property
    def wants_key(self) -> bool:
        return self.mapping and len(self.keys) == len(self.values)

    def closed(self) -> object:
        if not self.mapping:
            return self.values
        made = dict(zip(self.keys, self.values, strict=True))
        return made if len(made) == len(self.keys) else Repeated(zip(self.keys, self.values, strict=True))


def parse_yaml(text: str, name: str) -> tuple[object, Diagnostic | None]:
    """The data of a YAML text, or what is wrong with it; ``name`` is what messages call the text."""
    try:
        import yaml
    except ImportError:
        return None, Diagnostic(code=codes.YAML_NOT_INSTALLED, path=name)
    if len(text) > MOST_CHARACTERS:
        args = {"name": name, "limit": MOST_CHARACTERS // 1_000_000}
        return None, Diagnostic(code=codes.YAML_TOO_LONG, path=name, args=args)
    source = Source.of(text, name)
    try:
        return _built(yaml, source), None
    except _Refused as refused:
        return None, refused.diagnostic
    except yaml.reader.ReaderError:
        return None, Diagnostic(code=codes.SYNTAX, path=name, args={"format": "YAML", "what": _CONTROL})
    except yaml.MarkedYAMLError as error:
        what = _TAB if "'\\t'" in str(error.problem) else _MALFORMED
        span = _span(source, error.problem_mark or error.context_mark)
        return None, Diagnostic(code=codes.SYNTAX, span=span, args={"format": "YAML", "what": what})
    except (RecursionError, yaml.YAMLError):
        return None, Diagnostic(code=codes.TOO_DEEP, path=name)


def _built(yaml: Any, source: Source) -> object:
    """The one document of a text, built without recursion."""
    root = _Open(mapping=False)
    stack = [root]
    anchored: dict[str, tuple[object, int]] = {}
    aliased = 0

    def put(value: object, size: int, anchor: str | None) -> None:
        stack[-1].values.append(value)
        stack[-1].size += size
        if anchor is not None:
            anchored[anchor] = value, size

    for event in _parsed(yaml, source):
        if getattr(event, "tag", None) is not None:
            _refuse(source, event, codes.YAML_FEATURE, what=_TAG)
        if isinstance(event, yaml.ScalarEvent):
            if stack[-1].wants_key:
                stack[-1].keys.append(event.value)
            else:
                null = event.implicit[0] and event.value in NULLS  # implicit: not in quotes
                put(None if null else Written(event.value), 1, event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            if stack[-1].wants_key:
                _refuse(source, event, codes.SYNTAX, format="YAML", what=_NOT_A_NAME)
            if len(stack) > DEEPEST:
                _refuse(source, event, codes.TOO_DEEP)
            stack.append(_Open(mapping=isinstance(event, yaml.MappingStartEvent), anchor=event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            put(done.closed(), done.size, done.anchor)
        elif isinstance(event, yaml.AliasEvent):
            value, size = anchored.get(event.anchor, (None, ALIASED))
            aliased += size
            if aliased >= ALIASED or stack[-1].wants_key:
                _refuse(source, event, codes.YAML_FEATURE, what=_ALIAS)
            put(value, size, None)
        elif isinstance(event, yaml.DocumentStartEvent) and root.values:
            _refuse(source, event, codes.YAML_FEATURE, what=_DOCUMENTS)
    return root.values[0] if root.values else None


def _parsed(yaml: Any, source: Source) -> Iterator[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parsed: Iterator[Any] = yaml.parse(source.text, Loader=loader)
    return parsed


def _refuse(source: Source, event: Any, code: Any, **args: object) -> None:
    raise _Refused(Diagnostic(code=code, span=_span(source, event.start_mark), args=args))


def _span(source: Source, mark: Any) -> Span:
    """The place of a mark, whose line and column count from 0; it may lie past the end."""
    offset = len(source.text)
    if mark is not None and mark.line < source.lines:
        before = source.text.split("\n", mark.line)[: mark.line]
        offset = min(offset, sum(len(line) + 1 for line in before) + mark.column)
    return Span(source, offset, offset + 1)
