import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { say } from "./output.ts";

const firstRunSchema = z.object({ email: z.string(), password: z.string() });

/** The last lines of a start. The first password is shown on a terminal only: elsewhere the output ends up in a log. */
export function announce(url: string, stateDir: string): void {
  say(`\nTideline runs at ${url}`);
  const path = join(stateDir, "first-run.json");
  if (!existsSync(path)) return;
  const firstRun = firstRunSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!firstRun.success) return;
  if (process.stdout.isTTY)
    say(`Sign in as ${firstRun.data.email} with ${firstRun.data.password} (and choose a password)`);
  else say(`Sign in as ${firstRun.data.email}; the first password is in ${path}`);
}
