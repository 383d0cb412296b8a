import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { IngestTarget } from "./deliver-batch.ts";

const keyFile = z.object({ url: z.url(), key: z.string().min(1) });
const pollMs = 300;

/**
 * Waits until the web process has written its demo key and answers, and returns where to send; null when the signal
 * came first. The file is read anew each time, for the key changes with every start of the web process.
 */
export async function findTarget(stateDir: string, signal: AbortSignal): Promise<IngestTarget | null> {
  while (!signal.aborted) {
    const target = await readTarget(stateDir);
    if (target !== null && (await isAlive(target.url, signal))) return target;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

async function readTarget(stateDir: string): Promise<IngestTarget | null> {
  try {
    const parsed = keyFile.parse(JSON.parse(await readFile(join(stateDir, "demo-key.json"), "utf8")));
    return { url: parsed.url.replace(/\/+$/, ""), key: parsed.key };
  } catch {
    // Not there yet, or half written: the next look will find it.
    return null;
  }
}

async function isAlive(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
    const response = await fetch(`${url}/api/v1/health?check=live`, { signal: limit });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
