import { statfs } from "node:fs/promises";
import type { Health, PartState } from "../../lib/contracts/health.ts";
import { isDatabaseAway } from "../db/is-database-away.ts";
import { streamName } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { type LogState, readLogStates } from "./read-log-state.ts";

type Part = Health["parts"][number];

const lateMs = 5_000;
/** Where ingest stops: what is accepted must fit. */
const fullShare = 0.9;

function scoringPart({ stream, head, position, lagMs, owned }: LogState): Part {
  const waiting = head - position;
  const name = `scoring ${stream}`;
  if (!owned) return { name, state: "degraded", detail: `No worker holds the stream; ${waiting} events wait.` };
  const state: PartState = lagMs > lateMs ? "degraded" : "ok";
  return { name, state, detail: `${waiting} events wait, the oldest for ${Math.round(lagMs)} ms.` };
}

async function readDatabaseParts(app: App): Promise<Part[]> {
  try {
    const states = await readLogStates(app.db);
    return [{ name: "database", state: "ok", detail: "It answers." }, ...states.map(scoringPart)];
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return [{ name: "database", state: "down", detail: "It does not answer; nothing is accepted or changed." }];
  }
}

async function readDiskPart(stateDir: string): Promise<Part> {
  const { blocks, bavail, bsize } = await statfs(stateDir);
  const used = blocks === 0 ? 0 : 1 - bavail / blocks;
  const state: PartState = used >= fullShare ? "down" : used >= fullShare - 0.05 ? "degraded" : "ok";
  const free = (bavail * bsize) / 1e9;
  return { name: "disk", state, detail: `${Math.round(used * 100)} % used, ${free.toFixed(1)} GB free.` };
}

/** What stands against taking events in, as this process's intake sees it. */
function ingestParts(app: App): Part[] {
  return (app.ingest()?.health() ?? []).map(({ stream, reason, pendingEvents }) => ({
    name: `ingest ${streamName(stream)}`,
    state: reason === null ? "ok" : "down",
    detail: reason ?? `${pendingEvents} events are being written.`,
  }));
}

function worst(parts: readonly Part[]): PartState {
  if (parts.some(({ state }) => state === "down")) return "down";
  return parts.some(({ state }) => state === "degraded") ? "degraded" : "ok";
}

/** Whether each part can do its work; `down` means that nothing can be accepted. */
export async function readHealth(app: App, version: string): Promise<Health> {
  const parts = [...(await readDatabaseParts(app)), ...ingestParts(app), await readDiskPart(app.settings.stateDir)];
  return { status: worst(parts), version, parts };
}
