import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";

import { whyNot } from "../src/messages.mts";
import { NotFound, environment, lastWords, start } from "../src/server.mts";

const settings = { command: process.execPath, args: ["-e", ""], language: "auto" } as const;

test("a program that is not there is said so in both languages, with what to install", async () => {
  await assert.rejects(start({ ...settings, command: "no-such-rubric" }), (error) => {
    assert.ok(error instanceof NotFound);
    const said = whyNot(error, "");
    for (const part of ["找不到命令“no-such-rubric”", "was not found", "pip install 'rubric-dsl[lsp]'", "rubric.command"]) {
      assert.ok(said.includes(part), said);
    }
    return true;
  });
});

test("a server that speaks is spoken to", async () => {
  const echo = "process.stdin.on('data', (d) => process.stdout.write(String(d).toUpperCase()))";
  const child = await start({ ...settings, args: ["-e", echo] });
  child.stdin?.write("content-length");
  const [heard] = await once(child.stdout!, "data");
  assert.equal(String(heard), "CONTENT-LENGTH");
  child.kill();
});

test("the server of the package answers as an editor needs it", async () => {
  const child = await start({ ...settings, command: process.env["RUBRIC"] ?? "rubric", args: ["lsp"] });
  const text = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: null, capabilities: {}, initializationOptions: { language: "zh" } },
  });
  child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  let heard = "";
  for await (const part of child.stdout!) {
    heard += String(part);
    if (heard.includes("serverInfo")) break;
  }
  child.kill();
  for (const ability of ["completionProvider", "hoverProvider", "renameProvider", "codeActionProvider"]) {
    assert.ok(heard.includes(ability), heard);
  }
});

test("what a server said before it gave up is passed on", async () => {
  const child = await start({ ...settings, args: ["-e", "console.error('first run: pip …'); process.exitCode = 3"] });
  const said = lastWords(child);
  const [code] = await once(child, "close");
  assert.equal(code, 3);
  assert.match(whyNot(new Error("connection closed"), said()), /语言服务器没有启动.*did not start.*first run: pip …$/su);
});

test("the language is told where one is chosen", () => {
  assert.deepEqual(environment(settings, { A: "b" }), { A: "b" });
  assert.deepEqual(environment({ ...settings, language: "zh" }, { A: "b" }), { A: "b", RUBRIC_LANG: "zh" });
});
