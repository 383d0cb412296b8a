import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type PostTarget, postBody } from "../load/post-body.ts";
import { type FloodPlan, floodRecords, writeRecord } from "./decoys.ts";

const batch = 500;
const clients = 6;

/** What a flood holds by technique: its events, and from how many origins. */
export type Expected = ReadonlyMap<string, { events: number; readonly origins: Set<string> }>;

/** Bodies of a flood, counted as they are made. */
function* bodies(plan: FloodPlan, expected: Map<string, { events: number; readonly origins: Set<string> }>) {
  let lines: string[] = [];
  for (const record of floodRecords(plan)) {
    const { technique } = record.template;
    const counted = expected.get(technique) ?? { events: 0, origins: new Set<string>() };
    counted.events += 1;
    counted.origins.add(record.origin);
    expected.set(technique, counted);
    lines.push(writeRecord(record));
    if (lines.length < batch) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

/** Sends a flood as fast as it is taken, in its order; answers what was sent. */
export async function sendFlood(to: Pick<PostTarget, "url" | "key">, plan: FloodPlan): Promise<Expected> {
  const expected = new Map<string, { events: number; readonly origins: Set<string> }>();
  const agent = new Agent({ keepAlive: true, maxSockets: clients, noDelay: true });
  const target = { ...to, agent, replay: `flood-${plan.seed}` };
  const supply = bodies(plan, expected);
  let number = 0;
  const work = async () => {
    for (let next = supply.next(); !next.done; next = supply.next()) {
      number += 1;
      await sendUntilTaken(target, next.value, `flood-${plan.seed}-${plan.startMs}-${number}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  agent.destroy();
  return expected;
}

async function sendUntilTaken(target: PostTarget, lines: readonly string[], key: string): Promise<void> {
  const body = { bytes: Buffer.from(lines.join("\n")), records: lines.length, contentType: "application/x-ndjson" };
  for (;;) {
    const { status, text, retryAfterMs } = await postBody(target, body, key);
    if (status === 202) return;
    if (status !== 429 && status !== 503) throw new Error(`The flood was answered with ${status}: ${text}`);
    await pause(Math.max(100, retryAfterMs));
  }
}
