import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const firstRunSchema = z.object({ url: z.string(), email: z.string(), password: z.string() });
export type FirstRun = z.infer<typeof firstRunSchema>;

const pathIn = (stateDir: string) => join(stateDir, "first-run.json");

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Where to sign in for the first time, for the owner of the machine alone. Never seen half written. */
export async function writeFirstRun(stateDir: string, firstRun: FirstRun): Promise<void> {
  const draft = `${pathIn(stateDir)}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(firstRun)}\n`, { mode: 0o600, flag: "wx" });
  await rename(draft, pathIn(stateDir));
}

/** What the file says, or null where there is none that can be read. */
export async function readFirstRun(stateDir: string): Promise<FirstRun | null> {
  try {
    return firstRunSchema.parse(JSON.parse(await readFile(pathIn(stateDir), "utf8")));
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Removes the file once the person it names has a password of their own. */
export async function forgetFirstRun(stateDir: string, email: string): Promise<void> {
  const firstRun = await readFirstRun(stateDir);
  if (firstRun?.email === email) await rm(pathIn(stateDir), { force: true });
}
