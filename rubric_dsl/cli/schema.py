"""``rubric schema``: JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

import json
from typing import Final

import click

from rubric_dsl import results
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, Misuse, option
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import rubric_of
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="输出 JSON Schema（2020-12）：某份细则的佐证，或者（用 --of）某种结果。",
    en="Write a JSON Schema (2020-12): of a rubric's evidence, or with --of of a kind of result.",
)
_OF = Words(zh="某种结果的 Schema", en="The schema of a kind of result.")
_EITHER = Words(zh="写一个细则文件，或者写 --of，二者取一", en="give either a rubric or --of")
_KINDS: Final = {name.removeprefix("rubric.").partition("/")[0]: form for name, form in results.FORMATS.items()}


@click.command("schema", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="[RUBRIC]", required=False)
@option("--of", "kind", type=click.Choice(sorted(_KINDS)), words=_OF)
@OUTPUT
@LANG
def schema(rubric_path: str | None, kind: str | None, output: str | None, lang: str | None) -> None:
    """Write the schema."""
    if (rubric_path is None) == (kind is None):
        raise Misuse(_EITHER)
    made = results.schema(_KINDS[kind]) if kind is not None else rubric_of(str(rubric_path), lang)[0].json_schema()
    emit([json.dumps(made, ensure_ascii=False, indent=2), "\n"], output)
