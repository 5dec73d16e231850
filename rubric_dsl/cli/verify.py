"""``rubric verify``: a bundle of sealed results recomputed."""

from __future__ import annotations

import json
import re
from typing import Final

import click

from rubric_dsl.api import verify as verify_path
from rubric_dsl.cli.bilingual import LANG, OUTPUT, Command, Misuse, option
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.language import chosen
from rubric_dsl.cli.seal import grouped
from rubric_dsl.results.diagnostics import MismatchTold, VerificationResult
from rubric_dsl.results.write import write
from rubric_dsl.seal.archive import plain_digest
from rubric_dsl.seal.verify import Verification
from rubric_dsl.text.characters import visible
from rubric_dsl.text.diagnostic import Diagnostic, Language, Words
from rubric_dsl.text.show.terminal import render

_ABOUT = Words(
    zh="""核验封存包：不用计分程序，按包里的细则和佐证把结果重新推算一遍。

每个单位每个节点的得分、计入和不计入的事项、名次、名额、等次，都由佐证重新算出，再与包里写的逐项比对；算不出的、
没有算到的，一律不算通过。写明公布的总摘要（--digest）或者签名和公钥，包里的任何改动都会被发现；不写，发现不了的是
佐证和结果一起换过。BUNDLE 是 rubric seal 写的文件，或解开后的文件夹。退出码：0 核验通过；1 不通过。""",
    en="""Verify a bundle: recompute its results from its rubric and its evidence, without the engine that made it.

The points of every node of every unit, what counted and what did not, ranks, quotas and grades are worked out anew,
and what the bundle says is held against that, value by value; what cannot be recomputed, or was not, does not hold.
With the published digest (--digest), or a signature and the public key, any change is found; without, not that
evidence and results were changed together. BUNDLE is a file that rubric seal wrote, or the folder it was unpacked to.
Exit codes: 0 it holds; 1 it does not.""",
)
_DIGEST_HELP = Words(
    zh="公布的总摘要；分组的空格和短横不计", en="The published digest; spaces and hyphens between groups do not matter."
)
_SIGNATURE = Words(zh="签名文件（.sig）", en="The file of the signature (.sig).")
_KEY = Words(zh="签名者的公钥（PEM）", en="The public key of who signed (PEM).")
_FORMAT = Words(zh="输出格式，默认 table", en="Format of the output; table unless told.")
_BOTH = Words(zh="--signature 和 --key 要一起写", en="--signature and --key go together")
_NO_DIGEST = Words(zh="--digest 应是 64 位十六进制数", en="--digest has 64 hexadecimal digits")
_TITLE = Words(zh="《{title}》结果封存包", en="Sealed results of: {title}")
_DATED = Words(zh="封存日期 {date}", en="dated {date}")
_MADE_BY = Words(zh="由 rubric-dsl {version} 制作", en="made by rubric-dsl {version}")
_COMMA = Words(zh="，", en=", ")
_LIST = Words(zh="、", en=", ")
_ITEM = Words(zh="  {name}：{n}", en="  {name}: {n}")
_RECOMPUTED = Words(zh="重新推算：", en="Recomputed:")
_COUNTS: Final = {
    "files": Words(zh="文件摘要", en="digests of files"),
    "units": Words(zh="单位", en="units"),
    "nodes": Words(zh="节点得分", en="points of nodes"),
    "values": Words(zh="逐项比对", en="values held against them"),
    "ranks": Words(zh="名次", en="ranks"),
    "quotas": Words(zh="名额", en="quotas"),
}
_NOT_RECOMPUTED: Final = Words(
    zh="未经推算，只是包里这样写：{names}", en="Not recomputed, and only said by the bundle: {names}"
)
_HELD_AGAINST = Words(zh="总摘要：{digest}", en="Digest: {digest}")
_HOLDS_BOUND = Words(
    zh="核验通过：与公布的摘要或签名一致，封存后没有任何改动；{units} 个单位的结果全部重新推算，与包里所写一致。",
    en="It holds: this is what was published or signed, unchanged, and the results of all its units ({units}) follow.",
)
_HOLDS_ALONE = Words(
    zh="核验通过：{units} 个单位的结果全部由包里的佐证重新推算，与包里所写一致。\n"
    "没有同公布的总摘要或签名比对，不能排除佐证和结果被一起换过；请用 --digest 或 --signature 再核一次。",
    en="It holds: the results of all its units ({units}) follow from the evidence in it.\n"
    "It was not held against a published digest or a signature, so evidence and results may have been changed "
    "together; verify again with --digest or --signature.",
)
_FAILS = Words(zh="核验不通过：{n} 处不符。", en="It does not hold. Found: {n}.")
_MORE = Words(zh="……另有 {n} 处", en="… and {n} more")
_SHOWN: Final = 50


