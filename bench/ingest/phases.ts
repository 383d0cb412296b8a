import { setTimeout as pause } from "node:timers/promises";
import type { Pool } from "../../server/db/pg.ts";
import { createLoad } from "../load/create-load.ts";
import type { Inside } from "../support/inside.ts";
import { type Usage, usageOfFamily } from "../support/process-usage.ts";
import { quantile } from "../support/quantile.ts";
import { readPosition, untilScored } from "../support/stored.ts";
import { receiptToCommit } from "./receipt-to-commit.ts";
import { watchCommits } from "./watch-commits.ts";

export interface Running {
  readonly url: string;
  readonly key: string;
  readonly pool: Pool;
  readonly inside: Inside;
  readonly log: (line: string) => void;
}

const warmUpMs = 15_000;
const entities = 5_000;
const parts = ["web", "worker", "postgres"] as const;
type Part = (typeof parts)[number];

export function usageOfParts(inside: Inside): Record<Part, Usage> {
  const of = (pid: number | null) => (pid === null ? { cpuSeconds: 0, anonymousMb: 0 } : usageOfFamily(pid));
  return { web: of(inside.part("web")), worker: of(inside.part("worker")), postgres: of(inside.postmaster()) };
}

const round = (value: number, digits = 1) => Number(value.toFixed(digits));

interface SustainedPlan {
  readonly clients: number;
  readonly batch: number;
  readonly seconds: number;
}

/** As fast as it takes events: committed scores a second, and what each event costs whom. */
export async function measureSustained(running: Running, plan: SustainedPlan) {
  const { pool, inside, log } = running;
  const load = await createLoad({ ...running, ...plan, entities, seed: "ingest" });
  await pause(warmUpMs);
  log(`Closed loop of ${plan.clients} clients with ${plan.batch} events each, for ${plan.seconds} s`);
  const warmUp = await load.mark();
  const before = { position: await readPosition(pool), usage: usageOfParts(inside), ms: performance.now() };
  await pause(plan.seconds * 1000);
  const after = { position: await readPosition(pool), usage: usageOfParts(inside), ms: performance.now() };
  const sent = await load.mark();
  const rest = await load.stop();
  await untilScored(pool);
  const scored = after.position - before.position;
  const cost = (part: Part) => ((after.usage[part].cpuSeconds - before.usage[part].cpuSeconds) / scored) * 1e6;
  return {
    scoredPerSecond: Math.round(scored / ((after.ms - before.ms) / 1000)),
    acceptedPerSecond: Math.round(sent.accepted / sent.seconds),
    cpuMicrosPerEvent: {
      ...Object.fromEntries(parts.map((part) => [part, round(cost(part))])),
      load: round((sent.cpuSeconds / sent.accepted) * 1e6),
    },
    answer: { p50Ms: round(sent.p50Ms), p99Ms: round(sent.p99Ms) },
    meanBytes: Math.round(load.mix.meanBytes),
    postponed: sent.postponed + rest.postponed,
    refused: sent.refused + rest.refused,
    accepted: warmUp.accepted + sent.accepted + rest.accepted,
  };
}

/** At an offered rate: from the receipt of an event to its committed score. */
export async function measureLatency(running: Running, plan: { rate: number; batch: number; seconds: number }) {
  const { pool, inside, log } = running;
  const load = await createLoad({ ...running, ...plan, clients: 8, entities, seed: "latency" });
  await pause(warmUpMs);
  log(`${plan.rate} events/s offered, ${plan.batch} a request, for ${plan.seconds} s`);
  const watch = await watchCommits(inside.applicationUrl);
  const warmUp = await load.mark();
  await pause(plan.seconds * 1000);
  const sent = await load.mark();
  const commits = await watch.stop();
  const rest = await load.stop();
  await untilScored(pool);
  const waits = await receiptToCommit(inside.applicationUrl, commits);
  return {
    offeredPerSecond: plan.rate,
    acceptedPerSecond: Math.round(sent.accepted / sent.seconds),
    events: waits.length,
    p50Ms: quantile(waits, 0.5),
    p90Ms: quantile(waits, 0.9),
    p99Ms: quantile(waits, 0.99),
    maxMs: waits.at(-1) ?? Number.NaN,
    worstBacklogMs: round(sent.worstBacklogMs),
    accepted: warmUp.accepted + sent.accepted + rest.accepted,
  };
}
