import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { HERE } from "./tokenise.mts";

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

const configuration = JSON.parse(await readFile(join(HERE, "language-configuration.json"), "utf8"));
const holding: RegExp[] = configuration.onEnterRules.map((rule: { beforeText: Pattern }) => regex(rule.beforeText));

function regex({ pattern, flags }: Pattern): RegExp {
  return new RegExp(pattern, flags);
}

function deepens(line: string): boolean {
  return holding.some((pattern) => pattern.test(line));
}

test("after every line of the shelf that has lines below it, the next begins deeper", async () => {
  const shelf = join(HERE, "..", "..", "rubrics");
  for (const file of (await readdir(shelf)).filter((name) => name.endsWith(".rubric"))) {
    const lines = (await readFile(join(shelf, file), "utf8")).split("\n").filter((line) => /^\s*[^\s#]/u.test(line));
    for (const [number, line] of lines.slice(0, -1).entries()) {
      const [here, below] = [line, lines[number + 1] ?? ""].map((text) => text.search(/\S/u));
      if (here! < below!) assert.ok(deepens(line), `${file}: ${line}`);
    }
  }
});

test("Chinese lines that hold others", () => {
  for (const line of [
    "细则 a “甲”", "佐证", "  任务 事项 “交办任务”", "部分1“甲”分值 3", "修改 项目 1.1", "口径 R1 “甲”", "  另解 “乙”",
    "对照表 标准 (级别)", "等次", "  等次为 优秀 当 总分 >= 90", "复核", "  加", "  扣 每 案件 至多 9", "增加 事实 甲 事项",
  ]) {
    assert.ok(deepens(line), line);
  }
});

test("lines that hold nothing", () => {
  for (const line of [
    "    award 5 when ok", "    加5分 每 表彰", "    judged", "    评定 0 至 5", "  reading R1", "  口径 R1", "  dsl 1",
    '  cite rules "1"', "  planned count", "  计划数 次数", "let a = 1", "    2: when a = b", "  ties out", "  加分 是否",
  ]) {
    assert.ok(!deepens(line), line);
  }
});

test("a word is a whole name, Chinese or not", () => {
  const { pattern, flags } = configuration.wordPattern;
  const words = "加5分 每 表彰_2 其中 level=省级 1.5.2 2018-01-31".match(new RegExp(pattern, `g${flags}`));
  assert.deepEqual(words, ["加", "5", "分", "每", "表彰_2", "其中", "level", "省级", "1.5.2", "2018-01-31"].toSpliced(0, 3, "加5分"));
});

test("brackets, quotes and folding", () => {
  const open = configuration.autoClosingPairs.map((pair: { open: string; close: string }) => pair.open + pair.close);
  assert.deepEqual(open, ["()", "（）", '""', "「」", "『』", "“”"]);
  assert.deepEqual(configuration.comments, { lineComment: "#" });
  assert.ok(configuration.folding.offSide);
});
