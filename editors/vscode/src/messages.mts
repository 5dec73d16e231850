// What the extension itself says: in both languages at once, for it is said before any is chosen.

import { NotFound } from "./server.mts";

const INSTALL = "pip install 'rubric-dsl[lsp]'";

/** Why the server did not start; `said` is what it said on its standard error. */
export function whyNot(error: unknown, said: string): string {
  if (error instanceof NotFound) {
    return (
      `找不到命令“${error.command}”，只有着色和代码片段可用。请先安装：${INSTALL} ，` +
      `或在设置 rubric.command 里写明它的路径。 ` +
      `The command “${error.command}” was not found; only colours and snippets work. ` +
      `First run ${INSTALL} , or say in the setting rubric.command where it is.`
    );
  }
  const reason = said || (error instanceof Error ? error.message : String(error));
  return (
    `语言服务器没有启动（如果缺少组件：${INSTALL} ）。 ` +
    `The language server did not start (if a part is missing: ${INSTALL} ). ${reason}`
  );
}

export const OPEN_SETTINGS = "设置 Settings";
