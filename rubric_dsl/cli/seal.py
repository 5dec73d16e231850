"""``rubric seal``: results sealed in a bundle that anyone can verify."""

from __future__ import annotations

from datetime import date

import click

from rubric_dsl.cli.bilingual import LANG, Command, Misuse, option
from rubric_dsl.cli.diagnostics import tell
from rubric_dsl.cli.document import emit
from rubric_dsl.cli.reading import INPUT, Format, evidence_of, rubric_of
from rubric_dsl.seal.archive import file_of
from rubric_dsl.seal.signature import signed
from rubric_dsl.text.diagnostic import Words

_ABOUT = Words(
    zh="""把结果连同依据封存成一个包，任何人都能核验。

包里有细则原文、全部佐证和评定、每个单位的计分过程、名次和等次、定级依据，以及每个文件的 SHA-256。
公布最后显示的一个总摘要（例如印在通报上），之后包里改动任何一个字都会被 rubric verify 发现。
签名密钥可用 openssl genpkey -algorithm ed25519 -out private.pem 生成，公钥用
openssl pkey -in private.pem -pubout -out public.pem 导出。""",
    en="""Seal results, with all they rest on, in a bundle that anyone can verify.

The bundle has the text of the rubric, the evidence and judgements, each unit's trace, the standings, the certificate,
and the SHA-256 of each. Publish the one digest that is shown at the end, in the notice say: whatever is changed in
the bundle after that, rubric verify finds. Keys for signatures are made with
openssl genpkey -algorithm ed25519 -out private.pem, and openssl pkey -in private.pem -pubout -out public.pem.""",
)
_OUTPUT = Words(zh="封存包写到这个文件（.zip）；必须写", en="The file to write the bundle to (.zip); needed.")
_SIGN = Words(
    zh="用这把私钥（PEM，Ed25519）签名，签名写到“封存包文件名.sig”",
    en="Sign with this private key (PEM, Ed25519); the signature goes to FILE.sig.",
)
_DATE = Words(
    zh="封存日期，记入包里；不写则不记，同样的结果总得到同样的包",
    en="The date to put in the bundle; without it the same results always make the same bundle.",
)
_NO_OUTPUT = Words(zh="请用 --output 写明封存包的文件名", en="say where the bundle goes with --output FILE")
_NOT_A_DATE = Words(zh="--date 应写成 2018-12-31 的样子", en="--date is written like 2018-12-31")
_SIGNED_TO_STDOUT = Words(zh="--sign 须把包写到文件", en="--sign needs the bundle in a file")
_SEALED = Words(zh="已封存 {units} 个单位的结果：{path}", en="Sealed, with units: {units}, in {path}")
_SIGNED = Words(zh="签名：{path}", en="Signature: {path}")
_DIGEST = Words(zh="总摘要（SHA-256），请一并公布：", en="The digest (SHA-256), to be published:")


def grouped(digest: str) -> str:
    """A digest in groups that can be read out."""
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


@click.command("seal", cls=Command, words=_ABOUT)
@click.argument("rubric_path", metavar="RUBRIC")
@click.argument("evidence_path", metavar="EVIDENCE")
@option("--output", metavar="FILE", words=_OUTPUT)
@option("--sign", "private_path", metavar="PRIVATE.pem", words=_SIGN)
@option("--date", "day", metavar="DATE", words=_DATE)
@INPUT
@LANG
def seal(
    rubric_path: str,
    evidence_path: str,
    output: str | None,
    private_path: str | None,
    day: str | None,
    format_in: Format | None,
    lang: str | None,
) -> None:
    """Grade the cohort and write the bundle."""
    if output is None:
        raise Misuse(_NO_OUTPUT)
    if output == "-" and private_path is not None:
        raise Misuse(_SIGNED_TO_STDOUT)
    dated = None if day is None else _dated(day)
    private = None if private_path is None else file_of(private_path)
    rubric, speak = rubric_of(rubric_path, lang)
    units = evidence_of(rubric, evidence_path, format_in)
    made = rubric.seal(units, dated)
    signature = None if private is None else signed(made.files, private)
    emit([made.archive()], output)
    if signature is not None:
        emit([signature], f"{output}.sig")
    lines = [_SEALED.say(speak, {"units": len(units), "path": output})]
    lines += [] if signature is None else [_SIGNED.say(speak, {"path": f"{output}.sig"})]
    lines += [_DIGEST.say(speak, {}), f"  {grouped(made.digest)}", f"  {made.digest}"]
    if output == "-":
        tell("\n".join(lines))
    else:
        emit(["\n".join(lines), "\n"])


def _dated(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Misuse(_NOT_A_DATE) from None
