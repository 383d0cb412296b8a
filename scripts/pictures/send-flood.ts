import { setTimeout as pause } from "node:timers/promises";
import { floodStandingSchema } from "../../lib/contracts/floods.ts";
import type { FillInput } from "./fill-guarded.ts";
import { openClient } from "./open-client.ts";
import { sendLines } from "./send-lines.ts";

const decoys = 4000;
const pollMs = 300;
const longestWaitMs = 30_000;
/** What scanners try; each is a row of its own in the flood. */
const templates = [
  "Port scan",
  "Directory listing tried",
  "Known scanner",
  "Login page probed",
  "Old exploit tried",
] as const;

/** What an intrusion detector calls critical. */
function finding(time: number, ip: string, { technique, title }: { technique: string; title: string }): string {
  const what = { class_uid: 2004, activity_id: 1, severity_id: 5, finding_info: { title } };
  return JSON.stringify({ ...what, time, attacks: [{ technique: { uid: technique } }], src_endpoint: { ip } });
}

/** Thousands of decoys within minutes that end now, and one attack of another technique in their midst. */
export async function sendFlood(input: FillInput, key: string): Promise<void> {
  const startMs = Date.now() - 240_000;
  const lines = Array.from({ length: decoys }, (_, i) =>
    finding(startMs + i * 50, `198.51.${100 + (i % 7)}.${i % 250}`, {
      technique: "T1595",
      title: templates[i % templates.length] ?? templates[0],
    }),
  );
  lines.splice(
    decoys / 2,
    0,
    finding(startMs + 100_000, "203.0.113.99", { technique: "T1486", title: "Files are being encrypted" }),
  );
  await sendLines({ ...input, key, replay: `flood ${startMs}` }, lines);
  const client = openClient(input.api, input.url);
  const deadline = performance.now() + longestWaitMs;
  while ((await client.get("alerts/flood?stream=demo", floodStandingSchema)).current === null) {
    if (performance.now() > deadline) throw new Error("No flood was seen.");
    await pause(pollMs);
  }
}
