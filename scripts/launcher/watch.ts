import { watch } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../paths.ts";
import type { SupervisedChild } from "./child.ts";
import { say } from "./output.ts";

/** What the processes load themselves; pages and components are reloaded by Next. */
const watchedFolders = ["lib", "server", "worker"];
const settleMs = 300;

/** Development only: starts the processes again when the code that they have loaded changes. */
export function restartOnChange(children: readonly SupervisedChild[]): void {
  let pending: NodeJS.Timeout | undefined;
  for (const folder of watchedFolders) {
    const watcher = watch(join(projectRoot, folder), { recursive: true }, (_event, file) => {
      if (!file?.endsWith(".ts") || file.endsWith(".test.ts") || file.includes("generated")) return;
      clearTimeout(pending);
      pending = setTimeout(() => {
        say(`${folder}/${file} changed`);
        for (const child of children) child.restart();
      }, settleMs);
    });
    watcher.unref();
  }
}
