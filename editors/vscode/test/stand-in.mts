// A language server that knows how to begin and how to end, and writes down what it hears.

import { appendFileSync } from "node:fs";

interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly initializationOptions?: { readonly language: string } };
}

const heard = process.argv[2]!;
let unread = "";

process.stdin.setEncoding("utf8").on("data", (piece: string) => {
  unread += piece;
  for (;;) {
    const head = /^Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/u.exec(unread);
    if (head === null) return;
    const body = unread.slice(head[0].length, head[0].length + Number(head[1]));
    if (body.length < Number(head[1])) return;
    unread = unread.slice(head[0].length + body.length);
    answer(JSON.parse(body));
  }
});

function answer({ id, method, params }: Message): void {
  const told = method === "initialize" ? ` ${params?.initializationOptions?.language} ${process.env["RUBRIC_LANG"]}` : "";
  if (method.startsWith("init") || method === "shutdown") appendFileSync(heard, `${method}${told}\n`);
  if (method === "exit") process.exit();
  if (id === undefined) return;
  const result = method === "initialize" ? { capabilities: {} } : null;
  const said = JSON.stringify({ jsonrpc: "2.0", id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(said)}\r\n\r\n${said}`);
}
