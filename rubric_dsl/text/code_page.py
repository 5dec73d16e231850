"""The page of a code: what a message means and why, an example that draws it, and the same as it should be.

``codes/pages/RUB012.md`` has a paragraph or two in Chinese, a line ``---``, the same in English, and
fenced examples: ``bad`` and ``good``, and ``with``, the rubric (or the file amended) that both are for.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final, Literal

from attrs import frozen

from rubric_dsl.text.diagnostic import Language, Words

_FENCE: Final = re.compile(r"^```(\w+) (with|bad|good)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Role = Literal["with", "bad", "good"]


@frozen(kw_only=True)
class Example:
    """A text of an example. ``kind`` is what it is written in: rubric, yaml, json, jsonl, toml or text."""

    role: Role
    kind: str
    text: str


@frozen(kw_only=True)
class CodePage:
    """What there is to say about a code beyond its message."""

    zh: str
    en: str
    examples: tuple[Example, ...]

    def means(self, lang: Language) -> str:
        """What it means and why, in paragraphs."""
        return self.zh if lang == "zh" else self.en

    def example(self, role: Role) -> Example | None:
        """The example in one role, if there is one."""
        return next((e for e in self.examples if e.role == role), None)


def page_of(code: str) -> CodePage:
    """The page of a code. Raises KeyError where there is none."""
    path = files("rubric_dsl.text.codes").joinpath("pages", f"{code}.md")
    if not re.fullmatch(r"[A-Z]{3}\d{3}", code) or not path.is_file():
        raise KeyError(code)
    text = path.read_text(encoding="utf-8")
    first = _FENCE.search(text)
    said = text[: first.start()] if first else text
    zh, _, en = said.partition("\n---\n")
    examples = tuple(Example(role=_role(role), kind=kind, text=body) for kind, role, body in _FENCE.findall(text))
    return CodePage(zh=zh.strip(), en=en.strip(), examples=examples)


def in_catalogue(words: Words, lang: Language) -> str:
    """The words of a code with their places left open, as a reader is shown them: ``{name}``."""
    text = words.zh if lang == "zh" else words.en
    return re.sub(r"\{(\w+)!r\}", r"“{\1}”", text).replace("{{", "{").replace("}}", "}")


def _role(role: str) -> Role:
    match role:
        case "bad":
            return "bad"
        case "good":
            return "good"
        case _:
            return "with"
