import { setTimeout as pause } from "node:timers/promises";
import { createLoad } from "../load/create-load.ts";
import { untilScored } from "../support/stored.ts";
import { type Running, usageOfParts } from "./phases.ts";

const sampleMs = 5_000;

/** Least-squares slope of equally spaced values, per step. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const above = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  return above / values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
}

function describe(values: readonly number[]) {
  // What is filled once (caches, tables of entities, the code's own warm-up) is not growth.
  const settled = values.slice(Math.floor(values.length / 3));
  return {
    firstMb: Math.round(settled[0] ?? 0),
    lastMb: Math.round(settled.at(-1) ?? 0),
    highestMb: Math.round(Math.max(...values)),
    growthMbPerMinute: Number((slope(settled) * (60_000 / sampleMs)).toFixed(2)),
  };
}

/** Memory of each part while events come in steadily. Growth is taken over the last two thirds. */
export async function measureMemory(running: Running, plan: { rate: number; minutes: number }) {
  const { pool, inside, log } = running;
  const load = await createLoad({ ...running, rate: plan.rate, batch: 200, clients: 4, entities: 5_000, seed: "soak" });
  log(`${plan.rate} events/s for ${plan.minutes} minutes`);
  const samples: ReturnType<typeof usageOfParts>[] = [];
  const deadline = performance.now() + plan.minutes * 60_000;
  while (performance.now() < deadline) {
    await pause(sampleMs);
    samples.push(usageOfParts(inside));
    if (samples.length % 12 === 0) {
      const last = samples.at(-1);
      log(`  web ${last?.web.anonymousMb.toFixed(0)} MB, worker ${last?.worker.anonymousMb.toFixed(0)} MB`);
    }
  }
  const sent = await load.stop();
  await untilScored(pool);
  return {
    accepted: sent.accepted,
    acceptedPerSecond: Math.round(sent.accepted / sent.seconds),
    web: describe(samples.map(({ web }) => web.anonymousMb)),
    worker: describe(samples.map(({ worker }) => worker.anonymousMb)),
    postgres: describe(samples.map(({ postgres }) => postgres.anonymousMb)),
  };
}
