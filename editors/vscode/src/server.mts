// The language server as a process: how it is started, and what went wrong where it was not.

import { type ChildProcess, spawn } from "node:child_process";

/** What the user says about the server. */
export interface Settings {
  readonly command: string;
  readonly args: readonly string[];
  readonly language: "auto" | "zh" | "en";
}

/** There is no such program. */
export class NotFound extends Error {
  readonly command: string;

  constructor(command: string) {
    super(`not found: ${command}`);
    this.command = command;
  }
}

/** The environment of the server; it learns from it which language to speak. */
export function environment(settings: Settings, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return settings.language === "auto" ? env : { ...env, RUBRIC_LANG: settings.language };
}

/** Starts the server, which speaks on its standard input and output. Rejects with NotFound where there is no such program. */
export function start(settings: Settings, cwd?: string): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(settings.command, settings.args, { cwd, env: environment(settings, process.env) });
    child.once("spawn", () => resolve(child));
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new NotFound(settings.command) : error);
    });
  });
}

/** Keeps the last of what a process says on its standard error. */
export function lastWords(child: ChildProcess, most = 2000): () => string {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => {
    said = (said + piece).slice(-most);
  });
  return () => said.trim();
}
