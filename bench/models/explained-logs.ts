import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { EventColumns } from "../../lib/event/columns.ts";
import { createOrganisation } from "../../lib/simulation/organisation.ts";
import { createTraffic } from "../../lib/simulation/traffic.ts";
import type { NativeRecord } from "../../lib/simulation/traffic-types.ts";
import { openMembers } from "../../scripts/replay/open-members.ts";
import { columnsOfRecords } from "./columns-of-records.ts";

export interface LabelledHistory {
  readonly blocks: readonly EventColumns[];
  /** By event, 1 = of an attack. */
  readonly labels: Uint8Array;
  readonly length: number;
  readonly attacks: number;
}

const people = 120;
const recordsPerSecond = 4;
/** A Monday at eight: the generator lives by the hours of the week. */
const startTime = Date.UTC(2026, 10, 23, 8);
const minuteMs = 60_000;

/** What the demonstration's organisation does in some hours, attacks included, record by record, with the truth beside it. */
export function demoHistory(hours: number): LabelledHistory {
  const campaigns = { firstAfterMs: 20 * minuteMs, meanGapMs: 12 * minuteMs };
  const traffic = createTraffic({
    seed: "bench explain",
    organisation: createOrganisation("demo", people),
    startTime,
    rate: recordsPerSecond,
  });
  for (let at = campaigns.firstAfterMs; at < hours * 60 * minuteMs; at += campaigns.meanGapMs) {
    traffic.begin(
      ["ssh-guessing", "phishing", "exfiltration"][((at / campaigns.meanGapMs) % 3) | 0] ?? "phishing",
      startTime + at,
    );
  }
  const blocks: EventColumns[] = [];
  const labels: number[] = [];
  for (let time = startTime; time < startTime + hours * 60 * minuteMs; time += minuteMs) {
    for (const record of traffic.next(time + minuteMs)) {
      const columns = columnsOf(record);
      if (columns === null) continue;
      blocks.push(columns);
      labels.push(Number(record.truth.campaign !== null));
    }
  }
  const attacks = labels.reduce((sum, label) => sum + label, 0);
  return { blocks, labels: Uint8Array.from(labels), length: labels.length, attacks };
}

function columnsOf({ record, time }: NativeRecord): EventColumns | null {
  return columnsOfRecords({ bytes: Buffer.from(`${record}\n`), replay: "", receivedMs: time + 50 });
}

const folders = ["loghub", "aws-cloudtrail-stratus", "suricata-eve", "otrf-security-datasets/atomic"];
const mostMemberBytes = 40 * 1024 * 1024;

/** Files that hold logs, in a folder and below it. */
async function listLogs(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    const isLog = entry.isFile() && /\.(gz|zip|json|ndjson|log)$/i.test(entry.name);
    return isLog && !/structured|templates/.test(entry.name) ? [join(entry.parentPath, entry.name)] : [];
  });
}

/** The logs in a file as columns. */
async function readLogs(path: string): Promise<EventColumns[]> {
  const logs: EventColumns[] = [];
  for await (const member of openMembers(path)) {
    if (member.skipped !== null) continue;
    const chunks: Uint8Array[] = [];
    for await (const chunk of member.chunks) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > mostMemberBytes) continue;
    const columns = columnsOfRecords({ bytes, replay: path, receivedMs: startTime });
    if (columns !== null) logs.push(columns);
  }
  return logs;
}

/** Recordings of attacks and of ordinary servers, each as a replay of its own. */
export async function recordings(requireData: (path: string) => string) {
  const blocks: EventColumns[] = [];
  for (const folder of folders.map(requireData)) {
    for (const path of await listLogs(folder)) blocks.push(...(await readLogs(path)));
  }
  return { blocks, files: blocks.length, events: blocks.reduce((sum, { length }) => sum + length, 0) };
}
