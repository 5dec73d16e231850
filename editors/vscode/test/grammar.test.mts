import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { HERE, type Piece, grammar, pieces } from "./tokenise.mts";

interface Expected {
  readonly name: string;
  readonly text: string;
  readonly pieces: Piece[];
}

const read = await grammar();

/** The pieces of a text that are something, as “text scope”. */
function shown(text: string): string[] {
  return pieces(read, text)
    .filter(([, , scope]) => scope)
    .map(([start, end, scope]) => `${text.slice(start, end)} ${scope.replace(".rubric", "")}`);
}

test("VS Code reads every text as Python does, which is held against the parser", async () => {
  const texts: Expected[] = JSON.parse(await readFile(join(HERE, "out", "expected.json"), "utf8"));
  assert.ok(texts.length > 1000);
  for (const { name, text, pieces: expected } of texts) {
    assert.deepEqual(pieces(read, text), expected, `${name}\n${text}`);
  }
});

test("on the shelf everything but blanks has a scope", async () => {
  const shelf = join(HERE, "..", "..", "rubrics");
  for (const file of (await readdir(shelf)).filter((name) => name.endsWith(".rubric"))) {
    const text = await readFile(join(shelf, file), "utf8");
    for (const [start, end, scope] of pieces(read, text)) {
      if (!scope) assert.match(text.slice(start, end), /^\s*$/u, `${file}: ${text.slice(start, end)}`);
    }
  }
});

test("a clause in Chinese", () => {
  assert.deepEqual(shown("  加5分 每 表彰 其中 级别=省级 至多 3 理由 “得奖{表彰}次，每次加5分”"), [
    "加 keyword.control.clause",
    "5 constant.numeric",
    "分 keyword.other.unit",
    "每 keyword.control.clause",
    "表彰 variable.other",
    "其中 keyword.operator.wordlike",
    "级别 variable.other",
    "= keyword.operator",
    "省级 variable.other",
    "至多 keyword.control.clause",
    "3 constant.numeric",
    "理由 keyword.control.clause",
    "“得奖 string.quoted",
    "{表彰} variable.other.interpolated",
    "次，每次加5分” string.quoted",
  ]);
});

test("a clause in English", () => {
  assert.deepEqual(shown("award 2.5 * min(done / planned, 1) when sent <= 01-31 or rate ≥ 95%  # per date"), [
    "award keyword.control.clause",
    "2.5 constant.numeric",
    "* keyword.operator",
    "min support.function",
    "( punctuation",
    "done variable.other",
    "/ keyword.operator",
    "planned variable.other",
    ", punctuation",
    "1 constant.numeric",
    ") punctuation",
    "when keyword.control.clause",
    "sent variable.other",
    "<= keyword.operator",
    "01-31 constant.numeric.date",
    "or keyword.operator.wordlike",
    "rate variable.other",
    "≥ keyword.operator",
    "95% constant.numeric.percentage",
    "# per date comment.line.number-sign",
  ]);
});

test("a word of the language within a longer name is none", () => {
  for (const name of ["加分", "每日", "当年", "扣分项", "是否合格", "次数合计", "评定人", "前五名", "或有", "per_day"]) {
    assert.ok(shown(`  扣 1 每 ${name} 当 ${name} > 3`).includes(`${name} variable.other`), name);
  }
});

test("soft words are names where names stand", () => {
  assert.deepEqual(shown("evidence\n  date date\nitem 1.2 cap 3\n  award 1 per date where cap = count"), [
    "evidence storage.type.declaration",
    "date entity.name.type",
    "date support.type",
    "item storage.type.declaration",
    "1.2 entity.name.section",
    "cap keyword.other.attribute",
    "3 constant.numeric",
    "award keyword.control.clause",
    "1 constant.numeric",
    "per keyword.control.clause",
    "date variable.other",
    "where keyword.operator.wordlike",
    "cap variable.other",
    "= keyword.operator",
    "count variable.other",
  ]);
});

test("no word means anything in a text or a comment", () => {
  for (const text of ['"award 5 per # date"', "“加 5 分 每”", "「当“且”或」", "『若『否则』』", "# 加 5 每 award"]) {
    const scopes = new Set(pieces(read, `  note ${text}`).slice(2).map(([, , scope]) => scope));
    for (const scope of scopes) assert.match(scope || "string", /^(string|comment|keyword.other.attribute)/u, text);
  }
});

test("full-width forms", () => {
  assert.deepEqual(shown("  扣２分 每 不足（得分（2.1），60％）"), [
    "扣 keyword.control.clause",
    "２ constant.numeric",
    "分 keyword.other.unit",
    "每 keyword.control.clause",
    "不足 support.function",
    "（ punctuation",
    "得分 support.function",
    "（ punctuation",
    "2.1 entity.name.section",
    "）， punctuation",
    "60％ constant.numeric.percentage",
    "） punctuation",
  ]);
});

test("dates and ids", () => {
  assert.deepEqual(shown("印发 2018年8月24日\n考核期 2018-01-01 至 2018-12-31\n分项 1.5.2 “a”\nitem 「1」"), [
    "印发 storage.type.declaration",
    "2018年8月24日 constant.numeric.date",
    "考核期 storage.type.declaration",
    "2018-01-01 constant.numeric.date",
    "至 keyword.operator.wordlike",
    "2018-12-31 constant.numeric.date",
    "分项 storage.type.declaration",
    "1.5.2 entity.name.section",
    "“a” string.quoted",
    "item storage.type.declaration",
    "「1」 string.quoted",
  ]);
});

test("a statement may run on while a bracket is open, but not beyond what opens another", () => {
  const rows = shown("award 1 when (date > 01-31 and\n  cap = 3)\nitem 2 worth (1\nitem 3 worth 2");
  assert.ok(rows.includes("cap variable.other"));
  assert.deepEqual(rows.slice(-3), ["3 entity.name.section", "worth keyword.other.attribute", "2 constant.numeric"]);
});