@click.command("verify", cls=Command, words=_ABOUT)
@click.argument("path", metavar="BUNDLE")
@option("--digest", metavar="HEX", words=_DIGEST_HELP)
@option("--signature", metavar="FILE", words=_SIGNATURE)
@option("--key", metavar="PUBLIC.pem", words=_KEY)
@option("--format", "format_", type=click.Choice(["table", "json"]), default="table", words=_FORMAT)
@OUTPUT
@LANG
@click.pass_context
def verify(
    ctx: click.Context,
    path: str,
    digest: str | None,
    signature: str | None,
    key: str | None,
    format_: str,
    output: str | None,
    lang: str | None,
) -> None:
    """Verify the bundle and say what came of it."""
    if (signature is None) != (key is None):
        raise Misuse(_BOTH)
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", plain_digest(digest)):
        raise Misuse(_NO_DIGEST)
    made = verify_path(path, digest, signature, key)
    speak = chosen(lang, "zh" if made.chinese else "en")
    if format_ == "json":
        emit([json.dumps(write(_data(made, speak)), ensure_ascii=False, indent=2), "\n"], output)
    else:
        emit((f"{line}\n" for line in _lines(made, speak)), output)
    ctx.exit(0 if made.holds else 1)


def _lines(made: Verification, lang: Language) -> list[str]:
    lines: list[str] = []
    if made.title is not None:
        about = [_TITLE.say(lang, {"title": visible(made.title)})]
        about += [] if made.date is None else [_DATED.say(lang, {"date": visible(made.date)})]
        about += [] if made.version is None else [_MADE_BY.say(lang, {"version": visible(made.version)})]
        lines.append(_COMMA.say(lang, {}).join(about))
    lines.append(_HELD_AGAINST.say(lang, {"digest": grouped(made.digest)}))
    lines.append(_RECOMPUTED.say(lang, {}))
    counted = ((words, made.counts.get(name, 0)) for name, words in _COUNTS.items())
    lines += [_ITEM.say(lang, {"name": words, "n": n}) for words, n in counted if n]
    lines.append(_NOT_RECOMPUTED.say(lang, {"names": _LIST.say(lang, {}).join(made.not_recomputed)}))
    for found in made.found[:_SHOWN]:
        lines += ["", *(visible(line) for line in render(found, lang).split("\n"))]
    if len(made.found) > _SHOWN:
        lines += ["", _MORE.say(lang, {"n": len(made.found) - _SHOWN})]
    verdict = _FAILS if made.found else _HOLDS_BOUND if made.bound else _HOLDS_ALONE
    return [*lines, "", verdict.say(lang, {"n": len(made.found), "units": made.units})]


def _data(made: Verification, lang: Language) -> VerificationResult:
    return VerificationResult(
        holds=made.holds,
        bound=made.bound,
        digest=made.digest,
        title=made.title,
        date=made.date,
        version=made.version,
        counts={name: made.counts.get(name, 0) for name in _COUNTS},
        not_recomputed=tuple(made.not_recomputed),
        found=tuple(_found(d, lang) for d in made.found),
    )


def _found(diagnostic: Diagnostic, lang: Language) -> MismatchTold:
    place = diagnostic.path if diagnostic.span is None else diagnostic.span.at
    return MismatchTold(code=diagnostic.code.id, path=place, message=diagnostic.message(lang))
