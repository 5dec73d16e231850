"""How long whoever types in a large rubric waits: ``python benchmarks/editor.py [LINES]``.

A rubric of about that many lines is opened in the language server, by a client on the other end of a
pipe, as an editor does. Keys are pressed quickly, and then slowly enough that the check of the whole is
under way at each. What is shown is the time from the key to the diagnostics of its line; the ratio is to
the check of the whole text.
"""

from __future__ import annotations

import asyncio
import sys
from statistics import median
from time import perf_counter

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from rubric_dsl.check.load import load
from rubric_dsl.text.source import Source

QUICK, SLOW = 0.03, 0.4
KEYS = " and done_7 >= fact_7"


def large(lines: int) -> str:
    """A rubric with sections of ten items, each with facts and a reading of its own."""
    evidence, readings, nodes = [], [], []
    for i in range(lines // 15):
        evidence += [
            f'  fact_{i} count "计划{i}" check fact_{i} >= 1',
            f'  done_{i} count "完成{i}" check done_{i} <= fact_{i}',
            f'  events_{i} events in period "事项{i}"',
            '    date date "日期"',
            f'    level one of (a{i} "省级", b{i} "市级") "级别"',
        ]
        readings += [f'reading R{i} "口径{i}"', f'  cite rules "{i}" "引文{i}"']
        nodes += [f'section s{i // 10} "部分{i // 10}"'] if i % 10 == 0 else []
        nodes += [
            f'  item n{i} "项目{i}" worth 5',
            f'    cite rules "{i}"',
            f"    reading R{i}",
            f'    award 3 * done_{i} / fact_{i} because "计划 {{fact_{i}}} 项"',
            f"    award 2 when any(events_{i} where level = a{i})",
            f'  item m{i} "加分{i}" cap 4',
            f'    cite rules "{i}"',
            f"    award 2 per events_{i} where level = a{i} and date <= 06-30",
        ]
    head = ['rubric large "大"', "  dsl 1", "  period 2018-01-01 .. 2018-12-31", '  source rules "细则"', "evidence"]
    return "\n".join([*head, *evidence, *readings, *nodes]) + "\n"


async def typed(text: str, pause: float) -> list[float]:
    """Seconds from each key to the diagnostics of the text with it."""
    client = LanguageClient("benchmark", "1")
    published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    await client.start_io(sys.executable, "-m", "rubric_dsl", "lsp")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    uri = "file:///large.rubric"
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "rubric", 0, text)))
    await published.get()
    lines = text.split("\n")
    line = next(i for i, t in enumerate(lines) if "award 2 when" in t and i > len(lines) * 3 // 4)
    times = []
    for n, key in enumerate(KEYS):
        at = types.Position(line, len(lines[line]) + n)
        start = perf_counter()
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(n + 1, uri),
                [types.TextDocumentContentChangePartial(types.Range(at, at), key)],
            )
        )
        while (await published.get()).version != n + 1:
            pass
        times.append(perf_counter() - start)
        await asyncio.sleep(pause)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return times


def main() -> None:
    text = large(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    source = Source.of(text)
    assert load(source).model is not None
    start = perf_counter()
    load(source)
    whole = perf_counter() - start
    print(f"{source.lines} lines, Python {sys.version.split()[0]}\n")
    print(f"{'':52}{'ms':>9}{'ratio':>9}")
    print(f"{'the check of the whole text, again':52}{whole * 1e3:9.1f}{1:9.2f}")
    for name, pause in (("a key, typing quickly", QUICK), ("a key, while the whole is being checked", SLOW)):
        times = asyncio.run(typed(text, pause))
        for what, seconds in (("median", median(times)), ("slowest", max(times))):
            print(f"{f'{name}: {what}':52}{seconds * 1e3:9.1f}{seconds / whole:9.2f}")


if __name__ == "__main__":
    main()
