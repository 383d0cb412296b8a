import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../paths.ts";
import { withProgress } from "../progress.ts";

/** Folders that are made, not written. */
const madeFolders = new Set(["node_modules", "generated", ".next"]);

function hashInto(hash: ReturnType<typeof createHash>, path: string): void {
  const absolute = join(projectRoot, path);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) {
    for (const name of readdirSync(absolute).sort()) if (!madeFolders.has(name)) hashInto(hash, join(path, name));
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(`${path}\0`).update(readFileSync(absolute));
  }
}

/** One thing that is made from files of the checkout, and made again only when one of them has changed. */
export interface SetupStep {
  readonly label: string;
  /** Files and folders it is made from, relative to the project. */
  readonly inputs: readonly string[];
  /** Where the inputs' hash is kept: inside what is made, so that removing the one removes the other. */
  readonly stamp: string;
  make(): Promise<void>;
}

/** True when the step had something to do. */
export async function runStep(step: SetupStep): Promise<boolean> {
  const hash = createHash("sha256").update(process.version);
  for (const input of step.inputs) hashInto(hash, input);
  const wanted = hash.digest("hex");
  const stamp = join(projectRoot, step.stamp);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  await withProgress(step.label, () => step.make());
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}
