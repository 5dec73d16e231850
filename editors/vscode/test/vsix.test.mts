import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";

import { HERE } from "./tokenise.mts";

const manifest = JSON.parse(await readFile(join(HERE, "package.json"), "utf8"));
const inside = unzipped(await readFile(join(HERE, `rubric-${manifest.version}.vsix`)));

/** The files of a zip archive, by the list at its end. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf("PK\x05\x06");
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [number, number, number];
    const head = zip.readUInt32LE(at + 42);
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const data = zip.subarray(start, start + size);
    files.set(zip.toString("utf8", at + 46, at + 46 + name), method === 8 ? inflateRawSync(data) : data);
    at += 46 + name + extra + comment;
  }
  return files;
}

test("the vsix holds what it must, and no more", () => {
  const names = [...inside.keys()].filter((name) => name.startsWith("extension/")).map((name) => name.slice(10));
  assert.deepEqual(names.sort(), [
    "language-configuration.json",
    "out/extension.js",
    "package.json",
    "package.nls.json",
    "package.nls.zh-cn.json",
    "readme.md",
    "snippets/en.json",
    "snippets/zh.json",
    "syntaxes/rubric.tmLanguage.json",
  ]);
});

test("whatever the manifest names is there, in both languages", () => {
  const text = inside.get("extension/package.json")!.toString();
  const { main, contributes } = JSON.parse(text);
  const named = [main, contributes.languages[0].configuration, contributes.grammars[0].path];
  for (const path of [...named, ...contributes.snippets.map((s: { path: string }) => s.path)]) {
    assert.ok(inside.has(join("extension", path)), path);
  }
  const keys = [...text.matchAll(/"%([\w.]+)%"/gu)].map((match) => match[1]!);
  for (const language of ["", ".zh-cn"]) {
    const words = JSON.parse(inside.get(`extension/package.nls${language}.json`)!.toString());
    assert.deepEqual(Object.keys(words).sort(), [...new Set(keys)].sort());
  }
});

test("the extension loads, starts no server that is not there, and says so", async () => {
  const said: string[] = [];
  const commands = new Map<string, () => Promise<void>>();
  const code = inside.get("extension/out/extension.js")!.toString();
  const { activate, deactivate } = load(code, said, commands, { command: "no-such-rubric" });
  await activate({ subscriptions: [] });
  assert.deepEqual([...commands.keys()], ["rubric.restartServer"]);
  await commands.get("rubric.restartServer")!();
  await deactivate();
  assert.equal(said.length, 2);
  for (const text of said) assert.match(text, /找不到命令“no-such-rubric”.*was not found.*pip install 'rubric-dsl\[lsp\]'/su);
});

test("a server that is there is greeted, told the language, and started anew when asked", async () => {
  const said: string[] = [];
  const commands = new Map<string, () => Promise<void>>();
  const folder = await mkdtemp(join(tmpdir(), "rubric-"));
  const heard = join(folder, "heard");
  const settings = { command: process.execPath, args: [join(HERE, "test", "stand-in.mts"), heard], language: "zh" };
  const code = inside.get("extension/out/extension.js")!.toString();
  const { activate, deactivate } = load(code, said, commands, settings);
  await activate({ subscriptions: [] });
  await commands.get("rubric.restartServer")!();
  await deactivate();
  const lines = (await readFile(heard, "utf8")).trim().split("\n");
  const once = ["initialize zh zh", "initialized", "shutdown"];
  assert.deepEqual(lines, [...once, ...once]);
  assert.deepEqual(said, []);
  await rm(folder, { recursive: true });
});

interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}

/** The extension with a stand-in for the editor: it shows messages, keeps commands, and else does nothing. */
function load(
  code: string,
  said: string[],
  commands: Map<string, () => Promise<void>>,
  settings: Record<string, unknown>,
): Extension {
  const editor = anything({
    window: anything({ showErrorMessage: async (text: string) => void said.push(text) }),
    commands: anything({ registerCommand: (name: string, run: () => Promise<void>) => commands.set(name, run) }),
    workspace: anything({
      workspaceFolders: undefined,
      textDocuments: [],
      getConfiguration: () => anything({ get: (name: string, otherwise: unknown) => settings[name] ?? otherwise }),
    }),
    EventEmitter: class {
      event = (): object => ({ dispose() {} });
      fire(): void {}
      dispose(): void {}
    },
    version: "1.91.0",
    env: anything({ language: "zh-cn", appName: "test" }),
  });
  const require = createRequire(import.meta.url);
  const module = { exports: {} as Extension };
  const run = new Function("module", "exports", "require", code);
  run(module, module.exports, (name: string) => (name === "vscode" ? editor : require(name)));
  return module.exports;
}

/** Has what it is given, and for whatever else is asked a class that can be called and has everything, too. */
function anything(given: Record<string, unknown>): unknown {
  const stand = class {
    dispose(): void {}
  };
  const target = function (): void {};
  return new Proxy(Object.assign(target, given), {
    get: (_, name) => {
      if (name in given) return given[String(name)];
      if (name === "prototype") return stand.prototype;
      return name === "then" ? undefined : anything({});
    },
    apply: () => anything({}),
    construct: () => new stand(),
  });
}
