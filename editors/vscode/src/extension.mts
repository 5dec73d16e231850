// The extension: starts the language server for rubrics, and starts it anew when asked to.

import type { ChildProcess } from "node:child_process";

import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient } from "vscode-languageclient/node";

import { OPEN_SETTINGS, whyNot } from "./messages.mts";
import { type Settings, lastWords, start } from "./server.mts";

const SETTINGS = ["rubric.command", "rubric.args", "rubric.language"];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("rubric.restartServer", restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (SETTINGS.some((name) => change.affectsConfiguration(name))) await restart();
    }),
  );
  await begin();
}

export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.needsStop()) await running.stop();
}

async function restart(): Promise<void> {
  await deactivate();
  await begin();
}

async function begin(): Promise<void> {
  const settings = read();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  let said = () => "";
  let running = false;
  try {
    // The first is started here, so that the client has nothing of its own to say where there is none.
    let first: ChildProcess | undefined = await start(settings, folder);
    const serve = async (): Promise<ChildProcess> => {
      const child = first ?? (await start(settings, folder));
      first = undefined;
      said = lastWords(child);
      return child;
    };
    client = new LanguageClient("rubric", "Rubric", serve, {
      documentSelector: [{ language: "rubric" }],
      initializationOptions: { language: settings.language },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue }),
        // Before it ever ran there is nothing to start again; why it did not is said below.
        closed: () => ({ action: running ? CloseAction.Restart : CloseAction.DoNotRestart, handled: !running }),
      },
    });
    await client.start();
    running = true;
  } catch (error) {
    complain(whyNot(error, said()));
  }
}

function read(): Settings {
  const configured = vscode.workspace.getConfiguration("rubric");
  return {
    command: configured.get<string>("command", "rubric"),
    args: configured.get<string[]>("args", ["lsp"]),
    language: configured.get<Settings["language"]>("language", "auto"),
  };
}

/** Says what is wrong, and does not wait to be read. */
function complain(message: string): void {
  void vscode.window.showErrorMessage(message, OPEN_SETTINGS).then((chosen) => {
    if (chosen) void vscode.commands.executeCommand("workbench.action.openSettings", "rubric.command");
  });
}
