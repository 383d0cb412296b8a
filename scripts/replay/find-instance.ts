import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { IngestTarget } from "../../worker/demo/deliver-batch.ts";
import { isAlive } from "../processes.ts";

const runFile = z.object({ url: z.url(), pid: z.number().int() });
const keyFile = z.object({ key: z.string().min(1) });

/** The instance that runs on this machine, by the files it keeps in the state folder while it runs. */
export async function findInstance(stateFolder: string): Promise<IngestTarget> {
  const run = await readJson(join(stateFolder, "run.json"), runFile);
  const local = await readJson(join(stateFolder, "local-key.json"), keyFile);
  if (run === null || local === null || !isAlive(run.pid)) {
    throw new Error(
      `No Tideline runs here (${stateFolder}). Start one with npm start, or name one with --url and --key.`,
    );
  }
  return { url: run.url.replace(/\/+$/, ""), key: local.key };
}

async function readJson<Value>(path: string, schema: z.ZodType<Value>): Promise<Value | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}
