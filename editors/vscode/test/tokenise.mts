// Reads texts with the grammar as VS Code does, with its own engine.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";

export const HERE = join(import.meta.dirname, "..");

/** From where to where, and the innermost scope; "" where there is none. */
export type Piece = [start: number, end: number, scope: string];

export async function grammar(): Promise<IGrammar> {
  const wasm = await readFile(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const path = join(HERE, "syntaxes", "rubric.tmLanguage.json");
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(await readFile(path, "utf8"), path),
  });
  const loaded = await registry.loadGrammar("source.rubric");
  if (loaded === null) throw new Error("the grammar does not load");
  return loaded;
}

/** The pieces of a text. Neighbours with one scope are one piece; a line's end goes with what is nothing. */
export function pieces(read: IGrammar, text: string): Piece[] {
  const found: Piece[] = [];
  const add = (start: number, end: number, scope: string): void => {
    const last = found.at(-1);
    if (start >= end) return;
    if (last?.[2] === scope) last[1] = end;
    else found.push([start, end, scope]);
  };
  let state = textmate.INITIAL;
  let at = 0;
  const lines = text.split("\n");
  for (const [number, line] of lines.entries()) {
    const { tokens, ruleStack } = read.tokenizeLine(line, state);
    for (const token of tokens) {
      const scope = token.scopes.length > 1 ? (token.scopes.at(-1) ?? "") : "";
      add(at + token.startIndex, at + Math.min(token.endIndex, line.length), scope);
    }
    at += line.length;
    if (number < lines.length - 1) add(at, at + 1, "");
    at += 1;
    state = ruleStack;
  }
  return found;
}
