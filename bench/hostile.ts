import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { eventDetailSchema, ingestAnswerSchema } from "../lib/contracts/events.ts";
import { type Ledger, ledgerSchema } from "../lib/contracts/ledger.ts";
import { startInstance } from "../scripts/instance.ts";
import { hostileRecord } from "../server/events/ingest/hostile-record.ts";
import type { Benchmark, BenchmarkContext, BenchmarkResult } from "./support/benchmark.ts";

const settleMs = 120_000;
const samples = 200;

interface Target {
  readonly url: string;
  readonly key: string;
}

interface Sums {
  received: number;
  accepted: number;
  duplicates: number;
  rejected: number;
}

async function getJson(target: Target, path: string): Promise<unknown> {
  const response = await fetch(`${target.url}${path}`, { headers: { authorization: `Bearer ${target.key}` } });
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}.`);
  return response.json();
}

function bodyOf(from: number, count: number): Buffer<ArrayBuffer> {
  const parts: Buffer[] = [];
  for (let i = from; i < from + count; i += 1) parts.push(hostileRecord(i), Buffer.from("\n"));
  return Buffer.concat(parts);
}

async function send(target: Target, body: Buffer<ArrayBuffer>, sums: Sums): Promise<void> {
  const headers = { authorization: `Bearer ${target.key}` };
  const response = await fetch(`${target.url}/api/v1/events`, { method: "POST", body, headers });
  if (response.status !== 202) throw new Error(`A body was answered ${response.status}: ${await response.text()}`);
  const answer = ingestAnswerSchema.parse(await response.json());
  sums.accepted += answer.accepted;
  sums.duplicates += answer.duplicates;
  sums.rejected += answer.rejectedCount;
  sums.received += answer.accepted + answer.duplicates + answer.rejectedCount;
}

async function untilScored(target: Target): Promise<Ledger> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const ledger = ledgerSchema.parse(await getJson(target, "/api/v1/ledger?stream=main"));
    if (ledger.totals.waiting === 0) return ledger;
    if (performance.now() > deadline) throw new Error(`${ledger.totals.waiting} events still wait to be scored.`);
    await pause(200);
  }
}

/** How many of the looked-at records differ from what was sent: each must stand, byte for byte, in one of the bodies. */
async function countAltered(target: Target, accepted: number, sent: Buffer): Promise<number> {
  let altered = 0;
  for (let i = 0; i < samples; i += 1) {
    const id = Math.floor((i * accepted) / samples);
    const { original } = eventDetailSchema.parse(await getJson(target, `/api/v1/events/${id}`));
    if (sent.indexOf(Buffer.from(original.base64, "base64")) < 0) altered += 1;
  }
  return altered;
}

async function run({ args, log }: BenchmarkContext): Promise<BenchmarkResult> {
  const { values } = parseArgs({ args: [...args], options: { records: { type: "string", default: "100000" } } });
  const plan = { records: Number(values.records), batch: 5_000 };
  const instance = await startInstance();
  try {
    const file = readFileSync(join(instance.stateDir, "local-key.json"), "utf8");
    const { key } = z.object({ key: z.string() }).parse(JSON.parse(file));
    const target = { url: instance.url, key };
    const sums = { received: 0, accepted: 0, duplicates: 0, rejected: 0 };
    const sent: Buffer[] = [];
    for (let from = 0; from < plan.records; from += plan.batch) {
      const body = bodyOf(from, Math.min(plan.batch, plan.records - from));
      await send(target, body, sums);
      sent.push(body);
      log(`${from + plan.batch} sent`);
    }
    const { balanced, differences, totals } = await untilScored(target);
    const altered = await countAltered(target, sums.accepted, Buffer.concat(sent));
    const agrees = totals.accepted === sums.accepted && totals.received === sums.received;
    const { scored, deadLettered } = totals;
    const metrics = { ...sums, scored, deadLettered, altered, agrees, ledgerBalanced: balanced, differences };
    return { metrics, config: { ...plan, samples } };
  } finally {
    await instance.stop();
  }
}

export const benchmark: Benchmark = {
  name: "hostile",
  description: "Records made to break parsers, databases and terminals: all answered, none altered, the ledger adds up",
  run,
};
